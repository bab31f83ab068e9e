"""Where things live: the player's data folder, and what ships with the program."""

import os
from pathlib import Path
from typing import Literal

from pmo_gameboard.errors import StorageError

VARIABLE = "PMO_GAMEBOARD_DATA"
"""The environment variable that names the data folder."""

_PACKAGE = Path(__file__).parent


def data_folder(chosen: Path | None = None) -> Path:
    """The folder of the player's games and boards; it need not be there yet.

    What was chosen on the command line goes before the environment variable, and that before
    the place where this system keeps such data.

    Raises:
        StorageError: It is named from a folder that is gone, or from nobody's home.
    """
    if chosen is None and (named := os.environ.get(VARIABLE)):
        chosen = Path(named)
    if chosen is None:
        # Late: a command that is told its folder does not pay for the import.
        from platformdirs import user_data_path  # noqa: PLC0415

        return user_data_path("pmo-gameboard", appauthor=False)
    return at_home(chosen)


def expanded(given: str | Path) -> Path:
    """A path with ``~`` as the home folder it stands for; as it is where there is no such home."""
    return Path(os.path.expanduser(given))  # noqa: PTH111 (unlike ``Path.expanduser``, never raises)


def at_home(given: str | Path) -> Path:
    """A path from the top of the disk on, where something is to be made: never in nobody's home.

    Raises:
        StorageError: There is no such home, or ``absolute`` says so.
    """
    path = expanded(given)
    if str(given).startswith("~") and not path.is_absolute():
        raise StorageError(
            "There is no such home folder.", hint="Type the whole path.", where=str(given)
        )
    return absolute(path)


def absolute(path: Path) -> Path:
    """A path from the top of the disk on.

    Raises:
        StorageError: It starts in the folder that the program was started in, which is gone.
    """
    try:
        return path.absolute()
    except OSError:
        raise StorageError(
            "The folder you are in is gone.", hint="Type the whole path.", where=str(path)
        ) from None


def shipped(kind: Literal["boards", "saves"]) -> Path:
    """The folder of boards or sample games that ship with the program.

    An installed wheel carries them inside the package; a checkout, and an editable install of
    one, has them at its top.

    Raises:
        StorageError: Neither is there.
    """
    for folder in (_PACKAGE / "shipped" / kind, _PACKAGE.parents[1] / kind):
        if os.path.isdir(folder):  # noqa: PTH112 (never raises, whatever the disk says)
            return folder
    raise StorageError(
        f"The {kind} that come with PMO Gameboard are missing.",
        hint="Install it again: pipx reinstall pmo-gameboard.",
        where=str(_PACKAGE / "shipped" / kind),
    )
