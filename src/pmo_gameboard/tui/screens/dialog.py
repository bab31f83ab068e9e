"""What every dialog has in common: a box over the screen below, and Escape as the way back."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Static

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


def way_out(words: str) -> Static:
    """The last line of a dialog: how to leave it, set apart from what the dialog says."""
    return Static(plain(words), classes="dialog--way-out")
