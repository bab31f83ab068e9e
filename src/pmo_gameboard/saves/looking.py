"""Whether something is there, asked of the system in one place.

That it cannot be told is not that nothing is there: a disk that does not answer, or a folder that
may not be looked into, must never pass for a save that is gone. ``pathlib`` raises there up to
Python 3.13 and says no from 3.14 on.
"""

import errno
import os
import stat
import sys
from pathlib import Path

from pmo_gameboard.saves.refused import READING, explained

_NOWHERE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}
"""What the system says of a path that leads nowhere."""
if sys.platform == "win32":
    _NOWHERE.add(errno.EINVAL)  # a name that it does not know


def look(path: Path, *, through: bool = False) -> os.stat_result | None:
    """What is at a path; None where nothing is.

    Args:
        path: The path.
        through: Whether a link is what it leads to, or else itself.

    Raises:
        StorageError: It cannot be told.
    """
    try:
        return path.stat() if through else path.lstat()
    except OSError as error:
        if error.errno in _NOWHERE:
            return None
        raise explained(error, path, READING) from None
    except ValueError:  # a path that no system can have, such as one with a NUL in it
        return None


def listed(folder: Path) -> list[Path]:
    """What is in a folder, in no order; nothing where there is none.

    Raises:
        StorageError: It cannot be told.
    """
    try:
        return list(folder.iterdir())
    except OSError as error:
        if error.errno in _NOWHERE:
            return []
        raise explained(error, folder, READING) from None


def is_there(path: Path) -> bool:
    """Whether anything is at a path, and be it a link that leads nowhere.

    Raises:
        StorageError: It cannot be told.
    """
    return look(path) is not None


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path, or a link to one.

    Raises:
        StorageError: It cannot be told.
    """
    found = look(path, through=True)
    return found is not None and stat.S_ISDIR(found.st_mode)


def is_link(path: Path) -> bool:
    """Whether a link is at a path.

    Raises:
        StorageError: It cannot be told.
    """
    found = look(path)
    return found is not None and stat.S_ISLNK(found.st_mode)
