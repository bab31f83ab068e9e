"""The real program, ended by faults of its own, in the midst of typing."""

import re
import shutil
import signal
import stat
from pathlib import Path

import pytest

from pmo_gameboard.saves.library import Library
from real_terminal import Terminal
from reliability.endings import DISORDER, stopped, wrong
from reliability.keystrokes import at_a_question
from reliability.moves import stories

TYPED = "what they told us"

FAULTS = {
    "handler": """
from pmo_gameboard.tui.dialogs.help import HelpScreen
def fail(self): secret = "what Finance told us"; raise KeyError(secret)
HelpScreen.on_mount = fail
""",
    "render": """
from pmo_gameboard.tui.dialogs.help import HelpScreen
def fail(self, *_): secret = "what Finance told us"; raise KeyError(secret)
HelpScreen.render_lines = HelpScreen.render = fail
""",
    "worker": """
from textual import work
from pmo_gameboard.tui.dialogs.help import HelpScreen
@work(thread=True)
def fail(self): secret = "what Finance told us"; raise KeyError(secret)
HelpScreen.on_mount = lambda self: (fail(self), None)[1]
""",
    "timer": """
from pmo_gameboard.tui.dialogs.help import HelpScreen
def fail(): secret = "what Finance told us"; raise KeyError(secret)
HelpScreen.on_mount = lambda self: (self.set_timer(0.01, fail), None)[1]
""",
    "thread": """
import threading
from pmo_gameboard.tui.dialogs.help import HelpScreen
def fail(): secret = "what Finance told us"; raise KeyError(secret)
HelpScreen.on_mount = lambda self: threading.Thread(target=fail).start()
""",
    "app": """
from pmo_gameboard.tui.type_ahead import TypeAheadApp
before = TypeAheadApp.on_event
async def fail(self, event):
    if getattr(event, "key", "") == "f1":
        secret = "what Finance told us"
        raise KeyError(secret)
    await before(self, event)
TypeAheadApp.on_event = fail
""",
    "input": """
from textual._xterm_parser import XTermParser
from pmo_gameboard.tui.driver import TerminalDriver
before = TerminalDriver.process_message
def fail(self, message):
    if getattr(message, "key", "") == "f1":
        secret = "what Finance told us"
        raise KeyError(secret)
    before(self, message)
TerminalDriver.process_message = fail
""",
}
"""What makes F1 a fault, in each place where one may be."""

AT_ITS_TEXT = """
from textual.widgets import TextArea
before = TextArea._on_key
async def fail(self, event):
    if event.character == "!":
        secret = "what Finance told us"
        raise KeyError(secret)
    await before(self, event)
TextArea._on_key = fail
"""
"""What makes it a fault to write an exclamation mark."""

CARELESS = """
from textual.drivers.linux_driver import LinuxDriver
from pmo_gameboard.tui.driver import TerminalDriver
TerminalDriver.start_application_mode = LinuxDriver.start_application_mode
TerminalDriver._sigcont_application = LinuxDriver._sigcont_application
"""
"""What takes how the terminal is set when the program goes on for how it was found."""

FAULT_IN_WRITER = """
from pmo_gameboard.saves.save_file import SaveFile
def fail(*_): secret = "what Finance told us"; raise KeyError(secret)
SaveFile.write = fail
"""

FULL = """
from pmo_gameboard.errors import StorageError
from pmo_gameboard.saves import save_file
before = save_file.write_atomic
def fail(path, *more):
    if "games" in path.parts:
        raise StorageError("The disk is full.")
    before(path, *more)
save_file.write_atomic = fail
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


def test_bytes_that_are_no_text_do_not_end_the_game(data: Path, save: Path) -> None:
    with Terminal(data, "play", str(save)) as terminal:
        terminal.settle()
        terminal.type(TYPED.encode() + b"\xff\xfe\xe9x and more")
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
        assert wrong(terminal, save, TYPED) == []
        check_told(terminal, data, "What you wrote is saved.")


def test_keys_before_a_fault_are_waited_for(data: Path, save: Path) -> None:
    with Terminal(data, "play", str(save), python=("-c", FAULTS["handler"] + RUN)) as terminal:
        terminal.settle()
        terminal.type(f"{TYPED}\x1bOP")
        assert terminal.end() == 70
        assert wrong(terminal, save, TYPED) == []
        check_told(terminal, data, "What you wrote is saved.")


def test_what_a_fault_kept_from_being_written_is_not_said_to_be_saved(
    data: Path, save: Path
) -> None:
    with Terminal(data, "play", str(save), python=("-c", AT_ITS_TEXT + RUN)) as terminal:
        terminal.settle()
        terminal.type(f"{TYPED}!")
        assert terminal.end() == 70
        assert wrong(terminal, save, TYPED) == []
        check_told(terminal, data, "Your last changes are not saved: The last keys")


def test_a_driver_that_notes_the_modes_anew_when_it_goes_on_is_found_out(
    data: Path, save: Path
) -> None:
    with Terminal(data, "play", str(save), python=("-c", CARELESS + RUN)) as terminal:
        terminal.settle()
        terminal.type(TYPED)
        stopped(terminal)
        terminal.end()
        assert DISORDER in wrong(terminal, save, TYPED)


def test_a_fault_in_saving_is_told_and_ends_nothing(data: Path, save: Path) -> None:
    with Terminal(data, "play", str(save), python=("-c", FAULT_IN_WRITER + RUN)) as terminal:
        terminal.settle()
        terminal.type("x")
        terminal.wait_for(lambda: "NOT SAVED: The program is at fault (KeyError)" in terminal.text)
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 130
        assert terminal.now == terminal.found
        assert "Your last changes are not saved:" in terminal.text


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_on_a_full_disk_keeps_a_copy_and_says_where(
    number: signal.Signals, data: Path, save: Path
) -> None:
    with Terminal(data, "play", str(save), python=("-c", FULL + RUN)) as terminal:
        terminal.settle()
        terminal.type(TYPED)
        terminal.wait_for(lambda: TYPED[-4:] in terminal.text and "NOT SAVED" in terminal.text)
        terminal.signal(number)
        assert terminal.end() == 130
        assert terminal.now == terminal.found
        told = terminal.text[terminal.text.rindex("Error: Your last changes are not saved") :]
    copy = re.search(r"pmo-gameboard play (\S+) opens it", told.replace("\r\n", ""))
    assert copy is not None
    assert TYPED in stories(Path(copy[1]))
    shutil.rmtree(Path(copy[1]).parent)


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
        assert "what Finance told us" not in text
        assert "Traceback" not in text
    assert TYPED not in words
