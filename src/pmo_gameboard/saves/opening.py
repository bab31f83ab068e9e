"""Opening a game to play it, or to change it once: the lock, the save and the session."""

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import ExitCode, GameboardError, StorageError
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.unseen import lost_words
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import read_bytes, sweep
from pmo_gameboard.saves.format import MAX_BYTES, Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import GameInUseError, Lock
from pmo_gameboard.saves.session import Session
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import holds, read_save
from pmo_gameboard.saves.writer import SaveState


class GameChangedError(GameboardError):
    """Another program wrote the save at the same moment, so the change went into a copy."""

    exit_code = ExitCode.IN_USE

    def __init__(self, path: Path, copy: Path) -> None:
        super().__init__(
            f"Another program changed this game just now; your change is in the copy {copy}.",
            hint="Open the copy: F6 there makes one game of both.",
            where=str(path),
        )


Move = Callable[[Game, date, str], Game]
"""Something done to a game, today and by somebody."""


def open_session(
    path: Path,
    data: Path,
    clock: Clock,
    on_state: Callable[[SaveState], None],
    save: Save | None = None,
) -> Session:
    """Open a game, read-only where another program has it; sweep up after killed ones.

    Args:
        path: Its save.
        data: The data folder, for its earlier versions.
        clock: What day it is.
        on_state: Told whenever the save changes its state, on the thread that writes.
        save: What is in the save, where it has been read already.

    Raises:
        GameboardError: It cannot be read.
    """
    Library(data).sweep()
    sweep(path.parent)  # which may be elsewhere
    by = player()
    lock = _lock(path, by, clock)
    try:
        if save is None or not holds(read_bytes(path, MAX_BYTES), save):
            save = read_save(path)  # with the lock, so that nobody writes it from now on
    except GameboardError:
        if isinstance(lock, Lock):
            lock.release()
        raise
    return Session(path, save, clock, on_state, by, lock=lock, snapshots=snapshots_of(path, data))


def change_game(path: Path, data: Path, clock: Clock, words: str, move: Move) -> Game:
    """Make one move in a game that is not open, and save it.

    Args:
        path: Its save.
        data: The data folder.
        clock: What day it is.
        words: What the move is.
        move: The move.

    Returns:
        The game after it.

    Raises:
        GameInUseError: Another program has it open.
        GameChangedError: Another program changed it meanwhile; the move is in a copy.
        GameboardError: It cannot be read, changed or written; nothing has changed then.
    """
    session = open_session(path, data, clock, lambda _: None)
    try:
        if session.holder is not None:
            raise GameInUseError(session.holder, path)
        session.do(move(session.game, session.today, session.by), words)
    finally:
        saved = session.close(told=False)
    if not saved:
        why = session.why_unsaved or "the disk does not answer."
        raise StorageError(
            f"The game could not be saved: {why}", hint="Nothing has changed.", where=str(path)
        )
    if session.path != path:
        raise GameChangedError(path, session.path)
    return session.game


def left_words(session: Session) -> str:
    """What to tell of a game that was not closed as it should have been."""
    who = session.left_by
    since = who.opened.astimezone() if who and who.opened else None
    opened = f", opened {show_date(since.date(), session.today)} {since:%H:%M}," if since else ""
    lost = "" if who is None or who.finished is None else f" {lost_words(who.finished)}"
    return (
        f"This game{opened} was not closed as it should have been. "
        f"What was saved by then is all here, up to the last second.{lost}"
    )


def player() -> str:
    """Who is at the keyboard, as the system knows them; empty where it does not."""
    try:
        return one_line(getpass.getuser())[:80]
    except (KeyError, OSError, ImportError):
        return ""


def _lock(path: Path, by: str, clock: Clock) -> Lock | GameInUseError:
    """The right to write a save, or who has it."""
    try:
        return Lock(path, by, clock.now())
    except GameInUseError as held:
        return held
