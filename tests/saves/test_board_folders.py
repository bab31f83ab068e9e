from pathlib import Path

import pytest

from pmo_gameboard import paths
from pmo_gameboard.errors import BoardError
from pmo_gameboard.saves.boards import (
    DEFAULT,
    find_board,
    list_boards,
    read_board_file,
)
from saves.gardens import GARDEN, garden


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that ships two boards: the default one and another."""
    folder = tmp_path / "package" / "shipped" / "boards"
    folder.mkdir(parents=True)
    for name in (DEFAULT, "allotment"):
        text = GARDEN.replace("The garden", f"Shipped {name}")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "package")
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def own(data: Path) -> Path:
    folder = data / "boards"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.usefixtures("shipped")
def test_shipped_boards_are_there_without_any_folder(data: Path) -> None:
    assert [board.name for board in list_boards(data)] == [DEFAULT, "allotment"]
    assert not data.exists()


@pytest.mark.usefixtures("shipped")
def test_own_boards_join_and_go_first_by_name(data: Path, own: Path) -> None:
    (own / "Mine.YML").write_text(GARDEN, encoding="utf-8")
    (own / "allotment.yaml").write_text(GARDEN, encoding="utf-8")
    (own / "allotment.yml").write_text("not this one", encoding="utf-8")
    (own / ".hidden.yaml").write_text("no", encoding="utf-8")
    (own / "notes.txt").write_text("no", encoding="utf-8")
    assert [(board.name, board.title, board.own) for board in list_boards(data)] == [
        (DEFAULT, f"Shipped {DEFAULT}", False),
        ("allotment", "The garden", True),
        ("mine", "The garden", True),
    ]
    assert find_board("MINE", data) == garden()


@pytest.mark.usefixtures("shipped")
def test_broken_board_is_listed_with_its_problem(data: Path, own: Path) -> None:
    (own / "bad.yaml").write_text("format: 1\n", encoding="utf-8")
    listed = {board.name: board for board in list_boards(data)}["bad"]
    assert (listed.board, listed.title) == (None, "bad")
    assert str(listed.problem) == listed.about
    with pytest.raises(BoardError):
        find_board("bad", data)


@pytest.mark.usefixtures("shipped")
def test_default_board_is_found_when_none_is_named(data: Path) -> None:
    assert find_board(None, data).title == f"Shipped {DEFAULT}"


@pytest.mark.usefixtures("shipped")
def test_board_is_found_by_its_path(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(GARDEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_board("x.yaml", data) == find_board(str(path), data) == garden()


@pytest.mark.usefixtures("shipped")
def test_near_miss_is_suggested(data: Path) -> None:
    with pytest.raises(BoardError, match="no board called “Alotment”") as caught:
        find_board("Alotment", data)
    assert "Did you mean allotment?" in caught.value.hint
    assert "board list" in caught.value.hint
    with pytest.raises(BoardError, match="no board called “”"):
        find_board("", data)


def test_file_that_cannot_be_read_is_a_bad_board(tmp_path: Path) -> None:
    with pytest.raises(BoardError, match="no such file") as caught:
        read_board_file(tmp_path / "nowhere.yaml")
    assert caught.value.where == str(tmp_path / "nowhere.yaml")
    with pytest.raises(BoardError, match="folder"):
        read_board_file(tmp_path)


def test_path_in_the_home_of_nobody_is_no_board(data: Path) -> None:
    with pytest.raises(BoardError, match="no such file"):
        find_board("~nosuchuser9/ours.yaml", data)
