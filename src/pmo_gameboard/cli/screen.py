"""Opening the screens, for the commands that draw."""

from pathlib import Path

from pmo_gameboard.cli import terminal
from pmo_gameboard.cli.clock import fixed_day
from pmo_gameboard.cli.options import Settings
from pmo_gameboard.errors import ExitCode


def draw(settings: Settings, game: Path | None = None) -> ExitCode:
    """Open a game, or the home screen, and stay until the player leaves.

    ``terminal.check`` comes first, before anything is looked up or written.
    """
    from pmo_gameboard.tui.launch import Launch, run  # noqa: PLC0415 - only what draws loads it

    return run(
        Launch(
            data=settings.data_folder,
            open=game,
            animate=settings.animate,
            ascii=settings.ascii or terminal.needs_ascii(),
            today=fixed_day(),
        )
    )
