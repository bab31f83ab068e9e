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
from collections.abc import Callable, Iterator
from pathlib import Path

from pmo_gameboard.errors import StorageError, TakenError, UnfitError
from pmo_gameboard.saves.clock import age
from pmo_gameboard.saves.looking import is_folder, is_there, look
from pmo_gameboard.saves.refused import (
    FOLDER_FOUND,
    MISSING,
    NO_FILE,
    NO_PATH,
    READING,
    WRITING,
    explained,
    refused,
    unfit,
)
from pmo_gameboard.saves.rights import (
    FILE,
    FOLDER,
    Rights,
    check_writer,
    grant,
    grant_folder,
    is_in_doubt,
    rights_beside,
    rights_of,
)

if sys.platform != "win32":
    import fcntl

ORPHANED_AFTER = 60.0
"""Seconds after which a temporary file that nobody holds counts as left behind."""

_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_REPLACE_TRIES = 8
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
_NO_SECOND_NAMES = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


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
        if why := _why_unfit(path):  # what the system says of a folder or a socket tells less
            raise unfit(path, why) from None
        raise explained(error, path, READING) from None
    except ValueError:  # a path that no system can have, such as one with a NUL in it
        raise refused(path, MISSING) from None
    if data is None:  # a file of the system's that would have to be waited for
        raise unfit(path, NO_FILE)
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def write_atomic(
    path: Path,
    data: bytes,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Write a file so that a crash at any moment leaves the old content or the new, whole.

    A file that is there keeps its rights; a new one is its owner's alone, and so is every folder
    made on the way. When this returns, the content is on the disk (safety, "An answer is never
    lost").

    Args:
        path: The file.
        data: What is to be in it.
        check: Called last of all before the new content takes the place of the old; what it
            raises leaves the old one there.

    Raises:
        ShutOutError: Somebody who may read or write the file could not any more.
        StorageError: It could not be written; what was there before is still there, unless
            only the last step failed, which makes the new name last through a power cut.
    """
    with _explaining(path):
        make_folder(path.parent)
        rights = rights_of(path)
        if rights is not None:
            check_writer(path, rights)
        with _written(path, data, rights) as temporary:
            check()
            _replace(temporary, path)
        _sync_folder(path.parent)


def write_new(
    path: Path, data: bytes, *, like: Rights | None = None, beside: Path | None = None
) -> None:
    """Write a file that is not there yet, as ``write_atomic`` does; never over another.

    Args:
        path: The file.
        data: What is to be in it.
        like: The rights of the file, where it belongs to one that is shared.
        beside: The folder that new folders belong to: they are shared as it is.

    Raises:
        TakenError: There is something of this name; it is as it was.
        StorageError: It could not be written; there is no file then.
    """
    with _explaining(path):
        make_folder(path.parent, beside)
        with _written(path, data, like) as temporary:
            _take_name(temporary, path)
            try:
                temporary.unlink(missing_ok=True)
            except OSError:
                with contextlib.suppress(OSError):
                    path.unlink()
                raise
        try:
            _sync_folder(path.parent)
        except BaseException:
            path.unlink()
            raise


def try_writing(path: Path) -> None:
    """See that a file that others share can be written so that nobody is shut out, and write none.

    Raises:
        ShutOutError: It cannot.
        StorageError: A file of our own cannot be made there.
    """
    with _explaining(path):
        rights = rights_of(path)
        if rights is None or not is_in_doubt(rights):
            return
        check_writer(path, rights)
        with _written(path, b"", rights) as temporary:
            temporary.unlink()


def name_anew(path: Path, name: Path) -> None:
    """Give a file a name that nothing has, beside its own; instead where the disk knows no two.

    Raises:
        FileExistsError: Something has it.
        OSError: It cannot be given.
    """
    if sys.platform == "win32":
        os.rename(path, name)  # noqa: PTH104 (which there goes over nothing)
        return
    try:
        os.link(path, name, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_SECOND_NAMES:
            raise
        _rename_alone(path, name)


def make_folder(folder: Path, beside: Path | None = None) -> None:
    """Make a folder and those above it; what is there is left as it is.

    Each is its owner's alone, or shared as the folder that it belongs to. What is made lasts
    through a power cut, unless the folder above may not be opened.

    Raises:
        OSError: It cannot be made.
    """
    if is_folder(folder):
        return
    if folder.parent != folder:
        make_folder(folder.parent, beside)
    try:
        folder.mkdir(mode=FOLDER)
    except FileExistsError:
        if not is_folder(folder):
            raise
        return
    grant_folder(folder, rights_beside(beside))
    with contextlib.suppress(PermissionError):
        _sync_folder(folder.parent)


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


def _why_unfit(path: Path) -> tuple[str, str] | None:
    """Why what is there could not be read as a file; None where it is one, or that is not known."""
    with contextlib.suppress(StorageError):
        found = look(path, through=True)
        if found is not None and not stat.S_ISREG(found.st_mode):
            return FOLDER_FOUND if stat.S_ISDIR(found.st_mode) else NO_FILE
    return None


def _check_readable(path: Path, found: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise unfit(path, FOLDER_FOUND)
    if not stat.S_ISREG(found.st_mode):
        raise unfit(path, NO_FILE)
    if found.st_size > limit:
        raise _too_large(path, limit)


def _take_name(temporary: Path, path: Path) -> None:
    try:
        name_anew(temporary, path)
    except FileExistsError:
        raise TakenError(
            "There is a file of this name already.", hint="Choose another.", where=str(path)
        ) from None


@contextlib.contextmanager
def _explaining(path: Path) -> Iterator[None]:
    """Say in words what the system refuses in writing a file.

    Raises:
        StorageError: It refused.
    """
    try:
        yield
    except OSError as error:
        raise explained(error, path, WRITING) from None
    except ValueError:  # a path that no system can have, such as one with a NUL in it
        raise refused(path, NO_PATH) from None


@contextlib.contextmanager
def _written(path: Path, data: bytes, rights: Rights | None) -> Iterator[Path]:
    """What is to be in a file, under a name of its own beside it that goes where anything fails."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_new(temporary, data, rights, path.name)
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _write_new(path: Path, data: bytes, rights: Rights | None, old: str) -> None:
    """Write a new file down to the disk, holding it against ``sweep`` meanwhile."""
    handle = os.open(path, _CREATE, FILE)
    try:
        grant(handle, path, rights, old)
        if sys.platform != "win32":
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


def _rename_alone(path: Path, name: Path) -> None:
    """Rename a file to a name that nothing has, where only asking first can tell.

    Its new folder is locked meanwhile, so that no other of these programs does the same.
    """
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network disks know no locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        if is_there(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        os.replace(path, name)  # noqa: PTH105 (as above)
    finally:
        os.close(folder)


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


def _too_large(path: Path, limit: int) -> UnfitError:
    size = f"{limit / 2**20:g} MB"
    return unfit(
        path, (f"This file is larger than {size}, which is the limit.", "Is it the right one?")
    )
