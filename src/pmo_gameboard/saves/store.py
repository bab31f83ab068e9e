"""One save and its file."""

from pathlib import Path

from pmo_gameboard.errors import SaveError
from pmo_gameboard.saves.files import read_bytes, write_atomic, write_new
from pmo_gameboard.saves.format import MAX_BYTES, Save, dump, load
from pmo_gameboard.saves.rights import Rights


def read_save(path: Path) -> Save:
    """Read a save.

    Raises:
        StorageError: The file cannot be read.
        SaveError: What is in it cannot be used.
    """
    return load(read_bytes(path, MAX_BYTES), str(path))


def write_save(path: Path, save: Save) -> None:
    """Write a save, whole or not at all.

    Raises:
        StorageError: It could not be written; the old file is still there.
        SaveError: It cannot be put into writing.
    """
    write_atomic(path, dump(save))


def write_new_save(
    path: Path, save: Save, *, like: Rights | None = None, beside: Path | None = None
) -> None:
    """Write a save that is not there yet, whole or not at all.

    Args:
        path: Its file.
        save: What is to be in it.
        like: The rights it is to have; its owner's alone without any.
        beside: The folder that those made on the way are shared as.

    Raises:
        TakenError: There is a file already; it is as it was.
        StorageError: It could not be written; there is no file then.
        SaveError: It cannot be put into writing.
    """
    write_new(path, dump(save), like=like, beside=beside)


def holds(data: bytes, save: Save) -> bool:
    """Whether the content of a file is this save, however it is laid out."""
    try:
        return data == dump(save) or load(data, "") == save
    except SaveError:
        return False
