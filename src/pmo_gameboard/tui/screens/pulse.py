"""Taking a pulse: one square at a time, alone, by a show of hands, or passed round unseen."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from pmo_gameboard.board.models import Square
from pmo_gameboard.game.pulses import (
    LEAST_UNSEEN,
    VOTES,
    add_pulse,
    finish_pulse,
    median,
    open_pulse,
    prompts,
    tally,
    unseen_tallies,
    vote,
)
from pmo_gameboard.game.readings import VOTE_WORDS, asked_squares, headline, readings
from pmo_gameboard.game.state import Pulse, Tally, Voice, Vote, Way
from pmo_gameboard.saves.session import Session
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.confirm import ConfirmScreen
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.choices import Choices
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

VOICE_NAMES: dict[Voice, str] = {"team": "We say", "customers": "They say"}

KEYS: dict[str, Vote] = {"n": "not_yet", "p": "partly", "y": "yes"}
"""The letters that answer, beside 1, 2 and 3."""


class PulseScreen(GameScreen):
    """One square after another. What is said of each is kept at once."""

    CSS_PATH = "pulse.tcss"
    WAY: ClassVar[Way]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,f9", "step(-1)", "Back", id="pulse.back", tooltip="The square before"),
        Binding("right,f10", "step(1)", "Pass", id="pulse.pass", tooltip="Leave this one out"),
        Binding("escape", "leave", "Board", key_display="esc", id="pulse.leave"),
    ]

    def __init__(self, session: Session, setting: Setting, voice: Voice) -> None:
        super().__init__(session, setting)
        self.voice: Voice = voice
        self.squares: tuple[Square, ...] = asked_squares(session.survey, voice)
        self.prompts = prompts(session.game.board, voice)
        self.place = 0

    @property
    def square(self) -> Square:
        """The square that is asked about now."""
        return self.squares[self.place]

    @property
    def pulse(self) -> Pulse | None:
        """What was said today so far."""
        return open_pulse(self.session.game, self.voice, self.WAY, self.session.today)

    def compose(self) -> ComposeResult:
        """The statement, and the place for what is said of it."""
        yield TitleBar()
        with VerticalScroll(classes="pulse--page"):
            yield Static(classes="pulse--progress")
            yield Static(classes="pulse--square")
            yield Static(classes="pulse--prompt")
            yield from self.compose_answer()
            yield Static(classes="pulse--note")
        yield KeyBar()

    def compose_answer(self) -> ComposeResult:
        """The place for what is said."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Go on with the first square that nothing was said of yet."""
        said = self.pulse.tallies if self.pulse else {}
        self.place = next(
            (at for at, square in enumerate(self.squares) if square.id not in said), 0
        )
        super().on_mount()

    def show(self) -> None:
        """Show the square that is asked about."""
        game, square = self.session.game, self.square
        sign = GLYPHS.voices[self.voice]
        self.query_one(TitleBar).what = f"{game.name} · {sign} {VOICE_NAMES[self.voice]}"
        self.query_one(".pulse--progress", Static).update(self.progress())
        self.query_one(".pulse--square", Static).update(plain(f"{square.label}  {square.title}"))
        self.query_one(".pulse--prompt", Static).update(plain(self.prompts[square.id]))
        self.query_one(".pulse--note", Static).update(plain(self.note()))

    def progress(self) -> Content:
        """How far it is: a sign for each square."""
        said = self.pulse.tallies if self.pulse else {}
        signs = [
            (
                GLYPHS.bar if square.id in said else GLYPHS.rest,
                "$accent" if at == self.place else "",
            )
            for at, square in enumerate(self.squares)
        ]
        return Content.assemble(f"{self.place + 1} of {len(self.squares)}  ", *signs)

    def note(self) -> str:
        """What helps here."""
        return ""

    def say(self, counted: Tally | None) -> bool:
        """Keep what is said of this square; whether it could be."""
        session = self.session
        move = partial(
            vote,
            session.game,
            self.voice,
            self.WAY,
            self.square.id,
            counted,
            session.today,
            session.by,
        )
        return self.make(move, f"{VOICE_NAMES[self.voice].lower()}, square {self.square.label}")

    def action_step(self, step: int) -> None:
        """Go to the square before or after; behind the last one the pulse is finished."""
        place = self.place + step
        if place >= len(self.squares):
            self.finish()
        elif place >= 0:
            self.place = place
            self.show()

    def finish(self) -> None:
        """Let the reading go by this pulse, and show where it leads."""
        session = self.session
        if self.pulse is None:
            self.tell("Nothing was said yet, so there is nothing to keep.")
            return
        move = partial(finish_pulse, session.game, self.voice, self.WAY, session.today)
        if self.make(move, f"{VOICE_NAMES[self.voice].lower()}, finished"):
            self.end()

    def end(self) -> None:
        """Show the readings."""
        self.session.seal()
        self.app.switch_screen(ResultsScreen(self.session, self.setting))
        self.app.call_later(self.tell, headline(readings(self.session.survey)))

    def action_leave(self) -> None:
        """Go back to the board; what was said today is kept and gone on with."""
        if self.pulse is not None:
            self.tell("What was said so far is kept. Press p to go on with it today.")
        self.app.pop_screen()


class AloneScreen(PulseScreen):
    """One key a square."""

    WAY = "alone"
    HELP_TEXT = (
        "Say of each square what is true today: n for not yet, p for partly, y for yes. The next "
        "one comes by itself. Ctrl+Z takes an answer back; behind the last square you see where "
        "your answers put you."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"answer('{given}')", VOTE_WORDS[given].capitalize(), id=f"pulse.{given}")
            for key, given in KEYS.items()
        ),
        Binding("u", "undo", "Undo", show=False, id="pulse.undo"),
    ]

    def compose_answer(self) -> ComposeResult:
        """The three answers."""
        yield Choices([VOTE_WORDS[each] for each in VOTES], None)

    def show(self) -> None:
        """Mark what was said of this square."""
        super().show()
        said = self.pulse.tallies.get(self.square.id) if self.pulse else None
        choices = self.query_one(Choices)
        choices.taken = VOTES.index(median(said)) if said else None
        choices.marked = choices.taken or 0
        choices.focus()

    def note(self) -> str:
        """How fast it goes."""
        return "One key answers and goes on."

    @on(Choices.Taken)
    def _take(self, event: Choices.Taken) -> None:
        if event.index is None:
            self.say(None)
        else:
            self.action_answer(VOTES[event.index])

    def action_answer(self, given: Vote) -> None:
        """Answer, and go on."""
        if self.say(tally([given])):
            self.action_step(1)

    def action_undo(self) -> None:
        """Take the last answer back, and stand on its square again."""
        super().action_undo()
        said = self.pulse.tallies if self.pulse else {}
        open_ = (at for at, square in enumerate(self.squares) if square.id not in said)
        self.place = next(open_, self.place)
        self.show()


class HandsScreen(PulseScreen):
    """Three counts a square, each with Enter."""

    WAY = "hands"
    AUTO_FOCUS = "Input"
    HELP_TEXT = (
        "Read the statement out and count hands: not yet, partly, yes. Type each number and press "
        "Enter; an empty field is nobody. Behind the last square the room sees where its answers "
        "put it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,up", "step(-1)", "Back", id="pulse.back.too"),
        Binding("f10,down", "step(1)", "Pass", id="pulse.pass.too"),
    ]

    def compose_answer(self) -> ComposeResult:
        """A field for each answer."""
        with Horizontal(classes="pulse--counts"):
            for each in VOTES:
                with Vertical():
                    yield Static(plain(VOTE_WORDS[each].capitalize()), classes="pulse--label")
                    yield Input(type="integer", max_length=4, id=each, select_on_focus=True)

    def show(self) -> None:
        """Show the hands that were counted."""
        super().show()
        said = self.pulse.tallies.get(self.square.id) if self.pulse else None
        for field in self.query(Input):
            shown = getattr(said, str(field.id)) if said else 0
            field.value = str(shown) if said else ""
        if not isinstance(self.focused, Input) or self.focused.id == VOTES[-1]:
            self.query_one(f"#{VOTES[0]}", Input).focus()

    def note(self) -> str:
        """How many hands there were the last time."""
        before = [each.total for each in self.pulse.tallies.values()] if self.pulse else []
        last = f" There were {before[-1]} the last time." if before else ""
        return f"Count hands for each answer; Enter goes on.{last}"

    @on(Input.Submitted)
    def _count(self, event: Input.Submitted) -> None:
        """Go on to the next answer; behind the last one keep all three."""
        event.stop()
        if event.input.id != VOTES[-1]:
            self.focus_next(Input)
            return
        counts = {str(field.id): int(field.value or 0) for field in self.query(Input)}
        if any(number < 0 for number in counts.values()):
            self.tell("A number of hands is 0 or more.", "warning")
            return
        if self.say(Tally.model_validate(counts)):
            self.action_step(1)


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
            return "When everybody has had the keyboard, F10 shows what all of you said."
        return "Only counts are kept, and only where three or more have answered."

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between two people nothing is answered; with a person at it, nothing is counted."""
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
