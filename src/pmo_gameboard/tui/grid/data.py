"""What a register grid shows, and the words it shows it in."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pmo_gameboard.board.models import Column, LinkColumn, Register
from pmo_gameboard.game.cells import show_value
from pmo_gameboard.game.lenses import CellId, Lens
from pmo_gameboard.game.state import Entry, Game, Row
from pmo_gameboard.tui.glyphs import GLYPHS

_LONGEST = 1_000
"""No terminal is wide enough to show more characters of a cell on one line."""

_GAPS = {
    "date": "no date",
    "rank": "no rank",
    "scale": "no score",
    "number": "no number",
    "yes_no": "yes or no?",
    "choice": "choose one",
    "link": "pick one",
    "links": "pick some",
}


@dataclass(frozen=True)
class GridData:
    """The part of a game that a grid shows.

    Attributes:
        columns: The columns to show, the one that names the rows first.
        rows: The rows to show, in that order.
        add: Whether rows may be added here.
        more: Whether more rows are asked for than there are.
        gaps: The cells that keep a row from counting.
        stale: The cells that no longer count.
        empty: What to do about it where there are no rows; in general words when not given.
    """

    game: Game
    register: Register
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    today: date
    add: bool
    gaps: frozenset[CellId] = frozenset()
    stale: frozenset[CellId] = frozenset()
    empty: str = ""
    more: bool = False

    @classmethod
    def of(cls, lens: Lens, game: Game, today: date) -> "GridData":
        """What a grid shows through a lens."""
        return cls(
            game=game,
            register=lens.register,
            columns=lens.columns,
            rows=lens.rows,
            today=today,
            add=lens.add,
            gaps=lens.gaps,
            stale=lens.stale,
            more=lens.more,
        )

    @property
    def naming(self) -> Column:
        """The column that names the rows."""
        return self.register.by_id[self.register.named_by]

    @property
    def rank(self) -> Column | None:
        """The first column shown that puts the rows in order."""
        return next((column for column in self.columns if column.type == "rank"), None)

    @property
    def start(self) -> tuple[str | None, str | None]:
        """Where the cursor begins: what is missing, else what is stale, else beside the names.

        No row is the line that adds one.
        """
        for cells in (self.gaps, self.stale):
            for row in self.rows:
                for column in self.columns:
                    if (row.id, column.id) in cells:
                        return row.id, column.id
        if self.more or not self.rows:
            return None, None
        beside = self.columns[1:2] or self.columns
        return self.rows[0].id, beside[0].id

    def in_order_of(self, other: "GridData") -> "GridData":
        """The same with the rows in the order that another had them in, new ones last."""
        places = {row.id: place for place, row in enumerate(other.rows)}
        rows = sorted(self.rows, key=lambda row: places.get(row.id, len(places)))
        return replace(self, rows=tuple(rows))

    def row(self, row_id: str | None) -> Row | None:
        """A row shown, by its id."""
        return next((row for row in self.rows if row.id == row_id), None)

    def nothing(self) -> str:
        """What a grid without rows says."""
        many = self.register.rows
        if self.empty:
            return self.empty
        if self.add:
            return (
                f"No {many} yet. Press Enter and type the first {self.register.row},"
                " or paste rows from a spreadsheet."
            )
        return f"No {many} to work on yet: they come from an earlier square."


@dataclass(frozen=True)
class CellView:
    """How one cell looks."""

    text: str
    state: Literal["filled", "empty", "gap", "stale"]


class CellTexts:
    """The words of the cells; those that did not change since the last game are kept."""

    def __init__(self) -> None:
        self._known: dict[CellId, tuple[Entry, tuple[Row, ...], str]] = {}
        self._today: date | None = None

    def view(self, data: GridData, row: Row, column: Column) -> CellView:
        """How a cell looks: its words, after a sign where they do not count."""
        cell = (row.id, column.id)
        entry = row.cells.get(column.id)
        text = self._text(data, cell, column, entry) if entry else ""
        if cell in data.gaps:
            return CellView(f"{GLYPHS.dot} {text or gap_words(column)}", "gap")
        if cell in data.stale:
            return CellView(f"{GLYPHS.stale} {text}", "stale")
        return CellView(text, "filled" if entry else "empty")

    def _text(self, data: GridData, cell: CellId, column: Column, entry: Entry) -> str:
        """A link is read again when the register it points to changed, a date on a new day."""
        if data.today != self._today:
            self._known.clear()
            self._today = data.today
        others = data.game.rows(column.to) if isinstance(column, LinkColumn) else ()
        known = self._known.get(cell)
        if known and known[0] is entry and known[1] is others:
            return known[2]
        text = show_value(data.game, column, entry.value, data.today)[:_LONGEST]
        self._known[cell] = (entry, others, text)
        return text


def gap_words(column: Column) -> str:
    """What an empty cell lacks, in a word or two."""
    return _GAPS.get(column.type, "nothing yet")
