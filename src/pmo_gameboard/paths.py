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
    """
    if chosen is None and (named := os.environ.get(VARIABLE)):
        chosen = Path(named)
    if chosen is None:
        # Late: a command that is told its folder does not pay for the import.
        from platformdirs import user_data_path  # noqa: PLC0415

        return user_data_path("pmo-gameboard", appauthor=False)
    return typed(chosen).absolute()


def typed(path: Path | str) -> Path:
    """A path as somebody typed it; a home folder nobody has (``~nobody``) is left as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 (``Path.expanduser`` fails there)


def shipped(kind: Literal["boards", "saves"]) -> Path:
    """The folder of boards or sample games that ship with the program.

    An installed wheel carries them inside the package; a checkout, and an editable install of
    one, has them at its top.

    Raises:
        StorageError: Neither is there.
    """
    for folder in (_PACKAGE / "shipped" / kind, _PACKAGE.parents[1] / kind):
        if folder.is_dir():
            return folder
    raise StorageError(
        f"The {kind} that come with PMO Gameboard are missing.",
        hint="Install it again: pipx reinstall pmo-gameboard.",
        where=str(_PACKAGE / "shipped" / kind),
    )
