"""Random sequences come in through the real driver, as from a line with noise on it."""

import asyncio
import os
import random
import threading
from pathlib import Path

from textual import events
from textual.app import App
from textual.message import Message

from pmo_gameboard.tui.driver import PASTE, TerminalDriver
from pmo_gameboard.tui.messages import WindowClosed
from reliability.figures import Figures, Tally

FAULTS, LOST = (
    "drivers that failed, or did not see the end of their input",
    "keys behind a sequence that did not come",
)
PRINTED = "sequences of which a part was typed"

MARK = "\u00b6"
"""Typed behind each sequence; none has it."""

LOT = 500
"""Sequences that one driver reads."""

_SHAPES = (("[", "0123456789:;", "ABCDEFHPQRSu~"), ("[", "0123456789;<=>?! ", "ABCDHRSmtyuz"))


def noise_on_the_line(folder: Path, size: int, seed: int) -> Figures:
    """Send so many whole sequences, a key behind each, and then take the terminal away."""
    del folder
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(FAULTS, LOST, PRINTED)
    while tally.tries < size:
        sent = [sequence(chance) for _ in range(min(LOT, size - tally.tries))]
        tally.tries += len(sent)
        judge(sent, asyncio.run(read(sent)), tally)
    return tally.figures(seed)


def sequence(chance: random.Random) -> str:
    """A whole one: half of them in the shape of Kitty's keys, half of any shape."""
    opens, inner, ends = chance.choice(_SHAPES)
    inside = "".join(chance.choices(inner, k=chance.randrange(20)))
    made = f"\x1b{opens}{inside}{chance.choice(ends)}"
    return sequence(chance) if made == PASTE else made


class _Driver(TerminalDriver):
    """Reads a pipe in place of the terminal, and keeps what it makes of it."""

    def __init__(self, app: App[object], source: int) -> None:
        super().__init__(app)
        self.fileno = source
        self.made: list[Message] = []

    def process_message(self, message: Message) -> None:
        self.made.append(message)


class _App(App[object]):
    """Keeps what the driver tells it."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Message] = []

    def post_message(self, message: Message) -> bool:
        self.told.append(message)
        return True


async def read(sent: list[str]) -> tuple[list[Message], bool]:
    """What the driver makes of sequences and their marks, and whether it ended with its input."""
    source, sink = os.pipe()
    app = _App()
    driver = _Driver(app, source)
    faults: list[object] = []
    before, threading.excepthook = threading.excepthook, faults.append
    try:
        thread = threading.Thread(target=driver._run_input_thread)
        thread.start()
        with os.fdopen(sink, "w") as line:
            line.writelines(f"{each}{MARK}" for each in sent)
        thread.join(timeout=60)
        ended = not thread.is_alive()
        driver.exit_event.set()
        thread.join()
    finally:
        threading.excepthook = before
        os.close(source)
    return driver.made, ended and not faults and isinstance(app.told[-1], WindowClosed)


def judge(sent: list[str], read: tuple[list[Message], bool], tally: Tally) -> None:
    """Look whether every mark came, and nothing of a sequence was typed."""
    made, well = read
    if not well:
        tally.wrong(FAULTS, sent)
    typed = "".join(
        key.character or "" for key in made if isinstance(key, events.Key) and key.is_printable
    )
    for each, text in zip(sent, typed.split(MARK), strict=False):
        if len(text) > 1 and text in each:
            tally.wrong(PRINTED, ascii(each))
    for _ in range(len(sent) - typed.count(MARK)):
        tally.wrong(LOST, ascii(sent[typed.count(MARK)]))
