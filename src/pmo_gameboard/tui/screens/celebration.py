"""Moments worth having: the star is gained, the last square is reached."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import count
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.dialog import Dialog
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain

FRAME = 0.12
"""Seconds a frame of the sky stays."""

FRAMES = 10
SKY_WIDTH, SKY_HEIGHT = 56, 5


def worth_celebrating(survey: Survey, standing: Standing) -> bool:
    """Whether a square that was just done is a moment: the star, the end, or the very last."""
    return standing.square.kind in {"star", "final"} or survey.finished


class CelebrationScreen(Dialog[None]):
    """A sky of stars over what was reached. Any of the usual keys goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space,escape,q", "dismiss", "Go on"),
    ]

    frame: reactive[int] = reactive(0)

    def __init__(self, survey: Survey, standing: Standing, setting: Setting) -> None:
        super().__init__()
        self._survey = survey
        self._standing = standing
        self._setting = setting

    def compose(self) -> ComposeResult:
        """The sky, the words, what the team holds."""
        square = self._standing.square
        with Vertical(classes="dialog--box"):
            yield Static(self._sky(), classes="celebration--sky")
            yield Static(plain(f"{square.label}  {square.title}"), classes="dialog--title")
            yield Static(
                plain(square.when_done or f"Square {square.label} is done."), classes="dialog--text"
            )
            if self._survey.finished:
                yield Static(_holdings(self._survey), classes="dialog--text")
            yield Static(plain("Enter goes on."), classes="dialog--label")

    def on_mount(self) -> None:
        """Let the stars come out, unless they are all there."""
        if self._setting.animate:
            self.set_interval(FRAME, self._next, repeat=FRAMES)

    def _next(self) -> None:
        self.frame += 1

    def watch_frame(self) -> None:
        """Draw the sky."""
        if self.is_mounted:
            self.query_one(".celebration--sky", Static).update(self._sky())

    def _sky(self) -> Content:
        frame = self.frame if self._setting.animate else FRAMES
        return sky(frame, self._standing.square.kind)


def sky(frame: int, kind: str) -> Content:
    """The sky after some frames: stars come out from the middle."""
    star = GLYPHS.kinds["final" if kind == "final" else "star"]
    rows = []
    for y in range(SKY_HEIGHT):
        cells = []
        for x in range(SKY_WIDTH):
            far = abs(x - SKY_WIDTH // 2) / SKY_WIDTH * 2 + abs(y - SKY_HEIGHT // 2) / SKY_HEIGHT
            lit = (x * 7 + y * 13) % 11 == 0 and far <= frame / FRAMES * 1.6
            cells.append(GLYPHS.dot if lit and (x + y) % 3 else star if lit else " ")
        rows.append("".join(cells))
    middle = f" {star}  {star}  {star} "
    start = (SKY_WIDTH - cell_len(middle)) // 2
    centre = SKY_HEIGHT // 2
    rows[centre] = rows[centre][:start] + middle + rows[centre][start + cell_len(middle) :]
    return Content.styled("\n".join(rows), "bold $accent")


def _holdings(survey: Survey) -> Content:
    game = survey.game
    lines = [
        f"{register.name}: {count(len(game.rows(register.id)), register.row, register.rows)}"
        for register in game.board.registers
        if game.rows(register.id)
    ]
    return Content.assemble(("What you leave holding", "bold $primary"), "\n", "\n".join(lines))
