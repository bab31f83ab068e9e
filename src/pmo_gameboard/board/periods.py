"""Calendar arithmetic on the lengths of time a board states, and ages in words."""

import calendar
from datetime import date, timedelta

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
_MONTHS_A_YEAR = 12


def before(today: date, period: str) -> date:
    """The day a period before today; the first day there is where the calendar ends.

    Args:
        today: The day to count from.
        period: A ``Period`` of a board, such as ``6 months``.
    """
    try:
        return _moved(today, period, -1)
    except OverflowError:
        return date.min


def after(today: date, period: str) -> date:
    """The day a period after today.

    Args:
        today: The day to count from.
        period: A ``Period`` of a board, such as ``1 week``.

    Raises:
        OverflowError: The day lies beyond the year 9999.
    """
    return _moved(today, period, 1)


def age(then: date, today: date) -> str:
    """How long ago a day was, in the largest unit that is not too coarse: ``7 months``."""
    days = (today - then).days
    if days < 1:
        return "less than a day"
    months = _months_between(then, today)
    if months >= 2 * _MONTHS_A_YEAR:
        return _count(months // _MONTHS_A_YEAR, "year")
    if months > 1:
        return _count(months, "month")
    if days >= 2 * _DAYS["week"]:
        return _count(days // _DAYS["week"], "week")
    return _count(days, "day")


def _moved(day: date, period: str, direction: int) -> date:
    number, unit = period.split()
    count = direction * int(number)
    unit = unit.removesuffix("s")
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    return _months_later(day, count * _MONTHS[unit])


def _months_later(day: date, months: int) -> date:
    """The same day some months on; the month's last day where the month is too short."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"The calendar has no year {year}.")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _months_between(then: date, today: date) -> int:
    """The full months from one day to a later one."""
    months = (today.year - then.year) * _MONTHS_A_YEAR + today.month - then.month
    return months if _months_later(then, months) <= today else months - 1


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
