"""From the shell to the first line, and back."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pmo_gameboard.errors import Crash, ExitCode, StorageError
from pmo_gameboard.plain.dialogue import Dialogue, Ended, Quit, Unheard
from pmo_gameboard.plain.game import play_on
from pmo_gameboard.plain.home import Home
from pmo_gameboard.plain.mending import may_leave
from pmo_gameboard.plain.play import Play
from pmo_gameboard.play.opening import open_session
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import sweep
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library


class _UnsavedError(Exception):
    """A game was left that could not be saved; no menu goes on from there."""

    def __init__(self, reason: str, where: str, *, interrupted: bool) -> None:
        super().__init__(reason)
        self.told = StorageError(f"The game could not be saved: {reason}", where=where)
        self.interrupted = interrupted


class _LeftError(Exception):
    """The program was left from a game that was not saved where it should be."""

    def __init__(self, code: ExitCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Start:
    """How to start.

    Attributes:
        data: The data folder.
        clock: What day it is.
        open: The save to open at once; the list of games where none is given.
        save: What is in that save, where it has been read already.
        present: Whether to begin with an agenda for the room, in a save that is opened at once.
    """

    data: Path
    clock: Clock
    open: Path | None = None
    save: Save | None = None
    present: bool = False


def run(start: Start, talk: Dialogue) -> ExitCode:
    """Play until the player leaves, input ends, or the program is told to stop.

    Raises:
        StorageError: The game could not be saved at the end, or nothing could be told any more.
        GameboardError: It could not be opened.
        Crash: A fault of the program ended it.
    """
    library = Library(start.data)
    sweep(library.folder)
    sweep(library.rehearsals)
    try:
        if start.open is not None:
            return _play(start, talk, start.open, start.save)
        Home(talk, start.data, start.clock, partial(_play, start, talk)).stay()
    except _LeftError as left:
        return left.code
    except Unheard as unheard:
        hint = "What was typed up to there is kept, and nothing after it. Send it elsewhere."
        raise unheard.told(hint) from None
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


def _play(start: Start, talk: Dialogue, path: Path, save: Save | None = None) -> ExitCode:
    """Play a game, and those it leads to, until the player leaves; how the last one ends."""
    onward: Path | None = path
    code = ExitCode.FINE
    while onward is not None:
        code, onward = _play_one(start, talk, onward, save)
        save = None
    return code


def _play_one(
    start: Start, talk: Dialogue, path: Path, save: Save | None
) -> tuple[ExitCode, Path | None]:
    """Open a game, play it and let go of it, whatever ends it.

    Returns:
        What it ends the program with, if it does, and the save to open next, if any.
    """
    Library(start.data).admit(path)
    session = open_session(path, start.data, start.clock, lambda _: None, save)
    play = Play(session, talk, start.data, start.clock)
    ending: Exception | KeyboardInterrupt | None = None
    try:
        _until_left(play, present=start.present and path == start.open)
    except (Exception, KeyboardInterrupt) as stop:  # noqa: BLE001 - told below, once it is saved
        ending = stop
    talk.leave_game()
    unsaved = "" if session.close() else session.why_unsaved or "The disk does not answer."
    if ending is not None and not isinstance(ending, Quit | Ended | KeyboardInterrupt):
        raise Crash("plain", unsaved, talk.unkept) from ending
    if unsaved:
        raise _UnsavedError(unsaved, str(path), interrupted=isinstance(ending, KeyboardInterrupt))
    code, words = _last_words(session)
    if isinstance(ending, KeyboardInterrupt):
        words = f"A line without its Enter is not kept. {words}"
    if play.onward is None:
        with suppress(Ended):
            talk.say(words)
    if isinstance(ending, Quit | Ended) and code is not ExitCode.FINE:
        raise _LeftError(code) from ending
    if ending is not None:
        raise ending
    return code, play.onward


def _last_words(session: Session) -> tuple[ExitCode, str]:
    """What a game that is left ends with, and what became of it."""
    name = session.game.name
    if session.holder is not None:
        return ExitCode.IN_USE, f"Nothing was saved: {session.holder} has “{name}” open."
    if session.barred:
        return ExitCode.STORAGE, f"Nothing was saved. {session.barred}"
    if session.theirs is not None:
        where = f"What you wrote is saved in {session.path.name}."
        return ExitCode.IN_USE, f"Somebody changed “{name}” meanwhile. {where}"
    return ExitCode.FINE, f"“{name}” is saved."


def _until_left(play: Play, *, present: bool = False) -> None:
    """Play until the player leaves and may; where the game cannot be saved they are asked."""
    while True:
        quitting = False
        present, begin = False, present
        try:
            play_on(play, present=begin)
        except Quit:
            quitting = True
        if play.onward is None and not may_leave(play):
            continue
        if quitting:
            raise Quit
        return
