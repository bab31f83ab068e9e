"""What the screens ask of the app: which game to open, and to go home."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.message import Message


@dataclass
class OpenGame(Message):
    """Open this save."""

    path: Path


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
class GoHome(Message):
    """Leave the game and show the home screen."""


Request = OpenGame | StartGame | Rehearse
"""What leads to an open game."""
