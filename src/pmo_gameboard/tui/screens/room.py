"""The room: one thing at a time, large and short, for a session on a shared screen."""

import random
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Digits, Static

from pmo_gameboard.game.agenda import HOW, LENGTHS, Item, agenda
from pmo_gameboard.game.due import due_now
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.turns import next_turn, set_players
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.room import room_at
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.help import HelpScreen
from pmo_gameboard.tui.room_text import WIDEST, agenda_text, answers_text, item_text
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.widgets.clock_face import ClockFace
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

MARGIN = 8
"""Columns beside the text."""

HIDDEN = "Answers are hidden. Press h to show them."


class RoomScreen(GameScreen):
    """The agenda of a session, and each of its items on a screen of its own."""

    CSS_PATH = "room.tcss"
    HELP_TEXT = (
        "For a session on a shared screen. Choose how long you have with 3, 6 or 9, and go "
        "through the agenda with the arrow keys. Enter opens what an item is about; Esc comes "
        "back here. The timer only counts: past its end it goes on, and nothing stops. "
        "“pmo-gameboard notes” in a second terminal shows you the facilitator's notes."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "step(1)", "Next", key_display="→", id="room.next"),
        Binding("left,backspace", "step(-1)", "Back", key_display="←", id="room.back"),
        Binding("enter", "open", "Open", key_display="↵", id="room.open"),
        Binding("t", "timer", "Timer", id="room.timer", tooltip="Start it, or stop it"),
        Binding("w", "turn", "Whose turn", id="room.turn", tooltip="Draw who is next"),
        Binding("h", "hide", "Hide", id="room.hide", tooltip="Hide or show answers here"),
        Binding(
            "n", "next_session", "Next session", id="room.session", tooltip="When you meet again"
        ),
        Binding(
            "f7", "new_action", "Action", priority=True, id="room.action", tooltip="Who does what"
        ),
        Binding("p", "pulse", "Pulse", show=False, id="room.pulse", tooltip="What people say"),
        Binding("a", "actions", "Actions", show=False, id="room.actions", tooltip="Who does what"),
        Binding("3", "plan(30)", "30 minutes", show=False, id="room.30"),
        Binding("6", "plan(60)", "60 minutes", show=False, id="room.60"),
        Binding("9", "plan(90)", "90 minutes", show=False, id="room.90"),
        Binding(
            "ctrl+n", "players", "Who plays", show=False, id="room.players", tooltip="The names"
        ),
        Binding("question_mark", "help", "Help", key_display="?", show=False, id="room.help"),
        Binding("escape,f5", "leave", "Leave", key_display="esc", id="room.leave"),
    ]

    def __init__(self, session: Session, setting: Setting) -> None:
        super().__init__(session, setting)
        self._minutes = LENGTHS[1]
        self._items: tuple[Item, ...] = ()
        self._place = -1
        self._hidden = False

    def compose(self) -> ComposeResult:
        """The number and the timer at the top, the words below."""
        yield TitleBar()
        with Horizontal(classes="room--middle"), Vertical(classes="room--column"):
            with Horizontal(classes="room--top"):
                yield Digits(classes="room--number")
                yield ClockFace()
            with VerticalScroll(classes="room--page"):
                yield Static(classes="room--text")
                yield Static(classes="room--answers")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the agenda."""
        self._plan()
        super().on_mount()
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Set the text for another width."""
        self.show()

    @property
    def _item(self) -> Item | None:
        """The item that is shown; None on the agenda."""
        return self._items[self._place] if self._place >= 0 else None

    @property
    def origin(self) -> str | None:
        """The square that the item is about."""
        return self._item.square if self._item else None

    def show(self) -> None:
        """Show the agenda, or its item."""
        game, item = self.session.game, self._item
        turn = f" · {game.turn}'s turn" if game.turn else ""
        bar = self.query_one(TitleBar)
        bar.what, bar.room = f"{game.name}{turn}", None  # the timer stands here in large numerals
        number = self.query_one(Digits)
        square = game.board.squares_by_id[item.square] if item and item.square else None
        number.update(square.label.upper() if square else "")
        number.display = square is not None
        self.query_one(ClockFace).room = self.session.room
        text, answers = (
            self.query_one(".room--text", Static),
            self.query_one(".room--answers", Static),
        )
        survey, width = self.session.survey, min(WIDEST, self.size.width - MARGIN)
        if item is None:
            text.update(agenda_text(self._items, self._minutes, survey, width))
            answers.update("")
        else:
            text.update(item_text(item, survey, width, hidden=self._hidden))
            shown = answers_text(item, survey, width)
            answers.update(Content.styled(HIDDEN, "bold") if self._hidden else shown)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The agenda has nothing to open or hide."""
        item = self._item
        if action in {"open", "hide", "timer"}:
            return item is not None
        if action in {"next_session", "new_action"}:
            return item is not None and (action == "new_action" or item.kind == "closing")
        return super().check_action(action, parameters)

    def _plan(self) -> None:
        self._items = agenda(readings(self.session.survey), self._minutes)

    def action_plan(self, minutes: int) -> None:
        """Make an agenda for so many minutes."""
        self._minutes, self._place = minutes, -1
        self._plan()
        self.show()

    def action_step(self, step: int) -> None:
        """Go to the item before or after; before the first is the agenda."""
        self._place = max(-1, min(self._place + step, len(self._items) - 1))
        if self._place < 0:
            self._plan()
        item = self._item
        self.session.visit(item.square if item else None)
        self._enter(item, running=self._runs)
        self.show()

    def action_open(self) -> None:
        """Open what the item is about."""
        item = self._item
        if item is None:
            return
        if self._hidden and item.square:
            self.tell(HIDDEN)
        elif item.square:
            self.open_square(item.square)
        elif item.kind == "pulse":
            self.action_pulse()
        elif item.kind == "closing":
            self.action_actions()
        elif due_now(self.session.survey):
            self.action_due()
        else:
            self.action_leave()  # for the board, which is to be looked at

    def action_timer(self) -> None:
        """Let the timer of this item run, or stop it."""
        self._enter(self._item, running=not self._runs)
        self.show()

    @property
    def _runs(self) -> bool:
        """Whether a timer is running."""
        return self.session.room is not None and self.session.room.started is not None

    def _enter(self, item: Item | None, *, running: bool) -> None:
        """Let whoever follows know what the room is at; a timer starts anew with each item."""
        started = moment() if running else None
        survey = self.session.survey
        room = room_at(self._items, self._place, survey, started) if item else None
        self.session.show_room(room)

    def action_hide(self) -> None:
        """Hide the answers from the shared screen, or show them."""
        self._hidden = not self._hidden
        self.show()

    def action_turn(self) -> None:
        """Draw whose turn it is; first ask who plays."""
        session = self.session
        if not session.game.players:
            self.action_players()
        elif self.make(lambda: next_turn(session.game, random.SystemRandom().randrange), "a turn"):
            self.tell(f"It is {session.game.turn}'s turn.")

    def action_players(self) -> None:
        """Ask who plays."""
        game = self.session.game

        def play(text: str | None) -> None:
            if text is not None:
                names = text.split(",")
                if self.make(lambda: set_players(self.session.game, names), "who plays"):
                    self.action_turn()

        ask = FieldScreen(
            "Who plays?",
            "The names, with commas between them. Everybody has a turn before anybody has two.",
            lambda text: set_players(game, text.split(",")),
            value=", ".join(player.name for player in game.players),
            example="Dana, Tom, Ines",
            most=1000,
        )
        self.app.push_screen(ask, play)

    def action_help(self) -> None:
        """Say how to run this part of the session, and what can be done here."""
        how = f"{HOW[self._item.kind]}\n\n" if self._item else ""
        self.app.push_screen(HelpScreen(f"{how}{self.HELP_TEXT}"))

    def action_leave(self) -> None:
        """Leave the room for the board; no timer runs there."""
        self.session.show_room(None)
        self.app.pop_screen()
