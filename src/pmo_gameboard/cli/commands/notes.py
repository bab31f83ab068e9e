"""``pmo-gameboard notes``: the facilitator's notes in a second terminal."""

import click

from pmo_gameboard.cli import output, terminal
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import (
    Settings,
    data_option,
    examples,
    pass_settings,
    screen_options,
)
from pmo_gameboard.cli.screen import check, follow_in_lines
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        "pmo-gameboard notes                follow the latest game",
        'pmo-gameboard notes "Our PMO"      follow this one',
        "pmo-gameboard notes --plain        in lines, for a screen reader or a pipe",
    )
)
@click.argument("game", required=False)
@data_option
@screen_options
@pass_settings
def command(settings: Settings, game: str | None) -> ExitCode:
    """Follow a game in a second terminal, with the facilitator's notes.

    The timer and the next square are there too. It only reads. GAME is a game's
    name, or the path of its file; the latest game when it is left out.
    """
    check(settings)
    path = choose_game(settings.data_folder, game)
    read_save(path)  # a broken one is told here, and has an exit code
    if settings.plain:
        return follow_in_lines(settings, path)
    from pmo_gameboard.tui.launch import outcome  # noqa: PLC0415 - only what draws loads it
    from pmo_gameboard.tui.notes_app import NotesApp  # noqa: PLC0415

    ascii_only = settings.ascii or terminal.needs_ascii()
    return outcome(NotesApp(path, the_clock(), ascii_only=ascii_only), output.talk)
