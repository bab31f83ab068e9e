"""Everything a square has to say: why it matters, the tips, how to run it with a group."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmo_gameboard.board.models import Square
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import advice
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.text import plain


class TipsScreen(Dialog[None]):
    """Tips for the player, notes for the facilitator."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f3,enter,q", "dismiss", "Back")]

    def __init__(self, survey: Survey, standing: Standing) -> None:
        super().__init__()
        self._survey = survey
        self._standing = standing

    def compose(self) -> ComposeResult:
        """A scrolling text."""
        square = self._standing.square
        with Vertical(classes="dialog--box -tall"):
            yield Static(plain(f"{square.label}  {square.title}"), classes="dialog--title")
            with VerticalScroll(classes="dialog--body"):
                yield Static(Content("\n\n").join(self._parts(square)))
            yield way_out("Esc closes this.")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _parts(self, square: Square) -> list[Content]:
        parts = [_part("Why it matters", square.why)] if square.why else []
        tips = advice(self._survey, self._standing)
        if tips:
            parts.append(Content.styled("Tips", "bold $primary"))
            parts += [Content.assemble((f"{GLYPHS.right} ", "$accent"), tip.text) for tip in tips]
        if square.notes:
            notes = square.notes
            parts += [
                _part(f"Running it with a group ({notes.minutes} minutes)", notes.run),
                _part("A good answer", notes.good),
                _part("One to push back on", notes.poor),
            ]
        if square.heard:
            parts.append(_part("Your customers would say", f"“{square.heard}”"))
        return parts


def _part(title: str, text: str) -> Content:
    return Content.assemble((title, "bold $primary"), "\n", text)
