"""The actions of a game: who does what by when, and what became of it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.actions import (
    action_words,
    do_action,
    drop_action,
    in_order,
    is_overdue,
    reopen_action,
)
from pmo_gameboard.game.state import Action
from pmo_gameboard.game.words import count
from pmo_gameboard.tui.asking import change_action
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.entries import Entries
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

SIGNS = {"open": "○", "done": "✓", "dropped": "×"}

NONE_YET = (
    "No actions yet. Press n, or F7 on a square: what somebody is to do, one name, and by when."
)


class ActionsScreen(GameScreen):
    """Every action of the game, the open ones first. One key from done, dropped or changed."""

    CSS_PATH = "actions.tcss"
    HELP_TEXT = (
        "An action is what somebody is to do after the session: one owner, or nobody yet, and a "
        "day if there is one. What is overdue stands first, what is done or dropped last."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new_action", "New", id="actions.new", tooltip="Agree on another action"),
        Binding("d", "done", "Done", id="actions.done", tooltip="Done, or open again"),
        Binding("x", "drop", "Drop", id="actions.drop", tooltip="It is not going to be done"),
        Binding("o", "origin", "Square", id="actions.origin", tooltip="The square it came from"),
        Binding("u", "undo", "Undo", show=False, id="actions.undo"),
        Binding("question_mark", "help", "Help", key_display="?", show=False, id="actions.help"),
        Binding("escape,a", "app.pop_screen", "Back", key_display="esc", id="actions.back"),
        Binding("q", "app.quit", "Quit", id="actions.quit"),
    ]

    def compose(self) -> ComposeResult:
        """A list."""
        yield TitleBar()
        yield Entries()
        yield Static(plain(NONE_YET), classes="actions--none")
        yield KeyBar()

    def show(self) -> None:
        """List the actions; the chosen one stays chosen."""
        game = self.session.game
        actions = in_order(game)
        number = sum(action.state == "open" for action in actions)
        self.query_one(
            TitleBar
        ).what = f"{game.name} · {count(number, 'open action', 'open actions')}"
        options = self.query_one(OptionList)
        chosen, place = self._chosen, options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._line(action), id=action.id) for action in actions)
        ids = [action.id for action in actions]
        kept = ids.index(chosen.id) if chosen and chosen.id in ids else place
        options.highlighted = min(kept, len(ids) - 1) if ids else None
        options.display = bool(ids)
        self.query_one(".actions--none").display = not ids
        if ids:
            options.focus()
        self.refresh_bindings()

    @property
    def _chosen(self) -> Action | None:
        options = self.query_one(OptionList)
        option = options.highlighted_option
        actions = self.session.game.actions
        return next((each for each in actions if option and each.id == option.id), None)

    def _line(self, action: Action) -> Content:
        today = self.session.today
        words = action_words(self.session.game, action, today)
        closed = action.state != "open"
        late = is_overdue(action, today)
        style = "bold $warning" if late else "$quiet"
        return Content.assemble(
            (f"{SIGNS[action.state]} {action.text}", "$quiet" if closed else "bold"),
            "\n  ",
            (words, style),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Something can be done with an action only where there is one."""
        if action in {"done", "drop", "origin"}:
            chosen = self._chosen if self.is_mounted else None
            return chosen is not None and (action != "origin" or chosen.square is not None)
        return super().check_action(action, parameters)

    @on(OptionList.OptionHighlighted)
    def _offer_keys(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _change(self) -> None:
        """Change the chosen action."""
        if (action := self._chosen) is not None:
            change_action(self, action)

    def action_done(self) -> None:
        """Note that the chosen action is done, or take it up again."""
        if (action := self._chosen) is None:
            return
        game, today = self.session.game, self.session.today
        if action.state == "open":
            self.make(lambda: do_action(game, action.id, today), "an action done")
        else:
            self.make(lambda: reopen_action(game, action.id), "an action taken up again")

    def action_drop(self) -> None:
        """Note that the chosen action is not going to be done."""
        if (action := self._chosen) is not None:
            self.make(
                lambda: drop_action(self.session.game, action.id, self.session.today),
                "an action dropped",
            )

    def action_origin(self) -> None:
        """Open the square the chosen action came from."""
        if (action := self._chosen) is not None and action.square is not None:
            self.open_square(action.square)
