"""``pmo-gameboard`` alone: the home screen."""

import click

from pmo_gameboard.cli.options import Settings, pass_settings
from pmo_gameboard.cli.screen import check, draw
from pmo_gameboard.errors import ExitCode


@click.command("home")
@pass_settings
def command(settings: Settings) -> ExitCode:
    """Open the home screen."""
    check(settings)
    return draw(settings)
