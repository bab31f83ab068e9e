"""The real program, ended in every way but the usual one, in the midst of typing."""

import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import Lock
from real_terminal import Terminal
from reliability.keystrokes import at_a_question
from reliability.moves import NOW, stories

TYPED = "what they told us"

FAULTS = {
    "handler": """
from pmo_gameboard.tui.screens.help import HelpScreen
def fail(self): secret = "an answer"; raise KeyError(secret)
HelpScreen.on_mount = fail
""",
    "render": """
from pmo_gameboard.tui.screens.help import HelpScreen
def fail(self, *_): secret = "an answer"; raise KeyError(secret)
HelpScreen.render_lines = HelpScreen.render = fail
""",
    "worker": """
from textual import work
from pmo_gameboard.tui.screens.help import HelpScreen
@work(thread=True)
def fail(self): secret = "an answer"; raise KeyError(secret)
HelpScreen.on_mount = lambda self: (fail(self), None)[1]
""",
    "timer": """
from pmo_gameboard.tui.screens.help import HelpScreen
def fail(): secret = "an answer"; raise KeyError(secret)
HelpScreen.on_mount = lambda self: (self.set_timer(0.01, fail), None)[1]
""",
    "thread": """
import threading
from pmo_gameboard.tui.screens.help import HelpScreen
def fail(): secret = "an answer"; raise KeyError(secret)
HelpScreen.on_mount = lambda self: threading.Thread(target=fail).start()
""",
    "input": """
from textual._xterm_parser import XTermParser
from pmo_gameboard.tui.driver import TerminalDriver
before = TerminalDriver.process_message
def fail(self, message):
    if getattr(message, "key", "") == "f1":
        secret = "an answer"
        raise KeyError(secret)
    before(self, message)
TerminalDriver.process_message = fail
""",
}
"""What makes F1 a fault, in each place where one may be."""

FAULT_IN_WRITER = """
from pmo_gameboard.saves.save_file import SaveFile
def fail(*_): secret = "an answer"; raise KeyError(secret)
SaveFile.write = fail
"""

RUN = """
import sys
from pmo_gameboard.cli.main import main
sys.exit(main())
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder."""
    return tmp_path / "data"


@pytest.fixture
def save(data: Path) -> Path:
    """A game that opens at a question."""
    return Library(data).add(at_a_question())


@pytest.fixture
def terminal(data: Path, save: Path) -> Iterator[Terminal]:
    """The program, with an answer being typed that is not on the disk yet."""
    with Terminal(data, "play", str(save)) as terminal:
        terminal.settle()
        terminal.type(TYPED)
        terminal.wait_for(lambda: TYPED[-4:] in terminal.text)
        yield terminal


def check_left_well(terminal: Terminal, save: Path) -> None:
    """What was typed is there, nothing is left over, and the terminal is as it was."""
    assert TYPED in stories(save)
    assert not list(save.parent.glob("*.tmp"))
    lock = Lock(save, "next", NOW)
    lock.release()
    assert lock.left_by is None, "the next start would say that the game was not closed"
    assert terminal.now == terminal.found
    end = terminal.drawn[terminal.drawn.rindex(b"\x1b[?1049l") :]
    for undone in (b"\x1b[?25h", b"\x1b[?1004l"):  # the cursor shows, focus is not told
        assert undone in end
    for mode in (b"1000", b"1003", b"1006", b"2004"):  # the mouse, pastes
        on, off = b"\x1b[?" + mode + b"h", b"\x1b[?" + mode + b"l"
        assert terminal.drawn.rfind(off) > terminal.drawn.rfind(on), mode


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_saves_and_leaves(terminal: Terminal, save: Path, name: str) -> None:
    terminal.signal(signal.Signals[name])
    assert terminal.end() == 130
    check_left_well(terminal, save)


def test_ctrl_c_twice_saves_and_leaves(terminal: Terminal, save: Path) -> None:
    terminal.type(b"\x03")
    terminal.wait_for(lambda: "once more saves and leaves" in terminal.text)
    assert terminal.process.poll() is None
    terminal.type(b"\x03")
    assert terminal.end() == 130
    check_left_well(terminal, save)


def test_a_closed_window_saves_and_leaves(terminal: Terminal, save: Path) -> None:
    terminal.close_window()
    assert terminal.end() == 130
    assert TYPED in stories(save)
    assert not list(save.parent.glob("*.tmp"))


def test_bytes_that_are_no_text_do_not_end_the_game(terminal: Terminal, save: Path) -> None:
    terminal.type(b"\xff\xfe\xe9x")
    terminal.type(" and more")
    terminal.wait_for(lambda: "more" in terminal.text)
    terminal.type(b"\x11")
    assert terminal.end() == 0
    kept = next(text for text in stories(save) if TYPED in text)
    assert kept.endswith("x and more")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_ours_saves_restores_and_says_where(fault: str, data: Path, save: Path) -> None:
    with Terminal(data, "play", str(save), python=("-c", FAULTS[fault] + RUN)) as terminal:
        terminal.settle()
        terminal.type(TYPED)
        terminal.wait_for(lambda: TYPED[-4:] in terminal.text)
        terminal.type("\x1bOP")  # F1
        assert terminal.end() == 70
        check_left_well(terminal, save)
        check_told(terminal, data, "What you wrote is saved.")


def test_a_fault_in_saving_is_told_too(data: Path, save: Path) -> None:
    with Terminal(data, "play", str(save), python=("-c", FAULT_IN_WRITER + RUN)) as terminal:
        terminal.settle()
        terminal.type("x")
        assert terminal.end() == 70
        assert terminal.now == terminal.found
        check_told(terminal, data, "Your last changes are not saved:")


def check_told(terminal: Terminal, data: Path, saved: str) -> None:
    """A sentence says so, and a report says where; neither has an answer in it."""
    told = terminal.text[terminal.text.rindex("Error: PMO Gameboard itself is at fault") :]
    [report] = (data / "reports").iterdir()
    assert saved in told
    assert str(report) in told.replace("\r\n", "")
    assert told.count("\n") <= 4
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    words = report.read_text()
    assert "KeyError at" in words
    for text in (words, terminal.text):
        assert "an answer" not in text
        assert "Traceback" not in text
    assert TYPED not in words
