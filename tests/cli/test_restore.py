"""``pmo-gameboard restore``: the versions, and saves that are broken, newer or gone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import MORNING
from cli.conftest import Shell
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.recovery import versions
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save


@pytest.fixture
def acme(keep: Callable[[Game], Path], data: Path, game: Game) -> Path:
    """A game with one version, and another that was played later."""
    path = keep(game.model_copy(update={"name": "Acme"}))
    snapshots_of(path, data).keep(path.read_bytes(), MORNING)
    keep(game)
    return path


def test_a_broken_save_is_told_with_the_command_that_shows_its_own_versions(
    shell: Shell, acme: Path
) -> None:
    acme.write_bytes(b"{")
    told = shell("status", str(acme))
    assert f"`pmo-gameboard restore {acme}` shows what was kept of it." in told.err
    listed = shell("restore", str(acme))
    assert listed.code == 0
    assert listed.err == f"{acme}: This save breaks off in line 1.\n"
    assert listed.out.startswith("  1  Fri 27 Nov ")


def test_a_newer_save_is_explained_and_left_alone(shell: Shell, acme: Path) -> None:
    newer = acme.read_bytes().replace(b'"format": 1', b'"format": 2', 1)
    acme.write_bytes(newer)
    files = {path for path in acme.parent.iterdir() if path.suffix != ".lock"}
    listed = shell("restore", "acme")
    assert "A newer PMO Gameboard wrote this save (format 2). Update the program" in listed.err
    assert "broken" not in listed.err
    tried = shell("restore", "acme", "1")
    assert tried.code == ExitCode.STORAGE
    assert "Update the program" in tried.err
    assert acme.read_bytes() == newer
    assert {path for path in acme.parent.iterdir() if path.suffix != ".lock"} == files
    doctor = shell("doctor")
    assert "Update the program" in doctor.out
    assert "brings back" not in doctor.out


@pytest.mark.parametrize("by", ["name", "path"])
def test_a_save_that_is_gone_comes_back_from_its_versions(
    shell: Shell, acme: Path, by: str
) -> None:
    before = read_save(acme).game
    acme.unlink()
    given = "Acme" if by == "name" else str(acme)
    listed = shell("restore", given)
    assert listed.code == 0
    assert listed.err == f"{acme} is gone. These versions of it are left.\n"
    done = shell("restore", given, "1")
    assert done.code == 0
    assert done.out.startswith("“Acme” is as it was on Fri 27 Nov ")
    assert "until now" not in done.out
    assert read_save(acme).game == before


def test_a_game_that_never_was_is_not_restored(shell: Shell, acme: Path) -> None:
    told = shell("restore", "Acne")
    assert told.code == ExitCode.USAGE
    assert "Did you mean “Acme”?" in told.err
    assert shell("restore", str(acme.with_name("acne.json"))).code == ExitCode.USAGE


def test_a_broken_version_is_told_in_the_list(shell: Shell, acme: Path, data: Path) -> None:
    [kept] = versions(acme, data)
    kept.snapshot.path.write_bytes(b"{")
    listed = shell("restore", "acme")
    assert "cannot be read\n     This save breaks off in line 1.\n" in listed.out
    assert json.loads(shell("restore", "acme", "--json").out)[0]["problem"] == (
        "This save breaks off in line 1."
    )
    tried = shell("restore", "acme", "1")
    assert tried.code == ExitCode.STORAGE
    assert "Choose another version." in tried.err
