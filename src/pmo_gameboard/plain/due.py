"""What asks for attention, in lines: actions, stale squares, the next session."""

from functools import partial

from pmo_gameboard.game.due import Due, due_now, due_words
from pmo_gameboard.game.words import sentence
from pmo_gameboard.plain.actions import open_action
from pmo_gameboard.plain.dialogue import Act, Menu, Option
from pmo_gameboard.plain.meeting import ask_next_session
from pmo_gameboard.plain.play import Play
from pmo_gameboard.plain.square import confirm, open_square

MOST = 12
"""So many are told of when a game is opened; the rest are counted."""


def due_lines(play: Play) -> list[str]:
    """What is due, the most pressing first, and never more than a screen of it."""
    found = due_now(play.survey)
    lines = [_words(each) for each in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"And {len(found) - MOST} more.")
    return lines


def open_due(play: Play) -> None:
    """List what is due, to be dealt with one by one."""
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    found = due_now(play.survey)
    options: list[Option[Act]] = [
        Option(_words(each), partial(_deal, play, each)) for each in found
    ]
    return Menu(due_words(found) or "Nothing is due.", options)


def _deal(play: Play, due: Due) -> None:
    match due.kind:
        case "session":
            ask_next_session(play)
        case "action":
            open_action(play, due.id)
        case "stale":
            _refresh(play, due)


def _refresh(play: Play, due: Due) -> None:
    """A stale square: still true, or to be opened."""
    options: list[Option[Act]] = [
        Option("Still true, as of today", partial(confirm, play, due.id)),
        Option("Open the square", partial(open_square, play, due.id)),
    ]
    act = play.talk.choose(_words(due), options)
    if act is not None:
        act()


def _words(due: Due) -> str:
    return f"{sentence(due.title)} {due.words}"
