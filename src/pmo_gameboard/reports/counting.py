"""Answers as files hold them, counted: by square already, or one set a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmo_gameboard.board.problems import shorten
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.pulses import VOTES, answered_by_few, unseen_tallies
from pmo_gameboard.game.readings import VOTE_KEYS, VOTE_WORDS
from pmo_gameboard.game.state import MAX_PEOPLE, Tally, Vote
from pmo_gameboard.game.words import and_list

WORDS: Mapping[str, Vote] = {
    **VOTE_KEYS,
    **{"".join(words.split()): vote for vote, words in VOTE_WORDS.items()},
    **{vote: vote for vote in VOTES},
}
"""What an answer may be called; capitals and blanks make no difference."""

COLUMNS: Mapping[str, Vote] = {VOTE_WORDS[vote]: vote for vote in VOTES}
"""What the columns of counts are called."""

EXPECTED = f"Write {and_list(COLUMNS, 'or')}."


@dataclass(frozen=True)
class Answers:
    """What a file says.

    Attributes:
        tallies: What was said, by stop id.
        people: How many people answered; None where the file has only counts.
        few: The squares that fewer than three people answered, where it has a row a person:
            nothing else is known of them.
        ignored: The columns or keys that are about no square.
    """

    tallies: Mapping[str, Tally]
    people: int | None = None
    few: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def vote_of(text: str) -> Vote:
    """The answer that a text stands for.

    Raises:
        MoveError: It is none.
    """
    vote = WORDS.get("".join(text.split()).casefold())
    if vote is None:
        raise MoveError(f"“{shorten(text)}” is no answer. {EXPECTED}")
    return vote


def counted(counts: Mapping[Vote, int]) -> Tally:
    """Counts as a tally.

    Raises:
        MoveError: It is of more people than can be counted.
    """
    if sum(counts.values()) > MAX_PEOPLE:
        raise MoveError(f"More than {MAX_PEOPLE:,} people are too many to count.")
    return Tally(**{vote: counts.get(vote, 0) for vote in VOTES})


def of_people(ballots: Iterable[Mapping[str, Vote]], ignored: Iterable[str]) -> Answers:
    """What people said, counted as answers given unseen are; whoever said nothing is nobody."""
    voters = [ballot for ballot in ballots if ballot]
    few = answered_by_few(voters)
    return Answers(unseen_tallies(voters), len(voters), few, tuple(ignored))
