"""The one family of errors a person may be shown, and the exit codes they end with."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells the shell that called it."""

    FINE = 0
    DUE = 1
    USAGE = 2
    IN_USE = 3
    STORAGE = 4
    BUG = 70
    INTERRUPTED = 130


class GameboardError(Exception):
    """Something went wrong that the user can understand and act on.

    Attributes:
        message: What happened, in one sentence.
        hint: What to do next, in one sentence; may be empty.
        where: The file, field or argument it happened in; may be empty.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, *, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        start = f"{self.where}: {self.message}" if self.where else self.message
        return f"{start} {self.hint}" if self.hint else start


class BoardError(GameboardError):
    """A board cannot be used as it stands."""


class MoveError(GameboardError):
    """A move that the rules do not allow; the game stays as it was."""


class GameNameError(GameboardError):
    """A game's name that cannot become a file's name."""


class SaveError(GameboardError):
    """A save that cannot be read or understood."""

    exit_code = ExitCode.STORAGE


class StorageError(GameboardError):
    """A file or folder that cannot be read or written."""

    exit_code = ExitCode.STORAGE


class NewerSaveError(SaveError):
    """A save that a newer version of the program wrote: whole, and to be left alone."""


class UnfitError(StorageError):
    """What is found is no file that could be read whole: a folder, a pipe, something huge."""


class TakenError(StorageError):
    """There is something of the name that a new file was to have."""


class UnsavedError(GameboardError):
    """The program was ended while a game could not be saved."""

    exit_code = ExitCode.INTERRUPTED


class TerminalError(GameboardError):
    """There is no terminal here that a screen can be drawn on."""


class Crash(Exception):  # noqa: N818 (no error that a person can act on)
    """A fault of the program that ended the screens; it is the cause of this.

    Attributes:
        screen: The name of the screen that was shown.
        unsaved: Why the open game is not on the disk, as a sentence; empty where all is.
        told: What came of what was not in the game yet, in sentences; empty where all was.
        wrote: Whether anything could have been written.
    """

    def __init__(
        self, screen: str, unsaved: str = "", told: str = "", *, wrote: bool = True
    ) -> None:
        super().__init__(screen)
        self.screen = screen
        self.unsaved = unsaved
        self.told = told
        self.wrote = wrote
