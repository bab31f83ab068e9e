"""What a cell may hold, by the type of its column."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boards import (
    EVERYTHING,
    TODAY,
    choice_ask,
    column,
    game_of,
    make_board,
    make_register,
    names,
    options,
    row_id,
    rows_ask,
    scale_ask,
    square,
    with_rows,
)
from pmo_gameboard.board.models import ChoiceAsk, ScaleAsk
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import (
    Slot,
    answers,
    check_value,
    describe,
    parse_value,
    score,
    show_value,
)
from pmo_gameboard.game.state import Game, Value

REGISTER = EVERYTHING.registers_by_id["things"]
PLAYED = with_rows(
    with_rows(game_of(EVERYTHING), "things", {"name": "Portal"}, {"name": "Stand-up"}),
    "others",
    {"name": "Finance"},
    {"name": "HR"},
    {"name": "Legal, Risk and Audit"},
)


def slot(column_id: str, **more: object) -> Slot:
    return REGISTER.by_id[column_id].model_copy(update=more)


def fits(column_id: str, value: Value) -> bool:
    try:
        check_value(PLAYED, slot(column_id), value)
    except MoveError:
        return False
    return True


def read(column_id: str, text: str, **more: object) -> Value | None:
    return parse_value(PLAYED, slot(column_id, **more), text, TODAY)


@pytest.mark.parametrize(
    ("column_id", "typed", "kept", "shown"),
    [
        ("name", "  The   portal ", "The portal", "The portal"),
        ("notes", " two\nlines ", "two\nlines", "two\nlines"),
        ("choice", "red", "red", "Red"),
        ("choice", "AMBER", "amber", "Amber"),
        ("choice", "gr", "green", "Green"),
        ("scale", "5", 5, "5"),
        ("scale", "01", 1, "1"),
        ("yes-no", "Yes", True, "yes"),
        ("yes-no", "x", True, "yes"),
        ("yes-no", "n", False, "no"),
        ("yes-no", "0", False, "no"),
        ("number", "12", 12.0, "12"),
        ("number", "1.5", 1.5, "1.5"),
        ("number", "1,5", 1.5, "1.5"),
        ("number", "1,250", 1250.0, "1250"),
        ("number", "1,234,567.5", 1234567.5, "1234567.5"),
        ("number", "1 234 567", 1234567.0, "1234567"),
        ("number", "-3", -3.0, "-3"),
        ("date", "3 dec", "2026-12-03", "Thu 3 Dec"),
        ("rank", "3", 3, "3"),
        ("link", "portal", "r1", "Portal"),
        ("links", "HR; finance", ("r4", "r3"), "HR, Finance"),
        ("links", "hr, HR ,", ("r4",), "HR"),
        ("links", "Legal, risk and audit", ("r5",), "Legal, Risk and Audit"),
        ("links", "HR; Legal, Risk and Audit", ("r4", "r5"), "HR; Legal, Risk and Audit"),
    ],
)
def test_a_cell_is_read_kept_and_shown(column_id: str, typed: str, kept: Value, shown: str) -> None:
    value = read(column_id, typed)
    assert (value, type(value)) == (kept, type(kept))
    check_value(PLAYED, slot(column_id), kept)
    assert show_value(PLAYED, slot(column_id), kept, TODAY) == shown
    assert read(column_id, shown) == kept


@pytest.mark.parametrize("column_id", REGISTER.by_id)
def test_an_empty_cell_is_no_value(column_id: str) -> None:
    assert read(column_id, " \n") is None


@pytest.mark.parametrize(
    ("column_id", "typed", "says"),
    [
        (
            "name",
            "x" * 10_001,
            "That is 10,001 characters; there is room for 10,000. Shorten it.",
        ),
        (
            "choice",
            "blue",
            "“blue” is not one of the choices. Choose one of: Red, Amber, Green.",
        ),
        ("scale", "6", "“6” is not on the scale. Type a whole number from 1 to 5."),
        ("scale", "3.5", "“3.5” is not on the scale. Type a whole number from 1 to 5."),
        (
            "scale",
            "1000000003",
            "“1000000003” is not on the scale. Type a whole number from 1 to 5.",
        ),
        ("yes-no", "maybe", "“maybe” is neither yes nor no. Type yes or no."),
        ("number", "many", "“many” is not a number. Type a number of -1000 or more, in days."),
        ("number", "-1001", "“-1001” is out of range. Type a number of -1000 or more, in days."),
        ("number", "nan", "“nan” is out of range. Type a number of -1000 or more, in days."),
        ("number", "inf", "“inf” is out of range. Type a number of -1000 or more, in days."),
        ("rank", "0", "“0” is not a rank. Type a rank; 1 comes first."),
        ("rank", "first", "“first” is not a rank. Type a rank; 1 comes first."),
        (
            "link",
            "Intranet",
            (
                "There is no thing called “Intranet”."
                " Pick from the list, or add it to the Things first."
            ),
        ),
        ("link", "Portal, Stand-up", "Link takes only one. Pick one from the list."),
        ("link", ",", "“,” names no thing. Pick one from the list."),
        ("links", ",", "“,” names no other. Pick one or more from the list."),
    ],
)
def test_what_a_column_cannot_hold_is_refused_in_words(
    column_id: str, typed: str, says: str
) -> None:
    with pytest.raises(MoveError) as refused:
        read(column_id, typed)
    assert str(refused.value) == says


@pytest.mark.parametrize(
    ("column_id", "value"),
    [
        ("name", " "),
        ("name", "x" * 10_001),
        ("name", 3),
        ("notes", True),
        ("choice", "Red"),
        ("scale", True),
        ("scale", 0),
        ("scale", 2.0),
        ("yes-no", 1),
        ("yes-no", "yes"),
        ("number", 3),
        ("number", float("nan")),
        ("date", "3 dec"),
        ("date", "20261203"),
        ("rank", 0),
        ("rank", True),
        ("link", "r3"),
        ("link", "r9"),
        ("links", ()),
        ("links", ("r3", "r3")),
        ("links", ("r1",)),
        ("links", "r3"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(column_id: str, value: Value) -> None:
    with pytest.raises(MoveError) as refused:
        check_value(PLAYED, slot(column_id), value)
    assert refused.value.message == f"{slot(column_id).label} cannot hold that."
    assert refused.value.hint == describe(slot(column_id))


@pytest.mark.parametrize(
    ("low", "high", "unit", "says"),
    [
        (0, 10, None, "Type a number from 0 to 10."),
        (0.5, None, "%", "Type a number of 0.5 or more, in %."),
        (None, 1000000, None, "Type a number of 1000000 or less."),
        (None, None, "days", "Type a number, in days."),
    ],
)
def test_a_number_says_its_bounds(
    low: float | None, high: float | None, unit: str | None, says: str
) -> None:
    assert describe(slot("number", min=low, max=high, unit=unit)) == says


def test_a_scale_says_what_its_ends_mean() -> None:
    ends = slot("scale", low="never", high="always")
    assert describe(ends) == "Type a whole number from 1 (never) to 5 (always)."


def test_a_choice_goes_by_its_label_before_its_id() -> None:
    crossed = ChoiceAsk.model_validate(
        choice_ask()
        | {"options": [{"id": "no", "label": "Not yet"}, {"id": "not-yet", "label": "No"}]}
    )
    for option in crossed.options:
        shown = show_value(PLAYED, crossed, option.id, TODAY)
        assert parse_value(PLAYED, crossed, shown, TODAY) == option.id


def test_the_start_of_two_labels_is_not_a_choice() -> None:
    register = make_register(
        "tests", "test", column("choice", "answer", options=options("Partly done", "Partly ours"))
    )
    board = make_board(square(1, "one", rows_ask("tests", "answer")), registers=[register])
    with pytest.raises(MoveError, match="not one of the choices"):
        parse_value(game_of(board), board.registers[0].columns[0], "partly", TODAY)


def test_answers_are_worth_their_scores() -> None:
    choice = ChoiceAsk.model_validate(choice_ask())
    assert [score(choice, value) for value in answers(choice)] == [0, 0.5, 1]
    scale = ScaleAsk.model_validate(scale_ask(min=0, max=2, scores=[0.1, 0.2, 0.9]))
    assert [score(scale, value) for value in answers(scale)] == [0.1, 0.2, 0.9]
    plain = ScaleAsk.model_validate(scale_ask())
    assert {score(plain, value) for value in answers(plain)} == {1}


NAMES = st.lists(
    st.text("ab, é漢'", min_size=1, max_size=6).filter(str.strip),
    min_size=1,
    max_size=5,
    unique_by=lambda name: " ".join(name.split()).casefold(),
)
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "name": st.text(min_size=1, max_size=20),
    "notes": st.text(min_size=1, max_size=20),
    "choice": st.sampled_from(["red", "amber", "green"]),
    "scale": st.integers(1, 5),
    "yes-no": st.booleans(),
    "number": st.floats(-1000, 1e15),
    "date": st.dates().map(date.isoformat),
    "rank": st.integers(1, 1_000_000),
}


@given(data=st.data(), column_id=st.sampled_from(sorted(VALUES)), today=st.dates())
def test_what_is_shown_is_read_back(data: st.DataObject, column_id: str, today: date) -> None:
    value = data.draw(VALUES[column_id])
    if isinstance(value, str):
        value = clean(value).strip()
        assume(value)
    if column_id == "name":
        value = " ".join(str(value).split())
    here = slot(column_id)
    check_value(PLAYED, here, value)
    assert parse_value(PLAYED, here, show_value(PLAYED, here, value, today), today) == value


@given(called=NAMES, data=st.data())
def test_links_that_are_shown_are_read_back(called: list[str], data: st.DataObject) -> None:
    rows = [{"name": " ".join(name.split())} for name in called]
    game = with_rows(game_of(EVERYTHING), "others", *rows)
    chosen = data.draw(st.lists(st.sampled_from(names(game, "others")), min_size=1, unique=True))
    value = tuple(row_id(game, "others", name) for name in chosen)
    shown = show_value(game, slot("links"), value, TODAY)
    lists_another = shown.casefold() in {name.casefold() for name in names(game, "others")}
    assume(len(chosen) == 1 or not lists_another)
    assert parse_value(game, slot("links"), shown, TODAY) == value


@given(column_id=st.sampled_from(sorted(REGISTER.by_id)), text=st.text(max_size=40))
def test_whatever_is_typed_fits_or_is_refused(column_id: str, text: str) -> None:
    with suppress(MoveError):
        value = read(column_id, clean(text))
        if value is not None:
            assert fits(column_id, value)


def test_a_link_to_a_row_that_is_gone_shows_nothing() -> None:
    empty: Game = game_of(EVERYTHING)
    assert show_value(empty, slot("link"), "r1", TODAY) == ""
