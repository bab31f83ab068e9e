"""The table of a register grid: one widget that draws the cells in view and moves among them."""

from dataclasses import fields
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size, clamp
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmo_gameboard.board.models import Column
from pmo_gameboard.game.state import Row
from pmo_gameboard.tui.grid.data import CellTexts, GridData
from pmo_gameboard.tui.grid.layout import (
    Window,
    column_widths,
    first_for,
    last_first,
    see,
)
from pmo_gameboard.tui.grid.paint import Cursor, GridPainter, Inks

_move = partial(Binding, show=False)


class GridTable(ScrollView, can_focus=True):
    """Rows and columns, a cursor on one cell, and a line to add a row where that is allowed.

    It scrolls sideways by whole columns: the naming column stays, signs in the header say how
    many others hide. Text is drawn as it is; nothing in it is markup.

    Attributes:
        data: What it shows.
        line: The row of the cursor; the one after the last is the line that adds.
        column: The column of the cursor.
    """

    DEFAULT_CSS = """
    GridTable {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;

        & > .grid--header { background: $panel; color: $foreground; text-style: bold; }
        & > .grid--more { background: $panel; color: $primary; text-style: bold; }
        & > .grid--name { color: $foreground; text-style: bold; }
        & > .grid--cell { color: $foreground; }
        & > .grid--quiet { color: $quiet; }
        & > .grid--gap { color: $quiet; text-style: italic; }
        & > .grid--stale { color: $warning; }
        & > .grid--line { color: $line; }
        & > .grid--row { background: $panel; }
        & > .grid--cursor { background: $select; color: $foreground; text-style: bold; }
        & > .grid--resting { background: $panel; color: $foreground; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"grid--{field.name}" for field in fields(Inks) if field.name != "ground"
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        _move("up", "move(-1, 0)", "Row above", id="grid.up"),
        _move("down", "move(1, 0)", "Row below", id="grid.down"),
        _move("left", "move(0, -1)", "Column to the left", id="grid.left"),
        _move("right", "move(0, 1)", "Column to the right", id="grid.right"),
        _move("home", "column_end(-1)", "First column", id="grid.home"),
        _move("end", "column_end(1)", "Last column", id="grid.end"),
        _move("ctrl+home", "row_end(-1)", "First row", id="grid.top"),
        _move("ctrl+end", "row_end(1)", "Last row", id="grid.bottom"),
        _move("pageup", "page(-1)", "A page of rows up", id="grid.pageup"),
        _move("pagedown", "page(1)", "A page of rows down", id="grid.pagedown"),
        _move("tab", "step(1)", "Next cell, then on", id="grid.next"),
        _move("shift+tab", "step(-1)", "Cell before, then back", id="grid.previous"),
    ]

    line = reactive(0, repaint=False)
    column = reactive(0, repaint=False)
    first = reactive(1)
    """The first column in view beside the naming one."""
    live = reactive(default=False, repaint=False)
    """Whether keys come here."""

    class Moved(Message):
        """The cursor is on another cell."""

    class Chosen(Message):
        """The cell under the cursor was clicked on again."""

    class Shifted(Message):
        """Cells are drawn in other places than before."""

    def __init__(self, data: GridData) -> None:
        super().__init__()
        self.data = data
        self._texts = CellTexts()
        self._strips: dict[tuple[int, Cursor | None], Strip] = {}
        self._paint: GridPainter | None = None
        self._widths: tuple[int, ...] = ()
        self._window = Window((), 1, 0, 0)
        self._room = 0

    # What the grid around it asks for

    @property
    def row(self) -> Row | None:
        """The row of the cursor, or None on the line that adds one."""
        return self.data.rows[self.line] if self.line < len(self.data.rows) else None

    @property
    def cell_column(self) -> Column:
        """The column of the cursor; the naming one on the line that adds a row."""
        return self.data.columns[self.column if self.row else 0]

    @property
    def lines(self) -> int:
        """The lines the cursor can be on."""
        return len(self.data.rows) + self.data.add

    def show(self, data: GridData) -> None:
        """Show other data; the cursor stays on its row and column wherever they are now."""
        row, column = self.row, self.cell_column
        self.data = data
        self._lay_out()
        ids = [each.id for each in data.columns]
        self.column = ids.index(column.id) if column.id in ids else min(self.column, len(ids) - 1)
        self.go_to(row.id if row else None)

    def go_to(self, row_id: str | None, column_id: str | None = None) -> None:
        """Put the cursor on a row, where it is there, and a column; None: where it is now."""
        places = {row.id: place for place, row in enumerate(self.data.rows)}
        line = places.get(row_id, self.line) if row_id else self.line
        self.line = clamp(line, 0, max(self.lines - 1, 0))
        for place, column in enumerate(self.data.columns):
            if column.id == column_id:
                self.column = place
        self.bring_into_view()

    def go_to_add(self) -> None:
        """Put the cursor on the line that adds a row."""
        self.line = len(self.data.rows)
        self.bring_into_view()

    def cursor_region(self) -> Region | None:
        """Where the chosen cell is drawn in this widget; None while it is out of view."""
        span = self._window.span(self.column if self.row else 0)
        y = 1 + self.line - self.scroll_offset.y
        if span is None or not 1 <= y < self.size.height:
            return None
        return Region(span.x, y, span.width, 1)

    def bring_into_view(self) -> None:
        """Scroll so that the chosen cell is wholly in view."""
        height = self.size.height - 1
        if height < 1 or not self._widths:
            return
        if self.row:
            self.first = first_for(self._widths, self.first, self.column, self._room)
        top = self.scroll_offset.y
        self.scroll_to(y=clamp(top, self.line - height + 1, self.line), animate=False, force=True)

    # Moving

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by cells."""
        if right and self.row:
            self.column = clamp(self.column + right, 0, len(self.data.columns) - 1)
        self.line = clamp(self.line + down, 0, max(self.lines - 1, 0))
        self.bring_into_view()

    def action_column_end(self, end: int) -> None:
        """Go to the first or last column."""
        self.action_move(0, end * len(self.data.columns))

    def action_row_end(self, end: int) -> None:
        """Go to the first or last row."""
        self.action_move(end * self.lines, 0)

    def action_page(self, pages: int) -> None:
        """Move by as many rows as are in view."""
        self.action_move(pages * max(self.size.height - 2, 1), 0)

    def action_step(self, step: int) -> None:
        """Go to the next or previous cell, row after row, and past the ends leave the table.

        A row that has its name already is entered beside it, so that typing on renames nobody.
        """
        last = len(self.data.columns) - 1
        column = self.column + step if self.row else (-1 if step < 0 else last + 1)
        line = self.line
        if not 0 <= column <= last:
            line += step
            beside = min(1, last) if line < len(self.data.rows) else 0
            column = beside if step > 0 else last
        if 0 <= line < self.lines:
            self.line, self.column = line, column
            self.bring_into_view()
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Whatever can be printed starts to write in a cell; a question mark asks for help."""
        return character is not None and character.isprintable() and character != "?"

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the cell; on the chosen one, or with a second click, write in it."""
        event.stop()
        if event.y == 0:
            self._click_header(event.x)
            return
        line = event.y - 1 + self.scroll_offset.y
        column = self._window.index_at(event.x)
        if line >= self.lines:
            return
        here = line == self.line and (self.row is None or column in {self.column, None})
        adds = line == len(self.data.rows)
        self.line = line
        if column is not None and not adds:
            self.column = column
        self.bring_into_view()
        if here or adds:
            self.post_message(self.Chosen())

    def _click_header(self, x: int) -> None:
        name = self._window.spans[0]
        if x < name.width and self._window.left:
            self._scroll_columns(-1)
        elif x >= self._room - self._painter().right_sign_width(self._room):
            self._scroll_columns(1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Show the next column."""
        self._scroll_columns(1)
        event.stop()
        event.prevent_default()

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Show the column before."""
        self._scroll_columns(-1)
        event.stop()
        event.prevent_default()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With Shift, a wheel that only turns one way goes sideways."""
        if event.shift:
            self._scroll_columns(1)
            event.stop()
            event.prevent_default()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With Shift, a wheel that only turns one way goes sideways."""
        if event.shift:
            self._scroll_columns(-1)
            event.stop()
            event.prevent_default()

    def _scroll_columns(self, step: int) -> None:
        self.first = clamp(self.first + step, 1, last_first(self._widths, self._room))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw one line; lines are kept until they look different."""
        line = y - 1 + self.scroll_offset.y if y else -1
        cursor = Cursor(self.column, self.live) if line == self.line else None
        key = (line, cursor)
        if key not in self._strips:
            self._strips[key] = self._draw(line, cursor)
        return self._strips[key]

    def _draw(self, line: int, cursor: Cursor | None) -> Strip:
        width = self._room
        painter = self._painter()
        if line < 0:
            return painter.header(width)
        if line < len(self.data.rows):
            return painter.row(self.data.rows[line], width, cursor)
        if line < self.lines:
            return painter.add_line(width, cursor)
        if not self.data.rows:
            return painter.nothing(line - self.lines - 1, width)
        return Strip.blank(width, self.rich_style)

    def _painter(self) -> GridPainter:
        if self._paint is None:
            names = (field.name for field in fields(Inks) if field.name != "ground")
            inks = {
                name: self.get_component_rich_style(f"grid--{name}", partial=True) for name in names
            }
            ink = Inks(ground=self.rich_style, **inks)
            self._paint = GridPainter(self.data, self._texts, ink, self._window)
        return self._paint

    # When things change

    def on_resize(self) -> None:
        """Share the new width among the columns, and keep the cursor in view."""
        self._lay_out()
        self.bring_into_view()

    def on_focus(self) -> None:
        """The cursor shows that keys come here."""
        self.live = True

    def on_blur(self) -> None:
        """The cursor shows that keys go elsewhere."""
        self.live = False

    def watch_live(self) -> None:
        """Draw the cursor as it is now."""
        self._refresh_line(self.line)

    def notify_style_update(self) -> None:
        """Draw in the new colours."""
        super().notify_style_update()
        self._forget()

    def watch_line(self, old: int, new: int) -> None:
        """Draw the two lines anew, and say where the cursor is."""
        self._refresh_line(old)
        self._refresh_line(new)
        self.post_message(self.Moved())

    def watch_column(self) -> None:
        """Draw the line anew, and say where the cursor is."""
        self._refresh_line(self.line)
        self.post_message(self.Moved())

    def watch_first(self) -> None:
        """Draw the other columns."""
        if not self._widths:
            return
        self._see()
        self.post_message(self.Shifted())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say that cells are drawn elsewhere."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Shifted())

    def _refresh_line(self, line: int) -> None:
        y = 1 + line - self.scroll_offset.y
        if 1 <= y < self.size.height:
            self.refresh(Region(0, y, self._room, 1))

    def watch_show_vertical_scrollbar(self) -> None:
        """The bar takes a column away from the cells, or gives it back."""
        self._lay_out()

    def _lay_out(self) -> None:
        self._room = self.scrollable_content_region.width
        self._widths = column_widths(self.data, self._texts, self._room)
        last = last_first(self._widths, self._room)
        self.set_reactive(GridTable.first, clamp(self.first, 1, last))
        self.virtual_size = Size(self._room, 1 + self.lines)
        self._see()
        self.post_message(self.Shifted())

    def _see(self) -> None:
        self._window = see(self._widths, self.first, self._room)
        self._redraw()

    def _redraw(self) -> None:
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        self._strips.clear()
        self._paint = None
