"""Rows pasted from a spreadsheet: read and checked against the register, nothing changed yet."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmo_gameboard.board.models import Column, LinkColumn, Register
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import linked_rows, parse_value
from pmo_gameboard.game.state import MAX_ROWS, MAX_TEXT, Game, Value
from pmo_gameboard.game.words import NAME, and_list

MAX_PASTE = 1_000_000
"""The most characters one paste holds."""


@dataclass(frozen=True)
class LeftOut:
    """A pasted cell, or some of its names, that its column cannot hold.

    Attributes:
        column: The column it would fill.
        reason: Why not, in words without a full stop.
        rest: What of the cell is kept all the same; None where it stays empty.
    """

    column: Column
    reason: str
    rest: Value | None = None


Read = Callable[[Column, str], Value | LeftOut | None]


@dataclass(frozen=True)
class PastedRow:
    """A pasted row, read.

    Attributes:
        name: What the row calls itself; empty where it does not.
        values: What would be kept, by column id.
        left_out: The cells that would stay empty, or be filled in part.
        skipped: Why the row cannot be added; empty for a row that can.
    """

    name: str
    values: Mapping[str, Value]
    left_out: tuple[LeftOut, ...] = ()
    skipped: str = ""


@dataclass(frozen=True)
class Paste:
    """What a paste would do.

    Attributes:
        columns: The columns it fills, in the order of the paste.
        headed: Whether its first line named them.
        ignored: The columns of the paste that go nowhere, in words.
        rows: Every row, good or not, in the order of the paste.
    """

    columns: tuple[Column, ...]
    headed: bool
    ignored: tuple[str, ...]
    rows: tuple[PastedRow, ...]

    @property
    def good(self) -> tuple[Mapping[str, Value], ...]:
        """The rows that can be added."""
        return tuple(row.values for row in self.rows if not row.skipped)


def read_table(text: str) -> list[list[str]]:
    """The cells of a pasted text: tabs between columns, a line a row, blank rows left out.

    Spreadsheets put a cell with line breaks or quotes into quotes; text that uses quotes in any
    other way is taken as it stands.

    Raises:
        MoveError: It is too long.
    """
    if len(text) > MAX_PASTE:
        raise MoveError(
            f"That is {len(text):,} characters; one paste takes {MAX_PASTE:,}.",
            hint="Copy fewer rows or columns at a time.",
        )
    lines = [f"{line}\n" for line in clean(text).split("\n")]
    try:
        cells = list(csv.reader(lines, delimiter="\t", strict=True))
    except csv.Error:
        cells = [line.strip("\n").split("\t") for line in lines]
    table = [[cell.strip() for cell in row] for row in cells]
    return [row for row in table if any(row)]


def read_paste(
    game: Game,
    register: Register,
    columns: Sequence[Column],
    table: Sequence[Sequence[str]],
    today: date,
) -> Paste:
    """Read pasted cells as new rows of a register.

    A first line that names the register's columns, the naming one among them, says what is
    filled. Otherwise the cells fill ``columns`` from the first one on.

    Raises:
        MoveError: There are too many rows, or nothing among them names a row.
    """
    headed = _is_header(register, table[0]) if table else False
    found = [_named(register, cell) for cell in table[0]] if headed else list(columns)
    body = table[1:] if headed else table
    if register.by_id[register.named_by] not in found:
        raise MoveError(
            f"No {register.row} is named in these cells.",
            hint=f"Paste on “+ New {register.row}”, or with the columns' names as the first line"
            f" ({register.by_id[register.named_by].label} among them).",
        )
    _check_room(game, register, len(body))
    places = _places(found)
    rows = _read_rows(game, register, places, body, today)
    widest = max(map(len, table), default=0)
    ignored = _ignored(table[0], places) if headed else _too_many(widest - len(columns))
    filled = tuple(column for place, column in places.items() if place < widest)
    return Paste(filled, headed, ignored, rows)


def _is_header(register: Register, line: Sequence[str]) -> bool:
    """Whether a line names columns: the naming one, and at least half of what stands there."""
    found = [_named(register, cell) for cell in line if cell]
    known = [column for column in found if column is not None]
    return register.by_id[register.named_by] in known and 2 * len(known) >= len(found)


def _named(register: Register, text: str) -> Column | None:
    word = text.casefold()
    names = ({column.id, column.label.casefold()} for column in register.columns)
    pairs = zip(register.columns, names, strict=True)
    return next((column for column, known in pairs if word in known), None)


def _places(found: Sequence[Column | None]) -> dict[int, Column]:
    """Which column each place in a line fills; of two places for one column, the first."""
    places: dict[int, Column] = {}
    for place, column in enumerate(found):
        if column is not None and column not in places.values():
            places[place] = column
    return places


def _ignored(header: Sequence[str], places: Mapping[int, Column]) -> tuple[str, ...]:
    return tuple(
        f"“{cell[:40]}”" if cell else "one without a name"
        for place, cell in enumerate(header)
        if place not in places
    )


def _too_many(count: int) -> tuple[str, ...]:
    return (f"the last {count}" if count > 1 else "the last one",) if count > 0 else ()


def _check_room(game: Game, register: Register, coming: int) -> None:
    room = MAX_ROWS - len(game.rows(register.id))
    if coming > room:
        raise MoveError(
            f"{register.name} has room for {room:,} more {register.rows}; these are {coming:,}.",
            hint="Copy fewer rows at a time." if room else f"Delete some {register.rows} first.",
        )


def _read_rows(
    game: Game,
    register: Register,
    places: Mapping[int, Column],
    body: Sequence[Sequence[str]],
    today: date,
) -> tuple[PastedRow, ...]:
    read = _reader(game, today)
    taken = {
        str(row.cells[register.named_by].value).casefold(): "is already there"
        for row in game.rows(register.id)
        if register.named_by in row.cells
    }
    rows = []
    for line in body:
        row = _read_row(register, places, line, read)
        key = row.name.casefold()
        if key in taken:
            row = PastedRow(row.name, {}, skipped=taken[key])
        elif key:
            taken[key] = "is pasted twice; the first one counts"
        rows.append(row)
    return tuple(rows)


def _read_row(
    register: Register, places: Mapping[int, Column], line: Sequence[str], read: Read
) -> PastedRow:
    values: dict[str, Value] = {}
    left_out: dict[str, LeftOut] = {}
    for place, column in places.items():
        value = read(column, line[place]) if place < len(line) else None
        if isinstance(value, LeftOut):
            left_out[column.id] = value
            value = value.rest
        if value is not None:
            values[column.id] = value
    name = str(values.get(register.named_by, ""))
    if name:
        return PastedRow(name, values, tuple(left_out.values()))
    unread = left_out.get(register.named_by)
    label = register.by_id[register.named_by].label
    return PastedRow("", {}, skipped=unread.reason if unread else f"nothing under {label}")


def _reader(game: Game, today: date) -> Read:
    """Reads cells, each text of a column only once: a thousand rows name the same few links."""
    known: dict[tuple[str, str], Value | LeftOut | None] = {}

    def read(column: Column, text: str) -> Value | LeftOut | None:
        if len(text) > MAX_TEXT:
            return LeftOut(column, f"{len(text):,} characters; there is room for {MAX_TEXT:,}")
        key = (column.id, text)
        if key not in known:
            try:
                known[key] = parse_value(game, column, text, today)
            except MoveError as error:
                reason = error.message.removesuffix(".")
                known[key] = _some_links(game, column, text) or LeftOut(column, reason)
        return known[key]

    return read


def _some_links(game: Game, column: Column, text: str) -> LeftOut | None:
    """A cell of links that names rows which are not there: those are told, the others kept."""
    if not isinstance(column, LinkColumn) or column.type != "links":
        return None
    found, unknown = linked_rows(game, column, text)
    if not unknown:
        return None
    row = game.board.registers_by_id[column.to].row
    names = and_list((f"“{name[: NAME - 2]}”" for name in unknown), "or")
    return LeftOut(column, f"There is no {row} called {names}", found or None)
