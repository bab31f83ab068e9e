"""What stands there while the window is too small for a board."""

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from pmo_gameboard.tui.sizes import LEAST_HEIGHT, LEAST_WIDTH
from pmo_gameboard.tui.text import plain


class TooSmallScreen(ModalScreen[None]):
    """Says how much is missing, and goes away by itself."""

    DEFAULT_CSS = """
    TooSmallScreen {
        align: center middle;
        background: $background;
        Static { width: auto; max-width: 100%; text-align: center; }
    }
    """

    def compose(self) -> ComposeResult:
        """One sentence."""
        yield Static()

    def on_resize(self, event: events.Resize) -> None:
        """Say how large the window is now."""
        self.query_one(Static).update(
            plain(
                f"This window is {event.size.width} by {event.size.height}. "
                f"The board needs {LEAST_WIDTH} by {LEAST_HEIGHT}: make it larger, "
                "or the letters smaller. Everything is kept."
            )
        )
