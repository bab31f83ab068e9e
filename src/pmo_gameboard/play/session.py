"""One opened game: its history, where the player is, and the writer that keeps it on disk."""

import contextlib
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from pmo_gameboard.errors import GameboardError, MoveError, StorageError
from pmo_gameboard.game.check_ins import check_in_today
from pmo_gameboard.game.history import History
from pmo_gameboard.game.standings import Survey, survey
from pmo_gameboard.game.state import Game, Pulse
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.lock import GameInUseError, Holder, Lock
from pmo_gameboard.saves.reasons import Reason
from pmo_gameboard.saves.room import RoomState
from pmo_gameboard.saves.save_file import Earlier, SaveFile
from pmo_gameboard.saves.snapshots import Snapshots
from pmo_gameboard.saves.writer import SaveState, Writer


class Session:
    """The game being played. Every change goes through ``do`` and is on disk soon after.

    Where another program has the game open, it can only be looked at.

    Attributes:
        holder: The program that has the game open; None where none other has.
        barred: Why nobody may write it from here, as a sentence; empty where one may.
        left_by: The program that had the game open before and did not close it.
        at: The id of the stop where the player is; None on the board.
        room: What a session in the room is at; None where there is none.
        by: Who plays, written beside every entry.
        begun: The game as it was opened.
    """

    def __init__(
        self,
        path: Path,
        save: Save,
        clock: Clock,
        on_state: Callable[[SaveState], None],
        by: str = "",
        *,
        lock: Lock | GameInUseError | None = None,
        snapshots: Snapshots | None = None,
        barred: str = "",
    ) -> None:
        self.holder: Holder | None = lock.holder if isinstance(lock, GameInUseError) else None
        self.left_by: Holder | None = lock.left_by if isinstance(lock, Lock) else None
        self.barred = barred
        self.snapshots = snapshots
        self.at = save.at
        self.room: RoomState | None = None
        self.by = by
        self._clock = clock
        self.begun = save.game
        self._history = History(save.game)
        self._survey: Survey | None = None
        self._played = False
        self._finished: int | None = None
        self._file = SaveFile(
            path, save, by=by, lock=lock if isinstance(lock, Lock) else None, snapshots=snapshots
        )
        self._writer = Writer(self._file, on_state, now=clock.now)

    @property
    def path(self) -> Path:
        """The save."""
        return self._file.path

    @property
    def theirs(self) -> Path | None:
        """The save that another program changed, where this game goes on in a copy beside it."""
        return self._file.theirs

    @property
    def saved_at(self) -> datetime:
        """When what is on the disk was written."""
        return self._file.saved.saved_at

    @property
    def why_unsaved(self) -> str:
        """Why the last write failed, as a sentence; empty where it did not."""
        return self._writer.reason

    @property
    def game(self) -> Game:
        """The game as it is."""
        return self._history.game

    @property
    def today(self) -> date:
        """The date where the player is."""
        return self._clock.today()

    @property
    def survey(self) -> Survey:
        """The game, read today."""
        if (
            self._survey is None
            or self._survey.game is not self.game
            or self._survey.today != self.today
        ):
            self._survey = survey(self.game, self.today)
        return self._survey

    @property
    def only_looked_at(self) -> str:
        """Why nothing can be changed here, as a sentence; empty where it can."""
        if self.holder is not None:
            return f"{self.holder} has this game open; here you can only look at it."
        return f"You can only look at this game. {self.barred}" if self.barred else ""

    @property
    def pulses(self) -> tuple[Pulse, ...]:
        """The pulses of the game, and those that were taken back: what they said was shown."""
        return (*self.game.pulses, *(p for step in self._history.future for p in step.game.pulses))

    @property
    def undoable(self) -> str | None:
        """The move that undo would take back, in words."""
        return self._history.past[-1].move if self._history.past else None

    @property
    def redoable(self) -> str | None:
        """The move that redo would make again, in words."""
        return self._history.future[0].move if self._history.future else None

    def do(
        self, game: Game, move: str, key: str | None = None, reason: Reason | None = None
    ) -> None:
        """Take the game a move led to; ``key`` joins keystrokes in one field to one step.

        Where there is a ``reason``, the game as it was before is kept as a version.

        Raises:
            MoveError: The game can only be looked at.
        """
        if self.only_looked_at:
            raise MoveError(self.only_looked_at)
        earlier = Earlier(self.game, self.at, self._clock.now(), reason) if reason else None
        self._keep(self._history.do(game, move, key), earlier)

    def begin(self, act: Callable[[], None]) -> None:
        """Do something behind the screen before anything is written."""
        self._writer.begin(act)

    def seal(self) -> None:
        """Let the next move be a step of its own."""
        self._history = self._history.sealed()

    def take_back(self, key: str) -> bool:
        """Undo the last move if it was made on this key; whether it was."""
        return self._history.key == key and self.undo() is not None

    def undo(self) -> str | None:
        """Take back the last move and say which one it was; None where there is none."""
        move = self.undoable
        self._keep(self._history.undo())
        return move

    def redo(self) -> str | None:
        """Make the last undone move again and say which one it was; None where there is none."""
        move = self.redoable
        self._keep(self._history.redo())
        return move

    def visit(self, stop_id: str | None) -> None:
        """Remember the square the player is at (None: the board); the game opens there again."""
        if stop_id != self.at:
            self.at = stop_id
            self.check_in()
            self._note()

    def check_in(self) -> None:
        """Note how the game stands today, once something was done in it."""
        if not self._played:
            return
        game = check_in_today(self.survey)
        if game is not self.game:
            self._history = self._history.amended(game)
            self._note()

    def show_room(self, room: RoomState | None) -> None:
        """Note what the room is at, or that nobody is in it; whoever follows the game sees it."""
        if room != self.room:
            self.room = room
            self._note()

    def note_round(self, finished: int | None) -> None:
        """Note that a round runs and how many have finished, but no answer; None: none runs.

        A program that is killed leaves this note; ``opening.left_words`` tells of it.
        """
        if finished != self._finished:
            self._finished = finished
            self._file.note_round(finished)

    def _note(self, earlier: Earlier | None = None) -> None:
        """Let the game as it is be written soon; one that is only looked at is not."""
        if not self.only_looked_at:
            self._writer.submit(self.game, self.at, self.room, earlier)

    def hurry(self) -> None:
        """Write what is not on disk yet, now, without waiting for it."""
        self._writer.hurry()

    def flush(self) -> bool:
        """Write what is not on disk yet, now; whether that worked."""
        return self._writer.flush()

    def close(self, *, told: bool = True) -> bool:
        """Write what is not on disk yet and let go of the save; whether that worked.

        Unless the player was ``told`` who had left the game, the next to open it is.
        """
        self.check_in()
        self.show_room(None)
        saved = self._writer.close()
        self._file.release(told=told)
        return saved

    def save_elsewhere(self, path: Path) -> None:
        """Write the game to another file from now on; what is in the one before stays.

        Raises:
            GameboardError: There is a file already, or it cannot be written; nothing changes then.
        """
        self._file.go_elsewhere(path, self.game, self.at, self._clock.now())
        self._writer.hurry()

    def rescue(self) -> Path:
        """Write a copy of the game, its owner's alone, into the system's temporary folder.

        For a program that ends while the game cannot be saved.

        Raises:
            GameboardError: That does not work either.
        """
        try:
            folder = Path(tempfile.mkdtemp(prefix="pmo-gameboard-"))
        except OSError as error:
            raise StorageError(f"The system says: {error.strerror}.") from None
        path = folder / self.path.name
        try:
            self._file.copy(path, self.game, self.at, self._clock.now())
        except GameboardError:
            with contextlib.suppress(OSError):
                folder.rmdir()
            raise
        return path

    def _keep(self, history: History, earlier: Earlier | None = None) -> None:
        changed = history.game is not self.game
        self._history = history
        if changed:
            self._played = True
            self._note(earlier)
