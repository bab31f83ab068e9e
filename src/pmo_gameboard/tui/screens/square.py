"""A square: its question or task, the place for the answer, and what helps."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, TextArea

from pmo_gameboard.board.models import RowsAsk, Square
from pmo_gameboard.game.moves import declare, set_answer, set_aside, take_back
from pmo_gameboard.game.standings import Standing
from pmo_gameboard.game.words import advice, next_step, reason, sentence
from pmo_gameboard.play.session import Session
from pmo_gameboard.tui.dialogs.celebration import CelebrationScreen, worth_celebrating
from pmo_gameboard.tui.dialogs.tips import TipsScreen
from pmo_gameboard.tui.dialogs.word import Given, WordScreen
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.rows_screen import RowsScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.ask_panel import AskPanel
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.path_strip import PathStrip
from pmo_gameboard.tui.widgets.rows_panel import RowsPanel
from pmo_gameboard.tui.widgets.title_bar import TitleBar

LULL = 1.0
"""Seconds without a key after which a writer pauses."""


class SquareScreen(RowsScreen):
    """One square, open. Everything typed here is kept as it is typed."""

    CSS_PATH = "square.tcss"
    AUTO_FOCUS = "GridTable, AskPanel Input, AskPanel TextArea, Choices"
    HELP_TEXT = (
        "Write what you know now; you can come back at any time. What you write here is what "
        "later squares work on. The line at the bottom says what is still missing."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "board", "Board", key_display="esc", id="square.board"),
        Binding("f10,alt+right", "step(1)", "Next", id="square.next", tooltip="The square after"),
        Binding(
            "f9,alt+left", "step(-1)", "Back", id="square.previous", tooltip="The square before"
        ),
        Binding("f3", "tips", "Tips", id="square.tips", tooltip="Tips and facilitator notes"),
        Binding("f4", "word", "Mark", id="square.word", tooltip="Done elsewhere, or not for us"),
        Binding(
            "ctrl+t", "still_true", "Still true", id="square.still_true", tooltip="Confirm it today"
        ),
    ]

    def __init__(self, session: Session, setting: Setting, stop_id: str) -> None:
        super().__init__(session, setting)
        self.stop_id = stop_id
        self._satisfied = self._standing.satisfied
        self._due: Standing | None = None
        self._lull: Timer | None = None

    @property
    def origin(self) -> str | None:
        """The square."""
        return self.stop_id

    @property
    def writing(self) -> bool:
        """Whether somebody is in the middle of writing something."""
        return super().writing or isinstance(self.focused, Input | TextArea)

    @property
    def _standing(self) -> Standing:
        return self.session.survey.by_id[self.stop_id]

    @property
    def _square(self) -> Square:
        return self._standing.square

    def compose(self) -> ComposeResult:
        """The path, the question, the editors, the tips."""
        yield TitleBar()
        yield PathStrip()
        square, stage = self._square, self._standing.stage
        number = self.session.game.board.stages.index(stage) + 1
        kind = f"{GLYPHS.kinds[square.kind]} {square.kind}, {number} {stage.short}"
        with Vertical(classes="square--head"):
            with Horizontal(classes="square--line"):
                yield Static(plain(f"{square.label}  {square.title}"), classes="square--title")
                yield Static(plain(kind), classes="square--stage")
            yield Static(plain(square.prompt), classes="square--prompt")
            if square.why:
                yield Static(plain(square.why), classes="square--why")
        with VerticalScroll(classes="square--asks", can_focus=False):
            yield from self._panels()
        yield Static(classes="square--advice")
        yield KeyBar()

    def _panels(self) -> ComposeResult:
        """One editor for each register and each other ask, in the board's order."""
        game = self.session.game
        seen: set[str] = set()
        for ask in self._square.asks:
            if not isinstance(ask, RowsAsk):
                entry = game.answer(self.stop_id, ask.id)
                yield AskPanel(ask, entry.value if entry else None)
            elif ask.register_id not in seen:
                seen.add(ask.register_id)
                register = game.board.registers_by_id[ask.register_id]
                yield RowsPanel(self._standing, game, register, self.session.today)

    def on_mount(self) -> None:
        """Remember that the player is here."""
        super().on_mount()
        self.session.visit(self.stop_id)

    def show(self) -> None:
        """Show the square as it is."""
        game, standing = self.session.game, self._standing
        in_the_room = self.session.room is not None and game.turn
        where = f"{game.turn}'s turn" if in_the_room else game.board.title
        self.query_one(TitleBar).what = f"{game.name} · {where}"
        for panel in self.query(RowsPanel):
            panel.show(standing, game, self.session.today)
        for ask_panel in self.query(AskPanel):
            entry = game.answer(self.stop_id, ask_panel.ask.id)
            ask_panel.show(entry.value if entry else None)
        self._notice(standing)
        if self.writing:
            self._wait_for_lull()
        else:
            self._show_bearings()

    def _wait_for_lull(self) -> None:
        """Say where this leads once the writer pauses: a square is not done by half a word."""
        if self._lull is None:
            self._lull = self.set_timer(LULL, self._show_bearings)
        else:
            self._lull.reset()

    def _show_bearings(self) -> None:
        """The path with the token, and what comes next."""
        if self._lull is not None:
            self._lull.stop()
            self._lull = None
        survey, standing = self.session.survey, self._standing
        strip = self.query_one(PathStrip)
        strip.chosen = self.stop_id
        strip.survey = survey
        strip.token = survey.here.square.id
        onward = self._onward(standing)
        if len(standing.readings) > 1 or standing.stale or standing.word:
            onward = f"{sentence(reason(survey, standing))} {onward}"
        lines = [Content.assemble(("Next  ", "bold"), (onward, "bold $accent"))]
        tips = [tip.text for tip in advice(survey, standing) if tip.source != "missing"]
        if tips:
            lines.append(Content.assemble(("Tip  ", "bold"), (tips[0], "$quiet")))
        self.query_one(".square--advice", Static).update(Content("\n").join(lines))

    def _onward(self, standing: Standing) -> str:
        if standing.satisfied:
            done = standing.square.when_done if standing.kind == "done" else None
            last = self._square is self.session.game.board.path[-1]
            onward = "Esc shows the whole board." if last else "F10 goes on."
            return f"{done or 'Done.'} {onward}"
        if standing.stale and not any(aged.passed for aged in standing.aged):
            return "Still true? Ctrl+T says so."
        return next_step(self.session.survey, standing)

    # Finishing -------------------------------------------------------------------------------

    def _notice(self, standing: Standing) -> None:
        """Note that the square has just been done, to celebrate it once the field is left."""
        was, self._satisfied = self._satisfied, standing.satisfied
        if was or not standing.satisfied or standing.kind == "set_aside":
            self._due = None if not standing.satisfied else self._due
            return
        if worth_celebrating(self.session.survey, standing):
            self._due = standing

    def after_field(self) -> None:
        """A field was left: the moment to celebrate, if something came of it."""
        super().after_field()
        if self._lull is not None:
            self._show_bearings()
        if self._due is not None and self._due.satisfied and self.is_current:
            due, self._due = self._due, None
            self.app.push_screen(CelebrationScreen(self.session.survey, due, self.setting))

    # What the player does --------------------------------------------------------------------

    @on(AskPanel.Answered)
    def _answer(self, event: AskPanel.Answered) -> None:
        ask = event.ask
        event.panel.kept = event.value
        self.make(
            lambda: set_answer(
                self.session.game,
                self.stop_id,
                ask.id,
                event.value,
                self.session.today,
                self.session.by,
            ),
            f"answer to “{ask.label}”",
            key=f"{self.stop_id}/{ask.id}",
        )
        if ask.type != "text":
            self.after_field()

    @on(AskPanel.FieldLeft)
    def _leave_field(self) -> None:
        self.after_field()

    def action_tips(self) -> None:
        """Show everything the square has to say."""
        self.app.push_screen(TipsScreen(self.session.survey, self._standing))

    def action_word(self) -> None:
        """Declare the square done, or set it aside."""

        def give(given: Given | None) -> None:
            if given is not None:
                self._give(given)

        self.app.push_screen(
            WordScreen(self._square, self.session.game.words.get(self.stop_id)), give
        )

    def _give(self, given: Given) -> None:
        session, square = self.session, self._square
        match given.kind:
            case "declared":
                self.make(
                    lambda: declare(
                        session.game, self.stop_id, given.note, session.today, session.by
                    ),
                    f"square {square.label} declared done",
                )
            case "set_aside":
                self.make(
                    lambda: set_aside(
                        session.game, self.stop_id, given.note, session.today, session.by
                    ),
                    f"square {square.label} set aside",
                )
            case "taken_back":
                self.make(
                    lambda: take_back(session.game, self.stop_id),
                    f"word on square {square.label} taken back",
                )
        self.after_field()

    def action_still_true(self) -> None:
        """Confirm today that what stands here still holds."""
        self.confirm(self.stop_id)
        self.after_field()

    def action_step(self, step: int) -> None:
        """Open the square before or after."""
        path = self.session.game.board.path
        index = path.index(self._square) + step
        if 0 <= index < len(path):
            self._switch(path[index].id)
        else:
            self.tell("This is the last square." if step > 0 else "This is the first square.")

    def action_board(self) -> None:
        """Back to the board."""
        if self.finish_fields():
            self.app.pop_screen()

    def open_square(self, stop_id: str) -> None:
        """Open another square in place of this one."""
        self._switch(stop_id)

    def _switch(self, stop_id: str) -> None:
        if self.finish_fields():
            self.app.switch_screen(SquareScreen(self.session, self.setting, stop_id))
