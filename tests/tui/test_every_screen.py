"""What must hold on every screen: keys that work, text that can be read, plain ASCII if asked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.actions import parse
from textual.app import App
from textual.color import Color
from textual.dom import DOMNode

from boards import TODAY
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.tui.themes import DARK, LIGHT
from tui.contrast import ENOUGH, contrast
from tui.games import finished, first_days, put, ranked
from tui.player import Player, playing
from tui.tour import Stops, tour, tour_of_asks


async def everywhere(data: Path, *, ascii_only: bool = False) -> Stops:
    """Every screen of a half-played game, and a square with other asks."""
    game = set_next_session(ranked(), TODAY)
    async for name, you in tour(data / "one", game, ascii_only=ascii_only):
        yield name, you
    asks = tour_of_asks(data / "two", first_days(), "yours", ascii_only=ascii_only)
    async for name, you in asks:
        yield name, you


# Keys


def missing_actions(app: App[Any]) -> Iterator[str]:
    """The keys of the screen whose action nothing carries out."""
    for node in (app, app.screen, *app.screen.query("*")):
        for bindings in node._bindings.key_to_bindings.values():
            for binding in bindings:
                space, name, _ = parse(binding.action)
                target = {"app": app, "screen": app.screen}.get(space, node)
                if not _acts(target, name):
                    yield f"{type(node).__name__}: {binding.key} does {binding.action}"


def _acts(node: DOMNode, name: str) -> bool:
    return hasattr(node, f"action_{name}") or hasattr(node, f"_action_{name}")


# Colours


def colours(style: Style) -> tuple[Color, Color]:
    """Ink and ground of a style as it is drawn."""
    assert style.color is not None
    assert style.bgcolor is not None
    ink, ground = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    if style.dim:
        ink = ground.blend(ink, 0.5)
    return (ground, ink) if style.reverse else (ink, ground)


def faint_text(you: Player) -> Iterator[str]:
    """Words on the screen that are hard to read: letters and digits under 7:1.

    What shows through behind a dialog is meant to be.
    """
    screen = you.app.screen
    boxes = [child.region for child in (screen.children if screen.is_modal else [screen])]
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            inside = any(box.contains(x, y) for box in boxes)
            x += segment.cell_length
            if inside and segment.style and any(sign.isalnum() for sign in segment.text):
                ink, ground = colours(segment.style)
                if (found := contrast(ink, ground)) < ENOUGH:
                    yield f"{segment.text.strip()[:30]!r} {ink.hex} on {ground.hex} {found:.1f}"


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_a_board_with_every_standing_can_be_read(tmp_path: Path, theme: str) -> None:
    """Half a year later some squares are stale; one is set aside, one declared."""
    save = put(tmp_path, finished())
    async with playing(tmp_path, save, today=date(2027, 6, 1)) as you:
        you.app.theme = theme
        await you.rest()
        assert "stale" in you.text
        assert list(faint_text(you)) == []


# All of it


@pytest.mark.parametrize(("theme", "ascii_only"), [(DARK.name, False), (LIGHT.name, True)])
async def test_every_key_acts_and_every_text_can_be_read(
    tmp_path: Path, theme: str, *, ascii_only: bool
) -> None:
    """In ASCII, where it is asked for, down to the last line."""
    faults = set[str]()
    async for name, you in everywhere(tmp_path, ascii_only=ascii_only):
        if you.app.theme != theme:
            you.app.theme = theme
            await you.rest()
        faults |= {f"{name}: {fault}" for fault in (*missing_actions(you.app), *faint_text(you))}
        if ascii_only:
            strange = {sign for sign in you.text if not sign.isascii()}
            faults |= {f"{name}: {sign} is {sign!a}" for sign in strange}
    assert not faults, "\n".join(sorted(faults))
