import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Shell
from pmo_gameboard import __version__
from pmo_gameboard.doctor import selftest
from pmo_gameboard.doctor.selftest import Figures
from pmo_gameboard.errors import StorageError
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
    assert "amiss  Games: 1 of 1 game cannot be opened." in doctor.out
    assert f"amiss  Game: {path}: This save is empty." in doctor.out


def test_a_broken_board_is_amiss(shell: Shell, data: Path) -> None:
    board = data / "boards" / "ours.yaml"
    board.parent.mkdir(parents=True)
    board.write_text("stages: 1")
    doctor = shell("doctor")
    assert doctor.code == 1
    assert f"amiss  Board: pmo-gameboard board check {board} says what is wrong" in doctor.out


def test_a_file_in_the_folders_place_is_amiss(
    data: Path, states: Callable[[], dict[str, str]]
) -> None:
    data.write_text("")
    found = states()
    assert found["Data folder"] == "amiss"
    assert found["Games"] == "amiss"


def test_it_writes_nothing_where_there_is_nothing(shell: Shell, data: Path) -> None:
    doctor = shell("doctor", "--selftest")
    assert doctor.code == 0
    assert "note   Self-test: there is no data folder yet to try it in." in doctor.out
    assert not data.exists()


def test_the_locale_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "locale not set" in shell("doctor").out
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert "locale de_DE.UTF-8" in shell("doctor").out


def test_the_selftest_kills_programs_and_tells_of_it(
    shell: Shell, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir()
    monkeypatch.setattr(selftest, "KILLS", 2)
    doctor = shell("doctor", "--selftest", "--json")
    assert doctor.code == 0
    assert "Killing programs that save" in doctor.err
    found = json.loads(doctor.out)["findings"][-1]
    assert (found["what"], found["state"]) == ("Self-test", "fine")
    assert found["told"].startswith("2 kills (")
    assert list(data.iterdir()) == []


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        (Figures(kills=20, lost=1), "1 lost"),
        (Figures(kills=1, unreadable=1), "1 unreadable"),
        (Figures(kills=20, orphans=3), "3 not cleared away"),
        (StorageError("The disk is full."), "The disk is full."),
    ],
)
def test_any_loss_is_amiss(
    shell: Shell,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    figures: Figures | StorageError,
    told: str,
) -> None:
    def run(*_: object, **__: object) -> Figures:
        if isinstance(figures, StorageError):
            raise figures
        return figures

    data.mkdir()
    monkeypatch.setattr(selftest, "run", run)
    doctor = shell("doctor", "--selftest")
    assert doctor.code == 1
    assert "amiss  Self-test: " in doctor.out
    assert told in doctor.out
