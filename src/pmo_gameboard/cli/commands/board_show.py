"""``pmo-gameboard board show``: a board's stages and squares."""

from collections.abc import Iterator

import click

from pmo_gameboard.board.models import Board
from pmo_gameboard.cli import output
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.saves.boards import find_board


@click.command(
    epilog=examples(
        "pmo-gameboard board show customer-centric-pmo",
        "pmo-gameboard board show my-board.yaml --json",
    )
)
@click.argument("name")
@json_option
@data_option
@pass_settings
def command(settings: Settings, name: str, *, as_json: bool) -> None:
    """Show a board's stages and squares.

    NAME is a board's name (see “pmo-gameboard board list”) or the path of its file. As JSON it is
    the whole definition, checked and with everything that the file leaves to its default.
    """
    board = find_board(name, settings.data_folder)
    if as_json:
        output.json_data(board.model_dump(mode="json"))
    else:
        output.data("\n".join(_board_lines(board)))


def _board_lines(board: Board) -> Iterator[str]:
    yield board.title
    yield board.about
    for stage in board.stages:
        yield ""
        yield f"{stage.name}: {stage.summary}"
        for square in stage.squares:
            yield f"  {square.label:>5}  {square.kind:<9} {square.title}"
    if board.source:
        yield ""
        yield board.source
