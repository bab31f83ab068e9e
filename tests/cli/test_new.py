import shlex
from pathlib import Path

import pytest

from cli.conftest import LENDING, Shell
from pmo_gameboard.saves.store import read_save


def test_a_game_begins_on_the_board_that_was_chosen(shell: Shell, data: Path) -> None:
    new = shell("new", "Our PMO", "--board", LENDING)
    path = data / "games" / "our-pmo.json"
    assert (new.code, new.out) == (0, f"{path}\n")
    assert new.err == (
        "“Our PMO” begins at square 1, “What is there?”.\n"
        'To play it, type: pmo-gameboard play "Our PMO"\n'
    )
    assert read_save(path).game.board.id == "lending-library"


@pytest.mark.parametrize("folder", ["here", "team folder's"])
def test_the_line_to_go_on_with_names_the_folder_that_was_given(
    shell: Shell, tmp_path: Path, folder: str
) -> None:
    given = str(tmp_path / folder)
    said = shell("new", "Our PMO", "--board", LENDING, "--data-dir", given).err
    line = said.rpartition("type: ")[2]
    assert shlex.split(line) == ["pmo-gameboard", "play", "Our PMO", "--data-dir", given]


def test_without_a_board_it_is_the_one_that_ships(shell: Shell, data: Path) -> None:
    assert shell("new", "Our PMO").code == 0
    assert len(read_save(data / "games" / "our-pmo.json").game.board.path) == 14


@pytest.mark.parametrize(
    "name", ["", " ", "../up", "a/b", "a\\b", "a\x1b[31mb", "a\nb", "\udcff", "…", "x" * 81]
)
def test_a_name_that_can_be_no_file_name_is_refused(shell: Shell, data: Path, name: str) -> None:
    new = shell("new", name, "--board", LENDING)
    assert new.code == 2
    assert new.err.startswith("Error: ")
    assert new.err.count("\n") == 1
    assert not data.exists()


def test_a_name_that_is_taken_is_refused(shell: Shell, data: Path) -> None:
    shell("new", "Our PMO", "--board", LENDING)
    before = (data / "games" / "our-pmo.json").read_bytes()
    new = shell("new", "our pmo", "--board", LENDING)
    assert new.code == 2
    assert "There is a game called “our pmo” already." in new.err
    assert (data / "games" / "our-pmo.json").read_bytes() == before


def test_a_board_that_is_not_there_starts_nothing(shell: Shell, data: Path) -> None:
    new = shell("new", "Our PMO", "--board", "no-such-board")
    assert new.code == 2
    assert new.err.startswith("Error: There is no board called “no-such-board”.")
    assert not data.exists()
