"""The board: the whole path, where the PMO stands on it, and why."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from pmo_gameboard.game.readings import WHO, Readings, readings
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.play.session import Session
from pmo_gameboard.tui.dialogs.registers import RegistersScreen
from pmo_gameboard.tui.dialogs.tips import TipsScreen
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.messages import GoHome
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.widgets.bearings import Bearings
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.path_map import PathMap
from pmo_gameboard.tui.widgets.side_panel import SidePanel
from pmo_gameboard.tui.widgets.title_bar import TitleBar

HOP = 0.25
"""Seconds the token rests on each square on its way."""


class BoardScreen(GameScreen):
    """The path of squares. Arrow keys choose a square, Enter opens it."""

    CSS_PATH = "board.tcss"
    HELP_TEXT = (
        "The path climbs from the first stage at the bottom to the last square at the top. "
        "The token stands on the first square that is not done, or that has gone stale. "
        "Choose a square with the arrow keys or the mouse, and open it with Enter: "
        "any square, at any time."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "r",
            "results",
            "Results",
            id="board.results",
            tooltip="Where you stand, and what is next",
        ),
        Binding("l", "registers", "Lists", id="board.registers", tooltip="What you hold so far"),
        Binding("a", "actions", "Actions", id="board.actions", tooltip="Who does what by when"),
        Binding("p", "pulse", "Pulse", id="board.pulse", tooltip="What people say of each square"),
        Binding(
            "f3", "tips", "Tips", show=False, id="board.tips", tooltip="Tips for the chosen square"
        ),
        Binding("u", "undo", "Undo", show=False, id="board.undo"),
        Binding(
            "ctrl+t",
            "still_true",
            "Still true",
            show=False,
            id="board.still_true",
            tooltip="Confirm the chosen square today",
        ),
        Binding("question_mark", "help", "Help", key_display="?", id="board.help"),
        Binding("escape", "home", "Home", key_display="esc", id="board.home"),
        Binding("q", "app.quit", "Quit", id="board.quit"),
    ]

    def __init__(self, session: Session, setting: Setting) -> None:
        super().__init__(session, setting)
        self._hops: list[str] = []
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """The board, and beside or below it what it says."""
        yield TitleBar()
        with Horizontal(classes="board--main"):
            yield PathMap()
            yield SidePanel()
        yield Bearings()
        yield KeyBar()

    def on_mount(self) -> None:
        """Start on the square the token stands on."""
        super().on_mount()
        path = self.query_one(PathMap)
        # not a message, which would come a frame behind the ring on the board
        self.watch(path, "chosen", self._choose, init=False)
        path.chosen = self.session.at or self.session.survey.here.square.id
        path.focus()

    def show(self) -> None:
        """Show the game as it is; the token walks to where it stands now."""
        survey = self.session.survey
        game = survey.game
        read = readings(survey)
        self.query_one(TitleBar).what = f"{game.name} · {_said(read) or game.board.title}"
        path = self.query_one(PathMap)
        path.survey = survey
        path.voices = {voice.voice: voice.square.id for voice in read.voices}
        self.query_one(Bearings).survey = survey
        self.query_one(SidePanel).show(survey, path.chosen)
        self._walk(path, survey)

    def on_screen_resume(self) -> None:
        """Come back from a square."""
        super().on_screen_resume()
        if self.session.at is not None:
            self.query_one(PathMap).chosen = self.session.at
        self.session.visit(None)

    def _choose(self, stop_id: str) -> None:
        """Say what there is to say about a square."""
        self.query_one(Bearings).chosen = stop_id
        self.query_one(SidePanel).show(self.session.survey, stop_id)

    def action_results(self) -> None:
        """Show what the team holds."""
        self.app.push_screen(ResultsScreen(self.session, self.setting))

    def action_registers(self) -> None:
        """Choose a register to open."""

        def open_it(register_id: str | None) -> None:
            if register_id is not None:
                self.open_register(register_id)

        self.app.push_screen(RegistersScreen(self.session.game), open_it)

    def action_tips(self) -> None:
        """Show everything the chosen square has to say."""
        survey = self.session.survey
        chosen = survey.by_id.get(self.query_one(PathMap).chosen, survey.here)
        self.app.push_screen(TipsScreen(survey, chosen))

    def action_still_true(self) -> None:
        """Confirm today that what stands on the chosen square still holds."""
        self.confirm(self.query_one(PathMap).chosen or self.session.survey.here.square.id)

    def action_home(self) -> None:
        """Leave the game for the home screen."""
        self.post_message(GoHome())

    # The token -------------------------------------------------------------------------------

    def _walk(self, path: PathMap, survey: Survey) -> None:
        """Move the token square by square, so that the room sees it go."""
        target = survey.here.square.id
        stops = [standing.square.id for standing in survey.standings]
        self._stop_walking()
        if not self.setting.animate or path.token not in stops or path.token == target:
            path.token = target
            return
        start, end = stops.index(path.token), stops.index(target)
        step = 1 if end > start else -1
        self._hops = [*stops[start + step : end : step], target]
        self._timer = self.set_interval(HOP, self._hop)

    def _hop(self) -> None:
        if not self._hops:
            return  # a tick that was under way when the walk ended
        path = self.query_one(PathMap)
        path.token = self._hops.pop(0)
        if not self._hops:
            self._stop_walking()
            path.chosen = path.token

    def _stop_walking(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._hops = []

    def on_key(self, _: events.Key) -> None:
        """Any key ends the walk at once."""
        if self._hops:
            path = self.query_one(PathMap)
            path.token = self._hops[-1]
            path.chosen = path.token
            self._stop_walking()


def _said(read: Readings) -> str:
    """Where the voices place the PMO, with their tokens: ``◇ You say Engaged``."""
    return " · ".join(
        f"{GLYPHS.voices[voice.voice]} {WHO[voice.voice]} say {voice.stage.short}"
        for voice in read.voices
    )
