"""A list of entries, whose footer says that Enter opens the chosen one."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Entries(OptionList):
    """An option list on a screen of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Open", key_display="↵", id="entries.open"),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False)
