"""What a paste would do, shown before it is done."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Static

from pmo_gameboard.board.models import Register
from pmo_gameboard.game.paste import Paste, PastedRow
from pmo_gameboard.game.words import count
from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.text import fit, plain

_NAME_WIDTH = 60


class PastePreview(Dialog[bool]):
    """Lists the pasted rows and what is wrong with any; hands back whether to add the good."""

    AUTO_FOCUS = "#add"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "add", "Add the rows", id="paste.add"),
        Binding("escape", "leave", "Add nothing", id="paste.leave"),
        Binding("up", "scroll(-1)", "Up", show=False, id="paste.up"),
        Binding("down", "scroll(1)", "Down", show=False, id="paste.down"),
        Binding("pageup", "scroll(-8)", "A page up", show=False, id="paste.pageup"),
        Binding("pagedown", "scroll(8)", "A page down", show=False, id="paste.pagedown"),
    ]

    def __init__(self, paste: Paste, register: Register) -> None:
        super().__init__()
        self._paste = paste
        self._register = register
        self._scroll = VerticalScroll(Static(self._rows()), classes="dialog--body", can_focus=False)

    def compose(self) -> ComposeResult:
        """What is filled, the rows, and the two ways on."""
        good = len(self._paste.good)
        with Vertical(classes="dialog--box -tall"):
            title = f"Paste into {self._register.name}"
            yield Static(plain(title), classes="dialog--title")
            yield Static(self._summary(), classes="dialog--text")
            yield self._scroll
            with Horizontal(classes="dialog--buttons"):
                yield Button(plain("Esc: add nothing"), id="leave")
                if good:
                    yield Button(plain(f"Enter: add {self._rows_counted(good)}"), id="add")

    def held(self) -> object:
        """The rows that would be added."""
        return self._paste.good

    def at_first(self) -> object:
        """Nothing: a paste is something the player has done."""
        return type(self._paste.good)()

    def action_add(self) -> None:
        """Add the rows that can be added."""
        self.dismiss(bool(self._paste.good))

    def action_leave(self) -> None:
        """Add nothing."""
        self.dismiss(False)

    def action_scroll(self, lines: int) -> None:
        """Look further up or down the rows."""
        self._scroll.scroll_relative(y=lines, animate=False)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "add")

    def _rows_counted(self, number: int) -> str:
        return count(number, self._register.row, self._register.rows)

    def _summary(self) -> Content:
        paste = self._paste
        good = len(paste.good)
        skipped = len(paste.rows) - good
        words = f"{self._rows_counted(good)} to add"
        if skipped:
            words += f", {skipped} left out"
        source = "named by the first line" if paste.headed else "in the order they are pasted"
        columns = " · ".join(column.label for column in paste.columns)
        words += f".\nColumns {source}: {columns}."
        if paste.ignored:
            words += f"\nColumns with no place here: {', '.join(paste.ignored)}."
        return plain(words.replace("·", GLYPHS.dot))

    def _rows(self) -> Content:
        return Content("\n").join(
            plain(line) for row in self._paste.rows for line in self._say(row)
        )

    def _say(self, row: PastedRow) -> Iterator[str]:
        """A row in a line, and a line for each of its cells that is not filled as pasted."""
        signs = GLYPHS.standings
        name = fit(row.name or "(no name)", _NAME_WIDTH).rstrip()
        if row.skipped:
            yield f"{signs['set_aside']} {name}: left out, {row.skipped}"
            return
        sign = signs["started"] if row.left_out else signs["done"]
        yield f"{sign} {name}"
        for cell in row.left_out:
            how = "stays empty" if cell.rest is None else "is filled in part"
            yield f"    {cell.column.label} {how}: {cell.reason}"
