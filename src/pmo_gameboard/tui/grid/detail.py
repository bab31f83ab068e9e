"""The lines under a grid: the whole text of the chosen cell, what it takes, or what went wrong."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from pmo_gameboard.board.models import Column
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import describe
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.state import Row
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.grid.data import GridData
from pmo_gameboard.tui.grid.draft import Draft, show
from pmo_gameboard.tui.text import fit, wrap

MOST = 30
"""The cells that a value takes within a sentence."""

_KEYS = {
    "yes_no": "Space changes it.",
    "choice": "Space changes it, Enter lists them.",
    "rank": "Shift+Up and Shift+Down move the row.",
    "link": "Enter opens it.",
    "links": "Enter opens it.",
}


class GridDetail(Widget):
    """A few lines of words about the chosen cell."""

    DEFAULT_CSS = """
    GridDetail {
        dock: bottom;
        height: 2;
        padding: 0 1;
        background: $panel;
        color: $foreground;

        &.-error { color: $error; }
    }
    """

    text = reactive(("", ""))
    """A lead in bold, and the words after it."""

    def __init__(self) -> None:
        super().__init__()

    def say(self, lead: str, words: str) -> None:
        """Say something about the cell."""
        self.remove_class("-error")
        self.text = (lead, words)

    def complain(self, error: MoveError) -> None:
        """Say what went wrong and what to do."""
        self.add_class("-error")
        self.text = ("Not kept:", " ".join(filter(None, (error.message, error.hint))))

    def render(self) -> Content:
        """The words, wrapped at spaces; user text in them is no markup."""
        lead, words = self.text
        lines = wrap(f"{lead} {words}", self.size.width, max(self.size.height, 1))
        content = Content("\n".join(lines))
        bold = len(lead) if lines and lines[0].startswith(lead) else 0
        return content.stylize("bold", 0, bold)


def about_cell(data: GridData, row: Row, column: Column) -> tuple[str, str]:
    """What there is to say about the chosen cell: its text, or what it takes."""
    lead = f"{column.label}:"
    cell = (row.id, column.id)
    entry = row.cells.get(column.id)
    if entry is None:
        return lead, takes(column)
    words = show(data, column, entry.value)
    if cell in data.stale:
        words = f"{GLYPHS.stale} {words} ({_since(data, row, column)})"
    return lead, words


def about_add(data: GridData) -> tuple[str, str]:
    """What there is to say about the line that adds a row."""
    words = f"Press Enter and type the {data.naming.label.lower()}, or paste rows."
    return f"New {data.register.row}:", words


def about_draft(data: GridData, draft: Draft) -> tuple[str, str]:
    """What there is to say while a cell is being written."""
    column = draft.column
    lead = f"{column.label}:"
    if column.type == "date" and draft.text.strip():
        if draft.error:
            return lead, describe(column)
        return lead, f"{show(data, column, draft.value)}. Enter keeps it."
    help_ = column.help or describe(column)
    if column.type == "notes":
        return lead, f"{help_} Enter keeps it, Ctrl+J begins a new line."
    if draft.before is not None and draft.changed:
        was = fit(show(data, column, draft.before), MOST).rstrip()
        return lead, f"{help_} Esc puts back “{was}”."
    return lead, help_


def takes(column: Column) -> str:
    """What a column takes, in the board's own words where it has them."""
    if column.help and column.type in {"text", "notes"}:
        return column.help
    return " ".join(filter(None, (column.help, describe(column), _KEYS.get(column.type))))


def _since(data: GridData, row: Row, column: Column) -> str:
    """Why a cell no longer counts."""
    entry = row.cells[column.id]
    if (
        column.type == "date"
        and isinstance(entry.value, str)
        and entry.value < data.today.isoformat()
    ):
        return "this day has passed"
    return f"written {show_date(entry.on, data.today)}; write it again, or confirm it"
