"""The board itself: the path of squares, climbing from the first stage to the last.

One widget draws every square by the line API, so that a board of hundreds of squares moves as
smoothly as one of thirteen.
"""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.state import Voice
from pmo_gameboard.tui.layout import Layout, Place, lay_out
from pmo_gameboard.tui.messages import OpenSquare
from pmo_gameboard.tui.themes import PALETTES
from pmo_gameboard.tui.widgets.path_paint import PathPainter


class PathMap(ScrollView, can_focus=True):
    """The whole path, with the token, the standing of every square, and a chosen one."""

    DEFAULT_CSS = """
    PathMap {
        background: $background;
        scrollbar-size: 1 1;
        overflow-x: hidden;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", key_display="↵", id="board.open"),
        Binding("left", "move(-1, 0)", "The square to the left", show=False),
        Binding("right", "move(1, 0)", "The square to the right", show=False),
        Binding("up", "move(0, 1)", "The row above", show=False),
        Binding("down", "move(0, -1)", "The row below", show=False),
        Binding("tab", "step(1)", "Next square", show=False, id="board.next"),
        Binding("shift+tab", "step(-1)", "Previous square", show=False, id="board.previous"),
        Binding("home", "jump(0)", "First square", show=False, id="board.first"),
        Binding("end", "jump(-1)", "Last square", show=False, id="board.last"),
        Binding(
            "t",
            "token",
            "Token",
            show=False,
            id="board.token",
            tooltip="Go to the square it stands on",
        ),
    ]

    survey: reactive[Survey | None] = reactive(None)
    chosen: reactive[str] = reactive("")
    token: reactive[str] = reactive("")
    voices: reactive[Mapping[Voice, str]] = reactive({})

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._painter: PathPainter | None = None
        self._lines: dict[int, Strip] = {}

    # What it shows ---------------------------------------------------------------------------

    def watch_survey(self, old: Survey | None, new: Survey | None) -> None:
        """Lay the board out again where it is another one; repaint in any case."""
        if new is not None and (old is None or old.game.board is not new.game.board):
            self._arrange()
        self._repaint()

    def watch_chosen(self) -> None:
        """Keep the chosen square in view."""
        self._repaint()
        self._bring_into_view()

    def watch_token(self) -> None:
        """Show the token where it is now."""
        self._repaint()

    def watch_voices(self) -> None:
        """Show the tokens of the voices where they are now."""
        self._repaint()

    def on_resize(self) -> None:
        """Lay the board out for the new size."""
        self._arrange()

    def notify_style_update(self) -> None:
        """Paint again in another theme."""
        super().notify_style_update()
        self._repaint()

    def place(self, stop_id: str) -> Place | None:
        """Where a square lies, or None."""
        return self._layout.by_id.get(stop_id) if self._layout else None

    def _arrange(self) -> None:
        window = self.outer_size
        if self.survey is None or not window:
            return
        board = self.survey.game.board
        self._layout = lay_out(board, window.width, window.height)
        if self._layout.height > window.height:  # it scrolls, and the bar takes a column
            self._layout = lay_out(board, window.width - 1, window.height)
        self.virtual_size = Size(self._layout.width, self._layout.height)
        self._repaint()
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        if (place := self.place(self.chosen)) is not None:
            region = Region(place.x, place.y - 1, place.width, place.height + 2)
            self.scroll_to_region(region, animate=False)

    def _repaint(self) -> None:
        self._painter = None
        self._lines.clear()
        self.refresh()

    # Moving ----------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the chosen square."""
        if self.chosen:
            self.post_message(OpenSquare(self.chosen))

    def action_token(self) -> None:
        """Choose the square the token stands on."""
        self.chosen = self.token

    def action_jump(self, index: int) -> None:
        """Choose the first or the last square."""
        if self._layout:
            self.chosen = self._layout.places[index].square.id

    def action_step(self, step: int) -> None:
        """Choose the next or the previous square of the path."""
        here = self.place(self.chosen)
        if self._layout and here:
            places = self._layout.places
            index = places.index(here) + step
            self.chosen = places[max(0, min(index, len(places) - 1))].square.id

    def action_move(self, across: int, up: int) -> None:
        """Choose the neighbour in a direction; at the end of a row, go on along the path."""
        here = self.place(self.chosen)
        if here is None or self._layout is None:
            return
        rows = self._layout.by_row
        if up:
            middle = here.x + here.width // 2
            row = rows.get(here.row + up, [here])
            self.chosen = min(row, key=lambda p: abs(p.x + p.width // 2 - middle)).square.id
            return
        ahead = [place for place in rows[here.row] if (place.x - here.x) * across > 0]
        if ahead:
            self.chosen = min(ahead, key=lambda place: abs(place.x - here.x)).square.id
        else:
            self.action_step(1 if rows[here.row][-1] is here else -1)

    def on_click(self, event: events.Click) -> None:
        """Choose the square under the mouse; a second click opens it."""
        x, y = event.x + self.scroll_offset.x, event.y + self.scroll_offset.y
        for place in self._layout.places if self._layout else ():
            if place.x <= x < place.x + place.width and place.y <= y < place.y + place.height:
                if place.square.id == self.chosen or event.chain > 1:
                    self.post_message(OpenSquare(place.square.id))
                self.chosen = place.square.id

    # Drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        if self._layout is None:
            self._arrange()  # the first frame comes before the word of its size
        if self._layout is None or self.survey is None:
            return Strip.blank(self.size.width, self.rich_style)
        if self._painter is None:
            palette = PALETTES.get(self.app.theme, PALETTES["pmo-dark"])
            self._painter = PathPainter(
                self._layout,
                self.survey,
                palette,
                self.chosen,
                self.token,
                self.voices,
                max(self._layout.height, self.size.height),
            )
        line = y + self.scroll_offset.y
        if line not in self._lines:
            self._lines[line] = self._painter.line(line)
        return self._lines[line].crop_extend(0, self.size.width, self._painter.ground)
