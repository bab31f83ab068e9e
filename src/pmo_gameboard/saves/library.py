"""The player's games: one file each, in the data folder."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.problems import nearest
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import (
    GameboardError,
    GameNameError,
    SaveError,
    StorageError,
    TakenError,
)
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.paths import absolute, expanded
from pmo_gameboard.saves.clock import written_at
from pmo_gameboard.saves.files import sweep
from pmo_gameboard.saves.format import FORMAT, Save
from pmo_gameboard.saves.looking import is_folder, is_link, is_there, look
from pmo_gameboard.saves.moving import (
    DELETED,
    delete,
    put_versions_away,
    rename,
    same_file,
    told,
)
from pmo_gameboard.saves.names import MAX_NAME, check_name, slug
from pmo_gameboard.saves.rights import Rights
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_new_save

SUFFIX = ".json"
WRITTEN = ("games", "rehearsals", "snapshots", DELETED, "reports")
"""The folders in a data folder that the program makes."""

_LIST = "`pmo-gameboard games` lists your games."


@dataclass(frozen=True)
class Listing:
    """A game as the list of games has it.

    Attributes:
        rehearsal: Whether it is a copy of the sample game.
        save: The game; None where it cannot be read.
        problem: Why it cannot be read.
        played: When it was last saved; for a broken one, when its file was last written.
    """

    path: Path
    rehearsal: bool
    name: str
    save: Save | None
    problem: GameboardError | None
    played: datetime


class NameTakenError(GameNameError):
    """Another game has the name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a game called “{name}” already.", hint="Play it, or choose another name."
        )


class Library:
    """The games in a data folder, and the rehearsals beside them.

    Looking changes nothing on the disk; a folder is made when the first game in it is written.

    Attributes:
        folder: Where the saves are.
        rehearsals: Where those of rehearsals are; games come before them everywhere.
        deleted: Where those that were deleted are kept.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self.folder = data / "games"
        self.rehearsals = data / "rehearsals"
        self.deleted = data / DELETED

    def sweep(self) -> None:
        """Remove what killed programs left half written, wherever this one writes."""
        for folder in written_folders(self._data):
            sweep(folder)

    def games(self) -> list[Listing]:
        """Every game, last played first, and then every rehearsal.

        Broken ones are among them, with what is wrong with them.

        Raises:
            StorageError: A folder cannot be read.
        """
        listed: list[Listing] = []
        for folder in (self.folder, self.rehearsals):
            games = [_listing(path, folder == self.rehearsals) for path in _saves(folder)]
            listed += sorted(games, key=_last_played, reverse=True)
        return listed

    def latest(self) -> Path | None:
        """The game that was played last; a rehearsal only where there is no game.

        A broken one only where there is no other: opening it says what is wrong with it.

        Raises:
            StorageError: The folder of games cannot be read, or the only game leads out of it.
        """
        games = self.games()
        candidates = [game for game in games if not game.rehearsal] or games
        whole = [game for game in candidates if game.save is not None]
        return next((_own(game.path) for game in whole or candidates), None)

    def create(self, name: str, board: Board, now: datetime) -> tuple[Path, Save]:
        """Begin a game; ``now`` is in the player's time zone, whose date is the game's first day.

        Raises:
            GameNameError: The name cannot be a game's.
            NameTakenError: Another game has it.
            StorageError: The game could not be written.
        """
        save = begun(name, board, now)
        return self.add(save), save

    def add(self, save: Save, *, rehearsal: bool = False, like: Rights | None = None) -> Path:
        """Write a game that is not in the library yet, under its own name; as open as another was.

        Raises:
            GameNameError: The name cannot be a game's.
            NameTakenError: Another game has it, even if it was begun in this moment.
            StorageError: The game could not be written.
        """
        name = save.game.name
        self.check_free(name)
        path = _path(self.rehearsals if rehearsal else self.folder, name)
        try:
            put_versions_away(path, self._data)
            write_new_save(path, save, like=like, beside=self._data)
        except TakenError:
            raise NameTakenError(name) from None
        return path

    def rename(self, path: Path, name: str) -> Path:
        """Give a game another name, and its file the one that goes with it.

        Its file is written under the new name before the old one goes, so that a crash leaves
        the game twice rather than not at all; its earlier versions are with the new one by then.

        Raises:
            GameNameError: The name cannot be a game's.
            NameTakenError: Another game has it.
            GameInUseError: It is being played.
            StorageError: It could not be done; the game is where it was.
            SaveError: The game cannot be read.
        """
        name = check_name(name)
        self.check_free(name, path)
        try:
            return rename(path, _path(path.parent, name), name, self._data)
        except TakenError:
            raise NameTakenError(name) from None

    def delete(self, path: Path) -> Path:
        """Move a game out of the library, and say where to. Nothing is ever erased.

        A crash leaves its earlier versions where they were at the worst; the next game of that
        name does not inherit them.

        Raises:
            GameInUseError: It is being played.
            StorageError: It could not be moved; it is where it was.
        """
        return delete(path, self._data)

    def check_free(self, name: str, own: Path | None = None) -> None:
        """Check that no game has a name yet, other than the one in the file ``own``.

        Raises:
            NameTakenError: One has it.
            GameNameError: It cannot be a game's name.
        """
        for folder in (self.folder, self.rehearsals):
            path = _path(folder, name)
            if is_there(path) and not (own and same_file(path, own)):
                raise NameTakenError(name)

    def free_name(self, wanted: str) -> str:
        """The name, with a number behind it where games have it already: ``Rehearsal 2``."""
        name, number, stem = wanted, 1, wanted
        while self._called(name):
            number += 1
            name = f"{stem} {number}"
            while len(name) > MAX_NAME or not slug(name).endswith(f"-{number}"):
                stem = stem[:-1].rstrip()  # a long name's file would not have its number
                name = f"{stem} {number}"
        return name

    def find(self, given: str) -> Path:
        """The file of a game that is given by its name or by a path.

        A game that is called as a file may be (``a.json``) goes before the file; ``./a.json`` is
        the file in any case.

        Raises:
            GameNameError: There is no such game.
            StorageError: The folder of games cannot be read, or the game of that name leads out of
                it.
        """
        if _is_path(given):
            if called := self._called_as_a_file(given):
                return _own(called)
            path = absolute(expanded(given))
            if path.name and look(path, through=True):
                return self.admit(path)
            raise GameNameError("There is no such file.", hint=_LIST, where=one_line(given))
        try:
            called = self._called(given)
        except GameNameError:
            called = None
        return _own(called or self._by_listing(given))

    def find_kept(self, given: str) -> Path:
        """The file of a game as ``find`` has it, or of one that is gone but has versions left.

        Raises:
            GameNameError: There is neither.
            StorageError: As of ``find``.
        """
        try:
            return self.find(given)
        except GameNameError:
            for path in self._places(given):
                if snapshots_of(path, self._data).all():
                    return path
            raise

    def _places(self, given: str) -> list[Path]:
        """Where a game would be that is given by its name or by a path."""
        try:
            places = [_path(folder, given) for folder in (self.folder, self.rehearsals)]
        except GameNameError:
            places = []
        return [*places, absolute(expanded(given))] if _is_path(given) else places

    def admit(self, path: Path) -> Path:
        """The file that may be opened: what a link leads to, as it is that which is written.

        Raises:
            StorageError: It is a link in the library that leads out of it.
        """
        if path.parent in {self.folder, self.rehearsals}:
            return _own(path)
        return _real(path) if is_link(path) else path

    def _called(self, name: str) -> Path | None:
        """The file that a game of this name has, if it is there."""
        paths = (_path(folder, name) for folder in (self.folder, self.rehearsals))
        return next((path for path in paths if is_there(path)), None)

    def _called_as_a_file(self, given: str) -> Path | None:
        """The game of just this name, where a name can be one; ``a.json`` has ``a-json.json``."""
        try:
            path = self._called(given)
        except GameNameError:
            return None
        try:
            return path if path is not None and _is_called(path, given) else None
        except SaveError:  # whatever it is called, no other can be meant, unless a file is
            return None if look(absolute(expanded(given)), through=True) else path

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


def begun(name: str, board: Board, now: datetime) -> Save:
    """A game at its beginning, that is not in any library yet.

    Raises:
        GameNameError: The name cannot be a game's.
    """
    game = new_game(board, check_name(name), now.date())
    return Save(format=FORMAT, revision=1, saved_at=now, game=game)


def written_folders(data: Path) -> list[Path]:
    """Every folder in a data folder in which files are written, whether it is there or not."""
    versions = data / "snapshots"
    kinds = _folders(versions)
    kept = [folder for kind in kinds for folder in _folders(kind)]
    return [data, *(data / name for name in WRITTEN), *kinds, *kept]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if is_folder(path) and not is_link(path))
    except (OSError, StorageError):
        return []


def _path(folder: Path, name: str) -> Path:
    return folder / f"{slug(name)}{SUFFIX}"


def _own(path: Path) -> Path:
    """A file of the library, or the one beside it that it is a link to.

    Raises:
        StorageError: It is a link that leads elsewhere. Who wants to play that file can name it
            by its path.
    """
    if not is_link(path):
        return path
    real = _real(path)
    if real.parent != _real(path.parent):
        raise StorageError(
            "This is a link to a file outside the folder of games.",
            hint="Put the file itself here, or open it by its own path.",
            where=str(path),
        )
    return path.with_name(real.name)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike ``resolve``, it takes links that lead in circles


def _saves(folder: Path) -> Iterator[Path]:
    """The files of a folder that are to be games; none where it is not there."""
    with told(
        "Your games cannot be listed", folder, "Choose another folder with --data-dir, or mend it."
    ):
        try:
            for path in folder.iterdir():
                if path.suffix.lower() == SUFFIX and not path.name.startswith("."):
                    yield path
        except FileNotFoundError:
            return


def _is_called(path: Path, given: str) -> bool:
    """Whether the game in a file has just this name.

    Raises:
        GameboardError: It cannot be read.
    """
    return read_save(_own(path)).game.name.casefold() == check_name(given).casefold()


def _is_path(given: str) -> bool:
    return given.lower().endswith(SUFFIX) or "/" in given or os.sep in given


def _last_played(game: Listing) -> tuple[datetime, datetime]:
    """When a game was played; the file's own time tells two of the same second apart."""
    return game.played, _written(game.path)


def _listing(path: Path, rehearsal: bool) -> Listing:  # noqa: FBT001  # as the listing has it
    try:
        save = read_save(_own(path))
    except GameboardError as problem:
        return Listing(path, rehearsal, one_line(path.stem), None, problem, _written(path))
    return Listing(path, rehearsal, save.game.name, save, None, save.saved_at)


def _written(path: Path) -> datetime:
    try:
        found = look(path)
        if found is not None:
            return written_at(found.st_mtime)
    except (StorageError, ValueError, OverflowError):
        pass
    return datetime.min.replace(tzinfo=UTC)
