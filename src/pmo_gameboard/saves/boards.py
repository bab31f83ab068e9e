"""The boards there are to play: those that ship and the player's own."""

import os
from dataclasses import dataclass
from pathlib import Path

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.problems import nearest
from pmo_gameboard.board.reader import decode, read_board
from pmo_gameboard.board.text import one_line
from pmo_gameboard.board.tree import MAX_BYTES
from pmo_gameboard.errors import BoardError, StorageError
from pmo_gameboard.paths import expanded, shipped
from pmo_gameboard.saves.files import read_bytes

DEFAULT = "customer-centric-pmo"
"""The name of the board that is played where none is chosen."""

_SUFFIXES = (".yaml", ".yml")
_LIST = "`pmo-gameboard board list` lists the boards."


@dataclass(frozen=True)
class BoardListing:
    """A board as the list of boards has it.

    Attributes:
        own: Whether it is the player's, and not one that ships.
        board: The board; None where it cannot be played.
        problem: Why it cannot be played.
    """

    name: str
    path: Path
    own: bool
    board: Board | None
    problem: BoardError | None

    @property
    def title(self) -> str:
        """The board's title; its name where it cannot be read."""
        return self.board.title if self.board else self.name

    @property
    def about(self) -> str:
        """What the board is about, or what is wrong with it."""
        return self.board.about if self.board else str(self.problem)


def list_boards(data: Path) -> list[BoardListing]:
    """Every board, the broken ones with what is wrong with them.

    Args:
        data: The data folder; the player's own boards are in ``boards`` there.
    """
    return [_listing(name, path, data) for name, path in _paths(data).items()]


def find_board(given: str | None, data: Path) -> Board:
    """The board that is given by its name or by a path; the default one where none is given.

    Raises:
        BoardError: There is no such board, or it cannot be played.
    """
    given = DEFAULT if given is None else given
    if given.lower().endswith(_SUFFIXES) or "/" in given or os.sep in given:
        return read_board_file(expanded(given))
    paths = _paths(data)
    name = given.strip().casefold()
    if name in paths:
        return read_board_file(paths[name])
    near = nearest(name, tuple(paths))
    meant = f"Did you mean {near}? " if near else ""
    raise BoardError(f"There is no board called “{one_line(given)[:80]}”.", hint=f"{meant}{_LIST}")


def read_board_file(path: Path) -> Board:
    """Read a board from its file.

    Raises:
        BoardError: It cannot be read, or cannot be played.
    """
    try:
        data = read_bytes(path, MAX_BYTES)
    except StorageError as error:  # which board to use is the player's choice: a wrong argument
        raise BoardError(error.message, hint=error.hint, where=error.where) from None
    return read_board(decode(data, str(path)), str(path))


def _paths(data: Path) -> dict[str, Path]:
    """The boards' files by name; the player's own go before those that ship."""
    found = _files(shipped("boards")) | _files(_own(data))
    return dict(sorted(found.items(), key=lambda named: (named[0] != DEFAULT, named[0])))


def _files(folder: Path) -> dict[str, Path]:
    try:
        paths = sorted(folder.iterdir(), reverse=True)  # so that .yaml goes before .yml
    except OSError:  # no folder, no boards
        return {}
    return {
        path.stem.casefold(): path
        for path in paths
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
    }


def _own(data: Path) -> Path:
    return data / "boards"


def _listing(name: str, path: Path, data: Path) -> BoardListing:
    own = path.parent == _own(data)
    try:
        return BoardListing(name, path, own, read_board_file(path), None)
    except BoardError as problem:
        return BoardListing(name, path, own, None, problem)
