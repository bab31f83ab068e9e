"""How much of an ask is filled, and how much of that still counts."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from boards import (
    CUSTOMERS,
    EVERYTHING,
    TODAY,
    Spec,
    column,
    days_ago,
    game_of,
    make_board,
    make_register,
    only_ask,
    options,
    rows_ask,
    square,
    text_ask,
    top,
    where,
    with_cell,
    with_customers,
    with_rows,
)
from pmo_gameboard.board.models import RowsAsk
from pmo_gameboard.game.evidence import Reading, counting_entries, looked_at, read_ask
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game, Value


def read(game: Game, square_id: str, ask: int = 0, today: date = TODAY) -> Reading:
    here = game.board.squares_by_id[square_id]
    return read_ask(game, here, here.asks[ask], today)


def seen(game: Game, ask: RowsAsk) -> list[str]:
    """The names of the rows an ask looks at."""
    named_by = game.board.registers_by_id[ask.register_id].named_by
    return [row.text(named_by) for row in looked_at(game, ask)]


def single(*meets: str | Spec, **more: object) -> Game:
    """A game on one square that asks for rows of one small register."""
    register = make_register(
        "items",
        "item",
        column("text", "name"),
        column("scale", "size"),
        column("number", "cost"),
        column("date", "due"),
        column("yes_no", "big"),
        column("choice", "state", options=options("To do", "Doing", "Done")),
    )
    fresh = {"fresh_for": more.pop("fresh_for")} if "fresh_for" in more else {}
    only = square(1, "only", rows_ask("items", *meets, **more), **fresh)
    return game_of(make_board(only, registers=[register]))


def with_items(game: Game, *items: Mapping[str, Value], on: date = TODAY) -> Game:
    """The game with these rows, named A, B, C ..."""
    rows = [{"name": chr(ord("A") + place), **item} for place, item in enumerate(items)]
    return with_rows(game, "items", *rows, on=on)


# The three families --------------------------------------------------------------------------


def test_a_text_is_filled_or_not(habits: Game) -> None:
    blank = read(habits, "words")
    assert (blank.evidence, blank.lasting, blank.touched) == (0, 0, False)
    filled = read(set_answer(habits, "words", "text", "We do.", TODAY), "words")
    assert (filled.evidence, filled.lasting, filled.touched) == (1, 1, True)


@pytest.mark.parametrize(("answer", "worth"), [("no", 0), ("partly", 0.5), ("yes", 1)])
def test_a_choice_is_worth_its_score(habits: Game, answer: str, worth: float) -> None:
    reading = read(set_answer(habits, "log", "choice", answer, TODAY), "log")
    assert (reading.have, reading.evidence, reading.lasting) == (1, worth, worth)
    assert reading.touched


@pytest.mark.parametrize(("answer", "worth"), [(1, 0), (2, 0.25), (5, 1)])
def test_a_scale_is_worth_its_score(habits: Game, answer: int, worth: float) -> None:
    assert read(set_answer(habits, "often", "scale", answer, TODAY), "often").evidence == worth


def test_a_scale_without_scores_is_worth_all(habits: Game) -> None:
    assert read(set_answer(habits, "all", "scale", 1, TODAY), "all", 2).evidence == 1


def test_rows_are_worth_their_share_of_what_is_needed(game: Game) -> None:
    shares = []
    for number in range(5):
        shares.append(read(game, "who").evidence)
        game = with_rows(game, "customers", {"name": f"C{number}", "gains": "time"})
    assert shares == pytest.approx([0, 1 / 3, 2 / 3, 1, 1])


# Lenses --------------------------------------------------------------------------------------


def test_all_rows_are_looked_at_in_the_order_they_were_added() -> None:
    game = with_rows(game_of(CUSTOMERS), "customers", {"name": "B"}, {"name": "A"})
    assert seen(game, only_ask(CUSTOMERS, "who")) == ["B", "A"]


def test_the_top_by_rank_are_the_first() -> None:
    game = with_rows(with_customers(*"GFEDCBA"), "customers", {"name": "unranked"})
    game = with_cell(game, "customers", "A", "rank", 1)
    assert seen(game, only_ask(CUSTOMERS, "meet")) == ["A", "G", "F", "E", "D"]


def test_the_top_by_score_are_the_highest_and_equals_keep_their_order() -> None:
    game = single("due", look_at=top(3, "size", "descending"))
    game = with_items(game, {"size": 2}, {"size": 5}, {}, {"size": 2}, {"size": 1})
    assert seen(game, only_ask(game.board, "only")) == ["B", "A", "D"]


@pytest.mark.parametrize(
    ("lens", "names"),
    [
        (where("state", "doing", "done"), ["B", "C"]),
        (where("big", "yes"), ["A"]),
        (where("big", "no"), ["B"]),
        (where("size", "5"), ["C"]),
        (where("cost", "1250000", "0.5"), ["A", "B"]),
        (where("due", "2026-12-03"), ["A"]),
        (where("state", "gone"), []),
    ],
)
def test_rows_are_looked_at_where_a_cell_is_one_of_some(lens: Spec, names: list[str]) -> None:
    game = with_items(
        single("due", look_at=lens),
        {"state": "to-do", "big": True, "cost": 1_250_000.0, "due": "2026-12-03"},
        {"state": "doing", "big": False, "cost": 0.5},
        {"state": "done", "size": 5},
        {},
    )
    assert seen(game, only_ask(game.board, "only")) == names


def test_rows_are_sorted_without_a_change_in_which() -> None:
    by_size = top(2, "size", "descending")
    game = single("due", look_at=by_size, sort={"by": "name"})
    game = with_items(game, {"size": 1}, {"size": 4}, {"size": 5})
    assert seen(game, only_ask(game.board, "only")) == ["B", "C"]


@pytest.mark.parametrize(
    ("by", "order", "names"),
    [
        ("state", "ascending", ["B", "D", "A", "C"]),
        ("state", "descending", ["A", "D", "B", "C"]),
        ("due", "ascending", ["C", "A", "B", "D"]),
        ("cost", "descending", ["D", "C", "B", "A"]),
    ],
)
def test_rows_without_a_value_are_sorted_last(by: str, order: str, names: list[str]) -> None:
    game = with_items(
        single("due", sort={"by": by, "order": order}),
        {"state": "done", "due": "2026-12-01"},
        {"state": "to-do", "cost": 2.0},
        {"due": "2026-11-01", "cost": 10.0},
        {"state": "doing", "cost": 10.5},
    )
    assert seen(game, only_ask(game.board, "only")) == names


# Conditions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "counting"),
    [
        ({"column": "state"}, "ABC"),
        ({"column": "state", "is": ["doing", "done"]}, "BC"),
        ({"column": "state", "unless": ["to-do"]}, "BCD"),
        ({"column": "state", "is": ["to-do", "done"], "unless": ["done"]}, "A"),
        ({"column": "big", "is": ["no"]}, "B"),
        ({"column": "due", "ahead": True}, "AB"),
        ({"column": "due", "ahead": True, "unless": ["2026-11-27"]}, "B"),
    ],
)
def test_a_row_counts_when_it_meets_a_condition(condition: Spec, counting: str) -> None:
    game = with_items(
        single(condition),
        {"state": "to-do", "due": "2026-11-27", "big": True},
        {"state": "doing", "due": "2026-12-03", "big": False},
        {"state": "done"},
        {},
    )
    reading = read(game, "only")
    assert "".join(sorted(set("ABCD") - {gap.name for gap in reading.gaps})) == counting
    assert (reading.have, reading.want) == (len(counting), 4)


def test_a_row_must_meet_every_condition_and_tells_the_first_it_does_not() -> None:
    game = with_items(single("size", "due"), {"size": 1, "due": "2026-12-03"}, {"size": 1}, {})
    reading = read(game, "only")
    assert reading.have == 1
    assert [(gap.name, gap.column.id) for gap in reading.gaps] == [("B", "due"), ("C", "size")]


# How many ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("need", "or_all", "rows", "want"),
    [
        ("all", False, 0, 1),
        ("all", False, 4, 4),
        (3, False, 0, 3),
        (3, False, 2, 3),
        (3, False, 9, 3),
        (3, True, 0, 1),
        (3, True, 2, 2),
        (3, True, 9, 3),
    ],
)
def test_how_many_rows_are_needed(need: int | str, or_all: bool, rows: int, want: int) -> None:  # noqa: FBT001 - a parameter of the test, not of a function
    game = single("size", need=need, or_all=or_all)
    reading = read(with_items(game, *({"size": 1} for _ in range(rows))), "only")
    assert (reading.want, reading.have, reading.rows) == (want, rows, rows)
    assert reading.evidence == reading.lasting == min(1, rows / want)


def test_no_rows_are_never_enough() -> None:
    game = single({"column": "state", "unless": ["to-do"]}, look_at=top(3, "size"))
    assert read(game, "only").evidence == 0


def test_an_ask_is_touched_by_what_is_written_in_its_own_columns(game: Game) -> None:
    game = with_rows(game, "customers", {"name": "HR", "gains": "time"})
    assert read(game, "who").touched
    assert not read(game, "key").touched
    assert not read(game, "advocate").touched
    assert read(with_cell(game, "customers", "HR", "advocate", False), "advocate").touched


# Freshness -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "last"),
    [("1 month", "2026-10-27"), ("2 weeks", "2026-11-13"), ("1 year", "2025-11-27")],
)
def test_a_cell_counts_until_it_is_older_than_the_board_allows(period: str, last: str) -> None:
    still = date.fromisoformat(last)
    game = single("size", fresh_for=period)
    assert not read(with_items(game, {"size": 1}, on=still), "only").aged
    reading = read(with_items(game, {"size": 1}, on=still - timedelta(days=1)), "only")
    assert (reading.evidence, reading.lasting) == (0, 1)
    (aged,) = reading.aged
    assert (aged.label, aged.of, aged.passed) == ("Size", "A", False)


def test_only_the_cells_that_count_grow_old() -> None:
    game = with_items(single("size", fresh_for="1 week"), {}, on=days_ago(30))
    game = with_cell(game, "items", "A", "due", "2020-01-01", on=days_ago(30))
    game = with_cell(game, "items", "A", "size", 3)
    assert not read(game, "only").aged


def test_without_a_limit_nothing_grows_old() -> None:
    assert not read(with_items(single("size"), {"size": 1}, on=date(1999, 1, 1)), "only").aged


def test_an_answer_grows_old_too(habits: Game) -> None:
    reading = read(set_answer(habits, "words", "text", "We do.", days_ago(200)), "words")
    assert (reading.have, reading.evidence, reading.lasting) == (1, 0, 1)
    assert [(aged.label, aged.of) for aged in reading.aged] == [("In a word", "")]


@pytest.mark.parametrize(("due", "passed"), [("2026-11-27", False), ("2026-11-26", True)])
def test_a_date_that_must_lie_ahead_counts_through_its_day(due: str, passed: bool) -> None:  # noqa: FBT001 - a parameter of the test, not of a function
    game = with_items(single({"column": "due", "ahead": True}), {"due": due}, on=days_ago(300))
    reading = read(game, "only")
    assert [aged.passed for aged in reading.aged] == [True] * passed
    assert (reading.have, reading.evidence) == (1, int(not passed))


def test_a_row_that_falls_short_is_a_gap_and_not_old() -> None:
    game = with_items(single("size", "due", fresh_for="1 week"), {"size": 1}, on=days_ago(30))
    reading = read(game, "only")
    assert [gap.column.id for gap in reading.gaps] == ["due"]
    assert not reading.aged


def test_spare_rows_stand_in_for_old_ones() -> None:
    game = with_items(single("size", need=2, fresh_for="1 week"), {"size": 1}, on=days_ago(30))
    assert read(game, "only").evidence == 0
    game = with_rows(game, "items", {"name": "X", "size": 1}, {"name": "Y", "size": 1})
    reading = read(game, "only")
    assert (reading.have, reading.evidence, len(reading.aged)) == (3, 1, 1)


def test_the_entries_that_count_are_those_of_the_rows_looked_at() -> None:
    game = with_rows(game_of(EVERYTHING), "things", {"name": "A", "date": "2026-12-03", "rank": 1})
    game = with_rows(game, "things", {"name": "B", "date": "2026-12-03"})
    ask = only_ask(EVERYTHING, "top")
    assert [(row.text("name"), where) for row, where in counting_entries(game, ask)] == [
        ("A", "date")
    ]


def test_several_asks_are_read_apart() -> None:
    board = make_board(square(1, "two", text_ask("a"), text_ask("b")))
    game = set_answer(game_of(board), "two", "b", "Yes.", TODAY)
    assert [read(game, "two", ask).evidence for ask in (0, 1)] == [0, 1]


def test_two_conditions_on_a_cell_make_it_old_once() -> None:
    conditions: list[str | Spec] = ["state", {"column": "state", "unless": ["to-do"]}]
    game = single(*conditions, fresh_for="1 week")
    game = with_items(game, {"state": "done"}, on=days_ago(30))
    assert len(read(game, "only").aged) == 1
