"""``pmo-gameboard compare``: several games, or several days of one, side by side."""

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase
from typing import Any

import click

from pmo_gameboard.board.models import Board
from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.cli.readings import token_data
from pmo_gameboard.cli.sides import sides_of
from pmo_gameboard.errors import ExitCode, MoveError
from pmo_gameboard.game.check_ins import WORDS, StandsAs
from pmo_gameboard.game.comparison import Comparison, Side, SquareLine, StageLine, compare

MOST = len(ascii_uppercase)
"""The most sides: each is called by a letter."""


@click.command(
    epilog=examples(
        'pmo-gameboard compare "Our PMO" "Acme PMO"',
        'pmo-gameboard compare "Our PMO@Q3 review" "Our PMO"     then and now',
        'pmo-gameboard compare "Our PMO@2026-06-01" "Our PMO@2026-09-01" "Our PMO" --json',
    )
)
@click.argument("games", nargs=-1, required=True, metavar="A B [C]...")
@json_option
@data_option
@pass_settings
def command(settings: Settings, games: tuple[str, ...], *, as_json: bool) -> ExitCode:
    """Put games, or days of one, side by side.

    Each of A, B and so on is a game's name or the path of its file, as it is today; or GAME@NAME
    or GAME@DAY for one of its check-ins: that of this name, or the last one up to that day. They
    must be games on the same board. It ends with 1 when they differ.
    """
    if len(games) > MOST:
        raise MoveError(f"{MOST} games are the most to compare.", hint="Leave some out.")
    found = compare(sides_of(settings.data_folder, games, the_clock().today()))
    if as_json:
        output.json_data(_comparison_data(found))
    else:
        output.data("\n".join(_comparison_lines(found)))
    return ExitCode.DUE if found.differs else ExitCode.FINE


def _comparison_data(found: Comparison) -> dict[str, Any]:
    """A comparison for a program to read; lists are in the order of the sides."""
    return {
        "board": found.board.id,
        "differs": found.differs,
        "sides": [_side_data(side) for side in found.sides],
        "stages": [
            {"id": line.stage.id, "squares": line.squares, "settled": list(line.settled)}
            for line in found.stages
        ],
        "apart": [
            {
                "id": line.square.id,
                "number": line.square.label,
                "title": line.square.title,
                "stands": list(line.stands),
                "size": line.size,
            }
            for line in found.apart
        ],
    }


def _side_data(side: Side) -> dict[str, Any]:
    then = side.then
    return {
        "label": side.label,
        "on": then.on.isoformat(),
        "check_in": then.name or None,
        "percent": then.percent,
        "set_aside": len(then.squares.get("set_aside", ())),
        "say": token_data(side.board, then.say),
        "show": token_data(side.board, then.show),
        "they": token_data(side.board, then.they),
    }


def _comparison_lines(found: Comparison) -> Iterator[str]:
    """A comparison for a person to read, or to hear: each figure has its side beside it."""
    yield found.board.title
    for letter, side in zip(ascii_uppercase, found.sides, strict=False):
        yield ""
        yield f"{letter}: {side.label}"
        yield from _side_lines(side)
    yield ""
    yield "Squares done, declared or set aside in each stage:"
    yield from _table(_stage_cells(line) for line in found.stages)
    yield ""
    if not found.apart:
        yield "No square stands otherwise."
        return
    yield "Squares that stand otherwise, those that differ most first:"
    yield from _table(_square_cells(line) for line in found.apart)


def _side_lines(side: Side) -> Iterator[str]:
    then = side.then
    yield f"   We show:   {_token(side.board, then.show)}"
    yield f"   We say:    {_token(side.board, then.say)}"
    yield f"   They say:  {_token(side.board, then.they)}"
    aside = len(then.squares.get("set_aside", ()))
    yield f"   Complete:  {then.percent}%{f', {aside} set aside' if aside else ''}"


def _token(board: Board, stop_id: str | None) -> str:
    if stop_id is None:
        return "not asked"
    square = board.squares_by_id[stop_id]
    return f"{board.stage_of[stop_id].name}, square {square.label}, “{square.title}”"


def _stage_cells(line: StageLine) -> list[str]:
    return [*_by_side(f"{number} of {line.squares}" for number in line.settled), line.stage.name]


def _square_cells(line: SquareLine) -> list[str]:
    stands = _by_side(_stand(each) for each in line.stands)
    return [line.square.label.rjust(3), *stands, line.square.title]


def _stand(stands: StandsAs | None) -> str:
    return WORDS[stands] if stands else "not there"


def _by_side(words: Iterable[str]) -> list[str]:
    return [f"{letter} {each}" for letter, each in zip(ascii_uppercase, words, strict=False)]


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows with their cells below each other; the last ones may be of any width."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)][:-1]
    for row in cells:
        started = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        yield f"   {'   '.join([*started, row[-1]])}"
