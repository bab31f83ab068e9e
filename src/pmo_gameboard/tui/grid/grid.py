"""The register grid: a small spreadsheet in which a register is written.

It reads what people type and shows what the game holds. What becomes of it is decided by the
screen around it, which hears of it by message and gives the grid new data or refuses.
"""

from collections.abc import Iterable
from typing import ClassVar, Literal

from textual import events, on
from textual.binding import Binding, BindingType

from pmo_gameboard.board.models import Column
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.lenses import CellId
from pmo_gameboard.game.paste import Paste, read_paste, read_table
from pmo_gameboard.game.state import Row, Value
from pmo_gameboard.tui.dialogs.paste_preview import PastePreview
from pmo_gameboard.tui.dialogs.pick_links import PickScreen, choices_for
from pmo_gameboard.tui.grid.draft import read
from pmo_gameboard.tui.grid.keys import Digits, next_in_turn
from pmo_gameboard.tui.grid.table import GridTable
from pmo_gameboard.tui.grid.writing import WritingGrid

PICKED = {"choice", "link", "links"}
"""The types of columns whose cells are filled from a list."""


class RegisterGrid(WritingGrid):
    """A table of cells that are written in place, and lines of help under it.

    Set ``data`` to show another state of the game; a cell that is being written is left alone.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "enter",
            "Edit",
            key_display="↵",
            id="grid.enter",
            tooltip="Write in the chosen cell",
        ),
        Binding("f2", "edit", "Edit", show=False, id="grid.edit", tooltip="Write on in the cell"),
        Binding("ctrl+n,insert", "add_row", "Add", show=False, id="grid.add", tooltip="Add a row"),
        Binding(
            "f8",
            "delete_row",
            "Delete row",
            show=False,
            id="grid.delete",
            tooltip="Delete this row",
        ),
        Binding("delete,backspace", "clear", "Empty the cell", show=False, id="grid.clear"),
        Binding("alt+up,shift+up", "rank(-1)", "Rank the row higher", show=False, id="grid.higher"),
        Binding(
            "alt+down,shift+down", "rank(1)", "Rank the row lower", show=False, id="grid.lower"
        ),
    ]

    _digits = Digits()
    _quick: CellId | None = None
    """The cell that was just filled by a single key."""

    # Keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """While a cell is being written, only adding a row leads out of it."""
        if action == "rank" and self._data.rank is None:
            return False
        if action == "add_row" and not self._data.add:
            return False
        return self._draft is None or action not in {"enter", "edit", "delete_row", "clear", "rank"}

    def on_key(self, event: events.Key) -> None:
        """Whatever can be printed is written into the chosen cell."""
        if event.character is None or not event.is_printable:
            return
        if event.key.startswith(("alt+", "ctrl+")):
            return
        if event.character == "?" and self._draft is None:
            return  # asks for help: nothing has a name that begins like this
        event.stop()
        if self._draft is not None:
            self._editor.add(event.character)
        else:
            self._type(event.character, event.time)

    def action_enter(self) -> None:
        """Edit the cell; behind a key that filled it, go down as behind any other writing."""
        if self._quick is not None and self._quick == self._cursor:
            self.table.action_move(1, 0)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """Write in the chosen cell, or pick for it from a list."""
        row, column = self.table.row, self.table.cell_column
        if row and column.type in PICKED:
            self._pick(row, column)
        else:
            self._begin()

    def action_add_row(self) -> None:
        """Write a new row."""
        if self._draft is not None:
            self._end("down")
        if self._draft is None:
            self.table.go_to_add()
            self._begin()

    def action_delete_row(self) -> None:
        """Ask for the chosen row to be deleted."""
        if row := self.table.row:
            self._last = None
            self.post_message(self.RowDeleted(self, row.id))

    def action_clear(self) -> None:
        """Empty the chosen cell."""
        row, column = self.table.row, self.table.cell_column
        if row and column.id in row.cells:
            self._write(row, column, None)

    def action_rank(self, step: Literal[-1, 1]) -> None:
        """Move the chosen row in the order of the rank column."""
        row, column = self.table.row, self._data.rank
        if row and column:
            self._last = self._steady = None
            self.post_message(self.RankMoved(self, row.id, column.id, step))

    @on(GridTable.Chosen)
    def _chosen(self, event: GridTable.Chosen) -> None:
        event.stop()
        if self._draft is None:
            self.action_edit()

    def _type(self, character: str, time: float) -> None:
        """Take the first key in a cell that nobody is writing in."""
        row, column = self.table.row, self.table.cell_column
        if row is None:
            self._begin(character.strip() or None)
        elif column.type in {"yes_no", "choice"} and character == " ":
            self._write(row, column, next_in_turn(row, column))
        elif column.type in PICKED:
            self._pick(row, column, character.strip())
        elif column.type in {"rank", "scale"} and character != " ":
            self._digits = self._digits.after((row.id, column.id), character, time)
            self._set(row, column, self._digits.texts)
        elif column.type == "yes_no":
            self._set(row, column, (character,))
        else:
            self._begin(character.strip() or None)

    def _set(self, row: Row, column: Column, texts: Iterable[str]) -> None:
        """Write the first of the texts that the column can hold."""
        error: MoveError | None = None
        for text in texts:
            try:
                value = read(self._data, column, text)
            except MoveError as found:
                error = found
            else:
                self._write(row, column, value)
                self._quick = (row.id, column.id)
                return
        if error:
            self._detail.complain(error)

    def _write(self, row: Row, column: Column, value: Value | None) -> None:
        self._last = None
        self._steady = column.id
        self.post_message(self.CellWritten(self, row.id, column.id, value, final=True))

    def _pick(self, row: Row, column: Column, typed: str = "") -> None:
        """Fill the cell from a list."""
        entry = row.cells.get(column.id)
        before = entry.value if entry else None

        def take(picked: tuple[str, ...] | None) -> None:
            if picked is None:
                return
            value: Value | None = picked if column.type == "links" else next(iter(picked), None)
            if (value or None) != before:
                self._write(row, column, value or None)

        choices = choices_for(self._data.game, column, before)
        self.app.push_screen(PickScreen(choices, typed), take)

    # Pasting

    def on_paste(self, event: events.Paste) -> None:
        """One cell goes into the chosen cell, more become rows after a look at them."""
        event.stop()
        if self._draft is not None:
            self._editor.add(event.text)
            return
        try:
            self._paste(event.text)
        except MoveError as error:
            self._detail.complain(error)

    def _paste(self, text: str) -> None:
        table = read_table(text)
        row, column = self.table.row, self.table.cell_column
        single = [len(line) == 1 for line in table]
        prose = row is not None and column.type == "notes" and all(single)
        if table and (len(table) == 1 == len(table[0]) or prose):
            self._paste_cell(row, table[0][0] if len(table) == 1 else clean(text))
        elif table and self._data.add:
            data = self._data
            narrow = row is not None and all(single)
            columns = data.columns[self.table.column if narrow else 0 :]
            paste = read_paste(data.game, data.register, columns, table, data.today)
            self._preview(paste)
        elif table:
            raise self._cannot_add()

    def _paste_cell(self, row: Row | None, text: str) -> None:
        if row:
            self._set(row, self.table.cell_column, (text,))
        elif self._data.add:
            name = read(self._data, self._data.naming, text)
            self._last = None
            self.post_message(self.RowAdded(self, str(name), final=True))

    def _preview(self, paste: Paste) -> None:
        def add(agreed: bool | None) -> None:  # noqa: FBT001  # what the screen hands back
            if agreed and paste.good:
                self._last = None
                self.post_message(self.RowsPasted(self, paste.good))

        self.app.push_screen(PastePreview(paste, self._data.register), add)

    def _cannot_add(self) -> MoveError:
        rows = self._data.register.rows
        return MoveError(
            f"This list takes no new {rows}: it works on some that are there already.",
            hint=f"Add {rows} where all of them are shown.",
        )
