"""The whole program is ended in the midst of typing, in every way but SIGKILL and the usual one."""

import os
import random
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import Lock
from real_terminal import Terminal
from reliability.figures import Figures, Tally
from reliability.keystrokes import at_a_question
from reliability.moves import NOW, stories

LOST, LEFT_OVER = "typed texts that are not all there", "temporaries or locks left"
DISORDER, WRONG_CODE = "terminals left in disorder", "exit codes other than 130"

_PASSED_ON = (b"1000", b"1003", b"1004", b"1006", b"2004")
"""The modes in which a terminal tells of the mouse, of its focus and of pastes."""


def _ctrl_c_twice(terminal: Terminal) -> None:
    terminal.type(b"\x03")
    terminal.wait_for(lambda: "once more saves and leaves" in terminal.text)
    terminal.type(b"\x03")


def stopped(terminal: Terminal) -> None:
    """Stop it twice, once with no word of it, let it go on, and end it."""
    for number in (signal.SIGSTOP, signal.SIGTSTP):
        terminal.signal(number)
        os.waitpid(terminal.process.pid, os.WUNTRACED)
        drawn = len(terminal.drawn)
        terminal.signal(signal.SIGCONT)
        terminal.wait_for(partial(_takes_the_screen, terminal, drawn))
        terminal.settle()
    terminal.signal(signal.SIGTERM)


def _takes_the_screen(terminal: Terminal, drawn: int) -> bool:
    """Whether it has done so behind so much that was drawn before."""
    return b"\x1b[?1049h" in terminal.drawn[drawn:]


NO_HANG_UP = "a terminal that is gone, without a hang-up"

ENDINGS: dict[str, Callable[[Terminal], None]] = {
    **{
        name: partial(Terminal.signal, number=getattr(signal, name))
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
        if hasattr(signal, name)
    },
    "a closed window": Terminal.close_window,
    NO_HANG_UP: Terminal.close_window,
    "Ctrl+C twice": _ctrl_c_twice,
    "stopped, continued, SIGTERM": stopped,
}


def ended_while_typing(folder: Path, size: int, seed: int) -> Figures:
    """End the program in each way, so many times, a moment after the last key."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(LOST, LEFT_OVER, DISORDER, WRONG_CODE)
    for number in range(size):
        for name, end in ENDINGS.items():
            data = folder / f"{number} {name}"
            save = Library(data).add(at_a_question())
            text = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randrange(5, 40)))
            with Terminal(data, "play", str(save), hangs_up=name != NO_HANG_UP) as terminal:
                terminal.settle()
                terminal.type(text)
                terminal.wait_for(partial(_shows, terminal, text[-4:]))
                terminal.drain(chance.choice((0, chance.uniform(0, 0.5))))
                end(terminal)
                code = terminal.end()
                tally.tries += 1
                if code != ExitCode.INTERRUPTED:
                    tally.wrong(WRONG_CODE, f"{name}: {code}")
                for what in wrong(terminal, save, text):
                    tally.wrong(what, name)
    return tally.figures(seed)


def _shows(terminal: Terminal, text: str) -> bool:
    return text in terminal.text


def wrong(terminal: Terminal, save: Path, typed: str) -> list[str]:
    """What is not as it should be once the program has ended."""
    lost = [] if typed in stories(save) else [LOST]
    return [*lost, *left_behind(terminal, save)]


def left_behind(terminal: Terminal, save: Path) -> list[str]:
    """What an ended program has left that it should not have."""
    found = []
    lock = Lock(save, "next", NOW)
    lock.release()
    if lock.left_by is not None or list(save.parent.glob("*.tmp")):
        found.append(LEFT_OVER)
    if terminal.master >= 0 and not _in_order(terminal):
        found.append(DISORDER)
    return found


def _in_order(terminal: Terminal) -> bool:
    """Whether the terminal is set as it was, and shows the shell and its cursor."""
    drawn = terminal.drawn
    back = drawn.rfind(b"\x1b[?1049l")
    return (
        terminal.now == terminal.found
        and back > drawn.rfind(b"\x1b[?1049h")
        and drawn.find(b"\x1b[?25h", back) > 0
        and all(drawn.rfind(_mode(m, "l")) > drawn.rfind(_mode(m, "h")) for m in _PASSED_ON)
    )


def _mode(number: bytes, to: str) -> bytes:
    return b"\x1b[?" + number + to.encode()
