"""What every dialog has in common: a box over the screen below, and Escape as the way back."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from pmo_gameboard.tui.sizes import HEIGHTS, WIDTHS
from pmo_gameboard.tui.text import plain

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Asks or tells something; ``dialog.tcss`` dresses what stands in its ``dialog--box``."""

    CSS_PATH = "dialog.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    KEEPS = "Enter"
    """The key that keeps what stands here."""

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self._settled: object = None

    def on_mount(self) -> None:
        """Remember what stood here at first."""
        self._settled = self.at_first()

    def held(self) -> object:
        """What is only here until the player keeps it; the fields, in most dialogs."""
        return [field.value for field in self.query(Input)]

    def at_first(self) -> object:
        """What of it was there before the player did anything."""
        return self.held()

    def finish_fields(self) -> bool:
        """Whether the program may be left: once not, where something stands here unkept."""
        if not self.unkept():
            return True
        self._settled = self.held()
        words = f"What stands here is not kept yet: {self.KEEPS} keeps it."
        self.app.notify(words, severity="warning")
        return False

    def take_in(self) -> str:
        """Nothing: whether and how it is to be kept is what the dialog asks."""
        return ""

    def unkept(self) -> str:
        """That what stands here is not kept, unless that was said already."""
        if self._settled is None or self.held() == self._settled:  # or it never stood
            return ""
        title = self.query_one(".dialog--title", Static).content
        return f"What stood in the dialog “{title}” is not kept."


def way_out(words: str) -> Static:
    """The last line of a dialog: how to leave it, set apart from what the dialog says."""
    return Static(plain(words), classes="dialog--way-out")
