"""The work a rule does grows with the game, and not with its square."""

import sys
from collections.abc import Callable
from itertools import count
from types import FrameType

import pytest

from boards import (
    CUSTOMERS,
    EVERYTHING,
    TODAY,
    Cells,
    column,
    game_of,
    make_board,
    make_register,
    only_ask,
    rows_ask,
    square,
    text_ask,
    top,
    with_customers,
    with_rows,
)
from pmo_gameboard.game.moves import add_rows, delete_rows, move_rank, set_answer, set_cell
from pmo_gameboard.game.standings import fill_first, still_true, survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import advice, next_step, reason


def calls(work: Callable[[], object]) -> int:
    """How many Python functions are called, and generators resumed, to do some work."""
    counter = count()

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            next(counter)

    was = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(was)
    return next(counter)


def grows_evenly(work: Callable[[int], Callable[[], object]]) -> bool:
    """Whether ten times the size is at most about ten times the work."""
    small, large = calls(work(30)), calls(work(300))
    return large < 12 * small


def many_customers(number: int) -> Game:
    names = [f"Customer {place}" for place in range(number)]
    return with_customers(*names, gains="time", feedback="Fine.", next_contact="2026-12-03")


def many_squares(number: int) -> Game:
    """A game on a board of which every tenth square waits for all before it."""
    squares = [
        square(
            place,
            f"s{place}",
            rows_ask("items", "name", look_at=top(5, "rank")) if place % 2 else text_ask(),
            after_all=place % 10 == 0,
            fresh_for="1 month",
        )
        for place in range(1, number + 1)
    ]
    register = make_register("items", "item", column("text", "name"), column("rank", "rank"))
    game = game_of(make_board(*squares, registers=[register], stages=5))
    game = with_rows(game, "items", {"name": "A", "rank": 1})
    for place in range(2, number + 1, 2):
        game = set_answer(game, f"s{place}", "text", "Yes.", TODAY)
    return game


def test_a_survey_grows_with_the_rows() -> None:
    def work(size: int) -> Callable[[], object]:
        game = many_customers(size)
        return lambda: survey(game, TODAY)

    assert grows_evenly(work)


def test_a_survey_grows_with_the_squares() -> None:
    def work(size: int) -> Callable[[], object]:
        game = many_squares(size)
        return lambda: survey(game, TODAY)

    assert grows_evenly(work)


def test_what_is_said_grows_with_the_rows() -> None:
    def work(size: int) -> Callable[[], object]:
        view = survey(many_customers(size), TODAY)
        here = view.by_id["meet"]
        return lambda: (reason(view, here), next_step(view, here), advice(view, here))

    assert grows_evenly(work)


def test_the_square_to_fill_first_is_found_in_one_walk() -> None:
    def work(size: int) -> Callable[[], object]:
        game = many_squares(size)
        game = delete_rows(game, "items", ["r1"])
        ask = only_ask(game.board, "s1")
        return lambda: fill_first(game, ask)

    assert grows_evenly(work)


@pytest.mark.parametrize("ranked", [False, True])
def test_a_paste_grows_with_its_rows(*, ranked: bool) -> None:
    def work(size: int) -> Callable[[], object]:
        rows: list[Cells] = [{"name": f"Customer {place}"} for place in range(size)]
        if ranked:
            rows = [{**row, "rank": place} for place, row in enumerate(rows, 1)]
        return lambda: add_rows(game_of(CUSTOMERS), "customers", rows, TODAY)

    assert grows_evenly(work)


@pytest.mark.parametrize(
    "move",
    [
        lambda game: set_cell(game, "customers", "r3", "name", "Someone", TODAY),
        lambda game: set_cell(game, "customers", "r3", "rank", 1, TODAY),
        lambda game: move_rank(game, "customers", "r3", "rank", 1, TODAY),
        lambda game: delete_rows(game, "customers", [row.id for row in game.rows("customers")]),
        lambda game: delete_rows(game, "customers", ["r3"]),
        lambda game: still_true(game, "who", TODAY),
    ],
    ids=["rename", "rank", "move", "delete all", "delete one", "still true"],
)
def test_a_move_grows_with_the_rows(move: Callable[[Game], Game]) -> None:
    def work(size: int) -> Callable[[], object]:
        game = many_customers(size)
        return lambda: move(game)

    assert grows_evenly(work)


def test_deleting_grows_with_the_links() -> None:
    def work(size: int) -> Callable[[], object]:
        things: list[Cells] = [{"name": f"Thing {place}"} for place in range(size)]
        others: list[Cells] = [{"name": f"Other {place}", "thing": "r1"} for place in range(size)]
        game = with_rows(with_rows(game_of(EVERYTHING), "things", *things), "others", *others)
        return lambda: delete_rows(game, "things", ["r1"])

    assert grows_evenly(work)
