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
from pmo_gameboard.saves.session import Session
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.dialog import Dialog, way_out
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
    screens = {"alone": AloneScreen, "hands": HandsScreen, "round": RoundScreen}

    def begin(asked: Asked | None) -> None:
        if asked is not None:
            kind = screens[asked.way]
            screen.app.push_screen(kind(screen.session, screen.setting, asked.voice))

    screen.app.push_screen(PulseWaysScreen(screen.session), begin)
