"""Which square a text names: by its id, its number as it is printed (``4b``), or its title."""

from collections.abc import Mapping

from pmo_gameboard.board.models import Board, Square
from pmo_gameboard.board.problems import nearest, shorten
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.words import and_list


def name_key(text: str) -> str:
    """A name as it is compared: capitals and blanks make no difference."""
    return one_line(text).casefold()


def squares_by_name(board: Board) -> dict[str, tuple[Square, ...]]:
    """The squares by all that names them; a title may be that of several."""
    found: dict[str, dict[str, Square]] = {}
    for square in board.path:
        for name in (square.id, square.label, square.title):
            found.setdefault(name_key(name), {})[square.id] = square
    return {key: tuple(squares.values()) for key, squares in found.items()}


def find_square(known: Mapping[str, tuple[Square, ...]], name: str) -> Square:
    """The one square that a text names.

    Args:
        known: The squares by name.
        name: The text.

    Raises:
        MoveError: It names none, or several.
    """
    squares = known.get(name_key(name), ())
    if len(squares) == 1:
        return squares[0]
    if squares:
        labels = and_list((square.label for square in squares), "or")
        raise MoveError(f"“{shorten(name)}” could be square {labels}.", hint="Use its number.")
    near = nearest(name_key(name), tuple(known))
    meant = f"Did you mean {_meant(known[near])}?" if near else "Use a number of the board: 4b."
    raise MoveError(f"There is no square “{shorten(name)}”.", hint=meant)


def _meant(squares: tuple[Square, ...]) -> str:
    return and_list((f"{square.label}, “{square.title}”" for square in squares), "or")
