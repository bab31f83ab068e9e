"""From the shell to the first line, and back."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pmo_gameboard.errors import Crash, ExitCode, StorageError
from pmo_gameboard.plain.dialogue import Dialogue, Ended, Quit
from pmo_gameboard.plain.game import play_on
from pmo_gameboard.plain.home import Home
from pmo_gameboard.plain.mending import may_leave
from pmo_gameboard.plain.play import Play
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import sweep
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.opening import open_session


class _UnsavedError(Exception):
    """A game was left that could not be saved; no menu goes on from there."""

    def __init__(self, reason: str, where: str, *, interrupted: bool) -> None:
        super().__init__(reason)
        self.told = StorageError(f"The game could not be saved: {reason}", where=where)
        self.interrupted = interrupted


@dataclass(frozen=True)
class Start:
    """How to start.

    Attributes:
        data: The data folder.
        clock: What day it is.
        open: The save to open at once; the list of games where none is given.
        save: What is in that save, where it has been read already.
    """

    data: Path
    clock: Clock
    open: Path | None = None
    save: Save | None = None


def run(start: Start, talk: Dialogue) -> ExitCode:
    """Play until the player leaves, input ends, or the program is told to stop.

    Raises:
        StorageError: The game could not be saved at the end.
        GameboardError: It could not be opened.
        Crash: A fault of the program ended it.
    """
    library = Library(start.data)
    sweep(library.folder)
    sweep(library.rehearsals)
    try:
        if start.open is not None:
            _play(start, talk, start.open, start.save)
        else:
            Home(talk, start.data, start.clock, partial(_play, start, talk)).stay()
    except (Quit, Ended):
        return ExitCode.FINE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except _UnsavedError as unsaved:
        if not unsaved.interrupted:
            raise unsaved.told from None
        with suppress(Ended):  # there may be nobody left to tell
            talk.say(str(unsaved.told))
        return ExitCode.INTERRUPTED
    return ExitCode.FINE


def _play(start: Start, talk: Dialogue, path: Path, save: Save | None = None) -> None:
    """Play a game, and those it leads to, until the player leaves."""
    onward: Path | None = path
    while onward is not None:
        onward = _play_one(start, talk, onward, save)
        save = None


def _play_one(start: Start, talk: Dialogue, path: Path, save: Save | None) -> Path | None:
    """Open a game, play it and let go of it, whatever ends it; the save to open next, if any."""
    Library(start.data).admit(path)
    session = open_session(path, start.data, start.clock, lambda _: None, save)
    play = Play(session, talk, start.data, start.clock)
    ending: Exception | KeyboardInterrupt | None = None
    try:
        _until_left(play)
    except (Exception, KeyboardInterrupt) as stop:  # noqa: BLE001 - told below, once it is saved
        ending = stop
    talk.leave_game()
    unsaved = "" if session.close() else session.why_unsaved or "The disk does not answer."
    if ending is not None and not isinstance(ending, Quit | Ended | KeyboardInterrupt):
        raise Crash("plain", unsaved) from ending
    if unsaved:
        raise _UnsavedError(unsaved, str(path), interrupted=isinstance(ending, KeyboardInterrupt))
    if session.holder is None:
        with suppress(Ended):
            talk.say(f"“{session.game.name}” is saved.")
    if ending is not None:
        raise ending
    return play.onward


def _until_left(play: Play) -> None:
    """Play until the player leaves and may; where the game cannot be saved they are asked."""
    while True:
        quitting = False
        try:
            play_on(play)
        except Quit:
            quitting = True
        if play.onward is None and not may_leave(play):
            continue
        if quitting:
            raise Quit
        return
