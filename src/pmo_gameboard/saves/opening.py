"""Opening a game to play it, or to change it once: the lock, the save and the session."""

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import ExitCode, GameboardError, StorageError
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import read_bytes, sweep, try_writing
from pmo_gameboard.saves.format import MAX_BYTES, Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import GameInUseError, Lock, is_closed_to_us
from pmo_gameboard.saves.rights import ShutOutError
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

    It is read-only, too, where somebody who shares it would be shut out by what is written.

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
    barred = why_barred(path) if isinstance(lock, Lock) else ""
    try:
        if save is None or not holds(read_bytes(path, MAX_BYTES), save):
            save = read_save(path)  # with the lock, so that nobody writes it from now on
    except GameboardError:
        if isinstance(lock, Lock):
            lock.release()
        raise
    if barred and isinstance(lock, Lock):
        lock.release()
    return Session(
        path,
        save,
        clock,
        on_state,
        by,
        lock=lock,
        snapshots=snapshots_of(path, data),
        barred=barred,
    )


def why_barred(path: Path) -> str:
    """Why a save that others have a share in may not be written by us; empty where it may.

    It is tried before anything is changed, as what is written could not be taken back from them.
    """
    try:
        try_writing(path)
    except ShutOutError as error:
        return f"{error.message} {error.hint}"
    except StorageError:  # told as soon as something is to be saved
        return ""
    if is_closed_to_us(path):
        return "Its lock is closed to you. Ask who played it to let your group use it (chmod g+rw)."
    return ""


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
        if session.barred:
            raise StorageError(session.barred, hint="Nothing has changed.", where=str(path))
        session.do(move(session.game, session.today, session.by), words)
    finally:
        saved = session.close()
    if not saved:
        why = session.why_unsaved or "the disk does not answer."
        raise StorageError(
            f"The game could not be saved: {why}", hint="Nothing has changed.", where=str(path)
        )
    if session.path != path:
        raise GameChangedError(path, session.path)
    return session.game


def opening_words(session: Session) -> str:
    """What to tell of a game as it opens; empty where nothing is out of the ordinary."""
    if session.barred:
        return f"You can only look at this game. {session.barred}"
    return left_words(session) if session.left_by is not None else ""


def left_words(session: Session) -> str:
    """What to tell of a game that was not closed as it should have been."""
    who = session.left_by
    since = who.opened.astimezone() if who and who.opened else None
    opened = f", opened {show_date(since.date(), session.today)} {since:%H:%M}," if since else ""
    return (
        f"This game{opened} was not closed as it should have been. "
        "What was saved by then is all here, up to the last second."
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
