"""Whole games by lines alone, from an empty folder to the last square."""

from collections.abc import Callable
from pathlib import Path

import pytest

from boards import TODAY
from plain.stories import customer_centric, first_ninety_days
from plain.teller import play, saved
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.standings import survey
from pmo_gameboard.plain import launch
from pmo_gameboard.play.opening import open_session
from pmo_gameboard.play.session import Session

Story = Callable[[], list[str]]


@pytest.mark.parametrize("story", [customer_centric, first_ninety_days])
def test_a_board_from_nothing_to_the_last_square(tmp_path: Path, story: Story) -> None:
    told = play(tmp_path, *story())
    assert told.code is ExitCode.FINE
    read = survey(saved(tmp_path).game, TODAY)
    assert read.finished, told.text
    assert read.percent == 100
    assert "Not kept" not in told.text
    assert "There is no “" not in told.text
    assert "the board is done" in told.text
    assert "What you leave holding:" in told.text


def test_nothing_is_drawn(tmp_path: Path) -> None:
    told = play(tmp_path, *customer_centric())
    assert not set(told.text) & {"\x1b", "\r", "\b", "\x07"}


@pytest.mark.parametrize("length", range(4, len(customer_centric()), 23))
def test_input_may_end_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    opened: list[Session] = []

    def remembering(*asked: object) -> Session:
        opened.append(open_session(*asked))  # type: ignore[arg-type]
        return opened[-1]

    monkeypatch.setattr(launch, "open_session", remembering)
    told = play(tmp_path, *customer_centric()[:length])
    assert told.code is ExitCode.FINE
    assert saved(tmp_path).game == opened[0].game
    assert told.text.endswith("“My PMO” is saved.\n")


def test_a_text_that_is_cut_off_is_kept_as_far_as_it_came(tmp_path: Path) -> None:
    play(tmp_path, "start", "", "2", "", "go on", "1", "The bills\\", "came late \\")
    entry = saved(tmp_path).game.answer("why-this-job", "reason")
    assert entry is not None
    assert entry.value == "The bills\ncame late"
