"""A question with two answers."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.text import plain


class ConfirmScreen(Dialog[bool]):
    """Asks before something that cannot simply be undone. Escape is the careful answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Back"),
        Binding("left,right", "app.focus_next", "Other answer", show=False),
    ]

    def __init__(self, title: str, text: str, *, yes: str, no: str) -> None:
        super().__init__()
        self._texts = (title, text)
        self._answers = (yes, no)

    def compose(self) -> ComposeResult:
        """The question, and the careful answer first."""
        title, text = self._texts
        yes, no = self._answers
        with Vertical(classes="dialog--box"):
            yield Static(plain(title), classes="dialog--title")
            yield Static(plain(text), classes="dialog--text")
            with Horizontal(classes="dialog--buttons"):
                yield Button(plain(no), id="no", variant="primary")
                yield Button(plain(yes), id="yes")

    @on(Button.Pressed)
    def _press(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001  # an action's argument
        """Answer by key."""
        self.dismiss(answer)


class NotSavedScreen(ConfirmScreen):
    """Asks whether to leave a game that could not be saved."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "Not saved",
            f"{reason} What you wrote since the last save would be lost.",
            yes="Quit anyway",
            no="Stay",
        )
