"""The games there are, in words, for a list to choose from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmo_gameboard.board.periods import age
from pmo_gameboard.game.due import due_now, due_words
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.words import reason
from pmo_gameboard.saves.library import Library, Listing

REHEARSALS = 3
"""How many rehearsals are offered to go on with."""


@dataclass(frozen=True)
class GameCard:
    """A game in words.

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


def _problem(listing: Listing, data: Path) -> str:
    """What is wrong with a game, and what Enter does about it if anything."""
    from pmo_gameboard.play.recovery import is_broken, way_back  # noqa: PLC0415  # when needed

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
