"""Whether a terminal shows what is typed: kept off while answers are secret, whatever happens."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

if sys.platform != "win32":
    import termios

STOP = getattr(signal, "SIGTSTP", None)
GO_ON = getattr(signal, "SIGCONT", None)


class Echo:
    """The echo of the terminal on stdin.

    The shell that a stopped program is left for sets the terminal its own way, so the echo is
    taken off once more when the program goes on.

    Attributes:
        off: Whether what is typed is kept from being shown.
    """

    def __init__(self, on_return: Callable[[], object]) -> None:
        """Take what is to be done when a stopped program goes on with its echo off."""
        self.off = False
        self._on_return = on_return

    def hide(self) -> bool:
        """Show nothing that is typed from now on, nor what was typed ahead; whether that works."""
        if not self.off:
            self.off = self._set(hidden=True)
        return self.off

    def show(self) -> None:
        """Show what is typed again."""
        if self.off:
            self.off = False
            self._set(hidden=False)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Keep the echo off over stops, and put it on when the block is left."""
        with suppress(ValueError, OSError):  # not in this thread
            self._watch()
        try:
            yield
        finally:
            self.show()
            with suppress(ValueError, OSError):
                for number in filter(None, (STOP, GO_ON)):
                    signal.signal(number, signal.SIG_DFL)

    def _watch(self) -> None:
        for number, handler in ((STOP, self._stop), (GO_ON, self._go_on)):
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        """Leave the terminal as it was found while the program is stopped."""
        del frame
        for each in filter(None, (STOP, GO_ON)):
            signal.signal(each, signal.SIG_DFL)
        if self.off:
            self._set(hidden=False)
        os.kill(os.getpid(), number)
        self._watch()
        self._go_on(number, None)

    def _go_on(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self.off:
            self.off = self._set(hidden=True)
            self._on_return()

    def _set(self, *, hidden: bool) -> bool:
        """Set the terminal; whether it could be."""
        if sys.platform == "win32":
            return False
        with suppress(OSError, ValueError, termios.error):
            handle = sys.stdin.fileno()
            now = termios.tcgetattr(handle)
            now[3] = now[3] & ~termios.ECHO if hidden else now[3] | termios.ECHO
            termios.tcsetattr(handle, termios.TCSAFLUSH if hidden else termios.TCSADRAIN, now)
            return True
        return False
