"""What asks for attention, shown as a game is opened: never more than a screen."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.actions import change_action, do_action, find_action
from pmo_gameboard.game.due import Due, due_now, due_words
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.game.words import count, sentence
from pmo_gameboard.tui import asking
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.entries import Entries
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

LINES_EACH = 2
AROUND = 7
"""Lines of the screen that list nothing."""

_DONE = {"action": "Done", "stale": "Still true", "session": "Held"}


class DueScreen(GameScreen):
    """Each thing is one key from done, moved or opened."""

    CSS_PATH = "actions.tcss"
    HELP_TEXT = (
        "This is what has become due since you were here: actions, squares that have gone stale, "
        "the session you planned. Leave it with Esc whenever you like; your game is behind it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "d",
            "done",
            "Done, still true",
            id="due.done",
            tooltip="The action is done, the square still true, the session held",
        ),
        Binding("m", "move", "Move", id="due.move", tooltip="Give it another day"),
        Binding("u", "undo", "Undo", show=False, id="due.undo"),
        Binding("question_mark", "help", "Help", key_display="?", show=False, id="due.help"),
        Binding("escape", "app.pop_screen", "Go on", key_display="esc", id="due.back"),
        Binding("q", "app.quit", "Quit", id="due.quit"),
    ]

    def compose(self) -> ComposeResult:
        """What is due in a sentence, then one by one."""
        yield TitleBar()
        yield Static(classes="due--words")
        yield Entries()
        yield KeyBar()

    def show(self) -> None:
        """List what is due; where nothing is left, say so."""
        game = self.session.game
        self.query_one(TitleBar).what = f"{game.name} · Before you go on"
        due = self._due
        soon = sum(not each.late for each in due)
        words = [
            due_words(due),
            sentence(count(soon, "action is due soon", "actions are due soon")) if soon else "",
        ]
        told = " ".join(filter(None, words)) or "All seen to. Esc goes on."
        self.query_one(".due--words", Static).update(plain(told))
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        fitting = max((self.size.height - AROUND) // LINES_EACH, 1)
        options.clear_options()
        options.add_options(_option(each) for each in due[:fitting])
        if len(due) > fitting:
            options.add_option(Option(f"and {len(due) - fitting} more", disabled=True))
        options.highlighted = min(place, fitting - 1, len(due) - 1) if due else None
        options.display = bool(due)
        if due:
            options.focus()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """List as many as there is room for."""
        self.show()

    @property
    def _due(self) -> Sequence[Due]:
        return due_now(self.session.survey)

    @property
    def _chosen(self) -> Due | None:
        place = self.query_one(OptionList).highlighted
        due = self._due
        return due[place] if place is not None and place < len(due) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A stale square has no day to move; where nothing is left, nothing can be done."""
        if action in {"done", "move"}:
            chosen = self._chosen if self.is_mounted else None
            return chosen is not None and (action == "done" or chosen.kind != "stale")
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _offer_keys(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _open(self) -> None:
        """Open what is chosen: the square, the list of actions, or the session's day."""
        match self._chosen:
            case Due(kind="stale", id=stop_id):
                self.open_square(stop_id)
            case Due(kind="action", id=action_id):
                asking.change_action(self, find_action(self.session.game, action_id))
            case Due(kind="session"):
                self.action_move()

    def action_done(self) -> None:
        """The action is done, the square still true, the session held."""
        game = self.session.game
        match self._chosen:
            case Due(kind="action", id=action_id):
                self.make(lambda: do_action(game, action_id, self.session.today), "an action done")
            case Due(kind="stale", id=stop_id):
                self.confirm(stop_id)
            case Due(kind="session"):
                self.make(lambda: set_next_session(game, None), "the session held")

    def action_move(self) -> None:
        """Give the action or the session another day."""
        match self._chosen:
            case Due(kind="action", id=action_id, title=title):
                asking.another_day(self, title, lambda day: self._move_action(action_id, day))
            case Due(kind="session"):
                self.action_next_session()

    def _move_action(self, action_id: str, day: date) -> None:
        self.make(lambda: change_action(self.session.game, action_id, due=day), "an action moved")


def _option(due: Due) -> Option:
    sign = GLYPHS.stale if due.kind == "stale" else GLYPHS.right
    style = "bold $warning" if due.late else "$quiet"
    return Option(Content.assemble((f"{sign} {due.title}", "bold"), "\n  ", (due.words, style)))
