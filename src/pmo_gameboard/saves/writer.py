"""Keeps a game on the disk while it is played, off the thread that draws the screen."""

import contextlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.room import RoomState
from pmo_gameboard.saves.save_file import Earlier, SaveFile
from pmo_gameboard.saves.snapshots import LAST

DELAY = 0.3
"""Seconds from the first unsaved change to the start of its writing."""

RETRY = 5.0
"""Seconds from a failed write to the next try."""

PATIENCE = 5.0
"""Seconds that a flush waits for a slow disk, unless told otherwise."""


@dataclass(frozen=True)
class SaveState:
    """How far the game is on the disk.

    Attributes:
        at: When it was last written, in UTC; None where it has not been since it was opened.
        reason: Why it is not on the disk, as a sentence.
        theirs: The save that another program changed, so that this game goes on in a copy.
    """

    kind: Literal["saved", "saving", "failed"]
    at: datetime | None
    reason: str = ""
    theirs: Path | None = None


@dataclass(frozen=True)
class _Change:
    game: Game
    at: str | None
    room: RoomState | None


class Writer:
    """Writes the newest state of one game, a burst of changes at once.

    The thread that writes starts with the first change, or with what is to be done before it.
    ``on_state`` is called on it and must not wait for the thread that flushes: let it post a
    message.
    """

    def __init__(
        self,
        file: SaveFile,
        on_state: Callable[[SaveState], None],
        now: Callable[[], datetime],
        *,
        delay: float = DELAY,
        retry: float = RETRY,
    ) -> None:
        self._file = file
        self._on_state = on_state
        self._now = now
        self._delay = delay
        self._retry = retry
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None
        self._first: Callable[[], None] | None = None
        self._unsaved: _Change | None = None
        self._earlier: deque[Earlier] = deque(maxlen=LAST)  # to be kept first; so many survive
        self._closing = False
        # Flushes are numbered: asked for, attempted since, and attempted with success.
        self._asked = self._served = self._kept = 0
        self._written_at: datetime | None = None
        self._reason = ""

    @property
    def reason(self) -> str:
        """Why the last write failed, as a sentence; empty where it did not."""
        return self._reason

    def begin(self, act: Callable[[], None]) -> None:
        """Do something on the thread before anything is written; nobody waits for it to paint."""
        with self._turn:
            self._first = act
            self._wake()

    def submit(
        self,
        game: Game,
        at: str | None,
        room: RoomState | None = None,
        earlier: Earlier | None = None,
    ) -> None:
        """Take over the newest state; it is on the disk soon after, an earlier one kept before."""
        with self._turn:
            if earlier is not None:
                self._earlier.append(earlier)
            self._unsaved = _Change(game, at, room)
            self._wake()

    def hurry(self) -> None:
        """Write what is unsaved at once, without waiting for it."""
        with self._turn:
            if self._unsaved is not None:
                self._asked += 1
                self._wake()

    def flush(self, timeout: float = PATIENCE) -> bool:
        """Write what is unsaved at once; whether it is on the disk ``timeout`` seconds later.

        A write that fails is not waited for again: it is told by ``on_state`` and tried later.
        """
        with self._turn:
            if self._unsaved is None:
                self._turn.wait_for(lambda: self._first is None, timeout)
                return True
            self._asked += 1
            ticket = self._asked
            self._wake()
            self._turn.wait_for(lambda: self._served >= ticket, timeout)
            return self._kept >= ticket

    def close(self, timeout: float = PATIENCE) -> bool:
        """Write what is unsaved and end the thread; whether everything is on the disk."""
        with self._turn:
            self._closing = True
            self._turn.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout)
        with self._turn:
            return self._unsaved is None

    def _wake(self) -> None:
        """Let the thread look again, starting it where there is none."""
        if self._thread is None or not self._thread.is_alive():
            self._closing = False
            self._thread = threading.Thread(target=self._run, name="save", daemon=True)
            self._thread.start()
        self._turn.notify_all()

    def _run(self) -> None:
        self._do_first()
        failed = False
        while self._wait_for_change():
            if not failed:
                self._tell("saving")
            change, ticket, last = self._wait_for_turn(self._retry if failed else self._delay)
            reason = self._write(change, ticket)
            failed = bool(reason)
            self._tell("failed" if failed else "saved", reason)
            if failed and last and self._ends():
                return

    def _do_first(self) -> None:
        """Do what comes before all writing; whatever becomes of it, the game is written."""
        if self._first is not None:
            with contextlib.suppress(Exception):
                self._first()
            with self._turn:
                self._first = None
                self._turn.notify_all()

    def _wait_for_change(self) -> bool:
        """Wait until something is unsaved; False where nothing will be any more."""
        with self._turn:
            self._turn.wait_for(lambda: self._unsaved is not None or self._closing)
            return self._unsaved is not None or not self._ends()

    def _ends(self) -> bool:
        """Give up being the thread; whoever comes from now on starts another."""
        with self._turn:
            self._thread = None
            return True

    def _wait_for_turn(self, pause: float) -> tuple[_Change, int, bool]:
        """Wait for a pause, or until asked to hurry.

        Returns:
            The newest change, the last flush that its writing serves, whether it is the last try.
        """
        with self._turn:
            self._turn.wait_for(lambda: self._asked > self._served or self._closing, pause)
            assert self._unsaved is not None  # noqa: S101 (only this thread takes it away)
            return self._unsaved, self._asked, self._closing

    def _write(self, change: _Change, ticket: int) -> str:
        """Write a change; why that failed, or nothing."""
        reason = ""
        self._keep_earlier()
        try:
            self._file.write(change.game, change.at, self._now(), change.room)
        except GameboardError as error:
            reason = error.message
        except Exception as error:  # noqa: BLE001 (a thread that ends here would save nothing more)
            reason = f"The program is at fault ({type(error).__name__}) and goes on trying."
        with self._turn:
            self._reason = reason
            if not reason:
                self._written_at = self._file.saved.saved_at
                if self._unsaved is change:
                    self._unsaved = None
                    ticket = self._asked  # whoever asked meanwhile asked for this change
                self._kept = ticket
            self._served = ticket
            self._turn.notify_all()
        return reason

    def _keep_earlier(self) -> None:
        """Keep what was to be kept, in its order; what cannot be is tried again with the next."""
        while self._earlier:
            earlier = self._earlier[0]
            try:
                self._file.keep(earlier)
            except Exception:  # noqa: BLE001 (whatever it is, the save itself matters more)
                return
            with self._turn:
                if self._earlier[0] is earlier:  # and has not been pushed out by newer ones
                    self._earlier.popleft()

    def _tell(self, kind: Literal["saved", "saving", "failed"], reason: str = "") -> None:
        """Tell how far the save is; whatever becomes of that, the game is written."""
        with contextlib.suppress(Exception):
            self._on_state(SaveState(kind, self._written_at, reason, self._file.theirs))
