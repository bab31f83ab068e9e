"""The line at the top: what is open, and whether it is saved."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from pmo_gameboard.game.agenda import left_words
from pmo_gameboard.play.troubles import Trouble
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.room import RoomState, time_left
from pmo_gameboard.tui.text import plain


class TitleBar(Horizontal):
    """What is open at the left, the state of the save at the right; or what is wrong with it."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        .title-bar--what { width: 1fr; padding: 0 1; text-style: bold; text-wrap: nowrap;
            text-overflow: ellipsis; }
        .title-bar--save { width: 13; padding: 0 1; color: $quiet; text-align: right; }
        &.-trouble {
            background: $error;
            .title-bar--what { color: $background; }
            .title-bar--save { width: 20; color: $background; text-style: bold; }
        }
    }
    """

    what: reactive[str] = reactive("")
    room: reactive[RoomState | None] = reactive(None)
    saved: reactive[str] = reactive("")
    trouble: reactive[Trouble | None] = reactive(None)

    def __init__(self) -> None:
        super().__init__()
        self._ticks: Timer | None = None

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield Static(classes="title-bar--what")
        yield Static(classes="title-bar--save")

    def on_mount(self) -> None:
        """Show what was set before."""
        self._show()

    def watch_what(self) -> None:
        """Show what is open."""
        self._show()

    def watch_room(self) -> None:
        """Show the timer of the room as it runs, or none."""
        if self._ticks is not None:
            self._ticks.stop()
            self._ticks = None
        if self.room is not None and self.room.started is not None:
            self._ticks = self.set_interval(1, self._show)
        self._show()

    def watch_saved(self) -> None:
        """Show the state of the save."""
        self._show()

    def watch_trouble(self, before: Trouble | None, now: Trouble | None) -> None:
        """Make trouble stand out: it takes the whole line."""
        if (before is None) != (now is None):
            self.set_class(now is not None, "-trouble")
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        what, saved = self.what, self.saved
        left = time_left(self.room, moment())
        if left is not None:
            what = f"{left_words(left)} {'left' if left > 0 else 'over'} · {what}"
        if self.trouble is not None:
            what, saved = self.trouble.text, f"F6 {self.trouble.remedy}"
        for part, text in (("what", what), ("save", saved)):
            for static in self.query(f".title-bar--{part}").results(Static):  # none as it goes
                static.update(plain(text), layout=False)
