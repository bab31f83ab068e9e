"""The power goes at any moment of several saves in a row."""

import os
import random
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.format import Save, dump
from pmo_gameboard.saves.store import read_save, write_save
from reliability.disk import Disk, Record
from reliability.figures import Figures, Tally
from reliability.moves import Ear, Hurried, begun, moved, opened, save_of
from reliability.moves import last_move as last_move_of
from reliability.system_calls import LOOKING, Answer, Call, watching

UNREADABLE, LOST = "unreadable saves", "acknowledged answers lost"
UNNOTICED = "careless writers that were not found out"
SAVES = 4
"""So many saves in a row by each way of saving."""

Write = Callable[[Path, Save], None]
MOST_CUTS = 200
"""So many cuts are made at the most to find each different state."""

_PLACE = Path("data", "games", "game.json")


def power_lost(folder: Path, size: int, seed: int) -> Figures:
    """Cut the power in the midst of the program's saves, and then of careless ones."""
    tally = Tally(UNREADABLE, LOST, UNNOTICED)
    _cut_the_power(folder, recorded(folder, write_save, played=True), size, seed, tally)
    for name, write in CARELESS.items():
        found = Tally(UNREADABLE, LOST)
        room = Path(tempfile.mkdtemp(dir=folder))
        _cut_the_power(room, recorded(room, write), size // len(CARELESS), seed, found)
        tally.tell(f"losses with a writer that {name}", sum(found.zeros.values()))
        if not any(found.zeros.values()):
            tally.wrong(UNNOTICED, name)
    return tally.figures(seed)


def recorded(folder: Path, write: Write, *, played: bool = False) -> Record:
    """The calls of several saves, the first of which makes its folder, and what was acknowledged.

    Args:
        folder: An empty one.
        write: How a save is written.
        played: Whether the game is then opened and played on.
    """
    record: Record = []
    path = folder / _PLACE

    def note(call: Call, answer: Answer) -> object:
        got = answer()
        if call.name in LOOKING:
            return got
        record.append(replace(call, handle=int(str(got))) if call.name == "open" else call)
        return got

    with watching() as watch:
        watch.hooks[folder] = note
        game = begun()
        for number in range(1, SAVES + 1):
            game = moved(game, number)
            write(path, save_of(game, number))
            record.append(number)
        if played:
            _play_on(path, game, record)
    return record


def _play_on(path: Path, game: Game, record: Record) -> None:
    session = opened(path, Ear(), Hurried())
    for number in range(SAVES + 1, 2 * SAVES + 1):
        game = moved(game, number)
        session.do(game, "a story")
        if session.flush():
            record.append(number)
    session.close()


def _cut_the_power(folder: Path, record: Record, size: int, seed: int, tally: Tally) -> None:
    """Cut it until ``size`` different states of the disk have come of it, and look at each."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    reader = _Reader(Path(tempfile.mkdtemp(dir=folder)))
    states: set[tuple[int, frozenset[tuple[Path, bytes]]]] = set()
    for _ in range(MOST_CUTS * size // len(record)):
        disk, acknowledged = Disk(folder), 0
        for moment, event in enumerate(record):
            if isinstance(event, Call):
                disk.take(event)
            else:
                acknowledged = event
            tally.tell("power cuts")
            files = disk.after_power_loss(chance)
            state = acknowledged, frozenset(files.items())
            if len(states) < size and state not in states:
                states.add(state)
                content = files.get(folder / _PLACE)
                _look(reader, content, acknowledged, tally, f"after call {moment}")
                _look_at_versions(reader, files, tally, f"after call {moment}")
        if len(states) == size:
            break
    tally.tries += len(states)


def _look(
    reader: "_Reader", content: bytes | None, acknowledged: int, tally: Tally, when: str
) -> None:
    if content is None:
        if acknowledged:
            tally.wrong(LOST, f"{when}, no file, but {acknowledged} was acknowledged")
        return
    last = reader.last_move(content)
    if isinstance(last, str):
        tally.wrong(UNREADABLE, f"{when}, {last}")
    elif last < acknowledged:
        tally.wrong(LOST, f"{when}, {last} is there, but {acknowledged} was acknowledged")


def _look_at_versions(
    reader: "_Reader", files: Mapping[Path, bytes], tally: Tally, when: str
) -> None:
    """See that every version that has its name is whole."""
    for path, content in files.items():
        if "snapshots" in path.parts and path.suffix == ".json":
            tally.tell("versions read")
            last = reader.last_move(content)
            if isinstance(last, str):
                tally.wrong(UNREADABLE, f"{when}, {path.name}: {last}")


class _Reader:
    """Reads what may be on the disk as the program does, each content once."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _PLACE.name
        self.known: dict[bytes, int | str] = {}

    def last_move(self, content: bytes) -> int | str:
        """The last move that is in it, or why it cannot be read."""
        if content not in self.known:
            self._path.write_bytes(content)
            try:
                self.known[content] = last_move_of(read_save(self._path).game)
            except (GameboardError, ValueError) as error:
                self.known[content] = str(error)
        return self.known[content]


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, to last."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir()
        _sync(folder.parent)


def _write(path: Path, data: bytes, *, sync: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(handle, data)
    if sync:
        os.fsync(handle)
    os.close(handle)


def _put(path: Path, save: Save, *, sync: bool, sync_folder: bool) -> None:
    temporary = path.with_suffix(".tmp")
    _write(temporary, dump(save), sync=sync)
    os.replace(temporary, path)  # noqa: PTH105 (as the program does)
    if sync_folder:
        _sync(path.parent)


def _plain(path: Path, save: Save) -> None:
    _make_folder(path.parent)
    _write(path, dump(save), sync=False)


def _over(path: Path, save: Save) -> None:
    _make_folder(path.parent)
    _write(path, dump(save), sync=True)
    _sync(path.parent)


def _file_unsynced(path: Path, save: Save) -> None:
    _make_folder(path.parent)
    _put(path, save, sync=False, sync_folder=True)


def _folder_unsynced(path: Path, save: Save) -> None:
    _make_folder(path.parent)
    _put(path, save, sync=True, sync_folder=False)


def _folder_above_unsynced(path: Path, save: Save) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, save, sync=True, sync_folder=True)


CARELESS: dict[str, Write] = {
    "just writes": _plain,
    "writes over the old file": _over,
    "does not sync the file": _file_unsynced,
    "does not sync the folder": _folder_unsynced,
    "does not sync the folder above the one it makes": _folder_above_unsynced,
}
"""Writers that a power cut must be seen to harm, or else the model sees nothing."""
