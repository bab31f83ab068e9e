"""The one place that asks what time it is, and that says which times there can be."""

import time
from datetime import UTC, date, datetime

YEARS = range(1970, 9001)
"""The years in which a time can be told in every time zone and counted on from."""

AHEAD = 0.0
"""Seconds by which the game's time is ahead of the system's: tests have a time of their own."""


def moment() -> datetime:
    """The time, in UTC; whoever asks for it asks here."""
    return datetime.fromtimestamp(time.time() + AHEAD, UTC)


def written_at(seconds: float) -> datetime:
    """The time that the system gave a file, in UTC.

    Raises:
        ValueError: There is no such time, as far as Python goes; it may be OverflowError as well.
    """
    return datetime.fromtimestamp(seconds + AHEAD, UTC)


def age(seconds: float) -> float:
    """How many seconds ago the system gave a file this time; below 0 for one from the future."""
    return time.time() - seconds


def whole_second(moment: datetime) -> datetime:
    """A time as saves keep it: in UTC, without its fraction.

    Raises:
        ValueError: It names no time zone, or a year in which nobody plays.
    """
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError("no time at which anybody plays")
    return moment.astimezone(UTC).replace(microsecond=0)


class Clock:
    """Today's date and the time where the player is, or always the same day where one is given."""

    def __init__(self, day: date | None = None) -> None:
        self._day = day

    def now(self) -> datetime:
        """The time, in the player's time zone."""
        here = moment().astimezone()
        return here if self._day is None else datetime.combine(self._day, here.timetz())

    def today(self) -> date:
        """The date."""
        return self.now().date()
