"""The measures. In each, ours and theirs take turns, so that a busy machine slows both alike."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from figures import Figure, percentile
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.format import Save, dump
from pmo_gameboard.saves.store import write_save
from room import MANY, Counts, Room, large_board, text_board
from terminal import Program

HOME = ("Where your PMO stands", "Rehearse")
BOARD = ("You are here ", "Before they")

TAB, BACK, FIRST, ENTER, ESCAPE, RIGHT, CLEAR = (
    b"\t",
    b"\x1b[Z",
    b"\x1b[H",
    b"\r",
    b"\x1b",
    b"\x1b[C",
    b"\x15",
)
LETTERS = "qzxjkvwyfg"
"""Letters rare enough that three of them in a row are an echo and nothing else."""

SERIES = 24
"""Letters typed before the field is emptied again."""

PAUSE = 0.03
"""Seconds between a letter's echo and the next letter: the fastest key repeat there is."""

Measure = Callable[[], float]


def take_turns(rounds: int, measures: dict[str, Measure]) -> dict[str, list[float]]:
    """Measure everything in turn, again and again; the first round warms up and is dropped."""
    samples: dict[str, list[float]] = {name: [] for name in measures}
    for round_ in range(rounds + 1):
        for name, measure in measures.items():
            value = measure()
            if round_:
                samples[name].append(value)
    return samples


def starts(room: Room, counts: Counts, rounds: int) -> Iterator[Figure]:
    """From the start of the program to its first screen, and the memory that takes."""
    game = str(room.keep("start", room.played(None)))
    memory: dict[str, list[float]] = {"board": [], "bare": []}

    def started(program: Program, *texts: str, holds: str = "") -> float:
        with program:
            taken = program.shows(*texts)
            if holds:
                program.settle(0.2)
                memory[holds].append(program.peak_memory())
        return taken

    def bare(widgets: int, holds: str = "") -> float:
        last = f"widget {widgets - 1}."
        return started(room.bare("squares", widgets), last, holds=holds)

    took = take_turns(
        rounds,
        {
            "bare home": lambda: bare(counts.home),
            "home": lambda: started(room.ours(), *HOME),
            "listed": lambda: started(room.ours(), *HOME, room.game.name),
            "bare board": lambda: bare(counts.board, "bare"),
            "board": lambda: started(room.ours("play", game), *BOARD, holds="board"),
        },
    )
    fresh = take_turns(
        max(rounds // 3, 1),
        {
            "home": lambda: started(room.ours(cached=False), *HOME),
            "board": lambda: started(room.ours("play", game, cached=False), *BOARD),
        },
    )
    home, board = median(took["bare home"]), median(took["bare board"])
    at_home, on_board = f"bare app, {counts.home} widgets", f"bare app, {counts.board} widgets"
    yield Figure("start to home screen", median(took["home"]), at_home, home, aim=1.25)
    yield Figure("start to board", median(took["board"]), on_board, board, aim=1.25)
    yield Figure("start to games listed", median(took["listed"]), at_home, home)
    yield Figure("start to home screen, not compiled", median(fresh["home"]), at_home, home)
    yield Figure("start to board, not compiled", median(fresh["board"]), on_board, board)
    held, bare_held = median(memory["board"]), median(memory["bare"])
    yield Figure("memory of the board, peak", held, on_board, bare_held, unit="MiB")


def echoes(room: Room, counts: Counts, blocks: int, series: int) -> Iterator[Figure]:
    """From a key to its letter on the screen, in every kind of field, with saves going on.

    Textual lays the whole screen out when an Input changes, so the bare fields stand among as
    many widgets as ours; what these cost is told apart.
    """
    among, alone = counts.square, 3
    game, words = room.played(room.game.board.path[0].id), room.begun(text_board(), at_first=True)
    fields: dict[str, Callable[[], list[float]]] = {
        "alone": lambda: bare_echo(room, "input", alone, series),
        "input": lambda: bare_echo(room, "input", among, series),
        "cell": lambda: our_echo(room, game, series, FIRST, RIGHT),
        "area": lambda: bare_echo(room, "text-area", among, series),
        "notes": lambda: our_echo(room, game, series, FIRST, RIGHT, RIGHT),
        "answer": lambda: our_echo(room, words, series),
    }
    took: dict[str, list[float]] = {name: [] for name in fields}
    for _ in range(blocks):
        for name, type_block in fields.items():
            took[name] += type_block()
    for name, what, bare, against in (
        ("cell", "key to echo, cell of a grid", "input", f"bare Input, {among} widgets"),
        ("notes", "key to echo, long cell", "area", f"bare TextArea, {among} widgets"),
        ("answer", "key to echo, answer in words", "area", f"bare TextArea, {among} widgets"),
    ):
        mine, other = took[name], took[bare]
        yield Figure(f"{what}, median", median(mine), against, median(other), aim=1.2)
        last = percentile(mine, 99), percentile(other, 99)
        yield Figure(f"{what}, 99th of 100", last[0], against, last[1], aim=1.2)
    base = median(took["alone"])
    yield Figure("key to echo, cell of a grid, median", median(took["cell"]), "bare Input", base)
    yield Figure(f"bare Input, {among} widgets", median(took["input"]), "bare Input", base)


def our_echo(room: Room, save: Save, series: int, *opening: bytes) -> list[float]:
    """Type into a field of the square a game was left at."""
    with room.ours("play", str(room.keep("echo", save))) as program:
        program.shows("question, 1 ")
        return typed(program, series, *opening)


def bare_echo(room: Room, field: str, widgets: int, series: int) -> list[float]:
    """Type into a bare field."""
    with room.bare(field, widgets) as program:
        program.shows(f"widget {widgets - 1}.")
        return typed(program, series)


def typed(program: Program, series: int, *opening: bytes) -> list[float]:
    """Type letters into a field; the milliseconds each took to come back."""
    program.settle(0.2)
    for key in opening:
        program.press(key)
        program.settle()
    samples = []
    letters = cycle(LETTERS)
    for _ in range(series):
        line = ""
        for letter in islice(letters, SERIES):
            line += letter
            program.press(letter.encode())
            taken = program.shows(line[-3:])
            if len(line) > 3:
                samples.append(taken)
            time.sleep(PAUSE)
        program.press(CLEAR)
        program.settle(0.1)
    return samples


def moves(room: Room, rounds: int) -> Iterator[Figure]:
    """From a key to the board redrawn with the next square chosen."""
    small_game, large_game = room.played(None), room.begun(large_board())
    signs = square_signs(small_game.game, room.today)
    large_signs = square_signs(large_game.game, room.today)[: len(signs)]
    bare_signs = [f"Square {number}  " for number in range(1, len(signs) + 1)]
    samples: dict[str, list[float]] = {"bare": [], "small": [], "large": []}
    with (
        room.bare("path", len(signs)) as bare,
        room.ours("play", str(room.keep("small", small_game))) as small,
        room.ours("play", str(room.keep("large", large_game))) as large,
    ):
        bare.shows(bare_signs[0])
        for program in (small, large):
            program.shows("You are here ")
            program.settle(0.3)
            program.press(FIRST)
        for round_ in range(rounds + 1):
            steps = {
                "bare": walk(bare, bare_signs),
                "small": walk(small, signs),
                "large": walk(large, large_signs),
            }
            if round_:
                for name, taken in steps.items():
                    samples[name] += taken
    base, little, much = (median(samples[name]) for name in samples)
    against = f"bare app, {len(signs)} focusable widgets"
    yield Figure("move along the board, key to repaint", little, against, base)
    last = percentile(samples["small"], 99), percentile(samples["bare"], 99)
    yield Figure("move along the board, 99th of 100", last[0], against, last[1])
    yield Figure(f"move along a board of {MANY:,}", much, f"board of {len(signs)}", little)


def square_signs(game: Game, today: date) -> list[str]:
    """What the last line of the board starts with when each square is chosen."""
    here = survey(game, today).here.square
    return [
        " Tip  " if square is here else f"Square {square.label}  " for square in game.board.path
    ]


def walk(program: Program, signs: list[str]) -> list[float]:
    """Go from the first square to the last and back; the milliseconds of each step."""
    program.settle()
    there = [(TAB, sign) for sign in signs[1:]]
    back = [(BACK, sign) for sign in signs[-2::-1]]
    samples = []
    for key, sign in there + back:
        program.press(key)
        samples.append(program.shows(sign))
        program.settle()
    return samples


def openings(room: Room, counts: Counts, rounds: int) -> Iterator[Figure]:
    """From Enter on the board to the square drawn."""
    board = room.game.board
    with (
        room.bare("pushing", counts.square) as bare,
        room.ours("play", str(room.keep("open", room.played(None)))) as ours,
    ):
        bare.shows("widget 1.")
        ours.shows("You are here ")
        samples: dict[str, list[float]] = {"bare": [], "first": [], "again": []}
        for program in (bare, ours):
            program.settle(0.3)
        for round_ in range(rounds):
            square = board.path[round_ % len(board.path)]
            ours.press(FIRST if square is board.path[0] else TAB)
            ours.settle()
            stage = board.stage_of[square.id]
            sign = f"{square.kind}, {board.stages.index(stage) + 1} {stage.short}"
            samples["bare"].append(open_and_close(bare, f"opened {counts.square - 1}."))
            taken = open_and_close(ours, sign)
            samples["again" if round_ else "first"].append(taken)
    against = f"bare screen, {counts.square} widgets"
    base = median(samples["bare"][1:])
    yield Figure("open a square, key to painted", median(samples["again"]), against, base)
    yield Figure("open the first square", samples["first"][0], against, samples["bare"][0])


def open_and_close(program: Program, sign: str) -> float:
    """Open a screen and leave it again; the milliseconds until it was drawn."""
    program.press(ENTER)
    taken = program.shows(sign)
    program.settle(0.1)
    program.press(ESCAPE)
    program.settle(0.2)
    return taken


def commands(room: Room, rounds: int) -> Iterator[Figure]:
    """A command that draws nothing, against the library that reads its save."""
    game = str(room.keep("status", room.played(None)))
    pydantic = "import pydantic; from pydantic import BaseModel"
    took = take_turns(
        rounds,
        {
            "python": lambda: ran(room, "-c", "pass"),
            "pydantic": lambda: ran(room, "-c", pydantic),
            "status": lambda: ran(room, "-m", "pmo_gameboard", "status", game),
        },
    )
    status = median(took["status"])
    yield Figure("status", status, "python with BaseModel imported", median(took["pydantic"]))
    yield Figure("status", status, "python alone", median(took["python"]))


def ran(room: Room, *words: str) -> float:
    """Run Python to its end; the milliseconds it took."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *words], env=room.environment(), check=False, stdout=subprocess.DEVNULL
    )
    took = 1000 * (time.perf_counter() - start)
    if done.returncode not in {0, 1}:  # 1: something is due in the sample game
        raise RuntimeError(f"{words[-1]} ended with {done.returncode}")
    return took


def saves(room: Room, rounds: int) -> Iterator[Figure]:
    """One save, from the game to the disk, against the same bytes in a plain file."""
    save = room.played(None)
    data = dump(save)
    kept, plain = room.folder / "kept.json", room.folder / "plain.json"

    def timed(write: Callable[[], None]) -> float:
        start = time.perf_counter()
        write()
        return 1000 * (time.perf_counter() - start)

    took = take_turns(
        rounds,
        {
            "plain": lambda: timed(lambda: write_plain(plain, data)),
            "save": lambda: timed(lambda: write_save(kept, save)),
        },
    )
    against = f"{len(data) / 1024:.0f} KiB written and fsynced"
    yield Figure("save", median(took["save"]), against, median(took["plain"]), aim=2)


def write_plain(path: Path, data: bytes) -> None:
    """Write a file down to the disk, with no care for what happens meanwhile."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
