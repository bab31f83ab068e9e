"""``pmo-gameboard demo``: rehearse on a copy of the sample game."""

import click

from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.options import (
    Settings,
    data_option,
    examples,
    pass_settings,
    screen_options,
)
from pmo_gameboard.cli.screen import check, draw
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.play.sample import start_rehearsal
from pmo_gameboard.saves.library import Library


@click.command(epilog=examples("pmo-gameboard demo", "pmo-gameboard demo --no-animation --ascii"))
@data_option
@screen_options
@pass_settings
def command(settings: Settings) -> ExitCode:
    """Rehearse on a copy of the sample game.

    The sample is half played. Change what you like: the next rehearsal starts afresh.
    """
    check(settings)
    library = Library(settings.data_folder)
    return draw(settings, start_rehearsal(library, the_clock().now()))
