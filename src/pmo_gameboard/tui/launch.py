"""From the shell to the first screen, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_gameboard.errors import ExitCode
from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.endings import SafeEndApp
from pmo_gameboard.tui.messages import OpenGame

if TYPE_CHECKING:
    from pmo_gameboard.saves.format import Save


@dataclass(frozen=True)
class Launch:
    """How to start.

    Attributes:
        data: The data folder.
        open: The save to open at once; the home screen where none is given.
        save: What is in that save, where it has been read already.
        animate: Whether things may move.
        ascii: Whether to use signs that every terminal knows.
        today: A day to take for today, to see how a board ages.
        present: Whether to begin in the room.
    """

    data: Path
    open: Path | None = None
    save: "Save | None" = None
    animate: bool = True
    ascii: bool = False
    today: date | None = None
    present: bool = False


def run(launch: Launch, tell: Callable[[str], None]) -> ExitCode:
    """Open the screens and stay until the player leaves.

    Args:
        launch: How to start.
        tell: Takes what there is to say at the end, when the terminal is as it was.

    Raises:
        Crash: A fault of the program ended them; the terminal is as it was.
        UnsavedError: They were ended while the game could not be saved.
    """
    app = GameboardApp(
        data=launch.data,
        game=OpenGame(launch.open, launch.save, launch.present) if launch.open else None,
        animate=launch.animate,
        ascii_only=launch.ascii,
        today=launch.today,
    )
    return outcome(app, tell)


def outcome(app: SafeEndApp, tell: Callable[[str], None]) -> ExitCode:
    """Run an app until somebody or something ends it.

    Raises:
        Crash: A fault of the program ended it; the terminal is as it was.
        UnsavedError: It was ended while the game could not be saved.
    """
    left = app.run()
    if app.crash is not None:
        raise app.crash
    if app.last_words:
        tell(app.last_words)
    if app.unsaved is not None:
        raise app.unsaved
    return ExitCode.INTERRUPTED if left is None else left
