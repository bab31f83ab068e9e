"""The file of an opened game, which is written only as long as nobody else has changed it."""

import contextlib
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pmo_gameboard.errors import GameboardError, SaveError, TakenError, UnfitError
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.files import read_bytes, write_atomic, write_new
from pmo_gameboard.saves.format import (
    FORMAT,
    MAX_BYTES,
    Save,
    dump,
    is_current,
    load,
    next_revision,
)
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.looking import is_there, look
from pmo_gameboard.saves.names import MAX_NAME, numbered
from pmo_gameboard.saves.reasons import Reason
from pmo_gameboard.saves.rights import Rights, known_rights
from pmo_gameboard.saves.room import RoomState
from pmo_gameboard.saves.snapshots import Snapshots
from pmo_gameboard.saves.store import holds


@dataclass(frozen=True)
class Earlier:
    """A game as it was, to be kept as a version whether or not that state reached the save.

    Attributes:
        when: Until when it was so.
        reason: What was done to it then.
    """

    game: Game
    at: str | None
    when: datetime
    reason: Reason


class _ChangedError(Exception):
    """Another program has changed the save."""


class SaveFile:
    """One save that is open for writing.

    Where another program changed it meanwhile, on another machine or through a synced folder,
    neither side is lost: from then on the game is written to a copy of its own beside it.

    Attributes:
        path: Where the game is written.
        saved: What is on the disk.
        theirs: The save that another program changed; None as long as there is none.
    """

    def __init__(
        self,
        path: Path,
        save: Save,
        *,
        by: str = "",
        lock: Lock | None = None,
        snapshots: Snapshots | None = None,
    ) -> None:
        self.path = path
        self.saved = save
        self.theirs = conflicting(path, save)
        self._name = save.game.name if self.theirs else ""
        self._by = by
        self._lock = lock
        self._finished: int | None = None
        self._snapshots = snapshots
        self._known: bytes | None = None  # what is in the file as far as we know
        self._tried: bytes | None = None  # what may be in it
        self._read_back = False  # whether what this program writes is known to be readable
        self._had = known_rights(path)  # as long as the save was there
        self._turn = threading.Lock()  # to write, or to go elsewhere

    def write(
        self, game: Game, at: str | None, now: datetime, room: RoomState | None = None
    ) -> None:
        """Write the game, whole or not at all.

        Raises:
            StorageError: It could not be written; what was there before is still there.
            SaveError: It cannot be put into writing.
        """
        with self._turn:
            try:
                self._write_over(game, at, now, room)
            except _ChangedError:
                self._step_aside(game, at, now, room)

    def write_here(self, game: Game, at: str | None, now: datetime) -> None:
        """Write the game where it is or not at all.

        Raises:
            StorageError: It could not be written; what was there before is still there.
            SaveError: It cannot be put into writing, or another program has changed the save.
        """
        with self._turn:
            try:
                self._write_over(game, at, now)
            except _ChangedError:
                raise SaveError(
                    "Another program has just changed this save.",
                    hint="Look at it again first.",
                    where=str(self.path),
                ) from None

    def keep(self, earlier: Earlier) -> None:
        """Keep a version of the game as it was.

        Raises:
            StorageError: It could not be written.
            SaveError: It cannot be put into writing.
        """
        if self._snapshots is not None:
            save = self._next(earlier.game, earlier.at, earlier.when)
            self._snapshots.keep_for(earlier.reason, dump(save), earlier.when)

    def go_elsewhere(self, path: Path, game: Game, at: str | None, now: datetime) -> None:
        """Write the game to another file from now on. Nothing is ever written over.

        Raises:
            TakenError: There is a file already; nothing changes then.
            StorageError: It cannot be written; nothing changes then either.
            SaveError: The game cannot be put into writing.
        """
        with self._turn:
            self._begin(path, self._next(game, at, now), None)
            self._take_lock(path, now)

    def copy(self, path: Path, game: Game, at: str | None, now: datetime) -> None:
        """Write the game to another file too, waiting for no write that is under way.

        What it may be in conflict with stays where it is, so the copy knows of none.

        Raises:
            StorageError: It could not be written.
            SaveError: It cannot be put into writing.
        """
        save = self._next(game, at, now)
        write_atomic(path, dump(save.model_copy(update={"conflict_with": None})))

    def note_round(self, finished: int | None) -> None:
        """Note beside it that a round runs and how many have finished; None where none runs."""
        self._finished = finished
        if (lock := self._lock) is not None:
            lock.note_round(finished)

    def release(self, *, told: bool = True) -> None:
        """Let other programs write it; ``told``: whether the player heard who had left it."""
        with self._turn:
            if self._lock is not None:
                self._lock.release(told=told)
                self._lock = None

    def _write_over(
        self, game: Game, at: str | None, now: datetime, room: RoomState | None = None
    ) -> None:
        """Write over what is there, a version of which may be kept first."""
        found = self._found()
        if found is None:
            self._write_anew(game, at, now, room)
            return
        if self._is_ours(found):
            self._had = known_rights(self.path)
            self._keep_version(found, now)
        self._write(game, at, now, room)

    def _write(
        self, game: Game, at: str | None, now: datetime, room: RoomState | None = None
    ) -> None:
        save = self._next(game, at, now, room)
        data = dump(save)
        self._check_readable(data)
        # Noted first: the very last step of writing may fail with the file there.
        self._tried = data
        write_atomic(self.path, data, self._check_unchanged)
        self._known = data
        self.saved = save

    def _check_readable(self, data: bytes) -> None:
        """Read back the first save that takes the place of another; moves keep to the limits.

        Raises:
            SaveError: It could not be read back, so it must not take that place.
        """
        if not self._read_back:
            try:
                load(data, str(self.path))
            except SaveError as error:
                raise SaveError(
                    f"It could not be read back: {error.message}",
                    hint="Undo the last change.",
                    where=str(self.path),
                ) from None
            self._read_back = True

    def _write_anew(
        self, game: Game, at: str | None, now: datetime, room: RoomState | None
    ) -> None:
        """Write a save that is gone, as open as it was."""
        try:
            self._begin(self.path, self._next(game, at, now, room), self._had)
        except TakenError:
            raise _ChangedError from None

    def _begin(self, path: Path, save: Save, like: Rights | None) -> None:
        """Write to a new file, and from then on there."""
        data = dump(save)
        self._check_readable(data)
        self._tried = data
        write_new(path, data, like=like)
        self.path = path
        self._known = data
        self.saved = save

    def _next(
        self, game: Game, at: str | None, now: datetime, room: RoomState | None = None
    ) -> Save:
        """The game as its file is to hold it."""
        return Save(
            format=FORMAT,
            revision=next_revision(self.saved),
            saved_at=now,
            at=at,
            room=room,
            conflict_with=self.theirs.name if self.theirs else None,
            game=game.model_copy(update={"name": self._name}) if self._name else game,
        )

    def _found(self) -> bytes | None:
        """What is in the file now; None where there is none, so that it is written anew.

        Raises:
            _ChangedError: Something that is no save stands in its place.
            StorageError: It cannot be read.
        """
        if look(self.path, through=True) is None:
            if is_there(self.path):  # a link that leads nowhere
                raise _ChangedError
            return None
        try:
            return read_bytes(self.path, MAX_BYTES)
        except UnfitError:
            raise _ChangedError from None

    def _check_unchanged(self) -> None:
        """Look once more: what is written takes a while to reach the disk."""
        found = self._found()
        if found is not None and not self._is_ours(found):
            raise _ChangedError

    def _is_ours(self, found: bytes) -> bool:
        if found not in {self._known, self._tried} and not holds(found, self.saved):
            return False
        self._known = found
        return True

    def _step_aside(
        self, game: Game, at: str | None, now: datetime, room: RoomState | None
    ) -> None:
        """Leave the file to whoever changed it, and go on in a copy, as open as the save was."""
        before = self.theirs, self._name
        self.theirs = self.path
        self._name = copy_name(game.name, now)
        try:
            save = self._next(game, at, now, room)
            for stem in numbered(f"{self.path.stem}-conflict-{now:%Y%m%d-%H%M}", "-"):
                with contextlib.suppress(TakenError):
                    self._begin(self.path.with_name(f"{stem}.json"), save, self._had)
                    break
        except BaseException:
            self.theirs, self._name = before  # whoever tries again looks again
            raise
        self._take_lock(self.path, now)

    def _take_lock(self, path: Path, now: datetime) -> None:
        """Lock another file instead of the one before; nobody knows of it yet."""
        if self._lock is not None:
            self._lock.release()
            with contextlib.suppress(GameboardError):
                self._lock = Lock(path, self._by, now)
                self._lock.note_round(self._finished)

    def _keep_version(self, found: bytes, now: datetime) -> None:
        """Keep what is on the disk before it is written over, now and then."""
        kept = self._snapshots
        with contextlib.suppress(GameboardError, OSError):  # the save itself matters more
            if kept is not None and (kept.due(now) or not is_current(found)):
                kept.keep(found, now)


def conflicting(path: Path, save: Save) -> Path | None:
    """The save that was changed meanwhile, where this one is the copy that was put beside it."""
    return path.with_name(save.conflict_with) if save.conflict_with else None


def copy_name(name: str, now: datetime) -> str:
    """What the copy of a game is called: ``Acme PMO (changes of 2026-11-24 14:02)``."""
    mark = f" (changes of {now:%Y-%m-%d %H:%M})"
    return name[: MAX_NAME - len(mark)].rstrip() + mark
