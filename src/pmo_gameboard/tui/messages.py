"""What widgets and screens ask for: a square, a game, the home screen."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from pmo_gameboard.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pmo_gameboard.saves.format import Save


@dataclass
class LeaveProgram(Message):
    """Save and leave the program; it comes behind what a field has sent on as it closed."""

    code: ExitCode = ExitCode.FINE


@dataclass
class WindowClosed(Message):
    """There is no terminal any more."""


class NotEscape(events.Event, bubble=False):
    """What acted as Esc was the begin of a key or a paste, of which the rest has come now.

    Attributes:
        rest: The key or the paste; nothing where it is one that nobody knows.
    """

    def __init__(self, rest: "Sequence[events.Key | events.Paste]") -> None:
        super().__init__()
        self.rest = rest


class TakeBackEscape(Message):
    """To the field that Esc was meant for, and what is around it: it is to be open again."""


@dataclass
class OpenGame(Message):
    """Open this save, in the room if it is to be presented.

    ``save`` is what is in it, where it has been read already.
    """

    path: Path
    save: "Save | None" = None
    present: bool = False


@dataclass
class StartGame(Message):
    """Begin a new game on a board, and open its first square."""

    name: str
    board: str
    next_session: date | None = None


@dataclass
class Rehearse(Message):
    """Open a fresh copy of the sample game."""


@dataclass
class Mend(Message):
    """Do something about what keeps the game from being saved."""


@dataclass
class GoBack(Message):
    """Offer how the open game was when it was opened before."""


@dataclass
class CompareGame(Message):
    """Put the open game beside others, or beside itself on other days."""


@dataclass
class OpenSquare(Message):
    """Open this square of the game."""

    stop_id: str


@dataclass
class GoHome(Message):
    """Leave the game and show the home screen."""


Request = OpenGame | StartGame | Rehearse
"""What leads to an open game."""
