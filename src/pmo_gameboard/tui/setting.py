"""What every screen needs to know of the room it is shown in."""

from dataclasses import dataclass

from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.tui.glyphs import Glyphs


@dataclass(frozen=True)
class Setting:
    """The signs to use, whether things may move, and the clock."""

    glyphs: Glyphs
    animate: bool
    clock: Clock
