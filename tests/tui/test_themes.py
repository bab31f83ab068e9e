"""The colours themselves; ``test_every_screen`` looks at what is drawn with them."""

from itertools import product

import pytest
from textual.color import Color
from textual.theme import Theme

from pmo_gameboard.tui.themes import DARK, LIGHT, PALETTES, STAGES, Palette
from tui.contrast import ENOUGH, contrast

INKS = ("foreground", "quiet", "primary", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel")
ON_THE_CHOSEN = ("foreground", "quiet", "warning", "error")


def shades(theme: Theme) -> dict[str, Color]:
    """Every colour of a theme that styles may name."""
    found = theme.to_color_system().generate() | theme.variables
    return {name: Color.parse(found[name]) for name in (*INKS, *GROUNDS, "select", *FOOTER, "line")}


FOOTER = ("footer-foreground", "footer-key-foreground", "footer-description-foreground")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_ink_can_be_read_on_every_ground(theme: Theme) -> None:
    colours = shades(theme)
    pairs = [
        *product(INKS, GROUNDS),
        *product(ON_THE_CHOSEN, ["select"]),
        *product(FOOTER, ["panel"]),
        ("background", "error"),
        ("background", "foreground"),
    ]
    faint = {
        f"{ink} on {ground}": round(found, 1)
        for ink, ground in pairs
        if (found := contrast(colours[ink], colours[ground])) < ENOUGH
    }
    assert not faint


@pytest.mark.parametrize("name", PALETTES)
def test_every_text_on_the_board_can_be_read(name: str) -> None:
    palette = PALETTES[name]
    faint = {
        what: round(found, 1)
        for what, (ink, ground) in _pairs(palette).items()
        if (found := contrast(ink, ground)) < ENOUGH
    }
    assert not faint


def _pairs(palette: Palette) -> dict[str, tuple[Color, Color]]:
    """Every text on the board and its ground."""
    pairs = {
        "ink": (palette.ink, palette.ground),
        "quiet": (palette.quiet, palette.ground),
        "the token": (palette.ground, palette.focus),
        "set aside": (palette.idle.ink, palette.idle.ground),
    }
    for stage in range(STAGES):
        tile = palette.tile(stage)
        pairs |= {
            f"title {stage}": (tile.ink, tile.ground),
            f"number {stage}": (tile.accent, tile.ground),
            f"done {stage}": (tile.on_solid, tile.solid),
            f"stale {stage}": (palette.warning, tile.ground),
            f"name {stage}": (tile.accent, palette.ground),
        }
    return pairs


@pytest.mark.parametrize("name", PALETTES)
def test_stage_colours_go_round_and_differ(name: str) -> None:
    palette = PALETTES[name]
    assert len({colour.hex for colour in palette.stages}) == STAGES
    assert palette.tile(STAGES) == palette.tile(0)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_board_is_painted_in_the_colours_of_the_theme(theme: Theme) -> None:
    palette = PALETTES[theme.name]
    colours = shades(theme)
    assert palette.ground == colours["background"]
    assert palette.ink == colours["foreground"]
