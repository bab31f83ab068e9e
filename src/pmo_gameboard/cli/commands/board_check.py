"""``pmo-gameboard board check``: every problem of board files."""

from pathlib import Path

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.options import examples
from pmo_gameboard.errors import BoardError, ExitCode
from pmo_gameboard.game.words import count
from pmo_gameboard.saves.boards import read_board_file


@click.command(
    epilog=examples(
        "pmo-gameboard board check my-board.yaml",
        "pmo-gameboard board check boards/*.yaml",
    )
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def command(files: tuple[str, ...]) -> ExitCode:
    """Report every problem of board files.

    Each problem is told on a line of its own: file, line and column, where that is on the board,
    what is wrong, what was expected. It ends with 2 where there is any.
    """
    failed = [file for file in files if not _is_right(file)]
    return ExitCode.USAGE if failed else ExitCode.FINE


def _is_right(file: str) -> bool:
    """Check one file, and tell what came of it."""
    try:
        board = read_board_file(Path(file))
    except BoardError as error:
        output.data(str(error))
        return False
    stages, stops = len(board.stages), len(board.path)
    output.talk(
        f"{file}: a good board, {count(stages, 'stage', 'stages')} "
        f"and {count(stops, 'stop', 'stops')}."
    )
    return True
