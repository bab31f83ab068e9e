"""Every call of a save to the system fails in turn."""

import errno
import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pmo_gameboard.errors import GameboardError, StorageError
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.format import dump, load
from pmo_gameboard.saves.store import write_save
from pmo_gameboard.saves.writer import DELAY, RETRY
from reliability.figures import Figures, Tally
from reliability.kills import temporaries
from reliability.moves import Ear, begun, keep_begun, last_move, moved, opened, save_of
from reliability.sentences import is_sentence
from reliability.system_calls import LOOKING, Answer, Call, calls_of, watching

HARMED = "saves neither old nor new"
UNTOLD = "faults not told in a sentence"
UNTRUE = "said to be saved, but not on the disk"
LEFT = "temporaries left"
NOT_CAUGHT_UP = "not written by itself once the fault was gone"

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)
CANNOT_TELL = (errno.EIO, errno.EACCES, errno.ESTALE, errno.ENOTCONN, errno.ENAMETOOLONG)
"""What the system says instead of what is at a path."""

GRACE = 60.0
"""Seconds for a busy machine, beyond those that the program takes by design."""

_write_for_real = os.write
_PLACE = Path("data", "games", "game.json")


@dataclass(frozen=True)
class Fault:
    """A way to fail.

    Attributes:
        happens: What becomes of a call; its last argument is how often this has happened.
        calls: The calls it can happen to; any where empty.
    """

    name: str
    happens: Callable[[Call, Answer, int], object]
    calls: frozenset[str] = frozenset()


class Failing:
    """Lets a call fail by its place in the sequence, and may go on failing all of that kind."""

    def __init__(self, place: int, fault: Fault, *, lasts: bool) -> None:
        self.broken = True
        self._place = place
        self._fault = fault
        self._lasts = lasts
        self._seen = self._happened = 0
        self._name = ""

    def __call__(self, call: Call, answer: Answer) -> object:
        here = self._seen
        self._seen += 1
        if here == self._place:
            self._name = call.name
        again = self._lasts and call.name == self._name
        if self.broken and (here == self._place or again):
            self._happened += 1
            return self._fault.happens(call, answer, self._happened)
        return answer()


def every_call_failing(folder: Path, size: int, seed: int) -> Figures:
    """Let each call of ``write_save`` fail in each way: for a first save, and over an old one.

    Args:
        folder: An empty folder.
        size: How often each; writes are cut short at another place each time.
        seed: Where.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(HARMED, UNTOLD, UNTRUE, LEFT)
    for number in range(size):
        for over in (False, True):
            sequence = _sequence(folder / f"{number}-{over}", over=over)
            tally.most("calls in one save", len(sequence))
            for place, fault in _each(sequence, chance):
                room = folder / f"{number}-{over}-{place}-{fault.name}"
                tally.tries += 1
                _one_write(room, Failing(place, fault, lasts=False), tally, over=over)
    return tally.figures(seed)


def sessions_failing(folder: Path, size: int, seed: int) -> Figures:
    """Let each call of a game that is played fail, and go on failing for a while.

    Every fault has a game of its own, and all are played at once, for the wait is the same.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(HARMED, UNTOLD, UNTRUE, NOT_CAUGHT_UP)
    for number in range(size):
        sequence = _session_sequence(folder / f"{number}")
        tally.most("calls from opening a game to its first save", len(sequence))
        with watching() as watch:
            rooms = [
                _Room(folder / f"{number}-{place}-{fault.name}", place, fault)
                for place, fault in _each(sequence, chance)
            ]
            for room in rooms:
                watch.hooks[room.folder] = room.failing
            _play_through(rooms, tally)
        tally.tries += len(rooms)
    return tally.figures(seed)


class _Room:
    """A game being played, on a disk of its own that has a fault."""

    def __init__(self, folder: Path, place: int, fault: Fault) -> None:
        self.folder = folder
        self.path = folder / _PLACE
        self.failing = Failing(place, fault, lasts=True)
        self.ear = Ear()
        self.refusals: list[str] = []
        self.session: Session | None = None
        keep_begun(self.path)

    def open(self) -> None:
        """Open the game, or hear why that cannot be; it may be there only to be looked at."""
        try:
            self.session = opened(self.path, self.ear)
        except GameboardError as error:
            self.refusals.append(error.message)
            return
        if self.session.holder is not None:
            self.refusals.append(f"{self.session.holder} has it open.")
            self.session.close()
            self.session = None

    def move(self) -> None:
        """Make a move, where the game is open."""
        if self.session is not None:
            self.session.do(moved(self.session.game, self.ear.made + 1), "a story")
            self.ear.made += 1

    def last(self) -> int:
        """The last move that is on the disk; -1 where the save is not whole."""
        try:
            return last_move(load(self.path.read_bytes(), "").game)  # not through the fault
        except (GameboardError, OSError, ValueError):
            return -1

    def answered(self) -> bool:
        """Whether it was said that a move is saved, or why not."""
        return bool(self.refusals or self.ear.failures or self.ear.acknowledged)

    def caught_up(self) -> bool:
        """Whether the newest state is on the disk, and is said to be."""
        return self.ear.kinds[-1:] == ["saved"] and self.last() == self.ear.made


def _play_through(rooms: Sequence[_Room], tally: Tally) -> None:
    for room in rooms:
        room.open()
        room.move()
    wait(DELAY + GRACE, lambda: all(room.answered() for room in rooms))
    for room in rooms:
        _judge(room, tally)
        room.move()
    for room in rooms:
        room.failing.broken = False
        if room.session is None:
            room.open()
            room.move()
    behind = list(rooms)

    def all_caught_up() -> bool:
        behind[:] = [room for room in behind if not room.caught_up()]  # each save is read till then
        return not behind

    wait(RETRY + GRACE, all_caught_up)
    for room in rooms:
        if not room.caught_up():
            tally.wrong(NOT_CAUGHT_UP, f"{room.folder.name}: {room.ear.kinds} {room.refusals}")
        if room.session is not None:
            room.session.close()


def _judge(room: _Room, tally: Tally) -> None:
    """See what came of the first move, while the fault is there."""
    failures = room.ear.failures
    tally.tell("told as not saved", bool(failures))
    tally.tell("told as not opened, or opened to look at", bool(room.refusals))
    if room.last() < 0:
        tally.wrong(HARMED, room.folder.name)
    if not all(map(is_sentence, (*failures, *room.refusals))):
        tally.wrong(UNTOLD, f"{room.folder.name}: {failures} {room.refusals}")
    if not failures and not room.refusals and room.last() < 1:
        tally.wrong(UNTRUE, room.folder.name)


def _one_write(folder: Path, failing: Failing, tally: Tally, *, over: bool) -> None:
    path = folder / _PLACE
    folder.mkdir()
    if over:
        keep_begun(path)
    save = save_of(moved(begun(), 1), 2)
    before, after = _content(path), dump(save)
    told = True
    with watching() as watch:
        watch.hooks[folder] = failing
        try:
            write_save(path, save)
        except StorageError as error:
            told = False
            tally.tell("told as not saved")
            if not is_sentence(error.message):
                tally.wrong(UNTOLD, f"{folder.name}: {error}")
        except Exception as error:  # noqa: BLE001 (whatever comes out is what is looked for)
            told = False
            tally.wrong(UNTOLD, f"{folder.name}: {error!r}")
    found = _content(path)
    if found not in {before, after}:
        tally.wrong(HARMED, folder.name)
    if told and found != after:
        tally.wrong(UNTRUE, folder.name)
    if path.parent.exists() and temporaries(path.parent):
        tally.wrong(LEFT, folder.name)


def _sequence(folder: Path, *, over: bool) -> list[Call]:
    """The calls that one save makes."""
    folder.mkdir()
    path = folder / _PLACE
    if over:
        keep_begun(path)
    return calls_of(folder, lambda: write_save(path, save_of(moved(begun(), 1), 2)))


def _session_sequence(folder: Path) -> list[Call]:
    """The calls that opening a game and its first save make."""
    path = folder / _PLACE
    keep_begun(path)
    sessions: list[Session] = []

    def play() -> None:
        session = opened(path, Ear())
        session.do(moved(session.game, 1), "a story")
        session.flush()
        sessions.append(session)

    calls = calls_of(folder, play)
    sessions[0].close()
    return calls


def _each(sequence: Sequence[Call], chance: random.Random) -> Iterator[tuple[int, Fault]]:
    """Each place in a sequence, with each fault that can happen there."""
    for place, call in enumerate(sequence):
        looks = call.name in LOOKING
        errors = chance.sample(CANNOT_TELL, 2) if looks else ERRORS  # in another game, the others
        for fault in (*map(_refusal, errors), *_short(chance)):
            if not fault.calls or call.name in fault.calls:
                yield place, fault


def _refusal(number: int) -> Fault:
    def happens(call: Call, answer: Answer, _: int) -> object:
        if call.name == "close":  # a file is closed, whatever closing says
            answer()
        raise OSError(number, os.strerror(number))

    return Fault(errno.errorcode[number], happens)


def _short(chance: random.Random) -> Iterator[Fault]:
    share = chance.uniform(0.01, 0.99)

    def some(call: Call, _answer: Answer, _: int) -> object:
        return _write_for_real(call.handle, call.data[: max(1, int(share * len(call.data)))])

    def some_then_full(call: Call, answer: Answer, happened: int) -> object:
        if happened > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return some(call, answer, happened)

    def nothing(_call: Call, _answer: Answer, _: int) -> object:
        return 0

    written = frozenset({"write"})
    yield Fault("short", some, written)
    yield Fault("short-then-full", some_then_full, written)
    yield Fault("nothing-written", nothing, written)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def wait(seconds: float, come: Callable[[], bool]) -> bool:
    """Wait until something has come about; whether it has."""
    end = time.monotonic() + seconds
    while not come():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
