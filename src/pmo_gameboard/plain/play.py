"""A game that is being played in lines: its moves, what came of them, and whether it is saved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from pmo_gameboard.errors import GameboardError, MoveError
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.plain.dialogue import Dialogue
from pmo_gameboard.plain.outcome import holdings, outcome
from pmo_gameboard.play.recovery import go_back_to, last_opened, offer_words
from pmo_gameboard.play.session import Session
from pmo_gameboard.play.troubles import Trouble, trouble_of
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.reasons import Reason
from pmo_gameboard.saves.writer import SaveState

NOTHING = "There is nothing to take back."
EARLIER = "All earlier versions are listed under “Earlier versions” in the game's menu."
"""Where to look when nothing is left to take back."""

MEND = "mend"
"""What is typed at the game's menu to do something about a save that is in trouble."""


class Play:
    """An open game and the dialogue it is played in.

    Attributes:
        onward: The save to open once this game is left; None for none.
    """

    def __init__(self, session: Session, talk: Dialogue, data: Path, clock: Clock) -> None:
        self.session = session
        self.talk = talk
        self.data = data
        self.clock = clock
        self.onward: Path | None = None
        self._told = ""
        talk.undo, talk.redo, talk.news = self._undo, self._redo, self._news

    @property
    def game(self) -> Game:
        """The game as it is."""
        return self.session.game

    @property
    def survey(self) -> Survey:
        """The game, read today."""
        return self.session.survey

    @property
    def today(self) -> date:
        """The date where the player is."""
        return self.session.today

    @property
    def by(self) -> str:
        """Who plays."""
        return self.session.by

    @property
    def trouble(self) -> Trouble | None:
        """What keeps the game from being saved where it should be; None where nothing does."""
        reason = self.session.why_unsaved
        return trouble_of(self.session, SaveState("failed", None, reason) if reason else None)

    def make(
        self,
        move: Callable[[], Game],
        words: str,
        stop_id: str | None = None,
        said: str | Callable[[], str] = "Kept.",
        reason: Reason | None = None,
    ) -> bool:
        """Make a move, save it, and say what came of it; or say why it cannot be made.

        Args:
            move: The game after it.
            words: What it is, for whoever takes it back.
            stop_id: The square it is made on.
            said: What is said of it first; what makes it, where that is known only afterwards.
            reason: Why the game as it was is kept as a version first, where it is.

        Returns:
            Whether it was made.
        """
        before = self.survey
        try:
            self.session.do(move(), words, reason=reason)
        except MoveError as error:
            self.talk.say(f"Not kept: {error}")
            return False
        self._tell(before, said if isinstance(said, str) else said(), stop_id)
        return True

    def _undo(self) -> bool:
        before = self.survey
        move = self.session.undo()
        if move is None:
            return self._go_back(before)
        self._tell(before, f"Taken back: {move}.")
        return True

    def _go_back(self, before: Survey) -> bool:
        """Offer how the game was when it was opened before; whether it is so now."""
        version = last_opened(self.session)
        if version is None:
            self.talk.say(f"{NOTHING} {EARLIER}")
            return False
        self.talk.say(NOTHING)
        undo, redo = self.talk.undo, self.talk.redo
        self.talk.undo = self.talk.redo = None  # nothing else is taken back in the midst of this
        try:
            agreed = self.talk.agree(f"{offer_words(version, self.game, self.today)} {EARLIER}")
        finally:
            self.talk.undo, self.talk.redo = undo, redo
        if not agreed:
            self.talk.say("The game is as it was.")
            return False
        try:
            go_back_to(self.session, version)
        except GameboardError as error:
            self.talk.say(f"That did not work. {error}")
            return False
        self._tell(before, "The game is as it was then; “undo” takes that back.")
        return True

    def _redo(self) -> bool:
        before = self.survey
        move = self.session.redo()
        if move is None:
            self.talk.say("There is nothing to make again.")
            return False
        self._tell(before, f"Made again: {move}.")
        return True

    def _tell(self, before: Survey, said: str, stop_id: str | None = None) -> None:
        """Save, then say what came of a change."""
        self.session.flush()
        after = self.survey
        unsaved = "Not saved yet: " if self.session.why_unsaved else ""
        self.talk.say(outcome(before, after, f"{unsaved}{said}", stop_id))
        if after.finished and not before.finished:
            self.talk.say("What you leave holding:", *holdings(after))

    def _news(self) -> str:
        """What is wrong with the save, once for each time that it changes."""
        trouble = self.trouble
        text = trouble.text if trouble else ""
        if text == self._told:
            return ""
        self._told = text
        return f"{text} Type “{MEND}” at the game's menu." if text else "Saved again."
