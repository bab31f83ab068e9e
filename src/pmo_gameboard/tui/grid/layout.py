"""How wide the columns of a grid are, and which of them a window shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len

from pmo_gameboard.board.models import Column
from pmo_gameboard.tui.grid.data import CellTexts, GridData

PADS = 2
"""The blank cells around a text: the chosen cell has its brackets there."""

LINE = 1
"""The line between the naming column and the others."""

SAMPLE = 200
"""How many rows have a say in the widths."""

_LEAST, _LEAST_NAME, _LEAST_PROSE = 4, 10, 20
_MOST = {"text": 26, "notes": 34, "link": 24, "links": 28}
_MOST_OTHERS = 20
_GROWTH = {"notes": 4, "text": 2, "links": 2, "link": 1, "choice": 1}
_WIDEST = {"notes": 100, "text": 44, "links": 60, "link": 40, "choice": 24}


@dataclass(frozen=True)
class Span:
    """Where a column is drawn: its index, first cell and number of cells, pads included."""

    index: int
    x: int
    width: int

    @property
    def room(self) -> int:
        """The cells there are for text."""
        return max(self.width - PADS, 0)


@dataclass(frozen=True)
class Window:
    """What of a grid is in view: the naming column at the left, then the others from ``first``.

    Attributes:
        left: How many columns hide at the left.
        right: How many columns hide at the right, those that are cut included.
    """

    spans: tuple[Span, ...]
    first: int
    left: int
    right: int

    def span(self, index: int) -> Span | None:
        """Where a column is drawn, or None while it is out of view."""
        return next((span for span in self.spans if span.index == index), None)

    def index_at(self, x: int) -> int | None:
        """The column drawn at a cell."""
        return next((s.index for s in self.spans if s.x <= x < s.x + s.width), None)


def column_widths(data: GridData, texts: CellTexts, room: int) -> tuple[int, ...]:
    """The width of each column, pads included, for a window of ``room`` cells.

    Columns are as wide as their texts within bounds; where that is too much, those that hold
    prose give way, and what is left over goes to them. The naming column never takes more than
    two fifths of a window that has to scroll.
    """
    widths = [_content_width(data, texts, column) + PADS for column in data.columns]
    if sum(widths) + LINE > room:
        widths = _shrunk(data.columns, widths, room)
    spare = room - LINE - sum(widths)
    if spare >= 0:
        return tuple(_grown(data.columns, widths, spare))
    most = max(room - LINE - widths[0], _LEAST + PADS)
    return (widths[0], *(min(width, most) for width in widths[1:]))


def see(widths: Sequence[int], first: int, room: int) -> Window:
    """The window on columns of these widths, scrolled to column ``first`` (1 or more)."""
    name = Span(0, 0, min(widths[0], room))
    spans = [name]
    x = name.width + LINE
    cut = 0
    for index in range(first, len(widths)):
        width = min(widths[index], room - x)
        if width <= 0:
            break
        spans.append(Span(index, x, width))
        cut += width < widths[index]
        x += width
    right = len(widths) - 1 - spans[-1].index if len(spans) > 1 else len(widths) - first
    return Window(tuple(spans), first, left=first - 1, right=right + cut)


def first_for(widths: Sequence[int], first: int, column: int, room: int) -> int:
    """The nearest ``first`` with which a column is wholly in view."""
    if column == 0:
        return first
    if column <= first:
        return column
    space = room - widths[0] - LINE
    while first < column and sum(widths[first : column + 1]) > space:
        first += 1
    return first


def last_first(widths: Sequence[int], room: int) -> int:
    """The furthest that columns need to scroll for the last one to be wholly in view."""
    return first_for(widths, 1, len(widths) - 1, room) if len(widths) > 1 else 1


def _content_width(data: GridData, texts: CellTexts, column: Column) -> int:
    most = _MOST.get(column.type, _MOST_OTHERS)
    least = _LEAST_NAME if column is data.columns[0] else _LEAST
    shown = (texts.view(data, row, column).text[: 2 * most] for row in data.rows[:SAMPLE])
    *_, widest = accumulate(map(cell_len, shown), max, initial=cell_len(column.label))
    return min(max(widest, least), most)


def _shrunk(columns: Sequence[Column], widths: Sequence[int], room: int) -> list[int]:
    """The widths with prose cut to what lets several columns be seen side by side."""
    most = max(_LEAST_PROSE, room // 4)
    name = min(widths[0], max(_LEAST_NAME + PADS, room * 2 // 5))
    pairs = zip(columns[1:], widths[1:], strict=True)
    return [name, *(min(width, most) if c.type in _GROWTH else width for c, width in pairs)]


def _grown(columns: Sequence[Column], widths: Sequence[int], spare: int) -> list[int]:
    """The widths with the spare cells shared out among the columns of words."""
    grown = list(widths)
    while spare > 0:
        before = spare
        for index, column in enumerate(columns):
            room = _WIDEST.get(column.type, 0) - grown[index]
            step = min(_GROWTH.get(column.type, 0), room, spare)
            if step > 0:
                grown[index] += step
                spare -= step
        if spare == before:
            break
    return grown
