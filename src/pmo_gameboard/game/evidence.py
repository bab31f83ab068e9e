"""How much of an ask is filled, and how much of that still counts (design, section 3)."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from pmo_gameboard.board.models import (
    AllRows,
    Ask,
    ChoiceColumn,
    Column,
    Condition,
    Register,
    RowsAsk,
    RowsWhere,
    Square,
    TopRows,
)
from pmo_gameboard.board.periods import before
from pmo_gameboard.game.cells import compare_key, score
from pmo_gameboard.game.state import Entry, Game, Row


@dataclass(frozen=True)
class Gap:
    """A row that does not count yet, and the first condition it falls short of."""

    row_id: str
    name: str
    column: Column
    condition: Condition


@dataclass(frozen=True)
class Aged:
    """An entry that no longer counts: written too long ago, or a date that has passed.

    Attributes:
        of: The row it belongs to; empty for an answer outside a register.
        on: When it was last written or confirmed; for a passed date, that date.
        passed: Whether it is a date that had to lie ahead.
        row_id: The row's id; empty for an answer outside a register, like the column's.
    """

    label: str
    of: str
    on: date
    passed: bool = False
    row_id: str = ""
    column_id: str = ""


@dataclass(frozen=True)
class Reading:
    """An ask, read.

    Attributes:
        have: How many rows (or answers) are filled, whatever their age.
        want: How many are needed; at least 1.
        evidence: The share that is filled and still counts, 0 to 1.
        lasting: The share that is filled, whatever its age, 0 to 1.
        touched: Whether anything was written for it at all.
        gaps: The rows looked at that do not count yet.
        aged: What was filled and no longer counts.
        rows: How many rows it looks at; 0 for other asks.
    """

    ask: Ask
    have: int
    want: int
    evidence: float
    lasting: float
    touched: bool
    gaps: tuple[Gap, ...] = ()
    aged: tuple[Aged, ...] = ()
    rows: int = 0


def read_ask(game: Game, square: Square, ask: Ask, today: date) -> Reading:
    """Read one ask of a square as it stands today."""
    cutoff = before(today, square.fresh_for) if square.fresh_for else None
    if isinstance(ask, RowsAsk):
        return _read_rows(game, ask, today, cutoff)
    entry = game.answer(square.id, ask.id)
    if entry is None:
        return Reading(ask, have=0, want=1, evidence=0, lasting=0, touched=False)
    worth = 1 if ask.type == "text" else score(ask, entry.value)
    aged = (Aged(ask.label, "", entry.on),) if _too_old(entry, cutoff) else ()
    return Reading(
        ask,
        have=1,
        want=1,
        evidence=0 if aged else worth,
        lasting=worth,
        touched=True,
        aged=aged,
    )


def looked_at(game: Game, ask: RowsAsk) -> tuple[Row, ...]:
    """The rows an ask looks at, in the order they are shown."""
    register = game.board.registers_by_id[ask.register_id]
    rows = game.rows(ask.register_id)
    match ask.look_at:
        case AllRows():
            chosen = rows
        case TopRows(top=top, by=by, order=order):
            filled = tuple(row for row in rows if by in row.cells)
            chosen = _ordered(filled, register, by, descending=order == "descending")[:top]
        case RowsWhere(column=column_id, values=values):
            chosen = tuple(
                row
                for row in rows
                if column_id in row.cells and compare_key(row.cells[column_id].value) in values
            )
    if ask.sort is None:
        return chosen
    return _ordered(chosen, register, ask.sort.by, descending=ask.sort.order == "descending")


def counting_entries(game: Game, ask: RowsAsk) -> list[tuple[Row, str]]:
    """The filled cells that decide whether the rows of an ask count, as (row, column id)."""
    columns = dict.fromkeys(condition.column for condition in ask.meets)
    return [
        (row, column_id)
        for row in looked_at(game, ask)
        for column_id in columns
        if column_id in row.cells
    ]


def _read_rows(game: Game, ask: RowsAsk, today: date, cutoff: date | None) -> Reading:
    register = game.board.registers_by_id[ask.register_id]
    rows = looked_at(game, ask)
    gaps: list[Gap] = []
    aged: list[Aged] = []
    fresh = 0
    for row in rows:
        name = row.text(register.named_by)
        unmet = next((c for c in ask.meets if not _meets(c, row)), None)
        if unmet is not None:
            gaps.append(Gap(row.id, name, register.by_id[unmet.column], unmet))
            continue
        found = (
            _aged(register.by_id[condition.column], condition, row, name, today, cutoff)
            for condition in ask.meets
        )
        old = dict.fromkeys(entry for entry in found if entry is not None)
        aged.extend(old)
        fresh += not old
    have = len(rows) - len(gaps)
    want = _wanted(ask, len(rows))
    return Reading(
        ask,
        have=have,
        want=want,
        evidence=min(1, fresh / want),
        lasting=min(1, have / want),
        touched=have > 0 or bool(counting_entries(game, ask)),
        gaps=tuple(gaps),
        aged=tuple(aged),
        rows=len(rows),
    )


def _wanted(ask: RowsAsk, rows: int) -> int:
    if ask.need == "all":
        return max(1, rows)
    return min(ask.need, max(1, rows)) if ask.or_all else ask.need


def _meets(condition: Condition, row: Row) -> bool:
    """Whether a row meets a condition, whatever the age of the cell."""
    entry = row.cells.get(condition.column)
    if entry is None:
        return condition.unless is not None and condition.values is None and not condition.ahead
    key = compare_key(entry.value)
    if condition.values is not None and key not in condition.values:
        return False
    return condition.unless is None or key not in condition.unless


def _aged(
    column: Column, condition: Condition, row: Row, name: str, today: date, cutoff: date | None
) -> Aged | None:
    entry = row.cells.get(condition.column)
    if entry is None:
        return None
    if condition.ahead and isinstance(entry.value, str):
        day = date.fromisoformat(entry.value)
        if day < today:
            return Aged(column.label, name, day, passed=True, row_id=row.id, column_id=column.id)
    if not _too_old(entry, cutoff):
        return None
    return Aged(column.label, name, entry.on, row_id=row.id, column_id=column.id)


def _too_old(entry: Entry, cutoff: date | None) -> bool:
    return cutoff is not None and entry.on < cutoff


def _ordered(
    rows: tuple[Row, ...], register: Register, column_id: str, *, descending: bool
) -> tuple[Row, ...]:
    """The rows by a column, those without a value there last; equals keep their order."""
    filled = [row for row in rows if column_id in row.cells]
    empty = [row for row in rows if column_id not in row.cells]
    key = partial(_sort_key, register.by_id[column_id])
    return (*sorted(filled, key=key, reverse=descending), *empty)


def _sort_key(column: Column, row: Row) -> tuple[float, str]:
    value = row.cells[column.id].value
    if isinstance(column, ChoiceColumn):
        return ([option.id for option in column.options].index(str(value)), "")
    return (value, "") if isinstance(value, int | float) else (0, str(value).casefold())
