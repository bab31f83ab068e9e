"""Leaving: what is written and what is only on a screen, on every way out of a game."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import reactive

from pmo_gameboard.errors import ExitCode, StorageError
from pmo_gameboard.play.troubles import Trouble
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen, NotSavedScreen
from pmo_gameboard.tui.endings import SafeEndApp
from pmo_gameboard.tui.held import ClosesFields, take_in, unkept
from pmo_gameboard.tui.messages import LeaveProgram

if TYPE_CHECKING:
    from pmo_gameboard.play.session import Session
    from pmo_gameboard.saves.writer import SaveState


class LeavingApp(SafeEndApp):
    """An app in which a game may be open, and that lets go of it once it is saved.

    Attributes:
        session: The open game; None where none is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "ctrl+q",
            "quit",
            "Quit",
            show=False,
            priority=True,  # out of a dialog, too
            id="app.quit",
            tooltip="Save and leave",
        ),
    ]

    save_state: "reactive[SaveState | None]" = reactive(None, repaint=False)
    trouble: reactive[Trouble | None] = reactive(None, repaint=False)

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None

    def let_go(self) -> bool:
        """Write the open game and let go of it; whether it is on disk."""
        session = self.session
        if session is not None:
            saved = session.flush()  # what was written comes first, whatever comes of the rest
            self._say_last(take_in(self.screen_stack))
            session.check_in()  # closing it then has nothing left to write but the timer
            if not saved or not session.flush():
                return False
        self._drop()
        return True

    def settle_unasked(self) -> None:
        """Put what is lost with the screens among the last words, as nobody can be asked."""
        self._say_last(unkept(self.screen_stack))

    def _say_last(self, told: str) -> None:
        if told not in self.last_words:
            self.last_words = f"{self.last_words} {told}".strip()

    def why_unsaved(self) -> str:
        """Why the game could not be saved, as a sentence."""
        return (self.session and self.session.why_unsaved) or "The disk does not answer."

    def rescue(self) -> Path:
        """Write a copy of the open game into the system's temporary folder.

        Raises:
            GameboardError: It does not work.
        """
        if self.session is None:
            raise StorageError("No game is open.")
        return self.session.rescue()

    def save_soon(self) -> None:
        """Write what is not on disk yet, without waiting for it."""
        if self.session is not None:
            self.session.hurry()

    def _drop(self) -> None:
        """Let go of the game that was open, if one was."""
        if self.session is not None:
            self.session.close()
        self.session = self.save_state = self.trouble = None

    def _warn_unsaved(self) -> None:
        self.last_words = ""  # nobody leaves
        self.notify(
            f"Not saved: {self.why_unsaved()} The game stays open and keeps trying.",
            severity="error",
        )

    async def action_quit(self) -> None:
        """Close what is being written, save and leave; stay once where it cannot be kept."""
        if isinstance(self.screen, ConfirmScreen):
            return  # it asks something that has to be answered first
        if isinstance(self.screen, ClosesFields) and not self.screen.finish_fields():
            self.notify("The game stays open this once. Ctrl+Q again leaves.")
            return
        if lost := unkept(self.screen_stack):
            await self._ask_to_leave(lost)
        else:
            (self.focused or self.screen).post_message(LeaveProgram())

    async def _ask_to_leave(self, lost: str) -> None:
        """Ask first where something is lost by leaving."""

        def leave(agreed: bool | None) -> None:  # noqa: FBT001  # a screen's answer
            if agreed:
                self.post_message(LeaveProgram())

        await self.push_screen(ConfirmScreen("Leave now?", lost, yes="Leave", no="Stay"), leave)

    async def on_leave_program(self, message: LeaveProgram) -> None:
        """Save and leave; ask first where the game could not be saved."""
        if message.code is ExitCode.INTERRUPTED:  # Ctrl+C twice: nothing else is asked
            self.settle_unasked()
        if self.let_go():
            self.exit(message.code)
            return
        if isinstance(self.screen, NotSavedScreen):
            return  # the question is asked already

        def leave(agreed: bool | None) -> None:  # noqa: FBT001  # a screen's answer
            self.last_words = ""  # it is lost with the rest, or there still
            if agreed:
                self.exit(ExitCode.STORAGE)

        await self.push_screen(NotSavedScreen(self.why_unsaved()), leave)
