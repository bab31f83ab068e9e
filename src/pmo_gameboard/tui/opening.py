"""Reading games and boards for the screens: what the app loads behind its first paint."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.screen import Screen

from pmo_gameboard.board.periods import age
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.dates import parse_date
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.words import count, reason
from pmo_gameboard.saves.boards import BoardListing, find_board, list_boards
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import sweep
from pmo_gameboard.saves.library import Library, Listing
from pmo_gameboard.saves.names import slug
from pmo_gameboard.saves.sample import start_rehearsal
from pmo_gameboard.saves.session import Session
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import SaveState
from pmo_gameboard.tui.messages import OpenGame, Request, StartGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.square import SquareScreen
from pmo_gameboard.tui.setting import Setting


@dataclass(frozen=True)
class GameCard:
    """A game on the home screen, in words.

    Attributes:
        where: The placement: ``2 Presumptuous, 4b Meet the top five: 3 of 5 meetings arranged``.
        due: What asks for attention; empty where nothing does.
        played: How long ago it was played.
        problem: Why it cannot be opened; empty where it can.
    """

    path: Path
    name: str
    board: str = ""
    where: str = ""
    percent: int = 0
    due: str = ""
    played: str = ""
    problem: str = ""


def game_cards(data: Path, today: date) -> list[GameCard]:
    """Every game there is, the one played last first."""
    return [_card(listing, today) for listing in Library(data).games()]


def boards(data: Path) -> list[BoardListing]:
    """The boards a game can be played on: those without problems."""
    return [listing for listing in list_boards(data) if not listing.problem]


def request(data: Path, name: str, board: str, day: str, today: date) -> StartGame:
    """Read what was typed for a new game.

    Raises:
        GameboardError: The name cannot be a game's name or is taken, or the day is none.
    """
    name = one_line(name)
    slug(name)
    library = Library(data)
    if library.free_name(name) != name:
        raise GameboardError(
            f"There is already a game called “{name}”.", hint="Give this one another name."
        )
    day = one_line(day)
    return StartGame(name, board, parse_date(day, today) if day else None)


def open_session(
    asked: Request, data: Path, clock: Clock, on_state: Callable[[SaveState], None]
) -> Session:
    """Open the game that is asked for; a new one opens on its first square.

    Raises:
        GameboardError: It cannot be read, or not be created.
    """
    library = Library(data)
    sweep(library.folder)
    match asked:
        case OpenGame(path=path):
            save = read_save(path)
        case StartGame(name=name, board=board, next_session=day):
            path, save = library.create(name, find_board(board, data), clock.now())
            game = set_next_session(save.game, day)
            save = save.model_copy(update={"at": game.board.path[0].id, "game": game})
            write_save(path, save)
        case _:
            path = start_rehearsal(library, clock.now())
            save = read_save(path)
    return Session(path, save, clock, on_state, by=_player())


def screens(session: Session, setting: Setting) -> list[Screen[None]]:
    """The screens of an open game, bottom first: the board, and the square it was left at."""
    board = BoardScreen(session, setting)
    if session.at is None:
        return [board]
    return [board, SquareScreen(session, setting, session.at)]


def _player() -> str:
    """Who is at the keyboard, as the system knows them; empty where it does not."""
    try:
        return one_line(getpass.getuser())[:80]
    except (KeyError, OSError, ImportError):
        return ""


def _card(listing: Listing, today: date) -> GameCard:
    if listing.save is None:
        problem: GameboardError | None = listing.problem
        return GameCard(listing.path, listing.name, problem=str(problem))
    read = survey(listing.save.game, today)
    here = read.here
    stage = read.game.board.stages.index(here.stage) + 1
    why = "every square is done" if read.finished else reason(read, here)
    due = [count(len(read.stale), "square is stale", "squares are stale")] if read.stale else []
    session = read.game.next_session
    if session is not None and session <= today:
        due.append("the next session was due")
    played = listing.played.astimezone().date()
    return GameCard(
        path=listing.path,
        name=listing.name,
        board=read.game.board.title,
        where=f"{stage} {here.stage.short}, {here.square.label} {here.square.title}: {why}",
        percent=read.percent,
        due=f"{', '.join(due)}." if due else "",
        played="today" if played >= today else f"{age(played, today)} ago",
    )
