"""What every test shares: a time to live at, repeatable property tests, boards to play on."""

import os
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from hypothesis import settings

from alone import MARK, is_alone, kept_alone
from boards import CUSTOMERS, HABITS, game_of
from clocks import chosen, living_at
from pmo_gameboard.game.state import Game

settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True, database=None)
settings.register_profile("here", max_examples=60, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_xdist_auto_num_workers() -> int:
    """How many tests run at once: one more than there are cores, as many wait for a terminal."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def _time_of_the_tests() -> Iterator[None]:
    """Every test lives at the same time, on any day and anywhere."""
    with living_at(chosen()):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that begin nothing, for ``make clocks``."""
    for item in items:
        if is_alone(item.path):
            item.add_marker(MARK)


@pytest.fixture(autouse=True)
def _begins_nothing(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is marked as alone is held to it."""
    with kept_alone() if request.node.get_closest_marker(MARK) else nullcontext():
        yield


@pytest.fixture
def game() -> Game:
    """A game on the customers' board in which nothing is answered yet."""
    return game_of(CUSTOMERS)


@pytest.fixture
def habits() -> Game:
    """A game on a board without registers in which nothing is answered yet."""
    return game_of(HABITS)
