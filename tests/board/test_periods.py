from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_gameboard.board.periods import after, age, before

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
PERIODS = st.builds(
    "{} {}".format, st.integers(1, 120), st.sampled_from(["day", "weeks", "months", "year"])
)


@pytest.mark.parametrize(
    ("day", "period", "earlier"),
    [
        (date(2026, 3, 31), "1 month", date(2026, 2, 28)),
        (date(2024, 3, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 2, 29), "1 year", date(2023, 2, 28)),
        (date(2026, 1, 15), "1 month", date(2025, 12, 15)),
        (date(2026, 8, 31), "6 months", date(2026, 2, 28)),
        (date(2026, 1, 3), "1 week", date(2025, 12, 27)),
        (date(2026, 1, 3), "3 days", date(2025, 12, 31)),
        (date(2026, 1, 3), "9999 years", date.min),
        (date(5, 1, 3), "9999 days", date.min),
    ],
)
def test_before(day: date, period: str, earlier: date) -> None:
    assert before(day, period) == earlier


@pytest.mark.parametrize(
    ("day", "period", "later"),
    [
        (date(2026, 1, 31), "1 month", date(2026, 2, 28)),
        (date(2026, 12, 1), "1 month", date(2027, 1, 1)),
        (date(2024, 2, 29), "4 years", date(2028, 2, 29)),
        (date(2026, 12, 28), "1 week", date(2027, 1, 4)),
    ],
)
def test_after(day: date, period: str, later: date) -> None:
    assert after(day, period) == later


@pytest.mark.parametrize("period", ["9999 years", "1 day"])
def test_after_the_end_of_the_calendar(period: str) -> None:
    with pytest.raises(OverflowError):
        after(date.max, period)


@given(DAYS, PERIODS)
def test_before_and_after_lie_on_their_sides(day: date, period: str) -> None:
    assert before(day, period) < day < after(day, period)


@given(DAYS, DAYS, PERIODS)
def test_a_later_day_has_no_earlier_limit(one: date, other: date, period: str) -> None:
    first, second = sorted((one, other))

    assert before(first, period) <= before(second, period)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (date(2026, 7, 31), "less than a day"),
        (date(2026, 8, 2), "less than a day"),
        (date(2026, 7, 30), "1 day"),
        (date(2026, 7, 18), "13 days"),
        (date(2026, 7, 17), "2 weeks"),
        (date(2026, 6, 1), "8 weeks"),
        (date(2026, 5, 31), "2 months"),
        (date(2025, 12, 31), "7 months"),
        (date(2024, 8, 1), "23 months"),
        (date(2024, 7, 31), "2 years"),
        (date(1996, 7, 31), "30 years"),
    ],
)
def test_age(then: date, words: str) -> None:
    assert age(then, date(2026, 7, 31)) == words
