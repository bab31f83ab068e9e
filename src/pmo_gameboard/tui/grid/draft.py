"""What is being written into one cell, and how much of it is kept already."""

from dataclasses import dataclass

from pmo_gameboard.board.models import Column
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import parse_value, show_value
from pmo_gameboard.game.state import Value
from pmo_gameboard.tui.grid.data import GridData
from pmo_gameboard.tui.grid.field import Step


@dataclass(frozen=True)
class Draft:
    """The writing in one cell, from the first key to the one that ends it.

    Attributes:
        row_id: The row; None for a row that is not there yet.
        before: What the cell held when the writing began.
        text: What is in the field now.
        value: What the text says; what it said last where it cannot be read.
        sent: What was last sent to be kept; ``before`` at first.
        error: Why the text cannot be kept, by the column or by the rules.
        posted: Whether anything was sent to be kept.
        asked: Whether a row was asked for and is not there yet.
        born: Whether the row was added by this very writing.
        then: The step that waits for that row.
    """

    row_id: str | None
    column: Column
    before: Value | None
    text: str
    value: Value | None
    sent: Value | None
    error: MoveError | None = None
    posted: bool = False
    asked: bool = False
    born: bool = False
    then: Step | None = None

    @property
    def kept(self) -> bool:
        """Whether the game holds something of this writing."""
        return self.row_id is not None and (self.posted or self.born)

    @property
    def changed(self) -> bool:
        """Whether there is something to keep that the cell did not hold before."""
        return self.posted or self.value != self.before

    def at_first(self, text: str) -> "Draft":
        """The writing as it began, with the cell's own text; a row that came of it is not there."""
        row_id = None if self.born else self.row_id
        return Draft(row_id, self.column, self.before, text, self.before, self.before)


def read(data: GridData, column: Column, text: str) -> Value | None:
    """What a typed or pasted text says in a column.

    Raises:
        MoveError: The column cannot hold it.
    """
    return parse_value(data.game, column, clean(text), data.today)


def show(data: GridData, column: Column, value: Value | None) -> str:
    """A value as it is put into the field; empty for none."""
    return "" if value is None else show_value(data.game, column, value, data.today)
