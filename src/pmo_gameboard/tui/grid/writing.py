"""Writing in the cells of a grid: the field over the cell, from the first key to the last."""

from dataclasses import replace
from typing import Self

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from pmo_gameboard.board.models import Column
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.state import Value
from pmo_gameboard.tui.grid.data import GridData
from pmo_gameboard.tui.grid.detail import GridDetail, about_add, about_cell, about_draft
from pmo_gameboard.tui.grid.draft import Draft, read, show
from pmo_gameboard.tui.grid.field import (
    CellEditor,
    EditorChanged,
    EditorDone,
    EditorLeft,
    LineEditor,
    NotesEditor,
    Step,
)
from pmo_gameboard.tui.grid.messages import GridMessages
from pmo_gameboard.tui.grid.table import GridTable
from pmo_gameboard.tui.messages import TakeBackEscape

_WIDTH = {"notes": 60, "text": 40}
_WIDTH_OTHERS = 24
_NOTES_HEIGHT = 7

_AS_WHOLE = {"date", "number", "scale"}
"""The types of columns whose half-typed values say something else, as 1 does on its way to 12."""

_PAUSE = 0.5
"""Seconds without a key after which such a value counts as whole."""


class WritingGrid(GridMessages, Vertical):
    """A table, the words under it, and a field that lies over the cell being written.

    What is typed is sent on while it is typed, so that it is never only on the screen: texts
    with every key, dates and numbers at a pause. Other data may come in meanwhile; the table
    shows them when the field closes. While the cursor stays in the column that was written in,
    the rows keep their places: nobody wants to fill a column that is shuffled at every key.
    """

    DEFAULT_CSS = """
    WritingGrid {
        layers: base editor;
        height: 1fr;
        min-height: 4;

        GridTable { height: 1fr; }
    }
    """

    def __init__(
        self,
        data: GridData,
        *,
        id: str | None = None,  # noqa: A002  # Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._data = data
        self.table = GridTable(data)
        self._detail = GridDetail()
        self._line = LineEditor()
        self._notes = NotesEditor()
        self._draft: Draft | None = None
        self._last: Draft | None = None
        self._ended: Draft | None = None
        """The writing that a key ended, to go on with where that key was none."""
        self._cursor: tuple[str | None, str] | None = None
        self._pause: Timer | None = None
        self._latest = data
        self._steady: str | None = None
        self._said: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """The table, the words under it, and the fields that lie over a cell in turn."""
        yield self.table
        yield self._detail
        yield self._line
        yield self._notes

    def on_mount(self) -> None:
        """Show what has come in since the grid was made, where there is most to do."""
        self.data = self._latest
        row_id, column_id = self._data.start
        if row_id is None:
            self.table.go_to_add()
        else:
            self.table.go_to(row_id, column_id)

    # What the screen does

    @property
    def data(self) -> GridData:
        """What the grid shows."""
        return self._data

    @data.setter
    def data(self, data: GridData) -> None:
        self._latest = data
        self._data = data.in_order_of(self._data) if self._steady else data
        if self._draft is None and self.is_mounted:
            self.table.show(self._data)
            self._say()

    @property
    def editing(self) -> bool:
        """Whether a cell is being written."""
        return self._draft is not None

    def focus(self, scroll_visible: bool = True) -> Self:  # noqa: FBT001, FBT002  # as in Widget
        """Let keys go to the table."""
        self.table.focus(scroll_visible)
        return self

    def go_to(self, row_id: str, column_id: str) -> None:
        """Choose a cell; after ``RowAdded`` the new row's, whose name may still be typed."""
        if self._draft is None:
            self.table.go_to(row_id, column_id)
        elif self._draft.asked:
            self._adopt(row_id)

    def refuse(self, error: MoveError) -> None:
        """Say why the last message came to nothing; what was typed stays or comes back."""
        if self._draft is None and self._last is not None:
            self._reopen(self._last)
        if self._draft is not None:
            self._draft = replace(self._draft, error=error, asked=False, then=None)
        self._detail.complain(error)

    def finish(self) -> MoveError | None:
        """Stop writing, to leave the screen; why what is typed cannot be kept, if it cannot."""
        self._typed()
        error = self._draft.error if self._draft is not None else None
        self._end("stay")
        return error

    @property
    def draft(self) -> Draft | None:
        """The writing in a cell, as far as it has come; None where none is being written."""
        self._typed()
        return self._draft

    # Writing in a cell

    @property
    def _editor(self) -> CellEditor:
        column = self._draft.column if self._draft else self.table.cell_column
        return self._notes if column.type == "notes" else self._line

    def _begin(self, typed: str | None = None) -> None:
        """Open the field over the chosen cell.

        A typed character takes the place of a short text; notes it goes on with. It renames
        no row: other squares and lists know it by its name.
        """
        row, column = self.table.row, self.table.cell_column
        if row is None and not self._data.add:
            return
        if row is not None and typed is not None and column is self._data.naming:
            name = row.text(column.id)
            self._said = (f"This is {name[:40]}.", "Enter changes the name. → goes on beside it.")
            self._say()
            return
        entry = row.cells.get(column.id) if row else None
        before = entry.value if entry else None
        text = show(self._data, column, before)
        row_id = row.id if row else None
        self._open(Draft(row_id, column, before, text, before, before))
        if typed is None:
            return
        if column.type == "notes":
            self._editor.add(f"\n{typed}" if text else typed)
        else:
            self._editor.begin("", text)
            self._editor.add(typed)

    def _open(self, draft: Draft) -> None:
        self._draft = draft
        self._last = self._said = None
        self.table.bring_into_view()
        self._editor.begin(draft.text, show(self._data, draft.column, draft.before))
        self._enter()

    def _enter(self) -> None:
        """Let keys go to the field, over its cell."""
        self._place()
        self.screen.set_focus(self._editor)
        self.refresh_bindings()
        self._say()

    @on(TakeBackEscape)
    def _write_on(self, event: TakeBackEscape) -> None:
        """Go on in the field as if the Esc that closed it had never come; it still holds all."""
        event.stop()
        draft, self._ended = self._ended, None
        if draft is None or self._draft is not None:
            return
        if draft.row_id is None:
            self.table.go_to_add()
        else:
            self.table.go_to(draft.row_id, draft.column.id)
        self._draft = draft
        self._last = self._said = None
        self._editor.display = True
        self._enter()
        self._typed()

    def _reopen(self, draft: Draft) -> None:
        """Bring back what was typed in a cell, after it was refused."""
        if draft.row_id:
            self.table.go_to(draft.row_id, draft.column.id)
        self._open(draft)

    def _place(self) -> None:
        """Lay the field over its cell, wide enough to write in."""
        cell = self.table.cursor_region()
        room = self.table.size
        if cell is None or self._draft is None:
            return
        kind = self._draft.column.type
        width = min(max(cell.width, _WIDTH.get(kind, _WIDTH_OTHERS)), room.width)
        height = min(_NOTES_HEIGHT, room.height) if kind == "notes" else 1
        x, y = min(cell.x, room.width - width), min(cell.y, room.height - height)
        styles = self._editor.styles
        styles.offset, styles.width, styles.height = (x, y), width, height

    @on(EditorChanged)
    def _typed(self, event: EditorChanged | None = None) -> None:
        """Read what is in the field, and send it on where it can be read."""
        if event:
            event.stop()
        draft = self._draft
        if draft is None or (text := self._editor.written) == draft.text:
            return
        try:
            value = read(self._data, draft.column, text)
        except MoveError as error:
            self._draft = replace(draft, text=text, error=error)
            self._forget_half(draft)
        else:
            self._draft = replace(draft, text=text, value=value, error=None)
            self._send_in_time()
        self._say()

    def _forget_half(self, draft: Draft) -> None:
        """Keep nothing that was read on the way to a text that says something else."""
        if draft.row_id is not None and draft.posted and not draft.born and self._draft:
            self.post_message(self.WritingUndone(self, draft.row_id, draft.column.id))
            self._draft = replace(self._draft, sent=draft.before, posted=False)

    def _send_in_time(self) -> None:
        """Send a text on at once, what must be whole when no more keys seem to come."""
        self._stop_waiting()
        if self._draft and self._draft.column.type in _AS_WHOLE:
            self._pause = self.set_timer(_PAUSE, self._send)
        else:
            self._send()

    def _stop_waiting(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _send(self) -> None:
        """Have what is typed kept at once, before the writer is done.

        A rank waits until then: on its way to 12 a row would visit place 1.
        """
        draft = self._draft
        if draft is None or draft.error or draft.value == draft.sent or draft.asked:
            return
        if draft.column.type == "rank":
            return
        if draft.row_id is not None:
            self._draft = replace(draft, sent=draft.value, posted=True)
            self._post(draft.row_id, draft.column, draft.value, final=False)
        elif draft.value is not None:
            self._draft = replace(draft, sent=draft.value, posted=True, asked=True)
            self.post_message(self.RowAdded(self, str(draft.value), final=False))

    def _adopt(self, row_id: str) -> None:
        """Go on writing in the row that was added for it."""
        draft = self._draft
        if draft is None:
            return
        self._draft = replace(draft, row_id=row_id, asked=False, born=True, then=None)
        if draft.error is None:
            self._send()
        if draft.then:
            self._end(draft.then)

    @on(EditorDone)
    def _done(self, event: EditorDone) -> None:
        event.stop()
        self._typed()
        self._ended = draft = self._draft
        if draft is not None and (event.step == "back" or draft.error):
            self._ended = draft.at_first(show(self._data, draft.column, draft.before))
        self._end(event.step)

    @on(EditorLeft)
    def _left(self, event: EditorLeft) -> None:
        event.stop()
        if self._draft is not None and self.screen.focused is not self._editor:
            error = self._draft.error
            self._end("stay")
            if error:
                self._detail.complain(error)

    def _end(self, step: Step) -> None:
        """Close the field and go on; text that cannot be kept holds the writer back.

        Unless the writer only leaves: then the cell holds again what it held before.
        """
        self._typed()
        self._stop_waiting()
        draft = self._draft
        if draft is None:
            return
        if draft.asked:
            self._draft = replace(draft, then=step)
        elif step == "back" or (draft.error and step == "stay"):
            self._put_back(draft)
        elif draft.error is None:
            if draft.row_id is not None and draft.changed:
                self._steady = draft.column.id
                self._post(draft.row_id, draft.column, draft.value, final=True)
            self._close(step)
            if step == "stay" and draft.column.type == "notes" and draft.changed:
                self._said = ("Kept.", "Ctrl+Z takes it back.")
                self._say()
        else:
            self._detail.complain(draft.error)

    def _put_back(self, draft: Draft) -> None:
        """Close the field over the cell as it was before."""
        if draft.row_id is not None and draft.kept:
            self.post_message(self.WritingUndone(self, draft.row_id, draft.column.id))
        self._close("stay")
        self._last = None
        if draft.kept:
            self._said = ("As it was.", "Ctrl+Y brings back what you typed.")
            self._say()

    def _close(self, step: Step) -> None:
        draft, editor = self._draft, self._editor
        if draft is None:
            return
        focused = self.screen.focused is editor
        self._draft, self._last = None, draft
        if focused:
            self.screen.set_focus(self.table)
        editor.display = False
        self.table.show(self._data)
        self.refresh_bindings()
        if draft.row_id:
            self.table.go_to(draft.row_id, draft.column.id)
        if draft.born and step == "down":
            self.table.go_to_add()
        elif step in {"left", "right"}:
            self.table.action_step(1 if step == "right" else -1)
        elif step != "stay":
            self.table.action_move(1 if step == "down" else -1, 0)
        self._say()

    def _post(self, row_id: str, column: Column, value: Value | None, *, final: bool) -> None:
        self.post_message(self.CellWritten(self, row_id, column.id, value, final=final))

    # What is said under the table

    def _say(self) -> None:
        draft, row = self._draft, self.table.row
        if draft is not None:
            self._detail.say(*about_draft(self._data, draft))
        elif self._said is not None:
            self._detail.say(*self._said)
        elif row is not None:
            words = about_cell(self._data, row, self.table.cell_column)
            self._detail.say(*words)
        elif self._data.add:
            self._detail.say(*about_add(self._data))
        else:
            self._detail.say("", "")

    @on(GridTable.Moved)
    def _moved(self, event: GridTable.Moved) -> None:
        event.stop()
        row = self.table.row
        cursor = (row.id if row else None, self.table.cell_column.id)
        if cursor != self._cursor:
            self._cursor, self._said = cursor, None
            if self._draft is None:
                self._sort_again()
                self._say()
            self.post_message(self.CursorMoved(self, *cursor))

    def _sort_again(self) -> None:
        """Once the cursor leaves the column that was written in, every row goes to its place."""
        if self._steady not in {None, self.table.cell_column.id}:
            self._steady = None
            self.data = self._latest

    @on(GridTable.Shifted)
    def _shifted(self, event: GridTable.Shifted) -> None:
        event.stop()
        if self._draft is None:
            return
        if self.table.cursor_region() is None:
            self._end("stay")
        else:
            self._place()

    def on_resize(self, event: events.Resize) -> None:
        """Give the words under the table their share of the height."""
        height = event.size.height
        few, some = 5, 14
        self._detail.styles.height = 1 if height < few else 2 if height < some else 3
