"""A pulse with the keyboard passed round: each answers unseen, and all is counted at once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.pulses import add_pulse, answered_by_few, unseen_tallies
from pmo_gameboard.game.readings import VOTE_KEYS, VOTE_WORDS
from pmo_gameboard.game.state import Game, Voice, Vote
from pmo_gameboard.game.unseen import PROMISE, left_out_words, unfinished_words, unkept_words
from pmo_gameboard.game.words import count
from pmo_gameboard.play.session import Session
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.screens.pulse import VOICE_NAMES, PulseScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain


class RoundScreen(PulseScreen):
    """The keyboard goes round: each answers unseen, and nothing is shown before the last one.

    The answers stay in memory until then: kept one by one they could be told apart. Those of
    whoever has finished are counted when the program ends, if they can be.
    """

    WAY = "round"
    HELP_TEXT = (
        "Everybody answers in turn, one key a square, while the others look away. The screen "
        f"shows no answer. When the last one is done, F10 counts them all at once. {PROMISE}"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"answer('{given}')", VOTE_WORDS[given].capitalize(), id=f"round.{given}")
            for key, given in VOTE_KEYS.items()
        ),
        Binding("left,f9", "step(-1)", "Back", id="pulse.back"),
        Binding("right,space", "step(1)", "Pass", id="pulse.pass"),
        Binding("enter", "next_person", "Next person", key_display="↵", id="round.next"),
        Binding("f10", "count", "All are done", id="round.count"),
    ]

    def __init__(self, session: Session, setting: Setting, voice: Voice) -> None:
        super().__init__(session, setting, voice)
        self._ballots: list[dict[str, Vote]] = []  # of those who have finished
        self._ballot: dict[str, Vote] = {}
        self._person = 1
        self._between = True
        self._counted = False

    def compose_answer(self) -> ComposeResult:
        """The keys; what was pressed is not shown."""
        words = "   ".join(f"{key}  {VOTE_WORDS[given]}" for key, given in VOTE_KEYS.items())
        yield Static(plain(words), classes="pulse--keys")

    def on_mount(self) -> None:
        """Wait for the first person."""
        super().on_mount()
        self.query_one(".pulse--page").focus()

    def on_unmount(self) -> None:
        """The round is over; until here the next opening would tell that it was lost."""
        self.session.note_round(None)

    def on_screen_resume(self) -> None:
        """Go on with the readings where the game could not be left once the round was counted."""
        if self._counted:
            self.call_later(self.end)

    def show(self) -> None:
        """Show the square, or whose turn it is between two people."""
        super().show()
        done = len(self._ballots)
        self.session.note_round(done)
        self.query_one(".pulse--keys").display = not self._between
        if self._between:
            title = f"Person {done + 1}, take the keyboard" if done else "Pass the keyboard round"
            self.query_one(".pulse--progress", Static).update(plain(_done(done)))
            self.query_one(".pulse--square", Static).update(plain(title))
            self.query_one(".pulse--prompt", Static).update(
                plain("Enter begins. The others look away; no answer is shown.")
            )
        self.refresh_bindings()

    def progress(self) -> Content:
        """Whose turn it is, and how far they are."""
        return Content(f"Person {self._person}: {self.place + 1} of {len(self.squares)}")

    def note(self) -> str:
        """What becomes of the answers."""
        if self._between and self._ballots:
            return "F9 goes back to your last answer. When all are done, F10 shows what you said."
        return PROMISE

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
        self._person = len(self._ballots) + 1
        self._ballot, self._between, self.place = {}, False, 0
        self.show()

    def action_answer(self, given: Vote) -> None:
        """Note an answer, and go on."""
        self._ballot[self.square.id] = given
        self.action_step(1)

    def action_step(self, step: int) -> None:
        """Go on, or back; behind the last square back to it, until the next person begins."""
        if self._between:
            self._between = False
            self.show()
        else:
            super().action_step(step)

    def finish(self) -> None:
        """This person is done, maybe for the second time after another look."""
        if self._ballot and self._person > len(self._ballots):
            self._ballots.append(self._ballot)
        self._between = True
        self.show()

    def action_count(self) -> None:
        """Count what all have said, at once."""
        if not unseen_tallies(self._ballots):
            few = unkept_words(len(self._ballots))
            self.tell(f"{few} Let more people answer, or take a show of hands.", "warning")
        elif self.make(self._with_round, self._move):
            self._counted = True
            self.session.flush()  # before the note of a round that runs is taken away
            self.end()

    def end(self) -> None:
        """Show the readings, and say what is left out of them."""
        super().end()
        if left_out := left_out_words(len(answered_by_few(self._ballots))):
            self.app.call_later(self.app.notify, left_out, timeout=15)

    @property
    def _move(self) -> str:
        return f"{VOICE_NAMES[self.voice].lower()}, a round"

    def _with_round(self) -> Game:
        """The game with all that was said by those who have finished.

        Raises:
            MoveError: It has no room for it.
        """
        session, tallies = self.session, unseen_tallies(self._ballots)
        return add_pulse(session.game, self.voice, self.WAY, tallies, session.today, session.by)

    # On the way out

    def take_in(self) -> str:
        """Count those who have finished, where that can be; what there is to tell of it."""
        if self._counted or not unseen_tallies(self._ballots):
            return ""
        try:
            self.session.do(self._with_round(), self._move)
        except MoveError as error:
            return f"Nothing of the round is kept: {error}"
        people = count(len(self._ballots), "person", "people")
        told = f"The round is counted: the answers of {people}. {self._unfinished}"
        self._counted = self._between = True
        return told.strip()

    def unkept(self) -> str:
        """What is said where there are too few answers to count any."""
        if self._counted or unseen_tallies(self._ballots):
            return ""
        if not self._ballots and not self._unfinished:
            return ""
        return f"{unkept_words(len(self._ballots))} {self._unfinished}".strip()

    @property
    def _unfinished(self) -> str:
        """What there is to tell of whoever is in the midst of their answers."""
        amid = self._ballot and not self._between and self._person > len(self._ballots)
        return unfinished_words(self._person) if amid else ""

    def action_leave(self) -> None:
        """Ask first: what was answered is not kept."""
        if not self._ballots and not self._unfinished:
            self.app.pop_screen()
            return

        def leave(agreed: bool | None) -> None:  # noqa: FBT001  # a screen's answer
            if agreed:
                self.app.pop_screen()

        can = bool(unseen_tallies(self._ballots))
        stopped = f"{_done(len(self._ballots))}. F10 between two people counts what they said; "
        ask = ConfirmScreen(
            "Stop the round?",
            f"{stopped}stopping keeps none of it." if can else self.unkept(),
            yes="Stop it",
            no="Go on",
        )
        self.app.push_screen(ask, leave)


def _done(number: int) -> str:
    if not number:
        return "Everybody answers, one after the other"
    return count(number, "person is done", "people are done")
