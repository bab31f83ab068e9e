"""Saves that are cut short, or in which a bit has fallen over."""

import random
from functools import cache
from pathlib import Path
from statistics import median
from time import thread_time

from boards import EVERYTHING, TODAY, game_of, with_rows
from costs import TRIES, cost
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.sample import sample
from pmo_gameboard.saves.format import Save, dump, load
from pmo_gameboard.saves.store import read_save
from reliability.figures import Figures, Tally
from reliability.moves import save_of
from reliability.sentences import is_sentence

DEAR = 50
"""How many times the work of reading a whole save any damage may cost."""

OTHER, UNTOLD = "other exceptions", "refused without a sentence"
SLOW = f"cost {DEAR} times the work of reading the whole"
ANOTHER = "cut short and read as another game"
REFUSED, SAME, FLIPPED = "refused", "read as it was", "read as another text or value"


def cut_short(folder: Path, size: int, seed: int) -> Figures:
    """Cut a small save at every length, and the sample game at ``size`` lengths."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(OTHER, UNTOLD, SLOW, ANOTHER)
    small, large = save_of(small_game()), sample()
    data = dump(large)
    lengths = sorted(chance.sample(range(len(data)), size))
    for save, cuts in ((small, range(len(dump(small)))), (large, lengths)):
        whole = dump(save)
        for length in cuts:
            if _read(folder, whole[:length], save, tally, f"cut at {length}") == FLIPPED:
                tally.wrong(ANOTHER, length)
    return tally.figures(seed)


def bits_flipped(folder: Path, size: int, seed: int) -> Figures:
    """Turn over one bit, ``size`` times: half in a small save, half in the sample game.

    JSON has no checksum: a bit in a letter of an answer makes another letter, which no reader can
    know. How often that was so is told.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(OTHER, UNTOLD, SLOW)
    tally.told = {REFUSED: 0, SAME: 0, FLIPPED: 0}
    saves = [(save, dump(save)) for save in (save_of(small_game()), sample())]
    for number in range(size):
        save, whole = saves[number % 2]
        data = bytearray(whole)
        place, bit = chance.randrange(len(data)), chance.randrange(8)
        data[place] ^= 1 << bit
        tally.tell(_read(folder, bytes(data), save, tally, f"bit {bit} of byte {place}"))
    return tally.figures(seed)


def small_game() -> Game:
    """A game with every type of value in it."""
    game = with_rows(
        game_of(EVERYTHING),
        "things",
        {"name": "Bean", "notes": "Climbs “high”\n庭", "choice": "red", "scale": 3, "yes-no": True},
        {"name": "Pea", "number": 2.5, "date": "2026-12-01", "rank": 1},
    )
    game = with_rows(game, "others", {"name": "Pole", "thing": "r1"})
    return set_answer(game, "top", "text", "We do", TODAY)


@cache
def _whole_work() -> float:
    """The processor's time that it takes to read the sample game as it is."""
    data = dump(sample())
    return median(cost(lambda: load(data, "")) for _ in range(TRIES))


def _read(folder: Path, data: bytes, save: Save, tally: Tally, how: str) -> str:
    """What reading it comes to."""
    path = folder / "game.json"
    path.write_bytes(data)
    tally.tries += 1
    begun = thread_time()
    try:
        read = read_save(path)
    except GameboardError as error:
        if not is_sentence(error.message):
            tally.wrong(UNTOLD, f"{how}: {error.message}")
        return REFUSED
    except Exception as error:  # noqa: BLE001 (whatever comes out is what is looked for)
        tally.wrong(OTHER, f"{how}: {error!r}")
        return REFUSED
    finally:
        if thread_time() - begun > DEAR * _whole_work():
            tally.wrong(SLOW, how)
    return SAME if read == save else FLIPPED
