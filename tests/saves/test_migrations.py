"""Saves of every format there was still open, and today's format does not change unnoticed."""

import json
from pathlib import Path

import pytest

from pmo_gameboard.errors import SaveError
from pmo_gameboard.saves.format import FORMAT, Save, dump, load
from pmo_gameboard.saves.migrations import STEPS, Document
from saves.gardens import full_game, lively_game, save_of

GOLDEN = Path(__file__).parent / "golden"
"""Two saves of each format, as the program of its day wrote them; never written anew.

One holds every kind of value, the one called lively all that is said, agreed and noted beside.
"""

MADE_UP = GOLDEN / "made-up-format-0.json"
"""A format that never was: the game's name stood beside the game, and words were called marks."""


def golden(number: int, kind: str) -> bytes:
    return (GOLDEN / f"format-{number}{kind}.json").read_bytes()


def from_the_made_up_format(old: Document) -> Document:
    """The step that leads from the made-up format to format 1."""
    game = old["game"]
    assert isinstance(game, dict)
    rest = {key: value for key, value in old.items() if key != "name"}
    marks = {"words" if key == "marks" else key: value for key, value in game.items()}
    return {**rest, "game": {**marks, "name": old["name"]}}


@pytest.fixture
def garden_save() -> Save:
    """What the golden file of each format holds."""
    return save_of(full_game(), revision=3, at="plant")


@pytest.fixture(params=["", "-lively"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def kept(kind: str, garden_save: Save) -> Save:
    """What the golden files of this kind hold."""
    return garden_save.model_copy(update={"game": lively_game()}) if kind else garden_save


@pytest.mark.parametrize("number", range(1, FORMAT + 1))
def test_a_save_of_every_format_opens_and_holds_what_it_held(
    number: int, kind: str, kept: Save
) -> None:
    assert load(golden(number, kind), f"format-{number}{kind}.json") == kept


def test_todays_format_is_still_the_one_of_its_golden_file(kind: str, kept: Save) -> None:
    """If this fails, the format has changed: raise FORMAT, and add a step and golden files."""
    assert dump(kept) == golden(FORMAT, kind)


def test_there_is_a_step_from_every_format_to_the_next() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


def test_a_made_up_format_is_brought_up_to_date(garden_save: Save) -> None:
    steps = {0: from_the_made_up_format, **STEPS}
    assert load(MADE_UP.read_bytes(), MADE_UP.name, steps) == garden_save


def test_a_format_without_a_step_is_refused() -> None:
    with pytest.raises(SaveError, match="not as it should be"):
        load(MADE_UP.read_bytes(), MADE_UP.name)


def test_a_save_that_is_not_of_the_format_it_names_is_refused() -> None:
    old = json.loads(MADE_UP.read_bytes())
    del old["name"]
    with pytest.raises(SaveError, match="says that it is of format 0, and is not"):
        load(json.dumps(old).encode(), "old.json", {0: from_the_made_up_format})
