"""Reading games and boards for the screens: what the app loads behind its first paint."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.screen import Screen

from pmo_gameboard.board.periods import age
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.due import due_now, due_words
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.words import reason
from pmo_gameboard.saves import opening as saves
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.library import Library, Listing
from pmo_gameboard.saves.sample import start_rehearsal
from pmo_gameboard.saves.session import Session
from pmo_gameboard.saves.writer import SaveState
from pmo_gameboard.tui.messages import OpenGame, Request, StartGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.setting import Setting

REHEARSALS = 3
"""How many rehearsals the home screen offers to go on with."""


@dataclass(frozen=True)
class GameCard:
    """A game on the home screen, in words.

    Attributes:
        rehearsal: Whether it is a copy of the sample game.
        where: The placement: ``Presumptuous, 4b Meet the top five: 3 of 5 meetings arranged``.
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
    rehearsal: bool = False


def game_cards(data: Path, today: date) -> list[GameCard]:
    """Every game there is, the one played last first, and behind them the newest rehearsals.

    Raises:
        StorageError: The folder of games cannot be read.
    """
    listings = Library(data).games()
    games = [listing for listing in listings if not listing.rehearsal]
    rehearsals = [listing for listing in listings if listing.rehearsal]
    return [_card(listing, data, today) for listing in (*games, *rehearsals[:REHEARSALS])]


def open_session(
    asked: Request, data: Path, clock: Clock, on_state: Callable[[SaveState], None]
) -> Session:
    """Open the game that is asked for; a new one opens on its first square.

    Raises:
        GameboardError: It cannot be read, or not be created.
    """
    library = Library(data)
    match asked:
        case OpenGame(path=path, save=save):
            path = library.admit(path)
        case StartGame():
            from pmo_gameboard.tui.starting import start  # noqa: PLC0415  # reads YAML

            path, save = start(asked, library, data, clock)
        case _:
            path, save = start_rehearsal(library, clock.now()), None
    return saves.open_session(path, data, clock, on_state, save)


def left_words(session: Session) -> str:
    """What to tell of a game that was not closed as it should have been."""
    who = session.left_by
    since = who.opened.astimezone() if who and who.opened else None
    opened = f", opened {show_date(since.date(), session.today)} {since:%H:%M}," if since else ""
    return (
        f"This game{opened} was not closed as it should have been. "
        "What was saved by then is all here, up to the last second."
    )


def screens(session: Session, setting: Setting, *, present: bool = False) -> list[Screen[None]]:
    """The screens of an open game, bottom first: the board, the square it was at, what is due."""
    shown: list[Screen[None]] = [BoardScreen(session, setting)]
    if present:
        from pmo_gameboard.tui.screens.room import RoomScreen  # noqa: PLC0415  # when needed

        return [*shown, RoomScreen(session, setting)]
    if session.at is not None:
        from pmo_gameboard.tui.screens.square import SquareScreen  # noqa: PLC0415  # when needed

        shown.append(SquareScreen(session, setting, session.at))
    if due_now(session.survey):
        from pmo_gameboard.tui.screens.due import DueScreen  # noqa: PLC0415  # when needed

        shown.append(DueScreen(session, setting))
    return shown


def _problem(listing: Listing, data: Path) -> str:
    """What is wrong with a game, and what Enter does about it if anything."""
    from pmo_gameboard.saves.recovery import is_broken, way_back  # noqa: PLC0415  # when needed

    told = listing.problem
    if told is None:
        return ""
    if not is_broken(told):
        return f"{told.message} {told.hint}"
    kept = way_back(listing.path, data, told) is not None
    hint = "Enter goes back to an earlier version." if kept else "No earlier version was kept."
    return f"{told.message} {hint}"


def _card(listing: Listing, data: Path, today: date) -> GameCard:
    if listing.save is None:
        problem = _problem(listing, data)
        return GameCard(listing.path, listing.name, problem=problem, rehearsal=listing.rehearsal)
    read = survey(listing.save.game, today)
    here = read.here
    why = "every square is done" if read.finished else reason(read, here)
    played = listing.played.astimezone().date()
    return GameCard(
        path=listing.path,
        name=listing.name,
        board=read.game.board.title,
        where=f"{here.stage.short}, {here.square.label} {here.square.title}: {why}",
        percent=read.percent,
        due=due_words(due_now(read)),
        played="today" if played >= today else f"{age(played, today)} ago",
        rehearsal=listing.rehearsal,
    )
