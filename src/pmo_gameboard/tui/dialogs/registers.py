"""Choosing a register to open on its own."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import count
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.text import plain


class RegistersScreen(Dialog[str]):
    """The registers of the board, and how many rows each holds."""

    def __init__(self, game: Game) -> None:
        super().__init__()
        self._game = game

    def compose(self) -> ComposeResult:
        """A list."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("What you hold"), classes="dialog--title")
            yield OptionList(*self._options(), markup=False)
            yield way_out("Enter opens a list. Esc closes this.")

    def _options(self) -> list[Option]:
        return [
            Option(
                Content.assemble(
                    (register.name, "bold"),
                    "  ",
                    (count(len(self._game.rows(register.id)), register.row, register.rows), ""),
                    *([("\n" + register.about, "$quiet")] if register.about else []),
                ),
                id=register.id,
            )
            for register in self._game.board.registers
        ]

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)
