"""Where the games that are measured live, and how the programs are started there."""

import asyncio
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.screen import Screen

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.reader import read_board
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.paths import shipped
from pmo_gameboard.play.sample import sample
from pmo_gameboard.saves.boards import find_board
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import write_save
from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.square import SquareScreen
from terminal import COLUMNS, LINES, Program

HERE = Path(__file__).parent
SOURCE = HERE.parent / "src" / "pmo_gameboard"
MANY = 1000
"""The squares of the large board."""

NOTHING_DUE = date(2026, 10, 1)
"""A day on which nothing in the sample game is due, so that it opens on its board."""

_KEPT_OUT = ("PYTHON", "TEXTUAL", "PMO_GAMEBOARD", "NO_COLOR", "COLUMNS", "LINES")


@dataclass(frozen=True)
class Counts:
    """How many widgets each screen has, itself among them."""

    home: int
    board: int
    square: int


class Room:
    """A folder with games in it, and programs that play them.

    Attributes:
        game: The sample game: the customers' board, half filled.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        save = sample()
        self.game = save.game
        self.today = NOTHING_DUE
        self._data = folder / "data"
        self.keep("home", save.model_copy(update={"at": None}))

    def keep(self, name: str, save: Save) -> Path:
        """Write a game to be played; one with a name of its own is not on the home screen."""
        folder = self._data / "games" if name == "home" else self.folder
        path = folder / f"{name}.json"
        write_save(path, save)
        return path

    def begun(self, board: Board, *, at_first: bool = False) -> Save:
        """A game in which nothing is answered yet, left on the board or at its first square."""
        game = new_game(board, "Bench", self.today)
        return sample().model_copy(
            update={"game": game, "at": board.path[0].id if at_first else None}
        )

    def played(self, at: str | None) -> Save:
        """The sample game, left at a square or on the board."""
        return sample().model_copy(update={"at": at})

    def ours(self, *words: str, cached: bool = True) -> Program:
        """Start the game."""
        command = [sys.executable, "-m", "pmo_gameboard", "--data-dir", str(self._data), *words]
        return Program(command, self.environment(cached=cached))

    def bare(self, kind: str, widgets: int = 1) -> Program:
        """Start a bare app."""
        command = [sys.executable, str(HERE / "bare.py"), kind, str(widgets)]
        return Program(command, self.environment())

    def environment(self, *, cached: bool = True) -> dict[str, str]:
        """What a program is started with: nothing of this shell's that changes the measure.

        Our modules are compiled once and kept, as in any installed program. Without ``cached``
        a copy of them is compiled at every start, as PYTHONDONTWRITEBYTECODE makes it.
        """
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_KEPT_OUT)}
        kept |= {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PMO_GAMEBOARD_TODAY": self.today.isoformat(),
        }
        if not cached:
            kept |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(self._uncompiled())}
        return kept

    def _uncompiled(self) -> Path:
        source = self.folder / "source" / "src"
        if not source.exists():
            leave_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(SOURCE, source / SOURCE.name, ignore=leave_out)
            shutil.copytree(shipped("boards"), source.parent / "boards")
        return source

    def counts(self) -> Counts:
        """Count the widgets of the real screens."""
        return Counts(
            home=self._count(None, HomeScreen),
            board=self._count(self.keep("count", self.played(None)), BoardScreen),
            square=self._count(
                self.keep("count", self.played(self.game.board.path[0].id)), SquareScreen
            ),
        )

    def _count(self, game: Path | None, screen: type[Screen[None]]) -> int:
        app = GameboardApp(
            data=self._data, game=OpenGame(game) if game else None, animate=False, today=self.today
        )
        return asyncio.run(_widgets(app, lambda: isinstance(app.screen, screen)))


async def _widgets(app: GameboardApp, there: Callable[[], bool]) -> int:
    """How many widgets a screen has when it has been drawn."""
    async with app.run_test(size=(COLUMNS, LINES)) as pilot:
        while not there():
            await pilot.pause(0.02)
        await pilot.pause()
        count = 1 + len(app.screen.walk_children())
        app.exit()
    return count


def text_board() -> Board:
    """A board whose first square asks for words."""
    return find_board("first-ninety-days", Path())


def large_board(squares: int = MANY) -> Board:
    """A board of many squares, ten in a stage."""
    lines = ["format: 1", "id: large", "title: Large", "about: Large.", "stages:"]
    for stage in range(squares // 10):
        lines += [
            f"- {{id: s{stage}, name: Stage {stage}, short: S{stage}, statement: S, summary: S,",
            "   squares: [",
        ]
        lines += [
            f"    {{id: q{n}, number: {n}, kind: task, title: Square number {n}, short: N{n},"
            " prompt: Do it., asks: [{type: text, id: a, label: How}]},"
            for n in range(10 * stage + 1, 10 * stage + 11)
        ]
        lines.append("   ]}")
    return read_board("\n".join(lines), "large.yaml")
