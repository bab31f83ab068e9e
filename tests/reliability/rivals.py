"""Two programs begin, rename and delete games at the same moment, and one is ended in its midst."""

import errno
import os
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path

from boards import HABITS, TODAY, game_of
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.saves.format import Save, load
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save
from reliability.figures import Figures, Tally
from reliability.kills import temporaries
from reliability.moves import NOW
from reliability.nursery import Nursery, say
from reliability.sentences import is_sentence
from reliability.system_calls import Answer, Call, calls_of, watching

LOST = "games or versions that are nowhere"
TWICE = "two games that were both said to have a name"
INHERITED = "versions of one game that another has"
UNREADABLE = "saves that cannot be read"
UNTOLD = "refusals not told in a sentence"
LEFT = "temporaries left"

SOON = 0.005
"""Seconds until both begin, which are waited for awake."""

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
ENDED = 9


def save_of(name: str, mark: str) -> Save:
    """A game of some name that can be told from all others by its mark."""
    game = set_answer(game_of(HABITS), "words", "text", mark, TODAY)
    named = game.model_copy(update={"name": name})
    return Save(format=1, revision=1, saved_at=NOW, game=named)


def mark_of(save: Save) -> str:
    entry = save.game.answer("words", "text")
    return str(entry.value) if entry else ""


def begin(library: Library, mark: str) -> None:
    """Begin a game called Desk."""
    library.add(save_of("Desk", mark))


def begin_again(library: Library, mark: str) -> None:
    """Begin a game called Chair, which is the name of one that is there."""
    library.add(save_of("Chair", mark))


def rename(library: Library, _: str) -> None:
    """Call Chair Desk."""
    library.rename(library.folder / "chair.json", "Desk")


def rename_other(library: Library, _: str) -> None:
    """Call Table Desk."""
    library.rename(library.folder / "table.json", "Desk")


def delete(library: Library, _: str) -> None:
    """Delete Chair."""
    library.delete(library.folder / "chair.json")


ACTS: dict[str, Callable[[Library, str], None]] = {
    act.__name__: act for act in (begin, begin_again, rename, rename_other, delete)
}
PAIRS = [
    ("begin", "begin"),
    ("begin", "rename"),
    ("rename", "rename_other"),
    ("rename", "rename"),
    ("rename", "delete"),
    ("delete", "delete"),
    ("delete", "begin_again"),
    ("rename", "begin_again"),
]
MADE = ("Chair", "Table")
"""The games that are there at first, each with a version."""


def prepare(data: Path) -> None:
    """Two games, each with an earlier version."""
    library = Library(data)
    for name in MADE:
        path = library.add(save_of(name, name))
        snapshots_of(path, data).keep(path.read_bytes(), NOW)


def act_at(data: str, act: str, mark: str, start: str) -> None:
    """Be one of two."""
    while time.monotonic() < float(start):
        pass
    try:
        ACTS[act](Library(Path(data)), mark)
    except GameboardError as error:
        say(f"{mark} refused {error.message}")
    else:
        say(f"{mark} done")


Trial = tuple[str, int, int | None]
"""What is done, up to which call, and the fault that it has; it is ended there without one."""

ACT = act_at
WITHIN = ("begin", "rename", "delete")


def rivals(folder: Path, size: int, seed: int) -> Figures:
    """Let two do each pair of things at once, ``size`` times."""
    tally = Tally(LOST, TWICE, INHERITED, UNREADABLE, UNTOLD, LEFT)
    first = folder / "first"
    prepare(first)
    with Nursery() as nursery:
        for number, pair in product(range(size), PAIRS):
            data = _room(first, f"{number}-{'-'.join(pair)}")
            start = f"{time.monotonic() + SOON}"
            nursery.bear(ACT, *([str(data), act, f"{n}", start] for n, act in enumerate(pair)))
            told: dict[str, str] = {}
            for heard in nursery.hear():
                if heard.kind == "said":
                    mark, told[mark] = heard.text.split(" ", 1)
                elif heard.kind == "dead" and int(heard.text):
                    tally.wrong(UNTOLD, f"{data.name}: {heard}")
            tally.tries += 1
            _judge_rivals(data, pair, told, tally)
    return tally.figures(seed)


def _judge_rivals(data: Path, pair: Sequence[str], told: dict[str, str], tally: Tally) -> None:
    done = [act for n, act in enumerate(pair) if told.get(f"{n}") == "done"]
    begun = [f"{n}" for n, act in enumerate(pair) if "begin" in act and told.get(f"{n}") == "done"]
    refused = [words.removeprefix("refused ") for words in told.values() if words != "done"]
    tally.tell("told that it cannot be done", len(refused))
    if not all(map(is_sentence, refused)):
        tally.wrong(UNTOLD, f"{data.name}: {refused}")
    if sum(act in {"begin", "rename", "rename_other"} for act in done) > 1:
        tally.wrong(TWICE, f"{data.name}: {told}")
    if not done:
        tally.wrong(LOST, f"{data.name}: nobody could do anything: {told}")
    judge(data, [*MADE, *begun], tally)


def judge(data: Path, marks: Sequence[str], tally: Tally) -> None:
    """See that all games and versions are there, and none belongs to another."""
    games, versions = dict(_games(data, tally)), list(data.glob("*/**/2*.json"))
    if missing := set(marks) - set(games.values()):
        tally.wrong(LOST, f"{data.name}: {missing}")
    if missing := set(MADE) - {mark_of(load(path.read_bytes(), "")) for path in versions}:
        tally.wrong(LOST, f"{data.name}: versions of {missing}")
    for path, mark in games.items():
        for kept in snapshots_of(path, data).all() if path.parent.name == "games" else ():
            if mark_of(kept.read()) != mark:
                tally.wrong(INHERITED, f"{data.name}: {path.name} has a version of another")


def _games(data: Path, tally: Tally) -> Iterator[tuple[Path, str]]:
    """Every game and deleted game, and whose it is by its mark."""
    for path in (*data.glob("games/*.json"), *data.glob("deleted/*.json")):
        try:
            yield path, mark_of(read_save(path))
        except GameboardError as error:
            tally.wrong(UNREADABLE, f"{data.name}: {error}")


def ended_within(folder: Path, size: int, seed: int) -> Figures:
    """End the program before ``size`` of the calls of each act, or let one of them fail."""
    tally = Tally(LOST, INHERITED, UNREADABLE, UNTOLD, LEFT)
    first = folder / "first"
    prepare(first)
    trials: list[Trial] = []
    for act in WITHIN:
        data = _room(first, act)
        calls = calls_of(data, partial(ACTS[act], Library(data), "new"))
        tally.most(f"calls to {act} a game", len(calls))
        trials += product([act], range(len(calls)), (None, *ERRORS))
    with Nursery() as nursery:
        for act, place, fault in _some(trials, size, seed):
            data = _room(first, f"{act}-{place}-{fault}")
            if fault is None:
                _end(nursery, data, act, place, tally)
            else:
                _fail(data, act, place, fault, tally)
            _go_on(data, tally)
            tally.tries += 1
    return tally.figures(seed)


def _some(trials: list[Trial], size: int, seed: int) -> list[Trial]:
    return random.Random(seed).sample(trials, min(size, len(trials)))  # noqa: S311 (no secret)


def _end(nursery: Nursery, data: Path, act: str, place: int, tally: Tally) -> None:
    nursery.bear(end_at, [str(data), act, f"{place}"])
    if all(heard.text != f"{ENDED << 8}" for heard in nursery.hear()):
        tally.wrong(UNTOLD, f"{data.name}: it was not ended")


def _room(first: Path, name: str) -> Path:
    """A data folder like the first one."""
    data = first.with_name(name)
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(first, data)
    return data


def end_at(data: str, act: str, place: str) -> None:
    """Do something up to a call, and end there as a kill does."""
    seen = 0

    def end(_: Call, answer: Answer) -> object:
        nonlocal seen
        if seen == int(place):
            os._exit(ENDED)
        seen += 1
        return answer()

    with watching() as watch:
        watch.hooks[Path(data)] = end
        ACTS[act](Library(Path(data)), "new")


def _fail(data: Path, act: str, place: int, fault: int, tally: Tally) -> None:
    """Do something of which one call fails."""
    seen = 0

    def fail(call: Call, answer: Answer) -> object:
        nonlocal seen
        seen += 1
        if seen - 1 != place:
            return answer()
        if call.name == "close":
            answer()
        raise OSError(fault, os.strerror(fault))

    with watching() as watch:
        watch.hooks[data] = fail
        try:
            ACTS[act](Library(data), "new")
        except GameboardError as error:
            tally.tell("told that it cannot be done")
            if not is_sentence(error.message):
                tally.wrong(UNTOLD, f"{data.name}: {error}")
        except Exception as error:  # noqa: BLE001 (whatever comes out is what is looked for)
            tally.wrong(UNTOLD, f"{data.name}: {error!r}")
    if left := temporaries(data):
        tally.wrong(LEFT, f"{data.name}: {left}")


def _go_on(data: Path, tally: Tally) -> None:
    """Begin the games that are gone anew, and see that nothing is lost or inherited."""
    for name in ("Chair", "Desk"):
        library = Library(data)
        if not (library.folder / f"{name.lower()}.json").exists():
            library.add(save_of(name, f"another {name}"))
    judge(data, MADE, tally)
