"""The whole program is ended in the midst of a dialog or a round, in every way there is."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from signal import SIGKILL, SIGUSR1

from boards import EVERYTHING, TODAY, game_of, with_rows
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.unseen import lost_words
from pmo_gameboard.play.opening import left_words, open_session
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.store import read_save
from real_terminal import Terminal
from reliability.endings import DISORDER, ENDINGS, LEFT_OVER, left_behind
from reliability.figures import Figures, Tally
from reliability.moves import NOW

NOT_KEPT, UNTOLD = "answers not kept that could be", "answers lost without a word"
UNASKED, UNTRUE = "left by Ctrl+Q unasked", "said to be saved, but lost"
WRONG_CODE = "wrong exit codes"

F1, F2, F4, F5, F7 = "\x1bOP", "\x1bOQ", "\x1bOS", "\x1b[15~", "\x1b[18~"
DOWN, RIGHT, ENTER, ESC, QUIT, FIND = "\x1b[B", "\x1b[C", "\r", "\x1b", "\x11", "\x10"

APART = 0.02
"""Seconds between two keys: a person's, not those of a paste."""

FAULTY = """
import signal, sys, threading
from pmo_gameboard.cli.main import main
def fail(): raise KeyError("a fault")
signal.signal(signal.SIGUSR1, lambda *_: threading.Thread(target=fail).start())
sys.exit(main())
"""
"""The program, with a fault of its own on a signal."""

FAULT, LEAVE, KILL = "a fault", "Ctrl+Q", "SIGKILL"
WAYS: dict[str, Callable[[Terminal], None]] = {
    **ENDINGS,
    FAULT: partial(Terminal.signal, number=SIGUSR1),
    LEAVE: partial(Terminal.type, keys=QUIT),
    KILL: partial(Terminal.signal, number=SIGKILL),
}
CODES = {FAULT: ExitCode.BUG, LEAVE: ExitCode.FINE, KILL: -SIGKILL}


def _counted(game: Game) -> bool:
    """Whether all three who finished are in the game, and nobody else."""
    return [(p.way, {t.total for t in p.tallies.values()}) for p in game.pulses] == [("round", {3})]


def _has_date(game: Game) -> bool:
    return any(row.text("date") == "2026-12-03" for row in game.rows("things"))


Step = tuple[tuple[str, ...], str]
"""Keys, and what the screen shows once they have had their effect."""


@dataclass(frozen=True)
class Place:
    """Somewhere in the program, with something on the screen that is not in the game yet.

    Attributes:
        steps: What leads there from the first screen.
        told: What is said at the end.
        kept: Whether the game holds it, where it can be kept.
        at: The square at which the game opens; None for the board.
        opened: Whether a game is opened at all.
        quits: Whether Ctrl+Q leads out; a question waits for its answer.
        finished: How many have finished the round that runs; None where none does. After a kill
            the next opening tells of them, and nothing else can.
    """

    steps: tuple[Step, ...]
    told: str
    kept: Callable[[Game], bool] | None = None
    at: str | None = None
    opened: bool = True
    quits: bool = True
    finished: int | None = None


def _round(people: int) -> tuple[Step, ...]:
    """So many people answer in a round."""
    steps: list[Step] = [
        (("p",), "Take a pulse"),
        ((DOWN, DOWN, ENTER), "Pass the keyboard round"),
    ]
    for person in range(1, people + 1):
        done = "1 person is done" if person == 1 else f"{person} people are done"
        steps += [_begin(person), (tuple("ypny"), done)]
    return tuple(steps)


def _begin(person: int) -> Step:
    return (ENTER,), f"Person {person}: 1 of 4"


LOST, COUNTED = "1 person has finished", "The round is counted: the answers of 3 people."

PLACES = {
    "a round of three, and a fourth amid": Place(
        (*_round(3), _begin(4), (("y", "y"), "Person 4: 3 of 4")),
        f"{COUNTED} What person 4 had answered so far is not counted.",
        _counted,
        finished=3,
    ),
    "a round that one has finished": Place(_round(1), LOST, finished=1),
    "a round that nobody has finished": Place(
        (*_round(0), _begin(1), (("y",), "Person 1: 2 of 4")), "nobody has finished", finished=0
    ),
    "the question whether to stop": Place(
        (*_round(3), ((ESC,), "Stop the round?")), COUNTED, _counted, quits=False, finished=3
    ),
    "help over a round": Place(
        (*_round(3), ((F1,), "Everybody answers in turn")), COUNTED, _counted, finished=3
    ),
    "the palette over a round": Place(
        (*_round(1), ((FIND, *"light"), "Change to the")), LOST, finished=1
    ),
    "hands half counted": Place(
        (
            (("p",), "Take a pulse"),
            ((DOWN, ENTER), "Count hands for each"),
            (("3", ENTER, "4"), "4"),
        ),
        "The hands typed for square 1",
    ),
    "a new action": Place((((F7,), "A new action"), (tuple("Ring"), "Ring")), "“A new action”"),
    "the name of a check-in": Place(
        ((("r",), "Over time"), (("n",), "A check-in"), (tuple("Q3"), "Q3")), "“A check-in”"
    ),
    "who plays": Place(
        (((F5,), "minutes"), ((RIGHT, "w"), "Dana"), (tuple("Tom"), "Tom")), "is not kept"
    ),
    "a word on a square": Place(
        (((F4,), "by your word"), (tuple("At HQ"), "At HQ")), "by your word”", at="things"
    ),
    "rows to paste": Place(
        (
            (
                ("\x1b[200~Three\tThird\nFour\tFourth\n\x1b[201~",),
                "Paste into Things",
            ),
        ),
        "“Paste into Things”",
        at="things",
    ),
    "links being marked": Place(
        (((ENTER,), "0 marked"), ((" ",), "1 marked")), "“Links”", at="some"
    ),
    "half a date": Place((((RIGHT, *"3 d"), "3 d"),), "“3 d” in Date is not kept", at="things"),
    "a date, just typed": Place((((RIGHT, *"3 dec"), "3 dec"),), "", _has_date, at="things"),
    "a new game": Place(
        ((("n",), "A new game"), (tuple("Another"), "Another")), "“A new game”", opened=False
    ),
    "another name": Place(
        (((F2,), "Rename a game"), (tuple("Other"), "Other")), "“Rename a game”", opened=False
    ),
}


def begun() -> Game:
    """A game with two rows that can be linked to two others."""
    game = with_rows(game_of(EVERYTHING), "others", {"name": "A"}, {"name": "B"})
    rows = ({"name": name, "choice": "red"} for name in ("One", "Two"))
    return with_rows(game, "things", *rows)


def ended_amid(folder: Path, size: int, seed: int) -> Figures:
    """End the program in so many of the places, each time in one of the ways."""
    tally = Tally(NOT_KEPT, UNTOLD, UNASKED, UNTRUE, LEFT_OVER, DISORDER, WRONG_CODE)
    for number, (name, way) in enumerate(_trials(seed)[:size]):
        tally.tries += 1
        for what in _wrong(folder / f"{number}", PLACES[name], way):
            tally.wrong(what, f"{way} in the midst of {name}")
    return tally.figures(seed)


def _wrong(data: Path, place: Place, way: str) -> list[str]:
    """End the program in a place in a way; what goes wrong."""
    save = Library(data).add(Save(format=1, revision=1, saved_at=NOW, at=place.at, game=begun()))
    words = ("play", str(save)) if place.opened else ()
    with Terminal(data, *words, python=("-c", FAULTY)) as terminal:
        _go(terminal, place)
        WAYS[way](terminal)
        asked = way != LEAVE or _leave(terminal, place)
        code = terminal.end()
        found = [] if asked else [UNASKED]
        if code != CODES.get(way, ExitCode.INTERRUPTED):
            found.append(WRONG_CODE)
        if way == KILL:
            return [*found, *_after_kill(save, data, place)]
        return [*found, *left_behind(terminal, save), *_lost(terminal, save, place, way)]


def _trials(seed: int) -> list[tuple[str, str]]:
    """Every place with every way, those first that tell the most."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    first, second, *_ = PLACES
    trials = [(name, way) for name, way in product(PLACES, WAYS) if _fits(PLACES[name], way)]
    chance.shuffle(trials)
    telling = [(first, "SIGTERM"), (second, LEAVE), (second, FAULT), (first, KILL)]
    return [*telling, *(trial for trial in trials if trial not in telling)]


def _fits(place: Place, way: str) -> bool:
    if way == KILL:
        return place.finished is not None
    return place.quits or way != LEAVE


def _go(terminal: Terminal, place: Place) -> None:
    """Go there, a key after the other."""
    first = "p Pulse" if place.at is None else "esc Board"
    terminal.wait_for(partial(_shows, terminal, first if place.opened else "Start a new game"))
    terminal.settle()
    for keys, shows in place.steps:
        _press(terminal, *keys)
        terminal.wait_for(partial(_shows, terminal, shows))


def _press(terminal: Terminal, *keys: str) -> None:
    for key in keys:
        terminal.type(key)
        terminal.drain(APART)


def _shows(terminal: Terminal, *texts: str) -> bool:
    return any(text in terminal.text for text in texts)


def _leave(terminal: Terminal, place: Place) -> bool:
    """Answer what Ctrl+Q asks; whether it asks before anything is lost."""
    if place.kept is not None:
        return True
    asked, warned = "Leave now?", ("is not kept yet", "stays open this once")
    over = terminal.process.poll
    terminal.wait_for(lambda: over() is not None or _shows(terminal, asked, *warned))
    if over() is None:
        _press(terminal, *((RIGHT, ENTER) if _shows(terminal, asked) else (QUIT,)))
        return True
    return False


def _lost(terminal: Terminal, save: Path, place: Place, way: str) -> list[str]:
    """What was lost and could be kept, or is not told."""
    kept = place.kept is not None and place.kept(read_save(save).game)
    found = [] if kept or place.kept is None else [NOT_KEPT]
    if terminal.master < 0:  # there is nobody to tell
        return found
    last = _last(terminal)
    if place.told not in last and (kept or way != LEAVE):
        found.append(UNTOLD)
    if not kept and "What you wrote is saved" in last:
        found.append(UNTRUE)
    return found


def _after_kill(save: Path, data: Path, place: Place) -> list[str]:
    """Whether the next opening tells of the round that was lost."""
    session = open_session(save, data, Clock(TODAY), lambda _: None)
    told = session.left_by is not None and left_words(session)
    session.close()
    lost = place.finished is not None and told and lost_words(place.finished) in told
    return [] if lost else [UNTOLD]


def _last(terminal: Terminal) -> str:
    """What was said once the terminal was as it was found."""
    return " ".join(terminal.text_after(b"\x1b[?1049l").split())
