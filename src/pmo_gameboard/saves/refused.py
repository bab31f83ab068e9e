"""What the system refuses about files, in sentences."""

import errno
from pathlib import Path

from pmo_gameboard.errors import StorageError, UnfitError

Words = tuple[str, str]
"""What happened, and what to do next."""

BLOCKED = "A file stands where a folder should be.", "Check the path."
MISSING = "There is no such file.", "Check the spelling and the folder."
FOLDER_FOUND = "This is a folder, not a file.", "Name a file in it."
NO_FILE = "This is not a regular file.", "Name a file on a disk."
NO_PATH = "No file can have this name.", "Choose another."

_FULL = "The disk is full.", "Free some space, or choose another folder with --data-dir."
_DENIED = "There is no permission to write here.", "Choose another folder with --data-dir."
_UNREADABLE = "There is no permission to read this.", "Ask its owner, or use a copy of your own."

_ANYHOW = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: ("The disk is read-only.", "Choose another folder with --data-dir."),
    errno.EIO: ("The disk reported a fault.", "Check the disk, or choose another folder."),
    errno.ENOTDIR: BLOCKED,
    errno.EEXIST: BLOCKED,
    errno.EISDIR: FOLDER_FOUND,
    errno.ENAMETOOLONG: ("This path is too long for the disk.", "Choose a shorter one."),
}
READING = {errno.ENOENT: MISSING, errno.EACCES: _UNREADABLE, errno.EPERM: _UNREADABLE}
WRITING = {
    errno.ENOENT: ("The folder is gone.", "Put it back, or choose another with --data-dir."),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
}


def explained(error: OSError, path: Path, doing: dict[int, Words]) -> StorageError:
    """What the system said while ``READING`` or ``WRITING``, in plain words."""
    number = error.errno or 0
    words = doing.get(number) or _ANYHOW.get(number)
    return refused(path, words or (f"The system says: {error.strerror or error}.", ""))


def refused(path: Path, words: Words) -> StorageError:
    """Why something cannot be read or written."""
    message, hint = words
    return StorageError(message, hint=hint, where=str(path))


def unfit(path: Path, words: Words) -> UnfitError:
    """Why what is found cannot be read as a file."""
    message, hint = words
    return UnfitError(message, hint=hint, where=str(path))
