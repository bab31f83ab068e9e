"""Opening games for the screens: what the app loads behind its first paint."""

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen

from pmo_gameboard.game.due import due_now
from pmo_gameboard.play import opening as saves
from pmo_gameboard.play.sample import start_rehearsal
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.writer import SaveState
from pmo_gameboard.tui.messages import OpenGame, Request, StartGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.setting import Setting


def open_session(
    asked: Request, data: Path, clock: Clock, on_state: Callable[[SaveState], None]
) -> Session:
    """Open the game that is asked for; a new one opens on its first square.

    Raises:
        GameboardError: It cannot be read, or not be created.
    """
    library = Library(data)
    match asked:
        case OpenGame(path=path, save=save):
            path = library.admit(path)
        case StartGame():
            from pmo_gameboard.play.starting import start  # noqa: PLC0415  # reads YAML

            path, save = start(asked.name, asked.board, asked.next_session, library, data, clock)
        case _:
            path, save = start_rehearsal(library, clock.now()), None
    return saves.open_session(path, data, clock, on_state, save)


def screens(session: Session, setting: Setting, *, present: bool = False) -> list[Screen[None]]:
    """The screens of an open game, bottom first: the board, the square it was at, what is due."""
    shown: list[Screen[None]] = [BoardScreen(session, setting)]
    if present:
        from pmo_gameboard.tui.screens.room import RoomScreen  # noqa: PLC0415  # when needed

        return [*shown, RoomScreen(session, setting)]
    if session.at is not None:
        from pmo_gameboard.tui.screens.square import SquareScreen  # noqa: PLC0415  # when needed

        shown.append(SquareScreen(session, setting, session.at))
    if due_now(session.survey):
        from pmo_gameboard.tui.screens.due import DueScreen  # noqa: PLC0415  # when needed

        shown.append(DueScreen(session, setting))
    return shown
