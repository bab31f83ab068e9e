"""``pmo-gameboard action add``: note something to be done."""

from datetime import date

import click

from pmo_gameboard.cli.actions import tell_action
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.dates import parse_date
from pmo_gameboard.game.naming import find_square, squares_by_name
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.opening import change_game


@click.command(
    epilog=examples(
        'pmo-gameboard action add "Our PMO" "Ring Finance about the calendar"',
        'pmo-gameboard action add "Our PMO" "Ring Finance" --owner Dana --due "3 dec" --square 4b',
    )
)
@click.argument("game")
@click.argument("text")
@click.option("--owner", metavar="NAME", default="", help="Who does it; nobody yet without.")
@click.option("--due", metavar="DAY", help="By when: 3 dec, fri, +2w, 2026-12-03.")
@click.option("--square", metavar="SQUARE", help="The square it comes from: 4b, its id or title.")
@json_option
@data_option
@pass_settings
def command(
    settings: Settings,
    game: str,
    text: str,
    *,
    owner: str,
    due: str | None,
    square: str | None,
    as_json: bool,
) -> None:
    """Note something to be done.

    GAME is a game's name, or the path of its file. TEXT says what somebody is to do, in a
    sentence.
    """

    def move(played: Game, today: date, by: str) -> Game:
        known = squares_by_name(played.board)
        return add_action(
            played,
            text,
            today,
            by,
            owner=owner,
            due=None if due is None else parse_date(due, today),
            square=None if square is None else find_square(known, square).id,
        )

    data, clock = settings.data_folder, the_clock()
    played = change_game(choose_game(data, game), data, clock, "an action", move)
    tell_action(played, played.actions[-1], clock.today(), as_json=as_json)
