"""Games side by side, or two days of one, in lines."""

from functools import partial

from pmo_gameboard.game.check_ins import WORDS
from pmo_gameboard.game.comparison import (
    Comparison,
    Side,
    SquareLine,
    compare,
    side_of,
)
from pmo_gameboard.plain.check_ins import placement_words
from pmo_gameboard.plain.dialogue import Act, Menu, Option
from pmo_gameboard.plain.play import Play
from pmo_gameboard.play.comparable import sides_beside

APART = 12
"""So many of the squares that differ most are told of."""


def open_comparison(play: Play) -> None:
    """Offer what this game can be compared with."""
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    sides = sides_beside(play.game, play.session.path, play.data, play.today)
    if not sides:
        return Menu("There is nothing to compare this game with yet.", [])
    options: list[Option[Act]] = [Option(side.label, partial(_tell, play, side)) for side in sides]
    return Menu("Compare this game, as it is now, with:", options)


def _tell(play: Play, other: Side) -> None:
    play.talk.say(*comparison_lines(compare([side_of(play.survey, "This game"), other])))


def comparison_lines(found: Comparison) -> list[str]:
    """Where each side stands, stage by stage, and the squares where they differ most."""
    lines = [f"{side.label}: {placement_words(side.board, side.then)}" for side in found.sides]
    for line in found.stages:
        each = [
            f"{side.label} {settled} of {line.squares}"
            for side, settled in zip(found.sides, line.settled, strict=True)
        ]
        lines.append(f"{line.stage.short}: {'; '.join(each)}.")
    if not found.apart:
        lines.append("They stand alike on every square.")
    return [*lines, *(_square(found, line) for line in found.apart[:APART])]


def _square(found: Comparison, line: SquareLine) -> str:
    each = [
        f"{side.label} {WORDS[stands] if stands else 'does not have it'}"
        for side, stands in zip(found.sides, line.stands, strict=True)
    ]
    return f"{line.square.label} {line.square.title}: {'; '.join(each)}."
