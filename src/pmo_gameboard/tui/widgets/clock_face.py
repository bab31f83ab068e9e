"""A timer in large numerals; past its end it counts on, quietly."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Digits, Static

from pmo_gameboard.game.agenda import left_words
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.room import RoomState, time_left
from pmo_gameboard.tui.text import plain

TICK = 0.25
"""Seconds between two looks at the clock."""


class ClockFace(Vertical):
    """Shows a timer that runs; nothing where none does."""

    DEFAULT_CSS = """
    ClockFace {
        width: auto;
        height: 4;
        .clock-face--word { width: auto; }
        Digits { width: auto; min-width: 18; }
        &.-over Digits { color: $warning; }
    }
    """

    room: reactive[RoomState | None] = reactive(None)

    def __init__(self, now: Callable[[], datetime] = moment) -> None:
        super().__init__()
        self._now = now

    def compose(self) -> ComposeResult:
        """The numerals, and what they mean."""
        yield Digits()
        yield Static(classes="clock-face--word")

    def on_mount(self) -> None:
        """Look at the clock now and then."""
        self.set_interval(TICK, self._show)
        self._show()

    def watch_room(self) -> None:
        """Show it at once."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        left = time_left(self.room, self._now())
        self.display = left is not None
        if left is None:
            return
        self.set_class(left <= 0, "-over")
        self.query_one(Digits).update(left_words(left))
        self.query_one(Static).update(plain("left" if left > 0 else "over; take the time you need"))
