"""What the screens of an open game have in common: the session, undo, the state of the save."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.notifications import SeverityLevel
from textual.screen import Screen

from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.standings import confirmable, still_true
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import aged_words, count
from pmo_gameboard.play.session import Session
from pmo_gameboard.play.troubles import Trouble
from pmo_gameboard.saves.reasons import Reason
from pmo_gameboard.saves.writer import SaveState
from pmo_gameboard.tui.dialogs.help import HelpScreen
from pmo_gameboard.tui.messages import CompareGame, GoBack, Mend, OpenSquare
from pmo_gameboard.tui.palette import Command
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.sizes import HEIGHTS, WIDTHS
from pmo_gameboard.tui.widgets.title_bar import TitleBar


class GameScreen(Screen[None]):
    """A screen on an open game. It makes moves on the session and shows what came of them."""

    HELP_TEXT = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Undo", show=False, id="game.undo"),
        Binding("ctrl+y", "redo", "Redo", show=False, id="game.redo"),
        Binding(
            "f6",
            "mend",
            "Mend",
            show=False,
            priority=True,  # fields have a use of their own for it
            id="game.mend",
            tooltip="See the top line",
        ),
        Binding("f1", "help", "Help", id="game.help"),
        Binding(
            "f7",
            "new_action",
            "New action",
            show=False,
            priority=True,  # fields have a use of their own for it
            id="game.new_action",
            tooltip="What somebody is to do, from here",
        ),
        Binding("question_mark", "help", "Help", key_display="?", show=False, id="game.help.too"),
        Binding(
            "f5",
            "room",
            "Room",
            show=False,
            id="game.room",
            tooltip="One thing at a time, for a session on a shared screen",
        ),
    ]

    def __init__(self, session: Session, setting: Setting) -> None:
        super().__init__()
        self.session = session
        self.setting = setting
        self._behind = False

    def on_mount(self) -> None:
        """Show the game, and follow the state of the save."""
        self.watch(self.app, "save_state", self._show_save_state)
        self.watch(self.app, "trouble", self._show_trouble)
        self.query_one(TitleBar).room = self.session.room
        self.show()

    def on_screen_resume(self) -> None:
        """Show what another screen may have changed."""
        if self.is_mounted:
            self.query_one(TitleBar).room = self.session.room
            self.show()

    def show(self) -> None:
        """Bring everything on the screen up to date with the game."""
        raise NotImplementedError

    def show_behind(self) -> None:
        """Show the game once the key that changed it is painted: an echo waits for nothing."""
        if not self._behind:
            self._behind = True
            self.call_after_refresh(self.catch_up)

    def catch_up(self) -> None:
        """Show what has not been shown yet."""
        if self._behind and self.is_attached:
            self.show()
        self._behind = False

    def commands(self) -> Iterable[Command]:
        """What the palette offers beside the keys: every square and every register."""
        for square in self.session.game.board.path:
            yield (
                f"Go to square {square.label}: {square.title}",
                partial(self.open_square, square.id),
            )
        for register in self.session.game.board.registers:
            yield (f"Open the {register.name}", partial(self.open_register, register.id))
        yield ("What is due", self.action_due)
        yield ("Actions: who does what by when", self.action_actions)
        yield ("Pulse: what the team or its customers say", self.action_pulse)
        yield ("Over time: check-ins and what moved", self.action_trend)
        yield ("Compare with another day or game", self.action_compare)
        yield ("Name a check-in", self.action_name_check_in)
        yield ("The next session's day", self.action_next_session)

    def on_open_square(self, message: OpenSquare) -> None:
        """Open the square that a widget was asked for."""
        self.open_square(message.stop_id)

    def open_square(self, stop_id: str) -> None:
        """Open a square."""
        from pmo_gameboard.tui.screens.square import SquareScreen  # noqa: PLC0415  # a cycle

        self.app.push_screen(SquareScreen(self.session, self.setting, stop_id))

    def open_register(self, register_id: str) -> None:
        """Open a register on its own."""
        from pmo_gameboard.tui.screens.register import RegisterScreen  # noqa: PLC0415  # a cycle

        self.app.push_screen(RegisterScreen(self.session, self.setting, register_id))

    def action_due(self) -> None:
        """Show what asks for attention."""
        from pmo_gameboard.tui.screens.due import DueScreen  # noqa: PLC0415  # a cycle

        self.app.push_screen(DueScreen(self.session, self.setting))

    def action_actions(self) -> None:
        """Show who does what."""
        from pmo_gameboard.tui.screens.actions import ActionsScreen  # noqa: PLC0415  # a cycle

        self.app.push_screen(ActionsScreen(self.session, self.setting))

    def action_pulse(self) -> None:
        """Choose whom to ask, and how."""
        from pmo_gameboard.tui.dialogs.pulse_ways import take_pulse  # noqa: PLC0415  # a cycle

        take_pulse(self)

    def action_trend(self) -> None:
        """Show how things moved."""
        from pmo_gameboard.tui.screens.trend import TrendScreen  # noqa: PLC0415  # a cycle

        self.app.push_screen(TrendScreen(self.session, self.setting))

    def action_room(self) -> None:
        """Show one thing at a time."""
        from pmo_gameboard.tui.screens.room import RoomScreen  # noqa: PLC0415  # a cycle

        self.app.push_screen(RoomScreen(self.session, self.setting))

    def action_compare(self) -> None:
        """Choose what to put today's board beside."""
        self.post_message(CompareGame())

    @property
    def origin(self) -> str | None:
        """The square that an action agreed here comes from."""
        return None

    def action_new_action(self) -> None:
        """Agree on an action."""
        from pmo_gameboard.tui import asking  # noqa: PLC0415  # a cycle

        asking.new_action(self)

    def action_next_session(self) -> None:
        """Say when the team meets next."""
        from pmo_gameboard.tui import asking  # noqa: PLC0415  # a cycle

        asking.next_session(self)

    def action_name_check_in(self) -> None:
        """Keep how things stand today under a name."""
        from pmo_gameboard.tui import asking  # noqa: PLC0415  # a cycle

        asking.check_in(self)

    def make(
        self,
        move: Callable[[], Game],
        words: str,
        key: str | None = None,
        reason: Reason | None = None,
    ) -> bool:
        """Make a move and show the game after it, or say why it cannot be made.

        A move with a ``key`` is a keystroke, which is painted first; before one with a ``reason``
        a version is kept.
        """
        try:
            self.session.do(move(), words, key, reason)
        except MoveError as error:
            self.tell(str(error), "warning")
            return False
        if key is None:
            self.show()
        else:
            self.show_behind()
        return True

    def confirm(self, stop_id: str) -> None:
        """Say that what stands on a square is still true, and tell what came of it."""
        session = self.session
        standing, today = session.survey.by_id[stop_id], session.today
        number = confirmable(session.game, stop_id, today)
        label = standing.square.label
        if not number:
            nothing = standing.kind == "open"
            here = "nothing on it yet" if nothing else "nothing older than today on it"
            self.tell(f"Square {label} has {here}.")
            return
        self.make(
            lambda: still_true(session.game, stop_id, today, session.by),
            f"square {label} confirmed",
        )
        done = f"{count(number, 'entry', 'entries')} on square {label} confirmed today."
        passed = [aged for aged in session.survey.by_id[stop_id].aged if aged.passed]
        if passed:
            self.tell(f"{done} {aged_words(passed[0], today)}: type a new date.", "warning")
        else:
            self.tell(f"{done} Ctrl+Z takes it back.")

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Say something in passing, in place of what was said before."""
        self.app.clear_notifications()
        self.notify(text, severity=severity)

    def action_undo(self) -> None:
        """Take back the last move; before the first, offer how the game was when opened before."""
        move = self.session.undo()
        if move is None:
            self.post_message(GoBack())
            return
        self.tell(f"Taken back: {move}.")
        self.show()

    def action_redo(self) -> None:
        """Make the last undone move again."""
        move = self.session.redo()
        self.tell(f"Made again: {move}." if move else "There is nothing to make again.")
        self.show()

    def action_help(self) -> None:
        """Say what can be done here."""
        self.app.push_screen(HelpScreen(self.HELP_TEXT))

    def action_mend(self) -> None:
        """Do something about the trouble that the top line tells of."""
        self.post_message(Mend())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to mend only where the top line says so."""
        if action == "mend":
            return any(bar.trouble is not None for bar in self.query(TitleBar))
        return super().check_action(action, parameters)

    def _show_save_state(self, state: SaveState | None) -> None:
        for bar in self.query(TitleBar):  # there is none yet, or no more, as the program ends
            bar.saved = "" if state is None else save_words(state)

    def _show_trouble(self, trouble: Trouble | None) -> None:
        for bar in self.query(TitleBar):
            bar.trouble = trouble


def save_words(state: SaveState) -> str:
    """The state of the save in words: ``Saved 14:02``."""
    if state.kind != "saved" or state.at is None:
        return "Saving"
    return f"Saved {state.at.astimezone():%H:%M}"
