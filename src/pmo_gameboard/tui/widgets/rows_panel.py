"""The editor of the rows asks a square has on one register: what they want, and the grid."""

from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from pmo_gameboard.board.models import Register, RowsAsk, Square
from pmo_gameboard.game.evidence import Reading
from pmo_gameboard.game.lenses import lens_of, rows_asks
from pmo_gameboard.game.standings import Standing, StandingKind, fill_first
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import progress
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.grid.data import GridData
from pmo_gameboard.tui.grid.grid import RegisterGrid
from pmo_gameboard.tui.messages import OpenSquare
from pmo_gameboard.tui.text import plain


class RowsPanel(Vertical):
    """The asks of one square on one register, over one grid."""

    DEFAULT_CSS = """
    RowsPanel {
        height: 1fr;
        min-height: 7;
        .rows-panel--asks { height: auto; padding: 0 1; }
        .rows-panel--first { display: none; height: 1; padding: 0 1; }
        &.-blocked .rows-panel--first { display: block; }
        .rows-panel--first Static { width: auto; color: $warning; text-style: bold; }
        .rows-panel--first Button { height: 1; border: none; margin-left: 2; }
    }
    """

    def __init__(self, standing: Standing, game: Game, register: Register, today: date) -> None:
        super().__init__()
        self.register_id = register.id
        self._first: Square | None = None
        self._said = ""
        self._grid = RegisterGrid(grid_data(standing, game, register, today))

    @property
    def grid(self) -> RegisterGrid:
        """The grid and its detail lines."""
        return self._grid

    def compose(self) -> ComposeResult:
        """What is wanted, what comes first, the grid."""
        yield Static(classes="rows-panel--asks")
        with Horizontal(classes="rows-panel--first"):
            yield Static()
            yield Button("Go there")
        yield self._grid

    def show(self, standing: Standing, game: Game, today: date) -> None:
        """Show the game as it is."""
        register = game.board.registers_by_id[self.register_id]
        asks = rows_asks(standing, register)
        wanted = self._wanted(asks)
        if wanted.plain != self._said:
            self._said = wanted.plain
            self.query_one(".rows-panel--asks", Static).update(wanted)
        blocking = (fill_first(game, ask) for ask, _ in asks)
        self._first = next((square for square in blocking if square is not None), None)
        self.set_class(self._first is not None, "-blocked")
        if self._first is not None:
            words = f"Square {self._first.label} comes first: {self._first.title}"
            self.query_one(".rows-panel--first Static", Static).update(plain(words))
        self._grid.data = grid_data(standing, game, register, today)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go to the square that comes first."""
        event.stop()
        if self._first is not None:
            self.post_message(OpenSquare(self._first.id))

    def _wanted(self, asks: list[tuple[RowsAsk, Reading]]) -> Content:
        lines = []
        for ask, reading in asks:
            met = reading.evidence >= 1
            kind: StandingKind = "done" if met else "started" if reading.touched else "open"
            sign = GLYPHS.standings[kind]
            if not met and reading.aged:
                sign = GLYPHS.stale
            lines.append(
                Content.assemble(
                    (f"{sign} {progress(reading)}  ", "bold $success" if met else "bold $warning"),
                    (ask.label, "$quiet"),
                )
            )
        return Content("\n").join(lines)


def grid_data(standing: Standing, game: Game, register: Register, today: date) -> GridData:
    """What the grid shows of a register for a square."""
    return GridData.of(lens_of(game, standing, register), game, today)
