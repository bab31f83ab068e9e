"""Dates as people type them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boards import TODAY
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.dates import parse_date, show_date

DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("today", "2026-11-27"),
        (" TODAY ", "2026-11-27"),
        ("now", "2026-11-27"),
        ("tomorrow", "2026-11-28"),
        ("yesterday", "2026-11-26"),
        ("sat", "2026-11-28"),
        ("fri", "2026-12-04"),
        ("Friday", "2026-12-04"),
        ("next fri", "2026-12-04"),
        ("thurs", "2026-12-03"),
        ("+0d", "2026-11-27"),
        ("+1d", "2026-11-28"),
        ("+2w", "2026-12-11"),
        ("+ 2 weeks", "2026-12-11"),
        ("in 3 months", "2027-02-27"),
        ("in 1 yr", "2027-11-27"),
        ("2026-12-03", "2026-12-03"),
        ("2026/12/3", "2026-12-03"),
        ("2026-12-03 00:00:00", "2026-12-03"),
        ("2026-12-03T09:30", "2026-12-03"),
        ("3 dec", "2026-12-03"),
        ("3rd of December", "2026-12-03"),
        ("3 sept 2027", "2027-09-03"),
        ("3-Dec-26", "2026-12-03"),
        ("03-Dec-2026", "2026-12-03"),
        ("3dec", "2026-12-03"),
        ("Dec 3", "2026-12-03"),
        ("December 3rd, 2027", "2027-12-03"),
        ("Fri 27 Nov", "2026-11-27"),
        ("Thursday, 3 December 2026", "2026-12-03"),
        ("31/12", "2026-12-31"),
        ("12/31/2026", "2026-12-31"),
        ("31.12.26", "2026-12-31"),
        ("4/4", "2027-04-04"),
        ("29 feb", "2028-02-29"),
        ("29 feb 2028", "2028-02-29"),
        ("this fri", "2026-11-27"),
        ("this Friday", "2026-11-27"),
        ("this thu", "2026-12-03"),
        ("last friday", "2026-11-20"),
        ("last fri", "2026-11-20"),
        ("last thu", "2026-11-26"),
        ("last sat", "2026-11-21"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-01"),
        ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of January", "2027-01-31"),
        ("end jan", "2027-01-31"),
        ("end of aug", "2026-08-31"),
        ("end of feb 2028", "2028-02-29"),
        ("-2w", "2026-11-13"),
        ("- 1 month", "2026-10-27"),
        ("3 days ago", "2026-11-24"),
        ("2 weeks ago", "2026-11-13"),
        ("2w ago", "2026-11-13"),
        ("a week ago", "2026-11-20"),
        ("in a week", "2026-12-04"),
        ("in two weeks", "2026-12-11"),
        ("in twelve months", "2027-11-27"),
        ("a year ago", "2025-11-27"),
        ("1.12.", "2026-12-01"),
        ("1. 12.", "2026-12-01"),
        ("Tue 1.12.", "2026-12-01"),
        ("1.12.2026", "2026-12-01"),
        ("01.12.26", "2026-12-01"),
        ("12.31.2026", "2026-12-31"),
        ("1.12.2026.", "2026-12-01"),
        ("1.12.,", "2026-12-01"),
        ("31/12.", "2026-12-31"),
        ("3 dec,", "2026-12-03"),
        ("Fri.", "2026-12-04"),
        ("2026-12-03.", "2026-12-03"),
        ("january", "2027-01-01"),
        ("Jan.", "2027-01-01"),
        ("november", "2026-11-01"),
        ("dec 2026", "2026-12-01"),
        ("December, 2026", "2026-12-01"),
        ("fri week", "2026-12-11"),
        ("sat week", "2026-12-05"),
        ("a week on Friday", "2026-12-11"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert parse_date(typed, TODAY) == date.fromisoformat(read)


@pytest.mark.parametrize(
    ("today", "typed", "read"),
    [
        ("2026-01-15", "3 dec", "2025-12-03"),
        ("2026-03-03", "3 dec", "2025-12-03"),
        ("2026-03-04", "3 dec", "2026-12-03"),
        ("2026-12-20", "5 jan", "2027-01-05"),
        ("2026-12-31", "tomorrow", "2027-01-01"),
        ("2026-01-31", "+1m", "2026-02-28"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2096-03-01", "29 feb", "2096-02-29"),
        ("2097-01-01", "29 feb", "2104-02-29"),
        ("2026-05-31", "end of feb", "2026-02-28"),
        ("2026-06-01", "end of feb", "2027-02-28"),
        ("2027-12-01", "end of feb", "2028-02-29"),
        ("2026-01-31", "end of next month", "2026-02-28"),
        ("2026-11-30", "next week", "2026-12-07"),
        ("2026-12-31", "next month", "2027-01-01"),
        ("2026-03-03", "3.12.", "2025-12-03"),
    ],
)
def test_a_date_without_a_year_is_the_near_one(today: str, typed: str, read: str) -> None:
    assert parse_date(typed, date.fromisoformat(today)) == date.fromisoformat(read)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("3/4", "“3/4” could be 3 April or 4 March."),
        ("1.12", "“1.12” could be 1 December or 12 January."),
        ("1.12,", "“1.12,” could be 1 December or 12 January."),
        ("1/12.", "“1/12.” could be 1 December or 12 January."),
        ("12/11/2026", "“12/11/2026” could be 12 November or 11 December."),
        ("30 feb", "There is no such day as “30 feb”."),
        ("29 feb 2026", "There is no such day as “29 feb 2026”."),
        ("0/5", "There is no such day as “0/5”."),
        ("13/13", "There is no such day as “13/13”."),
        ("2026-13-01", "There is no such day as “2026-13-01”."),
        ("0000-01-01", "There is no such day as “0000-01-01”."),
        ("31.11.", "There is no such day as “31.11.”."),
        ("end of jan 0000", "There is no such day as “end of jan 0000”."),
        ("3 foo", "“foo” is not a month I know."),
        ("soon", "“soon” is not a date I can read."),
        ("in 5 minutes", "“in 5 minutes” is not a date I can read."),
        ("+2w ago", "“+2w ago” is not a date I can read."),
        ("in aweek", "“in aweek” is not a date I can read."),
        ("end of week", "“end of week” is not a date I can read."),
        ("end of month 2027", "“end of month 2027” is not a date I can read."),
        ("fri jan", "“fri jan” is not a date I can read."),
        ("last fri week", "“last fri week” is not a date I can read."),
        ("dec 0000", "There is no such day as “dec 0000”."),
        ("...", "“...” is not a date I can read."),
        ("sat 3", "“sat 3” is not a date I can read."),
        ("", "“” is not a date I can read."),
        ("12:30", "“12:30” is not a date I can read."),
        ("x" * 10_000, f"“{'x' * 40}” is not a date I can read."),
    ],
)
def test_what_is_no_date_is_refused_in_words(typed: str, says: str) -> None:
    with pytest.raises(MoveError) as refused:
        parse_date(typed, TODAY)
    assert refused.value.message == says
    assert refused.value.hint


@pytest.mark.parametrize("typed", ["+9y", "tomorrow", "sat", "next month", "end of next month"])
def test_a_date_past_the_calendar_is_refused(typed: str) -> None:
    with pytest.raises(MoveError, match="too far away"):
        parse_date(typed, date(9999, 12, 31))


@pytest.mark.parametrize(
    ("day", "today", "shown"),
    [
        ("2026-11-27", "2026-11-27", "Fri 27 Nov"),
        ("2027-01-05", "2026-11-27", "Tue 5 Jan 2027"),
        ("2026-01-05", "2026-12-20", "Mon 5 Jan 2026"),
        ("2026-10-01", "2026-12-20", "Thu 1 Oct"),
    ],
)
def test_a_date_shows_its_year_where_it_could_be_another(day: str, today: str, shown: str) -> None:
    assert show_date(date.fromisoformat(day), date.fromisoformat(today)) == shown


@given(day=DAYS, today=DAYS)
@example(day=date(2026, 1, 5), today=date(2026, 12, 20))
@example(day=date(2028, 2, 29), today=date(2028, 12, 31))
def test_a_date_that_is_shown_is_read_back(day: date, today: date) -> None:
    assert parse_date(show_date(day, today), today) == day


@given(st.text(max_size=30), DAYS)
def test_no_text_does_more_than_be_refused(text: str, today: date) -> None:
    with suppress(MoveError):
        assert isinstance(parse_date(text, today), date)


@given(DAYS)
def test_a_weekday_is_within_the_week_to_come(today: date) -> None:
    for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        day = parse_date(name, today)
        assert timedelta(days=1) <= day - today <= timedelta(days=7)
        assert show_date(day, day).lower().startswith(name)
        assert timedelta(0) <= parse_date(f"this {name}", today) - today <= timedelta(days=6)
        last = parse_date(f"last {name}", today)
        assert timedelta(days=-7) <= last - today <= timedelta(days=-1)
        assert last.weekday() == day.weekday()
