"""The two themes, dark and light. Every text on its ground has a contrast of 7:1 or more."""

from dataclasses import dataclass

from textual.color import Color
from textual.theme import Theme

STAGES = 6
"""How many stage colours there are; longer boards go round again."""


BAR = 0.3
"""How much of its stage's colour a bar has."""


@dataclass(frozen=True)
class Tile:
    """How a square of one stage looks.

    Attributes:
        ground: Behind a square that is still to do.
        ink: Its text there.
        accent: Its number and signs there, in the stage's colour.
        bar: Behind the part that is there of what is started; its text is in ``ink``.
        solid: Behind what is done.
        on_solid: Text there.
    """

    ground: Color
    ink: Color
    accent: Color
    bar: Color
    solid: Color
    on_solid: Color


@dataclass(frozen=True)
class Palette:
    """The colours the board is painted in, beside those of the theme."""

    ground: Color
    ink: Color
    quiet: Color
    path: Color
    focus: Color
    warning: Color
    stages: tuple[Color, ...]
    on_solid: Color
    tint: float

    def tile(self, index: int) -> Tile:
        """The look of the stage at an index, counted from 0."""
        accent = self.stages[index % STAGES]
        ground = self.ground.blend(accent, self.tint)
        bar = self.ground.blend(accent, BAR)
        return Tile(ground, self.ink, accent, bar, accent, self.on_solid)

    @property
    def idle(self) -> Tile:
        """The look of a square that is set aside."""
        ground = self.ground.blend(self.ink, self.tint / 2)
        return Tile(ground, self.quiet, self.quiet, ground, ground, self.quiet)


def _colours(*values: str) -> tuple[Color, ...]:
    return tuple(Color.parse(value) for value in values)


DARK_PALETTE = Palette(
    ground=Color.parse("#0f131d"),
    ink=Color.parse("#f2f4fa"),
    quiet=Color.parse("#b9c1d4"),
    path=Color.parse("#7c879f"),
    focus=Color.parse("#ffffff"),
    warning=Color.parse("#ffc857"),
    stages=_colours("#f2a93b", "#69bdf5", "#45cf9f", "#f09bcb", "#f3e45c", "#bcabfa"),
    on_solid=Color.parse("#0b0e15"),
    tint=0.14,
)

LIGHT_PALETTE = Palette(
    ground=Color.parse("#fcfbf8"),
    ink=Color.parse("#16181f"),
    quiet=Color.parse("#454a58"),
    path=Color.parse("#6f7686"),
    focus=Color.parse("#000000"),
    warning=Color.parse("#7a3b00"),
    stages=_colours("#733f00", "#004a80", "#00523c", "#7d1f58", "#524900", "#452a93"),
    on_solid=Color.parse("#ffffff"),
    tint=0.09,
)

PALETTES = {"pmo-dark": DARK_PALETTE, "pmo-light": LIGHT_PALETTE}

DARK = Theme(
    name="pmo-dark",
    dark=True,
    primary="#69bdf5",
    secondary="#bcabfa",
    accent="#f3e45c",
    foreground="#f2f4fa",
    background="#0f131d",
    surface="#161b28",
    panel="#1e2536",
    success="#45cf9f",
    warning="#ffc857",
    error="#ffbcbc",
    variables={
        "quiet": "#c6cddd",
        "line": "#4a5570",
        "select": "#203a60",
        "key": "#ffd479",
        "input-selection-background": "#69bdf5 25%",
        "block-cursor-background": "#203a60",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#203a60",
        "border": "#69bdf5",
        "border-blurred": "#4a5570",
        "scrollbar": "#4a5570",
        "scrollbar-background": "#161b28",
    },
)

LIGHT = Theme(
    name="pmo-light",
    dark=False,
    primary="#004a80",
    secondary="#452a93",
    accent="#7d1f58",
    foreground="#16181f",
    background="#fcfbf8",
    surface="#f3f1ea",
    panel="#e8e5db",
    success="#00523c",
    warning="#6d3400",
    error="#881220",
    variables={
        "quiet": "#3f4451",
        "line": "#8b8f99",
        "select": "#c8dff5",
        "key": "#5c2a00",
        "input-selection-background": "#004a80 25%",
        "block-cursor-background": "#c8dff5",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#c8dff5",
        "border": "#004a80",
        "border-blurred": "#8b8f99",
        "scrollbar": "#8b8f99",
        "scrollbar-background": "#f3f1ea",
    },
)
