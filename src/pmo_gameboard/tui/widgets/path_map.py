"""The board itself: the path of squares, climbing from the first stage to the last.

One widget draws every square by the line API, so that a board of hundreds of squares moves as
smoothly as one of thirteen.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from pmo_gameboard.board.models import Square
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import standing_words
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.layout import Layout, Place, lay_out
from pmo_gameboard.tui.text import fit, wrap
from pmo_gameboard.tui.themes import PALETTES, Palette, Tile

NARROW = 14
"""Tiles below this width put the standing beside the number and wrap the title below."""


LEGIBLE = 16
"""Below this width a stage has only its name beside its row."""


@dataclass(frozen=True)
class Piece:
    """A run of text in one style, starting at a column of the board."""

    x: int
    text: str
    style: Style


@lru_cache(maxsize=512)
def style(ink: Color, ground: Color, *, bold: bool = False) -> Style:
    """A style from two colours."""
    return Style(color=ink.rich_color, bgcolor=ground.rich_color, bold=bold)


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
        Binding("tab,n", "step(1)", "Next square", show=False, id="board.next"),
        Binding("shift+tab,p", "step(-1)", "Previous square", show=False, id="board.previous"),
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

    class Chosen(Message):
        """Another square was chosen."""

        def __init__(self, stop_id: str) -> None:
            super().__init__()
            self.stop_id = stop_id

    class Opened(Message):
        """A square is to be opened."""

        def __init__(self, stop_id: str) -> None:
            super().__init__()
            self.stop_id = stop_id

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._index: dict[str, int] = {}
        self._rows: dict[int, list[Place]] = {}
        self._lines: dict[int, Strip] = {}

    # What it shows ---------------------------------------------------------------------------

    def watch_survey(self, old: Survey | None, new: Survey | None) -> None:
        """Lay the board out again where it is another one; repaint in any case."""
        if new is not None and (old is None or old.game.board is not new.game.board):
            self._arrange()
        self._repaint()

    def watch_chosen(self, stop_id: str) -> None:
        """Keep the chosen square in view."""
        self._repaint()
        if (place := self.place(stop_id)) is not None:
            region = Region(place.x, place.y - 1, place.width, place.height + 2)
            self.scroll_to_region(region, animate=False)
            self.post_message(self.Chosen(stop_id))

    def watch_token(self) -> None:
        """Show the token where it is now."""
        self._repaint()

    def on_resize(self) -> None:
        """Lay the board out for the new size."""
        self._arrange()

    def notify_style_update(self) -> None:
        """Paint again in another theme."""
        super().notify_style_update()
        self._lines.clear()

    def place(self, stop_id: str) -> Place | None:
        """Where a square lies, or None."""
        index = self._index.get(stop_id)
        return None if self._layout is None or index is None else self._layout.places[index]

    def _arrange(self) -> None:
        window = self.scrollable_content_region
        if self.survey is None or not window:
            return
        layout = lay_out(self.survey.game.board, window.width, window.height)
        self._layout = layout
        self._index = {place.square.id: i for i, place in enumerate(layout.places)}
        self._rows = {}
        for place in layout.places:
            self._rows.setdefault(place.row, []).append(place)
        self.virtual_size = Size(layout.width, layout.height)
        self._repaint()
        if self.chosen and (place_ := self.place(self.chosen)):
            self.scroll_to_region(
                Region(place_.x, place_.y - 1, place_.width, place_.height + 2), animate=False
            )

    def _repaint(self) -> None:
        self._lines.clear()
        self.refresh()

    # Moving ----------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the chosen square."""
        if self.chosen:
            self.post_message(self.Opened(self.chosen))

    def action_token(self) -> None:
        """Choose the square the token stands on."""
        self.chosen = self.token

    def action_jump(self, index: int) -> None:
        """Choose the first or the last square."""
        if self._layout:
            self.chosen = self._layout.places[index].square.id

    def action_step(self, step: int) -> None:
        """Choose the next or the previous square of the path."""
        if self._layout and self.chosen in self._index:
            index = self._index[self.chosen] + step
            index = max(0, min(index, len(self._layout.places) - 1))
            self.chosen = self._layout.places[index].square.id

    def action_move(self, across: int, up: int) -> None:
        """Choose the neighbour in a direction; at the end of a row, go on along the path."""
        here = self.place(self.chosen)
        if here is None:
            return
        if up:
            row = self._rows.get(here.row + up)
            if row:
                middle = here.x + here.width // 2
                self.chosen = min(row, key=lambda p: abs(p.x + p.width // 2 - middle)).square.id
            return
        ahead = [p for p in self._rows[here.row] if (p.x - here.x) * across > 0]
        if ahead:
            self.chosen = min(ahead, key=lambda p: abs(p.x - here.x)).square.id
        else:
            self.action_step(1 if self._rows[here.row][-1] is here else -1)

    def on_click(self, event: events.Click) -> None:
        """Choose the square under the mouse; a second click opens it."""
        x, y = event.x + self.scroll_offset.x, event.y + self.scroll_offset.y
        for place in self._layout.places if self._layout else ():
            if place.x <= x < place.x + place.width and place.y <= y < place.y + place.height:
                if place.square.id == self.chosen or event.chain > 1:
                    self.post_message(self.Opened(place.square.id))
                self.chosen = place.square.id

    # Drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        line = y + self.scroll_offset.y
        if line not in self._lines:
            self._lines[line] = self._draw(line)
        return self._lines[line].crop_extend(0, self.size.width, self._ground)

    @property
    def _palette(self) -> Palette:
        return PALETTES.get(self.app.theme, PALETTES["pmo-dark"])

    @property
    def _ground(self) -> Style:
        return style(self._palette.ink, self._palette.ground)

    def _draw(self, y: int) -> Strip:
        layout, survey = self._layout, self.survey
        if layout is None or survey is None:
            return Strip.blank(self.size.width, self._ground)
        row = layout.row_at(y)
        if row is None:
            return Strip.blank(layout.width, self._ground)
        top = layout.top_of(row)
        pieces: list[Piece] = []
        if y >= top:
            pieces += self._stage_pieces(layout, row, y - top)
            pieces += self._row_joints(row, y - top)
            for place in self._rows[row]:
                pieces += self._tile_pieces(place, survey.by_id[place.square.id], y - top)
        else:
            pieces += self._lane_pieces(row)
        pieces += self._ring_pieces(y)
        return self._strip(pieces, layout.width)

    def _strip(self, pieces: list[Piece], width: int) -> Strip:
        """The pieces on one line, later ones over earlier ones."""
        strip = Strip.blank(width, self._ground)
        for piece in pieces:
            laid = Strip([Segment(piece.text, piece.style)])
            end = piece.x + laid.cell_length
            strip = Strip.join([strip.crop(0, piece.x), laid, strip.crop(end, width)])
        return strip

    def _stage_pieces(self, layout: Layout, row: int, line: int) -> list[Piece]:
        """The stage's name beside its first row."""
        place = self._rows[row][0]
        first = row == 0 or self._rows[row - 1][0].stage != place.stage
        if not layout.label_width or self.survey is None:
            return []
        palette = self._palette
        accent = palette.tile(place.stage).accent
        bar = Piece(0, GLYPHS.block, style(accent, palette.ground, bold=True))
        if not first:
            return [bar]
        stage = self.survey.game.board.stages[place.stage]
        if layout.label_width < LEGIBLE:
            start, name, summary = 1, stage.short, ""
        else:
            start, name, summary = 2, f"{place.stage + 1} {stage.short}", stage.summary
        width = layout.label_width - start - (start > 1)
        names = wrap(name, width, 2)
        words = wrap(summary, width, max(layout.tile_height - len(names), 0))
        if line < len(names):
            return [bar, Piece(start, names[line], style(accent, palette.ground, bold=True))]
        if line - len(names) < len(words):
            text = words[line - len(names)]
            return [bar, Piece(start, text, style(palette.quiet, palette.ground))]
        return [bar]

    def _look(self, place: Place, standing: Standing) -> Tile:
        palette = self._palette
        return palette.idle if standing.kind == "set_aside" else palette.tile(place.stage)

    def _tile_pieces(self, place: Place, standing: Standing, line: int) -> list[Piece]:
        """One line of a square's tile."""
        tile = self._look(place, standing)
        done = standing.kind in {"done", "declared"} and not standing.stale
        ground = tile.solid if done else tile.ground
        ink = tile.on_solid if done else tile.ink
        sign = tile.on_solid if done else tile.accent
        body = style(ink, ground, bold=done)
        pieces = [Piece(place.x, " " * place.width, body)]
        if line == 0:
            return pieces + self._head_pieces(place, standing, style(sign, ground, bold=True))
        status = place.height - 1
        narrow = place.width < NARROW
        if line == status and not narrow:
            return pieces + self._status_pieces(place, standing, tile, ground)
        pad = 0 if narrow else 1
        room = place.height - (1 if narrow else 2)
        lines = self._title(place.square, place.width - pad, room)
        if line - 1 < len(lines):
            pieces.append(Piece(place.x + pad, lines[line - 1], body))
        return pieces

    def _title(self, square: Square, width: int, lines: int) -> list[str]:
        """The title where all of it fits, else the short one."""
        whole = wrap(square.title, width, lines)
        fits = " ".join(whole) == square.title
        return whole if fits else wrap(square.short, width, lines)

    def _head_pieces(self, place: Place, standing: Standing, sign: Style) -> list[Piece]:
        """The first line of a tile: number, token, kind; when narrow, the standing too."""
        label = place.square.label
        pill = style(self._palette.ground, self._palette.focus, bold=True)
        here = place.square.id == self.token
        if place.width < NARROW:
            state = f"{GLYPHS.standing(standing)} {standing_words(standing)}"
            if here:
                head = Piece(place.x, f"{GLYPHS.token}{label}", pill)
            else:
                head = Piece(place.x, label, sign)
            room = place.width - len(head.text) - 1
            state = state if len(state) <= room else state.replace(" ", "", 1)
            return [head, Piece(place.x + len(head.text) + 1, fit(state, room, ""), sign)]
        pieces = [
            Piece(place.x + 1, label, sign),
            Piece(place.x + place.width - 2, GLYPHS.kinds[place.square.kind], sign),
        ]
        if here:
            pieces.append(Piece(place.x + 2 + len(label), f"{GLYPHS.token} here", pill))
        return pieces

    def _status_pieces(
        self, place: Place, standing: Standing, tile: Tile, ground: Color
    ) -> list[Piece]:
        """The last line of a tile: the standing in words, over a bar of its evidence."""
        words = f" {GLYPHS.standing(standing)} {standing_words(standing)}"
        text = fit(words[1:], place.width - 1)
        text = f" {text}"
        if standing.stale:
            return [Piece(place.x, text, style(self._palette.warning, ground, bold=True))]
        filled = round(standing.evidence * place.width) if standing.kind == "started" else 0
        if standing.kind in {"done", "declared"}:
            return [Piece(place.x, text, style(tile.on_solid, ground, bold=True))]
        return [
            Piece(place.x, text[:filled], style(tile.on_solid, tile.solid, bold=True)),
            Piece(place.x + filled, text[filled:], style(tile.accent, ground, bold=True)),
        ]

    def _row_joints(self, row: int, line: int) -> list[Piece]:
        """The path between the tiles of a row."""
        layout, places = self._layout, self._rows[row]
        if layout is None or line != layout.tile_height // 2:
            return []
        ink = style(self._palette.path, self._palette.ground)
        joints = []
        for here, there in pairwise(places):
            left = min(here, there, key=lambda place: place.x)
            joints.append(Piece(left.x + left.width, GLYPHS.across * layout.gap, ink))
        return joints

    def _lane_pieces(self, row: int) -> list[Piece]:
        """The lane above a row: the path going up, or two parts of one square growing together."""
        if row + 1 not in self._rows:
            return []
        below, above = self._rows[row][-1], self._rows[row + 1][0]
        palette = self._palette
        left = max(below.x, above.x)
        right = min(below.x + below.width, above.x + above.width)
        if below.square.number == above.square.number and left < right:
            lower = self._ground_of(below, palette.tile(below.stage))
            upper = self._ground_of(above, palette.tile(above.stage))
            return [Piece(left, GLYPHS.seam * (right - left), style(lower, upper))]
        ink = style(palette.path, palette.ground)
        middle = min(below.width, above.width) // 2
        start, end = below.x + middle, above.x + middle
        if left < right or start == end:
            return [Piece(left + (right - left) // 2, GLYPHS.upright, ink)]
        run = GLYPHS.across * abs(end - start)
        return [Piece(min(start, end), run, ink)]

    def _ground_of(self, place: Place, tile: Tile) -> Color:
        if self.survey is None:
            return tile.ground
        standing = self.survey.by_id[place.square.id]
        return tile.solid if standing.satisfied and standing.kind != "set_aside" else tile.ground

    def _ring_pieces(self, y: int) -> list[Piece]:
        """The frame around the chosen square, drawn in the gaps between the tiles."""
        place, layout = self.place(self.chosen), self._layout
        if place is None or layout is None:
            return []
        ring = GLYPHS.ring
        ink = style(self._palette.focus, self._palette.ground, bold=True)
        left, right = place.x - 1, place.x + place.width
        if place.y <= y < place.y + place.height:
            pieces = [Piece(left, ring[3], ink)] if left >= 0 else []
            return pieces + ([Piece(right, ring[4], ink)] if right < layout.width else [])
        if not layout.lane or y not in {place.y - 1, place.y + place.height}:
            return []
        corners = ring[:3] if y < place.y else ring[5:]
        line = corners[0] + corners[1] * place.width + corners[2]
        start = max(left, 0)
        return [Piece(start, line[start - left :][: layout.width - start], ink)]
