"""``pmo-gameboard board schema``: the JSON Schema of board files."""

import click

from pmo_gameboard.board.schema import render_schema
from pmo_gameboard.cli import output
from pmo_gameboard.cli.options import examples


@click.command(
    epilog=examples(
        "pmo-gameboard board schema > board.schema.json",
        "# yaml-language-server: $schema=board.schema.json    as the board's first line",
    )
)
def command() -> None:
    """Print the JSON Schema of board files, for editors.

    With it, an editor's YAML extension completes and checks a board while it is written.
    """
    output.data(render_schema().rstrip())
