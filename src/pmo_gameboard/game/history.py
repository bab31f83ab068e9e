"""Undo and redo: a list of games."""

from dataclasses import dataclass, replace

from pmo_gameboard.game.state import Game

DEPTH = 500
"""How many moves can be undone."""


@dataclass(frozen=True)
class Step:
    """A game as it was before a move, and what that move was, in words."""

    game: Game
    move: str


@dataclass(frozen=True)
class History:
    """The game as it is, the moves that led here, and those that were undone.

    Attributes:
        key: What the last move was made on. Moves in a row with the same key, such as the
            keystrokes in one field, are undone together.
    """

    game: Game
    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()
    key: str | None = None

    def do(self, game: Game, move: str, key: str | None = None) -> "History":
        """The history after a move; one that changed nothing leaves it as it is."""
        if game == self.game:
            return self
        if key is not None and key == self.key:
            return replace(self, game=game)
        past = (*self.past, Step(self.game, move))[-DEPTH:]
        return History(game, past, key=key)

    def amended(self, game: Game) -> "History":
        """The same history with something noted in the game that is no move of its own."""
        return self if game is self.game else replace(self, game=game)

    def sealed(self) -> "History":
        """The same history, in which the next move is a step of its own whatever its key."""
        return replace(self, key=None)

    def undo(self) -> "History":
        """The history before the last move, or the same one where there is none."""
        if not self.past:
            return self
        *past, step = self.past
        return History(step.game, tuple(past), (Step(self.game, step.move), *self.future))

    def redo(self) -> "History":
        """The history with the last undone move made again, or the same where there is none."""
        if not self.future:
            return self
        step, *future = self.future
        return History(step.game, (*self.past, Step(self.game, step.move)), tuple(future))
