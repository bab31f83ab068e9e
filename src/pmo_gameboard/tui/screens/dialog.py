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

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self._at_first: list[str] = []

    def on_mount(self) -> None:
        """Remember what the fields held at first."""
        self._at_first = self._field_values

    @property
    def _field_values(self) -> list[str]:
        return [field.value for field in self.query(Input)]

    def finish_fields(self) -> bool:
        """Whether the program may be left: once not, where something is typed and not kept."""
        written = self._field_values
        if written == self._at_first:
            return True
        self._at_first = written
        self.app.notify("What you typed here is not kept yet: Enter keeps it.", severity="warning")
        return False


def way_out(words: str) -> Static:
    """The last line of a dialog: how to leave it, set apart from what the dialog says."""
    return Static(plain(words), classes="dialog--way-out")
