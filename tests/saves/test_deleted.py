"""Deleted games come back, whole and with their versions."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from boards import CUSTOMERS, TODAY, game_of
from pmo_gameboard.errors import GameNameError
from pmo_gameboard.saves.deleted import (
    bring_back,
    deleted_games,
    deleted_words,
    find_deleted,
    pick_deleted,
)
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def put(data: Path, name: str = "Acme") -> Path:
    game = game_of(CUSTOMERS).model_copy(update={"name": name})
    path = Library(data).add(Save(format=1, revision=4, saved_at=NOW, game=game))
    snapshots_of(path, data).keep(path.read_bytes(), NOW)
    return path


def test_a_deleted_game_is_back_where_it_was_with_its_versions(tmp_path: Path) -> None:
    path = put(tmp_path)
    before = read_save(path)
    Library(tmp_path).delete(path)
    [game] = deleted_games(tmp_path)
    assert game.name == "Acme"
    assert ", played Fri 27 Nov " in deleted_words(game, TODAY)
    back = bring_back(tmp_path, game)
    assert (back.path, back.words) == (path, "“Acme” is back.")
    assert read_save(path) == before
    assert len(snapshots_of(path, tmp_path).all()) == 1
    assert deleted_games(tmp_path) == []
    assert list((tmp_path / "deleted").iterdir()) == []


def test_a_name_that_is_taken_meanwhile_becomes_a_free_one(tmp_path: Path) -> None:
    Library(tmp_path).delete(put(tmp_path))
    other = put(tmp_path)
    kept = other.read_bytes()
    back = bring_back(tmp_path, deleted_games(tmp_path)[0])
    assert back.words == "“Acme” is back, and is called “Acme 2” now."
    assert read_save(back.path).game.name == "Acme 2"
    assert other.read_bytes() == kept
    assert len(snapshots_of(back.path, tmp_path).all()) == 1


def test_the_longest_name_finds_a_free_one_too(tmp_path: Path) -> None:
    name = "A" + "b" * 79
    Library(tmp_path).delete(put(tmp_path, name))
    put(tmp_path, name)
    back = bring_back(tmp_path, deleted_games(tmp_path)[0])
    assert read_save(back.path).game.name == back.name != name


def test_two_deleted_games_of_one_name_are_told_apart_by_their_files(tmp_path: Path) -> None:
    for _ in range(2):
        Library(tmp_path).delete(put(tmp_path))
    assert len(find_deleted(tmp_path, "acme 2")) == 1
    with pytest.raises(GameNameError, match="No game called “Ben” was deleted"):
        pick_deleted(tmp_path, "Ben")
    assert pick_deleted(tmp_path, "acme 2").path.stem == "acme 2"
    assert pick_deleted(tmp_path, "acme").path.stem == "acme"


def test_a_broken_game_comes_back_as_it_was_deleted(tmp_path: Path) -> None:
    path = put(tmp_path)
    path.write_bytes(b"{ broken")
    Library(tmp_path).delete(path)
    [game] = deleted_games(tmp_path)
    assert "breaks off" in deleted_words(game, TODAY)
    assert bring_back(tmp_path, game).path == path
    assert path.read_bytes() == b"{ broken"
    assert len(snapshots_of(path, tmp_path).all()) == 1
    Library(tmp_path).delete(path)
    put(tmp_path)
    with pytest.raises(GameNameError, match="of this name already"):
        bring_back(tmp_path, deleted_games(tmp_path)[0])


def test_where_no_game_was_deleted_there_is_none(tmp_path: Path) -> None:
    assert deleted_games(tmp_path) == []
    (tmp_path / "deleted").write_text("in the way", encoding="utf-8")
    assert deleted_games(tmp_path) == []
