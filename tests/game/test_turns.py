"""Whose turn it is: drawn fairly, whatever the names and whoever comes and goes."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import HABITS, game_of
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.state import MAX_PLAYERS, Game, Player
from pmo_gameboard.game.turns import MAX_NAME, next_turn, set_players

NAMES = st.lists(st.sampled_from(["Ada", "ADA", "Ben", "Cy", "Strauß", "Straus", " ada "]))
CHOICES = st.lists(st.integers(0, 10**6), max_size=60)


def first(people: int) -> int:
    assert people > 0
    return 0


def chosen(number: int) -> Callable[[int], int]:
    return lambda people: number % people


def players(game: Game) -> dict[str, int]:
    return {player.name: player.turns for player in game.players}


def drawn(game: Game, choices: list[int]) -> list[Game]:
    games = [game]
    for number in choices:
        games.append(next_turn(games[-1], chosen(number)))
    return games


# Drawn ---------------------------------------------------------------------------------------


@given(st.integers(1, 9), CHOICES)
def test_nobody_has_two_turns_more_than_another(people: int, choices: list[int]) -> None:
    game = set_players(game_of(HABITS), map("Person {}".format, range(people)))
    for each in drawn(game, choices):
        turns = players(each).values()
        assert max(turns) - min(turns) <= 1
    assert sum(players(each).values()) == len(choices)


@given(st.integers(2, 9), CHOICES)
def test_nobody_is_drawn_twice_in_a_row(people: int, choices: list[int]) -> None:
    game = set_players(game_of(HABITS), map("Person {}".format, range(people)))
    turns = [each.turn for each in drawn(game, choices)[1:]]
    assert all(one != other for one, other in pairwise(turns))


@given(st.lists(st.tuples(st.sets(st.sampled_from("AaBbCDEF"), min_size=2), CHOICES), max_size=5))
def test_coming_going_and_another_spelling_leave_it_fair(
    rounds: list[tuple[set[str], list[int]]],
) -> None:
    game = game_of(HABITS)
    for names, choices in rounds:
        game = set_players(game, sorted(names))
        games = drawn(game, choices)
        turns = [each.turn.casefold() for each in games]
        several = len(game.players) > 1
        assert not several or all(a != b for a, b in pairwise(turns))
        for each in games:
            assert max(players(each).values()) - min(players(each).values()) <= 1
            assert each.turn in {"", *players(each)}
        game = games[-1]


def test_whoever_is_drawn_is_one_more_turn_on(habits: Game) -> None:
    game = next_turn(set_players(habits, ["Ada", "Ben", "Cy"]), chosen(1))
    assert (game.turn, players(game)) == ("Ben", {"Ada": 0, "Ben": 1, "Cy": 0})


def test_everybody_can_be_drawn(habits: Game) -> None:
    game = set_players(habits, ["Ada", "Ben", "Cy"])
    assert Counter(next_turn(game, chosen(n)).turn for n in range(3)) == Counter(
        ["Ada", "Ben", "Cy"]
    )


def test_one_person_alone_is_drawn_every_time(habits: Game) -> None:
    game = set_players(habits, ["Ada"])
    assert [each.turn for each in drawn(game, [0, 0])] == ["", "Ada", "Ada"]


def test_nobody_can_be_drawn_from_nobody(habits: Game) -> None:
    with pytest.raises(MoveError, match="Nobody is in the round"):
        next_turn(habits, first)


# Who plays -----------------------------------------------------------------------------------


@given(NAMES, NAMES)
def test_names_are_kept_once_whatever_their_capitals(some: list[str], others: list[str]) -> None:
    game = set_players(set_players(game_of(HABITS), some), others)
    folded = [name.casefold() for name in players(game)]
    assert len(set(folded)) == len(folded)
    assert set(folded) == {name.strip().casefold() for name in others}


def test_who_stays_keeps_the_count_and_who_comes_starts_with_the_fewest(habits: Game) -> None:
    game = habits.model_copy(
        update={
            "players": (Player(name="Ada", turns=4), Player(name="Ben", turns=3)),
            "turn": "Ada",
        }
    )
    game = set_players(game, ["Cy", "ben", "ADA"])
    assert players(game) == {"Cy": 3, "ben": 3, "ADA": 4}
    assert game.turn == "ADA"


def test_a_turn_ends_with_whoever_goes(habits: Game) -> None:
    game = next_turn(set_players(habits, ["Ada", "Ben"]), first)
    assert set_players(game, ["Ben"]).turn == ""
    assert players(set_players(game, ["Cy"])) == {"Cy": 0}
    gone = set_players(game, [" ", "\x1b"])
    assert (gone.players, gone.turn) == ((), "")


def test_another_spelling_is_nobody_new(habits: Game) -> None:
    game = drawn(set_players(habits, ["ada", "ben"]), [0, 0])[-1]
    assert game.turn == "ben"
    assert next_turn(set_players(game, ["BEN", "ADA"]), first).turn == "ADA"


def test_names_are_put_on_one_clean_line(habits: Game) -> None:
    assert list(players(set_players(habits, ["\tAda\n Lovelace\x1b"]))) == ["Ada Lovelace"]


def test_there_are_only_so_many_names_and_so_long_ones(habits: Game) -> None:
    names = [f"Person {number}" for number in range(MAX_PLAYERS + 1)]
    assert len(set_players(habits, [*names[1:], names[1].upper()]).players) == MAX_PLAYERS
    with pytest.raises(MoveError, match="60 names"):
        set_players(habits, names)
    with pytest.raises(MoveError, match="80 characters"):
        set_players(habits, ["x" * (MAX_NAME + 1)])
