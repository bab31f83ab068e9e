"""What every screen needs to know of the room it is shown in."""

from dataclasses import dataclass

from pmo_gameboard.saves.clock import Clock


@dataclass(frozen=True)
class Setting:
    """Whether things may move, and the clock."""

    animate: bool
    clock: Clock
