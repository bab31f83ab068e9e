"""What every dialog has in common: a box over the screen below, and Escape as the way back."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from pmo_gameboard.tui.sizes import HEIGHTS, WIDTHS

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """Asks or tells something; ``dialog.tcss`` dresses what stands in its ``dialog--box``."""

    CSS_PATH = "dialog.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back")]

    def __init__(self) -> None:
        super().__init__(classes="dialog")
