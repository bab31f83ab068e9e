import pytest

from pmo_gameboard.board.models import Board
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.format import Save
from saves.gardens import full_game, garden, lively_game, save_of


@pytest.fixture
def board() -> Board:
    return garden()


@pytest.fixture
def game() -> Game:
    return full_game()


@pytest.fixture
def save(game: Game) -> Save:
    return save_of(game, revision=3, at="plant")


@pytest.fixture
def lively(save: Save) -> Save:
    """A save of a game with pulses, actions, check-ins and players."""
    return save.model_copy(update={"game": lively_game()})
