"""The signs beside the words; ``filters.py`` has their twins in ASCII."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pmo_gameboard.board.models import Kind
    from pmo_gameboard.game.standings import Standing, StandingKind
    from pmo_gameboard.game.state import Voice


@dataclass(frozen=True)
class Glyphs:
    """The signs, each one cell wide. None ever stands without its word.

    Attributes:
        token: The token of the evidence: we show.
        voices: The tokens of what is said: we say, they say.
        ring: The frame around the chosen square: top left to right, the sides, bottom.
    """

    kinds: dict[Kind, str]
    standings: dict[StandingKind, str]
    stale: str
    token: str
    voices: dict[Voice, str]
    across: str
    upright: str
    block: str
    ring: str
    seam: str
    bar: str
    rest: str
    dot: str
    more: str
    left: str
    right: str

    def standing(self, standing: Standing) -> str:
        """The sign of a standing."""
        return self.stale if standing.stale else self.standings[standing.kind]


GLYPHS = Glyphs(
    kinds={"question": "?", "task": "□", "star": "★", "final": "⚑"},
    standings={"open": "○", "started": "◐", "done": "✓", "declared": "✎", "set_aside": "×"},
    stale="↻",
    token="◆",  # noqa: S106  # the token on the board
    voices={"team": "◇", "customers": "▲"},
    across="─",
    upright="│",
    block="▌",
    ring="┏━┓┃┃┗━┛",
    seam="▄",
    bar="█",
    rest="░",
    dot="·",
    more="…",
    left="‹",
    right="›",
)
