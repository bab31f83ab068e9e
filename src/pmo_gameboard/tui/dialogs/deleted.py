"""Deleted games, to bring one back."""

from collections.abc import Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.play.deleted import Deleted, deleted_words
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.text import plain


class DeletedScreen(Dialog[Deleted]):
    """The games that were deleted."""

    def __init__(self, games: Sequence[Deleted], today: date) -> None:
        super().__init__()
        self._games = games
        self._today = today

    def compose(self) -> ComposeResult:
        """A list, where there is anything to choose."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("Deleted games"), classes="dialog--title")
            yield Static(plain(self._text), classes="dialog--text")
            if self._games:
                yield OptionList(*self._options(), markup=False)
                yield way_out("Enter brings a game back. Esc leaves everything as it is.")
            else:
                yield way_out("Esc closes this.")

    @property
    def _text(self) -> str:
        if not self._games:
            return "No game was deleted. F8 on a game deletes it, and its file is kept."
        return "Each comes back with its earlier versions; under a new name where its own is taken."

    def _options(self) -> list[Option]:
        return [
            Option(
                Content.assemble(
                    (game.name, "bold"), "\n  ", (deleted_words(game, self._today), "$quiet")
                )
            )
            for game in self._games
        ]

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._games[event.option_index])
