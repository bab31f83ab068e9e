"""Squares and registers in lines."""

from pathlib import Path

import pytest

from boards import EVERYTHING, HABITS, TODAY, cells, days_ago, game_of, names, with_customers
from plain.teller import Told, play
from pmo_gameboard.game.moves import declare, set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.plain.dialogue import GENERAL
from pmo_gameboard.saves.store import read_save
from tui.games import begun, listed, put, ranked


def played(data: Path, game: Game, *lines: str) -> tuple[Told, Game]:
    """What was told, and the game afterwards."""
    path = put(data, game)
    told = play(data, *lines, open=path)
    return told, read_save(path).game


def test_it_opens_with_where_the_token_stands_and_why_and_what_is_next(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked())
    lines = told.text.splitlines()
    assert lines[1] == "Our PMO, on the board “The customer-centric PMO”."
    assert "You are here: The Presumptuous PMO, square 4b: Meet the top five" in lines
    assert "Because: 0 of 5 meetings arranged." in lines
    assert "Next: Fill in “Meet on” for Ana, Ben, Cleo and 2 more." in lines
    assert "1. Open square 4b: Meet the top five" in lines


def test_a_game_opens_at_the_square_it_was_left_at(tmp_path: Path) -> None:
    path = put(tmp_path, ranked(), at="feedback")
    told = play(tmp_path, "1", open=path)
    assert "1. Go on with square 5: Collect feedback" in told.answers[0]
    assert "Square 5: Collect feedback" in told.answers[1]
    assert read_save(path).at == "feedback"


def test_on_the_board_no_square_is_remembered(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    play(tmp_path, "square 5", "0", open=path)
    assert read_save(path).at is None


def test_any_square_opens_at_any_time(tmp_path: Path) -> None:
    told, _ = played(tmp_path, begun(), "any", "4b", "0", "square 8")
    assert "Square 4b: Meet the top five" in told.answers[2]
    assert "Square 8: Deliver" in told.answers[4]


def test_what_comes_first_is_said_and_is_one_line_away(tmp_path: Path) -> None:
    told, _ = played(tmp_path, begun(), "square 4b", "first")
    assert "first. Square 1: Who benefits? (this comes first)" in told.answers[1]
    assert "Square 1: Who benefits?" in told.answers[2]


def test_a_choice_a_scale_and_a_text(tmp_path: Path) -> None:
    told, game = played(
        tmp_path,
        game_of(HABITS),
        *("square 1", "1", "Words", "next", "1", "partly", "1", "3", "next", "1", "7", "5"),
    )
    assert {key: value.value for stop in game.answers.values() for key, value in stop.items()} == {
        "text": "Words",
        "choice": "yes",
        "scale": 5,
    }
    assert "Type a whole number from 1 to 5." in told.text
    assert "“7” is not on the scale." in told.text
    assert "In a word: Words." in told.text


def test_an_answer_is_cleared(tmp_path: Path) -> None:
    game = set_answer(game_of(HABITS), "words", "text", "Old", TODAY)
    game = set_answer(game, "log", "choice", "yes", TODAY)
    lines = ("square 1", "in a", "clear", "next", "we", "clear")
    _, game = played(tmp_path, game, *lines)
    assert game.answers == {}


def test_the_word_that_clears_can_be_an_answer(tmp_path: Path) -> None:
    game = set_answer(game_of(HABITS), "words", "text", "Old", TODAY)
    _, game = played(tmp_path, game, "square 1", "in a", "\\clear")
    assert game.answers["words"]["text"].value == "clear"


def test_every_type_of_cell(tmp_path: Path) -> None:
    told, game = played(
        tmp_path,
        game_of(EVERYTHING),
        *("lists", "others", "add", "One", "Two", "", "", "lists", "things", "add", "A"),
        *("First\\", "second", "amber", "4", "y", "0", "fri", "1", "1", "", "2,1", "B"),
        *("", "", "", "", "-12.5", "3 dec", "1", "", "A", "two", "0", ""),
    )
    [first, second] = game.rows("things")
    assert {key: entry.value for key, entry in first.cells.items()} == {
        "name": "A",
        "notes": "First\nsecond",
        "choice": "amber",
        "scale": 4,
        "yes-no": True,
        "number": 0.0,
        "date": "2026-12-04",
        "rank": 2,
        "second": 1,
        "links": ("r1", "r2"),
    }, told.text
    assert {key: entry.value for key, entry in second.cells.items()} == {
        "name": "B",
        "number": -12.5,
        "date": "2026-12-03",
        "rank": 1,
        "link": "r3",
        "links": ("r2",),
    }


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("date", "someday"),
        ("number", "ten"),
        ("number", "-5000"),
        ("scale", "9"),
        ("scale", "1.5"),
        ("rank", "-1"),
        ("rank", "first"),
        ("links", "Nobody"),
        ("links", "99"),
        ("links", "99999"),
        ("name", "x" * 10_001),
        ("notes", "x" * 10_001),
    ],
)
def test_what_a_cell_cannot_hold_is_told_and_asked_again(
    tmp_path: Path, cell: str, typed: str
) -> None:
    lines = ("lists", "others", "add", "One", "", "", "lists", "things", "add", "A", "0", "")
    told, game = played(tmp_path, game_of(EVERYTHING), *lines, "1", cell, typed, "")
    assert "Not kept: " in told.answers[-3], told.text
    assert len(told.answers[-3]) < 400
    assert set(game.rows("things")[0].cells) == {"name"}


def test_ranks(tmp_path: Path) -> None:
    told, game = played(
        tmp_path,
        ranked(),
        *("square 4a", "1", "rank 3 to 1", "1", "rank", "4", "", "rank 9 to 1", "rank 2 99"),
    )
    order = sorted(cells(game, "customers", "rank").items(), key=lambda item: str(item[1]))
    assert [name for name, _ in order] == ["Ana", "Dev", "Cleo", "Eva", "Finn", "Ben"], told.text
    assert "No row here is meant by “9”." in told.text
    assert "Rank for Cleo: 1." in told.text
    assert "Rank for Ben: 6." in told.text, "99 is more than there are"


def test_rows_are_deleted_and_brought_back(tmp_path: Path) -> None:
    told, game = played(tmp_path, listed(), "lists", "1", "delete 2", "delete cleo", "undo")
    assert names(game, "customers") == ["Ana", "Cleo", "Dev", "Eva", "Finn"]
    assert "Taken back: Cleo deleted from the Customer map." in told.text


def test_a_row_called_delete_is_not_deleted(tmp_path: Path) -> None:
    game = with_customers("Delete me", "Me")
    told, game = played(tmp_path, game, "lists", "1", "1", "0", "delete me")
    assert names(game, "customers") == ["Delete me"]
    assert "Me is deleted" in told.text


def test_a_name_that_is_taken_is_told(tmp_path: Path) -> None:
    told, game = played(tmp_path, listed(), "lists", "1", "add", "ana", "")
    assert len(game.rows("customers")) == 6
    assert "Not kept: " in told.text


def test_rows_are_pasted(tmp_path: Path) -> None:
    told, game = played(
        tmp_path,
        listed(),
        *("lists", "1", "paste", "Customer\tTeam\tRank\tMood", "Gus\tOps\t1\tgood"),
        *("Ana\tIT\t2\t", "quit\tx\tnone\t", "", "yes"),
    )
    assert names(game, "customers")[-2:] == ["Gus", "quit"]
    assert "Columns with no place here: “Mood”." in told.text
    assert "Ana: left out" in told.text
    assert "Rank stays empty" in told.text
    assert "2 customers added" in told.text


def test_a_paste_is_refused(tmp_path: Path) -> None:
    _, game = played(tmp_path, listed(), "lists", "1", "paste", "Gus", "", "no")
    assert len(game.rows("customers")) == 6


def test_many_rows_are_listed_in_part(tmp_path: Path) -> None:
    game = with_customers(*(f"C{number}" for number in range(1, 101)))
    told, _ = played(tmp_path, game, "lists", "1", "all", "c77")
    assert "60 more; “all” lists them." in told.answers[2]
    assert "100. C100" in told.answers[3]
    assert "C77" in told.answers[4]


def test_filling_asks_for_what_is_missing_alone(tmp_path: Path) -> None:
    told, game = played(tmp_path, ranked(), "square 4b", "1", "fill", "fri", "", "+2w", "0")
    assert cells(game, "customers", "meet-on") == {"Ana": "2026-12-04", "Cleo": "2026-12-11"}
    assert "Meet on for Ana" in told.text
    assert "Meet on for Cleo: Friday 11 December. 2 of 5 meetings arranged." in told.text


def test_a_square_done_moves_the_token(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 4b", "1", "fill", *["fri"] * 5)
    assert "Meet on for Eva: Friday 4 December. Square 4b is done. The dates are set." in told.text
    assert "The token moves on to square 5: Collect feedback." in told.text


def test_a_square_undone_moves_it_back(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 2", "1", "ana", "needs", "clear")
    assert "Needs for Ana: empty now." in told.text
    told, _ = played(tmp_path / "b", listed(), "lists", "1", *["delete 1"] * 4)
    assert "The token slips back to square 1: Who benefits?" in told.text
    assert "Square 1 is not done any more: 2 of 3 gains named." in told.text


def test_the_star_is_told(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 12", "1", "ana", "advocate", "y")
    assert "Square 12, the star, is done. Somebody speaks for you" in told.text


def test_declaring_setting_aside_and_taking_back(tmp_path: Path) -> None:
    told, game = played(
        tmp_path,
        ranked(),
        *(
            "square 4b",
            "done",
            "1",
            "In the calendar",
            "next",
            "done",
            "not",
            "We have none",
        ),
        *("done", "take"),
    )
    assert game.words["meet"].kind == "declared"
    assert game.words["meet"].note == "In the calendar"
    assert set(game.words) == {"meet"}
    assert "Square 4b counts as done, by your word." in told.text
    assert "Square 5 is set aside." in told.text


def test_a_word_needs_a_note(tmp_path: Path) -> None:
    _, game = played(tmp_path, ranked(), "square 4b", "done", "1", "")
    assert game.words == {}


def test_still_true(tmp_path: Path) -> None:
    game = with_customers("A", "B", "C", on=days_ago(400), gains="x")
    told, game = played(tmp_path, game, "due", "what", "1", "still")
    assert "entries on square 1 confirmed today" in told.text, told.text
    assert all(row.cells["gains"].on == TODAY for row in game.rows("customers"))


def test_a_stale_declaration_is_confirmed_on_its_square(tmp_path: Path) -> None:
    game = declare(ranked(), "meet", "Done", days_ago(300))
    told, game = played(tmp_path, game, "square 4b", "still")
    assert game.words["meet"].on == TODAY
    assert "1 entry on square 4b confirmed today." in told.text


def test_tips_are_told(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 4b", "tips")
    for words in ("Why it matters: ", "Tip: ", "Running it with a group (5 minutes): "):
        assert words in told.answers[2]


def test_undo_and_redo_work_in_the_midst_of_a_row(tmp_path: Path) -> None:
    told, game = played(
        tmp_path, begun(), *("square 1", "1", "add", "Ana", "Works", "undo", "redo", "undo", "undo")
    )
    assert game.rows("customers") == ()
    assert "Taken back: Team of Ana." in told.text
    assert "Made again: Team of Ana." in told.text
    assert "Taken back: new customer in the Customer map." in told.text


def test_undoing_everything_leaves_the_game_as_it_was(tmp_path: Path) -> None:
    before = ranked()
    moves = ("square 4b", "1", "fill", "fri", "tomorrow", "0", "1", "delete", "yes")
    told, game = played(tmp_path, before, *moves, *["undo"] * 4)
    assert game.registers == before.registers
    assert "There is nothing to take back." in told.answers[-2]


def test_a_stray_digit_neither_renames_nor_deletes_nor_adds(tmp_path: Path) -> None:
    before = listed()
    told, game = played(
        tmp_path,
        before,
        "lists",
        "1",
        "ana",
        "customer",
        "3",
        "",
        "delete",
        "2",
        "",
        "add",
        "4",
        "",
    )
    assert game == before
    assert "This calls Ana something else." in told.text
    assert "Now: Ana\nAn empty line keeps it." in told.text
    assert "Delete Ana?" in told.text


def test_a_number_is_a_name_after_a_backslash(tmp_path: Path) -> None:
    _, game = played(tmp_path, begun(), "lists", "1", "add", "\\42", "0", "")
    assert names(game, "customers") == ["42"]


def test_the_name_is_the_last_cell_of_a_row(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 2", "1", "ana")
    lines = told.last.splitlines()
    assert lines[-3].endswith("Customer: Ana")
    assert lines[-2].endswith("Delete this row")


@pytest.mark.parametrize(
    ("lines", "said", "unsaid"),
    [
        (("lists", "1", "add"), "An empty line or 0 ends adding.", "delete"),
        (("lists", "1"), "“paste” takes rows", "goes on"),
        (("square 4a", "1"), "“rank 3 to 1”", "paste"),
        (("square 4b", "1"), "“fill” asks", "“add”"),
        (("square 5", "1"), "“fill” asks", "paste"),
        (
            ("square 4b", "1", "fill"),
            "passes this over, 0 stops asking.",
            "goes back",
        ),
        (("actions", "agree", "Call"), "0 drops the action", "goes back"),
        (("pulse", "3"), "Only 1, 2 and 3", "goes back"),
        (("pulse", "1"), "An empty line passes the square over", "goes back."),
        ((), "0 leaves; an empty line asks again.", "goes back"),
    ],
)
def test_help_says_what_is_true_there(
    tmp_path: Path, lines: tuple[str, ...], said: str, unsaid: str
) -> None:
    told, _ = played(tmp_path, ranked(), *lines, "?")
    explained = told.last.split(GENERAL)[0]
    assert said in explained
    assert unsaid not in explained


def test_the_menu_of_the_game_is_said_once_and_again_when_asked_for(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "lists", "0", "results", "0", "undo", "menu")
    assert told.text.count("Any square of the path") == 2
    assert told.answers[2] == "Our PMO.\n“menu” lists what there is to do.\n"
    assert "Any square of the path" in told.last


def test_what_has_changed_is_said_above_a_menu_that_was_heard(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 4b", "1", "1", "meet", "fri", "", "", "")
    assert told.answers[7].startswith("1 of 5 meetings arranged. Next: ")
    assert "Because: 1 of 5 meetings arranged." in told.answers[8]
    assert told.text.count("Tips, and why it matters") == 1
    assert told.text.count("Any square of the path") == 1


def test_rows_are_listed_once_and_again_when_asked_for(tmp_path: Path) -> None:
    told, _ = played(tmp_path, listed(), "lists", "1", "add Gus", "0", "delete 2", "list")
    assert told.answers[4] == "Customer map. “list” says the rows again.\n"
    assert told.answers[5].endswith(
        "Customer map. The numbers have changed. “list” says the rows again.\n"
    )
    assert "2. Cleo" in told.last


def test_a_row_called_list_can_be_meant(tmp_path: Path) -> None:
    told, _ = played(tmp_path, with_customers("List"), "lists", "1", "\\list")
    assert told.last.startswith("List\n1. ")


def test_a_square_says_once_how_far_it_is(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 4b")
    assert told.last.count("0 of 5 meetings arranged") == 1


def test_a_square_that_is_done_says_its_menu_no_second_time(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "square 4b", "done", "1", "In the calendar")
    assert told.answers[4].endswith(
        "Declared done: In the calendar.\n“menu” lists what there is to do.\n"
    )
