"""A square by the player's word: declared done with a note, or set aside with a reason."""

from dataclasses import dataclass
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from pmo_gameboard.board.models import Square
from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.state import Word
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.text import plain


@dataclass(frozen=True)
class Given:
    """What the player said: the kind of word and the note, or that an old word is taken back."""

    kind: Literal["declared", "set_aside", "taken_back"]
    note: str = ""


class WordScreen(Dialog[Given]):
    """Asks for the note or reason, which every word needs."""

    def __init__(self, square: Square, word: Word | None) -> None:
        super().__init__()
        self._square = square
        self._word = word

    def compose(self) -> ComposeResult:
        """A note and what it is for."""
        word = self._word
        title = f"{self._square.label} {self._square.title}: by your word"
        with Vertical(classes="dialog--box"):
            yield Static(plain(title), classes="dialog--title")
            yield Static(
                plain(
                    "Done elsewhere? Say where, and it counts without rows here. "
                    "Not for you? Say why, and it leaves the count. "
                    "Either can be taken back at any time."
                ),
                classes="dialog--text",
            )
            yield Static(plain("Your note"), classes="dialog--label")
            yield Input(word.note if word else "", max_length=400)
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Done elsewhere", id="declared")
                yield Button("Not for us", id="set_aside")
                if word:
                    yield Button("Take it back", id="taken_back")
            yield way_out("Esc leaves it as it was.")

    @on(Input.Submitted)
    def _submit(self) -> None:
        self.query_one("#declared", Button).focus()

    @on(Button.Pressed)
    def _press(self, event: Button.Pressed) -> None:
        note = one_line(self.query_one(Input).value).strip()
        match event.button.id:
            case "taken_back":
                self.dismiss(Given("taken_back"))
            case ("declared" | "set_aside") as kind if note:
                self.dismiss(Given(kind, note))
            case _:
                self.query_one(".dialog--error", Static).update(
                    plain("Write a few words first, for whoever reads it next.")
                )
                self.query_one(Input).focus()
