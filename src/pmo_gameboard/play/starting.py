"""Starting a game: the boards there are, the name it may have, and its making."""

from datetime import date
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.saves.boards import BoardListing, find_board, list_boards
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library, begun


def boards(data: Path) -> list[BoardListing]:
    """The boards a game can be played on: those without problems."""
    return [listing for listing in list_boards(data) if not listing.problem]


def free_name(data: Path, name: str, own: Path | None = None) -> str:
    """Read what was typed for a name; ``own`` is the game that is to have it, if there is one.

    Raises:
        GameNameError: It cannot be a game's name, or another game has it.
    """
    name = one_line(name)
    Library(data).check_free(name, own)
    return name


def start(
    name: str, board: str, next_session: date | None, library: Library, data: Path, clock: Clock
) -> tuple[Path, Save]:
    """Make a game; it opens on its first square.

    Raises:
        GameboardError: It cannot be made.
    """
    save = begun(name, find_board(board, data), clock.now())
    game = set_next_session(save.game, next_session)
    save = save.model_copy(update={"at": game.board.path[0].id, "game": game})
    return library.add(save), save
