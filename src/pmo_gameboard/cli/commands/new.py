"""``pmo-gameboard new``: start a game."""

import shlex

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.options import Settings, data_option, examples, pass_settings
from pmo_gameboard.saves.boards import DEFAULT, find_board
from pmo_gameboard.saves.library import Library


@click.command(
    epilog=examples(
        'pmo-gameboard new "Our PMO"',
        'pmo-gameboard new "Our PMO" --board my-board.yaml',
    )
)
@click.argument("name")
@click.option(
    "--board",
    metavar="BOARD",
    default=DEFAULT,
    show_default=True,
    help="A board's name (see “pmo-gameboard board list”) or the path of its file.",
)
@data_option
@pass_settings
def command(settings: Settings, name: str, board: str) -> None:
    """Start a game.

    NAME is what you call it: your PMO's name, for instance.
    """
    data = settings.data_folder
    path, save = Library(data).create(name, find_board(board, data), the_clock().now())
    first = save.game.board.path[0]
    output.talk(f"“{save.game.name}” begins at square {first.label}, “{first.title}”.")
    there = "" if settings.data is None else f" --data-dir {shlex.quote(str(settings.data))}"
    output.talk(f"To play it, type: pmo-gameboard play {_quoted(save.game.name)}{there}")
    output.data(str(path))


def _quoted(name: str) -> str:
    """The name for a shell: in double quotes, which every shell knows, where they are safe."""
    return shlex.quote(name) if set(name) & set('"$`\\!%') else f'"{name}"'
