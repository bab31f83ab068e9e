"""Rows pasted from a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import EVERYTHING, TODAY, game_of, row_id, with_rows
from costs import at_most
from pmo_gameboard.board.models import Register
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.moves import add_rows
from pmo_gameboard.game.paste import MAX_PASTE, Paste, read_paste, read_table
from pmo_gameboard.game.state import MAX_ROWS, MAX_TEXT, Game

REGISTER: Register = EVERYTHING.registers_by_id["things"]


def pasted(text: str, start: str = "name", game: Game | None = None) -> Paste:
    """The text pasted with the cursor in a column of the things."""
    ids = [column.id for column in REGISTER.columns]
    columns = REGISTER.columns[ids.index(start) :]
    game = game or game_of(EVERYTHING)
    return read_paste(game, REGISTER, columns, read_table(text), TODAY)


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\rb", [["a"], ["b"]]),
        ("a\n\n \t \nb", [["a"], ["b"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""hi"""\tb', [['say "hi"', "b"]]),
        ('a 12" rule\tb', [['a 12" rule', "b"]]),
        ('"Big" customers\tb', [['"Big" customers', "b"]]),
        ('"never closed\nb', [['"never closed'], ["b"]]),
        ("a\x1b[31m\x00\u202e\tb", [["a[31m", "b"]]),
        ("\ud800", []),
        ("", []),
    ],
)
def test_cells_are_read_as_spreadsheets_write_them(text: str, table: list[list[str]]) -> None:
    assert read_table(text) == table


def test_too_much_is_refused_before_it_is_read() -> None:
    with pytest.raises(MoveError, match="1,000,001 characters"):
        read_table("x" * (MAX_PASTE + 1))


@given(st.text())
def test_any_text_is_a_table_or_nothing(text: str) -> None:
    assert all(any(row) for row in read_table(text))


def test_cells_fill_the_columns_in_their_order() -> None:
    paste = pasted("Apple\tGreen ones\tred\t4\tyes")
    assert [column.id for column in paste.columns] == ["name", "notes", "choice", "scale", "yes-no"]
    assert paste.good == (
        {"name": "Apple", "notes": "Green ones", "choice": "red", "scale": 4, "yes-no": True},
    )
    assert not paste.headed
    assert paste.ignored == ()


def test_a_first_line_of_column_names_says_what_is_filled() -> None:
    paste = pasted("Date\tNAME\tColour\nfri\tApple\tblue", start="scale")
    assert paste.headed
    assert [column.id for column in paste.columns] == ["date", "name"]
    assert paste.ignored == ("“Colour”",)
    assert paste.good == ({"name": "Apple", "date": "2026-12-04"},)


def test_a_column_named_twice_is_filled_once() -> None:
    paste = pasted("name\tnotes\tnotes\nApple\tone\ttwo")
    assert paste.good == ({"name": "Apple", "notes": "one"},)
    assert paste.ignored == ("“notes”",)


def test_a_name_alone_is_no_header_in_a_row_of_data() -> None:
    assert not pasted("Name\tsomething else\tand more").headed


def test_a_cell_that_cannot_be_read_stays_empty_and_says_why() -> None:
    (row,) = pasted("name\tdate\tlink\nApple\t3/4\tPear").rows
    assert row.values == {"name": "Apple"}
    assert [(cell.column.id, cell.reason) for cell in row.left_out] == [
        ("date", "“3/4” could be 3 April or 4 March"),
        ("link", "There is no thing called “Pear”"),
    ]


@pytest.mark.parametrize(
    ("cell", "kept", "reason"),
    [
        ("HR, Legal, finance", ("HR", "Finance"), "There is no other called “Legal”"),
        ("Legal; HR; Sales; legal", ("HR",), "There is no other called “Legal” or “Sales”"),
        ("Legal, Sales", (), "There is no other called “Legal” or “Sales”"),
        (f"HR, {'x' * 90}", ("HR",), f"There is no other called “{'x' * 58}”"),
        (",", (), "“,” names no other"),
    ],
)
def test_links_to_rows_that_are_there_are_kept_without_the_others(
    cell: str, kept: tuple[str, ...], reason: str
) -> None:
    game = with_rows(game_of(EVERYTHING), "others", {"name": "HR"}, {"name": "Finance"})
    paste = pasted(f"name\tlinks\nApple\t{cell}\nPear\tHR", game=game)
    row = paste.rows[0]
    ids = tuple(row_id(game, "others", name) for name in kept)
    assert row.values == ({"name": "Apple", "links": ids} if kept else {"name": "Apple"})
    assert [(left.reason, left.rest) for left in row.left_out] == [(reason, ids or None)]
    assert paste.rows[1].left_out == ()
    assert len(add_rows(game, "things", paste.good, TODAY).rows("things")) == 2


def test_rows_without_a_new_name_are_left_out_in_words() -> None:
    game = with_rows(game_of(EVERYTHING), "things", {"name": "Apple"})
    paste = pasted("name\tnotes\napple\tx\nPear\ty\n\tz\nPEAR\tw", game=game)
    assert [row.skipped for row in paste.rows] == [
        "is already there",
        "",
        "nothing under Name",
        "is pasted twice; the first one counts",
    ]
    assert paste.good == ({"name": "Pear", "notes": "y"},)


def test_nothing_that_names_a_row_is_refused_with_what_to_do() -> None:
    with pytest.raises(MoveError, match="No thing is named") as refused:
        pasted("fri\tmon", start="date")
    assert "columns' names" in refused.value.hint


def test_a_cell_that_is_too_long_is_told() -> None:
    paste = pasted(f"Apple\t{'x' * (MAX_TEXT + 1)}\n{'y' * (MAX_TEXT + 1)}\tz")
    assert paste.rows[0].left_out[0].reason.startswith("10,001 characters")
    assert paste.rows[1].skipped.startswith("10,001 characters")


def test_more_cells_than_columns_are_told() -> None:
    width = len(REGISTER.columns)
    cells = "\t".join(["Apple", *["-"] * (width + 1)])
    assert pasted(cells).ignored == ("the last 2",)
    assert pasted("Apple\tx\ty", start="name").ignored == ()


def test_more_rows_than_a_register_holds_are_refused() -> None:
    text = "\n".join(f"Thing {number}" for number in range(MAX_ROWS + 1))
    with pytest.raises(MoveError, match="has room for 1,000 more things; these are 1,001"):
        pasted(text)


def test_a_thousand_wide_rows_cost_little_to_read_and_can_be_added() -> None:
    others = [{"name": f"Other {number}"} for number in range(200)]
    game = with_rows(game_of(EVERYTHING), "others", *others)
    lines = [
        f"Thing {n}\tnote {n}\tred\t4\tyes\t{n}\t3 dec\t\t\t\tOther {n % 7}"
        for n in range(MAX_ROWS)
    ]
    text = "\n".join(lines)
    with at_most(100):
        paste = pasted(text, game=game)
    assert all(not row.left_out and not row.skipped for row in paste.rows)
    assert len(add_rows(game, "things", paste.good[:50], TODAY).rows("things")) == 50


NAMES = st.lists(st.sampled_from(["Apple", "apple", "Pear", "", " ", "Fig", "Name"]), max_size=8)


@given(names=NAMES, more=st.lists(st.text(max_size=12), max_size=8))
def test_whatever_is_called_good_can_be_added(names: list[str], more: list[str]) -> None:
    lines = [f"{name}\t{cell}" for name, cell in zip(names, [*more, *names], strict=False)]
    game = with_rows(game_of(EVERYTHING), "things", {"name": "Fig"})
    text = "\n".join(lines)
    if not read_table(text):
        return
    paste = pasted(text, game=game)
    after = add_rows(game, "things", paste.good, TODAY)
    assert len(after.rows("things")) == 1 + len(paste.good)
