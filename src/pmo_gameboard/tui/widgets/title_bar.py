"""The line at the top: what is open, and whether it is saved."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from pmo_gameboard.tui.text import plain


class TitleBar(Horizontal):
    """What is open at the left, the state of the save at the right."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        .title-bar--what { width: 1fr; padding: 0 1; text-style: bold; text-wrap: nowrap;
            text-overflow: ellipsis; }
        .title-bar--save { width: 13; padding: 0 1; color: $quiet; text-align: right; }
        .title-bar--save.-failed { width: auto; max-width: 60%; color: $background;
            background: $error; text-style: bold; }
    }
    """

    what: reactive[str] = reactive("")
    saved: reactive[str] = reactive("")
    failed: reactive[bool] = reactive(default=False)

    def compose(self) -> ComposeResult:
        """Two texts."""
        yield Static(plain(self.what), classes="title-bar--what")
        yield Static(plain(self.saved), classes="title-bar--save")

    def watch_what(self, what: str) -> None:
        """Show what is open."""
        if self.is_mounted:
            self.query_one(".title-bar--what", Static).update(plain(what), layout=False)

    def watch_saved(self, saved: str) -> None:
        """Show the state of the save."""
        if self.is_mounted:
            self.query_one(".title-bar--save", Static).update(plain(saved), layout=self.failed)

    def watch_failed(self, failed: bool) -> None:  # noqa: FBT001  # a reactive's watcher
        """Make a failure stand out."""
        if self.is_mounted:
            self.query_one(".title-bar--save", Static).set_class(failed, "-failed")
