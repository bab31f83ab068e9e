"""The one place that asks what day it is."""

from datetime import date, datetime


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
