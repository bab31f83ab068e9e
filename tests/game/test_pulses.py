"""Pulses: how answers are counted, kept, and kept apart from those who gave them."""

from collections.abc import Sequence
from datetime import timedelta
from statistics import median_low, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import CUSTOMERS, HABITS, TODAY, VOICES, days_ago, game_of, make_board, square, text_ask
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.pulses import (
    LEAST_UNSEEN,
    VOTES,
    add_pulse,
    finish_pulse,
    latest_pulse,
    median,
    open_pulse,
    prompts,
    says_yes,
    share,
    spread,
    tally,
    unseen_tallies,
    vote,
)
from pmo_gameboard.game.state import MAX_PEOPLE, MAX_PULSES, Game, Tally, Vote

NUMBERS = st.integers(0, 12)
TALLIES = st.builds(Tally, not_yet=NUMBERS, partly=NUMBERS, yes=NUMBERS)
HEARD = TALLIES.filter(lambda counted: counted.total > 0)
STOPS = [stop.id for stop in VOICES.path]
BALLOTS = st.lists(st.dictionaries(st.sampled_from(STOPS), st.sampled_from(VOTES)), max_size=7)

ONE = Tally(yes=1)
PARTLY = Tally(partly=1)


def expanded(counted: Tally) -> list[int]:
    """Every answer by itself: 0 for not yet, 1 for partly, 2 for yes."""
    return [0] * counted.not_yet + [1] * counted.partly + [2] * counted.yes


@pytest.fixture
def room() -> Game:
    """A game on a board that asks customers about some of its squares."""
    return game_of(VOICES)


# What is asked -------------------------------------------------------------------------------


def test_the_team_is_asked_everywhere_and_by_the_prompt_where_there_is_nothing_better() -> None:
    asked = prompts(VOICES, "team")
    assert list(asked) == STOPS
    assert (asked["who"], asked["wish"]) == ("We know who gains from us.", "Wish?")


def test_customers_are_asked_only_what_the_board_has_words_for() -> None:
    assert list(prompts(VOICES, "customers")) == ["meet", "hear", "act", "ahead"]
    assert prompts(HABITS, "customers") == {}


# Counting ------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(VOTES)))
def test_a_tally_counts_every_answer_once(votes: list[Vote]) -> None:
    counted = tally(votes)
    assert (counted.not_yet, counted.partly, counted.yes) == tuple(map(votes.count, VOTES))
    assert counted.total == len(votes)


@given(HEARD)
def test_the_median_is_the_plain_one_and_the_lesser_of_two(counted: Tally) -> None:
    assert median(counted) == VOTES[median_low(expanded(counted))]


@given(TALLIES)
def test_a_square_is_a_yes_where_more_than_half_say_so(counted: Tally) -> None:
    assert says_yes(counted) == (2 * counted.yes > counted.total)


def test_nobody_has_no_median_and_is_no_yes() -> None:
    with pytest.raises(ValueError, match="nobody answered"):
        median(Tally())
    assert not says_yes(Tally())
    assert not says_yes(None)


@given(HEARD)
def test_share_and_spread_are_those_of_the_answers_one_by_one(counted: Tally) -> None:
    answers = [each / 2 for each in expanded(counted)]
    assert share(counted) == pytest.approx(sum(answers) / len(answers))
    assert spread(counted) == pytest.approx(4 * pvariance(answers), abs=1e-8)
    assert 0 <= share(counted) <= 1
    assert 0 <= spread(counted) <= 1


@given(st.sampled_from(VOTES), st.integers(1, MAX_PEOPLE))
def test_people_who_agree_have_no_spread(said: Vote, people: int) -> None:
    assert spread(Tally(**{said: people})) == 0


@given(st.integers(1, MAX_PEOPLE))
def test_half_yes_and_half_not_yet_is_as_far_apart_as_can_be(people: int) -> None:
    assert spread(Tally(yes=people, not_yet=people)) == 1


@given(HEARD)
def test_only_half_and_half_is_as_far_apart_as_can_be(counted: Tally) -> None:
    halves = counted.partly == 0 and counted.yes == counted.not_yet
    assert (spread(counted) == 1) == halves
    assert (spread(counted) == 0) == (max(map(expanded(counted).count, range(3))) == counted.total)


# Votes ---------------------------------------------------------------------------------------


def test_the_first_vote_of_a_day_begins_a_pulse_and_the_next_goes_into_it(room: Game) -> None:
    room = vote(room, "team", "hands", "meet", Tally(yes=2, not_yet=1), TODAY, "Ada")
    room = vote(room, "team", "hands", "who", Tally(yes=3), TODAY, "Ben")
    (pulse,) = room.pulses
    assert pulse.tallies == {"who": Tally(yes=3), "meet": Tally(yes=2, not_yet=1)}
    assert (pulse.voice, pulse.way, pulse.on, pulse.by) == ("team", "hands", TODAY, "Ben")
    assert pulse.open


def test_a_vote_is_given_anew_or_taken_back(room: Game) -> None:
    room = vote(room, "team", "alone", "meet", ONE, TODAY)
    room = vote(room, "team", "alone", "who", ONE, TODAY)
    room = vote(room, "team", "alone", "meet", PARTLY, TODAY)
    assert room.pulses[0].tallies == {"who": ONE, "meet": PARTLY}
    room = vote(room, "team", "alone", "who", None, TODAY)
    assert room.pulses[0].tallies == {"meet": PARTLY}
    room = vote(room, "team", "alone", "meet", Tally(), TODAY)
    assert room.pulses == ()


def test_a_vote_of_nobody_begins_nothing(room: Game) -> None:
    assert vote(room, "team", "hands", "meet", Tally(), TODAY) is room
    assert vote(room, "team", "hands", "meet", None, TODAY) is room


def test_each_voice_way_and_day_has_a_pulse_of_its_own(room: Game) -> None:
    room = vote(room, "team", "alone", "meet", ONE, days_ago(1))
    room = vote(room, "team", "alone", "meet", ONE, TODAY)
    room = vote(room, "team", "hands", "meet", ONE, TODAY)
    room = vote(room, "customers", "hands", "meet", ONE, TODAY)
    assert len(room.pulses) == 4
    room = vote(room, "team", "hands", "meet", None, TODAY)
    assert [(pulse.voice, pulse.way, pulse.on) for pulse in room.pulses] == [
        ("team", "alone", days_ago(1)),
        ("team", "alone", TODAY),
        ("customers", "hands", TODAY),
    ]


@given(st.permutations(STOPS))
def test_the_order_in_which_squares_are_answered_is_not_kept(order: list[str]) -> None:
    room = game_of(VOICES)
    for stop_id in order:
        room = vote(room, "team", "alone", stop_id, ONE, TODAY)
    assert list(room.pulses[0].tallies) == STOPS


@pytest.mark.parametrize(
    ("voice", "stop_id", "words"),
    [
        ("customers", "who", "Customers are not asked about a square who"),
        ("team", "nowhere", "The team is not asked about a square nowhere"),
    ],
)
def test_nobody_answers_what_is_not_asked(room: Game, voice: str, stop_id: str, words: str) -> None:
    with pytest.raises(MoveError, match=words):
        vote(room, voice, "hands", stop_id, ONE, TODAY)  # type: ignore[arg-type]
    with pytest.raises(MoveError, match=words):
        add_pulse(room, voice, "file", {stop_id: ONE}, TODAY)  # type: ignore[arg-type]


def test_more_people_than_can_be_counted_are_refused_at_any_vote(room: Game) -> None:
    crowd = Tally(yes=MAX_PEOPLE, not_yet=1)
    with pytest.raises(MoveError, match="9,999 people are the most"):
        vote(room, "team", "hands", "meet", crowd, TODAY)
    room = vote(room, "team", "hands", "meet", ONE, TODAY)
    with pytest.raises(MoveError, match="9,999 people are the most"):
        vote(room, "team", "hands", "meet", crowd, TODAY)
    with pytest.raises(MoveError, match="9,999 people are the most"):
        add_pulse(room, "team", "file", {"meet": crowd}, TODAY)


def test_there_are_only_so_many_pulses(room: Game) -> None:
    for number in range(MAX_PULSES):
        room = vote(room, "team", "alone", "meet", ONE, TODAY + timedelta(days=number))
    later = TODAY + timedelta(days=MAX_PULSES)
    with pytest.raises(MoveError, match="500 pulses"):
        vote(room, "team", "alone", "meet", ONE, later)
    with pytest.raises(MoveError, match="500 pulses"):
        add_pulse(room, "team", "file", {"meet": ONE}, TODAY)
    last = later - timedelta(days=1)
    assert vote(room, "team", "alone", "meet", PARTLY, last).pulses[-1].tallies["meet"] == PARTLY


# Finishing -----------------------------------------------------------------------------------


def test_a_finished_pulse_takes_no_more_votes(room: Game) -> None:
    room = vote(room, "team", "hands", "meet", ONE, TODAY)
    room = finish_pulse(room, "team", "hands", TODAY)
    assert open_pulse(room, "team", "hands", TODAY) is None
    room = vote(room, "team", "hands", "meet", PARTLY, TODAY)
    assert [(pulse.open, pulse.tallies["meet"]) for pulse in room.pulses] == [
        (False, ONE),
        (True, PARTLY),
    ]


def test_there_is_nothing_to_finish_where_nothing_was_begun(room: Game) -> None:
    assert finish_pulse(room, "team", "hands", TODAY) is room
    begun = vote(room, "team", "hands", "meet", ONE, days_ago(1))
    assert finish_pulse(begun, "team", "hands", TODAY) is begun


def test_a_reading_goes_by_what_was_finished_last(room: Game) -> None:
    assert latest_pulse(room, "team", TODAY) is None
    room = vote(room, "team", "alone", "meet", ONE, TODAY)
    assert latest_pulse(room, "team", TODAY) is room.pulses[0]  # better than nothing
    room = add_pulse(room, "team", "file", {"meet": PARTLY}, TODAY)
    assert latest_pulse(room, "team", TODAY) is room.pulses[-1]
    room = finish_pulse(room, "team", "alone", TODAY)
    latest = latest_pulse(room, "team", TODAY)
    assert latest is not None
    assert (latest.way, latest.open) == ("alone", False)
    assert latest_pulse(room, "customers", TODAY) is None


def test_what_is_begun_does_not_cover_what_was_finished(room: Game) -> None:
    room = add_pulse(room, "team", "file", {"meet": PARTLY}, days_ago(40))
    room = vote(room, "team", "alone", "meet", ONE, TODAY)
    latest = latest_pulse(room, "team", TODAY)
    assert latest is not None
    assert latest.on == days_ago(40)


def test_a_whole_pulse_is_kept_in_the_order_of_the_path_without_what_nobody_said(
    room: Game,
) -> None:
    said = {"ahead": ONE, "who": Tally(), "meet": PARTLY}
    (pulse,) = add_pulse(room, "customers", "file", said, TODAY, "Ada").pulses
    assert list(pulse.tallies.items()) == [("meet", PARTLY), ("ahead", ONE)]
    assert (pulse.open, pulse.by) == (False, "Ada")


@pytest.mark.parametrize("nothing", [{}, {"meet": Tally()}])
def test_a_pulse_without_an_answer_is_refused(room: Game, nothing: dict[str, Tally]) -> None:
    with pytest.raises(MoveError, match="no answers in it"):
        add_pulse(room, "team", "file", nothing, TODAY)


def test_a_board_that_customers_are_not_asked_about_takes_none_of_their_answers() -> None:
    game = game_of(CUSTOMERS)
    with pytest.raises(MoveError, match="Customers are not asked"):
        vote(game, "customers", "hands", "who", ONE, TODAY)


def test_a_board_of_one_square_can_be_asked_about() -> None:
    game = game_of(make_board(square(1, "only", text_ask())))
    assert vote(game, "team", "alone", "only", ONE, TODAY).pulses[0].tallies == {"only": ONE}


# Unseen answers ------------------------------------------------------------------------------


@given(BALLOTS)
def test_nothing_is_told_of_a_square_that_fewer_than_three_answered(
    ballots: list[dict[str, Vote]],
) -> None:
    told = unseen_tallies(ballots)
    answered = {stop_id: sum(stop_id in ballot for ballot in ballots) for stop_id in STOPS}
    assert set(told) == {stop_id for stop_id, people in answered.items() if people >= LEAST_UNSEEN}
    for stop_id, counted in told.items():
        assert counted == tally(ballot[stop_id] for ballot in ballots if stop_id in ballot)


@given(BALLOTS, st.data())
def test_what_is_told_is_the_same_whoever_answered_first(
    ballots: list[dict[str, Vote]], data: st.DataObject
) -> None:
    shuffled: Sequence[dict[str, Vote]] = data.draw(st.permutations(ballots))
    turned = [dict(reversed(ballot.items())) for ballot in shuffled]
    assert list(unseen_tallies(turned).items()) == list(unseen_tallies(ballots).items())


@given(BALLOTS.filter(lambda ballots: len(ballots) >= 2), st.sampled_from(VOTES))
def test_one_person_changing_an_answer_of_two_changes_nothing_that_is_told(
    ballots: list[dict[str, Vote]], other: Vote
) -> None:
    alone = [{"who": "yes"}, {"who": "not_yet"}]
    rest = [{key: said for key, said in ballot.items() if key != "who"} for ballot in ballots]
    changed = [{"who": other}, {"who": "not_yet"}]
    assert unseen_tallies([*rest, *alone]) == unseen_tallies([*rest, *changed])  # type: ignore[list-item]
