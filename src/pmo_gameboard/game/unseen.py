"""What is promised to people who answer unseen, in words, and kept for rounds and files alike.

``pulses.unseen_tallies`` keeps it; every face says it in these words, beforehand.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.pulses import LEAST_UNSEEN
from pmo_gameboard.game.state import Pulse, Voice
from pmo_gameboard.game.words import count

FEWER = "answered by fewer than three"
"""What is said of a square that is left out, as a clause; three is ``LEAST_UNSEEN``."""

UNANSWERED = "not answered yet"

PROMISE = (
    "Only counts are kept, and nothing of a square that was answered by fewer than three people. "
    "Counts still tell two things: where all agree, what each has said; and beside a second pulse "
    "soon after, what a newcomer says."
)
"""What holds for answers given unseen, and what does not."""

TOO_FEW = f"Every square was {FEWER} people, so what they said could be told apart."
"""Why nothing of some answers is kept."""

SOON = timedelta(days=7)
"""So close to another pulse, it may well be the same people and a newcomer."""

_WHO: dict[Voice, str] = {"team": "The team has", "customers": "Customers have"}


def missing_words(pulse: Pulse) -> str:
    """Why a pulse has no count of a square, as a clause.

    Of a file it is not kept whether it had a row a person, or counts.
    """
    if pulse.way == "round":
        return FEWER
    return f"{UNANSWERED}, or {FEWER}" if _may_be_unseen(pulse) else UNANSWERED


def again_words(pulses: Iterable[Pulse], voice: Voice, on: date) -> str:
    """What to say before a voice answers unseen; empty where it has not done so lately.

    Args:
        pulses: Those that are known of, taken back or not.
        voice: Who answers.
        on: The day for which they answer.
    """
    near = [
        pulse.on
        for pulse in pulses
        if pulse.voice == voice and _may_be_unseen(pulse) and abs(pulse.on - on) <= SOON
    ]
    if not near:
        return ""
    return (
        f"{_WHO[voice]} answered unseen on {show_date(max(near), on)} already. Whoever "
        "puts the two side by side can tell what a newcomer says: wait a week, or count hands."
    )


def unkept_words(finished: int) -> str:
    """What to say of a round in which too few have answered to count anything."""
    return f"Nothing of the round is kept: {_who(finished, 'has', 'have')} finished. {TOO_FEW}"


def unfinished_words(person: int) -> str:
    """What to say where a round is counted with somebody in the midst of their answers."""
    return f"What person {person} had answered so far is not counted."


def lost_words(finished: int) -> str:
    """What to tell of a round in the midst of which the program was killed."""
    return (
        f"A round was running when it ended; {_who(finished, 'had', 'had')} finished; "
        "what was answered was kept nowhere, so take it again."
    )


def left_out_words(number: int) -> str:
    """How many squares were left out, as a sentence; empty for none."""
    if not number:
        return ""
    squares = count(number, "square was", "squares were")
    return f"{squares} {FEWER}, and {'is' if number == 1 else 'are'} left out."


def _who(people: int, has: str, have: str) -> str:
    """So many people, with their verb: ``nobody has``, ``1 person has``, ``3 people have``."""
    return count(people, f"person {has}", f"people {have}") if people else f"nobody {has}"


def _may_be_unseen(pulse: Pulse) -> bool:
    """Whether people may have answered unseen; of a file only its counts tell."""
    return pulse.way == "round" or (
        pulse.way == "file" and all(each.total >= LEAST_UNSEEN for each in pulse.tallies.values())
    )
