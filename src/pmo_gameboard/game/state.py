"""What a game is: one team's answers on one board, and when each was written."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pmo_gameboard.board.models import Board, Id, Model

Value = bool | int | float | str | tuple[str, ...]
"""What a cell or an answer holds.

Text, notes and choices are ``str`` (a choice is its option's id), yes/no is ``bool``, scales and
ranks are ``int``, numbers are ``float``, dates are ISO ``str``, a link is the other row's id, links
are a tuple of ids. The column says which; see ``game/cells.py``.
"""

MAX_TEXT = 10_000
"""The most characters one cell or answer holds."""

MAX_ROWS = 1_000
"""The most rows one register holds."""

RowId = Annotated[str, StringConstraints(pattern=r"^r[1-9][0-9]*$", max_length=12)]
Person = Annotated[str, StringConstraints(max_length=80)]


class Entry(Model):
    """A value, with when it was last written or confirmed, and by whom (empty: nobody said)."""

    value: Value
    on: date
    by: Person = ""


class Row(Model):
    """A row of a register; only filled cells are kept."""

    id: RowId
    cells: Mapping[Id, Entry]

    def text(self, column_id: str) -> str:
        """What a cell says, as text; empty where nothing is in it."""
        entry = self.cells.get(column_id)
        return "" if entry is None else str(entry.value)


class Word(Model):
    """A square's standing by the player's word: declared done, or set aside as not applicable."""

    kind: Literal["declared", "set_aside"]
    note: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
    on: date
    by: Person = ""


class Game(Model):
    """One team's play of one board.

    Attributes:
        created: The day the game began.
        registers: The rows of each register, in the order they were added.
        answers: The answers to text, choice and scale asks, by stop id, then ask id.
        words: What the player declared or set aside, by stop id.
        next_session: When the team meets next.
        next_row: The number the next row's id gets; ids are never used twice.
    """

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    board: Board
    created: date
    registers: Mapping[Id, tuple[Row, ...]] = Field(default_factory=dict)
    answers: Mapping[Id, Mapping[Id, Entry]] = Field(default_factory=dict)
    words: Mapping[Id, Word] = Field(default_factory=dict)
    next_session: date | None = None
    next_row: Annotated[int, Field(ge=1)] = 1

    def rows(self, register_id: str) -> tuple[Row, ...]:
        """The rows of a register, in the order they were added."""
        return self.registers.get(register_id, ())

    def row(self, register_id: str, row_id: str) -> Row | None:
        """A row by its id, or None."""
        return next((row for row in self.rows(register_id) if row.id == row_id), None)

    def row_name(self, register_id: str, row_id: str) -> str:
        """What the row calls itself; empty for a row that is not there or not named yet."""
        row = self.row(register_id, row_id)
        return row.text(self.board.registers_by_id[register_id].named_by) if row else ""

    def answer(self, stop_id: str, ask_id: str) -> Entry | None:
        """The answer to an ask, or None."""
        return self.answers.get(stop_id, {}).get(ask_id)
