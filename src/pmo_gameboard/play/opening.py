"""Opening a game to play it, or to change it once: the lock, the save and the session."""

import contextlib
import getpass
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import ExitCode, GameboardError, StorageError
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.unseen import lost_words
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.clock import Clock, whole_second
from pmo_gameboard.saves.files import read_bytes, sweep, try_writing
from pmo_gameboard.saves.format import MAX_BYTES, Save, load
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import GameInUseError, Lock, is_closed_to_us
from pmo_gameboard.saves.reasons import Reason
from pmo_gameboard.saves.rights import ShutOutError
from pmo_gameboard.saves.snapshots import Snapshot, Snapshots, snapshots_of
from pmo_gameboard.saves.store import holds
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
    """Open a game to play it, read-only where another program has it; sweep up after killed ones.

    A version of it is kept, where the newest one is not as it is.

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
    session, found = _open(path, data, clock, on_state, save)
    if not session.only_looked_at and session.snapshots is not None:
        session.begin(partial(_keep_opened, session.snapshots, found, session.begun, clock.now()))
    return session


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
    session, _ = _open(path, data, clock, lambda _: None)
    try:
        if session.holder is not None:
            raise GameInUseError(session.holder, path)
        if session.barred:
            raise StorageError(session.barred, hint="Nothing has changed.", where=str(path))
        session.do(move(session.game, session.today, session.by), words)
    finally:
        saved = session.close(told=False)
    if not saved:
        why = session.why_unsaved
        raise StorageError(
            f"The game could not be saved: {why or 'the disk does not answer.'}",
            hint="Nothing has changed." if why else "It may be yet: look at it before you go on.",
            where=str(path),
        )
    if session.path != path:
        raise GameChangedError(path, session.path)
    return session.game


def opening_words(session: Session) -> str:
    """What to tell of a game as it opens; empty where nothing is out of the ordinary."""
    if session.barred:
        return session.only_looked_at
    return left_words(session) if session.left_by is not None else ""


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


def _open(
    path: Path,
    data: Path,
    clock: Clock,
    on_state: Callable[[SaveState], None],
    save: Save | None = None,
) -> tuple[Session, bytes]:
    """Open a game; with it comes what is in its file."""
    Library(data).sweep()
    sweep(path.parent)  # which may be elsewhere
    by = player()
    lock = _lock(path, by, clock)
    barred = why_barred(path) if isinstance(lock, Lock) else ""
    try:
        found = read_bytes(path, MAX_BYTES)  # with the lock, so that nobody writes it from now on
        if save is None or not holds(found, save):
            save = load(found, str(path))
    except GameboardError:
        if isinstance(lock, Lock):
            lock.release(told=False)
        raise
    if barred and isinstance(lock, Lock):
        lock.release(told=False)
    kept = snapshots_of(path, data)
    session = Session(path, save, clock, on_state, by, lock=lock, snapshots=kept, barred=barred)
    return session, found


def _keep_opened(kept: Snapshots, found: bytes, game: Game, now: datetime) -> None:
    """Note which version is the game as it is opened now, and keep one where there is none.

    Where it cannot be kept the game is played without: its save is well.
    """
    with contextlib.suppress(GameboardError, OSError):
        newest = next(iter(kept.all()), None)
        if newest is None or not _is_of(newest, game):
            kept.keep_for(Reason(opened=now), found, now)
        elif newest.reason.opened is None:
            kept.note(newest.path, newest.reason.model_copy(update={"opened": whole_second(now)}))


def _is_of(version: Snapshot, game: Game) -> bool:
    """Whether a version is of the game as it is; one that cannot be read is not."""
    try:
        return version.read().game == game
    except GameboardError:
        return False


def _lock(path: Path, by: str, clock: Clock) -> Lock | GameInUseError:
    """The right to write a save, or who has it."""
    try:
        return Lock(path, by, clock.now())
    except GameInUseError as held:
        return held
