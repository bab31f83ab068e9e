"""Another file for a game that cannot be written where it is."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.names import destination, proposal
from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.text import plain

LONGEST = 1_000
"""The most characters of a path that can be typed."""


class SaveElsewhereScreen(Dialog[Path]):
    """Asks for a file or a folder, and writes the game there."""

    def __init__(self, session: Session, reason: str) -> None:
        super().__init__()
        self._session = session
        self._reason = reason

    def compose(self) -> ComposeResult:
        """What is wrong, a field and two buttons."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("Save elsewhere"), classes="dialog--title")
            yield Static(
                plain(
                    f"{self._reason} The game keeps trying where it is: {self._session.path}. "
                    "Or write it to another disk or folder, and go on there."
                ),
                classes="dialog--text",
            )
            yield Static(plain("A folder, or a file ending in .json"), classes="dialog--label")
            yield Input(proposal(self._session.path.name), max_length=LONGEST)
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Keep trying here", id="cancel")
                yield Button("Save there", id="save", variant="primary")

    def on_mount(self) -> None:
        """Let the path be typed at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#save")
    def _save(self) -> None:
        try:
            path = destination(self.query_one(Input).value, self._session.path.name)
            self._session.save_elsewhere(path)
        except GameboardError as error:
            self.query_one(".dialog--error", Static).update(plain(str(error)))
        else:
            self.dismiss(path)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
