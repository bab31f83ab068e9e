"""Opening the screens, or playing in lines, for the commands that would draw."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_gameboard.cli import output, terminal
from pmo_gameboard.cli.clock import fixed_day, the_clock
from pmo_gameboard.cli.options import Settings
from pmo_gameboard.errors import ExitCode

if TYPE_CHECKING:
    from pmo_gameboard.saves.format import Save


def check(settings: Settings) -> None:
    """Make sure that the game can be shown, before anything is looked up or written.

    Raises:
        TerminalError: A screen is asked for, and cannot be drawn here.
    """
    if not settings.plain:
        terminal.check()


def draw(
    settings: Settings,
    game: Path | None = None,
    save: "Save | None" = None,
    *,
    present: bool = False,
) -> ExitCode:
    """Open a game, or the home screen, and stay until the player leaves; ``check`` comes first."""
    if settings.plain:
        return _play_in_lines(settings, game, save, present=present)
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
        ),
        output.talk,
    )


def follow_in_lines(settings: Settings, game: Path) -> ExitCode:
    """Say the facilitator's notes for a game on stdout, until stdin ends or somebody ends it.

    Raises:
        StorageError: They cannot be said any more.
    """
    from pmo_gameboard.cli.lines import Lines  # noqa: PLC0415 - only what plays loads the rules
    from pmo_gameboard.plain.dialogue import Ended, Unheard  # noqa: PLC0415
    from pmo_gameboard.plain.notes import follow  # noqa: PLC0415

    lines = Lines(ascii_only=settings.ascii or terminal.needs_ascii())
    try:
        with lines.listening():
            follow(game, the_clock(), lines.dialogue().say, lines.pause)
    except Unheard as unheard:
        raise unheard.told("Send it elsewhere.") from None
    except Ended:
        return ExitCode.FINE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.FINE


def _play_in_lines(
    settings: Settings, game: Path | None, save: "Save | None", *, present: bool
) -> ExitCode:
    """Play without a screen, on stdin and stdout."""
    from pmo_gameboard.cli.lines import Lines  # noqa: PLC0415 - only what plays loads the rules
    from pmo_gameboard.plain.launch import Start, run  # noqa: PLC0415

    lines = Lines(ascii_only=settings.ascii or terminal.needs_ascii())
    start = Start(settings.data_folder, the_clock(), game, save, present)
    with lines.listening():
        return run(start, lines.dialogue())
