"""Somebody at the keyboard: plays the real app on a real folder, and knows what they see."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from textual import events
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import OptionList

from boards import TODAY
from pmo_gameboard.board.models import Column
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.cells import parse_value
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.state import Game, Value
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.dialogs.pick_links import PickScreen
from pmo_gameboard.tui.dialogs.too_small import TooSmallScreen
from pmo_gameboard.tui.grid.grid import RegisterGrid
from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.due import DueScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.register import RegisterScreen
from pmo_gameboard.tui.screens.square import SquareScreen
from pmo_gameboard.tui.widgets.ask_panel import AskPanel
from pmo_gameboard.tui.widgets.path_map import PathMap
from tui.pilot import shown, wait_until

S = TypeVar("S", bound=Screen[Any])
WRITTEN = {"text", "notes", "date", "number"}
"""The types of columns whose cells are written in a field."""

QUICK = 100
"""How many times a fact is looked for before the app is left to come to rest in between."""

CHARACTERS = {"space": " ", "tab": "\t", "enter": "\r", "backspace": "\x7f", "escape": "\x1b"}


class Player:
    """Presses keys and looks at the screen, at the game, and at the save on the disk."""

    def __init__(self, pilot: Pilot[ExitCode], app: GameboardApp) -> None:
        self.pilot = pilot
        self.app = app

    # What there is

    @property
    def session(self) -> Session:
        assert self.app.session is not None, "no game is open"
        return self.app.session

    @property
    def game(self) -> Game:
        return self.session.game

    @property
    def survey(self) -> Survey:
        return self.session.survey

    @property
    def here(self) -> str:
        """The id of the stop the token stands on."""
        return self.survey.here.square.id

    @property
    def saved(self) -> Save:
        """What is on the disk, once what was asked for has been written."""
        self.session.flush()
        return read_save(self.session.path)

    @property
    def grid(self) -> RegisterGrid:
        return self.app.screen.query_one(RegisterGrid)

    @property
    def path(self) -> PathMap:
        return self.app.screen.query_one(PathMap)

    @property
    def rows(self) -> list[str]:
        """The names of the rows that the grid shows, top to bottom."""
        register = self.grid.data.register.id
        return [self.game.row_name(register, row.id) for row in self.grid.data.rows]

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return shown(self.pilot)

    @property
    def told(self) -> list[str]:
        """What was said in passing and is still shown."""
        return [notification.message for notification in self.app._notifications]

    def standing(self, stop_id: str) -> Standing:
        return self.survey.by_id[stop_id]

    def cell(self, name: str, column_id: str, register_id: str = "customers") -> Value | None:
        """What the game holds in the row of that name."""
        for row in self.game.rows(register_id):
            if self.game.row_name(register_id, row.id) == name:
                entry = row.cells.get(column_id)
                return entry.value if entry else None
        return None

    # Keys, mouse, clipboard

    async def until(self, fact: Callable[[], object]) -> None:
        """Go on as soon as the fact holds; ``wait_until`` says it where it never does."""
        for _ in range(QUICK):
            if fact():
                return
            await asyncio.sleep(0.001)
        await wait_until(self.pilot, fact)

    def send(self, *keys: str) -> None:
        """Press keys as fast as they come; what comes of them is to be waited for."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            character = key if len(key) == 1 else CHARACTERS.get(key)
            self.app.post_message(events.Key(name, character))

    async def press(self, *keys: str) -> None:
        """Press keys, and let the app come to rest."""
        self.send(*keys)
        await self.rest()

    async def rest(self) -> None:
        """Let every key have its effect, and that be drawn; or the app end, where one ends it."""
        await self.until(lambda: self._ended or not self._busy)
        if not self._ended:
            await self.pilot._wait_for_screen()
        if not self._ended:
            self.app.screen._on_timer_update()

    @property
    def _busy(self) -> bool:
        app = self.app
        return bool(app._waiting) or app._patience is not None or not app._message_queue.empty()

    @property
    def _ended(self) -> bool:
        return self.app.return_value is not None or not self.app._screen_stack

    async def write(self, text: str) -> None:
        """Type a text, letter by letter."""
        await self.press(*text)

    async def paste(self, text: str) -> None:
        """Paste as a terminal does."""
        self.app.post_message(events.Paste(text))
        await self.rest()

    async def click(self, widget: Widget | str, x: int, y: int) -> None:
        """Click into a widget, at a cell counted from its top left."""
        assert await self.pilot.click(widget, offset=Offset(x, y))
        await self.rest()

    # Screens

    def on(self, kind: type[S]) -> S | None:
        """The screen, where it is of that kind and has come to rest."""
        screen = self.app.screen
        return screen if isinstance(screen, kind) and screen.is_mounted else None

    async def arrive(self, kind: type[S]) -> S:
        """Wait for a screen that takes keys."""
        await self.until(lambda: self.on(kind) and self.app.focused)
        screen = self.on(kind)
        assert screen is not None
        return screen

    async def pass_due(self) -> None:
        """Wait for what is due, and leave it behind."""
        await self.arrive(DueScreen)
        await self.press("escape")

    async def arrive_at(self, stop_id: str) -> SquareScreen:
        """Wait for a square that takes keys."""
        await self.until(
            lambda: (
                (screen := self.on(SquareScreen))
                and screen.stop_id == stop_id
                and self.app.focused
                and self.session.at == stop_id
            )
        )
        return await self.arrive(SquareScreen)

    async def next_square(self, stop_id: str) -> None:
        """Go on to the next square, which must be this one."""
        await self.press("f10")
        await self.arrive_at(stop_id)

    # Cells

    async def go_to(self, name: str, column_id: str) -> None:
        """Walk to a cell with the arrow keys."""
        table = self.grid.table
        columns = [column.id for column in table.data.columns]
        self.send(*_steps("up", "down", self.rows.index(name) - table.line))
        await self.until(lambda: self.at[0] == name)
        self.send(*_steps("left", "right", columns.index(column_id) - table.column))
        await self.until(lambda: self.at == (name, column_id))

    @property
    def at(self) -> tuple[str, str]:
        """The name of the cursor's row (empty on the line that adds) and its column."""
        table = self.grid.table
        name = self.game.row_name(table.data.register.id, table.row.id) if table.row else ""
        return name, table.cell_column.id

    async def fill(self, name: str, **cells: str) -> None:
        """Walk to cells of a row and write in each what a person would."""
        for key, text in cells.items():
            grid = self.grid
            await self.go_to(name, key.replace("_", "-"))
            column = grid.table.cell_column
            await self._enter(grid, column, text)
            if column.type in WRITTEN:
                self.send("enter")
            await self._kept(grid, name, column, text)

    def _is_at(self, name: str, column_id: str) -> bool:
        return self.at == (name, column_id)

    async def add(self, name: str, *cells: str) -> None:
        """Write a new row, Tab from cell to cell; an empty text leaves its cell alone."""
        grid = self.grid
        self.send("ctrl+n")
        await self.until(lambda: grid.editing)
        column, *others = grid.data.columns
        await self._enter(grid, column, name)
        for column, text in zip(others, cells, strict=False):
            self.send("tab")
            await self.until(partial(self._is_at, name, column.id))
            if text:
                await self._enter(grid, column, text)
        if grid.editing:
            self.send("enter")
        for column, text in zip(grid.data.columns, (name, *cells), strict=False):
            await self._kept(grid, name, column, text)

    async def _enter(self, grid: RegisterGrid, column: Column, text: str) -> None:
        """Write in the chosen cell, or pick from the list that opens."""
        if column.type == "links":
            self.send("enter")
            await self.arrive(PickScreen)
            for each in text.split(", "):
                await self.press("ctrl+u")
                await self.press(*each)
                await self.press("space")
            await self._pick()
        elif column.type in {"choice", "link"}:
            self.send(text[0])
            await self.arrive(PickScreen)
            self.send(*text[1:])
            await self._pick()
        else:
            self.send(text[0])
            await self.until(lambda: grid.editing or column.type not in WRITTEN)
            self.send(*text[1:])

    async def _pick(self) -> None:
        self.send("enter")
        await self.until(lambda: not self.on(PickScreen))

    async def _kept(self, grid: RegisterGrid, name: str, column: Column, text: str) -> None:
        """Wait until the game holds what the text says, and nothing is being written."""
        register_id = grid.data.register.id
        value = parse_value(self.game, column, text, self.session.today)
        await self.until(
            lambda: not grid.editing and self.cell(name, column.id, register_id) == value
        )

    # Other answers

    def panel(self, ask_id: str) -> AskPanel:
        """The place for the answer to an ask."""
        return next(p for p in self.app.screen.query(AskPanel) if p.ask.id == ask_id)

    async def turn_to(self, ask_id: str) -> None:
        """Go to an ask that is answered outside a register, with Tab."""
        panel = self.panel(ask_id)
        if self.app.focused is not None and isinstance(self.app.focused.parent, RegisterGrid):
            await self.press("ctrl+end", "end")
        for _ in range(9):
            if self.app.focused is not None and panel in self.app.focused.ancestors:
                return
            await self.press("tab")
        raise AssertionError(f"Tab does not lead to {ask_id}")

    async def answer(self, ask_id: str, keys: str) -> None:
        """Answer an ask: words for a text, the number of the option for the others."""
        await self.turn_to(ask_id)
        await self.write(keys)


def _steps(back: str, ahead: str, number: int) -> list[str]:
    return [ahead if number > 0 else back] * abs(number)


@asynccontextmanager
async def playing(
    data: Path,
    save: Path | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    today: date = TODAY,
    animate: bool = False,
    ascii_only: bool = False,
    due: bool = False,
) -> AsyncIterator[Player]:
    """The app at its first screen: home, or the game of a save.

    What is due is left behind at once, unless a test wants to see it.
    """
    app = GameboardApp(
        data=data,
        game=OpenGame(save) if save else None,
        animate=animate,
        ascii_only=ascii_only,
        today=today,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        player = Player(pilot, app)
        if save is None:
            await player.until(lambda: _home_is_read(player))
        else:
            await player.until(lambda: app.session and app.focused)
            await pilot.pause()
            if player.on(DueScreen) and not due:
                await player.press("escape")
        try:
            yield player
        finally:
            await pilot.pause()
            if app.session is not None:
                app.session.close()


def _home_is_read(player: Player) -> bool:
    """Whether the list of games shows what is in the folder."""
    if player.on(TooSmallScreen):
        return True
    home = player.on(HomeScreen)
    if home is None or not home.query(OptionList):
        return False
    games = len(list((player.app.data / "games").glob("*.json")))
    rehearsals = len(list((player.app.data / "rehearsals").glob("*.json")))
    return home.query_one(OptionList).option_count == games + min(rehearsals, 3) + 2


async def at_board(player: Player) -> BoardScreen:
    """Leave whatever is open for the board: first a field, then what it is in."""
    for _ in range(3):
        if player.on(BoardScreen):
            break
        await player.press("escape")
    return await player.arrive(BoardScreen)


async def at_register(player: Player, register_id: str) -> RegisterScreen:
    """Open a register from the board's list."""
    ids = [register.id for register in player.game.board.registers]
    await player.press("l")
    await player.press(*["down"] * ids.index(register_id), "enter")
    return await player.arrive(RegisterScreen)
