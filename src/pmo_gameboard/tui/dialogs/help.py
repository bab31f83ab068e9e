"""Help for the screen it was called from: what it is, its keys, and what the signs mean."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmo_gameboard.game.standings import StandingKind
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.palette import acts
from pmo_gameboard.tui.text import fit, plain

SIGNS: tuple[tuple[StandingKind, str], ...] = (
    ("open", "nothing here yet"),
    ("started", "some of it is there"),
    ("done", "done, and fresh"),
    ("declared", "done by your word, with a note"),
    ("set_aside", "set aside as not for you, with a reason"),
)
KEY_WIDTH = 14


class HelpScreen(Dialog[None]):
    """Read from the screen below: its text, and the keys that work there now."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,question_mark,enter,q", "dismiss", "Back"),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """A scrolling text."""
        with Vertical(classes="dialog--box -tall"):
            yield Static(plain("Help"), classes="dialog--title")
            with VerticalScroll(classes="dialog--body"):
                yield Static(plain(self._text), classes="dialog--text")
                yield Static(self._keys(), classes="dialog--text")
                yield Static(self._signs())
            yield way_out("Esc closes this.")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def _keys(self) -> Content:
        """The keys of the screen below and of its focused widget."""
        below = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self
        named = [(act.keys, act.name) for act in acts(below)]
        named.append((["^p"], "Everything that can be done here, by name"))
        lines = [
            Content.assemble((fit(" ".join(keys), KEY_WIDTH), "bold $accent"), " ", words)
            for keys, words in named
        ]
        return Content("\n").join(lines)

    def _signs(self) -> Content:
        """What the signs on the board mean."""
        lines = [
            (GLYPHS.token, "here: the token stands on the first square still to do"),
            (GLYPHS.voices["team"], "we say: where the team's pulse puts you"),
            (GLYPHS.voices["customers"], "they say: where your customers' pulse puts you"),
            *((GLYPHS.standings[kind], words) for kind, words in SIGNS),
            (GLYPHS.stale, "stale: too old to count until you say it is still true"),
            *((sign, f"a {kind} square") for kind, sign in GLYPHS.kinds.items()),
        ]
        return Content("\n").join(
            Content.assemble((fit(sign, 3), "bold"), words) for sign, words in lines
        )
