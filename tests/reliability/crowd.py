"""Several programs write one save at once, without a lock between them."""

import random
import threading
from pathlib import Path

from boards import HABITS, TODAY, game_of
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import read_save, write_save
from reliability.figures import Figures, Tally
from reliability.kills import temporaries
from reliability.moves import save_of
from reliability.nursery import Nursery

BROKEN, FAILED, LEFT = "saves that were not whole", "writers that failed", "temporaries left"
CROWDS = (2, 4, 8)


def written_by(writer: int, number: int) -> Save:
    """One of the saves that a writer writes; they differ in length."""
    text = f"{writer} " * random.Random(number).randrange(1, 2_000)  # noqa: S311 (no secret)
    return save_of(set_answer(game_of(HABITS), "words", "text", text, TODAY), number)


def write_again_and_again(path: str, writer: str, saves: str) -> None:
    """Be one of the crowd."""
    for number in range(1, int(saves) + 1):
        write_save(Path(path), written_by(int(writer), number))


def crowded(folder: Path, size: int, seed: int) -> Figures:
    """Let 2, 4 and 8 programs write ``size`` saves each, and read all the while."""
    tally = Tally(BROKEN, FAILED, LEFT)
    with Nursery() as nursery:
        for crowd in CROWDS:
            path = folder / f"crowd-{crowd}" / "game.json"
            write_save(path, written_by(0, 1))
            nursery.bear(
                write_again_and_again,
                *([str(path), str(writer), str(size)] for writer in range(crowd)),
            )
            _watch(nursery, path, tally)
            tally.tries += crowd * size
            for temporary in temporaries(path.parent):
                tally.wrong(LEFT, temporary)
    return tally.figures(seed)


def _watch(nursery: Nursery, path: Path, tally: Tally) -> None:
    """Read the save until the last writer has ended."""
    ended = threading.Event()
    reader = threading.Thread(target=_read_until, args=(ended, path, tally))
    reader.start()
    try:
        for heard in nursery.hear():
            if heard.kind == "dead" and int(heard.text):
                tally.wrong(FAILED, heard)
    finally:
        ended.set()
        reader.join()


def _read_until(ended: threading.Event, path: Path, tally: Tally) -> None:
    last = False
    while not last:
        last = ended.is_set()
        tally.tell("readings meanwhile")
        try:
            found = read_save(path)
        except GameboardError as error:
            tally.wrong(BROKEN, error)
            continue
        entry = found.game.answer("words", "text")
        writer = str(entry.value).split()[0] if entry else "-1"
        if found != written_by(int(writer), found.revision):
            tally.wrong(BROKEN, "a save that nobody wrote")
