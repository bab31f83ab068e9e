"""Games, or days of one, side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import HABITS, TODAY, choice_ask, days_ago, game_of, make_board, square
from pmo_gameboard.board.models import Board
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.check_ins import WORDS, check_in_today, name_check_in
from pmo_gameboard.game.comparison import Side, compare, earlier_side, side_of
from pmo_gameboard.game.moves import declare, set_answer, set_aside
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import CheckIn, Game

STOPS = [stop.id for stop in HABITS.path]
STANDS = st.dictionaries(st.sampled_from(STOPS), st.sampled_from(sorted(WORDS)))


def side(game: Game, label: str = "") -> Side:
    return side_of(survey(game, TODAY), label)


def stood(label: str, stands: dict[str, str]) -> Side:
    """A side on which the squares stand so."""
    squares: dict[str, tuple[str, ...]] = {}
    for stop, kind in stands.items():
        if kind != "open":
            squares[kind] = (*squares.get(kind, ()), stop)
    then = CheckIn.model_validate({"on": TODAY, "percent": 0, "show": "words", "squares": squares})
    return Side(label, HABITS, then)


@pytest.fixture
def ahead(habits: Game) -> Game:
    game = set_answer(habits, "words", "text", "We do.", TODAY)
    game = set_answer(game, "log", "choice", "yes", TODAY)
    return set_aside(game, "often", "Not ours.", TODAY)


def test_two_games_are_compared_square_by_square(habits: Game, ahead: Game) -> None:
    behind = set_answer(habits, "words", "text", "We do.", days_ago(400))
    found = compare([side(ahead, "Ours"), side(behind, "Theirs")])
    assert [each.label for each in found.sides] == ["Ours", "Theirs"]
    assert [(line.square.id, line.stands, line.size) for line in found.squares] == [
        ("words", ("done", "stale"), 2),
        ("log", ("done", "open"), 4),
        ("often", ("set_aside", "open"), 1),
        ("all", ("open", "open"), 0),
    ]
    assert [line.square.id for line in found.apart] == ["log", "words", "often"]


def test_each_stage_counts_what_the_token_passes(habits: Game, ahead: Game) -> None:
    ahead = declare(ahead, "all", "We know.", TODAY)
    found = compare([side(ahead), side(habits)])
    assert [(line.stage.id, line.settled, line.squares) for line in found.stages] == [
        ("stage-1", (2, 0), 2),
        ("stage-2", (2, 0), 2),
    ]


def test_two_days_of_one_game_are_compared(habits: Game, ahead: Game) -> None:
    game = check_in_today(survey(set_answer(habits, "log", "choice", "no", TODAY), days_ago(9)))
    game = name_check_in(survey(game, days_ago(8)), "Q3 review")
    game = ahead.model_copy(update={"check_ins": game.check_ins})
    days = [earlier_side(game, each) for each in game.check_ins]
    found = compare([*days, side(game)])
    assert [each.label for each in found.sides] == [
        "Rehearsal, 2026-11-18",
        "Rehearsal, Q3 review, 2026-11-19",
        "Rehearsal",
    ]
    assert found.squares[1].stands == ("started", "started", "done")
    assert earlier_side(game, game.check_ins[0], "Then").label == "Then"


def test_games_of_one_name_are_told_apart(habits: Game, ahead: Game) -> None:
    given_ = [side(habits), side(ahead), side(habits, "Rehearsal (2)"), side(habits)]
    assert [each.label for each in compare(given_).sides] == [
        "Rehearsal",
        "Rehearsal (2)",
        "Rehearsal (2) (2)",
        "Rehearsal (3)",
    ]


def test_it_takes_two(habits: Game) -> None:
    for too_few in ([], [side(habits)]):
        with pytest.raises(MoveError, match="takes two"):
            compare(too_few)


def test_games_on_other_boards_are_not_compared(habits: Game) -> None:
    other = make_board(square(1, "only", choice_ask()), id="other", title="Other")
    with pytest.raises(MoveError, match="“Rehearsal” is played on Sample, “X” on Other") as caught:
        compare([side(habits), side(habits), side(game_of(other), "X")])
    assert caught.value.hint == "Only games on the same board can be compared."


def test_a_square_that_one_board_does_not_have_yet_differs(habits: Game, ahead: Game) -> None:
    """The same board as it was before it had a second stage."""
    older = Board.model_validate(HABITS.model_dump() | {"stages": HABITS.stages[:1]})
    found = compare([side(habits), side(game_of(older), "Older")])
    assert [line.stands[1] for line in found.squares] == ["open", "open", None, None]
    assert [line.square.id for line in found.apart] == ["often", "all"]
    assert [line.settled for line in found.stages] == [(0, 0), (0, 0)]
    back = compare([side(game_of(older)), side(ahead, "Newer")])
    assert [line.stands for line in back.squares] == [("open", "done"), ("open", "done")]


@given(st.lists(STANDS, min_size=2, max_size=4))
def test_sides_differ_by_at_most_four_and_alike_by_nothing(given_: list[dict[str, str]]) -> None:
    found = compare([stood(f"Side {n}", stands) for n, stands in enumerate(given_)])
    for line in found.squares:
        assert 0 <= line.size <= 4
        assert (line.size == 0) == (len(set(line.stands)) == 1)
    sizes = [line.size for line in found.apart]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == sum(line.size > 0 for line in found.squares)
    for stage in found.stages:
        assert all(0 <= settled <= stage.squares for settled in stage.settled)


@given(STANDS, STANDS)
def test_it_does_not_matter_which_side_comes_first(
    one: dict[str, str], other: dict[str, str]
) -> None:
    there = compare([stood("A", one), stood("B", other)])
    back = compare([stood("B", other), stood("A", one)])
    assert [line.size for line in there.squares] == [line.size for line in back.squares]
    assert [line.stands for line in there.squares] == [line.stands[::-1] for line in back.squares]
