"""The only hands that touch files: bounded reading, and writing that is whole or not at all."""

import contextlib
import errno
import os
import random
import re
import secrets
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from pmo_gameboard.errors import StorageError, UnfitError
from pmo_gameboard.saves.clock import age

if sys.platform != "win32":
    import fcntl

ORPHANED_AFTER = 60.0
"""Seconds after which a temporary file that nobody holds counts as left behind."""

_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_REPLACE_TRIES = 8
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}

_FULL = "The disk is full.", "Free some space, or choose another folder with --data-dir."
_DENIED = "There is no permission to write here.", "Choose another folder with --data-dir."
_BLOCKED = "A file stands where a folder should be.", "Check the path."
_MISSING = "There is no such file.", "Check the spelling and the folder."
_UNREADABLE = "There is no permission to read this.", "Ask its owner, or use a copy of your own."
_FOLDER = "This is a folder, not a file.", "Name a file in it."
_FAULT = "The disk reported a fault.", "Check the disk, or choose another folder."

_NOT_THERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
"""What the system says of a path that leads nowhere."""
if sys.platform == "win32":
    _NOT_THERE.add(errno.EINVAL)  # a name that it does not know

_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("The disk is read-only.", "Choose another folder with --data-dir."),
    errno.EIO: _FAULT,
    errno.ENOTDIR: _BLOCKED,
    errno.EEXIST: _BLOCKED,
    errno.EISDIR: _FOLDER,
    errno.ENAMETOOLONG: ("This path is too long for the disk.", "Choose a shorter one."),
}
_READING = {errno.ENOENT: _MISSING, errno.EACCES: _UNREADABLE, errno.EPERM: _UNREADABLE}
_WRITING = {
    errno.ENOENT: ("The folder is gone.", "Put it back, or choose another with --data-dir."),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
}


def look(path: Path, *, through: bool = False) -> os.stat_result | None:
    """What is at a path; None where nothing is.

    That it cannot be told is not that nothing is there: a disk that does not answer, or a folder
    that may not be looked into, must never pass for a save that is gone.

    Args:
        path: The path.
        through: Whether a link is what it leads to, or else itself.

    Raises:
        StorageError: It cannot be told.
    """
    try:
        return _look(path, through=through)
    except OSError as error:
        raise _explained(error, path, _READING) from None


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path, or a link to one.

    Raises:
        StorageError: It cannot be told.
    """
    return _is_folder(look(path, through=True))


def is_link(path: Path) -> bool:
    """Whether a link is at a path.

    Raises:
        StorageError: It cannot be told.
    """
    found = look(path)
    return found is not None and stat.S_ISLNK(found.st_mode)


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole content of a regular file of at most ``limit`` bytes.

    Raises:
        StorageError: It is missing or unreadable.
        UnfitError: It is too large, or something else than a file. A pipe is refused rather
            than waited for.
    """
    try:
        handle = os.open(path, _READ)
        try:
            found = os.fstat(handle)
            _check_readable(path, found, limit)
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = file.read(limit + 1)
        finally:
            os.close(handle)
    except OSError as error:
        if is_folder(path):  # where folders cannot be opened, the system says "no permission"
            raise _unfit(path, _FOLDER) from None
        raise _explained(error, path, _READING) from None
    except ValueError:  # a path that no system can have, such as one with a NUL in it
        raise _storage_error(path, _MISSING) from None
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def write_atomic(path: Path, data: bytes, check: Callable[[], None] = lambda: None) -> None:
    """Write a file so that a crash at any moment leaves the old content or the new, whole.

    ``check`` is called last of all before the new content takes the place of the old; what it
    raises leaves the old one there.

    The file is its owner's alone, and so is every folder made on the way. When this returns,
    the content is on the disk (safety, "An answer is never lost").

    Raises:
        StorageError: It could not be written; what was there before is still there, unless
            only the last step failed, which makes the new name last through a power cut.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        _make_folder(path.parent)
        try:
            _write_new(temporary, data)
            check()
            _replace(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise _explained(error, path, _WRITING) from None


def is_old(written: float) -> bool:
    """Whether a temporary file last written then is left behind, if nobody holds it.

    One from the future was written before a clock was set back.
    """
    return abs(age(written)) > ORPHANED_AFTER


def sweep(folder: Path) -> None:
    """Remove the temporary files that killed programs left in a folder.

    One that is young, or that another program still holds, is about to become a save and stays.
    What cannot be removed stays too: an orphan does no harm.
    """
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _TEMPORARY.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    _sweep_one(path)


def _look(path: Path, *, through: bool) -> os.stat_result | None:
    """As ``look`` has it, with what the system says where it cannot be told."""
    try:
        return path.stat() if through else path.lstat()
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        raise
    except ValueError:  # a path that no system can have, such as one with a NUL in it
        return None


def _is_folder(found: os.stat_result | None) -> bool:
    return found is not None and stat.S_ISDIR(found.st_mode)


def _check_readable(path: Path, found: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise _unfit(path, _FOLDER)
    if not stat.S_ISREG(found.st_mode):
        raise _unfit(path, ("This is not a regular file.", "Name a file on a disk."))
    if found.st_size > limit:
        raise _too_large(path, limit)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each its owner's alone; what is there is left as it is.

    What is made lasts through a power cut, unless the folder above may not be opened.
    """
    if not _is_folder(_look(folder, through=True)):
        _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(PermissionError):
            _sync_folder(folder.parent)


def _write_new(path: Path, data: bytes) -> None:
    """Write a new file down to the disk, holding it against ``sweep`` meanwhile."""
    handle = os.open(path, _CREATE, 0o600)
    try:
        if sys.platform != "win32":
            os.fchmod(handle, 0o600)  # whatever the umask says
            with contextlib.suppress(OSError):  # some network disks know no locks
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        rest = memoryview(data)
        while rest:
            written = os.write(handle, rest)
            if not written:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[written:]
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(temporary: Path, path: Path) -> None:
    """Rename over the old file; on Windows, wait out whoever is reading it just now."""
    for attempt in range(_REPLACE_TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105 (one name for tests to make fail)
        except PermissionError:
            if sys.platform != "win32" or attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(random.uniform(0.01, 0.05) * 2**attempt / 4)  # noqa: S311 (no secret)
        else:
            return


def _sync_folder(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where folders can be synced."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(handle)


def _sweep_one(path: Path) -> None:
    found = path.lstat()
    if stat.S_ISREG(found.st_mode) and is_old(found.st_mtime):
        if sys.platform != "win32":  # there, a file that is held cannot be removed anyway
            _check_abandoned(path)
        path.unlink()


def _check_abandoned(path: Path) -> None:
    """Raise OSError where another program holds the file."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(handle)


def _explained(error: OSError, path: Path, words: dict[int, tuple[str, str]]) -> StorageError:
    """The error in plain words."""
    number = error.errno or 0
    told = words.get(number) or _WORDS.get(number)
    return _storage_error(path, told or (f"The system says: {error.strerror or error}.", ""))


def _too_large(path: Path, limit: int) -> UnfitError:
    size = f"{limit / 2**20:g} MB"
    return _unfit(
        path, (f"This file is larger than {size}, which is the limit.", "Is it the right one?")
    )


def _unfit(path: Path, words: tuple[str, str]) -> UnfitError:
    message, hint = words
    return UnfitError(message, hint=hint, where=str(path))


def _storage_error(path: Path, words: tuple[str, str]) -> StorageError:
    message, hint = words
    return StorageError(message, hint=hint, where=str(path))
