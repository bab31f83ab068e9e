"""What an open game can be put beside: its own earlier days, and other games on its board."""

from datetime import date
from pathlib import Path

from pmo_gameboard.game.check_ins import called
from pmo_gameboard.game.comparison import Side, earlier_side, side_of
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.library import Library


def sides_beside(game: Game, path: Path, data: Path, today: date) -> list[Side]:
    """The check-ins of a game, the latest first, and behind them the other games on its board.

    Args:
        game: The game.
        path: Its save, which is not one of the others.
        data: The data folder.
        today: The day on which the others are read.

    Raises:
        StorageError: The folder of games cannot be read.
    """
    days = [
        earlier_side(game, check_in, called(check_in, today))
        for check_in in reversed(game.check_ins)
    ]
    others = [
        side_of(survey(listing.save.game, today), listing.name)
        for listing in Library(data).games()
        if listing.save is not None
        and listing.save.game.board.id == game.board.id
        and listing.path != path
    ]
    return [*days, *others]
