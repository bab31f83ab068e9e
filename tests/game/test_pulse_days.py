"""Pulses stay in the order of their days, whenever they are added."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from boards import HABITS, TODAY, days_ago, game_of
from pmo_gameboard.game.pulses import add_pulse, finish_pulse, latest_pulse, vote
from pmo_gameboard.game.state import Game, Tally

YES, NOT_YET = Tally(yes=1), Tally(not_yet=1)


def test_a_reading_goes_by_the_latest_day_and_not_by_what_was_added_last(habits: Game) -> None:
    habits = add_pulse(habits, "team", "file", {"log": YES}, TODAY)
    habits = add_pulse(habits, "team", "file", {"log": NOT_YET}, days_ago(3))
    latest = latest_pulse(habits, "team", TODAY)
    assert latest is not None
    assert (latest.on, latest.tallies["log"]) == (TODAY, YES)


def test_of_two_pulses_of_one_day_the_one_added_last_counts(habits: Game) -> None:
    habits = add_pulse(habits, "team", "file", {"log": NOT_YET}, TODAY)
    habits = add_pulse(habits, "team", "file", {"log": YES}, TODAY)
    latest = latest_pulse(habits, "team", TODAY)
    assert latest is not None
    assert latest.tallies["log"] == YES


def test_a_pulse_that_is_finished_stays_in_the_order_of_days(habits: Game) -> None:
    habits = add_pulse(habits, "team", "file", {"log": YES}, TODAY)
    habits = vote(habits, "team", "hands", "log", NOT_YET, days_ago(1))  # a clock set back
    habits = finish_pulse(habits, "team", "hands", days_ago(1))
    assert [pulse.on for pulse in habits.pulses] == [days_ago(1), TODAY]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12))
def test_pulses_are_in_the_order_of_their_days(ages: list[int]) -> None:
    game = game_of(HABITS)
    for age in ages:
        game = add_pulse(game, "team", "file", {"log": YES}, TODAY - timedelta(days=age))
    days = [pulse.on for pulse in game.pulses]
    assert days == sorted(days)
    assert len(days) == len(ages)
