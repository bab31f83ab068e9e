import json
from pathlib import Path

import pytest

from cli.conftest import LENDING, Shell
from pmo_gameboard import paths
from pmo_gameboard.board.reader import read_board
from pmo_gameboard.board.schema import board_schema


def test_the_boards_that_ship_are_good(shell: Shell) -> None:
    files = sorted(paths.shipped("boards").glob("*.yaml"))
    check = shell("board", "check", *files)
    assert (check.code, check.out) == (0, "")
    assert check.err.count(": a good board, ") == len(files) >= 2


def test_every_problem_is_told_with_its_place(shell: Shell, tmp_path: Path) -> None:
    board = tmp_path / "bad.yaml"
    text = LENDING.read_text()
    board.write_text(text.replace("kind: question", "kind: qestion", 1).replace("rank", "rnk", 1))
    check = shell("board", "check", board, LENDING)
    assert check.code == 2
    lines = check.out.splitlines()
    assert len(lines) >= 2
    for line in lines:
        start, row, column, _ = line.split(":", 3)
        assert start == str(board)
        assert row.isdecimal()
        assert column.isdecimal()
    assert any("Did you mean `question`?" in line for line in lines)
    assert f"{LENDING}: a good board, 2 stages and 5 stops.\n" in check.err


BAD_FILES = {
    "empty": b"",
    "blank": b" \n\n",
    "utf-16": "format: 1".encode("utf-16"),
    "latin-1": "title: Caf\xe9".encode("latin-1"),
    "binary": b"\x7fELF\0\0\0",
    "not-yaml": b"a: [b",
    "nested": b"[" * 30_000,
    "a-list": b"- 1\n- 2\n",
    "huge": b"#" * 20_000_000,
    "bomb": b"a: &a [1, 2]\nb: *a\n",
    "tagged": b"!!python/object/apply:os.system ['true']",
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_is_no_board_is_told_in_words(shell: Shell, tmp_path: Path, kind: str) -> None:
    board = tmp_path / "board.yaml"
    board.write_bytes(BAD_FILES[kind])
    for command in (["board", "check", board], ["new", "Our PMO", "--board", board]):
        ran = shell(*command)
        told = ran.out + ran.err
        assert ran.code == 2
        assert str(board) in told
        assert "Traceback" not in told


def test_a_missing_file_and_a_folder_are_told_apart(shell: Shell, tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    check = shell("board", "check", missing, tmp_path)
    assert check.code == 2
    first, second = check.out.splitlines()
    assert first.startswith(f"{missing}: There is no such file.")
    assert second.startswith(f"{tmp_path}: This is a folder")


def test_the_schema_is_printed_whole(shell: Shell) -> None:
    assert json.loads(shell("board", "schema").out) == board_schema()


def test_own_boards_are_listed_beside_those_that_ship(shell: Shell, data: Path) -> None:
    (data / "boards").mkdir(parents=True)
    (data / "boards" / "ours.yaml").write_bytes(LENDING.read_bytes())
    (data / "boards" / "broken.yaml").write_text("stages: 1")
    listed = shell("board", "list")
    assert listed.code == 0
    lines = listed.out.splitlines()
    own = lines.index("ours (your own)")
    assert lines[own + 1] == "    The lending library: 4 squares in 2 stages"
    broken = data / "boards" / "broken.yaml"
    assert f"    cannot be played: see pmo-gameboard board check {broken}" in lines
    assert "customer-centric-pmo" in lines


def test_a_board_is_shown_for_people(shell: Shell) -> None:
    shown = shell("board", "show", LENDING)
    assert shown.code == 0
    assert shown.out.startswith("The lending library\n")
    assert "     2b  task      Look after the best\n" in shown.out


def test_a_program_reads_the_checked_definition(shell: Shell) -> None:
    definition = shell("board", "show", LENDING, "--json").out
    board = read_board(LENDING.read_text(), "the board")
    assert json.loads(definition)["id"] == "lending-library"
    assert type(board).model_validate_json(definition) == board
