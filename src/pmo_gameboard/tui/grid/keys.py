"""Keys that fill a cell at once, without a field to write in."""

from dataclasses import dataclass

from pmo_gameboard.board.models import ChoiceColumn, Column
from pmo_gameboard.game.lenses import CellId
from pmo_gameboard.game.state import Row, Value

QUICK = 1.0
"""Seconds within which a second digit belongs to the first."""


@dataclass(frozen=True)
class Digits:
    """Digits typed on a cell one after the other: 1 and then 0 are 10 when typed quickly.

    Attributes:
        texts: What they may say, best guess first.
    """

    cell: CellId = ("", "")
    texts: tuple[str, ...] = ("",)
    time: float = 0

    def after(self, cell: CellId, character: str, time: float) -> "Digits":
        """The digits with one more, typed at ``time`` in seconds."""
        quick = cell == self.cell and time - self.time < QUICK
        before = self.texts[0] if quick else ""
        texts = (before + character, before[-1:] + character, character)
        return Digits(cell, tuple(dict.fromkeys(texts)), time)


def next_in_turn(row: Row, column: Column) -> Value | None:
    """What the space bar makes of a cell: the next option, and after the last one nothing."""
    turn: tuple[Value | None, ...] = (True, False)
    if isinstance(column, ChoiceColumn):
        turn = tuple(option.id for option in column.options)
    entry = row.cells.get(column.id)
    if entry is None:
        return turn[0]
    place = turn.index(entry.value) + 1 if entry.value in turn else 0
    return turn[place] if place < len(turn) else None
