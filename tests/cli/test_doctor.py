import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Shell
from pmo_gameboard import __version__
from pmo_gameboard.game.state import Game


@pytest.fixture
def states(shell: Shell) -> Callable[[], dict[str, str]]:
    """Looks, and returns the state of each thing that was looked at."""

    def look() -> dict[str, str]:
        report = json.loads(shell("doctor", "--json").out)
        return {finding["what"]: finding["state"] for finding in report["findings"]}

    return look


def test_all_is_fine_on_a_fresh_machine(shell: Shell, data: Path) -> None:
    doctor = shell("doctor")
    assert doctor.code == 0
    assert doctor.out.startswith(f"version {__version__}, python 3.")
    assert f"fine   Data folder: {data} (made with the first game)" in doctor.out
    assert "note   Terminal: The game needs a terminal" in doctor.out
    assert "fine   Games: 0 games" in doctor.out
    assert "amiss" not in doctor.out


def test_a_program_reads_the_report(shell: Shell, data: Path) -> None:
    report = json.loads(shell("doctor", "--json").out)
    assert report["version"] == __version__
    assert report["data_folder"] == str(data)
    assert set(report) == {"version", "python", "textual", "system", "data_folder", "findings"}


def test_a_broken_game_is_amiss(
    shell: Shell, keep: Callable[[Game], Path], game: Game, states: Callable[[], dict[str, str]]
) -> None:
    path = keep(game)
    assert states()["Games"] == "fine"
    path.write_text("")
    assert states()["Games"] == "amiss"
    doctor = shell("doctor")
    assert doctor.code == 1
    assert f"amiss  Games: {path}: This save is empty." in doctor.out


def test_a_broken_board_is_amiss(shell: Shell, data: Path) -> None:
    board = data / "boards" / "ours.yaml"
    board.parent.mkdir(parents=True)
    board.write_text("stages: 1")
    doctor = shell("doctor")
    assert doctor.code == 1
    assert f"amiss  Boards: pmo-gameboard board check {board} says what is wrong" in doctor.out


def test_a_file_in_the_folders_place_is_amiss(
    data: Path, states: Callable[[], dict[str, str]]
) -> None:
    data.write_text("")
    found = states()
    assert found["Data folder"] == "amiss"
    assert found["Games"] == "amiss"
