"""Which square a column or a key of a file is about, as a voice is asked about it."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from pmo_gameboard.board.models import Board, Square
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.naming import find_square, name_key, squares_by_name
from pmo_gameboard.game.pulses import ASKED, prompts
from pmo_gameboard.game.state import Voice

_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]$")
"""Where the export of a form with a table has the line of it: ``How are we? [4b]``."""

_OTHER: Mapping[Voice, Voice] = {"team": "customers", "customers": "team"}


@dataclass(frozen=True)
class Asked:
    """What a voice is asked.

    Attributes:
        named: The squares by all that a file may call them: id, number, title, prompt.
        ids: The ids of the squares that the voice is asked about.
        prompts_of_the_other: What the other voice is asked, where this one is not.
    """

    voice: Voice
    named: Mapping[str, tuple[Square, ...]]
    ids: frozenset[str]
    prompts_of_the_other: frozenset[str]

    def is_about(self, name: str) -> bool:
        """Whether a column or key of that name is about a square, for whichever voice."""
        return self._finds(name) or self._is_for_the_other(name)

    def stop_id(self, name: str, taken: Container[str | None] = ()) -> str:
        """The id of the square of that name.

        Args:
            name: What the file calls it.
            taken: The squares that the file has already.

        Raises:
            MoveError: There is none, or there are several, or it is taken, or the voice is not
                asked about it.
        """
        if self._is_for_the_other(name):
            other = ASKED[_OTHER[self.voice]]
            raise MoveError(f"{other} asked that.", hint="Is it the right --voice?")
        square = find_square(self.named, _unwrapped(name, self.named))
        if square.id not in self.ids:
            raise MoveError(f"{ASKED[self.voice]} not asked about square {square.label}.")
        if square.id in taken:
            raise MoveError(f"Square {square.label} is here already.")
        return square.id

    def _finds(self, name: str) -> bool:
        return name_key(_unwrapped(name, self.named)) in self.named

    def _is_for_the_other(self, name: str) -> bool:
        others = self.prompts_of_the_other
        return not self._finds(name) and name_key(_unwrapped(name, others)) in others


def asked_of(board: Board, voice: Voice) -> Asked:
    """What a voice is asked about the squares of a board."""
    named = squares_by_name(board)
    asked = prompts(board, voice)
    for stop_id, prompt in asked.items():
        key, others = name_key(prompt), named.get(name_key(prompt), ())
        if all(square.id != stop_id for square in others):
            named[key] = (*others, board.squares_by_id[stop_id])
    theirs = frozenset(map(name_key, prompts(board, _OTHER[voice]).values()))
    return Asked(voice, named, frozenset(asked), theirs - named.keys())


def _unwrapped(name: str, known: Container[str]) -> str:
    """A name; or what stands in brackets at its end, where only that is known."""
    inner = _IN_BRACKETS.search(name)
    return inner[1] if inner and name_key(name) not in known else name
