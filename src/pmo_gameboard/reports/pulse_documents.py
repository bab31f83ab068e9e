"""A pulse in JSON: counts by square, or a list of people, each with their answers."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pmo_gameboard.board.problems import Path, shorten
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.pulses import VOTES
from pmo_gameboard.game.state import MAX_PEOPLE, Tally, Vote
from pmo_gameboard.game.words import and_list
from pmo_gameboard.reports.asked import Asked
from pmo_gameboard.reports.counting import EXPECTED, Answers, counted, of_people, vote_of
from pmo_gameboard.reports.faults import Faults
from pmo_gameboard.saves.migrations import Json

MAX_KEYS = 2_000
"""The most keys of one group."""

_DEPTH = 3
"""How deep the places lie that anything is told of: ``people``, a person, a square."""

_SHAPE = 'Write {"squares": {"4b": {"not_yet": 1, "partly": 0, "yes": 4}}} or {"people": [...]}.'
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)


def read_document(text: str, asked: Asked, faults: Faults) -> Answers:
    """Read a document; what is wrong with it is added to ``faults``."""
    tree = _parsed(text, faults)
    if faults:
        return Answers({})
    lines = _lines(text, faults)
    if faults:
        return Answers({})
    if not isinstance(tree, dict) or len(tree) != 1 or not tree.keys() <= {"squares", "people"}:
        faults.add(1, f"This is not how a pulse is written. {_SHAPE}")
        return Answers({})
    [(key, content)] = tree.items()
    if key == "squares" and isinstance(content, dict):
        return _squares(content, asked, lines, faults)
    if key == "people" and isinstance(content, list):
        return _people(content, asked, lines, faults)
    faults.add(lines[key,], f"“{key}” holds something else than it should. {_SHAPE}")
    return Answers({})


def _parsed(text: str, faults: Faults) -> Json:
    tree: Json = None
    try:
        tree = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        faults.add(error.lineno, f"This is not JSON, from column {error.colno} on.")
    except RecursionError:
        faults.add(1, "This is nested too deep.")
    except ValueError:  # NaN, or a whole number of thousands of digits
        faults.add(1, "There is an absurd number in it.")
    return tree


def _no_number(name: str) -> Json:
    raise ValueError(name)


@dataclass
class _Level:
    """A list or group that is being read.

    Attributes:
        keys: The keys so far; None for a list.
        at: The place in a list, or the key in a group.
        waits: Whether a key comes next.
    """

    path: Path
    keys: set[str] | None
    at: str | int = 0
    waits: bool = False

    def take(self, token: str) -> Path:
        """Where a key, or a value, stands.

        Raises:
            ValueError: The key is here twice, or there is too much here; says so in a sentence.
        """
        if self.keys is None:
            if isinstance(self.at, int) and self.at >= MAX_PEOPLE:
                raise ValueError(f"There are more than {MAX_PEOPLE:,} things in this list.")
        elif self.waits:
            self.at, self.waits = str(json.loads(token)), False
            if self.at in self.keys:
                raise ValueError(f"“{shorten(self.at)}” is here twice.")
            if len(self.keys) >= MAX_KEYS:
                raise ValueError(f"There are more than {MAX_KEYS:,} keys here.")
            self.keys.add(self.at)
        return (*self.path, self.at)[:_DEPTH]

    def go_on(self) -> None:
        """Go on behind a comma."""
        self.waits = self.keys is not None
        if isinstance(self.at, int):
            self.at += 1


def _lines(text: str, faults: Faults) -> dict[Path, int]:
    """The line of every key and item that is not too deep, in a text that is known to be JSON.

    A key that is there twice, and a list or group that holds too much, is a fault.
    """
    lines: dict[Path, int] = {}
    levels: list[_Level] = []
    line = seen = 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", seen, token.start())
        seen, sign = token.start(), token[0]
        if sign in "}]":
            levels.pop()
        elif sign == ",":
            levels[-1].go_on()
        elif sign != ":":
            try:
                path = levels[-1].take(sign) if levels else ()
            except ValueError as error:
                faults.add(line + 1, str(error))
                break
            lines.setdefault(path, line + 1)
            if sign in "{[":
                levels.append(_Level(path, set() if sign == "{" else None, waits=sign == "{"))
    return lines


def _squares(
    content: Mapping[str, Json], asked: Asked, lines: Mapping[Path, int], faults: Faults
) -> Answers:
    """Counts by square."""
    tallies: dict[str, Tally] = {}
    for name, counts in content.items():
        if faults.full:
            break
        try:
            tallies[asked.stop_id(name, tallies)] = counted(_counts(counts))
        except MoveError as error:
            faults.add(lines["squares", name], f"“{shorten(name)}”: {error}")
    return Answers(tallies)


def _counts(counts: Json) -> dict[Vote, int]:
    """How many people said what.

    Raises:
        MoveError: It is not written so.
    """
    if not isinstance(counts, dict):
        raise MoveError(f"{_COUNTS} belong here.")
    if unknown := counts.keys() - set(VOTES):
        raise MoveError(f"“{shorten(min(unknown))}” is not known here. {_COUNTS} are.")
    found: dict[Vote, int] = {}
    for vote in VOTES:
        number = counts.get(vote)
        if number is None:
            raise MoveError(f"“{vote}” is missing; write 0 where nobody said so.")
        if type(number) is not int or number < 0:
            raise MoveError(f"“{vote}” is not a number of people.")
        found[vote] = number
    return found


_COUNTS = f"The numbers {and_list(VOTES)}"


def _people(
    content: list[Json], asked: Asked, lines: Mapping[Path, int], faults: Faults
) -> Answers:
    """A list of people, each with answers by square."""
    stops: dict[str, str | None] = {}
    ballots = []
    for at, person in enumerate(content):
        if faults.full:
            break
        if not isinstance(person, dict):
            faults.add(lines["people", at], 'Each person is a group: {"4b": "yes"}.')
            continue
        ballot: dict[str, Vote] = {}
        for name, value in person.items():
            try:
                if name not in stops:
                    stops[name] = _stop_id(name, asked, stops)
                stop_id = stops[name]
                vote = _vote(value) if stop_id else None
            except MoveError as error:
                faults.add(lines["people", at, name], f"“{shorten(name)}”: {error}")
                continue
            if stop_id and vote:
                ballot[stop_id] = vote
        ballots.append(ballot)
    return of_people(ballots, (name for name, stop_id in stops.items() if stop_id is None))


def _stop_id(name: str, asked: Asked, stops: Mapping[str, str | None]) -> str | None:
    """The square that a key is about; None where it is about none."""
    return asked.stop_id(name, stops.values()) if asked.is_about(name) else None


def _vote(value: Json) -> Vote | None:
    """An answer; None where the square was passed over.

    Raises:
        MoveError: It is none.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise MoveError(f"This is no answer. {EXPECTED}")
    return vote_of(value)
