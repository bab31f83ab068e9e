"""The whole program is killed between two keystrokes."""

import fcntl
import os
import pty
import random
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from boards import TODAY
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.saves.boards import find_board
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.sample import rehearsal, sample
from reliability.figures import Figures, Tally
from reliability.moves import NOW, stories

UNREADABLE, GARBLED = "unreadable saves", "texts that were not typed so"
LATE = "more than a second of typing lost"
MOST_LOST = 1.0
"""Seconds of typing that may be lost."""

MARK = "Zq"
"""How what is typed begins; nothing else does."""

PATIENCE = 30.0
QUIET = 0.3
_LINES, _COLUMNS = 24, 80
_KEPT_OUT = ("TEXTUAL", "PMO_GAMEBOARD", "NO_COLOR", "COLUMNS", "LINES")


def killed_while_typing(folder: Path, size: int, seed: int) -> Figures:
    """Play the real program in a terminal, type, and kill it; see how much of it is there.

    It types into an answer and into the cell of a list by turns.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(UNREADABLE, GARBLED, LATE)
    for number in range(size):
        data = folder / f"{number}"
        path = Library(data).add(_answer() if number % 2 else _cell())
        typed, killed = _type_and_kill(data, path, chance)
        tally.tries += 1
        tally.tell("keystrokes", len(typed))
        look(path, typed, killed, tally)
    return tally.figures(seed)


Typed = list[tuple[str, float]]
"""Characters, and when each was typed."""


def _answer() -> Save:
    """A game left at a question that is answered in words."""
    board = find_board("first-ninety-days", Path())
    game = new_game(board, "Words", TODAY)
    return Save(format=1, revision=1, saved_at=NOW, at="why-this-job", game=game)


def _cell() -> Save:
    """The sample game, left at a list of notes."""
    return rehearsal(sample(), TODAY).model_copy(update={"at": "feedback"})


def _type_and_kill(data: Path, path: Path, chance: random.Random) -> tuple[Typed, float]:
    typed: Typed = []
    with _Terminal(data, "play", str(path)) as terminal:
        terminal.settle()
        letters = chance.choices("abcdefghijklmnopqrstuvwxyz ", k=chance.randrange(10, 60))
        for letter in (*MARK, *letters):
            typed.append((letter, time.monotonic()))
            terminal.type(letter)
            terminal.drain(chance.uniform(0.01, 0.08))
        terminal.drain(chance.choice((0, chance.uniform(0, 1))))
        return typed, terminal.kill()


def look(path: Path, typed: Typed, killed: float, tally: Tally) -> None:
    try:
        found = next((text for text in stories(path) if MARK in text), "")
    except GameboardError as error:
        tally.wrong(UNREADABLE, error)
        return
    kept = found[found.find(MARK) :] if found else ""
    text = "".join(letter for letter, _ in typed)
    if not text.startswith(kept):
        tally.wrong(GARBLED, f"{kept!r} instead of {text!r}")
        return
    lost = [when for _, when in typed[len(kept) :]]
    seconds = killed - lost[0] if lost else 0.0
    tally.tell("keystrokes lost", len(lost))
    tally.most("longest time of typing lost, in milliseconds", round(1000 * seconds))
    if seconds > MOST_LOST:
        tally.wrong(LATE, f"{seconds:.2f} s: {len(kept)} of {len(text)} characters are there")


class _Terminal:
    """The program in a terminal of its own."""

    def __init__(self, data: Path, *words: str) -> None:
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_KEPT_OUT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pmo_gameboard", "--data-dir", str(data), *words],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=kept | {"TERM": "xterm-256color", "PMO_GAMEBOARD_TODAY": TODAY.isoformat()},
            start_new_session=True,
        )
        os.close(inside)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        os.close(self._terminal)

    def type(self, letter: str) -> None:
        os.write(self._terminal, letter.encode())

    def kill(self) -> float:
        """Kill the program, with no word; when."""
        now = time.monotonic()
        self._process.kill()
        self._process.wait()
        return now

    def settle(self) -> None:
        """Wait until a screen has been drawn and nothing more comes.

        Raises:
            TimeoutError: Nothing is drawn.
        """
        end = time.monotonic() + PATIENCE
        drawn = 0
        while drawn < _LINES * _COLUMNS:
            drawn += self._read(QUIET)
            if time.monotonic() > end or self._process.poll() is not None:
                raise TimeoutError("the program draws no screen")
        while self._read(QUIET):
            pass

    def drain(self, seconds: float) -> None:
        """Take in what is drawn, for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> int:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        try:
            return len(os.read(self._terminal, 65536)) if ready else 0
        except OSError:  # the program has ended
            return 0
