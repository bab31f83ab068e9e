"""``pmo-gameboard play``: go on with a game."""

import click

from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import (
    Settings,
    data_option,
    examples,
    pass_settings,
    screen_options,
)
from pmo_gameboard.cli.screen import check, draw
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        "pmo-gameboard play",
        'pmo-gameboard play "Our PMO"',
        "pmo-gameboard play shared/our-pmo.json",
        "pmo-gameboard play --present          for a session on a shared screen",
        "pmo-gameboard play --plain            in lines, for a screen reader or a pipe",
        "PMO_GAMEBOARD_TODAY=2027-03-01 pmo-gameboard play    see how the board ages",
    )
)
@click.argument("game", required=False)
@click.option("--present", is_flag=True, help="Begin in the room: one thing at a time.")
@data_option
@screen_options
@pass_settings
def command(settings: Settings, game: str | None, *, present: bool) -> ExitCode:
    """Go on with a game, the latest one unless you name another.

    GAME is a game's name, or the path of its file. Rehearsals open by name, or where there is no
    other game.
    """
    check(settings)
    path = choose_game(settings.data_folder, game)
    save = read_save(path)  # a broken one is told, and has an exit code
    return draw(settings, path, save, present=present)
