"""``pmo-gameboard board list``: the boards that a game can be started on."""

from collections.abc import Iterator

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.options import Settings, data_option, examples, pass_settings
from pmo_gameboard.saves.boards import BoardListing, list_boards


@click.command(epilog=examples("pmo-gameboard board list"))
@data_option
@pass_settings
def command(settings: Settings) -> None:
    """List the boards that a game can be started on.

    Your own boards are the YAML files in the folder “boards” of the data folder; one that is
    called like a board that ships takes its place.
    """
    for listing in list_boards(settings.data_folder):
        output.data("\n".join(_lines(listing)))


def _lines(listing: BoardListing) -> Iterator[str]:
    yield f"{listing.name}{' (your own)' if listing.own else ''}"
    if listing.board is None:
        yield f"    cannot be played: see pmo-gameboard board check {listing.path}"
        return
    squares = len({square.number for square in listing.board.path})
    yield f"    {listing.board.title}: {squares} squares in {len(listing.board.stages)} stages"
