"""The app: it shows the home screen or a game, and knows whether the game is saved.

It paints first and loads the rules behind that: nothing imported here reads a board or a save.
"""

import gc
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import SystemCommand
from textual.binding import Binding
from textual.filter import LineFilter
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widgets import Input

from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.play.troubles import trouble_of
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.preferences import keep_theme, last_theme
from pmo_gameboard.tui.dialogs.too_small import TooSmallScreen
from pmo_gameboard.tui.filters import AsciiFilter, CleanFilter
from pmo_gameboard.tui.leaving import LeavingApp
from pmo_gameboard.tui.messages import (
    CompareGame,
    GoBack,
    GoHome,
    Mend,
    OpenGame,
    Rehearse,
    Request,
    StartGame,
)
from pmo_gameboard.tui.palette import BindingCommands
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.sizes import LEAST_HEIGHT, LEAST_WIDTH, MOST_PASTED
from pmo_gameboard.tui.text import as_line
from pmo_gameboard.tui.themes import DARK, LIGHT

if TYPE_CHECKING:
    from pmo_gameboard.play.session import Session
    from pmo_gameboard.saves.writer import SaveState


KEY_NAMES = {"↵": "enter", "↑": "up", "↓": "down", "←": "left", "→": "right"}


class SaveStateChanged(Message):
    """The save was written, is being written, or could not be; sent by the writer's thread."""

    def __init__(self, state: "SaveState") -> None:
        super().__init__()
        self.state = state


class GameboardApp(LeavingApp):
    """PMO Gameboard."""

    TITLE = "PMO Gameboard"
    CSS_PATH = ["app.tcss", "screens/home.tcss"]
    COMMANDS = {BindingCommands}

    def __init__(
        self,
        *,
        data: Path,
        game: OpenGame | None = None,
        animate: bool = True,
        ascii_only: bool = False,
        today: date | None = None,
    ) -> None:
        super().__init__()
        if not animate:
            self.animation_level = "none"
        self.data = data
        self.setting = Setting(
            animate=self.animation_level != "none",
            clock=Clock(today),
        )
        self._opening = False
        self._game = game
        self._clean = CleanFilter()
        self._ascii = AsciiFilter(enabled=ascii_only)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = LIGHT.name if last_theme(data) == LIGHT.name else DARK.name

    def on_mount(self) -> None:
        """Begin to read the game to open."""
        if self._game is not None:
            self.open_game(self._game)

    def on_ready(self) -> None:
        """The home screen stands; a game that is being opened comes next."""
        if self._game is None:
            self._settle()

    def get_default_screen(self) -> Screen[None]:
        """The home screen, below whatever else is shown."""
        return HomeScreen(self.data, self.setting, waiting=self._game is not None)

    def _settle(self) -> None:
        """What was made so far stays: let the garbage collector look only at what comes now."""
        self._check_size()
        gc.freeze()
        gc.enable()

    async def on_event(self, event: events.Event) -> None:
        """Take out of a paste whatever would act on the terminal, and what is too much of it."""
        if isinstance(event, events.Paste):
            if len(event.text) > MOST_PASTED:
                self.tell(f"Only the first {MOST_PASTED:,} characters were pasted.", "warning")
            event.text = self._fitting(clean(event.text[:MOST_PASTED]))
        await super().on_event(event)

    def _fitting(self, pasted: str) -> str:
        """As much of a paste as fits into the field it goes to; Textual's takes all or nothing."""
        field = self.focused
        if not isinstance(field, Input):
            return pasted
        line, start, end = as_line(pasted), *sorted(field.selection)
        if field.max_length is None:
            return line
        room = field.max_length - len(field.value) + end - start
        if len(line) > room:
            self.notify(f"There is room for {field.max_length:,} characters; the rest was cut.")
        return line[:room]

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal."""
        filters = [*super().get_line_filters(), self._clean]
        return [*filters, self._ascii] if self._ascii.enabled else filters

    def get_key_display(self, binding: Binding) -> str:
        """The key as the footer and the help name it; by its name where ASCII has no sign."""
        shown = super().get_key_display(binding)
        return KEY_NAMES.get(shown, shown) if self._ascii.enabled else shown

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of our own that a theme from elsewhere would lack."""
        return DARK.variables

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """What the palette offers everywhere, beside the keys of the screen."""
        other, words = (LIGHT, "light") if self.theme == DARK.name else (DARK, "dark")
        yield SystemCommand(
            f"Change to the {words} theme",
            "Colours for a projector in a bright or a dim room",
            partial(self._change_theme, other.name),
        )
        if self.session is not None:
            yield SystemCommand(
                "Earlier versions of this game: go back, restore, undelete",
                "See what was kept, and go back to it",
                partial(self._choose_version, self.session),
            )

    def _choose_version(self, session: "Session") -> None:
        from pmo_gameboard.tui import mending  # noqa: PLC0415  # loaded by now

        mending.choose_version(self, session.path, session.game.name)

    def _change_theme(self, name: str) -> None:
        """Take another theme, now and next time."""
        self.theme = name
        keep_theme(self.data, name)

    # The window ------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Wait for a larger window where this one is too small."""
        self.call_later(self._check_size)

    def _check_size(self) -> None:
        small = self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT
        if isinstance(self.screen, TooSmallScreen):
            if not small:
                self.pop_screen()
        elif small:
            self.push_screen(TooSmallScreen())

    # Games -----------------------------------------------------------------------------------

    def on_open_game(self, message: OpenGame) -> None:
        """Open the save that was chosen."""
        self.open_game(message)

    def on_start_game(self, message: StartGame) -> None:
        """Begin a game."""
        self.open_game(message)

    def on_rehearse(self, message: Rehearse) -> None:
        """Open the sample game."""
        self.open_game(message)

    def open_game(self, request: Request) -> None:
        """Open a game, unless one is being opened: keys may come in a burst."""
        if not self._opening:
            self._opening = True
            self._read_game(request)

    @work(thread=True, group="open")
    def _read_game(self, request: Request) -> None:
        """Read a save behind the screen, then show its board."""
        from pmo_gameboard.tui import opening  # noqa: PLC0415  # paint first, load behind it

        try:
            session = opening.open_session(
                request, self.data, self.setting.clock, self._on_save_state
            )
        except GameboardError as error:
            self.call_later(self._refuse, error, request)
        else:
            present = isinstance(request, OpenGame) and request.present
            self.call_later(self._show_game, session, present)

    async def _show_game(self, session: "Session", present: bool = False) -> None:  # noqa: FBT001, FBT002  # a callback's argument
        from pmo_gameboard.play.opening import opening_words  # noqa: PLC0415  # loaded by now
        from pmo_gameboard.tui import opening  # noqa: PLC0415  # loaded by now

        self._opening = False
        if not self.let_go():
            session.close()
            self._warn_unsaved()
            return
        await self._clear()
        self.session = session
        self._look_for_trouble()
        for screen in opening.screens(session, self.setting, present=present):
            await self.push_screen(screen)
        self.call_after_refresh(self._settle)
        if words := opening_words(session):
            self.tell(words)

    async def _clear(self) -> None:
        """Leave nothing but the home screen, and say what came of what was only on a screen."""
        self.settle_unasked()
        if self.last_words:
            self.tell(self.last_words, "warning")
            self.last_words = ""
        while len(self.screen_stack) > 1:
            await self.pop_screen()

    async def _refuse(self, error: GameboardError, request: Request) -> None:
        """Say why a game cannot be opened; a broken one has earlier versions to go back to."""
        from pmo_gameboard.play.recovery import way_back  # noqa: PLC0415  # loaded by now
        from pmo_gameboard.tui import mending  # noqa: PLC0415  # loaded by now

        self._opening = False
        await self._clear()
        if isinstance(self.screen, HomeScreen):
            self.screen.wait_no_more()
        if isinstance(request, OpenGame) and way_back(request.path, self.data, error):
            mending.choose_version(self, request.path, request.path.stem, error.message)
        else:
            self.tell(str(error), "error")

    async def on_go_home(self, _: GoHome) -> None:
        """Leave the game for the home screen, unless it could not be saved."""
        if self.let_go():
            await self._clear()
        else:
            self._warn_unsaved()

    # Saving ----------------------------------------------------------------------------------

    def _on_save_state(self, state: "SaveState") -> None:
        self.post_message(SaveStateChanged(state))

    def on_save_state_changed(self, message: SaveStateChanged) -> None:
        """Let the screens show it."""
        self.save_state = message.state
        self._look_for_trouble()

    def _look_for_trouble(self) -> None:
        """Say what keeps the game from being saved where it should be, if anything does."""
        self.trouble = trouble_of(self.session, self.save_state)

    def on_mend(self, _: Mend) -> None:
        """Do something about it."""
        from pmo_gameboard.tui import mending  # noqa: PLC0415  # loaded by now

        if self.session is not None and self.trouble is not None:
            mending.mend(self, self.session, self.trouble)

    def on_go_back(self, _: GoBack) -> None:
        """Offer how the game was when it was opened before."""
        from pmo_gameboard.tui import mending  # noqa: PLC0415  # loaded by now

        if self.session is not None:
            mending.offer_last_opened(self, self.session)

    @work(thread=True, exclusive=True, group="compare")
    def on_compare_game(self, _: CompareGame) -> None:
        """Find what the open game can be put beside, and let the player choose."""
        from pmo_gameboard.tui import comparing  # noqa: PLC0415  # loads the rules

        comparing.offer(self, self.session)

    def tell(self, text: str, severity: SeverityLevel = "information") -> None:
        """Say something that is worth reading twice."""
        self.notify(text, severity=severity, timeout=15)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in passing, as it stands: what people wrote is never markup."""
        del markup
        text = clean(message)
        super().notify(text, title=title, severity=severity, timeout=timeout, markup=False)
