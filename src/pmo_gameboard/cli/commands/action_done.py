"""``pmo-gameboard action done``: note that an action is done."""

import click

from pmo_gameboard.cli.actions import close_action
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.game.actions import do_action


@click.command(
    epilog=examples(
        'pmo-gameboard action done "Our PMO" 3',
        'pmo-gameboard action done "Our PMO" a3 --json',
    )
)
@click.argument("game")
@click.argument("number")
@json_option
@data_option
@pass_settings
def command(settings: Settings, game: str, number: str, *, as_json: bool) -> None:
    """Note that an action is done.

    GAME is a game's name, or the path of its file. NUMBER is the action's number as “action
    list” has it: a3, or 3.
    """
    close_action(settings, game, number, ("done", do_action), as_json=as_json)
