"""Another name for a game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.tui.screens.dialog import Dialog
from pmo_gameboard.tui.text import plain

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult


class RenameScreen(Dialog[str]):
    """Asks for the name, and refuses here what a new game could not be called either."""

    def __init__(self, data: Path, game: Path, name: str) -> None:
        super().__init__()
        self._data = data
        self._game = game
        self._name = name

    def compose(self) -> ComposeResult:
        """A field and two buttons."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("Rename a game"), classes="dialog--title")
            yield Static(plain(f"What is “{self._name}” to be called?"), classes="dialog--label")
            yield Input(self._name, max_length=80, id="name", select_on_focus=True)
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Cancel", id="cancel")
                yield Button("Rename", id="rename", variant="primary")

    def on_mount(self) -> None:
        """Let the name be typed at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#rename")
    def _rename(self) -> None:
        from pmo_gameboard.saves import starting  # noqa: PLC0415  # loads the rules

        try:
            name = starting.free_name(self._data, self.query_one(Input).value, self._game)
        except GameboardError as error:
            self.query_one(".dialog--error", Static).update(plain(str(error)))
        else:
            self.dismiss(name)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
