"""Real disks that are full or become read-only, where the machine lets one mount them."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.saves.writer import RETRY
from reliability.faults import GRACE, HARMED, NOT_CAUGHT_UP, UNTOLD, wait
from reliability.figures import Figures, Tally
from reliability.moves import Ear, Hurried, keep_begun, last_move, moved, opened
from reliability.sentences import is_sentence

SIZE = "256k"


class _Trial:
    """A game played on a small disk of its own, to which something happens."""

    def __init__(
        self, disk: Path, spoil: Callable[["_Trial"], None], mend: Callable[["_Trial"], None]
    ) -> None:
        self.disk = disk
        self.spoil = spoil
        self.mend = mend
        self.path = disk / "games" / "game.json"
        self.ear = Ear()
        keep_begun(self.path)
        self.session: Session = opened(self.path, self.ear, Hurried())

    def move(self) -> bool:
        """Make a move; whether it is on the disk."""
        self.session.do(moved(self.session.game, self.ear.made + 1), "a story")
        self.ear.made += 1
        return self.session.flush()

    def let_go(self) -> None:
        """Let go of the lock, and play on without."""
        self.session._file.release()

    def last(self) -> int:
        """The last move that is on the disk."""
        return last_move(read_save(self.path).game)


def real_disks(folder: Path, size: int, seed: int) -> Figures:
    """Fill a disk, and make one read-only, under a game; then put it right again."""
    tally = Tally(HARMED, UNTOLD, NOT_CAUGHT_UP)
    for number in range(size):
        try:
            with ExitStack() as stack:
                disks = [
                    stack.enter_context(_small_disk(folder / f"{number}-{name}"))
                    for name in ("full", "read-only")
                ]
                full, read_only = disks
                _try([_Trial(full, _fill, _empty), _Trial(read_only, _lock, _unlock)], tally)
        except (OSError, subprocess.CalledProcessError) as error:
            return tally.figures(seed, skipped=f"no disk can be mounted here: {_why(error)}")
    return tally.figures(seed)


def _try(trials: list[_Trial], tally: Tally) -> None:
    for trial in trials:
        trial.move()
        before = trial.path.read_bytes()
        trial.spoil(trial)
        saved = trial.move()
        tally.tries += 1
        tally.tell("told as not saved", bool(trial.ear.failures))
        if saved or not trial.ear.failures or not all(map(is_sentence, trial.ear.failures)):
            tally.wrong(UNTOLD, f"{trial.disk.name}: {trial.ear.failures}")
        if trial.path.read_bytes() != before:
            tally.wrong(HARMED, trial.disk.name)
        trial.mend(trial)
    wait(RETRY + GRACE, lambda: all(trial.last() == trial.ear.made for trial in trials))
    for trial in trials:
        if trial.last() != trial.ear.made:
            tally.wrong(NOT_CAUGHT_UP, f"{trial.disk.name}: {trial.ear.kinds}")
        trial.session.close()


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _run("umount", "--lazy", str(folder))


def _fill(trial: "_Trial") -> None:
    try:
        with (trial.disk / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(1024))
    except OSError:
        return


def _empty(trial: "_Trial") -> None:
    (trial.disk / "filler").unlink()


def _lock(trial: "_Trial") -> None:
    trial.let_go()  # with a file open to be written, no disk can be made read-only by hand
    _run("mount", "-o", "remount,ro", str(trial.disk))


def _unlock(trial: "_Trial") -> None:
    _run("mount", "-o", "remount,rw", str(trial.disk))


def _run(*command: str) -> None:
    if os.name != "posix":
        raise OSError("this system knows no tmpfs")
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    told = error.stderr if isinstance(error, subprocess.CalledProcessError) else str(error)
    return str(told).strip().splitlines()[0]
