"""The signs beside the words, and their twins for terminals that know only ASCII."""

from dataclasses import dataclass

from pmo_gameboard.board.models import Kind
from pmo_gameboard.game.standings import Standing, StandingKind


@dataclass(frozen=True)
class Glyphs:
    """A set of signs, each one cell wide. A sign never stands without its word."""

    kinds: dict[Kind, str]
    standings: dict[StandingKind, str]
    stale: str
    token: str
    across: str
    upright: str
    block: str
    ring: str
    """The corners and sides around the chosen square: top left to right, sides, bottom."""
    bar: str
    rest: str
    dot: str
    more: str
    left: str
    right: str

    def standing(self, standing: Standing) -> str:
        """The sign of a standing."""
        return self.stale if standing.stale else self.standings[standing.kind]


UNICODE = Glyphs(
    kinds={"question": "?", "task": "□", "star": "★", "final": "⚑"},
    standings={"open": "○", "started": "◐", "done": "✓", "declared": "✎", "set_aside": "×"},
    stale="↻",
    token="◆",  # noqa: S106  # the token on the board
    across="─",
    upright="│",
    block="▌",
    ring="┏━┓┃┃┗━┛",
    bar="█",
    rest="░",
    dot="·",
    more="…",
    left="‹",
    right="›",
)

ASCII = Glyphs(
    kinds={"question": "?", "task": "#", "star": "*", "final": "!"},
    standings={"open": "o", "started": "~", "done": "+", "declared": "w", "set_aside": "-"},
    stale="!",
    token="@",  # noqa: S106  # the token on the board
    across="-",
    upright="|",
    block="|",
    ring="+-+||+-+",
    bar="#",
    rest=".",
    dot="-",
    more="~",
    left="<",
    right=">",
)
