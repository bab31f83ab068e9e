"""``pmo-gameboard restore``: the versions, and saves that are broken, newer or gone."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import MORNING
from cli.conftest import Shell
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.recovery import versions
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.reasons import before_delete
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


def test_a_version_is_told_with_its_reason(shell: Shell, acme: Path, data: Path) -> None:
    kept = snapshots_of(acme, data)
    kept.keep_for(before_delete("Anna Keller"), acme.read_bytes(), MORNING)
    listed = shell("restore", "acme").out.splitlines()
    assert listed[0].endswith("(the newest)")
    assert listed[1] == "     before Anna Keller was deleted"
    told = json.loads(shell("restore", "acme", "--json").out)
    assert [each["reason"] for each in told] == ["before Anna Keller was deleted", None]
    assert [each["newest"] for each in told] == [True, False]


@pytest.mark.usefixtures("acme")
def test_what_is_beside_the_squares_is_told(shell: Shell) -> None:
    assert shell("action", "add", "Acme", "Ring Finance").code == 0
    assert (
        "     the action “Ring Finance” is only in the newer one\n" in shell("restore", "Acme").out
    )


def test_deleted_games_are_listed_and_brought_back(shell: Shell, acme: Path, data: Path) -> None:
    before = read_save(acme).game
    Library(data).delete(acme)
    way = "     `pmo-gameboard restore Acme --undelete` brings it back.\n"
    for listed in (shell("restore"), shell("restore", "Acme"), shell("restore", "--undelete")):
        assert listed.code == 0
        assert "Deleted games:\n  Acme: " in listed.out
        assert listed.out.endswith(way)
    assert json.loads(shell("restore", "--undelete", "--json").out)[0]["name"] == "Acme"
    assert shell("restore", "Acme", "1").code == ExitCode.USAGE
    assert shell("restore", "Acme", "--undelete").out == "“Acme” is back.\n"
    assert read_save(acme).game == before
    assert len(versions(acme, data)) == 1
    assert shell("restore", "--undelete").err == "No game was deleted.\n"
    assert shell("restore", "Acme", "--undelete").code == ExitCode.USAGE


def test_a_deleted_game_is_told_of_where_there_is_no_other(
    shell: Shell, keep: Callable[[Game], Path], data: Path, game: Game
) -> None:
    Library(data).delete(keep(game))
    assert shell("restore").out.startswith("Deleted games:\n")
    assert shell("restore", "--json").code == ExitCode.USAGE
