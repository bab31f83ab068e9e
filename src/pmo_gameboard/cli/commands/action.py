"""``pmo-gameboard action``: the group of the commands about actions."""

import click

from pmo_gameboard.cli.lazy import LazyGroup
from pmo_gameboard.cli.options import examples

COMMANDS = {
    "list": "List what is to be done, by its dates.",
    "add": "Note something to be done.",
    "done": "Note that an action is done.",
    "drop": "Note that an action is not going to be done.",
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    prefix="action_",
    epilog=examples(
        "pmo-gameboard action list",
        'pmo-gameboard action add "Our PMO" "Ring Finance" --owner Dana --due fri',
        'pmo-gameboard action done "Our PMO" 3',
    ),
)
def command() -> None:
    """List, add and close actions.

    An action is something somebody is to do, with an owner and a day or without. “pmo-gameboard
    status” tells those that are due.
    """
