"""Choosing what a game is to be put beside."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.comparison import Side
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.text import plain

MOST = 3
"""So many columns fit beside the game itself."""

NOTHING = (
    "There is nothing to compare with yet: a check-in is made on every day that something "
    "changes, and other games on this board stand here too."
)


class PickSidesScreen(Dialog[tuple[Side, ...]]):
    """A list of days and games; Space marks several, Enter compares."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", id="sides.mark"),
    ]

    def __init__(self, sides: Sequence[Side]) -> None:
        super().__init__()
        self._sides = sides
        self._marked: list[int] = []

    def compose(self) -> ComposeResult:
        """The list, and what the keys do."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("Compare today's board with"), classes="dialog--title")
            if self._sides:
                yield OptionList(*map(self._option, range(len(self._sides))), markup=False)
                yield way_out(f"Space marks up to {MOST}. Enter compares. Esc closes this.")
            else:
                yield Static(plain(NOTHING))
                yield way_out("Esc closes this.")

    def _option(self, place: int) -> Option:
        side = self._sides[place]
        mark = "x" if place in self._marked else " "
        return Option(
            Content.assemble(
                (f"({mark}) {side.label}", "bold"), (f"  {side.then.percent}%", "$quiet")
            )
        )

    def action_mark(self) -> None:
        """Mark or unmark the chosen one."""
        options = self.query_one(OptionList) if self._sides else None
        place = options.highlighted if options else None
        if options is None or place is None:
            return
        if place in self._marked:
            self._marked.remove(place)
        elif len(self._marked) < MOST:
            self._marked.append(place)
        options.replace_option_prompt_at_index(place, self._option(place).prompt)

    @on(OptionList.OptionSelected)
    def _compare(self, event: OptionList.OptionSelected) -> None:
        places = self._marked or [event.option_index]
        self.dismiss(tuple(self._sides[place] for place in places))
