"""An app that saves and leaves the terminal as it was found, whatever ends it."""

import asyncio
import shlex
import signal
import sys
import threading
from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import ClassVar, cast

from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.worker import WorkerFailed

from pmo_gameboard.errors import Crash, ExitCode, GameboardError, UnsavedError
from pmo_gameboard.tui.messages import LeaveProgram, WindowClosed
from pmo_gameboard.tui.type_ahead import TypeAheadApp

INTERRUPT_AGAIN = 4.0
"""Seconds in which a second Ctrl+C leaves the program."""

END_WAITS = 1.0
"""Seconds that the end waits at most for keys that are still on their way."""

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


class SafeEndApp(TypeAheadApp[ExitCode]):
    """An app that ends well: on a signal, a closed window, Ctrl+C and a fault of its own.

    Attributes:
        crash: The fault that ended it, if one did.
        unsaved: What to tell of a game that could not be saved when it was ended; None for none.
        last_words: What else there is to tell at the end, in sentences: what came of answers
            that were not in the game yet.
        writes: Whether anything is written in it.
    """

    writes: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "help_quit", show=False, system=True, priority=True),  # in dialogs, too
    ]

    def __init__(self) -> None:
        super().__init__()
        self.crash: Crash | None = None
        self.unsaved: UnsavedError | None = None
        self.last_words = ""
        self._interrupted_at = -INTERRUPT_AGAIN
        self._ending = False
        self._fallen = False

    @abstractmethod
    def let_go(self) -> bool:
        """Write the open game and let go of it; whether it is on disk."""

    @abstractmethod
    def settle_unasked(self) -> None:
        """Put what is lost with the screens among the last words, as nobody can be asked."""

    @abstractmethod
    def save_soon(self) -> None:
        """Write what is not on disk yet, without waiting for it."""

    @abstractmethod
    def why_unsaved(self) -> str:
        """Why the game could not be saved, as a sentence."""

    @abstractmethod
    def rescue(self) -> Path:
        """Write a copy of the open game where that may still work, and say where it is.

        Raises:
            GameboardError: It does not work.
        """

    def end(self) -> None:
        """Save and leave, asking nothing, once the keys that came before have had their effect."""
        if self._ending:  # a closed window is often followed by a signal
            return
        self._ending = True
        self._once_keys_have_acted(self._end)

    def _once_keys_have_acted(self, act: Callable[[], None]) -> None:
        """Do something behind the keys that came before, which are not waited for too long."""
        self.save_soon()
        asyncio.get_running_loop().call_later(END_WAITS, act)
        self.call_later(self.after_keys, act)

    def _end(self) -> None:
        """Save and leave; a fault on the way out is one of the app."""
        try:
            self._save_and_leave()
        except Exception as error:  # noqa: BLE001 (or the loop would log it, and nothing ends)
            self._handle_exception(error)

    def _save_and_leave(self) -> None:
        """Save and leave; ``launch.run`` tells of what is not saved."""
        if self._exit:
            return
        self.settle_unasked()
        if not self.let_go():
            reason = self.why_unsaved()
            told = f"Your last changes are not saved: {reason}"
            self.unsaved = UnsavedError(told, hint=self._last_try())
        self.exit(ExitCode.INTERRUPTED)

    def _last_try(self) -> str:
        """Rescue a game that cannot be saved, and say where it is."""
        try:
            path = self.rescue()
        except GameboardError:
            return "A copy could not be kept either."
        return f"A copy is kept: {shlex.join(['pmo-gameboard', 'play', str(path)])} opens it."

    # Signals, and a closed window -------------------------------------------------------------

    def on_load(self) -> None:
        """Listen to what may end the program, in this thread and in others."""
        loop = asyncio.get_running_loop()
        threading.excepthook = partial(self._blame_thread, loop)
        for name in SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, a thread
                    loop.add_signal_handler(number, self.end)

    def on_unmount(self) -> None:
        """Listen no more."""
        threading.excepthook = threading.__excepthook__

    async def _close_all(self) -> None:
        """Save before the screens go: a fault of the app itself leaves no time to wait for keys."""
        self._fall()
        await super()._close_all()

    def get_driver_class(self) -> type[Driver]:
        """The driver that reads the terminal; ours where Textual would take its own for POSIX."""
        found = super().get_driver_class()
        if sys.platform != "win32" and found.__name__ == "LinuxDriver":
            from pmo_gameboard.tui.driver import TerminalDriver  # noqa: PLC0415 (POSIX alone)

            return TerminalDriver
        return found

    def on_window_closed(self, _: WindowClosed) -> None:
        """Save and leave; the system's signal for it may come later, or not at all."""
        self.end()

    def action_help_quit(self) -> None:
        """Ctrl+C: save; leave if it comes again, as people often mean to copy with it.

        Raises:
            SkipAction: Something is selected, to be copied indeed.
        """
        if self._selected:
            raise SkipAction
        now = monotonic()
        if now - self._interrupted_at < INTERRUPT_AGAIN:
            self.post_message(LeaveProgram(ExitCode.INTERRUPTED))
            return
        self._interrupted_at = now
        self.save_soon()
        self.notify("Ctrl+C once more saves and leaves.", timeout=INTERRUPT_AGAIN)

    @property
    def _selected(self) -> str:
        """What is selected, in the field that is written in or on the screen."""
        written: str = getattr(self.focused, "selected_text", "")
        return written or self.screen.get_selected_text() or ""

    # Faults ----------------------------------------------------------------------------------

    def _blame_thread(
        self, loop: asyncio.AbstractEventLoop, fault: threading.ExceptHookArgs
    ) -> None:
        """Treat a fault in any thread as one of the app."""
        if isinstance(fault.exc_value, Exception):
            with suppress(RuntimeError):  # the app has ended
                loop.call_soon_threadsafe(self._handle_exception, fault.exc_value)

    def _handle_exception(self, error: Exception) -> None:
        """Save what there is and end, behind the keys that came before the fault."""
        if self._exit or self.crash is not None:  # told already, or about to be
            return
        screen = type(self.screen).__name__ if self.screen_stack else ""
        self.crash = Crash(screen, wrote=self.writes)
        self.crash.__cause__ = error.error if isinstance(error, WorkerFailed) else error
        try:
            self._once_keys_have_acted(self._fall)
        except Exception:  # noqa: BLE001 (a fault on the way out of a fault)
            self._fall()

    def _fall(self) -> None:
        """Save and end; ``launch.run`` tells of the fault when the terminal is as it was."""
        if self._fallen or self.crash is None:
            return
        self._fallen = True
        try:
            self.crash.unsaved = self._what_is_unsaved()
        except Exception:  # noqa: BLE001 (a fault on the way out of a fault)
            self.crash.unsaved = "Saving failed for the same reason."
        self.settle_unasked()
        self.crash.told = self.last_words
        super()._handle_exception(cast("Exception", self.crash.__cause__))

    def _what_is_unsaved(self) -> str:
        """Save, and say what is not saved, and why; nothing where all is."""
        if not self.let_go():
            return f"{self.why_unsaved()} {self._last_try()}"
        return "The last keys may have had no effect any more." if self.unheard else ""

    def _fatal_error(self) -> None:
        """End without a traceback: Textual's shows what is in every variable, answers too."""
        self._close_messages_no_wait()

    def panic(self, *renderables: object) -> None:
        """End without showing what went wrong, for the same reason."""
        del renderables
        self._close_messages_no_wait()
