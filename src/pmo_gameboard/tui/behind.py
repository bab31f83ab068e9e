"""What was found behind a screen, on a thread of its own, brought to the screen.

The screen may be gone by then: left, or the program with it. Then there is nobody to tell.
"""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen


def bring(screen: Screen[Any], show: Callable[..., object], *found: object) -> None:
    """Let a screen show what a worker found, on the screen's own thread; returns at once.

    Does nothing where the screen is being taken down: its parts go first, then the screen.
    """

    def on_its_thread() -> None:
        if screen.display:  # false from the moment a screen is being taken down
            show(*found)

    screen.call_later(on_its_thread)
