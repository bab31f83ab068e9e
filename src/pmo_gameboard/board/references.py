"""What must hold between the parts of a board: ids, and the words that refer to them."""

import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain

from pmo_gameboard.board.models import ScaleColumn
from pmo_gameboard.board.numbering import PATH_KEYS, numbering_faults
from pmo_gameboard.board.problems import Fault, Node, last_key, one_of, shorten
from pmo_gameboard.board.raw import COLUMN_TYPES, Spot, columns_of, rows_asks, stops
from pmo_gameboard.board.rules import FILLING_KEYS, filling_faults, rule_faults

_LINKS = frozenset({"link", "links"})
_UNORDERED = frozenset({"text", "notes", "choice", "yes_no"}) | _LINKS
_WIDEST = 10
_CROWD = 50
"""More than a board has of anything that is referred to; models.py has the exact numbers."""

_UNDATED = frozenset({"rank", "scale", "number"}) | _UNORDERED

Columns = dict[str, Spot]


def cross_faults(root: Node, hidden: AbstractSet[str] = frozenset()) -> Iterator[Fault]:
    """Everything that is wrong between the parts of a board, whatever its shape.

    Args:
        root: The board as it was written.
        hidden: The keys of which some cannot be read; nothing is concluded from what seems to
            be missing there.
    """
    board = Spot(root)
    if _is_crowded(board):
        return iter(())
    registers: dict[str, Columns] = {}
    for register in board.each("registers"):
        registers.setdefault(register.at("id").text, {}).update(columns_of(register))
    references = [
        *_ids(board),
        *chain(*(_register(register, list(registers)) for register in board.each("registers"))),
        *chain(*(_rows_ask(ask, registers) for ask in rows_asks(board))),
    ]
    hidden = hidden | {last_key(fault.path) for fault in references}
    return chain(
        references,
        () if hidden & PATH_KEYS else numbering_faults(board),
        rule_faults(board),
        () if hidden & FILLING_KEYS else filling_faults(board),
    )


def _is_crowded(board: Spot) -> bool:
    """Whether there is so much to refer to that looking everything up would take long.

    The shape of such a board is wrong anyway, and that is told.
    """
    registers = board.each("registers")
    columns = [register.each("columns") for register in registers]
    options = [column.each("options") for each in columns for column in each]
    return any(len(places) > _CROWD for places in (registers, *columns, *options))


def _ids(board: Spot) -> Iterator[Fault]:
    """Ids that are used twice where each may be used once."""
    yield from _unique(board.each("registers"), "register")
    yield from _unique(board.each("stages"), "stage")
    yield from _unique(stops(board), "square")
    for register in board.each("registers"):
        yield from _unique(register.each("columns"), "column of this register")
        for column in register.each("columns"):
            yield from _unique(column.each("options"), "option of this column")
    for square in stops(board):
        yield from _unique(square.each("asks"), "ask of this square")
        for ask in square.each("asks"):
            yield from _unique(ask.each("options"), "option of this ask")


def _unique(places: Iterator[Spot] | list[Spot], what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for place in places:
        name = place.at("id")
        if name.text and name.text in seen:
            message = f"`{shorten(name.text)}` is the id of another {what} already."
            yield name.fault(message, "an id of its own")
        seen.add(name.text)


def _register(register: Spot, registers: list[str]) -> Iterator[Fault]:
    columns = columns_of(register)
    texts = [name for name, column in columns.items() if _kind(column) in {"text", ""}]
    yield from _refers(register.at("named_by"), "text column", texts)
    for column in register.each("columns"):
        if _kind(column) in _LINKS:
            yield from _refers(column.at("to"), "register", registers)


def _rows_ask(ask: Spot, registers: dict[str, Columns]) -> Iterator[Fault]:
    register = ask.at("register")
    yield from _refers(register, "register", list(registers))
    columns = registers.get(register.text)
    if columns is None:
        return
    yield from _shown(ask, columns)
    yield from _lens(ask.at("look_at"), columns)
    yield from _orders(ask.at("sort").at("by"), columns, _LINKS)
    for condition in ask.each("meets"):
        yield from _condition(condition, columns)


def _shown(ask: Spot, columns: Columns) -> Iterator[Fault]:
    seen: set[str] = set()
    for column in ask.each("columns"):
        yield from _refers(column, "column", list(columns))
        if column.text in seen and column.text in columns:
            yield column.fault(f"`{column.text}` is shown already.", "each column once")
        seen.add(column.text)


def _lens(lens: Spot, columns: Columns) -> Iterator[Fault]:
    kind = lens.at("rows").text
    if kind == "top":
        yield from _orders(lens.at("by"), columns, _UNORDERED)
    elif kind == "where":
        yield from _refers(lens.at("column"), "column", list(columns))
        yield from _values(lens, "is", columns.get(lens.at("column").text))


def _orders(by: Spot, columns: Columns, unfit: AbstractSet[str]) -> Iterator[Fault]:
    """Whether rows can be ordered by a column."""
    fit = [name for name, column in columns.items() if _kind(column) not in unfit]
    if by.text in columns and by.text not in fit:
        kind = _kind(columns[by.text])
        yield by.fault(f"Rows cannot be ordered by a column of type `{kind}`.", one_of(fit))
    else:
        yield from _refers(by, "column", fit)


def _condition(condition: Spot, columns: Columns) -> Iterator[Fault]:
    yield from _refers(condition.at("column"), "column", list(columns))
    column = columns.get(condition.at("column").text)
    yield from _values(condition, "is", column)
    yield from _values(condition, "unless", column)
    if column is not None and condition.at("ahead").true and _kind(column) in _UNDATED:
        message = f"A column of type `{_kind(column)}` cannot lie ahead."
        yield condition.at("ahead").fault(message, "a column of type `date`")


def _values(place: Spot, key: str, column: Spot | None) -> Iterator[Fault]:
    """Whether the values that a condition names can stand in its column."""
    if column is None or not place.has(key):
        return
    kind = _kind(column)
    if kind in _LINKS:
        message = "A link cannot be compared; its rows are not known to the board."
        yield place.at(key).fault(message, f"no `{key}`, for a cell that is filled")
        return
    known = _known_values(column)
    for value in place.each(key):
        if known:
            yield from _refers(value, "value", known)
        elif kind in _FITS and value.text and not _FITS[kind][0](value.text):
            message = f"`{shorten(value.text)}` is not a value of this column."
            yield value.fault(message, _FITS[kind][1])


def _kind(column: Spot) -> str:
    """The type of a column; empty where it has none that there is."""
    kind = column.at("type").text
    return kind if kind in COLUMN_TYPES else ""


def _known_values(column: Spot) -> list[str]:
    """Every value that a column can hold, where they can be told."""
    kind = _kind(column)
    if kind == "choice":
        return list(dict.fromkeys(option.at("id").text for option in column.each("options")))
    if kind == "yes_no":
        return ["yes", "no"]
    if kind == "scale":
        low, high = (_bound(column, key) for key in ("min", "max"))
        if 0 <= low < high <= _WIDEST:
            return [str(number) for number in range(low, high + 1)]
    return []


def _bound(column: Spot, key: str) -> int:
    default: int = ScaleColumn.model_fields[key].default
    number = column.at(key).number
    return default if number is None else number


def _refers(place: Spot, what: str, known: list[str]) -> Iterator[Fault]:
    if place.text and place.text not in known:
        yield place.unknown(what, known)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(text: str) -> bool:
    try:
        return f"{float(text):g}" == text
    except ValueError:
        return False


def _is_rank(text: str) -> bool:
    return re.fullmatch("[1-9][0-9]{0,5}", text) is not None


_FITS: dict[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "a date such as `2026-12-03`"),
    "number": (_is_number, "a number such as `2.5`"),
    "rank": (_is_rank, "a whole number from 1"),
}
