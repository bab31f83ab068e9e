"""Pulses: what people say of each square, counted (design, sections 2 and 3).

A pulse holds counts and never who said what. Answers that people give unseen, one after the
other, become counts here before anything is kept of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pmo_gameboard.board.models import Board
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.state import MAX_PEOPLE, MAX_PULSES, Game, Pulse, Tally, Voice, Vote, Way

VOTES: tuple[Vote, ...] = ("not_yet", "partly", "yes")
"""The answers, the least first: the order in which every face and file counts hands."""

ASKED: Mapping[Voice, str] = {"team": "The team is", "customers": "Customers are"}
"""How a sentence begins that says what a voice is asked, or is not."""

LEAST_UNSEEN = 3
"""Of fewer people who answered unseen nothing is told: each could tell what the other said."""


def prompts(board: Board, voice: Voice) -> dict[str, str]:
    """What a voice is asked, by stop id, in the order of the path.

    Customers are asked only where the board has words for them; the team is asked everywhere.
    """
    if voice == "customers":
        return {square.id: square.heard for square in board.path if square.heard}
    return {square.id: square.said or square.prompt for square in board.path}


def tally(votes: Iterable[Vote]) -> Tally:
    """The votes, counted."""
    counts = dict.fromkeys(VOTES, 0)
    for vote in votes:
        counts[vote] += 1
    return Tally(**counts)


def median(counted: Tally) -> Vote:
    """The answer in the middle; of two in the middle, the lesser one.

    Raises:
        ValueError: Nobody answered.
    """
    if not counted.total:
        raise ValueError("nobody answered")
    middle = (counted.total - 1) // 2
    if middle < counted.not_yet:
        return "not_yet"
    return "partly" if middle < counted.not_yet + counted.partly else "yes"


def says_yes(counted: Tally | None) -> bool:
    """Whether a square counts as yes: more than half say so."""
    return counted is not None and counted.total > 0 and median(counted) == "yes"


def share(counted: Tally) -> float:
    """What was said on the whole, from 0 where all say not yet to 1 where all say yes."""
    return (counted.partly / 2 + counted.yes) / counted.total


def spread(counted: Tally) -> float:
    """How far apart people are: 0 where they agree, 1 where half say yes and half not yet.

    It is the variance of the answers, as a share of the greatest there can be.
    """
    mean = share(counted)
    away = (
        counted.not_yet * mean**2
        + counted.partly * (0.5 - mean) ** 2
        + counted.yes * (1 - mean) ** 2
    )
    return round(4 * away / counted.total, 9)


def latest_pulse(game: Game, voice: Voice, today: date) -> Pulse | None:
    """The pulse a reading goes by: the last finished one, or else the last that was begun.

    One that a wrong clock has dated ahead waits for its day.
    """
    heard = [
        pulse
        for pulse in game.pulses
        if pulse.voice == voice and pulse.tallies and pulse.on <= today
    ]
    finished = [pulse for pulse in heard if not pulse.open]
    taken = finished or heard
    return taken[-1] if taken else None


def open_pulse(game: Game, voice: Voice, way: Way, today: date) -> Pulse | None:
    """The pulse of today that is still being taken in this way."""
    return next(
        (
            pulse
            for pulse in game.pulses
            if pulse.open and (pulse.voice, pulse.way, pulse.on) == (voice, way, today)
        ),
        None,
    )


def vote(
    game: Game,
    voice: Voice,
    way: Way,
    stop_id: str,
    counted: Tally | None,
    today: date,
    by: str = "",
) -> Game:
    """Note what was said of one square in today's open pulse, beginning it where there is none.

    Args:
        game: The game.
        voice: Who says it.
        way: How it is taken; each way has a pulse of its own.
        stop_id: The square.
        counted: What was said; None, or counts of nobody, take it back.
        today: The day.
        by: Who notes it.

    Raises:
        MoveError: This voice is not asked about that square, or there are too many people or
            pulses.
    """
    _check_asked(game, voice, [stop_id])
    pulse = open_pulse(game, voice, way, today)
    if pulse is None:
        if counted is None or not counted.total:
            return game
        tallies = _counted(game, voice, {stop_id: counted})
        begun = Pulse(voice=voice, way=way, on=today, by=by, open=True, tallies=tallies)
        return _with_another(game, begun)
    said = {**pulse.tallies, stop_id: counted or Tally()}
    changed = pulse.model_copy(update={"tallies": _counted(game, voice, said), "by": by})
    others = (changed if other is pulse else other for other in game.pulses)
    return game.model_copy(update={"pulses": tuple(each for each in others if each.tallies)})


def finish_pulse(game: Game, voice: Voice, way: Way, today: date) -> Game:
    """Let readings go by today's open pulse from now on."""
    pulse = open_pulse(game, voice, way, today)
    if pulse is None:
        return game
    done = pulse.model_copy(update={"open": False})
    others = (other for other in game.pulses if other is not pulse)
    return game.model_copy(update={"pulses": _in_order([*others, done])})


def add_pulse(
    game: Game,
    voice: Voice,
    way: Way,
    tallies: Mapping[str, Tally],
    on: date,
    by: str = "",
) -> Game:
    """Add a whole pulse.

    Args:
        game: The game.
        voice: Who said it.
        way: How it was taken.
        tallies: What was said, by stop id.
        on: The day it was taken; a reading goes by the latest, whenever it was added.
        by: Who adds it.

    Raises:
        MoveError: Nobody answered anything, this voice is not asked about one of the squares, or
            there are too many people or pulses.
    """
    _check_asked(game, voice, (stop_id for stop_id, counted in tallies.items() if counted.total))
    kept = _counted(game, voice, tallies)
    if not kept:
        raise MoveError("There are no answers in it.", hint="Nothing was added.")
    return _with_another(game, Pulse(voice=voice, way=way, on=on, by=by, tallies=kept))


def unseen_tallies(ballots: Sequence[Mapping[str, Vote]]) -> dict[str, Tally]:
    """What people said who answered unseen, counted so that nobody's answer can be told.

    A square that fewer than three people answered is left out, and nothing is left of the order
    in which people answered.

    Args:
        ballots: What each person said, by stop id; a square passed over is not in it.
    """
    counted = _unseen(ballots)
    return {key: each for key, each in counted.items() if each.total >= LEAST_UNSEEN}


def answered_by_few(ballots: Sequence[Mapping[str, Vote]]) -> tuple[str, ...]:
    """The squares that ``unseen_tallies`` leaves out although somebody answered them."""
    counted = _unseen(ballots)
    return tuple(key for key, each in counted.items() if each.total < LEAST_UNSEEN)


def _unseen(ballots: Sequence[Mapping[str, Vote]]) -> dict[str, Tally]:
    return {
        stop_id: tally(ballot[stop_id] for ballot in ballots if stop_id in ballot)
        for stop_id in sorted({stop_id for ballot in ballots for stop_id in ballot})
    }


def _check_asked(game: Game, voice: Voice, stop_ids: Iterable[str]) -> None:
    asked = prompts(game.board, voice)
    for stop_id in stop_ids:
        if stop_id not in asked:
            raise MoveError(f"{ASKED[voice]} not asked about a square {stop_id[:60]}.")


def _counted(game: Game, voice: Voice, said: Mapping[str, Tally]) -> dict[str, Tally]:
    """What somebody said something about, in the order of the path."""
    if any(counted.total > MAX_PEOPLE for counted in said.values()):
        raise MoveError(f"{MAX_PEOPLE:,} people are the most that can be counted.")
    asked = (stop_id for stop_id in prompts(game.board, voice) if stop_id in said)
    return {stop_id: said[stop_id] for stop_id in asked if said[stop_id].total}


def _with_another(game: Game, pulse: Pulse) -> Game:
    if len(game.pulses) >= MAX_PULSES:
        raise MoveError(f"A game keeps {MAX_PULSES} pulses at the most.", hint="Start a new game.")
    return game.model_copy(update={"pulses": _in_order([*game.pulses, pulse])})


def _in_order(pulses: Iterable[Pulse]) -> tuple[Pulse, ...]:
    """Pulses by their days, those of one day as they were taken."""
    return tuple(sorted(pulses, key=lambda pulse: pulse.on))
