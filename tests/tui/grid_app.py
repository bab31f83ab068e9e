"""An app with nothing but a register grid, which makes every move that the grid asks for."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from textual import events, on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Button

from boards import EVERYTHING, TODAY, game_of, with_rows
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.lenses import CellId
from pmo_gameboard.game.moves import add_rows, delete_rows, move_rank, set_cell
from pmo_gameboard.game.state import Game, Row, Value
from pmo_gameboard.tui.grid.data import GridData
from pmo_gameboard.tui.grid.grid import RegisterGrid
from pmo_gameboard.tui.themes import DARK, LIGHT


def things(*rows: dict[str, Value], others: tuple[str, ...] = ()) -> Game:
    """A game with these rows in the register that has a column of every type."""
    game = with_rows(game_of(EVERYTHING), "others", *({"name": name} for name in others))
    return with_rows(game, "things", *rows)


def three() -> Game:
    """Three ranked things, and two others to link to."""
    return things(
        {"name": "Apple", "rank": 1, "date": "2026-12-03"},
        {"name": "Bread", "rank": 2, "notes": "Fresh every day"},
        {"name": "Cheese", "rank": 3, "choice": "amber", "scale": 3},
        others=("Wine", "Water"),
    )


@dataclass(frozen=True)
class View:
    """What the app shows of the game."""

    columns: tuple[str, ...] = ()
    add: bool = True
    sort: str = ""
    gaps: frozenset[CellId] = field(default_factory=frozenset)
    stale: frozenset[CellId] = field(default_factory=frozenset)


class GridApp(App[None]):
    """The game, a grid of the register of things, and a button to leave the grid for."""

    CSS = "#before { dock: top; height: 1; border: none; }"

    def __init__(self, game: Game, view: View | None = None, theme: str = DARK.name) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = theme
        self.game = self.before = game
        self.view = view or View()
        self.heard: list[Message] = []
        self.cursor: tuple[str | None, str] | None = None

    def compose(self) -> ComposeResult:
        yield Button("Before", id="before")
        yield RegisterGrid(self.data)

    def on_mount(self) -> None:
        self.grid.focus()

    @property
    def grid(self) -> RegisterGrid:
        return self.query_one(RegisterGrid)

    @property
    def data(self) -> GridData:
        register = self.game.board.registers_by_id["things"]
        view = self.view
        return GridData(
            game=self.game,
            register=register,
            columns=tuple(register.by_id[each] for each in view.columns or register.by_id),
            rows=tuple(self.rows()),
            today=TODAY,
            add=view.add,
            gaps=view.gaps,
            stale=view.stale,
        )

    def rows(self) -> list[Row]:
        rows = list(self.game.rows("things"))
        if not self.view.sort:
            return rows
        worth = {row.id: row.cells.get(self.view.sort) for row in rows}
        return sorted(rows, key=lambda row: str(e.value) if (e := worth[row.id]) else "~")

    def cell(self, name: str, column_id: str) -> Value | None:
        """What the game holds; the row is found by its name."""
        entries = [row.cells for row in self.game.rows("things")]
        found = next(each for each in entries if each["name"].value == name)
        return found[column_id].value if column_id in found else None

    @property
    def names(self) -> list[str]:
        return [self.game.row_name("things", row.id) for row in self.game.rows("things")]

    @property
    def at(self) -> tuple[str, str]:
        """The name of the cursor's row (empty on the line that adds) and its column."""
        row = self.grid.table.row
        name = self.game.row_name("things", row.id) if row else ""
        return name, self.grid.table.cell_column.id

    @property
    def says(self) -> str:
        """What stands under the table."""
        return " ".join(self.grid._detail.text)

    def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        assert self.focused is not None
        self.focused.post_message(events.Paste(text))

    def _note(self, event: RegisterGrid.CellWritten | RegisterGrid.RowAdded) -> None:
        """Hear a message, and remember the game before the writing that it begins."""
        *_, last = (None, *self.heard)
        if getattr(last, "final", True):
            self.before = self.game
        self.heard.append(event)

    def _make(self, grid: RegisterGrid, move: Callable[[], Game], *, say: bool = True) -> bool:
        try:
            self.game = move()
        except MoveError as error:
            if say:
                grid.refuse(error)
            return False
        grid.data = self.data
        return True

    @on(RegisterGrid.CellWritten)
    def _write(self, event: RegisterGrid.CellWritten) -> None:
        self._note(event)
        self._make(
            self.grid,
            lambda: set_cell(
                self.game, "things", event.row_id, event.column_id, event.value, TODAY
            ),
            say=event.final,
        )

    @on(RegisterGrid.RowAdded)
    def _add(self, event: RegisterGrid.RowAdded) -> None:
        self._note(event)
        if self._make(
            self.grid, lambda: add_rows(self.game, "things", [{"name": event.name}], TODAY)
        ):
            self.grid.go_to(self.game.rows("things")[-1].id, "name")

    @on(RegisterGrid.WritingUndone)
    def _unwrite(self, event: RegisterGrid.WritingUndone) -> None:
        self.heard.append(event)
        self._make(self.grid, lambda: self.before)

    @on(RegisterGrid.RowDeleted)
    def _delete(self, event: RegisterGrid.RowDeleted) -> None:
        self.heard.append(event)
        self._make(self.grid, lambda: delete_rows(self.game, "things", [event.row_id]))

    @on(RegisterGrid.RankMoved)
    def _rank(self, event: RegisterGrid.RankMoved) -> None:
        self.heard.append(event)
        self._make(
            self.grid,
            lambda: move_rank(
                self.game, "things", event.row_id, event.column_id, event.step, TODAY
            ),
        )

    @on(RegisterGrid.CursorMoved)
    def _follow(self, event: RegisterGrid.CursorMoved) -> None:
        self.cursor = (event.row_id, event.column_id)

    @on(RegisterGrid.RowsPasted)
    def _paste_rows(self, event: RegisterGrid.RowsPasted) -> None:
        self.heard.append(event)
        self._make(self.grid, lambda: add_rows(self.game, "things", event.rows, TODAY))


@asynccontextmanager
async def opened(app: GridApp, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[None]]:
    """The app, running, with the cursor on the first cell."""
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        app.grid.table.line = app.grid.table.column = 0
        await pilot.pause()
        yield pilot
