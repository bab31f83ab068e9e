"""Who has a game open: one program at a time writes a save, the others look on.

The lock is the system's own, so it ends with the program that holds it, however that ends. What
is written behind the lock's first byte says who holds it; a record in a lock that is free is
what a program left that did not end as it should.
"""

import contextlib
import json
import os
import platform
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import ExitCode, GameboardError, StorageError
from pmo_gameboard.game.state import MAX_PEOPLE
from pmo_gameboard.saves.clock import whole_second
from pmo_gameboard.saves.files import make_folder
from pmo_gameboard.saves.rights import FILE, ShutOutError, grant, is_in_doubt, known_rights

PATIENCE = 0.2
"""Seconds to wait for another program that only looks whether the lock is free."""

_MOST = 4096
_LONGEST = 80


@dataclass(frozen=True)
class Holder:
    """The program that has a game open.

    Attributes:
        who: The player, as the system knows them; empty where it does not.
        host: The machine.
        since: When the game was opened, as an ISO time in UTC.
        finished: While the keyboard is passed round, how many people have finished: all that is
            noted of a round before it is counted. None while it is not.
    """

    who: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""
    finished: int | None = None

    def __str__(self) -> str:
        who = self.who or "Somebody"
        if not self.pid:
            return "Another program"
        if self.host == platform.node():
            return f"{who}, in another window,"
        return f"{who} on {self.host or 'another machine'}"

    @property
    def opened(self) -> datetime | None:
        """When the game was opened; None where that is not known."""
        try:
            return whole_second(datetime.fromisoformat(self.since))
        except ValueError:
            return None


class GameInUseError(GameboardError):
    """Another program has the game open.

    Attributes:
        holder: That program.
    """

    exit_code = ExitCode.IN_USE

    def __init__(self, holder: Holder, path: Path) -> None:
        super().__init__(
            f"{holder} has this game open.",
            hint="Close it there first, and try again.",
            where=str(path),
        )
        self.holder = holder


class Lock:
    """The right to write one save, until it is released or the program ends.

    Attributes:
        left_by: The program that had the game open before and did not close it; None for none.
    """

    def __init__(self, path: Path, by: str, now: datetime) -> None:
        """Take the lock of the save at ``path``.

        Where the disk knows no locks, or cannot be written, the game goes without: a change by
        another program is noticed all the same, when the game is written.

        Raises:
            GameInUseError: Another program has it.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415  # only who plays loads it

        with contextlib.suppress(OSError, StorageError):  # or filelock makes it open to all
            make_folder(path.parent)
        self._path = lock_path(path)
        self.left_by: Holder | None = None
        self._mine = Holder(by, platform.node(), os.getpid(), now.isoformat(timespec="seconds"))
        self._handle = -1

        def sign(handle: int) -> None:
            self._handle = handle
            _share(handle, self._path, path)
            self.left_by = _read(handle)
            _write(handle, self._mine)

        self._lock = FileLock(
            self._path,
            mode=FILE,
            thread_local=False,
            fallback_to_soft=False,
            preserve_lock_file=True,
            on_acquired=sign,
        )
        try:
            self._lock.acquire(timeout=PATIENCE)
        except Timeout:
            raise GameInUseError(_holder(self._path), path) from None
        except OSError:
            pass  # no lock, then

    def note_round(self, finished: int | None) -> None:
        """Note that a round runs and how many have finished, for whoever opens the game next."""
        self._mine = replace(self._mine, finished=finished)
        if self._lock.is_locked:
            _write(self._handle, self._mine)

    def release(self, *, told: bool = True) -> None:
        """Let go of the save; ``told``: whether the player heard who had left it."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, 0)  # not by its name, which may be a link by now
            if self.left_by is not None and not told:
                _write(self._handle, self.left_by)
            with contextlib.suppress(OSError):  # the system lets go of it when the program ends
                self._lock.release()

    def remove(self) -> None:
        """Let go of a save that is there no more."""
        with contextlib.suppress(OSError):
            self._path.unlink()
        with contextlib.suppress(OSError):
            self._lock.release()


def lock_path(path: Path) -> Path:
    """The file that stands for the lock of a save."""
    return path.with_name(f".{path.name}.lock")


def is_closed_to_us(path: Path) -> bool:
    """Whether the lock of a save is somebody else's alone, so that it cannot be taken or asked."""
    lock = lock_path(path)
    rights = known_rights(lock)
    return rights is not None and is_in_doubt(rights) and not os.access(lock, os.R_OK | os.W_OK)


def _share(handle: int, path: Path, save: Path) -> None:
    """Let whoever may write a save take its lock; only its owner can see to that."""
    with contextlib.suppress(OSError, ShutOutError):
        rights = known_rights(save)
        shared = replace(rights, mode=rights.mode | FILE) if rights else None
        grant(handle, path, shared, save.name)


def _holder(path: Path) -> Holder:
    """Who holds a lock, as far as they say."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return Holder()
    try:
        return _read(handle) or Holder()
    finally:
        os.close(handle)


def _read(handle: int) -> Holder | None:
    """The record in a lock file; its first byte is what the system locks and not for reading."""
    try:
        os.lseek(handle, 1, os.SEEK_SET)
        record = json.loads(os.read(handle, _MOST).decode())
        holder = Holder(
            str(record["who"]),
            str(record["host"]),
            int(record["pid"]),
            str(record["since"]),
            _people(record.get("finished")),
        )
    except (OSError, ValueError, ArithmeticError, LookupError, TypeError, RecursionError):
        return None
    return replace(
        holder,
        who=one_line(holder.who)[:_LONGEST],
        host=one_line(holder.host)[:_LONGEST],
        since=holder.since[:_LONGEST],
    )


def _people(number: object) -> int | None:
    """A number of people; None for anything else, and in records from before there was one."""
    return number if type(number) is int and 0 <= number <= MAX_PEOPLE else None


def _write(handle: int, holder: Holder) -> None:
    """Say who holds a lock, in one call: a kill leaves the record of before, or this one.

    A disk that is full keeps nobody from playing.
    """
    with contextlib.suppress(OSError):
        before = os.fstat(handle).st_size
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, (b"\n" + json.dumps(asdict(holder)).encode()).ljust(before))
