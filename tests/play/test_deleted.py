"""Deleted games come back, whole and with their versions."""

import errno
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boards import CUSTOMERS, TODAY, game_of
from pmo_gameboard.errors import GameNameError, StorageError
from pmo_gameboard.play import deleted
from pmo_gameboard.play.deleted import (
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
    with pytest.raises(GameNameError, match="2 games called “Acme” were deleted"):
        pick_deleted(tmp_path, "Acme")


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


def test_a_shared_game_comes_back_as_open_as_it_was(tmp_path: Path) -> None:
    path = put(tmp_path)
    path.chmod(0o660)
    Library(tmp_path).delete(path)
    back = bring_back(tmp_path, deleted_games(tmp_path)[0])
    assert back.path.stat().st_mode & 0o777 == 0o660


def test_versions_that_cannot_move_keep_the_deleted_game_in_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Library(tmp_path).delete(put(tmp_path))

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(deleted, "move_folder", fail)
    bring_back(tmp_path, deleted_games(tmp_path)[0])
    [left] = deleted_games(tmp_path)
    assert (tmp_path / "deleted" / f"{left.path.stem} versions").is_dir()


@pytest.mark.parametrize(
    "move", [Library.delete, lambda library, path: library.rename(path, "Ben")]
)
def test_no_file_of_a_game_goes_where_the_other_may_be_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, move: Callable[[Library, Path], Path]
) -> None:
    path = put(tmp_path)
    before = read_save(path).game.registers
    unlink = Path.unlink

    def gone_but_told_otherwise(self: Path, **more: bool) -> None:
        unlink(self, **more)
        if self == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "unlink", gone_but_told_otherwise)
    with pytest.raises(StorageError):
        move(Library(tmp_path), path)
    [left] = [each for each in tmp_path.rglob("*.json") if each.parent.name != path.stem]
    assert read_save(left).game.registers == before
