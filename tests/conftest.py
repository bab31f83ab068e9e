"""What every test shares: repeatable property tests, and boards to play on."""

import os

import pytest
from hypothesis import settings

from boards import CUSTOMERS, HABITS, game_of
from pmo_gameboard.game.state import Game

settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("here", max_examples=60, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_xdist_auto_num_workers() -> int:
    """How many tests run at once: one more than there are cores, as many wait for a terminal."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture
def game() -> Game:
    """A game on the customers' board in which nothing is answered yet."""
    return game_of(CUSTOMERS)


@pytest.fixture
def habits() -> Game:
    """A game on a board without registers in which nothing is answered yet."""
    return game_of(HABITS)
