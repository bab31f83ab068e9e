import os
import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from clocks import aged
from pmo_gameboard.doctor import checkup
from pmo_gameboard.doctor.checkup import (
    Finding,
    check_boards,
    check_folder,
    check_games,
    sync_service,
)
from pmo_gameboard.doctor.selftest import FOLDER
from pmo_gameboard.errors import StorageError
from pmo_gameboard.saves.files import ORPHANED_AFTER, sweep, write_atomic
from pmo_gameboard.saves.format import Save, dump
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.snapshots import snapshots_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions")
Look = Callable[[], dict[str, Finding]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def acme(data: Path, save: Save) -> Path:
    return Library(data).add(save)


@pytest.fixture
def look(data: Path) -> Look:
    """Looks at the folder, and returns what was found by what was looked at."""
    return lambda: {finding.what: finding for finding in check_folder(data)}


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_folder_that_is_not_there_is_fine_and_stays_so(
    tmp_path: Path, data: Path, look: Look
) -> None:
    found = look()
    assert found["Data folder"] == Finding(
        "Data folder", "fine", f"{data} (made with the first game)"
    )
    assert {finding.state for finding in found.values()} == {"fine"}
    assert files(tmp_path) == []


def test_folder_is_tried_and_left_as_it_was(data: Path, acme: Path, look: Look) -> None:
    before = {path: path.read_bytes() for path in files(data) if path.is_file()}
    found = look()
    assert {finding.state for finding in found.values()} == {"fine"}
    assert found["Data folder"].told == str(data)
    assert acme in before
    assert {path: path.read_bytes() for path in files(data) if path.is_file()} == before


def test_every_folder_that_is_written_is_tried(
    data: Path, acme: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        if path.parent == acme.parent:
            raise StorageError("The disk is full.", hint="Free some.", where=str(path))
        real(path, content)

    real = write_atomic
    monkeypatch.setattr(checkup, "write_atomic", refuse)
    found = look()["Data folder"]
    assert found.state == "amiss"
    assert "The disk is full. Free some." in found.told
    assert [path.name for path in files(data)] == ["games", acme.name]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_disk_that_cannot_save_is_amiss(
    data: Path, look: Look, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    data.mkdir()
    monkeypatch.setattr(os, step, fail)
    found = look()["Data folder"]
    assert (found.state, "The disk reported a fault." in found.told) == ("amiss", True)
    assert files(data) == []


def test_disk_that_keeps_something_else_is_amiss(
    data: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir()
    monkeypatch.setattr(checkup, "read_bytes", lambda *_: b"")
    assert "not what is read back" in look()["Data folder"].told
    assert files(data) == []


def test_probe_that_is_left_would_be_swept(
    data: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir()
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    look()
    monkeypatch.undo()
    left = files(data)
    assert len(left) == 1
    aged(left[0], ORPHANED_AFTER + 1)
    sweep(data)
    assert files(data) == []


def test_file_in_the_folders_place_is_amiss(data: Path, look: Look) -> None:
    data.write_text("x")
    assert look() == {
        "Data folder": Finding("Data folder", "amiss", f"{data} stands where a folder should be.")
    }


@posix
def test_folder_that_cannot_be_written_is_amiss(
    data: Path, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)  # even root is told so
    assert look()["Data folder"].state == "amiss"
    assert "no permission to write" in look()["Data folder"].told


@pytest.mark.parametrize(
    ("free", "state", "told"),
    [
        (2 * 2**30, "fine", "2.0 GB"),
        (50 * 2**20, "fine", "50.0 MB"),
        (49 * 2**20, "note", "49.0 MB; free some soon."),
        (4 * 2**20, "amiss", "4.0 MB; the next save may not fit. Free some."),
        (0, "amiss", "0.0 MB"),
    ],
)
def test_free_space_is_told(
    look: Look, monkeypatch: pytest.MonkeyPatch, free: int, state: str, told: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    found = look()["Free space"]
    assert found.state == state
    assert found.told.startswith(told)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/ada/Dropbox/pmo", "Dropbox"),
        ("/home/ada/Dropbox (Acme)/pmo", "Dropbox"),
        ("/mnt/c/Users/Ada/OneDrive - Acme/pmo", "OneDrive"),
        ("/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/pmo", "iCloud"),
        ("/Users/ada/Library/CloudStorage/Box-Acme/pmo", "a cloud service"),
        ("/home/ada/Google Drive/pmo", "Google Drive"),
        ("/home/ada/Nextcloud/pmo", "Nextcloud"),
        ("/home/ada/work/pmo", ""),
        ("/home/ada/my-dropbox/pmo", ""),
    ],
)
def test_synced_folders_are_known_by_their_path(tmp_path: Path, path: str, service: str) -> None:
    assert sync_service(Path(path), tmp_path / "none") == service


def test_folder_of_syncthing_is_known_by_its_marker(data: Path) -> None:
    (data / "games").mkdir(parents=True)
    assert sync_service(data) == ""
    (data.parent / ".stfolder").mkdir()
    assert sync_service(data) == "Syncthing"


@posix
def test_link_into_a_synced_folder_is_followed(tmp_path: Path, data: Path) -> None:
    (tmp_path / "Dropbox" / "pmo").mkdir(parents=True)
    data.symlink_to(tmp_path / "Dropbox" / "pmo")
    assert sync_service(data) == "Dropbox"


@posix
@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/", ""),
        ("/srv/share/pmo", "a network disk (nfs4)"),
        ("/srv/share/local/pmo", ""),
        ("/srv/shared", ""),
        ("/srv/our share", "a network disk (cifs)"),
    ],
)
def test_network_disks_are_known_by_the_list_of_mounts(
    tmp_path: Path, path: str, service: str
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n"
        "server:/x /srv/share nfs4 rw 0 0\n"
        "/dev/sdb1 /srv/share/local xfs rw 0 0\n"
        "//server/x /srv/our\\040share cifs rw 0 0\n"
        "odd\n\n"
    )
    assert sync_service(Path(path), mounts) == service


def test_what_a_synced_folder_means_is_told(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "sync_service", lambda _: "Dropbox")
    found = look()["Other machines"]
    assert found.state == "note"
    assert "shared through Dropbox" in found.told
    assert "nothing is lost" in found.told


@posix
def test_games_that_others_can_look_at_are_a_note(data: Path, acme: Path, look: Look) -> None:
    assert look()["Privacy"].state == "fine"
    data.chmod(0o755)
    assert look()["Privacy"].state == "fine"  # the games within are closed
    acme.parent.chmod(0o750)
    found = look()["Privacy"]
    assert found.state == "note"
    assert f"chmod -R go= {data} keeps them out" in found.told
    data.chmod(0o700)
    assert look()["Privacy"].state == "fine"  # nobody gets that far


def test_what_killed_programs_left_is_a_note(data: Path, acme: Path, look: Look) -> None:
    young, old = (acme.with_name(f".acme.json.{name}.tmp") for name in ("00000000", "11111111"))
    young.write_text("x")
    assert "Left behind" not in look()
    old.write_text("x")
    aged(old, ORPHANED_AFTER + 1)
    found = look()["Left behind"]
    assert found.state == "note"
    assert found.told.startswith("1 temporary file was left")
    assert str(old) in found.told
    old.unlink()
    orphan = snapshots_of(acme, data).folder / ".x.json.22222222.tmp"
    orphan.parent.mkdir(parents=True)
    orphan.write_text("x")
    aged(orphan, ORPHANED_AFTER + 1)
    assert str(orphan) in look()["Left behind"].told
    orphan.unlink()
    (data / f"{FOLDER}abc").mkdir()
    found = look()["Left behind"]
    assert "by a self-test that was killed. Delete it." in found.told


def test_each_broken_game_is_told(data: Path, acme: Path) -> None:
    assert list(check_games(data)) == [Finding("Games", "fine", "1 game")]
    bad = acme.with_name("bad.json")
    bad.write_text("")
    summary, broken = check_games(data)
    assert summary == Finding("Games", "amiss", "1 of 2 games cannot be opened.")
    assert (broken.what, broken.state) == ("Game", "amiss")
    assert broken.told.startswith(f"{bad}: This save is empty. ")
    assert "brings back" not in broken.told  # no version of it was kept


def test_way_back_to_a_broken_game_is_told(data: Path, acme: Path, save: Save) -> None:
    kept = snapshots_of(acme, data)
    kept.keep(dump(save), save.saved_at)
    kept.keep(b"broken too", save.saved_at + timedelta(hours=1))
    acme.write_text("{")
    _, broken = check_games(data)
    assert "This save breaks off in line 1." in broken.told
    assert "pmo-gameboard restore acme 2 brings back an earlier version of it." in broken.told


def test_games_that_cannot_be_listed_are_amiss(data: Path) -> None:
    data.mkdir()
    (data / "games").write_text("x")
    (found,) = check_games(data)
    assert (found.what, found.state) == ("Games", "amiss")


def test_each_broken_board_is_told(data: Path) -> None:
    (found,) = check_boards(data)
    assert (found.what, found.state) == ("Boards", "fine")
    boards = data / "boards"
    boards.mkdir(parents=True)
    for name in ("ours.yaml", "our other.yaml"):
        (boards / name).write_text("stages: 1")
    summary, *broken = check_boards(data)
    assert summary.state == "amiss"
    assert summary.told.endswith("2 of your own; 2 cannot be played.")
    assert [finding.state for finding in broken] == ["amiss", "amiss"]
    assert any(f"board check {boards / 'ours.yaml'} says" in finding.told for finding in broken)
    assert any(f"board check '{boards / 'our other.yaml'}'" in finding.told for finding in broken)


def test_missing_boards_are_amiss(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: Path) -> None:
        raise StorageError("They are missing.")

    monkeypatch.setattr(checkup, "list_boards", missing)
    assert list(check_boards(data)) == [Finding("Boards", "amiss", "They are missing.")]
    monkeypatch.setattr(checkup, "list_boards", lambda _: [])
    assert [finding.state for finding in check_boards(data)] == ["amiss"]
