"""Textual's driver for terminals of POSIX systems, made to outlive bad bytes and a closed window.

Textual 8.2 reads strict UTF-8 and ends at the first byte that is not. What follows an escape
character in a paste reaches it as keys pressed. And its thread that writes ends when the terminal
is gone, after which the app waits for it for ever.
"""

import codecs
import contextlib
import io
import re
import sys
from typing import Any, TextIO, cast

from textual.app import App
from textual.drivers import linux_driver

from pmo_gameboard.tui.messages import WindowClosed
from pmo_gameboard.tui.sizes import MOST_PASTED

ESCAPE = "\x1b"
PASTE, PASTED = f"{ESCAPE}[200~", f"{ESCAPE}[201~"
_HALF_PASTED = re.compile("(?:" + "|".join(re.escape(PASTED[:n]) for n in (5, 4, 3, 2, 1)) + r")\Z")


class TerminalDecoder(codecs.IncrementalDecoder):
    """Makes text of what a terminal sends; never fails, and leaves no escape in a paste."""

    def __init__(self, errors: str = "replace") -> None:
        super().__init__(errors)
        self._utf8 = codecs.getincrementaldecoder("utf-8")(errors)
        self._pasting = False
        self._seen = ""
        """Outside a paste, the end of what was handed on, where a paste may begin."""
        self._held = ""
        """In a paste, what may be half of its end."""
        self._room = 0
        """In a paste, how many characters more are handed on; the rest is dropped."""

    def decode(self, data: Any, final: bool = False) -> str:  # noqa: ANN401, FBT001, FBT002 (codecs' own)
        """The next part of the text."""
        text, made = self._utf8.decode(data, final), ""
        while text:
            part, text = self._pasted(text) if self._pasting else self._typed(text)
            made += part
        return made

    def _typed(self, text: str) -> tuple[str, str]:
        """What comes up to the begin of a paste, that included, and what is left."""
        known = self._seen + text
        at = known.find(PASTE)
        if at < 0:
            self._seen = known[1 - len(PASTE) :]
            return text, ""
        self._pasting, self._seen = True, ""
        self._room = MOST_PASTED + 1  # the one too many tells the app that it was cut
        end = at + len(PASTE) - (len(known) - len(text))
        return text[:end], text[end:]

    def _pasted(self, text: str) -> tuple[str, str]:
        """What comes up to the end of a paste, that included, and what is left."""
        text, self._held = self._held + text, ""
        pasted, end, rest = text.partition(PASTED)
        if end:
            self._pasting = False
        elif half := _HALF_PASTED.search(pasted):
            self._held, pasted = half.group(), pasted[: half.start()]
        kept = pasted.replace(ESCAPE, "")[: self._room]
        self._room -= len(kept)
        return kept + end, rest


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
    """Reads with our decoder, and tells the app of a closed window."""

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


def _decoder(_: str) -> type[TerminalDecoder]:
    return TerminalDecoder


# The driver is given no decoder; it looks this one up by its name.
linux_driver.getincrementaldecoder = _decoder  # type: ignore[assignment,attr-defined]
