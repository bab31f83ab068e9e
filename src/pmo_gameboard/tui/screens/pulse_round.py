"""A pulse with the keyboard passed round: each answers unseen, and all is counted at once."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pmo_gameboard.game.pulses import LEAST_UNSEEN, add_pulse, unseen_tallies
from pmo_gameboard.game.readings import VOTE_WORDS
from pmo_gameboard.game.state import Voice, Vote
from pmo_gameboard.saves.session import Session
from pmo_gameboard.tui.screens.confirm import ConfirmScreen
from pmo_gameboard.tui.screens.pulse import KEYS, VOICE_NAMES, PulseScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain


class RoundScreen(PulseScreen):
    """The keyboard goes round: each answers unseen, and nothing is shown before the last one.

    The answers stay in memory until then: kept one by one they could be told apart.
    """

    WAY = "round"
    HELP_TEXT = (
        "Everybody answers in turn, one key a square, while the others look away. The screen "
        "shows no answer. When the last one is done, F10 counts them all at once; a square that "
        "fewer than three people answered is left out, so that nobody's answer can be told."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"answer('{given}')", VOTE_WORDS[given].capitalize(), id=f"round.{given}")
            for key, given in KEYS.items()
        ),
        Binding("left,f9", "step(-1)", "Back", id="pulse.back"),
        Binding("right,space", "step(1)", "Pass", id="pulse.pass"),
        Binding("enter", "next_person", "Next person", key_display="↵", id="round.next"),
        Binding("f10", "count", "All are done", id="round.count"),
    ]

    def __init__(self, session: Session, setting: Setting, voice: Voice) -> None:
        super().__init__(session, setting, voice)
        self._ballots: list[dict[str, Vote]] = []
        self._ballot: dict[str, Vote] = {}
        self._between = True

    def compose_answer(self) -> ComposeResult:
        """The keys; what was pressed is not shown."""
        words = "   ".join(f"{key}  {VOTE_WORDS[given]}" for key, given in KEYS.items())
        yield Static(plain(words), classes="pulse--keys")

    def on_mount(self) -> None:
        """Wait for the first person."""
        super().on_mount()
        self.query_one(".pulse--page").focus()

    def show(self) -> None:
        """Show the square, or whose turn it is between two people."""
        super().show()
        self.query_one(".pulse--keys").display = not self._between
        if self._between:
            done = len(self._ballots)
            title = f"Person {done + 1}, take the keyboard" if done else "Pass the keyboard round"
            self.query_one(".pulse--progress", Static).update(plain(_done(done)))
            self.query_one(".pulse--square", Static).update(plain(title))
            self.query_one(".pulse--prompt", Static).update(
                plain("Enter begins. The others look away; no answer is shown.")
            )
        self.refresh_bindings()

    def progress(self) -> Content:
        """Whose turn it is, and how far they are."""
        who = f"Person {len(self._ballots) + 1}: "
        return Content(f"{who}{self.place + 1} of {len(self.squares)}")

    def note(self) -> str:
        """What becomes of the answers."""
        if self._between and self._ballots:
            return "F9 goes back to your last answer. When all are done, F10 shows what you said."
        return "Only counts are kept, and only where three or more have answered."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between two people nothing is answered; with a person at it, nothing is counted."""
        if action == "step" and parameters == (-1,) and self._between:
            return bool(self._ballot)  # whoever has just finished may look again
        if action in {"answer", "step"}:
            return not self._between
        if action == "next_person":
            return self._between
        if action == "count":
            return self._between and bool(self._ballots)
        return super().check_action(action, parameters)

    def action_next_person(self) -> None:
        """Begin with the first square."""
        self._ballot, self._between, self.place = {}, False, 0
        self.show()

    def action_answer(self, given: Vote) -> None:
        """Note an answer, and go on."""
        self._ballot[self.square.id] = given
        self.action_step(1)

    def action_step(self, step: int) -> None:
        """Go on, or back; behind the last square back to it, until the next person begins."""
        if self._between:
            self._ballot = self._ballots.pop()
            self._between = False
            self.show()
        else:
            super().action_step(step)

    def finish(self) -> None:
        """This person is done."""
        if self._ballot:
            self._ballots.append(self._ballot)
        self._between = True
        self.show()

    def action_count(self) -> None:
        """Count what all have said, at once."""
        session, tallies = self.session, unseen_tallies(self._ballots)
        if not tallies:
            self.tell(
                f"Fewer than {LEAST_UNSEEN} people have answered, so what they said could be told "
                "apart and is not shown. Let more people answer, or take a show of hands.",
                "warning",
            )
            return
        move = partial(
            add_pulse, session.game, self.voice, self.WAY, tallies, session.today, session.by
        )
        if self.make(move, f"{VOICE_NAMES[self.voice].lower()}, a round"):
            self.end()

    def action_leave(self) -> None:
        """Ask first: what was answered is not kept."""
        if not self._ballots and not self._ballot:
            self.app.pop_screen()
            return

        def leave(agreed: bool | None) -> None:  # noqa: FBT001  # a screen's answer
            if agreed:
                self.app.pop_screen()

        ask = ConfirmScreen(
            "Stop the round?",
            "What has been answered so far is not kept: one by one, answers could be told apart.",
            yes="Stop it",
            no="Go on",
        )
        self.app.push_screen(ask, leave)


def _done(number: int) -> str:
    if not number:
        return "Everybody answers, one after the other"
    return "1 person is done" if number == 1 else f"{number} people are done"
