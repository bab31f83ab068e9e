"""The numbers on the path: 1 to the last without holes, parts only where a number is shared."""

from collections.abc import Iterator
from itertools import groupby
from string import ascii_lowercase

from pmo_gameboard.board.problems import Fault
from pmo_gameboard.board.raw import Spot, stops

PATH_KEYS = frozenset({"stages", "squares"})
"""What has to be read for the numbering to be judged."""


def numbering_faults(board: Spot) -> Iterator[Fault]:
    """Everything that is wrong with the numbers, the parts and the last stop of a path."""
    path = list(stops(board))
    groups = [(number, list(group)) for number, group in groupby(path, key=_number)]
    misplaced = dict(_order(groups))
    yield from misplaced.values()
    for number, group in groups:
        if number is not None and number not in misplaced:
            yield from _parts(number, group)
    yield from _final(path)


def _number(square: Spot) -> int | None:
    return square.at("number").number


def _order(groups: list[tuple[int | None, list[Spot]]]) -> Iterator[tuple[int, Fault]]:
    """Numbers that do not follow each other; an unreadable or misplaced one excuses the next."""
    seen: set[int] = set()
    before: int | None = 0
    for number, group in groups:
        place = group[0].at("number")
        if number is not None and number in seen:
            message = f"Square {number} was on the path before, and others stand between."
            yield number, place.fault(message, "the parts of a square side by side")
        elif number is not None and before is not None and number != before + 1:
            after = f"follows {before}" if before else "is the first"
            yield number, place.fault(f"Square {number} {after}.", f"`{before + 1}`")
        before = None if number in seen else number
        if number is not None:
            seen.add(number)


def _parts(number: int, group: list[Spot]) -> Iterator[Fault]:
    if len(group) == 1:
        part = group[0].at("part")
        if part.text:
            yield part.fault(f"Only one stop has the number {number}.", "no part")
        return
    for index, square in enumerate(group):
        part = square.at("part")
        if index >= len(ascii_lowercase):
            yield part.fault(f"Square {number} has too many parts.", "at most 26")
            return
        letter = ascii_lowercase[index]
        if part.text != letter:
            message = f"Square {number} has {len(group)} stops; this is number {index + 1}."
            yield part.fault(message, f"`{letter}`")


def _final(path: list[Spot]) -> Iterator[Fault]:
    for square in path[:-1]:
        if square.at("kind").text == "final":
            message = "A final square is not the last one."
            yield square.at("kind").fault(message, "one final square, at the end of the path")
