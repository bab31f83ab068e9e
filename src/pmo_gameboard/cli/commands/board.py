"""``pmo-gameboard board``: the group of the commands about boards."""

import click

from pmo_gameboard.cli.lazy import LazyGroup
from pmo_gameboard.cli.options import examples

COMMANDS = {
    "check": "Report every problem of board files.",
    "schema": "Print the JSON Schema of board files, for editors.",
    "list": "List the boards that a game can be started on.",
    "show": "Show a board's stages and squares.",
}


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    prefix="board_",
    epilog=examples(
        "pmo-gameboard board list",
        "pmo-gameboard board check my-board.yaml",
        "pmo-gameboard board schema > board.schema.json",
    ),
)
def command() -> None:
    """Check, list and show boards.

    A board is a YAML file: its stages, its squares, what they ask for, and when they are done.
    """
