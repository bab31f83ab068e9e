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
    return [_card(listing, today) for listing in (*games, *rehearsals[:REHEARSALS])]


def _card(listing: Listing, today: date) -> GameCard:
    if listing.save is None:
        told = listing.problem
        problem = f"{told.message} {told.hint}" if told else ""
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
