"""The one place that asks what day it is, and that says which times there can be."""

from datetime import UTC, date, datetime

YEARS = range(1970, 9001)
"""The years in which a time can be told in every time zone and counted on from."""


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
        time = datetime.now().astimezone()
        return time if self._day is None else datetime.combine(self._day, time.timetz())

    def today(self) -> date:
        """The date."""
        return self.now().date()
