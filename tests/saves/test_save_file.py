import errno
import json
import os
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest

from pmo_gameboard.errors import MoveError, NewerSaveError, SaveError, StorageError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.recovery import pick, reconcile, restore, versions
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves import files, save_file
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import MAX_BYTES, Save, dump
from pmo_gameboard.saves.lock import GameInUseError, Lock
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.snapshots import Snapshots, snapshots_of
from pmo_gameboard.saves.store import read_save, write_save
from saves.gardens import TODAY

NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path, save: Save) -> Path:
    path = tmp_path / "games" / "acme.json"
    write_save(path, save)
    return path


def answered(game: Game, text: str) -> Game:
    return set_answer(game, "why", "reason", text, TODAY)


def changed_elsewhere(path: Path, save: Save, text: str) -> Save:
    theirs = save.model_copy(
        update={"revision": save.revision + 7, "game": answered(save.game, text)}
    )
    write_save(path, theirs)
    return theirs


def test_save_changed_elsewhere_is_not_written_over(path: Path, save: Save) -> None:
    file = SaveFile(path, save)
    theirs = changed_elsewhere(path, save, "theirs")
    file.write(answered(save.game, "ours"), "why", NOW)
    file.write(answered(save.game, "ours too"), "why", NOW)
    assert read_save(path) == theirs
    assert file.theirs == path
    copy = read_save(file.path)
    assert copy.game.name == f"{save.game.name} (changes of 2026-11-24 14:02)"
    assert copy.game.answers == answered(save.game, "ours too").answers
    assert SaveFile(file.path, copy).theirs == path
    assert len([each for each in path.parent.iterdir() if each.suffix == ".json"]) == 2


def test_save_that_cannot_be_looked_at_is_not_taken_for_gone(
    path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SaveFile(path, save)
    theirs = changed_elsewhere(path, save, "theirs")

    def no_answer(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    with monkeypatch.context() as faulty:
        faulty.setattr(os, "stat", no_answer)
        faulty.setattr(os, "lstat", no_answer)
        with pytest.raises(StorageError, match="no permission"):
            file.write(answered(save.game, "ours"), "why", NOW)
    assert read_save(path) == theirs
    file.write(answered(save.game, "ours"), "why", NOW)
    assert read_save(path) == theirs
    assert read_save(file.path).game.answers == answered(save.game, "ours").answers


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO, errno.ENOTCONN])
def test_version_that_cannot_be_kept_stops_no_save(
    tmp_path: Path, path: Path, save: Save, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    file = SaveFile(path, save, snapshots=Snapshots(tmp_path / "snapshots"))
    real = os.stat

    def some(place: str, *more: Any, **named: Any) -> os.stat_result:
        if "snapshots" in os.fspath(place):
            raise OSError(error, os.strerror(error))
        return real(place, *more, **named)

    monkeypatch.setattr(os, "stat", some)
    monkeypatch.setattr(os, "lstat", partial(some, follow_symlinks=False))
    file.write(answered(save.game, "ours"), "why", NOW)
    assert read_save(path).game == answered(save.game, "ours")


def test_save_changed_while_ours_is_on_its_way_to_the_disk(
    path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs: list[Save] = []
    sync = os.fsync

    def slow_sync(handle: int) -> None:
        sync(handle)
        if not theirs:
            theirs.append(save)
            theirs[0] = changed_elsewhere(path, save, "theirs")

    file = SaveFile(path, save)
    monkeypatch.setattr(os, "fsync", slow_sync)
    file.write(answered(save.game, "ours"), None, NOW)
    assert read_save(path) == theirs[0]
    assert read_save(file.path).game.answers == answered(save.game, "ours").answers
    assert not list(path.parent.glob(".*.tmp"))


def test_save_broken_elsewhere_is_not_written_over(path: Path, save: Save) -> None:
    file = SaveFile(path, save)
    path.write_bytes(b"{")
    file.write(save.game, None, NOW)
    assert path.read_bytes() == b"{"
    assert file.path != path


def test_save_laid_out_anew_is_still_ours(path: Path, save: Save) -> None:
    path.write_text(json.dumps(json.loads(path.read_bytes())), encoding="utf-8")
    file = SaveFile(path, save)
    file.write(answered(save.game, "ours"), None, NOW)
    assert file.theirs is None
    assert read_save(path).game == answered(save.game, "ours")


def test_removed_save_is_written_anew(path: Path, save: Save) -> None:
    file = SaveFile(path, save)
    path.unlink()
    file.write(save.game, None, NOW)
    assert read_save(path).game == save.game


def test_nothing_is_written_over_when_saving_elsewhere(path: Path, save: Save) -> None:
    file = SaveFile(path, save)
    other = path.with_name("other.json")
    other.write_bytes(b"mine")
    with pytest.raises(StorageError, match="already"):
        file.go_elsewhere(other, save.game, None, NOW)
    assert (file.path, other.read_bytes()) == (path, b"mine")
    file.go_elsewhere(path.with_name("new.json"), save.game, None, NOW)
    assert read_save(path.with_name("new.json")).game == save.game


def test_session_on_a_game_in_use_only_looks_on(path: Path, save: Save) -> None:
    held = Lock(path, "Ben", NOW)
    before = path.read_bytes()
    with pytest.raises(GameInUseError) as in_use:
        Lock(path, "Ada", NOW)
    session = Session(path, save, Clock(TODAY), lambda _: None, lock=in_use.value)
    with pytest.raises(MoveError, match="Ben, in another window, has this game open"):
        session.do(answered(save.game, "ours"), "an answer")
    session.visit("why")
    assert session.close()
    assert path.read_bytes() == before
    held.release()


def test_versions_are_kept_and_restored(tmp_path: Path, path: Path, save: Save) -> None:
    file = SaveFile(path, save, snapshots=snapshots_of(path, tmp_path))
    for number in range(3):
        file.write(answered(save.game, f"{number}"), None, NOW + timedelta(minutes=11 * number))
    listed = versions(path, tmp_path)
    assert [kept.save and kept.save.game for kept in listed] == [
        answered(save.game, "1"),
        answered(save.game, "0"),
        save.game,
    ]
    later = NOW + timedelta(hours=1)
    done = restore(path, tmp_path, pick("3", listed), "Ada", later)
    assert done.set_aside is None
    assert read_save(path).game == save.game
    assert read_save(path).revision > save.revision + 3
    newest = versions(path, tmp_path)[0].save
    assert newest is not None
    assert newest.game == answered(save.game, "2")


def test_broken_save_is_set_aside(tmp_path: Path, path: Path, save: Save) -> None:
    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    path.write_bytes(b"{ broken")
    done = restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    assert done.set_aside is not None
    assert done.set_aside.read_bytes() == b"{ broken"
    assert read_save(path).game == save.game


def test_nothing_is_restored_while_somebody_plays(tmp_path: Path, path: Path, save: Save) -> None:
    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    held, before = Lock(path, "Ben", NOW), path.read_bytes()
    with pytest.raises(GameInUseError):
        restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    assert path.read_bytes() == before
    held.release()


def test_one_game_is_made_of_two(tmp_path: Path, path: Path, save: Save) -> None:
    file = SaveFile(path, save)
    theirs = changed_elsewhere(path, save, "theirs")
    file.write(answered(save.game, "ours"), None, NOW)
    merged = answered(save.game, "both")
    with pytest.raises(SaveError, match="once more"):
        reconcile(file.path, path, save, merged, tmp_path, "Ada", NOW)
    reconcile(file.path, path, theirs, merged, tmp_path, "Ada", NOW)
    assert read_save(path).game == merged
    assert not file.path.exists()
    kept = [version.save.game.answers for version in versions(path, tmp_path) if version.save]
    assert kept == [theirs.game.answers, answered(save.game, "ours").answers]


def test_save_of_an_earlier_format_is_kept_before_it_is_written_over(
    tmp_path: Path, path: Path, save: Save
) -> None:
    old = json.dumps(json.loads(dump(save))).encode()
    path.write_bytes(old)
    kept = snapshots_of(path, tmp_path)
    kept.keep(dump(save), NOW)
    SaveFile(path, save, snapshots=kept).write(answered(save.game, "new"), None, NOW)
    assert kept.all()[0].path.read_bytes() == old


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("links", [True, False])
def test_failed_restore_of_a_broken_save_leaves_all_as_it_was(
    tmp_path: Path, path: Path, save: Save, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    path.write_bytes(b"{ broken")
    monkeypatch.setattr(os, "write", full)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", full)
    with pytest.raises(StorageError, match="disk is full"):
        restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    monkeypatch.undo()
    assert path.read_bytes() == b"{ broken"
    assert [each.name for each in path.parent.iterdir() if each.name[0] != "."] == [path.name]


def test_broken_save_is_kept_where_only_the_last_step_fails(
    tmp_path: Path, path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path) -> None:
        if folder == path.parent:
            full()

    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    path.write_bytes(b"{ broken")
    monkeypatch.setattr(files, "_sync_folder", fail)
    with pytest.raises(StorageError, match="disk is full"):
        restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    assert read_save(path).game == save.game
    [aside] = path.parent.glob("*.broken-*")
    assert aside.read_bytes() == b"{ broken"


def test_rescued_copy_of_a_copy_is_in_conflict_with_nothing(
    tmp_path: Path, path: Path, save: Save
) -> None:
    file = SaveFile(path, save)
    changed_elsewhere(path, save, "theirs")
    file.write(answered(save.game, "ours"), None, NOW)
    file.copy(tmp_path / "rescued.json", answered(save.game, "ours"), None, NOW)
    assert read_save(tmp_path / "rescued.json").conflict_with is None
    assert file.theirs == path


def test_broken_save_is_there_until_the_other_takes_its_place(
    tmp_path: Path, path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, there = os.replace, []

    def look(source: Path, target: Path) -> None:
        there.append(path.exists())
        replace(source, target)

    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    path.write_bytes(b"{ broken")
    monkeypatch.setattr(os, "replace", look)
    restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    assert there == [True]


def test_folder_in_the_place_of_a_save_is_set_aside(tmp_path: Path, path: Path, save: Save) -> None:
    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    path.unlink()
    path.mkdir()
    done = restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    assert done.set_aside is not None
    assert done.set_aside.is_dir()
    assert read_save(path).game == save.game


def test_newer_save_is_left_alone(tmp_path: Path, path: Path, save: Save) -> None:
    snapshots_of(path, tmp_path).keep(dump(save), NOW)
    newer = dump(save).replace(b'"format": 1', b'"format": 2', 1)
    path.write_bytes(newer)
    before = set(path.parent.iterdir())
    with pytest.raises(NewerSaveError):
        restore(path, tmp_path, versions(path, tmp_path)[0], "", NOW)
    assert path.read_bytes() == newer
    assert {each for each in path.parent.iterdir() if each.suffix != ".lock"} == before


Stand = Callable[[Path], object]


def listen(path: Path) -> None:
    """Put a socket there, whose path may be only so long."""
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(here)


@pytest.mark.parametrize(
    "stand",
    [
        Path.mkdir,
        *([os.mkfifo, listen] if hasattr(os, "mkfifo") else []),
        lambda path: path.symlink_to("/dev/zero" if os.path.lexists("/dev/zero") else "nowhere"),
        lambda path: path.write_bytes(b" " * (MAX_BYTES + 1)),
        lambda path: path.symlink_to("nowhere"),
        lambda path: path.write_bytes(b""),
    ],
)
def test_what_is_no_save_leads_to_a_copy(path: Path, save: Save, stand: Stand) -> None:
    file = SaveFile(path, save)
    path.unlink()
    stand(path)
    file.write(answered(save.game, "ours"), None, NOW)
    assert os.path.lexists(path)
    assert file.theirs == path
    assert read_save(file.path).game.answers == answered(save.game, "ours").answers


def test_save_of_any_name_may_be_changed_elsewhere(tmp_path: Path, save: Save) -> None:
    path = tmp_path / "our game"
    write_save(path, save)
    file = SaveFile(path, save)
    theirs = changed_elsewhere(path, save, "theirs")
    file.write(answered(save.game, "ours"), None, NOW)
    assert read_save(path) == theirs
    assert SaveFile(file.path, read_save(file.path)).theirs == path


def test_copy_stays_where_the_save_changes_while_one_is_made_of_both(
    tmp_path: Path, path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SaveFile(path, save)
    seen = changed_elsewhere(path, save, "theirs")
    file.write(answered(save.game, "ours"), None, NOW)
    keep = Snapshots.keep

    def slowly(self: Snapshots, data: bytes, now: datetime) -> Path:
        changed_elsewhere(path, save, "theirs again")
        return keep(self, data, now)

    monkeypatch.setattr(Snapshots, "keep", slowly)
    with pytest.raises(SaveError, match="just changed"):
        reconcile(file.path, path, seen, answered(save.game, "both"), tmp_path, "Ada", NOW)
    assert read_save(file.path).game.answers == answered(save.game, "ours").answers
    assert read_save(path).game.answers == answered(save.game, "theirs again").answers


def test_a_copy_is_written_over_nothing_that_came_meanwhile(
    path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SaveFile(path, save)
    theirs = changed_elsewhere(path, save, "theirs")
    first = path.with_name("acme-conflict-20261124-1402.json")
    begin = files.write_new

    def come(copy: Path, data: bytes, **more: object) -> None:
        if copy == first:
            copy.write_bytes(b"another's")
        begin(copy, data, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(save_file, "write_new", come)
    file.write(answered(save.game, "ours"), None, NOW)
    assert first.read_bytes() == b"another's"
    assert file.path == path.with_name("acme-conflict-20261124-1402-2.json")
    assert (read_save(path), file.theirs) == (theirs, path)


def test_a_copy_that_cannot_be_written_is_tried_again(
    path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    file = SaveFile(path, save)
    changed_elsewhere(path, save, "theirs")
    monkeypatch.setattr(save_file, "write_new", full)
    with pytest.raises(StorageError, match="full"):
        file.write(answered(save.game, "ours"), None, NOW)
    monkeypatch.setattr(save_file, "write_new", files.write_new)
    file.write(answered(save.game, "ours"), None, NOW)
    assert file.theirs == path
    assert read_save(file.path).game.answers == answered(save.game, "ours").answers


def test_a_save_that_comes_back_while_it_is_written_anew_is_not_written_over(
    path: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SaveFile(path, save)
    path.unlink()
    begin = files.write_new

    def come(copy: Path, data: bytes, **more: object) -> None:
        if copy == path:
            copy.write_bytes(b"another's")
        begin(copy, data, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(save_file, "write_new", come)
    file.write(answered(save.game, "ours"), None, NOW)
    assert path.read_bytes() == b"another's"
    assert read_save(file.path).game.answers == answered(save.game, "ours").answers


def test_versions_of_one_second_do_not_write_over_each_other(tmp_path: Path) -> None:
    kept = Snapshots(tmp_path)
    kept.keep(b"theirs", NOW)
    assert kept.keep(b"ours", NOW).name == "20261124T140200Z-2.json"
    assert sorted(each.path.read_bytes() for each in kept.all()) == [b"ours", b"theirs"]
