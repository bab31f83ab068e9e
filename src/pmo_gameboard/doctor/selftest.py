"""Whether this very machine keeps saves whole: programs that save are killed in the midst of it.

``python -m pmo_gameboard.doctor.selftest FILE`` is the program that is killed.
"""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pmo_gameboard.errors import ExitCode, GameboardError, StorageError
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.sample import sample
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.files import ORPHANED_AFTER, sweep
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.store import read_save, write_save

KILLS = 20
FOLDER = ".selftest-"
"""How the name of the folder begins in which it happens."""

_LATEST = 0.15
"""Seconds from a program's first save to the latest kill."""

_ENOUGH = 20.0
"""Seconds after which no further program is started: some disks are slow."""

_PATIENCE = 8.0
"""Seconds to wait for a program's first save."""


@dataclass(frozen=True)
class Figures:
    """What came of the kills; the last three should be 0.

    Attributes:
        saves: How many saves the programs made.
        midway: How many of the kills came in the midst of a write.
        unreadable: After how many kills the save could not be read; it ends with the first.
        lost: After how many kills the save was older than what had been acknowledged.
        orphans: How many temporary files were not cleared away.
    """

    kills: int = 0
    saves: int = 0
    midway: int = 0
    unreadable: int = 0
    lost: int = 0
    orphans: int = 0
    seconds: float = 0.0

    @property
    def flawless(self) -> bool:
        """Whether nothing was lost or left."""
        return not (self.unreadable or self.lost or self.orphans)

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.midway} in the midst of a write) among {self.saves:,} saves"
            f" in {self.seconds:.0f} s: {self.unreadable} unreadable, {self.lost} lost, "
            f"{self.orphans} not cleared away"
        )


def run(data: Path, kills: int = KILLS, on_kill: Callable[[], object] = lambda: None) -> Figures:
    """Kill programs that save, in a folder inside the data folder that is removed in the end.

    Args:
        data: The data folder; it has to be there.
        kills: How many programs are killed, or fewer where each takes very long.
        on_kill: Called after each kill.

    Raises:
        StorageError: Nothing can be written there at all, or no program be started.
        SaveError: The sample game, which is what is saved, is broken.
    """
    start = time.monotonic()
    figures = Figures()
    save = sample()
    try:
        folder = tempfile.TemporaryDirectory(prefix=FOLDER, dir=data, ignore_cleanup_errors=True)
    except OSError as error:
        raise StorageError(
            f"There is no room for a test: {error.strerror}.", where=str(data)
        ) from None
    with folder as name:
        path = Path(name) / "game.json"
        write_save(path, save)
        acknowledged = save.revision
        while figures.kills < kills and time.monotonic() - start < _ENOUGH:
            acknowledged = max(acknowledged, _killed(path))
            figures = _looked_at(path, save.game, acknowledged, figures)
            on_kill()
            if figures.unreadable:
                break
    return replace(figures, saves=acknowledged - save.revision, seconds=time.monotonic() - start)


def _killed(path: Path) -> int:
    """Let a program save again and again, kill it, and return what it last called safe."""
    command = [sys.executable, "-P", "-m", "pmo_gameboard.doctor.selftest", str(path)]
    with subprocess.Popen(  # noqa: S603  # our own program
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        impatience = threading.Timer(_PATIENCE, process.kill)
        impatience.start()
        try:
            first = process.stdout.readline() if process.stdout else b""
            saved = first.endswith(b"\n")
            impatience.cancel()
            time.sleep(random.uniform(0, _LATEST) if saved else 0)  # noqa: S311  # no secret
            ended = process.poll() is not None
        finally:
            impatience.cancel()
            process.kill()
        rest, told = process.communicate()
    if ended or not saved:
        said = told.decode(errors="replace").strip().splitlines()
        reason = said[-1] if said else f"it saved nothing in {_PATIENCE:.0f} s."
        raise StorageError(f"The test could not be made: {reason}", where=str(path.parent))
    whole = (first + rest).rpartition(b"\n")[0]  # the last line may have been cut by the kill
    return int(whole.split()[-1])


def _looked_at(path: Path, game: Game, acknowledged: int, figures: Figures) -> Figures:
    """The figures after one more kill."""
    try:
        found = read_save(path)
        readable, kept = found.game == game, found.revision >= acknowledged
    except GameboardError:
        readable, kept = False, True
    left = _temporaries(path.parent)
    for orphan in left:
        with contextlib.suppress(OSError):
            then = orphan.lstat().st_mtime - ORPHANED_AFTER - 1
            os.utime(orphan, (then, then))  # as old as those that are cleared away
    sweep(path.parent)
    return replace(
        figures,
        kills=figures.kills + 1,
        midway=figures.midway + bool(left),
        unreadable=figures.unreadable + (not readable),
        lost=figures.lost + (not kept),
        orphans=figures.orphans + len(_temporaries(path.parent)),
    )


def _temporaries(folder: Path) -> list[Path]:
    return list(folder.glob(".*.tmp"))


def save_on_and_on(path: Path) -> None:
    """Save a game again and again, and say each time what is safe by now, until killed.

    Raises:
        GameboardError: It cannot be read or written.
    """
    file = SaveFile(path, read_save(path))
    while True:
        file.write(file.saved.game, file.saved.at, moment())
        sys.stdout.write(f"{file.saved.revision}\n")
        sys.stdout.flush()


def main() -> int:
    """The program that is killed."""
    try:
        save_on_and_on(Path(sys.argv[1]))
    except GameboardError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.STORAGE
    except (OSError, KeyboardInterrupt):  # nobody is left to kill it
        os._exit(ExitCode.INTERRUPTED)
    return ExitCode.FINE


if __name__ == "__main__":
    sys.exit(main())
