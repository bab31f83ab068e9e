"""What to do in a session: what the game needs next, and never more than there is time for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import (
    CUSTOMERS,
    HABITS,
    TODAY,
    VOICES,
    choice_ask,
    days_ago,
    game_of,
    make_board,
    square,
    with_customers,
)
from pmo_gameboard.board.models import Board
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.agenda import LENGTHS, LONGEST_CLOSING, Item, agenda, squares_next
from pmo_gameboard.game.moves import declare, set_answer, set_aside, set_next_session
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally

YES = Tally(yes=4)
HALF = Tally(yes=2, not_yet=2)
NUMBERS = st.integers(0, 3)
TALLIES = st.builds(Tally, not_yet=NUMBERS, partly=NUMBERS, yes=NUMBERS)


def planned(game: Game, minutes: int = 60) -> tuple[Item, ...]:
    return agenda(readings(survey(game, TODAY)), minutes)


def short(items: tuple[Item, ...]) -> list[tuple[str, str | None, int, int]]:
    return [(item.kind, item.square, item.minutes, item.until) for item in items]


def said(game: Game, tallies: dict[str, Tally], on: int = 0) -> Game:
    return add_pulse(game, "team", "file", tallies, days_ago(on))


def noted(number: int, minutes: int) -> Board:
    """A board of some squares that each take so long."""
    notes = {"minutes": minutes, "run": "Ask.", "good": "A name.", "poor": "Everybody."}
    return make_board(
        *(square(n, f"s{n}", choice_ask(), notes=notes) for n in range(1, number + 1))
    )


@st.composite
def games(draw: st.DrawFn) -> Game:
    """A game with some of everything that an agenda is made of."""
    boards = [HABITS, VOICES, CUSTOMERS, noted(1, 240), noted(9, 3), noted(40, 20)]
    board = draw(st.sampled_from(boards))
    game = with_customers("A", "B") if board is CUSTOMERS else game_of(board)
    for stop in board.path:
        kind = draw(st.sampled_from(["open", "open", "declared", "stale", "set aside"]))
        if kind == "set aside":
            game = set_aside(game, stop.id, "Not ours.", TODAY)
        elif kind != "open":
            game = declare(game, stop.id, "We know.", days_ago(0 if kind == "declared" else 900))
    drawn = {stop.id: draw(TALLIES) for stop in board.path}
    tallies = {stop_id: counted for stop_id, counted in drawn.items() if counted.total}
    asked = draw(st.booleans())
    if tallies and asked:
        game = said(game, tallies, draw(st.sampled_from([-9, 0, 20, 300])))
    if draw(st.booleans()):
        game = add_action(game, "Ring HR", TODAY, due=TODAY)
    return game


@given(games(), st.sampled_from(LENGTHS) | st.integers(5, 500))
def test_an_agenda_fits_adds_up_and_ends_with_who_does_what(game: Game, minutes: int) -> None:
    items = planned(game, minutes)
    total = 0
    for item in items:
        total += item.minutes
        assert item.until == total
        assert item.minutes > 0
        assert item.title
        assert item.why.endswith((".", "”"))
        assert item.square is None or item.square in game.board.squares_by_id
    assert total <= minutes
    assert [item.kind for item in items].count("closing") == 1
    assert items[-1].kind == "closing"
    assert 5 <= items[-1].minutes <= LONGEST_CLOSING
    assert [item.kind for item in items[:1]] == (["opening"] if minutes >= 10 else ["closing"])


@given(games(), st.sampled_from(LENGTHS))
def test_nothing_is_on_an_agenda_twice_and_nothing_that_is_settled(
    game: Game, minutes: int
) -> None:
    items = planned(game, minutes)
    told = [(item.kind, item.square) for item in items]
    assert len(set(told)) == len(told)
    view = survey(game, TODAY)
    worked = [view.by_id[item.square] for item in items if item.kind == "square" and item.square]
    assert not any(standing.satisfied for standing in worked)
    talked = [view.by_id[item.square] for item in items if item.kind == "discuss" and item.square]
    assert not any(standing.kind == "set_aside" for standing in talked)


@given(games(), st.sampled_from(LENGTHS))
def test_where_there_is_time_the_token_is_worked_on(game: Game, minutes: int) -> None:
    items = planned(game, minutes)
    squares = [item.square for item in items if item.kind == "square"]
    ahead = squares_next(survey(game, TODAY))
    talked_about = [item.square for item in items if item.kind == "discuss"]
    here = survey(game, TODAY).here.square.id
    assert squares == [] or here == squares[0] or here in talked_about
    if ahead and not squares and not talked_about:
        assert minutes - items[-2].until <= LONGEST_CLOSING


def test_a_new_game_begins_with_what_people_say_and_the_first_square(habits: Game) -> None:
    assert short(planned(habits, 30)) == [
        ("opening", None, 5, 5),
        ("pulse", None, 5, 10),
        ("square", "words", 10, 20),
        ("closing", None, 10, 30),
    ]


def test_an_hour_has_two_talks_and_half_of_one_has_one() -> None:
    game = said(game_of(VOICES), {"who": HALF, "meet": HALF, "hear": HALF})
    kinds = [item.kind for item in planned(game, 60)]
    assert kinds == ["opening", "discuss", "discuss", "square", "square", "square", "closing"]
    assert [item.kind for item in planned(game, 30)] == ["opening", "discuss", "square", "closing"]


def test_a_talk_says_what_there_is_to_discuss() -> None:
    found = planned(said(game_of(VOICES), {"meet": HALF}))[1]
    assert (found.kind, found.title, found.square) == ("discuss", "Meet", "meet")
    assert found.why == "The team is divided: 2 not yet, 2 yes."


def test_what_people_nearly_agree_about_is_not_talked_about(habits: Game) -> None:
    game = set_answer(habits, "log", "choice", "partly", TODAY)
    near = said(game, {"log": Tally(partly=3, yes=1)})
    assert "discuss" not in [item.kind for item in planned(near)]


def test_a_pulse_is_taken_again_after_a_month(habits: Game) -> None:
    def kinds(days: int) -> list[str]:
        return [item.kind for item in planned(said(habits, {"words": YES}, days), 90)]

    assert "pulse" not in kinds(31)  # since 27 October
    assert kinds(32)[1] == "pulse"


def test_a_pulse_takes_three_quarters_of_a_minute_a_square_that_is_asked_about() -> None:
    game = game_of(noted(40, 20))
    assert planned(game, 60)[1].minutes == 30
    for number in range(1, 21):
        game = set_aside(game, f"s{number}", "Not ours.", TODAY)
    assert planned(game, 60)[1].minutes == 15


def test_nothing_is_asked_where_every_square_is_set_aside(habits: Game) -> None:
    for stop in HABITS.path:
        habits = set_aside(habits, stop.id, "Not ours.", TODAY)
    assert short(planned(habits)) == [("opening", None, 5, 5), ("closing", None, 15, 20)]


def test_a_finished_game_ends_early_or_talks_more() -> None:
    game = game_of(VOICES)
    for stop in VOICES.path:
        game = declare(game, stop.id, "We know.", TODAY)
    agreed = said(game, {stop.id: YES for stop in VOICES.path})
    assert short(planned(agreed, 90)) == [("opening", None, 5, 5), ("closing", None, 15, 20)]
    torn = said(game, {stop.id: HALF for stop in VOICES.path})
    items = planned(torn, 90)
    assert [item.kind for item in items] == ["opening", *["discuss"] * 6, "closing"]
    assert items[-1].until == 80


def test_a_square_takes_as_long_as_its_notes_say_and_gives_way_to_a_shorter_one() -> None:
    game = said(game_of(noted(9, 25)), {"s1": Tally(not_yet=4)})
    assert short(planned(game, 60)) == [
        ("opening", None, 5, 5),
        ("square", "s1", 25, 30),
        ("square", "s2", 25, 55),
        ("closing", None, 5, 60),
    ]
    notes = {"minutes": 6, "run": "Ask.", "good": "A name.", "poor": "Everybody."}
    board = make_board(
        square(1, "one", choice_ask()),
        square(2, "two", choice_ask()),
        square(3, "three", choice_ask(), notes=notes),
    )
    game = said(game_of(board), {"one": Tally(not_yet=4)})
    assert short(planned(game, 27)) == [
        ("opening", None, 5, 5),
        ("square", "one", 10, 15),
        ("square", "three", 6, 21),
        ("closing", None, 6, 27),
    ]


def test_what_is_stale_comes_before_the_rest_of_the_path() -> None:
    squares = [square(n, f"s{n}", choice_ask(), fresh_for="1 month") for n in range(1, 6)]
    game = declare(game_of(make_board(*squares)), "s1", "We know.", TODAY)
    game = declare(declare(game, "s4", "Long ago.", days_ago(90)), "s5", "Too.", days_ago(90))
    ids = [each.square.id for each in squares_next(survey(game, TODAY))]
    assert ids == ["s2", "s4", "s5", "s3"]


def test_the_opening_tells_what_is_due(habits: Game) -> None:
    assert planned(habits)[0].why == "Look at the board together: where the token stands, and why."
    due = add_action(set_next_session(habits, TODAY), "Ring HR", TODAY, due=days_ago(3))
    assert planned(due)[0].why == "1 action is due, the next session is due."


def test_a_square_says_why_and_what_to_do(habits: Game) -> None:
    (found,) = (item for item in planned(habits, 30) if item.kind == "square")
    assert found.why == "“In a word” is not answered yet. Answer “In a word”."


@pytest.mark.parametrize("minutes", [0, 4, 9])
def test_a_session_too_short_for_anything_is_all_closing(habits: Game, minutes: int) -> None:
    assert short(planned(habits, minutes)) == [("closing", None, minutes, minutes)]


def test_a_square_that_waits_for_another_comes_only_behind_it() -> None:
    """Without customers the ranking waits for the square that adds them."""
    squares = [item.square for item in planned(game_of(CUSTOMERS), 90) if item.kind == "square"]
    path = [square.id for square in CUSTOMERS.path]
    assert squares == [stop for stop in path if stop in squares]


def test_the_tokens_square_is_there_though_it_waits_for_one_that_was_declared() -> None:
    first, *others = CUSTOMERS.path
    game = game_of(CUSTOMERS)
    for stop in (first, *others[:2]):
        game = declare(game, stop.id, "Elsewhere.", TODAY)
    here = survey(game, TODAY).here.square.id
    assert here in [item.square for item in planned(game, 90)]
