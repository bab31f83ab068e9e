"""Painting the path: its tiles, the stages beside them, the path between, the ring."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from pmo_gameboard.board.models import Square
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.state import Voice
from pmo_gameboard.game.words import standing_words
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.layout import Layout, Place
from pmo_gameboard.tui.text import fit, wrap
from pmo_gameboard.tui.themes import Palette, Tile

NARROW = 14
"""Tiles below this width put the standing beside the number and wrap the title below."""

LEGIBLE = 16
"""Below this width a stage has only its name beside its row."""


VOICE_WORDS: dict[Voice, tuple[str, str]] = {
    "team": ("we say", "say"),
    "customers": ("they say", "they"),
}
"""What stands beside a voice's token, and where there is less room."""


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


@dataclass(frozen=True)
class PathPainter:
    """Paints one state of the board, line by line.

    Attributes:
        chosen: The id of the square with the ring around it.
        token: The id of the square the token is on.
        voices: The ids of the squares that the voices' tokens are on.
        height: The lines that are seen, the empty ones below the board among them.
    """

    layout: Layout
    survey: Survey
    palette: Palette
    chosen: str
    token: str
    voices: Mapping[Voice, str]
    height: int

    @property
    def ground(self) -> Style:
        """The style where nothing is."""
        return style(self.palette.ink, self.palette.ground)

    def line(self, y: int) -> Strip:
        """One line of the board, counted from its top."""
        layout = self.layout
        row = layout.row_at(y)
        if row is None:
            return self._strip(self._ring_pieces(y))
        top = layout.top_of(row)
        pieces: list[Piece] = []
        if y >= top:
            pieces += self._stage_pieces(row, y - top)
            pieces += self._row_joints(row, y - top)
            for place in layout.by_row[row]:
                pieces += self._tile_pieces(place, self.survey.by_id[place.square.id], y - top)
        else:
            pieces += self._lane_pieces(row)
        pieces += self._ring_pieces(y)
        return self._strip(pieces)

    def _strip(self, pieces: list[Piece]) -> Strip:
        """The pieces on one line, later ones over earlier ones."""
        width, ground = self.layout.width, self.ground
        cells: list[tuple[str, Style]] = [(" ", ground)] * width
        for piece in pieces:
            x = piece.x
            for character in piece.text:
                size = cell_len(character)
                if x + size > width:
                    break
                if size:
                    cells[x : x + size] = [(character, piece.style), ("", piece.style)][:size]
                x += size
        runs = groupby(cells, key=itemgetter(1))
        return Strip([Segment("".join(c for c, _ in run), ink) for ink, run in runs], width)

    def _stage_pieces(self, row: int, line: int) -> list[Piece]:
        """The stage's name beside its first row."""
        layout = self.layout
        place = self.layout.by_row[row][0]
        first = row == 0 or self.layout.by_row[row - 1][0].stage != place.stage
        if not layout.label_width:
            return []
        palette = self.palette
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
        palette = self.palette
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
        pill = style(self.palette.ground, self.palette.focus, bold=True)
        tokens = self._tokens(place.square)
        if place.width < NARROW:
            state = f"{GLYPHS.standing(standing)} {standing_words(standing)}"
            head = Piece(place.x, f"{tokens}{label}", pill if tokens else sign)
            room = place.width - len(head.text) - 1
            state = state if len(state) <= room else state.replace(" ", "", 1)
            return [head, Piece(place.x + len(head.text) + 1, fit(state, room, ""), sign)]
        pieces = [
            Piece(place.x + 1, label, sign),
            Piece(place.x + place.width - 2, GLYPHS.kinds[place.square.kind], sign),
        ]
        if tokens:
            start = 2 + len(label)
            words = self._token_words(tokens, place.width - 3 - start)
            pieces.append(Piece(place.x + start, words, pill))
        return pieces

    def _tokens(self, square: Square) -> str:
        """The signs of the tokens on a square: we show, we say, they say."""
        here = GLYPHS.token if square.id == self.token else ""
        said = (GLYPHS.voices[voice] for voice, stop in self.voices.items() if stop == square.id)
        return here + "".join(said)

    def _token_words(self, tokens: str, room: int) -> str:
        """The tokens with a word for one of them, as long as there is room for."""
        words = ["here"] if tokens[0] == GLYPHS.token else []
        words += [
            word
            for voice, said in VOICE_WORDS.items()
            if tokens == GLYPHS.voices[voice]
            for word in said
        ]
        fitting = (f"{tokens} {word}" for word in words if len(tokens) + 1 + len(word) <= room)
        return next(fitting, tokens)

    def _status_pieces(
        self, place: Place, standing: Standing, tile: Tile, ground: Color
    ) -> list[Piece]:
        """The last line of a tile: the standing in words, over a bar of its evidence."""
        words = f" {GLYPHS.standing(standing)} {standing_words(standing)}"
        text = fit(words[1:], place.width - 1)
        text = f" {text}"
        if standing.stale:
            return [Piece(place.x, text, style(self.palette.warning, ground, bold=True))]
        filled = round(standing.evidence * place.width) if standing.kind == "started" else 0
        if standing.kind in {"done", "declared"}:
            return [Piece(place.x, text, style(tile.on_solid, ground, bold=True))]
        return [
            Piece(place.x, text[:filled], style(tile.ink, tile.bar, bold=True)),
            Piece(place.x + filled, text[filled:], style(tile.accent, ground, bold=True)),
        ]

    def _row_joints(self, row: int, line: int) -> list[Piece]:
        """The path between the tiles of a row."""
        layout, places = self.layout, self.layout.by_row[row]
        if line != layout.tile_height // 2:
            return []
        ink = style(self.palette.path, self.palette.ground)
        joints = []
        for here, there in pairwise(places):
            left = min(here, there, key=lambda place: place.x)
            joints.append(Piece(left.x + left.width, GLYPHS.across * layout.gap, ink))
        return joints

    def _lane_pieces(self, row: int) -> list[Piece]:
        """The lane above a row: the path going up, or two parts of one square growing together."""
        if row + 1 not in self.layout.by_row:
            return []
        below, above = self.layout.by_row[row][-1], self.layout.by_row[row + 1][0]
        palette = self.palette
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
        standing = self.survey.by_id[place.square.id]
        return tile.solid if standing.satisfied and standing.kind != "set_aside" else tile.ground

    def _ring_pieces(self, y: int) -> list[Piece]:
        """The frame around the chosen square, drawn in the gaps between the tiles.

        Where there is no gap above or below, its corners stand beside the tile.
        """
        place, layout = self.layout.by_id.get(self.chosen), self.layout
        if place is None:
            return []
        ring = GLYPHS.ring
        ink = style(self.palette.focus, self.palette.ground, bold=True)
        left, right = place.x - 1, place.x + place.width
        above, below = place.y - 1, place.y + place.height
        if above < y < below:
            sides = ring[3:5]
            if y == above + 1 and not self._is_gap(above):
                sides = ring[0] + ring[2]
            elif y == below - 1 and not self._is_gap(below):
                sides = ring[5] + ring[7]
            pieces = [Piece(left, sides[0], ink)] if left >= 0 else []
            return pieces + ([Piece(right, sides[1], ink)] if right < layout.width else [])
        if y not in {above, below} or not self._is_gap(y):
            return []
        corners = ring[:3] if y < place.y else ring[5:]
        line = corners[0] + corners[1] * place.width + corners[2]
        start = max(left, 0)
        return [Piece(start, line[start - left :][: layout.width - start], ink)]

    def _is_gap(self, y: int) -> bool:
        """Whether a line is seen and has no tiles on it."""
        row = self.layout.row_at(y)
        return 0 <= y < self.height and (row is None or y < self.layout.top_of(row))
