"""Several games, or several days of one, side by side on one board."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pmo_gameboard.board.models import Board, Square, Stage
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.check_ins import ORDER, StandsAs, check_in_of, stood_as
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.state import CheckIn, Game

SETTLED = {"done", "declared", "set_aside"}
"""How a square stands that the token passes."""


@dataclass(frozen=True)
class Side:
    """One game on one day, under the name it is told apart by."""

    label: str
    board: Board
    then: CheckIn


@dataclass(frozen=True)
class StageLine:
    """How many squares of a stage are settled on each side."""

    stage: Stage
    settled: tuple[int, ...]
    squares: int


@dataclass(frozen=True)
class SquareLine:
    """How a square stands on each side; None where a side's board does not have it."""

    square: Square
    stands: tuple[StandsAs | None, ...]

    @property
    def size(self) -> int:
        """How far apart the sides are: 0 where they are alike, 4 between open and done."""
        known = [ORDER.index(each) for each in self.stands if each is not None and each in ORDER]
        apart = max(known) - min(known) if len(known) > 1 else 0
        return apart or int(len(set(self.stands)) > 1)


@dataclass(frozen=True)
class Comparison:
    """Sides of one board, compared.

    Attributes:
        stages: The first stage first.
        squares: In the order of the path.
    """

    board: Board
    sides: tuple[Side, ...]
    stages: tuple[StageLine, ...]
    squares: tuple[SquareLine, ...]

    @property
    def apart(self) -> tuple[SquareLine, ...]:
        """The squares that differ, those that differ most first."""
        found = [line for line in self.squares if line.size]
        return tuple(sorted(found, key=lambda line: -line.size))

    @property
    def differs(self) -> bool:
        """Whether a square or a token stands otherwise on one of the sides."""
        tokens = {(side.then.show, side.then.say, side.then.they) for side in self.sides}
        return len(tokens) > 1 or any(line.size for line in self.squares)


def side_of(survey: Survey, label: str = "") -> Side:
    """A game as it stands today."""
    game = survey.game
    return Side(label or game.name, game.board, check_in_of(survey))


def earlier_side(game: Game, check_in: CheckIn, label: str = "") -> Side:
    """A game as it stood at a check-in."""
    named = f"{check_in.name}, " if check_in.name else ""
    return Side(label or f"{game.name}, {named}{check_in.on.isoformat()}", game.board, check_in)


def compare(sides: Sequence[Side]) -> Comparison:
    """Put games side by side, on the board of the first; equal labels are numbered.

    Raises:
        MoveError: There are fewer than two, or they are played on different boards.
    """
    if len(sides) < 2:  # noqa: PLR2004 - it takes two
        raise MoveError("It takes two games, or two days of one, to compare.")
    board = sides[0].board
    for side in sides:
        if side.board.id != board.id:
            raise MoveError(
                f"“{sides[0].label}” is played on {board.title}, "
                f"“{side.label}” on {side.board.title}.",
                hint="Only games on the same board can be compared.",
            )
    lines = tuple(_square_line(square, sides) for square in board.path)
    stages = tuple(_stage_line(stage, sides) for stage in board.stages)
    return Comparison(board, _told_apart(sides), stages, lines)


def _told_apart(sides: Sequence[Side]) -> tuple[Side, ...]:
    labels: list[str] = []
    for side in sides:
        label, number = side.label, 1
        while label in labels:
            number += 1
            label = f"{side.label} ({number})"
        labels.append(label)
    return tuple(replace(side, label=label) for side, label in zip(sides, labels, strict=True))


def _square_line(square: Square, sides: Sequence[Side]) -> SquareLine:
    return SquareLine(
        square,
        tuple(
            stood_as(side.then, square.id) if square.id in side.board.squares_by_id else None
            for side in sides
        ),
    )


def _stage_line(stage: Stage, sides: Sequence[Side]) -> StageLine:
    settled = tuple(
        sum(stood_as(side.then, square.id) in SETTLED for square in stage.squares) for side in sides
    )
    return StageLine(stage, settled, len(stage.squares))
