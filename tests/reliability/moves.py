"""A long game in numbered moves, so that a save tells which was its last and whether all are there.

Move n writes a story of its own into one cell. What the game must look like after n moves can be
said without playing it.
"""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import filelock  # noqa: F401 (loaded once, before what is forked opens a game)

from boards import CUSTOMERS, TODAY, game_of, with_rows
from pmo_gameboard.game.moves import set_cell
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.opening import open_session
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import SaveState

ROWS = 10
NOW = datetime(2026, 11, 27, 14, 2, tzinfo=UTC)
_LONGEST = 3_000


def begun() -> Game:
    """The game before its first move."""
    return with_rows(game_of(CUSTOMERS), "customers", *({"name": f"C{n}"} for n in range(ROWS)))


def moved(game: Game, number: int) -> Game:
    """The game after one more move."""
    return set_cell(game, "customers", f"r{1 + number % ROWS}", "gains", story(number), TODAY)


def story(number: int) -> str:
    """What a move writes: its number, and then so much that saves differ in length."""
    return f"{number} " + "é" * random.Random(number).randrange(_LONGEST)  # noqa: S311 (no secret)


def last_move(game: Game) -> int:
    """The number of the last move.

    Raises:
        ValueError: This is no game that these moves can have led to.
    """
    told = [row.text("gains") for row in game.rows("customers")]
    last = max((int(text.split()[0]) for text in told if text), default=0)
    for place, text in enumerate(told):
        number = last - (last - place) % ROWS
        if text != (story(number) if number > 0 else ""):
            raise ValueError(f"row {place} is not as move {number} left it: {text[:40]!r}")
    return last


def save_of(game: Game, revision: int = 1) -> Save:
    return Save(format=1, revision=revision, saved_at=NOW, game=game)


def keep_begun(path: Path) -> None:
    """Put the game on the disk as it is before its first move."""
    write_save(path, save_of(begun()))


def stories(path: Path) -> list[str]:
    """Every text in a save that can be read."""
    return list(_texts(json.loads(read_save(path).game.model_dump_json(exclude={"board"}))))


def _texts(node: object) -> list[str]:
    if isinstance(node, str):
        return [node]
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for part in parts for text in _texts(part)]


class Ear:
    """Knows which moves the writer has said are saved.

    A move that was made before “saving” is told, or that the last try failed, is in what “saved”
    then says is on the disk.
    """

    def __init__(self) -> None:
        self.made = self.acknowledged = self._begun = 0
        self.failures: list[str] = []
        self.kinds: list[str] = []

    def __call__(self, state: SaveState) -> None:
        self.kinds.append(state.kind)
        if state.kind == "saved":
            self.acknowledge(self._begun)
        else:
            self._begun = self.made
        if state.kind == "failed":
            self.failures.append(state.reason)

    def acknowledge(self, number: int) -> None:
        """Take it that a move is on the disk."""
        self.acknowledged = max(self.acknowledged, number)


class Hurried(Clock):
    """A clock by which hours pass between two saves.

    So each of them keeps a version, and lets go of those that are too many.
    """

    def __init__(self, start: datetime = NOW) -> None:
        super().__init__()
        self._time = start

    def now(self) -> datetime:
        """The time, hours after it was asked for last."""
        self._time += timedelta(hours=7)
        return self._time


def data_of(path: Path) -> Path:
    """The data folder of a game that is in its library."""
    return path.parents[1]


def opened(path: Path, ear: Ear, clock: Clock | None = None) -> Session:
    """A game from the disk, as the program opens it: with its lock and its earlier versions."""
    return open_session(path, data_of(path), clock or Clock(), ear)
