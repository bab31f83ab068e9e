"""Dates as people type them: ``fri``, ``+2w``, ``3 dec``, ``2026-12-03``."""

import re
from datetime import date, timedelta

from pmo_gameboard.board.periods import after, before
from pmo_gameboard.errors import MoveError

HINT = "Type a day like 3 dec, fri, tomorrow, +2w or 2026-12-03."

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
_NAMED = {"today": 0, "now": 0, "tomorrow": 1, "tom": 1, "yesterday": -1}

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_AHEAD = re.compile(r"(?:\+|in )\s*(\d{1,3})\s*(d|day|w|wk|week|m|month|y|yr|year)s?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of )?([a-z]{3,9})\.?,?[\s-]*(\d{4}|\d{2})?"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(\d{4}))?")


def parse_date(text: str, today: date) -> date:
    """Read a date as a person types it.

    A weekday is the next one after today. A day without a year is the nearest one that is not
    more than three months past, so that "3 dec" in January means last month and in April the
    coming one.

    Raises:
        MoveError: The text is not a date, or could be two different ones.
    """
    words = " ".join(text.lower().split())
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    if found := _AHEAD.fullmatch(words):
        return _shifted(today, int(found[1]), _UNITS[found[2][0]], text)
    if (weekday := _starting(_DAYS, words.removeprefix("next "))) is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    words = _without_weekday(words)
    if found := _ISO.fullmatch(words):
        return _exact(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _DAY_MONTH.fullmatch(words):
        return _in_month(found[1], found[2], found[3], today, text)
    if found := _MONTH_DAY.fullmatch(words):
        return _in_month(found[2], found[1], found[3], today, text)
    if found := _NUMBERS.fullmatch(words):
        return _in_numbers(int(found[1]), int(found[2]), found[3], today, text)
    raise MoveError(f"“{text.strip()[:40]}” is not a date I can read.", hint=HINT)


def show_date(day: date, today: date) -> str:
    """A date as people read it: ``Fri 27 Nov``.

    It has a year where that is not this one, or where it would be read as another without.
    """
    words = f"{_DAYS[day.weekday()][:3].title()} {day.day} {_MONTHS[day.month - 1][:3].title()}"
    plain = day.year == today.year and _nearest(day.month, day.day, today, words) == day
    return words if plain else f"{words} {day.year:04}"


def _starting(names: tuple[str, ...], word: str) -> int | None:
    least = 3
    if len(word) < least:
        return None
    return next((index for index, name in enumerate(names) if name.startswith(word)), None)


def _without_weekday(words: str) -> str:
    """What follows the weekday in a date that was copied out whole: ``fri 27 nov``."""
    first, _, rest = words.partition(" ")
    return rest if rest and _starting(_DAYS, first.rstrip(".,")) is not None else words


def _shifted(today: date, count: int, unit: str, text: str) -> date:
    try:
        return after(today, f"{count} {unit}") if count else today
    except (OverflowError, ValueError):
        raise MoveError(f"“{text.strip()[:40]}” is too far away.", hint=HINT) from None


def _exact(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise MoveError(f"There is no such day as “{text.strip()[:40]}”.", hint=HINT) from None


def _in_month(day: str, month: str, year: str | None, today: date, text: str) -> date:
    index = _starting(_MONTHS, month)
    if index is None:
        raise MoveError(f"“{month}” is not a month I know.", hint=HINT)
    if year:
        return _exact(_whole_year(year), index + 1, int(day), text)
    return _nearest(index + 1, int(day), today, text)


def _in_numbers(first: int, second: int, year: str | None, today: date, text: str) -> date:
    months = range(1, 13)
    if first in months and second in months and first != second:
        one, two = (f"{a} {_MONTHS[b - 1].title()}" for a, b in ((first, second), (second, first)))
        raise MoveError(
            f"“{text.strip()}” could be {one} or {two}.", hint="Type the month's name: 3 dec."
        )
    day, month = (first, second) if second in months else (second, first)
    if year is None:
        return _nearest(month, day, today, text)
    return _exact(_whole_year(year), month, day, text)


def _whole_year(year: str) -> int:
    short = 2
    return int(year) if len(year) > short else 2000 + int(year)


def _nearest(month: int, day: int, today: date, text: str) -> date:
    """The day in this, last or next year that is the first not over three months past."""
    long_past = before(today, "3 months")
    for year in range(max(today.year - 1, 1), today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= long_past:
            return found
    return _exact(today.year, month, day, text)
