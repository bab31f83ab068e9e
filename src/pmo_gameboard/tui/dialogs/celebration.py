"""Moments worth having: the star is gained, the last square is reached."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import AFTER_ALL, count
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain

FRAME = 0.12
"""Seconds a frame of the sky stays."""

FRAMES = 10

ONWARD = f"Press r on the board to see it all on one page. {AFTER_ALL}"
"""What to do once the board is done."""


def worth_celebrating(survey: Survey, standing: Standing) -> bool:
    """Whether a square that was just done is a moment: the star, the end, or the very last."""
    return standing.square.kind in {"star", "final"} or survey.finished


class Sky(Widget):
    """A sky as wide as there is room: stars come out in it, from the middle."""

    DEFAULT_CSS = """
    Sky {
        height: 5;
        color: $accent;
        text-style: bold;
    }
    """

    frame: reactive[int] = reactive(FRAMES)

    def __init__(self, star: str, *, animate: bool) -> None:
        super().__init__()
        self._star = star
        self._moving = animate

    def on_mount(self) -> None:
        """Let the stars come out, unless they are all there."""
        if self._moving:
            self.frame = 0
            self.set_interval(FRAME, self._next, repeat=FRAMES)

    def _next(self) -> None:
        self.frame += 1

    def render(self) -> Content:
        """The sky as it is now."""
        return Content("\n".join(sky(self.frame, self._star, *self.size)))


class CelebrationScreen(Dialog[None]):
    """A sky of stars over what was reached. Any of the usual keys goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,escape,q,f10", "dismiss", "Go on"),
    ]

    def __init__(self, survey: Survey, standing: Standing, setting: Setting) -> None:
        super().__init__()
        self._survey = survey
        self._standing = standing
        self._setting = setting

    def compose(self) -> ComposeResult:
        """The sky, the words, what the team holds."""
        survey, square = self._survey, self._standing.square
        title = "The board is done" if survey.finished else f"{square.label}  {square.title}"
        final = survey.finished or square.kind == "final"
        with VerticalScroll(classes="dialog--box -moment"):
            yield Sky(GLYPHS.kinds["final" if final else "star"], animate=self._setting.animate)
            yield Static(plain(title), classes="dialog--title")
            yield Static(plain(self._words()), classes="dialog--text")
            if survey.finished:
                yield Static(_holdings(survey), classes="dialog--text")
                yield Static(plain(ONWARD), classes="dialog--text")
            yield way_out("Enter goes on.")

    def _words(self) -> str:
        square = self._standing.square
        words = square.when_done or f"Square {square.label} is done."
        if self._survey.finished and square is not self._survey.standings[-1].square:
            return f"Square {square.label} “{square.title}” was the last one open. {words}"
        return words


def sky(frame: int, star: str, width: int, height: int) -> list[str]:
    """The sky after some frames, line by line."""
    rows = []
    for y in range(height):
        cells = []
        for x in range(width):
            far = abs(x - width // 2) / width * 2 + abs(y - height // 2) / height
            lit = (x * 7 + y * 13) % 11 == 0 and far <= frame / FRAMES * 1.6
            cells.append(GLYPHS.dot if lit and (x + y) % 3 else star if lit else " ")
        rows.append("".join(cells))
    middle = f" {star}  {star}  {star} "
    start = (width - cell_len(middle)) // 2
    if rows and start >= 0:
        centre = rows[height // 2]
        rows[height // 2] = centre[:start] + middle + centre[start + cell_len(middle) :]
    return rows


def _holdings(survey: Survey) -> Content:
    game = survey.game
    lines = [
        f"{register.name}: {count(len(game.rows(register.id)), register.row, register.rows)}"
        for register in game.board.registers
        if game.rows(register.id)
    ]
    return Content.assemble(("What you leave holding", "bold $primary"), "\n", "\n".join(lines))
