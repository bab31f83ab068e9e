"""The program at the shell, in a data folder of the test's own."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from boards import MORNING, TODAY
from pmo_gameboard.cli.main import main
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library

LENDING = Path(__file__).parents[1] / "board" / "boards" / "lending-library.yaml"
"""A board that does not ship."""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


Shell = Callable[..., Ran]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, which is not there yet; no test comes near the user's own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PMO_GAMEBOARD_DATA", str(folder))
    monkeypatch.setenv("PMO_GAMEBOARD_TODAY", TODAY.isoformat())
    return folder


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Runs the program on some arguments, as the shell would, in this process."""

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pmo-gameboard", *map(str, arguments)])
        code = main()
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def keep(data: Path) -> Callable[[Game], Path]:
    """Puts a game into the data folder, last played this morning."""

    def write(game: Game) -> Path:
        return Library(data).add(Save(format=1, revision=1, saved_at=MORNING, game=game))

    return write
