"""The lines of the plain game: read from stdin, written to stdout, and what ends them."""

import codecs
import errno
import getpass
import io
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from types import FrameType

from pmo_gameboard.board.text import one_line
from pmo_gameboard.cli import output, terminal
from pmo_gameboard.cli.echo import Echo
from pmo_gameboard.plain.dialogue import PROMPT, Dialogue, Ended, Unheard
from pmo_gameboard.plain.unseen import HIDDEN
from pmo_gameboard.twins import ASCII_TWINS

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")

LONGEST = 2**20
"""The most characters of a line that are taken in; no answer is as long."""


_ECHOED = 400

_NO_UTF8 = re.compile("[\udc80-\udcff]")
"""What Python puts for a byte that it could not decode."""

_NOBODY_READS = {errno.EPIPE, errno.EIO}

TERMINAL_TAKES = 1023 if sys.platform == "darwin" else 4095
"""The most bytes that a terminal takes in a line; what is typed beyond them is lost."""


class Lines:
    """Stdin and stdout, line by line.

    A signal ends the waiting for a line and nothing else: a move is made and saved whole.
    """

    def __init__(self, *, ascii_only: bool = False) -> None:
        self._ascii = ascii_only
        self._typed = terminal.is_terminal(sys.stdin)
        self._stopped = self._waiting = self._gone = False
        self._ended: threading.Event | None = None
        self._otherwise = _read_as_utf8()
        self._echo = Echo(self._say_again)

    def dialogue(self) -> Dialogue:
        """A dialogue over these lines."""
        return Dialogue(self.read, self.write, self._read_hidden, hides=self._typed)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals that may end the program, until the block is left."""
        before = {}
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(ValueError, OSError):  # not in this thread
                    before[number] = signal.signal(number, self._stop)
        try:
            with self._echo.watching() if self._typed else nullcontext():
                yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def read(self) -> str | None:
        """The next line without its end; None where there are no more.

        Raises:
            KeyboardInterrupt: The program is to end.
        """
        self._echo.show()
        line = self._next()
        if line is None:
            return None
        if not self._typed:  # a terminal shows what is typed, a pipe does not
            self.write(f"{one_line(line[:_ECHOED])}\n")
        elif len(line.encode(errors="replace")) >= TERMINAL_TAKES:
            self.write(
                f"A terminal takes {TERMINAL_TAKES:,} bytes a line, so the end of this one may be "
                "missing. Look at it, and write long texts in several lines.\n"
            )
        return line

    def write(self, text: str) -> None:
        """Show text at once.

        Where a reader has seen enough, the answers that a pipe still holds are made all the same.

        Raises:
            Ended: Nobody reads it any more, at a terminal.
            Unheard: It cannot be written.
            KeyboardInterrupt: The program is to end.
        """
        if self._gone or sys.stdout is None:
            return
        try:
            with self._wait():
                sys.stdout.write(text.translate(ASCII_TWINS) if self._ascii else text)
                sys.stdout.flush()
        except OSError as error:
            self._gone = True
            output.forget_stdout()
            if error.errno not in _NOBODY_READS:
                raise Unheard(error.strerror or type(error).__name__) from None
            if self._typed and error.errno == errno.EIO:  # there is no terminal any more
                raise KeyboardInterrupt from None
            if self._typed:
                raise Ended from None

    def pause(self, seconds: float) -> bool:
        """Wait a while; whether there is no reason to go on: input has ended, or nobody reads.

        Raises:
            KeyboardInterrupt: The program is to end.
        """
        if self._ended is None:
            self._ended = threading.Event()
            threading.Thread(target=self._drain, args=(self._ended,), daemon=True).start()
        with self._wait():
            ended = self._ended.wait(seconds) or self._gone
        with self._wait():  # a signal may have come, or the terminal be gone
            return ended

    def _drain(self, ended: threading.Event) -> None:
        """Read stdin to its end, past its buffer, which a thread must not hold when Python ends."""
        try:
            with suppress(ValueError, AttributeError):
                handle = sys.stdin.fileno()
                while os.read(handle, 65536):
                    pass
        except OSError:
            self._stopped = True  # there is no terminal any more
        ended.set()

    def _next(self) -> str | None:
        with self._wait():
            line = _line()
        if not line:
            self.write("\n")
            return None
        text, told = _understood(line.removesuffix("\n"), self._otherwise)
        if told:
            self.write(f"{told}\n")
        return text

    def _read_hidden(self, prompt: str) -> str | None:
        """The next line, which is not shown; a terminal that cannot but show it, is told of.

        What is typed before the prompt may be seen, so that comes last of all. From one such line
        to the next nothing is shown either, so that whoever types fast is not.

        Raises:
            KeyboardInterrupt: The program is to end.
        """
        if self._typed and sys.platform == "win32":
            with self._wait(), suppress(EOFError):
                return getpass.getpass(prompt)
            return None
        if self._typed and not self._echo.hide():
            self.write(f"This terminal shows what is typed.\n{prompt}")
            return self.read()
        self.write(prompt)
        line = self._next()
        if line is not None:
            self.write("\n")  # as the one that was typed is not shown either
        return line

    def _say_again(self) -> None:
        """Say what is waited for, once a stopped program goes on; unbuffered, as in a signal."""
        with suppress(OSError):
            os.write(sys.stdout.fileno(), f"\n{HIDDEN}\n{PROMPT}".encode())

    @contextmanager
    def _wait(self) -> Iterator[None]:
        """Wait for the other end, which a signal may end.

        Raises:
            KeyboardInterrupt: It did, or came before.
        """
        self._waiting = True
        try:
            if self._stopped:
                self._stopped = False
                raise KeyboardInterrupt
            yield
        finally:
            self._waiting = False

    def _stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._waiting:
            self._waiting = False  # whoever cleans up is not to be stopped once more
            raise KeyboardInterrupt
        self._stopped = True


def _read_as_utf8() -> str:
    """Let stdin be read as UTF-8, which is what pipes carry whatever the locale says.

    Returns:
        The encoding of the locale, for what turns out to be no UTF-8; empty where it has none of
        its own.
    """
    stream = sys.stdin
    if not isinstance(stream, io.TextIOWrapper):
        return ""
    usual = codecs.lookup(stream.encoding).name
    stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    return "" if usual in {"utf-8", "ascii"} else usual


def _understood(line: str, otherwise: str) -> tuple[str, str]:
    """A line in which bytes may be left that are no UTF-8, and what to say of them."""
    if _NO_UTF8.search(line) is None:
        return line, ""
    raw = line.encode(errors="surrogateescape")
    with suppress(UnicodeDecodeError):
        if otherwise:
            return raw.decode(otherwise), f"This line is no UTF-8 text; it was read as {otherwise}."
    told = "Part of this line is no UTF-8 text and could not be read; a mark stands for it."
    return raw.decode(errors="replace"), told


def _line() -> str:
    """The next line of stdin, cut where it is too long; empty where there are no more.

    Raises:
        KeyboardInterrupt: There is no terminal any more; most systems send a signal, too.
    """
    if sys.stdin is None:
        return ""
    try:
        line = rest = sys.stdin.readline(LONGEST)
        while len(rest) == LONGEST and not rest.endswith("\n"):
            rest = sys.stdin.readline(LONGEST)
    except OSError:
        raise KeyboardInterrupt from None
    return line
