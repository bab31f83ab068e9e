"""Driving an app in tests: wait for the fact itself, never for a time."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

LIMIT = 60.0
"""Seconds after which a fact is not going to come true, even beside much other work."""


async def wait_until(pilot: Pilot[Any], fact: Callable[[], object]) -> None:
    """Let the app work until the fact holds.

    Raises:
        AssertionError: It does not come true.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + LIMIT
    while not fact():
        assert loop.time() < end, "it did not come true; the app shows:\n" + shown(pilot)
        await pilot.pause()


def shown(pilot: Pilot[Any]) -> str:
    """The text of the screen, as a person would see it in a moment."""
    width, height = pilot.app.size
    pilot.app.screen._on_timer_update()
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text[:width].rstrip() for strip in strips[:height])


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys; a word that is no key's name is typed letter by letter."""
    await pilot.press(*keys)
    await pilot.pause()


async def type_text(pilot: Pilot[Any], text: str) -> None:
    """Type a text, letter by letter."""
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await pilot.pause()
