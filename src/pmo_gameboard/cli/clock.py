"""What day it is for the commands: today, or the day that the environment fixes."""

import os
from datetime import date

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.saves.clock import YEARS, Clock

VARIABLE = "PMO_GAMEBOARD_TODAY"


def fixed_day() -> date | None:
    """The day that the environment fixes, to try how a board ages; None where it fixes none.

    Raises:
        GameboardError: The variable holds no date, or one too far away.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return None
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise _refused(f"“{given[:40]}” is not a date.") from None
    if day.year not in YEARS:
        raise _refused(f"“{given[:40]}” is too far away for a day of play.")
    return day


def the_clock() -> Clock:
    """The clock that commands go by; it stands still on the fixed day where there is one."""
    return Clock(fixed_day())


def _refused(message: str) -> GameboardError:
    hint = "Write it as 2026-12-03, or leave the variable empty."
    return GameboardError(message, where=VARIABLE, hint=hint)
