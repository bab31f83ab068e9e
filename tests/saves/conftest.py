import pytest

from pmo_gameboard.board.models import Board
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.format import Save
from saves.gardens import full_game, garden, save_of


@pytest.fixture
def board() -> Board:
    return garden()


@pytest.fixture
def game() -> Game:
    return full_game()


@pytest.fixture
def save(game: Game) -> Save:
    return save_of(game, revision=3, at="plant")
