"""One action: what is to be done, by whom, by when."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.actions import MAX_OWNER, MAX_WORDS
from pmo_gameboard.game.dates import parse_date
from pmo_gameboard.game.state import Action
from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.text import plain

WORDLESS = "Say in a few words what is to be done."


@dataclass(frozen=True)
class Agreed:
    """What was typed; an empty owner is nobody, an empty day none."""

    text: str
    owner: str
    due: date | None


class ActionScreen(Dialog[Agreed]):
    """Three fields; the last two may stay empty."""

    def __init__(self, today: date, action: Action | None = None, origin: str = "") -> None:
        """Ask for an action.

        Args:
            today: The day that typed days are counted from.
            action: The one to change; a new one where none is given.
            origin: The square it comes from, in words.
        """
        super().__init__()
        self._today = today
        self._action = action
        self._origin = origin

    def compose(self) -> ComposeResult:
        """What, who, when."""
        action = self._action
        title = "Change an action" if action else f"A new action{self._origin}"
        with Vertical(classes="dialog--box"):
            yield Static(plain(title), classes="dialog--title")
            yield Static(plain("What is to be done?"), classes="dialog--label")
            yield Input(action.text if action else "", max_length=MAX_WORDS, id="text")
            yield Static(plain("Who does it? One name, or nobody yet"), classes="dialog--label")
            yield Input(action.owner if action else "", max_length=MAX_OWNER, id="owner")
            yield Static(plain("By when? Leave it empty for no day"), classes="dialog--label")
            yield Input(self._due(), placeholder="fri, +2w, 3 dec", max_length=40, id="due")
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Keep", id="keep", variant="primary")
                yield Button("Cancel", id="cancel")

    def on_mount(self) -> None:
        """Let it be typed at once."""
        self.query_one("#text", Input).focus()

    def _due(self) -> str:
        due = self._action.due if self._action else None
        return due.isoformat() if due else ""

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field, and keeps all from the last."""
        if event.input.id == "due":
            self._keep()
        elif event.input.id == "text" and not one_line(event.value):
            self._refuse(WORDLESS, "#text")
        else:
            self.focus_next()

    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        texts = {field.id: one_line(field.value) for field in self.query(Input)}
        try:
            due = parse_date(texts["due"], self._today) if texts["due"] else None
        except GameboardError as error:
            self._refuse(str(error), "#due")
            return
        if not texts["text"]:
            self._refuse(WORDLESS, "#text")
            return
        self.dismiss(Agreed(texts["text"], texts["owner"], due))

    def _refuse(self, why: str, field: str) -> None:
        self.query_one(".dialog--error", Static).update(plain(why))
        self.query_one(field, Input).focus()

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
