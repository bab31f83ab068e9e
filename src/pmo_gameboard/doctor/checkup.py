"""What may be wrong with a data folder and what is in it."""

import contextlib
import os
import secrets
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pmo_gameboard.doctor.selftest import FOLDER
from pmo_gameboard.errors import GameboardError, StorageError
from pmo_gameboard.game.words import count
from pmo_gameboard.play.recovery import way_back
from pmo_gameboard.saves.boards import list_boards
from pmo_gameboard.saves.files import is_old, read_bytes, write_atomic
from pmo_gameboard.saves.library import WRITTEN, Library, Listing, written_folders
from pmo_gameboard.saves.looking import is_folder, is_there, listed

LITTLE_SPACE = 50 * 2**20
"""Bytes free below which it is worth a note."""

NO_SPACE = 5 * 2**20
"""Bytes free below which the next save may not fit."""

_TRIED = b"PMO Gameboard tried whether this folder can be written.\n"

_SERVICES = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "iclouddrive": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "cloudstorage": "a cloud service",
}
"""How the folders of services that sync them begin, in lower case."""

_NETWORK = frozenset(
    {"afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.rclone", "fuse.sshfs", "glusterfs"}
    | {"ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
)
"""The kinds of mounts, as Linux calls them, behind which is another machine."""

_MOUNTS = Path("/proc/mounts")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        state: ``amiss`` keeps something from working; a ``note`` is good to know.
    """

    what: str
    state: Literal["fine", "note", "amiss"]
    told: str


def check_folder(data: Path) -> Iterator[Finding]:
    """The folder itself: whether it holds what is written, and who else can get at it.

    Where it is there, a small file is written into it and removed again; where it is not,
    nothing is.
    """
    try:
        there = _nearest(data)
        if not is_folder(there):
            yield Finding("Data folder", "amiss", f"{there} stands where a folder should be.")
            return
    except StorageError as error:
        yield Finding("Data folder", "amiss", str(error))
        return
    yield _writing(data, there)
    yield _space(there)
    yield _syncing(data)
    if there == data:
        if sys.platform != "win32":
            yield _privacy(data)
        yield from _left_behind(data)


def check_boards(data: Path) -> Iterator[Finding]:
    """Every board there is to play."""
    try:
        listed(data / "boards")
        listings = list_boards(data)
    except GameboardError as error:
        yield Finding("Boards", "amiss", str(error))
        return
    broken = [listing for listing in listings if listing.board is None]
    own = sum(listing.own for listing in listings)
    told = f"{len(listings) - own} shipped, {own} of your own"
    if own == len(listings):
        yield Finding("Boards", "amiss", "none came with the program. Install it again.")
    elif broken:
        yield Finding("Boards", "amiss", f"{told}; {len(broken)} cannot be played.")
    else:
        yield Finding("Boards", "fine", told)
    for listing in broken:
        command = shlex.join(["pmo-gameboard", "board", "check", str(listing.path)])
        yield Finding("Board", "amiss", f"{command} says what is wrong there.")


def check_games(data: Path) -> Iterator[Finding]:
    """Every game and every rehearsal."""
    try:
        listings = Library(data).games()
    except GameboardError as error:
        yield Finding("Games", "amiss", str(error))
        return
    broken = [listing for listing in listings if listing.problem is not None]
    told = count(len(listings), "game", "games")
    if broken:
        yield Finding("Games", "amiss", f"{len(broken)} of {told} cannot be opened.")
    else:
        yield Finding("Games", "fine", told)
    for listing in broken:
        yield Finding("Game", "amiss", _way_back(listing, data))


def _way_back(listing: Listing, data: Path) -> str:
    """What is wrong with a game, and how it can be had again."""
    problem = listing.problem
    whole = way_back(listing.path, data, problem) if problem is not None else None
    if problem is None or whole is None:
        return str(problem)
    command = shlex.join(["pmo-gameboard", "restore", listing.path.stem, str(whole.number)])
    return f"{problem.where}: {problem.message} {command} brings back an earlier version of it."


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there.

    Raises:
        StorageError: It cannot be told.
    """
    while not is_there(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _writing(data: Path, there: Path) -> Finding:
    """Whether a file that is written lasts and can take the place of another."""
    if not os.access(there, os.W_OK | os.X_OK):
        told = f"there is no permission to write in {there}. Choose another with --data-dir."
        return Finding("Data folder", "amiss", told)
    if there != data:
        return Finding("Data folder", "fine", f"{data} (made with the first game)")
    try:
        for folder in (data, *(data / name for name in WRITTEN)):
            if is_folder(folder):
                _probe(folder)
    except StorageError as error:
        return Finding("Data folder", "amiss", str(error))
    return Finding("Data folder", "fine", str(data))


def _probe(folder: Path) -> None:
    """Write a file as a save is written, twice, and read it back.

    Raises:
        StorageError: Something of that does not work.
    """
    path = folder / f".doctor.{secrets.token_hex(4)}.tmp"
    try:
        write_atomic(path, b"")
        write_atomic(path, _TRIED)
        if read_bytes(path, len(_TRIED)) != _TRIED:
            raise StorageError(
                "What is written here is not what is read back.",
                hint="Check the disk, or choose another folder with --data-dir.",
                where=str(folder),
            )
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def _space(there: Path) -> Finding:
    try:
        free = shutil.disk_usage(there).free
    except OSError as error:
        return Finding("Free space", "note", f"unknown: {error.strerror}.")
    told = f"{free / 2**30:,.1f} GB" if free >= 2**30 else f"{free / 2**20:.1f} MB"
    if free < NO_SPACE:
        return Finding("Free space", "amiss", f"{told}; the next save may not fit. Free some.")
    if free < LITTLE_SPACE:
        return Finding("Free space", "note", f"{told}; free some soon.")
    return Finding("Free space", "fine", told)


def _syncing(data: Path) -> Finding:
    """Whether other machines may write here too."""
    service = sync_service(data)
    if not service:
        return Finding("Other machines", "fine", "none that shares this folder is known of")
    return Finding(
        "Other machines",
        "note",
        f"this folder is shared through {service}. Where two people change one game at the same "
        "time, it goes on in two copies, to be made one again; nothing is lost.",
    )


def sync_service(data: Path, mounts: Path = _MOUNTS) -> str:
    """What carries a folder to other machines, as far as its path tells; empty for nothing."""
    real = Path(os.path.realpath(data))
    for part in (*data.parts, *real.parts):
        for start, service in _SERVICES.items():
            if part.lower().startswith(start):
                return service
    with contextlib.suppress(StorageError):  # of a folder that may not be looked into, nothing is
        if any(is_there(folder / ".stfolder") for folder in (real, *real.parents)):
            return "Syncthing"
    kind = _mounted_as(real, mounts)
    return f"a network disk ({kind})" if kind in _NETWORK else ""


def _mounted_as(path: Path, mounts: Path) -> str:
    """The kind of the disk that a path is on, where the system has a list of them."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    longest, kind = -1, ""
    for line in lines:
        _, place, named, *_ = [*line.split(" "), "", "", ""]
        folder = Path(place.replace("\\040", " "))
        if path.is_relative_to(folder) and len(folder.parts) >= longest:
            longest, kind = len(folder.parts), named
    return kind


def _privacy(data: Path) -> Finding:
    """Whether other people on this machine can look into the games."""
    within = [data / name for name in WRITTEN]
    if _is_open(data) and any(_is_open(folder) for folder in within):
        mend = shlex.join(["chmod", "-R", "go=", str(data)])
        told = f"others on this machine can look at your games. {mend} keeps them out."
        return Finding("Privacy", "note", told)
    return Finding("Privacy", "fine", "the games are for your eyes alone")


def _is_open(path: Path) -> bool:
    """Whether anybody but its owner can use a file or folder."""
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def _left_behind(data: Path) -> Iterator[Finding]:
    """What programs left that were killed; nothing where there is nothing."""
    orphans = [path for folder in written_folders(data) for path in _orphans(folder)]
    if orphans:
        told = count(len(orphans), "temporary file was", "temporary files were")
        yield Finding(
            "Left behind",
            "note",
            f"{told} left by a program that was killed, first of all {orphans[0]}. "
            "They do no harm, and go when the next game is opened.",
        )
    tests: list[Path] = []
    with contextlib.suppress(StorageError):  # told of already
        tests = sorted(path for path in listed(data) if path.name.startswith(FOLDER))
    if tests:
        told = f"{shlex.join(map(str, tests))}, by a self-test that was killed. Delete it."
        yield Finding("Left behind", "note", told)


def _orphans(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.glob(".*.tmp") if _is_old(path))
    except OSError:
        return []


def _is_old(path: Path) -> bool:
    try:
        return is_old(path.lstat().st_mtime)
    except OSError:
        return False
