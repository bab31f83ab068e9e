"""Reading what was typed for a new game."""

from datetime import date
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.dates import parse_date
from pmo_gameboard.play.starting import free_name
from pmo_gameboard.tui.messages import StartGame


def request(data: Path, name: str, board: str, day: str, today: date) -> StartGame:
    """Read what was typed for a new game.

    Raises:
        GameboardError: The name cannot be a game's name or is taken, or the day is none.
    """
    name = free_name(data, name)
    day = one_line(day)
    return StartGame(name, board, parse_date(day, today) if day else None)
