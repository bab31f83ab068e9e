"""SIGKILL while rows are deleted: what was there before each must be in a version."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from boards import CUSTOMERS, game_of, with_rows
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.moves import delete_rows
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.reasons import before_delete
from pmo_gameboard.saves.snapshots import LAST, snapshots_of
from pmo_gameboard.saves.store import read_save, write_save
from reliability.figures import Figures, Tally
from reliability.kills import age, temporaries
from reliability.moves import Ear, Hurried, data_of, opened, save_of
from reliability.nursery import Nursery, say

UNREADABLE, LOST = "unreadable saves or versions", "rows that no version had"
ROWS = 12
LATEST = 0.03


def begun() -> Game:
    """A game with rows to delete."""
    names = [{"name": f"C{number}"} for number in range(ROWS)]
    return with_rows(game_of(CUSTOMERS), "customers", *names)


def delete_on_and_on(path: str) -> None:
    """Delete one row after the other in bursts, saying of which it is saved that they are gone."""
    session = opened(Path(path), Ear(), Hurried(read_save(Path(path)).saved_at))
    for row in session.game.rows("customers"):
        game = delete_rows(session.game, "customers", [row.id])
        session.do(game, "a delete", reason=before_delete(row.text("name")))
        if int(row.id[1:]) % 3 == 0 and session.flush():
            say("gone")
    session.close()
    time.sleep(LATEST * 2)


def killed_while_deleting(
    folder: Path, size: int, seed: int, play: Callable[[str], None] = delete_on_and_on
) -> Figures:
    """Kill a program that deletes; whatever is gone from the save must be in a version."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(UNREADABLE, LOST)
    with Nursery() as nursery:
        for number in range(size):
            path = folder / f"{number}" / "games" / "game.json"
            write_save(path, save_of(begun()))
            nursery.bear(play, [str(path)])
            kill_on, after = chance.choice(["born", "said"]), chance.uniform(0, LATEST)
            waiting = True
            for heard in nursery.hear():
                if waiting and heard.kind == kill_on:
                    time.sleep(after)
                    os.kill(heard.pid, signal.SIGKILL)
                    waiting = False
            tally.tries += 1
            _look(path, tally)
    return tally.figures(seed)


def _look(path: Path, tally: Tally) -> None:
    """See that each row that is gone is in the version before it went, and all can be read."""
    left = temporaries(data_of(path))
    tally.tell("kills while a version was kept", any(each.parent != path.parent for each in left))
    age(left)
    try:
        there = [row.text("name") for row in read_save(path).game.rows("customers")]
        kept = snapshots_of(path, data_of(path)).all()
        held = [{row.text("name") for row in each.read().game.rows("customers")} for each in kept]
    except GameboardError as error:
        tally.wrong(UNREADABLE, error)
        return
    gone = [f"C{number}" for number in range(ROWS) if f"C{number}" not in there]
    tally.tell("rows deleted", len(gone))
    for place, name in enumerate(gone[-LAST:], start=max(0, len(gone) - LAST)):
        before = {f"C{number}" for number in range(place, ROWS)}
        if before not in held:
            tally.wrong(LOST, f"no version is of the game before {name} was deleted")
