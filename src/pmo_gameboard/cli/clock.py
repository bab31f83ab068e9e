"""What day it is for the commands: today, or the day that the environment fixes."""

import os
from datetime import date

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.saves.clock import Clock

VARIABLE = "PMO_GAMEBOARD_TODAY"


def fixed_day() -> date | None:
    """The day that the environment fixes, to try how a board ages; None where it fixes none.

    Raises:
        GameboardError: The variable does not hold a date.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise GameboardError(
            f"“{given[:40]}” is not a date.",
            where=VARIABLE,
            hint="Write it as 2026-12-03, or leave the variable empty.",
        ) from None


def the_clock() -> Clock:
    """The clock that commands go by; it stands still on the fixed day where there is one."""
    return Clock(fixed_day())
