"""What may be on a disk after the power has gone, by what POSIX promises and no more.

- What was written to a file is sure to be there only after ``fsync`` of the file. Until then any
  part of it may be missing: all of it, its end, any sector in its midst (which then reads as
  zeros), and so may the cutting short of a file that is opened anew.
- A name, of a file or a folder, is sure to be there only after ``fsync`` of the folder it is in.
  Until then each making, renaming and removing of a name may be there or not, in any order.
- A rename is atomic: the new name means the old file or the new one, never none.
- A sector of 512 bytes is written or not; what an ``fsync`` has returned for does not go away.

Ext4 and its like promise more (an ``fsync`` of a new file keeps its name too, and names keep their
order), so what holds here holds there.
"""

import os
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reliability.system_calls import Call

SECTOR = 512

Acknowledged = int
"""In a record: here the program said that the move of this number is saved."""

Record = list[Call | Acknowledged]


@dataclass(frozen=True)
class _Name:
    """A change to the names in a folder: one that now means a file, and one that is gone."""

    path: Path | None
    file: int
    gone: Path | None = None


@dataclass(frozen=True)
class _Data:
    """A change to what is in a file: it is cut to nothing, or gets data at a place."""

    offset: int = 0
    data: bytes | None = None


@dataclass
class _Changes:
    """Changes that are sure to be on the disk, and those that may be."""

    sure: list[_Name | _Data] = field(default_factory=list)
    pending: list[_Name | _Data] = field(default_factory=list)

    def sync(self) -> None:
        self.sure += self.pending
        self.pending = []


class Disk:
    """A disk on which everything below one folder, empty at first, came about by calls."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._names: defaultdict[Path, _Changes] = defaultdict(_Changes)
        self._data: defaultdict[int, _Changes] = defaultdict(_Changes)
        self._now: dict[Path, int] = {}
        self._open: dict[int, int | Path] = {}
        self._length: dict[int, int] = defaultdict(int)

    def take(self, call: Call) -> None:
        """Let a call have returned.

        Raises:
            NotImplementedError: The model does not know what this call does.
        """
        match call.name:
            case "open":
                self._take_open(call)
            case "mkdir":
                self._name(call.path, self._new_file(call.path))
            case "replace" | "link":
                self._name_anew(call)
            case "unlink":
                del self._now[call.path]
                self._names[call.path.parent].pending.append(_Name(None, -1, call.path))
            case "write":
                self._write(call)
            case "fsync":
                place = self._open[call.handle]
                (self._names[place] if isinstance(place, Path) else self._data[place]).sync()
            case "close":
                self._open.pop(call.handle)
            case "ftruncate" | "truncate":
                self._cut(self._now[call.path])
            case "fchmod" | "fchown" | "flock":
                pass
            case _:
                raise NotImplementedError(call.name)

    def after_power_loss(self, chance: random.Random) -> Mapping[Path, bytes]:
        """The files that may be there, by their paths, if the power goes now."""
        keep = chance.choice((0, 0.5, 1))
        meant: dict[Path, int] = {}
        for changes in self._names.values():
            for change in (*changes.sure, *_some(changes.pending, keep, chance)):
                assert isinstance(change, _Name)
                if change.gone is not None:
                    meant.pop(change.gone, None)
                if change.path is not None:
                    meant[change.path] = change.file
        return {
            path: self._content(file, chance)
            for path, file in meant.items()
            if file in self._data and self._above(path) <= meant.keys()
        }

    def _above(self, path: Path) -> set[Path]:
        """The folders that must be there for a file to be found."""
        between = path.relative_to(self._top).parents
        return {self._top / folder for folder in between if folder != Path()}

    def _take_open(self, call: Call) -> None:
        if call.path == self._top or (call.path in self._now and self._is_folder(call.path)):
            self._open[call.handle] = call.path
            return
        file = self._now.get(call.path)
        if file is None:
            file = self._new_file(call.path)
            self._data[file] = _Changes()
            self._name(call.path, file)
        elif call.flags & os.O_TRUNC:
            self._cut(file)
        self._open[call.handle] = file

    def _cut(self, file: int) -> None:
        """Cut a file to nothing; the program cuts none to anything else."""
        self._data[file].pending.append(_Data())
        self._length[file] = 0

    def _is_folder(self, path: Path) -> bool:
        return self._now[path] not in self._data

    def _new_file(self, path: Path) -> int:
        self._now[path] = len(self._length) + 1
        self._length[self._now[path]] = 0
        return self._now[path]

    def _name(self, path: Path, file: int) -> None:
        self._names[path.parent].pending.append(_Name(path, file))

    def _name_anew(self, call: Call) -> None:
        """Give a file a name instead of its own, or beside it."""
        assert call.to is not None
        if call.path.parent != call.to.parent:
            raise NotImplementedError("a name in another folder")
        if call.name == "link":
            self._now[call.to] = self._now[call.path]
            self._name(call.to, self._now[call.to])
            return
        self._now[call.to] = self._now.pop(call.path)
        gone = _Name(call.to, self._now[call.to], call.path)
        self._names[call.to.parent].pending.append(gone)

    def _write(self, call: Call) -> None:
        file = self._open[call.handle]
        assert isinstance(file, int)
        self._data[file].pending.append(_Data(self._length[file], call.data))
        self._length[file] += len(call.data)

    def _content(self, file: int, chance: random.Random) -> bytes:
        content = bytearray()
        changes = self._data[file]
        kept = _some(changes.pending, chance.choice((0.5, 1)), chance)
        for change in (*changes.sure, *(_torn(change, chance) for change in kept)):
            assert isinstance(change, _Data)
            if change.data is None:
                content.clear()
                continue
            end = change.offset + len(change.data)
            content.extend(bytes(max(0, end - len(content))))
            content[change.offset : end] = change.data
        return bytes(content)


def _some(pending: list[_Name | _Data], keep: float, chance: random.Random) -> list[_Name | _Data]:
    """Some of the changes that are not sure, in some order."""
    kept = [change for change in pending if chance.random() < keep]
    if chance.random() < 1 / 2:
        chance.shuffle(kept)
    return kept


def _torn(change: _Name | _Data, chance: random.Random) -> _Name | _Data:
    """What of a write has reached the disk."""
    if isinstance(change, _Name) or change.data is None:
        return change
    data = bytearray(change.data)
    match chance.choice(("whole", "prefix", "zeros", "sectors")):
        case "prefix":
            return _Data(change.offset, bytes(data[: chance.randrange(len(data) + 1)]))
        case "zeros":
            return _Data(change.offset, bytes(len(data)))
        case "sectors":
            for start in range(0, len(data), SECTOR):
                if chance.random() < 1 / 2:
                    length = len(data[start : start + SECTOR])
                    data[start : start + length] = bytes(length)
    return _Data(change.offset, bytes(data))
