"""Textual's driver for terminals of POSIX systems, made to outlive bad bytes and a closed window.

Textual 8.2 reads strict UTF-8 and ends at the first byte that is not. What follows an escape
character in a paste reaches it as keys pressed. Its thread that writes ends when the terminal is
gone, after which the app waits for it for ever, and the one that reads asks for ever for more. And
what it finds when it is continued it takes for how the terminal was before the program came.
"""

import codecs
import contextlib
import io
import os
import re
import select
import sys
import time
from typing import Any, TextIO, cast

from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.message import Message

from pmo_gameboard.tui.keyboard import ESCAPE, Keyboard
from pmo_gameboard.tui.messages import WindowClosed
from pmo_gameboard.tui.sizes import MOST_PASTED
from pmo_gameboard.tui.type_ahead import TypeAheadApp

PASTE, PASTED = f"{ESCAPE}[200~", f"{ESCAPE}[201~"
ASK_FOR_KITTY = f"{ESCAPE}[?u"
"""Asks whether the terminal speaks Kitty's protocol; one that does not says nothing."""

TICK = 0.1
"""Seconds between two looks at whether a key is still to be waited for."""

AT_ONCE = 4096
"""The most bytes that are read at once."""

WIDEST = 2000
"""The most cells of a window, either way."""

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
    """Reads with our decoder and keyboard, and leaves the terminal as it was found at first."""

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
        self._found: list[Any] | None = None
        if isinstance(app, TypeAheadApp):
            app.minds_bursts = True

    # How the terminal is set ------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Take the terminal; how it was found is noted the first time alone."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._found = self._found or self.attrs_before
        self.attrs_before = self._found
        if self._taken:
            self.write(ASK_FOR_KITTY)
            self.flush()

    @property
    def _taken(self) -> bool:
        """Whether the terminal is the program's now."""
        return self._key_thread is not None and self._key_thread.is_alive()

    def _sigcont_application(self, *_: object) -> None:
        """Take the terminal again once the program goes on, outside the signal's handler."""
        with contextlib.suppress(RuntimeError):  # the program has ended
            self._loop.call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        """Let go of the terminal first where nobody could, as the program was stopped unasked."""
        if not self._auto_restart:
            return
        if self._taken:
            self.suspend_application_mode()
            self._must_signal_resume = True
        if self._must_signal_resume:
            self.resume_application_mode()

    # What it sends ----------------------------------------------------------------------------

    def _run_input_thread(self) -> None:
        """Read keys until the app ends or the terminal is gone; a fault is the thread's own."""
        try:
            self.run_input_thread()
        except (OSError, EOFError):
            self._app.post_message(WindowClosed())

    def run_input_thread(self) -> None:
        """Make messages of what the terminal sends.

        Raises:
            OSError: There is no terminal any more.
            EOFError: It sends nothing any more.
        """
        decoder, keyboard = TerminalDecoder(), Keyboard(debug=self._debug)
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], TICK)
            if ready:
                data = os.read(self.fileno, AT_ONCE)
                if not data:
                    raise EOFError
                for message in keyboard.feed(decoder.decode(data), time.monotonic()):
                    self.process_message(message)
            for message in keyboard.tick(time.monotonic()):
                self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Hand it on, unless it tells of a window of an impossible size."""
        if isinstance(message, events.Resize) and not (
            0 < message.size.width <= WIDEST and 0 < message.size.height <= WIDEST
        ):
            return
        super().process_message(message)
