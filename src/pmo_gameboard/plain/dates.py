"""Asking for a day, as people type it."""

from collections.abc import Collection
from datetime import date

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.dates import HINT, parse_date
from pmo_gameboard.plain.dialogue import LEAVE, Dialogue, Way, Word

NONE = "none"
"""What is typed to take a date away."""

TAKES_AWAY = f"“{NONE}” takes the date away."


def spoken_date(day: date, today: date) -> str:
    """A day with its whole words, so that it can be told by ear how it was read."""
    year = "" if day.year == today.year else f" {day.year:04}"
    return f"{day:%A} {day.day} {day:%B}{year}"


def ask_date(
    talk: Dialogue,
    question: str,
    more: str,
    today: date,
    words: Collection[str] = (),
    leave: str = LEAVE,
) -> date | Word | Way:
    """Ask for a day until it can be read; one of the words or a way where none is given."""
    prompt = f"{question} {HINT} {more}"
    typed = talk.line(prompt, words=words, leave=leave)
    while isinstance(typed, str):
        try:
            return parse_date(one_line(typed), today)
        except MoveError as error:
            talk.say(f"Not kept: {error}")
            typed = talk.line(prompt, said=True, words=words, leave=leave)
    return typed
