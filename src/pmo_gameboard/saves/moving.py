"""Giving a game's file another name or place, and its earlier versions with it.

A program may be killed between any two steps. What is left then is a game twice, or versions of a
game that is gone, which the next game of that name does not inherit; never none.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from pmo_gameboard.errors import StorageError, TakenError
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.files import make_folder, name_anew
from pmo_gameboard.saves.format import next_revision
from pmo_gameboard.saves.lock import GameInUseError, Lock
from pmo_gameboard.saves.looking import is_there
from pmo_gameboard.saves.names import numbered
from pmo_gameboard.saves.rights import known_rights
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_new_save, write_save

DELETED = "deleted"
"""The folder in a data folder where deleted games are kept."""


def rename(path: Path, target: Path, name: str, data: Path) -> Path:
    """Give a game another name and its file another place in the same folder; where it is then.

    Raises:
        TakenError: Something is in that place.
        GameInUseError: The game is being played.
        StorageError: It could not be done; the game is where it was.
        SaveError: The game cannot be read.
    """
    with held(path):
        old = read_save(path)
        game = old.game.model_copy(update={"name": name})
        renamed = old.model_copy(update={"game": game, "revision": next_revision(old)})
        if same_file(target, path):
            write_save(path, renamed)
            return path
        put_versions_away(target, data)
        write_new_save(target, renamed, like=known_rights(path))
        here, there = (snapshots_of(each, data).folder for each in (path, target))
        try:
            with told("The game cannot be renamed", path):
                move_folder(here, there)
                path.unlink(missing_ok=True)
        except StorageError:
            with contextlib.suppress(OSError):
                move_folder(there, here)
            _take_away(target, path)
            raise
        return target


def delete(path: Path, data: Path) -> Path:
    """Move a game to the folder of deleted ones, and say where it is there.

    Raises:
        GameInUseError: It is being played.
        StorageError: It could not be moved; it is where it was.
    """
    with held(path), told("The game cannot be deleted", path):
        make_folder(data / DELETED, path.parent)
        for target in _free_places(path, data):
            with contextlib.suppress(FileExistsError):
                name_anew(path, target)
                break
        try:
            path.unlink(missing_ok=True)
        except OSError:
            _take_away(target, path)
            raise
        with contextlib.suppress(OSError):  # nothing hangs on them
            move_folder(snapshots_of(path, data).folder, versions_of(target))
    return target


def put_versions_away(path: Path, data: Path) -> None:
    """Put away what versions there are of a game that is gone, before another takes its place.

    Its file was removed by hand, or its deletion was ended in the midst.

    Raises:
        TakenError: Another program is about to begin a game there.
        StorageError: They cannot be put away.
    """
    folder = snapshots_of(path, data).folder
    if not is_there(folder):
        return
    try:
        with held(path), told("Versions of a game that is gone are in the way", folder):
            if not is_there(path):
                make_folder(data / DELETED, path.parent)
                move_folder(folder, versions_of(next(_free_places(path, data))))
    except GameInUseError as error:
        raise TakenError(error.message, hint=error.hint, where=error.where) from None


def same_file(path: Path, other: Path) -> bool:
    """Whether two paths are one file: on some disks capitals make no difference."""
    try:
        return path.samefile(other)
    except OSError:
        return path == other


@contextlib.contextmanager
def told(what: str, path: Path, hint: str = "Check its folder, and try again.") -> Iterator[None]:
    """Say in words what the system refuses.

    Raises:
        StorageError: It refused.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"{what}: {reason}.", hint=hint, where=str(path)) from None


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Let nobody open a game that is about to go from its place, or come to it.

    Raises:
        GameInUseError: Somebody has it open.
    """
    lock = Lock(path, "", moment())
    try:
        yield
    finally:
        gone = False
        with contextlib.suppress(StorageError):
            gone = not is_there(path)
        if gone:
            lock.remove()
        else:
            lock.release(told=False)


def _take_away(copy: Path, path: Path) -> None:
    """Remove one of two files of a game, only where the other is sure to be there."""
    with contextlib.suppress(OSError, StorageError):
        if is_there(path):
            copy.unlink()


def _free_places(path: Path, data: Path) -> Iterator[Path]:
    """Where a game may be put among the deleted ones, its versions beside it."""
    for stem in numbered(path.stem):
        target = data / DELETED / f"{stem}{path.suffix}"
        if not is_there(target) and not is_there(versions_of(target)):
            yield target


def versions_of(deleted: Path) -> Path:
    """Where the earlier versions of a deleted game are."""
    return deleted.with_name(f"{deleted.stem} versions")


def move_folder(folder: Path, target: Path) -> None:
    """Move the versions of a game, if there are any.

    Raises:
        OSError: They cannot be moved, as where others are there.
    """
    with contextlib.suppress(FileNotFoundError):
        folder.rename(target)
