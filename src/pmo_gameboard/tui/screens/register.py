"""A register on its own: the customer map, the service catalogue."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from pmo_gameboard.board.models import Register, RowsAsk
from pmo_gameboard.game.lenses import whole
from pmo_gameboard.game.words import count
from pmo_gameboard.play.session import Session
from pmo_gameboard.tui.grid.data import GridData
from pmo_gameboard.tui.grid.grid import RegisterGrid
from pmo_gameboard.tui.screens.rows_screen import RowsScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar


class RegisterScreen(RowsScreen):
    """Every row and every column of one register."""

    CSS_PATH = "register.tcss"
    HELP_TEXT = (
        "A register is what several squares fill together. Type in any cell; "
        "paste rows copied from a spreadsheet; everything is saved as you type."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.pop_screen", "Back", key_display="esc", id="register.back"),
    ]

    def __init__(self, session: Session, setting: Setting, register_id: str) -> None:
        super().__init__(session, setting)
        self._register_id = register_id

    @property
    def _register(self) -> Register:
        return self.session.game.board.registers_by_id[self._register_id]

    def compose(self) -> ComposeResult:
        """What it is, and the grid."""
        yield TitleBar()
        yield Static(classes="register--about")
        yield RegisterGrid(self._data())
        yield KeyBar()

    def show(self) -> None:
        """Show the register as it is."""
        register, game = self._register, self.session.game
        number = count(len(game.rows(register.id)), register.row, register.rows)
        self.query_one(TitleBar).what = f"{game.name} · {register.name}"
        squares = [
            square.label
            for square in game.board.path
            if any(isinstance(a, RowsAsk) and a.register_id == register.id for a in square.asks)
        ]
        about = f"{register.about} " if register.about else ""
        self.query_one(".register--about", Static).update(
            plain(f"{number}. {about}Filled by squares {', '.join(squares)}.")
        )
        self.query_one(RegisterGrid).data = self._data()

    def _data(self) -> GridData:
        game = self.session.game
        return GridData.of(whole(game, self._register), game, self.session.today)
