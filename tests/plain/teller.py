"""Plays in lines without a process: what is typed goes in, what was told comes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from boards import TODAY
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.plain.dialogue import PROMPT, Dialogue
from pmo_gameboard.plain.launch import Start, run
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.store import read_save


@dataclass(frozen=True)
class Told:
    """What came of playing.

    Attributes:
        text: Everything that was told.
        answers: What was told after each line that was typed, the opening first.
    """

    code: ExitCode
    text: str
    answers: list[str]

    @property
    def last(self) -> str:
        """What was told after the last line but the one that ended it."""
        return self.answers[-2]


class Teller:
    """The two ends of a dialogue."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.answers = [""]

    def read(self) -> str | None:
        line = next(self._lines, None)
        self.answers.append("")
        return line

    def write(self, text: str) -> None:
        self.answers[-1] += text

    @property
    def text(self) -> str:
        return "".join(self.answers)


def play(
    data: Path,
    *lines: str,
    open: Path | None = None,  # noqa: A002 (as ``Start`` has it)
    today: date = TODAY,
    hides: bool = False,
    present: bool = False,
) -> Told:
    """Play on some lines, until they end."""
    teller = Teller(lines)
    talk = Dialogue(teller.read, teller.write, hides=hides)
    code = run(Start(data, Clock(today), open, present=present), talk)
    answers = [answer.removesuffix(PROMPT) for answer in teller.answers]
    return Told(code, teller.text, answers)


def saved(data: Path) -> Save:
    """The only game in a data folder."""
    [path] = (data / "games").glob("*.json")
    return read_save(path)


def only_save(data: Path) -> Path:
    """The file of the game that was played last."""
    path = Library(data).latest()
    assert path is not None
    return path
