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
    VOTES,
    finish_pulse,
    median,
    open_pulse,
    prompts,
    tally,
    vote,
)
from pmo_gameboard.game.readings import (
    VOTE_KEYS,
    VOTE_WORDS,
    asked_squares,
    headline,
    readings,
)
from pmo_gameboard.game.state import Pulse, Tally, Voice, Vote, Way
from pmo_gameboard.play.session import Session
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.setting import Setting
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.choices import Choices
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

VOICE_NAMES: dict[Voice, str] = {"team": "We say", "customers": "They say"}


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
            for key, given in VOTE_KEYS.items()
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

    _doubted: Tally | None = None
    _shown: tuple[str, dict[str, str]] | None = None

    def compose_answer(self) -> ComposeResult:
        """A field for each answer."""
        with Horizontal(classes="pulse--counts"):
            for each in VOTES:
                with Vertical():
                    yield Static(plain(VOTE_WORDS[each].capitalize()), classes="pulse--label")
                    yield Input(restrict="[0-9]*", max_length=4, id=each, select_on_focus=True)

    def show(self) -> None:
        """Show the hands that were counted."""
        super().show()
        kept = self._kept
        if (self.square.id, kept) != self._shown:  # or what is typed stays, over a dialog too
            self._shown = (self.square.id, kept)
            for field in self.query(Input):
                field.value = kept[str(field.id)]
        if not isinstance(self.focused, Input) or self.focused.id == VOTES[-1]:
            self.query_one(f"#{VOTES[0]}", Input).focus()

    @property
    def _kept(self) -> dict[str, str]:
        """What the fields show of the hands that are kept."""
        said = self.pulse.tallies.get(self.square.id) if self.pulse else None
        return {each: str(getattr(said, each)) if said else "" for each in VOTES}

    def take_in(self) -> str:
        """Nothing: numbers without the last Enter may not be all."""
        return ""

    def unkept(self) -> str:
        """That numbers were typed and not kept."""
        fields = self.query(Input)
        if all(field.value == self._kept[str(field.id)] for field in fields):
            return ""
        return f"The hands typed for square {self.square.label} are not kept."

    def action_step(self, step: int) -> None:
        """Go to another square, and say what is not kept."""
        unkept = self.unkept()
        super().action_step(step)
        if unkept:
            self.tell(unkept, "warning")

    def action_leave(self) -> None:
        """Go back to the board, and say what is not kept."""
        unkept = self.unkept()
        super().action_leave()
        if unkept:
            self.notify(unkept, severity="warning")

    def note(self) -> str:
        """How many hands there were the last time."""
        last = f" There were {self._hands} the last time." if self._hands else ""
        return f"Count hands for each answer; Enter goes on.{last}"

    @on(Input.Submitted)
    def _count(self, event: Input.Submitted) -> None:
        """Go on to the next answer; behind the last one keep all three."""
        event.stop()
        if event.input.id != VOTES[-1]:
            self.focus_next(Input)
            return
        counts = {str(field.id): int(field.value or 0) for field in self.query(Input)}
        counted = Tally.model_validate(counts)
        if self._is_odd(counted):
            self.tell(
                f"{counted.total} hands, and {self._hands} the last time. Enter again keeps it.",
                "warning",
            )
        elif self.say(counted):
            self.action_step(1)

    @property
    def _hands(self) -> int:
        """How many hands there were the last time; 0 before the first."""
        before = [each.total for each in self.pulse.tallies.values()] if self.pulse else []
        return before[-1] if before else 0

    def _is_odd(self, counted: Tally) -> bool:
        """Whether so many people as there were may have been mistyped; asked once a count."""
        total, usual = counted.total, self._hands
        odd = bool(total and usual) and not usual <= 2 * total <= 4 * usual
        doubted, self._doubted = self._doubted, counted
        return odd and counted != doubted
