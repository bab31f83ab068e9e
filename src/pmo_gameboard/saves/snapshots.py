"""Earlier versions of a game, kept apart from its save."""

import contextlib
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmo_gameboard.errors import NewerSaveError, SaveError, StorageError, TakenError
from pmo_gameboard.saves.clock import whole_second
from pmo_gameboard.saves.files import read_bytes, write_atomic, write_new
from pmo_gameboard.saves.format import MAX_BYTES, Save, load
from pmo_gameboard.saves.looking import is_there, listed
from pmo_gameboard.saves.reasons import NONE, Reason, read_reason, written
from pmo_gameboard.saves.rights import known_rights

EVERY = timedelta(minutes=10)
"""A version is kept at most this often while a game changes."""

CLOSE_TOGETHER = timedelta(days=1)
ONE_A_DAY = timedelta(days=60)
"""For a day one version every ten minutes is kept, then one of each day, then one of each month."""

LIBRARY = ("games", "rehearsals")
"""The folders in the data folder that games are in."""

NEWEST = 20
"""So many are kept in any case: a clock that is years off must not thin them."""

LAST = 10
"""So many of those that were kept before something was done stay whatever their age, and so many of
those that were kept as the game was opened."""

REASON = ".why"
"""How the file is called that says why a version was kept; beside ``….json`` it is no version."""

_FORM = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-\d+)?\.json")
_MOST_A_SECOND = 100


@dataclass(frozen=True)
class Snapshot:
    """An earlier version.

    Attributes:
        at: When it was kept, in UTC; what it holds was saved no later than that.
        reason: Why it was kept.
    """

    path: Path
    at: datetime
    reason: Reason = NONE

    def read(self) -> Save:
        """The version.

        Raises:
            GameboardError: It cannot be read.
        """
        try:
            return load(read_bytes(self.path, MAX_BYTES), str(self.path))
        except NewerSaveError:
            raise
        except SaveError as error:
            raise SaveError(
                error.message, hint="Choose another version.", where=error.where
            ) from None


class Snapshots:
    """The earlier versions of one save.

    Attributes:
        folder: Where they are; it is made with the first of them.
    """

    def __init__(self, folder: Path, save: Path | None = None, beside: Path | None = None) -> None:
        """Take the folder; its files are shared as the save is, and it as the folder of games."""
        self.folder = folder
        self._save = save
        self._beside = beside

    def all(self) -> list[Snapshot]:
        """Every version, the newest first.

        Raises:
            StorageError: The folder cannot be read.
        """
        versions, reasons = self._listed()
        return [
            replace(kept, reason=read_reason(reasons[kept.path.stem]))
            if kept.path.stem in reasons
            else kept
            for kept in versions
        ]

    def due(self, now: datetime) -> bool:
        """Whether it is time for another version; a clock that was set back counts as time."""
        return all(abs(now - kept.at) >= EVERY for kept in self._listed()[0])

    def keep(self, data: bytes, now: datetime) -> Path:
        """Keep a version, as the bytes of its file, and let go of others that are too many.

        Raises:
            StorageError: It could not be written.
        """
        path = self._write(data, now)
        self.note(path, NONE)  # a version that had the same second may have left its reason
        with contextlib.suppress(StorageError):  # too many harm nothing
            self._thin(now, path)
        return path

    def keep_for(self, reason: Reason, data: bytes, now: datetime) -> None:
        """Keep a version for a reason; between the two it is one without, which harms nothing.

        Raises:
            StorageError: It could not be written.
        """
        self.note(self.keep(data, now), reason)

    def note(self, path: Path, reason: Reason) -> None:
        """Say beside a version why it was kept; where that cannot be written it stays unsaid."""
        beside = path.with_suffix(REASON)
        with contextlib.suppress(StorageError, OSError):
            if reason == NONE:
                beside.unlink(missing_ok=True)
            elif is_there(beside):
                write_atomic(beside, written(reason))
            else:
                write_new(beside, written(reason), like=known_rights(path))

    def _listed(self) -> tuple[list[Snapshot], dict[str, Path]]:
        """The versions, the newest first, and the files that say why, by the stem of both.

        Raises:
            StorageError: The folder cannot be read.
        """
        found: list[Snapshot] = []
        reasons: dict[str, Path] = {}
        for path in listed(self.folder):
            if path.suffix == REASON:
                reasons[path.stem] = path
            elif named := _NAME.fullmatch(path.name):
                with contextlib.suppress(ValueError):
                    at = datetime.strptime(named[1], _FORM).replace(tzinfo=UTC)
                    found.append(Snapshot(path, whole_second(at)))
        return sorted(found, key=_order, reverse=True), reasons

    def _thin(self, now: datetime, but: Path) -> None:
        """Let go of what is too much, and of reasons whose versions are gone."""
        for kept in superfluous(self.all(), now):
            if kept.path != but:
                with contextlib.suppress(OSError):
                    kept.path.unlink()
        versions, reasons = self._listed()
        for stem in reasons.keys() - {kept.path.stem for kept in versions}:
            if _NAME.fullmatch(f"{stem}.json"):
                with contextlib.suppress(OSError):
                    reasons[stem].unlink()

    def _write(self, data: bytes, now: datetime) -> Path:
        """Write a version under a name of its own, whoever else is keeping one in this second."""
        like = known_rights(self._save) if self._save else None
        stem = f"{now.astimezone(UTC):{_FORM}}"
        for number in range(1, _MOST_A_SECOND):
            path = self.folder / (f"{stem}-{number}.json" if number > 1 else f"{stem}.json")
            with contextlib.suppress(TakenError):
                write_new(path, data, like=like, beside=self._beside)
                return path
        raise StorageError("Too many versions in one second.", where=str(self.folder))


def _order(kept: Snapshot) -> tuple[datetime, int, str]:
    """By time, and those of one second by their numbers."""
    return kept.at, len(kept.path.name), kept.path.name


def superfluous(kept: Iterable[Snapshot], now: datetime) -> list[Snapshot]:
    """The versions to let go of: of a time long past, one a day or a month is enough."""
    newest_first = sorted(kept, key=_order, reverse=True)
    named = [snapshot for snapshot in newest_first if snapshot.reason.why]
    opened = [snapshot for snapshot in newest_first if snapshot.reason.opened]
    spared = {_order(each) for each in (*newest_first[:NEWEST], *named[:LAST], *opened[:LAST])}
    seen: set[str] = set()
    too_many: list[Snapshot] = []
    for snapshot in newest_first:
        if _order(snapshot) not in spared:
            period = _period(snapshot.at, now - snapshot.at)
            if period in seen:
                too_many.append(snapshot)
            seen.add(period)
    return too_many


def _period(at: datetime, age: timedelta) -> str:
    """The stretch of time of which one version is enough."""
    if age < CLOSE_TOGETHER:
        return str(at.timestamp() // EVERY.total_seconds())
    return f"{at:%Y-%m-%d}" if age < ONE_A_DAY else f"{at:%Y-%m}"


def snapshots_of(path: Path, data: Path) -> Snapshots:
    """The earlier versions of a save, kept in the data folder.

    A game of the library is known there by the folder and name of its file, so that a data
    folder can be moved whole; a save from elsewhere by its path.
    """
    place = Path(os.path.realpath(path))
    for name in LIBRARY:
        if place.parent == Path(os.path.realpath(data / name)):
            return Snapshots(data / "snapshots" / name / place.stem, path, data / name)
    told = hashlib.sha256(str(place).encode(errors="surrogateescape")).hexdigest()[:8]
    return Snapshots(data / "snapshots" / "elsewhere" / f"{place.stem}-{told}", path)
