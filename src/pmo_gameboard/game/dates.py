"""Dates as people type them: ``fri``, ``+2w``, ``end of jan``, ``3 dec``, ``2026-12-03``."""

import re
from calendar import monthrange
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
_WEEKDAYS_FROM = {"": 1, "next": 1, "this": 0, "last": -7, "a week on": 8}
"""The first of the seven days among which a weekday lies, by the word before it."""

_NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_COUNTS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}

_SPAN = re.compile(
    rf"(\+|-|in )?\s*(\d{{1,3}}|(?:{'|'.join(_COUNTS)})\b)"
    r"\s*(d|day|w|wk|week|m|month|y|yr|year)s?( ago)?"
)
_END_OF_MONTH = re.compile(r"end (?:of )?(next |this |the )?month")
_MONTH = re.compile(r"(end (?:of )?)?([a-z]{3,9})\.?,?(?: ?(\d{4}))?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2})\.?)?")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:of )?([a-z]{3,9})\.?,?[\s-]*(\d{4}|\d{2})?"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:,?\s*(\d{4}))?")


def parse_date(text: str, today: date) -> date:
    """Read a date as a person types it.

    - A weekday is the next one after today, ``next fri`` too; ``this fri`` may be today, and
      ``last fri`` is the latest one before today; ``fri week`` is a week after ``fri``.
    - ``next week`` is its Monday; ``next month``, ``jan`` and ``dec 2026`` are the first day,
      ``end of jan`` and ``end of next month`` the last.
    - ``+2w`` and ``in two weeks`` count from today on, ``-2w`` and ``2 weeks ago`` back.
    - A day without a year is the nearest one that is not more than three months past, so that
      "3 dec" in January means last month and in April the coming one.
    - Of two numbers, a dot after the second says that the day is first (``1.12.``,
      ``1.12.2026``); otherwise they are refused where either could be the month.
    - A ``by`` before it means nothing.
    - Any other dot or comma at the end means nothing.

    Raises:
        MoveError: The text is not a date, or could be two different ones.
    """
    typed = " ".join(text.lower().split()).removeprefix("by ").rstrip(", ")
    words = typed.rstrip("., ")
    try:
        if counted := _from_today(words, today, text):
            return counted
    except OverflowError:
        raise MoveError(f"“{text.strip()[:40]}” is too far away.", hint=HINT) from None
    words = _without_weekday(words)
    if found := _ISO.fullmatch(words):
        return _exact(int(found[1]), int(found[2]), int(found[3]), text)
    if found := _DAY_MONTH.fullmatch(words):
        return _in_month(found[1], found[2], found[3], today, text)
    if found := _MONTH_DAY.fullmatch(words):
        return _in_month(found[2], found[1], found[3], today, text)
    dotted = _DOTTED.fullmatch(_without_weekday(typed))
    if found := dotted or _NUMBERS.fullmatch(words):
        first, second = int(found[1]), int(found[2])
        if not dotted:
            _check_one_reading(first, second, text)
        return _in_numbers(first, second, found[3], today, text)
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


def _from_today(words: str, today: date, text: str) -> date | None:
    """The day that words count from today, if they do."""
    if words in _NAMED:
        return today + timedelta(days=_NAMED[words])
    span = _SPAN.fullmatch(words)
    if span and bool(span[1]) != bool(span[4]):
        period = f"{_COUNTS.get(span[2]) or int(span[2])} {_UNITS[span[3][0]]}"
        return (before if span[4] or span[1] == "-" else after)(today, period)
    return _weekday(words, today) or _period(words, today, text)


def _weekday(words: str, today: date) -> date | None:
    which, _, name = words.rpartition(" ")
    if name == "week":
        which, name = "a week on", which
    weekday = _starting(_DAYS, name)
    if weekday is None or which not in _WEEKDAYS_FROM:
        return None
    start = _WEEKDAYS_FROM[which]
    return today + timedelta(days=start + (weekday - today.weekday() - start) % 7)


def _period(words: str, today: date, text: str) -> date | None:
    """The day that stands for a week or a month: its first, or its last where words say so."""
    if words == "next week":
        return today + timedelta(days=7 - today.weekday())
    if words == "next month":
        return after(today.replace(day=1), "1 month")
    if found := _END_OF_MONTH.fullmatch(words):
        within = after(today, "1 month") if found[1] == "next " else today
        return _exact(within.year, within.month, None, text)
    found = _MONTH.fullmatch(words)
    index = _starting(_MONTHS, found[2]) if found else None
    if found is None or index is None:
        return None
    day = None if found[1] else 1
    if found[3]:
        return _exact(int(found[3]), index + 1, day, text)
    return _nearest(index + 1, day, today, text)


def _exact(year: int, month: int, day: int | None, text: str) -> date:
    """A day of a month; None for its last one."""
    try:
        return date(year, month, monthrange(year, month)[1] if day is None else day)
    except ValueError:
        raise MoveError(f"There is no such day as “{text.strip()[:40]}”.", hint=HINT) from None


def _in_month(day: str, month: str, year: str | None, today: date, text: str) -> date:
    index = _starting(_MONTHS, month)
    if index is None:
        raise MoveError(f"“{month}” is not a month I know.", hint=HINT)
    if year:
        return _exact(_whole_year(year), index + 1, int(day), text)
    return _nearest(index + 1, int(day), today, text)


def _check_one_reading(first: int, second: int, text: str) -> None:
    months = range(1, 13)
    if first in months and second in months and first != second:
        one, two = (f"{a} {_MONTHS[b - 1].title()}" for a, b in ((first, second), (second, first)))
        raise MoveError(
            f"“{text.strip()}” could be {one} or {two}.", hint="Type the month's name: 3 dec."
        )


def _in_numbers(first: int, second: int, year: str | None, today: date, text: str) -> date:
    """A day and a month in numbers, the day first where that can be."""
    day, month = (first, second) if second in range(1, 13) else (second, first)
    if year is None:
        return _nearest(month, day, today, text)
    return _exact(_whole_year(year), month, day, text)


def _whole_year(year: str) -> int:
    short = 2
    return int(year) if len(year) > short else 2000 + int(year)


def _nearest(month: int, day: int | None, today: date, text: str) -> date:
    """The day in this, last or next year that is the first not over three months past."""
    long_past = before(today, "3 months")
    for year in range(max(today.year - 1, 1), today.year + 9):
        try:
            found = _exact(year, month, day, text)
        except MoveError:
            continue
        if found >= long_past:
            return found
    return _exact(today.year, month, day, text)
