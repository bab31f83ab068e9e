"""An agenda for a session, made of what the game needs next."""

import math
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pmo_gameboard.board.models import RowsAsk
from pmo_gameboard.board.periods import before
from pmo_gameboard.game.due import due_now, due_words
from pmo_gameboard.game.pulses import latest_pulse
from pmo_gameboard.game.readings import Disagreement, Readings, asked_squares, disagreement_words
from pmo_gameboard.game.standings import Standing, Survey, fill_first
from pmo_gameboard.game.words import next_step, reason, sentence

LENGTHS = (30, 60, 90)
"""The sessions there is an agenda for, in minutes."""

OPENING, CLOSING = 5, 5
LONGEST_CLOSING = 15
"""Minutes that the closing takes where there is time left; then the session ends early."""

USUAL = 10
"""Minutes for a square whose board does not say."""

A_STATEMENT = 0.75
"""Minutes that a statement of a pulse takes, read out and counted."""

LEAST = 5
"""Minutes that something needs to be begun at all."""

PULSE_FOR = "1 month"
"""How long the team's pulse is good for."""

WORTH_TALKING = 0.5
"""How far apart people or readings must be for a talk of its own."""


ItemKind = Literal["opening", "pulse", "discuss", "square", "closing"]

PARTS: Mapping[ItemKind, str] = {
    "opening": "Opening: where we stand",
    "pulse": "The team's pulse",
    "discuss": "A discussion",
    "square": "A square",
    "closing": "Closing: who does what",
}
"""What each part of a session is called."""

HOW: Mapping[ItemKind, str] = {
    "opening": (
        "Say in one sentence why you are here. Read out where the tokens stand, then ask somebody "
        "who is usually quiet: does that sound like us? Solve nothing yet."
    ),
    "pulse": (
        "Read each statement once and count at once; second thoughts come later. Where people are "
        "careful with each other, let the keyboard go round instead of hands."
    ),
    "discuss": (
        "Let the highest and the lowest answer speak first, a sentence each. You are looking for "
        "what the others did not know, not for agreement. When the time is over, stop, and note "
        "an action if one is in the air."
    ),
    "square": (
        "Read the question out and wait; the first silence is thinking. Write down what is said "
        "in their words, and ask for a name where somebody says “they”."
    ),
    "closing": (
        "Go round: who does what by when? One name an action, never “the team”; one that nobody "
        "takes is shown as nobody's. Then agree the next session while calendars are open."
    ),
}
"""How to run each part of a session, for somebody who has not done it before."""


@dataclass(frozen=True)
class Item:
    """One thing on the agenda.

    Attributes:
        square: The id of the stop it is about; None where it is about none.
        minutes: How long it takes.
        until: Minutes from the start of the session to its end.
        why: What it is for, as a sentence.
    """

    kind: ItemKind
    title: str
    why: str
    minutes: int
    until: int
    square: str | None = None


def agenda(read: Readings, minutes: int) -> tuple[Item, ...]:
    """What to do in a session of so many minutes, in order; it never takes longer.

    It opens with what is due, takes the team's pulse where there is none of this month, talks
    about what people disagree on most, works on the squares the game needs next, and closes
    with who does what. Where all that leaves time, there are more talks, and then it ends early.
    """
    left = minutes - CLOSING
    items: list[Item] = []
    for item in _wanted(read, minutes):
        spent = items[-1].until if items else 0
        room = left - spent
        if room < LEAST:
            break
        length = min(item.minutes, room)
        if length < min(item.minutes, USUAL):
            continue  # something shorter may fit
        items.append(_timed(item, length, spent + length))
    spent = items[-1].until if items else 0
    length = min(minutes - spent, LONGEST_CLOSING)
    return (*items, Item("closing", "Who does what", _CLOSE, length, spent + length))


_CLOSE = "Agree on actions, each with one owner and a day, and on the next session."


def left_words(seconds: float) -> str:
    """The time that is left: ``4:32``; behind its end what it is over by, ``+1:05``."""
    whole = math.ceil(seconds) if seconds > 0 else math.floor(seconds)
    minutes, rest = divmod(abs(whole), 60)
    return f"{'' if whole >= 0 else '+'}{minutes}:{rest:02}"


def _wanted(read: Readings, minutes: int) -> Iterator[Item]:
    survey = read.show
    due = due_words(due_now(survey))
    yield Item("opening", "Where we stand", due or _OPEN, OPENING, 0)
    asked = len(asked_squares(survey, "team"))
    if asked and _pulse_is_due(survey):
        yield Item("pulse", "We say", _PULSE, max(LEAST, math.ceil(asked * A_STATEMENT)), 0)
    talks = [each for each in read.disagreements if each.size >= WORTH_TALKING]
    first = 1 if minutes <= LENGTHS[0] else 2
    yield from map(_talk, talks[:first])
    talked_about = {found.standing.square.id for found in talks[:first]}
    before: set[str] = set()
    for standing in squares_next(survey):
        ready = standing is survey.here or not _waits(survey, standing, before)
        if ready and standing.square.id not in talked_about:
            before.add(standing.square.id)
            yield _square(survey, standing)
    yield from map(_talk, talks[first:])


_OPEN = "Look at the board together: where the token stands, and why."
_PULSE = "Everybody says not yet, partly or yes to each square."


def item_name(item: Item, survey: Survey) -> str:
    """An item as the agenda calls it: ``Discuss: 7 Prioritise by impact``."""
    square = survey.game.board.squares_by_id[item.square] if item.square else None
    label = f"{square.label} " if square else ""
    return f"{'Discuss: ' if item.kind == 'discuss' else ''}{label}{item.title}"


def what_follows(survey: Survey, stop_id: str) -> str:
    """The square behind another on the path, as people call it; empty behind the last one."""
    path = survey.game.board.path
    place = next(at for at, square in enumerate(path) if square.id == stop_id)
    return "".join(f"{square.label} {square.title}" for square in path[place + 1 : place + 2])


def squares_next(survey: Survey) -> list[Standing]:
    """The squares to work on: the token's, then what is stale, then the rest of the path."""
    ahead = [standing for standing in survey.standings if not standing.satisfied]
    return sorted(ahead, key=lambda each: (each is not survey.here, not each.stale))


def _talk(found: Disagreement) -> Item:
    square = found.standing.square
    return Item("discuss", square.title, disagreement_words(found), USUAL, 0, square.id)


def _waits(survey: Survey, standing: Standing, before: Container[str]) -> bool:
    """Whether a square has nothing to work on, and what it needs is not filled before it."""
    asks = (ask for ask in standing.square.asks if isinstance(ask, RowsAsk))
    sources = (fill_first(survey.game, ask) for ask in asks)
    return any(square is not None and square.id not in before for square in sources)


def _square(survey: Survey, standing: Standing) -> Item:
    square = standing.square
    minutes = square.notes.minutes if square.notes else USUAL
    why = f"{sentence(reason(survey, standing))} {next_step(survey, standing)}"
    return Item("square", square.title, why, minutes, 0, square.id)


def _pulse_is_due(survey: Survey) -> bool:
    pulse = latest_pulse(survey.game, "team", survey.today)
    return pulse is None or pulse.open or pulse.on < before(survey.today, PULSE_FOR)


def _timed(item: Item, minutes: int, until: int) -> Item:
    return Item(item.kind, item.title, item.why, minutes, until, item.square)
