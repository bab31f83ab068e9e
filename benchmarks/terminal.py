"""A terminal that nobody looks at: it runs a program, presses keys and times what comes back.

What is timed is what a player waits for: from the press of a key, or the start of the program, to
the moment at which the terminal has received the text that answers it.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

COLUMNS, LINES = 120, 36
PATIENCE = 20.0
"""Seconds after which a text is not going to come."""

QUIET = 0.03
"""Seconds without output after which a screen counts as drawn."""

_ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P^_][^\x1b]*\x1b\\|[^\[\]P^_])"
)


class Program:
    """A program in a terminal of its own, killed at the end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._terminal, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._raw = self._text = b""
        self._since = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=environment,
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
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)

    def press(self, keys: bytes) -> None:
        """Press keys; what came before is forgotten, and the clock starts."""
        self._raw = self._text = b""
        self._since = time.perf_counter()
        os.write(self._terminal, keys)

    def shows(self, *texts: str) -> float:
        """Wait for texts; the milliseconds from the press, or the start, until all had come.

        Raises:
            TimeoutError: They do not come.
        """
        wanted = [text.encode() for text in texts]
        while True:
            now = self._read(PATIENCE)
            if now is None:
                shown = self._text[-2000:].decode(errors="replace")
                raise TimeoutError(f"{texts} did not come; the terminal got: {shown}")
            if all(text in self._text for text in wanted):
                return 1000 * (now - self._since)

    def settle(self, quiet: float = QUIET) -> None:
        """Wait until nothing more is drawn."""
        while self._read(quiet) is not None:
            pass

    def peak_memory(self) -> float:
        """The most memory it has held so far, in MiB; NaN where the system does not say."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return float("nan")
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024

    def _read(self, patience: float) -> float | None:
        """Take in what has come; when it came, or None where nothing did."""
        ready, _, _ = select.select([self._terminal], [], [], patience)
        if not ready:
            return None
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # the program has ended
            return None
        now = time.perf_counter()
        plain = _ESCAPES.sub(b"", self._raw + data)
        text, escape, rest = plain.partition(b"\x1b")  # the last sequence may be cut in two
        self._raw = escape + rest
        self._text += text
        return now
