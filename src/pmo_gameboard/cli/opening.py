"""Which game a command works on."""

from pathlib import Path

from pmo_gameboard.errors import GameNameError
from pmo_gameboard.saves.library import Library


def choose_game(data: Path, given: str | None, *, gone: bool = False) -> Path:
    """The file of the game that was named, or of the latest one.

    A rehearsal is that only where there is no other game. With ``gone``, the file of a game that
    was named need not be there any more, as long as versions of it are.

    Raises:
        GameNameError: There is no such game, or none at all.
        StorageError: The folder of games cannot be read.
    """
    library = Library(data)
    if given is not None:
        return library.find_kept(given) if gone else library.find(given)
    latest = library.latest()
    if latest is None:
        raise GameNameError(
            "There is no game to open yet.",
            hint="`pmo-gameboard new NAME` starts one, `pmo-gameboard demo` rehearses.",
        )
    return latest
