"""One question with one field: a name, a day, a list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class FieldScreen(Dialog[str]):
    """Asks for a text on one line, and refuses here what cannot be taken."""

    def __init__(
        self,
        title: str,
        label: str,
        check: Callable[[str], object],
        *,
        value: str = "",
        example: str = "",
        agree: str = "Keep",
        most: int = 80,
    ) -> None:
        """Make the question.

        Args:
            title: What this is about.
            label: What is asked for.
            check: Raises a ``GameboardError`` for a text that cannot be taken.
            value: What stands in the field at first.
            example: What could stand there, shown while the field is empty.
            agree: The word on the button that takes it.
            most: The most characters.
        """
        super().__init__()
        self._texts = (title, label, agree)
        self._check = check
        self._field = (value, example, most)

    def compose(self) -> ComposeResult:
        """A field and two buttons."""
        title, label, agree = self._texts
        value, example, most = self._field
        with Vertical(classes="dialog--box"):
            yield Static(plain(title), classes="dialog--title")
            yield Static(plain(label), classes="dialog--label")
            yield Input(value, placeholder=example, max_length=most, select_on_focus=True)
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button(plain(agree), id="agree", variant="primary")
                yield Button("Cancel", id="cancel")

    def on_mount(self) -> None:
        """Let it be typed at once."""
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#agree")
    def _agree(self) -> None:
        text = one_line(self.query_one(Input).value)
        try:
            self._check(text)
        except GameboardError as error:
            self.query_one(".dialog--error", Static).update(plain(str(error)))
        else:
            self.dismiss(text)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
