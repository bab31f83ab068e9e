"""Earlier versions of a game, to go back to."""

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.state import Game
from pmo_gameboard.play.recovery import Version, all_words
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.text import plain


class VersionsScreen(Dialog[int]):
    """The versions of a game, newest first, and what differs from the game as it is."""

    def __init__(
        self,
        name: str,
        versions: list[Version],
        current: Game | None,
        today: date,
        problem: str = "",
    ) -> None:
        """Take the versions; ``current`` is None where the save is broken, for a ``problem``."""
        super().__init__()
        self._name = name
        self._versions = versions
        self._current = current
        self._today = today
        self._problem = problem

    def compose(self) -> ComposeResult:
        """A list."""
        with Vertical(classes="dialog--box -tall"):
            yield Static(plain(f"Earlier versions of {self._name}"), classes="dialog--title")
            yield Static(plain(self._text), classes="dialog--text")
            yield OptionList(*self._options(), markup=False, classes="dialog--body")
            yield way_out("Enter goes back to a version. Esc leaves everything as it is.")

    @property
    def _text(self) -> str:
        if not self._versions:
            return (
                f"{self._problem} None was kept yet: one is, every ten minutes of change.".strip()
            )
        kept = (
            "The broken file is kept beside it."
            if self._problem
            else ("The game as it is now is kept as a version too.")
        )
        return f"{self._problem} Nothing is lost by going back. {kept}".strip()

    def _options(self) -> list[Option]:
        return [
            Option(
                Content.assemble(
                    (told.title, "bold"), "\n  ", told.where, "\n  ", (told.differs, "$quiet")
                ),
                id=str(version.number),
                disabled=version.save is None,
            )
            for version, told in all_words(self._versions, self._current, self._today)
        ]

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option_id or 0))
