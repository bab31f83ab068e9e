"""Whether the board inside a save is one that the rules of play can work on.

This is not the check that the YAML reader makes. That one is there to help the author of a board
and may grow stricter; a game must open whatever became of it. So only what the rules rely on is
looked at: that every word which refers to something does so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from pmo_gameboard.board.models import (
    Board,
    LinkColumn,
    Register,
    RowsAsk,
    RowsWhere,
    ScaleAsk,
    Square,
    TopRows,
)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def board_faults(board: Board) -> Iterator[str]:
    """What does not hold between the parts of a board, each as the end of a sentence."""
    yield from _twice(board.registers, "registers")
    yield from _twice(board.path, "squares")
    for register in board.registers:
        yield from _register_faults(board, register)
    for square in board.path:
        yield from _square_faults(board, square)


def _twice(parts: Sequence[_Named], what: str) -> Iterator[str]:
    for name, number in Counter(part.id for part in parts).items():
        if number > 1:
            yield f"its board has {number} {what} called {name}"


def _register_faults(board: Board, register: Register) -> Iterator[str]:
    yield from _twice(register.columns, "columns")
    naming = register.by_id.get(register.named_by)
    if naming is None or naming.type != "text":
        yield f"no text column names the rows of {register.id}"
    for column in register.columns:
        if isinstance(column, LinkColumn) and column.to not in board.registers_by_id:
            yield f"column {column.id} points to a register {column.to}, which is not there"


def _square_faults(board: Board, square: Square) -> Iterator[str]:
    yield from _twice(square.asks, "questions in one square")
    for ask in square.asks:
        if isinstance(ask, RowsAsk):
            yield from _rows_faults(board, square, ask)
        elif isinstance(ask, ScaleAsk) and not _is_scored(ask):
            yield f"square {square.id} has a scale with too many or too few scores"


def _is_scored(ask: ScaleAsk) -> bool:
    """Whether each number of a scale has a score, or none has."""
    return ask.scores is None or len(ask.scores) == ask.max - ask.min + 1


def _rows_faults(board: Board, square: Square, ask: RowsAsk) -> Iterator[str]:
    register = board.registers_by_id.get(ask.register_id)
    if register is None:
        yield f"square {square.id} works on a register {ask.register_id}, which is not there"
        return
    for column_id in _columns(ask):
        if column_id not in register.by_id:
            yield f"square {square.id} works on a column {column_id}, which is not there"
            return
    for condition in ask.meets:
        if condition.ahead and register.by_id[condition.column].type != "date":
            yield f"square {square.id} expects a date under {condition.column}"


def _columns(ask: RowsAsk) -> Iterable[str]:
    """Every column that an ask names."""
    yield from ask.columns
    yield from (condition.column for condition in ask.meets)
    if ask.sort is not None:
        yield ask.sort.by
    if isinstance(ask.look_at, TopRows):
        yield ask.look_at.by
    elif isinstance(ask.look_at, RowsWhere):
        yield ask.look_at.column
