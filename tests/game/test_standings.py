"""Where every square stands, and where that puts the PMO."""

from datetime import date

import pytest

from boards import (
    CUSTOMERS,
    HABITS,
    TODAY,
    Cells,
    choice_ask,
    days_ago,
    game_of,
    make_board,
    only_ask,
    square,
    text_ask,
    with_cell,
    with_customers,
    with_rows,
)
from pmo_gameboard.board.models import Square
from pmo_gameboard.game.moves import declare, set_answer, set_aside, take_back
from pmo_gameboard.game.standings import Standing, fill_first, source, still_true, survey
from pmo_gameboard.game.state import Game

HALF_A_YEAR_AGO = date(2026, 5, 27)
LONGER_AGO = date(2026, 5, 26)


def at(game: Game, square_id: str, today: date = TODAY) -> Standing:
    return survey(game, today).by_id[square_id]


def short(standing: Standing) -> tuple[str, bool, bool]:
    return standing.kind, standing.stale, standing.satisfied


def answered(game: Game, *square_ids: str, on: date = TODAY) -> Game:
    for square_id in square_ids:
        game = set_answer(game, square_id, "text", "Yes.", on)
    return game


def path(*fresh: str | None, **last: object) -> Game:
    """A game on a row of text squares ``s1``, ``s2`` ..., fresh for these periods."""
    squares = [
        square(number, f"s{number}", text_ask(), **({"fresh_for": period} if period else {}))
        for number, period in enumerate(fresh, 1)
    ]
    squares[-1] |= last
    return game_of(make_board(*squares))


# Standings -----------------------------------------------------------------------------------


def test_a_square_opens_starts_and_is_done(game: Game) -> None:
    standings = [short(at(game, "who"))]
    for name in ("Finance", "HR", "Legal"):
        game = with_rows(game, "customers", {"name": name, "gains": "time"})
        standings.append(short(at(game, "who")))
    started, done = ("started", False, False), ("done", False, True)
    assert standings == [("open", False, False), started, started, done]


def test_rows_of_another_square_do_not_start_this_one() -> None:
    game = with_customers("Finance", "HR", gains="time")
    assert at(game, "meet").kind == "open"
    assert at(with_cell(game, "customers", "HR", "meet-on", "2026-12-03"), "meet").kind == "started"


def test_the_evidence_of_a_square_is_the_mean_of_its_asks(habits: Game) -> None:
    habits = set_answer(habits, "all", "text", "Yes.", TODAY)
    habits = set_answer(habits, "all", "choice", "partly", TODAY)
    assert at(habits, "all").evidence == 0.5
    assert at(habits, "all").kind == "started"


@pytest.mark.parametrize(("scores", "kind"), [((0.6, 0.7, 0.8), "done"), ((0.6, 0.7), "started")])
def test_a_board_may_call_a_square_done_at_less(scores: tuple[float, ...], kind: str) -> None:
    asks = [choice_ask(f"q{n}", yes=score, best=1) for n, score in enumerate(scores)]
    game = game_of(make_board(square(1, "one", *asks), done_at=0.7))
    for ask in asks:
        game = set_answer(game, "one", ask["id"], "yes", TODAY)
    assert at(game, "one").kind == kind


def test_a_square_with_a_low_score_is_started(habits: Game) -> None:
    assert at(set_answer(habits, "log", "choice", "no", TODAY), "log").kind == "started"
    assert at(set_answer(habits, "log", "choice", "yes", TODAY), "log").kind == "done"


def test_a_square_goes_stale_after_its_time() -> None:
    names = ("Finance", "HR", "Legal")
    assert short(at(with_customers(*names, on=HALF_A_YEAR_AGO), "key")) == ("done", False, True)
    old = at(with_customers(*names, on=LONGER_AGO), "key")
    assert short(old) == ("done", True, False)
    assert [aged.of for aged in old.aged] == list(names)


def test_a_started_square_is_stale_too() -> None:
    game = with_rows(
        game_of(CUSTOMERS), "customers", {"name": "HR", "gains": "time"}, on=date(2025, 11, 26)
    )
    assert short(at(game, "who")) == ("started", True, False)


def test_spare_rows_keep_a_square_fresh() -> None:
    old = with_rows(
        game_of(CUSTOMERS), "customers", {"name": "HR", "gains": "time"}, on=date(2024, 1, 1)
    )
    game = with_rows(old, "customers", *({"name": name, "gains": "time"} for name in "ABC"))
    assert short(at(game, "who")) == ("done", False, True)
    assert at(game, "who").aged == ()


def test_a_square_is_stale_when_a_date_ahead_passes() -> None:
    game = with_customers("Finance", "HR", next_contact="2026-12-03")
    assert short(at(game, "touch", date(2026, 12, 3))) == ("done", False, True)
    assert short(at(game, "touch", date(2026, 12, 4))) == ("done", True, False)


def test_a_square_may_need_two_things_of_one_register(game: Game) -> None:
    rows: list[Cells] = [
        {"title": "Faster", "impact": 5, "status": "to-do"},
        {"title": "Shorter", "impact": 1},
    ]
    game = with_rows(game, "improvements", *rows)
    assert at(game, "deliver").evidence == 0.25
    game = with_cell(game, "improvements", "Faster", "status", "done")
    assert at(game, "deliver").evidence == 0.5
    game = with_cell(game, "improvements", "Faster", "heard-back", "Better!")
    assert short(at(game, "deliver")) == ("done", False, True)


# The player's word ---------------------------------------------------------------------------


def test_a_declared_square_is_passed_but_not_shown(game: Game) -> None:
    declared = declare(game, "who", "Everybody knows.", TODAY)
    assert short(at(declared, "who")) == ("declared", False, True)
    assert at(declared, "who").evidence == 0
    assert survey(declared, TODAY).here.square.id == "key"
    assert short(at(take_back(declared, "who"), "who")) == ("open", False, False)


def test_a_declaration_grows_old_whatever_the_rows_say() -> None:
    game = with_customers("Finance", "HR", "Legal", on=LONGER_AGO)
    game = declare(game, "key", "We know them.", HALF_A_YEAR_AGO)
    assert short(at(game, "key")) == ("declared", False, True)
    assert short(at(declare(game, "key", "As ever.", LONGER_AGO), "key")) == (
        "declared",
        True,
        False,
    )


def test_rows_that_are_all_there_beat_the_word() -> None:
    game = declare(with_customers("Finance", "HR", "Legal"), "key", "We know them.", LONGER_AGO)
    assert short(at(game, "key")) == ("done", False, True)
    assert at(game, "key").word is None
    aside = set_aside(game, "key", "Not for us.", TODAY)
    assert short(at(aside, "key")) == ("set_aside", False, True)


def test_a_square_set_aside_never_grows_old(game: Game) -> None:
    game = set_aside(game, "who", "Not ours.", date(2000, 1, 1))
    assert short(at(game, "who")) == ("set_aside", False, True)


# Squares that wait for all before ------------------------------------------------------------


def test_the_last_square_waits_for_all_before() -> None:
    game = answered(path(None, None, None, after_all=True), "s1", "s3")
    last = at(game, "s3")
    assert short(last) == ("started", False, False)
    assert last.evidence == 1
    assert [waited.id for waited in last.waiting] == ["s2"]
    for settled in (
        answered(game, "s2"),
        declare(game, "s2", "We did.", TODAY),
        set_aside(game, "s2", "Not ours.", TODAY),
    ):
        assert short(at(settled, "s3")) == ("done", False, True)


def test_the_last_square_slips_back_with_a_stale_one() -> None:
    game = answered(path("6 months", None, after_all=True), "s1", "s2", on=LONGER_AGO)
    assert survey(game, TODAY).here.square.id == "s1"
    assert short(at(game, "s2")) == ("started", False, False)


def test_a_square_that_waits_for_nothing_lists_nothing() -> None:
    assert at(path(None, None), "s2").waiting == ()


# Placement -----------------------------------------------------------------------------------


def test_the_token_stands_on_the_first_square_not_settled(game: Game) -> None:
    assert survey(game, TODAY).here.square.id == "who"
    game = with_customers("Finance", "HR", "Legal", gains="time")
    view = survey(game, TODAY)
    assert (view.here.square.id, view.here.stage.id) == ("meet", "stage-2")
    assert not view.finished


def test_the_token_slips_back_when_a_square_goes_stale() -> None:
    game = with_customers("Finance", "HR", "Legal", gains="time", on=LONGER_AGO)
    assert survey(game, LONGER_AGO).here.square.id == "meet"
    assert survey(game, TODAY).here.square.id == "key"


def test_a_finished_game_stays_on_the_last_square() -> None:
    view = survey(answered(path(None, None, None), "s1", "s2", "s3"), TODAY)
    assert view.finished
    assert view.here.square.id == "s3"
    assert view.percent == 100


# Figures -------------------------------------------------------------------------------------


def test_percent_counts_what_is_done_and_fresh_of_what_is_not_set_aside() -> None:
    game = path("6 months", None, None, None)
    assert survey(game, TODAY).percent == 0
    game = answered(answered(game, "s1", on=LONGER_AGO), "s2")
    game = declare(game, "s3", "We did.", TODAY)
    view = survey(game, TODAY)
    assert (view.percent, view.done, view.declared, view.set_aside) == (25, 1, 1, 0)
    assert [standing.square.id for standing in view.stale] == ["s1"]
    game = set_aside(game, "s4", "Not ours.", TODAY)
    view = survey(game, TODAY)
    assert (view.percent, view.set_aside) == (33, 1)


def test_percent_is_rounded_down_and_nothing_when_all_is_set_aside() -> None:
    game = answered(path(*[None] * 201), *(f"s{n}" for n in range(1, 201)))
    assert survey(game, TODAY).percent == 99
    assert survey(set_aside(path(None), "s1", "Not ours.", TODAY), TODAY).percent == 0


# Still true ----------------------------------------------------------------------------------


def test_still_true_dates_what_counts_and_nothing_else() -> None:
    game = with_customers("Finance", "HR", "Legal", gains="time", on=LONGER_AGO)
    before = game.rows("customers")[0].cells
    game = still_true(game, "key", TODAY, "Ada")
    assert short(at(game, "key")) == ("done", False, True)
    after = game.rows("customers")[0].cells
    assert (after["rank"].on, after["rank"].by, after["rank"].value) == (TODAY, "Ada", 1)
    assert (after["gains"], after["name"]) == (before["gains"], before["name"])


def test_still_true_dates_only_the_rows_looked_at() -> None:
    game = with_customers(*"ABCDEF", feedback="Fine.", on=LONGER_AGO)
    game = still_true(game, "feedback", TODAY)
    dates = [row.cells["feedback"].on for row in game.rows("customers")]
    assert dates == [TODAY] * 5 + [LONGER_AGO]


def test_still_true_dates_answers_and_declarations() -> None:
    game = answered(path("6 months", "6 months"), "s1", "s2", on=LONGER_AGO)
    game = declare(game, "s2", "We did.", LONGER_AGO)
    assert survey(game, TODAY).percent == 0
    for square_id in ("s1", "s2"):
        game = still_true(game, square_id, TODAY, "Ada")
    view = survey(game, TODAY)
    assert view.finished
    assert game.words["s2"].by == "Ada"
    assert game.words["s2"].note == "We did."


def test_still_true_does_not_bring_back_a_day_that_passed() -> None:
    game = with_customers("Finance", next_contact="2026-11-26")
    assert at(still_true(game, "touch", TODAY), "touch").stale


@pytest.mark.parametrize("square_id", [stop.id for stop in CUSTOMERS.path])
def test_still_true_of_nothing_changes_nothing(game: Game, square_id: str) -> None:
    assert still_true(game, square_id, TODAY) == game


# What to fill first --------------------------------------------------------------------------


def first_id(square: Square | None) -> str | None:
    return square.id if square else None


@pytest.mark.parametrize(
    ("square_id", "first"),
    [("who", None), ("key", "who"), ("meet", "who"), ("impact", "wishes"), ("advocate", "who")],
)
def test_an_empty_register_is_filled_where_rows_are_added(
    game: Game, square_id: str, first: str | None
) -> None:
    assert first_id(fill_first(game, only_ask(CUSTOMERS, square_id))) == first


def test_a_lens_is_filled_where_its_column_is() -> None:
    game = with_rows(game_of(CUSTOMERS), "customers", {"name": "HR"})
    assert first_id(fill_first(game, only_ask(CUSTOMERS, "meet"))) == "key"
    assert fill_first(game, only_ask(CUSTOMERS, "key")) is None
    ranked = with_cell(game, "customers", "HR", "rank", 1)
    assert fill_first(ranked, only_ask(CUSTOMERS, "meet")) is None
    assert first_id(source(ranked, only_ask(CUSTOMERS, "meet"))) == "key"


def test_a_board_without_registers_is_read() -> None:
    view = survey(game_of(HABITS), TODAY)
    assert [standing.kind for standing in view.standings] == ["open"] * 4


def test_what_was_written_long_ago_does_not_count_by_a_day() -> None:
    game = answered(path("1 week"), "s1", on=days_ago(7))
    assert short(at(game, "s1")) == ("done", False, True)
    game = answered(path("1 week"), "s1", on=days_ago(8))
    assert short(at(game, "s1")) == ("done", True, False)
