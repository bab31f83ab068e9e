"""Whom to ask, and how: the way into a pulse."""

from typing import NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.pulses import open_pulse
from pmo_gameboard.game.readings import asked_squares
from pmo_gameboard.game.state import Voice, Way
from pmo_gameboard.game.unseen import again_words
from pmo_gameboard.play.session import Session
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.screens.pulse import AloneScreen, HandsScreen
from pmo_gameboard.tui.screens.pulse_round import RoundScreen
from pmo_gameboard.tui.text import plain


class Asked(NamedTuple):
    """Whom, and how."""

    voice: Voice
    way: Way


_WAYS: dict[Asked, tuple[str, str]] = {
    Asked("team", "alone"): ("We say: alone", "One key a square, in a minute or two."),
    Asked("team", "hands"): ("We say: a show of hands", "Three counts a square, for the room."),
    Asked("team", "round"): (
        "We say: the keyboard passed round",
        "Each answers unseen. Shown once all are done.",
    ),
    Asked("customers", "hands"): (
        "They say: a show of hands",
        "Customers in the room, or their answers counted.",
    ),
    Asked("customers", "round"): (
        "They say: the keyboard passed round",
        "Each answers unseen. From three people on.",
    ),
    Asked("customers", "alone"): ("They say: one customer", "One key a square."),
}


class PulseWaysScreen(Dialog[Asked]):
    """A list of ways; one that was begun today says so."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._ways = [asked for asked in _WAYS if asked_squares(session.survey, asked.voice)]

    def compose(self) -> ComposeResult:
        """The ways."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("Take a pulse"), classes="dialog--title")
            if self._ways:
                yield OptionList(*map(self._option, self._ways), markup=False)
                yield way_out("Enter begins. Esc closes this.")
            else:
                yield Static(plain("Every square is set aside, so there is nothing to ask about."))
                yield way_out("Esc closes this.")

    def _option(self, asked: Asked) -> Option:
        title, words = _WAYS[asked]
        session = self._session
        if open_pulse(session.game, asked.voice, asked.way, session.today):
            words = "Begun today: goes on where it stopped."
        sign = GLYPHS.voices[asked.voice]
        return Option(Content.assemble((f"{sign} {title}", "bold"), "\n  ", (words, "$quiet")))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._ways[event.option_index])


def take_pulse(screen: GameScreen) -> None:
    """Ask whom and how, and begin."""
    screens = {"alone": AloneScreen, "hands": HandsScreen}
    session = screen.session

    def begin(asked: Asked | None) -> None:
        if asked is not None and asked.way == "round":
            _pass_round(screen, asked.voice)
        elif asked is not None:
            kind = screens[asked.way]
            screen.app.push_screen(kind(session, screen.setting, asked.voice))

    screen.app.push_screen(PulseWaysScreen(session), begin)


def _pass_round(screen: GameScreen, voice: Voice) -> None:
    """Begin a round, where it can be kept; ask first where it comes soon after another."""
    session = screen.session
    if session.only_looked_at:
        screen.tell(session.only_looked_at, "warning")
        return

    def begin(agreed: bool | None = True) -> None:  # noqa: FBT001, FBT002  # a screen's answer
        if agreed:
            screen.app.push_screen(RoundScreen(session, screen.setting, voice))

    again = again_words(session.pulses, voice, session.today)
    if not again:
        begin()
        return
    ask = ConfirmScreen("Again so soon?", again, yes="Begin all the same", no="Leave it")
    screen.app.push_screen(ask, begin)
