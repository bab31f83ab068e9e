"""The real program in a terminal of its own (POSIX), to type into and to signal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from boards import TODAY

PATIENCE = 120.0
"""Seconds after which something is not going to come, even beside much other work."""

QUIET = 0.3
"""Seconds without a byte after which a screen counts as drawn."""

LINES, COLUMNS = 24, 80
PROGRAM = ("-m", "pmo_gameboard")

_KEPT_OUT = ("TEXTUAL", "PMO_GAMEBOARD", "NO_COLOR", "COLUMNS", "LINES")
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|.)")


class Terminal:
    """The program in a terminal; it is killed at the end of the block if it still runs."""

    def __init__(
        self,
        data: Path,
        *words: str,
        python: tuple[str, ...] = PROGRAM,
        hangs_up: bool = True,
    ) -> None:
        """Start it.

        Args:
            data: The data folder.
            words: The arguments.
            python: What Python is told to run.
            hangs_up: Whether the program gets a signal when the terminal is gone.
        """
        self.master, self._inside = pty.openpty()
        fcntl.ioctl(self._inside, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.found = termios.tcgetattr(self._inside)
        self.drawn = b""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(_KEPT_OUT)}
        self.process = subprocess.Popen(
            [sys.executable, *python, "--data-dir", str(data), *words],
            stdin=self._inside,
            stdout=self._inside,
            stderr=self._inside,
            env=kept | {"TERM": "xterm-256color", "PMO_GAMEBOARD_TODAY": TODAY.isoformat()},
            preexec_fn=_take_terminal if hangs_up else os.setsid,  # noqa: PLW1509 (no threads here)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        os.close(self._inside)
        if self.master >= 0:
            os.close(self.master)

    @property
    def text(self) -> str:
        """All that was written so far, without what moves the cursor and colours the text."""
        return _SEQUENCE.sub(b"", self.drawn).decode(errors="replace")

    def text_after(self, mark: bytes) -> str:
        """What was written behind the last such bytes."""
        return _SEQUENCE.sub(b"", self.drawn[self.drawn.rfind(mark) :]).decode(errors="replace")

    @property
    def now(self) -> list[Any]:
        """How the terminal is set."""
        return termios.tcgetattr(self._inside)

    def type(self, keys: str | bytes) -> None:
        """Send keys, as the terminal would."""
        os.write(self.master, keys.encode() if isinstance(keys, str) else keys)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def close_window(self) -> None:
        """Take the terminal away."""
        os.close(self.master)
        self.master = -1

    def kill(self) -> float:
        """Kill the program, with no word; when."""
        now = time.monotonic()
        self.process.kill()
        self.process.wait()
        return now

    def end(self) -> int:
        """Wait until the program has ended; its exit code.

        Raises:
            TimeoutError: It does not end.
        """
        self._until(lambda: self.process.poll() is not None, "the program does not end")
        while self.master >= 0 and self._read(0):
            pass
        return self.process.returncode

    def settle(self) -> None:
        """Wait until a screen has been drawn and nothing more comes.

        Raises:
            TimeoutError: Nothing is drawn.
        """
        self._until(lambda: len(self.drawn) > LINES * COLUMNS, "the program draws no screen")
        while self._read(QUIET) or self._is_at_work():
            pass

    def _is_at_work(self) -> bool:
        """Whether the program only waits for the processor, as far as the system says."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] in {"R", "D"}

    def wait_for(self, fact: Callable[[], object]) -> None:
        """Let the program work until the fact holds.

        Raises:
            TimeoutError: It does not come true.
        """
        self._until(fact, "it did not come true")

    def drain(self, seconds: float) -> None:
        """Take in what is drawn, for so long."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._read(left)

    def _until(self, fact: Callable[[], object], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE
        while not fact():
            self._read(0.02)
            if time.monotonic() > end:
                raise TimeoutError(f"{otherwise}; the terminal shows:\n{self.text[-2000:]}")

    def _read(self, seconds: float) -> int:
        if self.master < 0:
            time.sleep(seconds)
            return 0
        ready, _, _ = select.select([self.master], [], [], seconds)
        data = os.read(self.master, 65536) if ready else b""
        self.drawn += data
        return len(data)


def _take_terminal() -> None:
    """In the child: lead a session of which this is the terminal, so that closing it is heard."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
