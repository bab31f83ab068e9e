"""What stands beside each other in a comparison: a game as it is, or as it was on some day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameNameError
from pmo_gameboard.game.check_ins import find_check_in
from pmo_gameboard.game.comparison import Side, earlier_side, side_of
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.store import read_save


def sides_of(data: Path, given: Sequence[str], today: date) -> list[Side]:
    """The sides that are given as ``GAME`` or ``GAME@CHECK-IN``, each under a name of its own.

    Raises:
        GameboardError: There is no such game or check-in, or it cannot be read.
    """
    library = Library(data)
    sides = [_side(library, each, today) for each in given]
    named = Counter(side.label for side in sides)
    return [
        side if named[side.label] == 1 else replace(side, label=one_line(each))
        for side, each in zip(sides, given, strict=True)
    ]


def _side(library: Library, given: str, today: date) -> Side:
    game, check_in = _game(library, given)
    if check_in is None:
        return side_of(survey(game, today))
    return earlier_side(game, find_check_in(game, check_in))


def _game(library: Library, given: str) -> tuple[Game, str | None]:
    """The game that is meant, and the check-in of it; a name may hold an @ itself.

    Raises:
        GameNameError: No part of it names a game.
    """
    unknown: list[GameNameError] = []
    for name, check_in in _readings(given):
        try:
            path = library.find(name)
        except GameNameError as error:
            unknown.append(error)
            continue
        game = read_save(path).game
        if "@" not in name or path == Path(name).expanduser() or _is_called(name, game, path):
            return game, check_in
    raise unknown[:2][-1]  # of the game before the last @, where there is one


def _is_called(name: str, game: Game, path: Path) -> bool:
    """Whether a game has this very name; an @ is a dash like any other in a file's name."""
    return name.strip().casefold() in {game.name.casefold(), path.stem.casefold()}


def _readings(given: str) -> Iterator[tuple[str, str | None]]:
    """What an argument may mean: all of it a game, or the part before an @, the longest first."""
    yield given, None
    parts = given.split("@")
    for count in range(len(parts) - 1, 0, -1):
        yield "@".join(parts[:count]), "@".join(parts[count:])
