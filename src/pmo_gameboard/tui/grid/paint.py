"""Drawing the lines of a register grid."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from pmo_gameboard.game.state import Row
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.grid.data import CellTexts, CellView, GridData
from pmo_gameboard.tui.grid.layout import Span, Window
from pmo_gameboard.tui.text import fit, wrap


@dataclass(frozen=True)
class Inks:
    """The styles of a grid's parts; ``ground`` lies under the others."""

    ground: Style
    header: Style
    more: Style
    name: Style
    cell: Style
    gap: Style
    stale: Style
    quiet: Style
    line: Style
    row: Style
    cursor: Style
    resting: Style


@dataclass(frozen=True)
class Cursor:
    """The chosen column in a line, and whether keys go there."""

    column: int
    live: bool


class GridPainter:
    """Draws lines of a grid that are ``width`` cells wide."""

    def __init__(self, data: GridData, texts: CellTexts, inks: Inks, window: Window) -> None:
        self._data = data
        self._texts = texts
        self._inks = inks
        self._window = window

    def header(self, width: int) -> Strip:
        """The columns' labels, with signs for those that hide at either side."""
        inks = self._inks
        ink = inks.ground + inks.header
        right = self._right_sign(width)
        segments = []
        for span in self._window.spans:
            left = self._left_sign(span) if span.index == 0 else ""
            label = self._data.columns[span.index].label
            end = max(span.x + span.width - (width - cell_len(right)), 0)
            room = max(span.room - cell_len(left) - end, 0)
            text = f" {fit(label, room)} "
            segments += [Segment(text, ink), Segment(left, inks.ground + inks.more)]
            if span.index == 0:
                segments.append(Segment(GLYPHS.upright, ink + inks.line))
        strip = Strip(segments).adjust_cell_length(width - cell_len(right), ink)
        return Strip([*strip, Segment(right, inks.ground + inks.more)])

    def right_sign_width(self, width: int) -> int:
        """How many cells at the header's end say that columns hide there."""
        return cell_len(self._right_sign(width))

    def row(self, row: Row, width: int, cursor: Cursor | None) -> Strip:
        """One row; ``cursor`` where it is in it."""
        ground = self._inks.ground + (self._inks.row if cursor else Style.null())
        segments = []
        for span in self._window.spans:
            view = self._texts.view(self._data, row, self._data.columns[span.index])
            chosen = cursor is not None and cursor.column == span.index
            if cursor and chosen:
                segments += self._chosen(fit(view.text, span.room), cursor)
            else:
                segments += self._cell(view, span, ground, marked=cursor is not None)
            if span.index == 0:
                segments.append(Segment(GLYPHS.upright, ground + self._inks.line))
        return Strip(segments).adjust_cell_length(width, ground)

    def add_line(self, width: int, cursor: Cursor | None) -> Strip:
        """The line that adds a row."""
        words = f"+ New {self._data.register.row}"
        if cursor is None:
            ink = self._inks.ground + self._inks.quiet
            return Strip([Segment(f" {fit(words, max(width - 2, 0))} ", ink)])
        words = fit(words, min(cell_len(words), max(width - 2, 0)))
        ground = self._inks.ground + self._inks.row
        return Strip(self._chosen(words, cursor)).adjust_cell_length(width, ground)

    def nothing(self, y: int, width: int) -> Strip:
        """Line ``y`` of what to do where there are no rows."""
        lines = wrap(self._data.nothing(), max(width - 2, 1), 4)
        text = lines[y] if 0 <= y < len(lines) else ""
        ink = self._inks.ground + self._inks.quiet
        return Strip([Segment(f" {text}", ink)]).adjust_cell_length(width, ink)

    def _cell(self, view: CellView, span: Span, ground: Style, *, marked: bool) -> list[Segment]:
        inks = self._inks
        ink = {"gap": inks.gap, "stale": inks.stale}.get(view.state, inks.cell)
        if span.index == 0 and view.state == "filled":
            ink = inks.name
        start = GLYPHS.right if marked and span.index == 0 else " "
        text = fit(view.text, span.room)
        end = " " if span.width > 1 else ""
        return [
            Segment(start, ground + inks.line),
            Segment(text + end, ground + ink),
        ]

    def _chosen(self, text: str, cursor: Cursor) -> list[Segment]:
        """Brackets show where the cursor is without colour too."""
        ink = self._inks.ground + (self._inks.cursor if cursor.live else self._inks.resting)
        return [Segment(f"[{text}]", ink)]

    def _left_sign(self, span: Span) -> str:
        hidden = self._window.left
        if not hidden:
            return ""
        label = self._data.columns[0].label
        long = f"{GLYPHS.left} {hidden} more "
        fits = cell_len(label) + 1 + cell_len(long) <= span.room
        return long if fits else f"{GLYPHS.left}{hidden} "

    def _right_sign(self, width: int) -> str:
        hidden = self._window.right
        if not hidden:
            return ""
        last = self._window.spans[-1]
        label = self._data.columns[last.index].label
        long = f" {hidden} more {GLYPHS.right}"
        fits = last.x + 1 + cell_len(label) + cell_len(long) <= width
        return long if fits else f" {hidden}{GLYPHS.right}"
