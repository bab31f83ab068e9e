"""Textual's driver for terminals of POSIX systems, made to outlive a bad byte and a closed window.

Textual 8.2 reads strict UTF-8 and ends at the first byte that is not; and its thread that writes
ends when the terminal is gone, after which the app waits for it for ever.
"""

import codecs
import contextlib
import io
import sys
from functools import partial
from typing import TextIO, cast

from textual.app import App
from textual.drivers import linux_driver

from pmo_gameboard.tui.messages import WindowClosed


class _Window:
    """What the driver writes to; nothing happens where it is closed."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file or io.StringIO()

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class TerminalDriver(linux_driver.LinuxDriver):
    """Reads what is no UTF-8 as replacement characters, and tells the app of a closed window."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast("io.TextIOWrapper", _Window(sys.__stderr__))

    def _run_input_thread(self) -> None:
        """Read keys until the app ends or the window is closed; a fault is the thread's own."""
        try:
            self.run_input_thread()
        except OSError:
            self._app.post_message(WindowClosed())


def _forgiving(encoding: str) -> partial[codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


# The driver takes no decoder, but looks this one up by its name.
linux_driver.getincrementaldecoder = _forgiving  # type: ignore[assignment,attr-defined]
