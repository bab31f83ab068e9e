"""SIGKILL in the middle of saving."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from clocks import aged
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.saves.files import ORPHANED_AFTER
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.saves.writer import SaveState
from reliability.figures import Figures, Tally
from reliability.moves import Ear, Hurried, data_of, keep_begun, last_move, moved, opened
from reliability.nursery import Nursery, say

UNREADABLE, LOST, ORPHANS = "unreadable saves", "acknowledged answers lost", "orphans after restart"
LATEST = 0.02
"""Seconds from the first answer that is acknowledged to the latest kill."""

AT_ONCE = 0.2
"""How many of the kills come so soon after the start instead."""


class _LoudEar(Ear):
    """Says aloud what is on the disk, as the screen does with “Saved”."""

    def __call__(self, state: SaveState) -> None:
        super().__call__(state)
        if state.kind == "saved":
            say(str(self.acknowledged))


def save_on_and_on(path: str) -> None:
    """Play the game at a path from where it was left, saving every move, until killed."""
    ear = _LoudEar()
    start = read_save(Path(path)).saved_at
    session = opened(Path(path), ear, Hurried(start))
    ear.made = ear.acknowledged = last_move(session.game)
    while True:
        session.do(moved(session.game, ear.made + 1), "a story")
        ear.made += 1
        if session.flush():
            ear.acknowledge(ear.made)
            say(str(ear.made))


def killed_while_saving(
    folder: Path, size: int, seed: int, play: Callable[[str], None] = save_on_and_on
) -> Figures:
    """Kill a program that saves again and again; see that no answer is lost that it had told of."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(UNREADABLE, LOST, ORPHANS)
    path = folder / "games" / "game.json"
    keep_begun(path)
    acknowledged, most = 0, 0
    with Nursery() as nursery:
        for _ in range(size):
            nursery.bear(play, [str(path)])
            kill_on = "born" if chance.random() < AT_ONCE else "said"
            said = _one_kill(nursery, kill_on, chance.uniform(0, LATEST))
            most = max(most, said)
            tally.tries += 1
            acknowledged = look(path, max(acknowledged, said), tally)
    tally.tell("answers acknowledged", most)
    return tally.figures(seed)


def _one_kill(nursery: Nursery, kill_on: str, after: float) -> int:
    """Kill the child that plays; the last move that it said was saved."""
    acknowledged = 0
    waiting = True
    for heard in nursery.hear():
        if heard.kind == "said":
            acknowledged = max(acknowledged, int(heard.text))
        elif heard.kind == "dead" and int(heard.text) != signal.SIGKILL:
            raise RuntimeError(f"the child died of itself: status {heard.text}")
        if waiting and heard.kind == kill_on:
            time.sleep(after)
            os.kill(heard.pid, signal.SIGKILL)
            waiting = False
    return acknowledged


def look(path: Path, acknowledged: int, tally: Tally) -> int:
    """Open the game as the next start of the program does; its last move, to go on from."""
    left = temporaries(data_of(path))
    tally.tell("kills in the midst of a write", any(each.parent == path.parent for each in left))
    tally.tell("kills while a version was kept", any(each.parent != path.parent for each in left))
    age(left)
    try:
        session = opened(path, Ear())
        last = last_move(session.game)
        tally.tell("kills that the next start tells of", session.left_by is not None)
        session.close()
        for kept in snapshots_of(path, data_of(path)).all()[:1]:
            kept.read()
    except (GameboardError, ValueError) as error:
        tally.wrong(UNREADABLE, error)
        keep_begun(path)
        last = 0
    else:
        if last < acknowledged:
            tally.wrong(LOST, f"{acknowledged} was acknowledged, {last} is there")
    for orphan in temporaries(data_of(path)):
        tally.wrong(ORPHANS, orphan)
    return last


def temporaries(folder: Path) -> list[Path]:
    """The files somewhere in a folder that are on the way to be saves or versions."""
    return list(folder.rglob(".*.tmp"))


def age(paths: list[Path]) -> None:
    """Let files be as old as those that are swept."""
    for path in paths:
        aged(path, ORPHANED_AFTER + 1)
