"""Opening the screens, for the commands that draw."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_gameboard.cli import terminal
from pmo_gameboard.cli.clock import fixed_day
from pmo_gameboard.cli.options import Settings
from pmo_gameboard.errors import ExitCode

if TYPE_CHECKING:
    from pmo_gameboard.saves.format import Save


def draw(
    settings: Settings,
    game: Path | None = None,
    save: "Save | None" = None,
    *,
    present: bool = False,
) -> ExitCode:
    """Open a game, or the home screen, and stay until the player leaves.

    ``terminal.check`` comes first, before anything is looked up or written.
    """
    gc.disable()  # nothing that is made on the way to the first screen is garbage
    from pmo_gameboard.tui.launch import Launch, run  # noqa: PLC0415 - only what draws loads it

    return run(
        Launch(
            data=settings.data_folder,
            open=game,
            save=save,
            animate=settings.animate,
            ascii=settings.ascii or terminal.needs_ascii(),
            today=fixed_day(),
            present=present,
        )
    )
