"""Check-ins in lines: how the game stood on each day, and what has moved since."""

from functools import partial

from pmo_gameboard.board.models import Board
from pmo_gameboard.game.check_ins import WORDS, Change, called, changes, check_in_of, name_check_in
from pmo_gameboard.game.state import CheckIn
from pmo_gameboard.game.words import clip
from pmo_gameboard.plain.dialogue import Act, Menu, Option
from pmo_gameboard.plain.play import Play

LATEST = 12
"""So many of the last ones are told; a trend is seen in them."""


def open_check_ins(play: Play) -> None:
    """Tell the trend, and offer to name how the game stands today."""
    play.talk.say("", *trend_lines(play))
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    options: list[Option[Act]] = [
        Option("Name how it stands today", partial(_name, play)),
        Option("The trend", lambda: play.talk.say(*trend_lines(play))),
    ]
    options += [
        Option(
            f"What has moved since {called(each, play.today)}",
            partial(_tell_moved, play, each),
        )
        for each in reversed(play.game.check_ins[-LATEST:])
    ]
    return Menu("Check-ins.", options)


def _name(play: Play) -> None:
    name = play.talk.ask("What is it to be called? “Q3 review”, for example.")
    if name is not None:
        play.make(
            lambda: name_check_in(play.survey, name),
            f"check-in named “{clip(name)}”",
            said=f"Check-in “{clip(name)}”: "
            f"{placement_words(play.game.board, check_in_of(play.survey))}",
        )


def trend_lines(play: Play) -> list[str]:
    """The latest check-ins, a line each, and what moved since the last one."""
    kept = play.game.check_ins[-LATEST:]
    if not kept:
        return ["No check-ins yet: one is made by itself each day that something changes."]
    board = play.game.board
    lines = [f"{called(each, play.today)}: {placement_words(board, each)}" for each in kept]
    now = check_in_of(play.survey)
    moved = changes(board, kept[-1], now)
    lines.append(f"Now: {placement_words(board, now)}")
    return [*lines, *(_moved(change) for change in moved)]


def placement_words(board: Board, check_in: CheckIn) -> str:
    """A check-in without its day: the percent and the three placements."""
    parts = [f"{check_in.percent}%", f"the board shows {_place(board, check_in.show)}"]
    if check_in.say is not None:
        parts.append(f"you say {_place(board, check_in.say)}")
    if check_in.they is not None:
        parts.append(f"your customers say {_place(board, check_in.they)}")
    return f"{', '.join(parts)}."


def _place(board: Board, stop_id: str) -> str:
    square = board.squares_by_id[stop_id]
    return f"{board.stage_of[stop_id].short} at square {square.label}"


def _tell_moved(play: Play, then: CheckIn) -> None:
    moved = changes(play.game.board, then, check_in_of(play.survey))
    play.talk.say(*([_moved(change) for change in moved] or ["Nothing has moved since."]))


def _moved(change: Change) -> str:
    square = change.square
    return f"{square.label} {square.title}: was {WORDS[change.was]}, is {WORDS[change.now]}."
