"""The player's games: one file each, in the data folder."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.problems import nearest
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameboardError, GameNameError, StorageError
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.saves.format import FORMAT, Save
from pmo_gameboard.saves.names import check_name, slug
from pmo_gameboard.saves.store import read_save, write_save

SUFFIX = ".json"
_LIST = "`pmo-gameboard games` lists your games."


@dataclass(frozen=True)
class Listing:
    """A game as the list of games has it.

    Attributes:
        save: The game; None where it cannot be read.
        problem: Why it cannot be read.
        played: When it was last saved; for a broken one, when its file was last written.
    """

    path: Path
    name: str
    save: Save | None
    problem: GameboardError | None
    played: datetime


class Library:
    """The games in a data folder.

    Looking changes nothing on the disk; the folder is made when the first game is written.

    Attributes:
        folder: Where the saves are.
    """

    def __init__(self, data: Path) -> None:
        self.folder = data / "games"

    def games(self) -> list[Listing]:
        """Every game, last played first; broken ones with what is wrong with them.

        Raises:
            StorageError: The folder cannot be read.
        """
        return sorted(map(_listing, self._paths()), key=_last_played, reverse=True)

    def latest(self) -> Path | None:
        """The game that was played last, or None where there is none that can be."""
        return next((game.path for game in self.games() if game.save is not None), None)

    def create(self, name: str, board: Board, now: datetime) -> tuple[Path, Save]:
        """Begin a game; ``now`` is in the player's time zone, whose date is the game's first day.

        Raises:
            GameNameError: The name cannot be a game's, or another game has it.
            StorageError: The game could not be written.
        """
        game = new_game(board, check_name(name), now.date())
        save = Save(format=FORMAT, revision=1, saved_at=now, game=game)
        return self.add(save), save

    def add(self, save: Save) -> Path:
        """Write a game that is not in the library yet, under its own name.

        Raises:
            GameNameError: The name cannot be a game's, or another game has it.
            StorageError: The game could not be written.
        """
        path = self._path(save.game.name)
        if os.path.lexists(path):
            raise GameNameError(
                f"There is a game called “{save.game.name}” already.",
                hint=f"Play it, or choose another name. {_LIST}",
            )
        write_save(path, save)
        return path

    def free_name(self, wanted: str) -> str:
        """The name, with a number behind it where games have it already: ``Rehearsal 2``."""
        name, number = wanted, 1
        while os.path.lexists(self._path(name)):
            number += 1
            name = f"{wanted} {number}"
        return name

    def find(self, given: str) -> Path:
        """The file of a game that is given by its name or by a path.

        Raises:
            GameNameError: There is no such game.
            StorageError: The folder of games cannot be read.
        """
        if _is_path(given):
            path = Path(given).expanduser()
            if os.path.exists(path):  # noqa: PTH110 (never raises, whatever the path)
                return path
            raise GameNameError("There is no such file.", hint=_LIST, where=one_line(given))
        return self._called(given) or self._by_listing(given)

    def _path(self, name: str) -> Path:
        return self.folder / f"{slug(name)}{SUFFIX}"

    def _called(self, given: str) -> Path | None:
        """The file that a game of this name would have, if it is there."""
        try:
            path = self._path(given)
        except GameNameError:
            return None
        return path if path.is_file() else None

    def _by_listing(self, given: str) -> Path:
        """The game of this name, whatever its file is called."""
        games = self.games()
        wanted = given.strip().casefold()
        for game in games:
            if wanted in {game.name.casefold(), game.path.stem.casefold()}:
                return game.path
        names = {game.name.lower(): game.name for game in games}
        near = nearest(given, tuple(names))
        meant = f"Did you mean “{names[near]}”? " if near else ""
        raise GameNameError(
            f"There is no game called “{one_line(given)[:80]}”.", hint=f"{meant}{_LIST}"
        )

    def _paths(self) -> Iterator[Path]:
        try:
            for path in self.folder.iterdir():
                if path.suffix.lower() == SUFFIX and not path.name.startswith("."):
                    yield path
        except FileNotFoundError:
            return
        except OSError as error:
            raise StorageError(
                f"Your games cannot be listed: {(error.strerror or str(error)).lower()}.",
                hint="Choose another folder with --data-dir, or put this one right.",
                where=str(self.folder),
            ) from None


def _is_path(given: str) -> bool:
    return given.lower().endswith(SUFFIX) or "/" in given or os.sep in given


def _last_played(game: Listing) -> tuple[datetime, datetime]:
    """When a game was played; the file's own time tells two of the same second apart."""
    return game.played, _written(game.path)


def _listing(path: Path) -> Listing:
    try:
        save = read_save(path)
    except GameboardError as problem:
        return Listing(path, one_line(path.stem), None, problem, _written(path))
    return Listing(path, save.game.name, save, None, save.saved_at)


def _written(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)
