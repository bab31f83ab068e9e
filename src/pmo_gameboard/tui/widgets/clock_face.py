"""A timer in large numerals; past its end it counts on, quietly."""

from collections.abc import Callable
from datetime import UTC, datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive
from textual.widgets import Digits, Static

from pmo_gameboard.game.agenda import left_words
from pmo_gameboard.saves.format import Timer
from pmo_gameboard.tui.text import plain

TICK = 0.25
"""Seconds between two looks at the clock."""


def seconds_left(timer: Timer, now: datetime) -> float:
    """How long a timer still runs; below 0 past its end."""
    return timer.minutes * 60 - (now - timer.started).total_seconds()


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

    timer: reactive[Timer | None] = reactive(None)

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
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

    def watch_timer(self) -> None:
        """Show it at once."""
        if self.is_mounted:
            self._show()

    def _show(self) -> None:
        timer = self.timer
        self.display = timer is not None
        if timer is None:
            return
        left = seconds_left(timer, self._now())
        self.set_class(left <= 0, "-over")
        self.query_one(Digits).update(left_words(left))
        self.query_one(Static).update(plain("left" if left > 0 else "over; take the time you need"))
