from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards import game_of, make_board, square, text_ask
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.differences import difference_words, differences
from pmo_gameboard.game.merge import Side, merge
from pmo_gameboard.game.moves import (
    add_rows,
    declare,
    delete_rows,
    move_rank,
    set_answer,
    set_cell,
)
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.checks import check_game
from saves.gardens import TODAY, full_game

START = full_game()
STOPS = [stop.id for stop in START.board.path]
REGISTERS = list(START.board.registers)
CHOICES = st.dictionaries(st.sampled_from(STOPS), st.sampled_from(get_args(Side)))


@st.composite
def played(draw: st.DrawFn) -> Game:
    """A game that went on from the same start by a few moves."""
    game = START
    for _ in range(draw(st.integers(0, 6))):
        day = TODAY + timedelta(days=draw(st.integers(0, 3)))
        try:
            game = draw(st.sampled_from([grown, cut, ranked, renamed, worded]))(draw, game, day)
        except MoveError:
            continue
    return game


def grown(draw: st.DrawFn, game: Game, day: date) -> Game:
    register = draw(st.sampled_from(REGISTERS))
    name = draw(st.sampled_from(["Ada", "ada", "Ben", "Cy", "Dee"]))
    return add_rows(game, register.id, [{register.named_by: name}], day)


def cut(draw: st.DrawFn, game: Game, day: date) -> Game:
    del day
    register = draw(st.sampled_from(REGISTERS))
    ids = [row.id for row in game.rows(register.id)]
    return delete_rows(game, register.id, [draw(st.sampled_from(ids))]) if ids else game


def ranked(draw: st.DrawFn, game: Game, day: date) -> Game:
    ranks = [(each, column) for each in REGISTERS for column in each.rank_columns]
    if not ranks:
        return game
    register, column = draw(st.sampled_from(ranks))
    ids = [row.id for row in game.rows(register.id)]
    if not ids:
        return game
    row, up = draw(st.sampled_from(ids)), draw(st.booleans())
    return move_rank(game, register.id, row, column, -1 if up else 1, day)


def renamed(draw: st.DrawFn, game: Game, day: date) -> Game:
    register = draw(st.sampled_from(REGISTERS))
    ids = [row.id for row in game.rows(register.id)]
    if not ids:
        return game
    name = draw(st.sampled_from(["Eve", "eve", "Fay"]))
    return set_cell(game, register.id, draw(st.sampled_from(ids)), register.named_by, name, day)


def worded(draw: st.DrawFn, game: Game, day: date) -> Game:
    return declare(game, draw(st.sampled_from(STOPS)), draw(st.sampled_from(["Yes", "No"])), day)


def names(game: Game) -> dict[str, set[str]]:
    return {
        register.id: {row.text(register.named_by).casefold() for row in game.rows(register.id)}
        for register in REGISTERS
    }


@given(played(), played(), CHOICES)
@settings(max_examples=150, deadline=None)
def test_whatever_is_chosen_makes_a_game(
    ours: Game, theirs: Game, choices: dict[str, Side]
) -> None:
    assert check_game(merge(ours, theirs, choices)) == ""


@given(played(), played())
@settings(max_examples=75, deadline=None)
def test_one_side_everywhere_says_what_that_side_says(ours: Game, theirs: Game) -> None:
    for side, meant in (("ours", ours), ("theirs", theirs)):
        merged = merge(ours, theirs, dict.fromkeys(STOPS, side))  # type: ignore[arg-type]
        assert differences(merged, meant, TODAY) == ()


@given(played(), played())
@settings(max_examples=75, deadline=None)
def test_both_keeps_every_row(ours: Game, theirs: Game) -> None:
    merged = names(merge(ours, theirs, {}))
    for register in REGISTERS:
        assert merged[register.id] == names(ours)[register.id] | names(theirs)[register.id]


@given(played(), played())
@settings(max_examples=75, deadline=None)
def test_differences_are_seen_from_both_sides(ours: Game, theirs: Game) -> None:
    one, other = differences(ours, theirs, TODAY), differences(theirs, ours, TODAY)
    assert [(item.square, item.entries) for item in one] == [
        (item.square, item.entries) for item in other
    ]
    assert differences(ours, ours, TODAY) == ()
    assert merge(ours, ours, {}) == ours


def test_two_texts_are_joined_and_the_later_day_counts() -> None:
    ours = set_answer(START, "why", "reason", "Ours", TODAY)
    theirs = set_answer(START, "why", "reason", "Theirs", TODAY + timedelta(days=1))
    entry = merge(ours, theirs, {}).answer("why", "reason")
    assert entry is not None
    assert (entry.value, entry.on) == ("Ours\n\nTheirs", TODAY + timedelta(days=1))


def test_differences_are_told_in_words() -> None:
    register = REGISTERS[0]
    theirs = add_rows(START, register.id, [{register.named_by: "Zoe"}], TODAY)
    (found,) = differences(START, theirs, TODAY)
    assert found.theirs.endswith("only here Zoe")
    assert difference_words([found]) == f"square {found.square.label} differs: 1 entry"
    assert difference_words([]) == "nothing differs"


def test_games_on_different_boards_are_not_mixed() -> None:
    other = game_of(make_board(square(1, "only", text_ask())))
    with pytest.raises(MoveError, match="different boards"):
        merge(START, other, {})
