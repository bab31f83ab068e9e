import errno
import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from clocks import aged
from pmo_gameboard.errors import StorageError
from pmo_gameboard.saves.files import (
    ORPHANED_AFTER,
    read_bytes,
    sweep,
    write_atomic,
)

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX modes and pipes")

Breaking = Callable[..., object]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "acme.json"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def open_umask() -> object:
    before = os.umask(0)
    yield None
    os.umask(before)


def failing(number: int) -> Breaking:
    def fail(*_args: object, **_more: object) -> object:
        raise OSError(number, os.strerror(number))

    return fail


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_reads_the_whole_file(file: Path) -> None:
    assert read_bytes(file, 3) == b"old"


@pytest.mark.parametrize("name", ["nothing.json", "no/folder.json", "nul\0l.json"])
def test_missing_file_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="no such file") as caught:
        read_bytes(tmp_path / name, 10)
    assert caught.value.hint
    assert caught.value.where == str(tmp_path / name)


def test_folder_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="folder, not a file"):
        read_bytes(tmp_path, 10)


def test_file_used_as_a_folder_is_told(file: Path) -> None:
    with pytest.raises(StorageError, match="where a folder should be"):
        read_bytes(file / "x.json", 10)


def test_too_large_file_is_not_read(file: Path) -> None:
    with pytest.raises(StorageError, match="larger than"):
        read_bytes(file, 2)


def test_huge_file_costs_no_memory(file: Path) -> None:
    os.truncate(file, 2**40)
    with pytest.raises(StorageError, match="larger than 16 MB"):
        read_bytes(file, 16 * 2**20)


@posix
def test_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(StorageError, match="not a regular file"):
        read_bytes(tmp_path / "pipe.json", 10)


@posix
def test_file_that_grows_while_it_is_read_is_still_bounded() -> None:
    with pytest.raises(StorageError, match=r"regular|larger"):
        read_bytes(Path("/dev/zero"), 10)


def test_denied_reading_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    with pytest.raises(StorageError, match="no permission to read"):
        read_bytes(file, 10)


def test_writes_over_the_old_file(file: Path) -> None:
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"
    assert list(file.parent.iterdir()) == [file]


@posix
@pytest.mark.usefixtures("open_umask")
def test_files_and_folders_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "games" / "acme.json"
    write_atomic(path, b"new")
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)


@posix
@pytest.mark.usefixtures("open_umask")
def test_file_is_its_owners_alone_from_its_first_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    change = os.fchmod

    def look(handle: int, wanted: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        change(handle, wanted)

    monkeypatch.setattr(os, "fchmod", look)
    write_atomic(tmp_path / "acme.json", b"new")
    assert seen == [0o600]


class Windows:
    """A disk on which somebody is reading the old file for a while, and the pauses meanwhile."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, readings: int) -> None:
        self.pauses: list[float] = []
        self.readings = readings
        self._replace = os.replace
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(os, "replace", self.replace)
        monkeypatch.setattr(time, "sleep", self.pauses.append)

    def replace(self, source: Path, target: Path) -> None:
        if self.readings:
            self.readings -= 1
            raise PermissionError(errno.EACCES, "Access is denied")
        self._replace(source, target)


def test_windows_waits_for_whoever_is_reading_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Windows(monkeypatch, readings=7)
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"
    assert len(disk.pauses) == 7
    assert all(0 < pause < 1 for pause in disk.pauses)
    assert 0.3 < sum(disk.pauses) < 2  # a virus scanner's reading is waited out, a hang is not
    assert disk.pauses[6] > disk.pauses[0]


def test_windows_gives_up_at_last_and_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Windows(monkeypatch, readings=100)
    with pytest.raises(StorageError, match="no permission to write"):
        write_atomic(file, b"new")
    assert len(disk.pauses) == 7
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


@posix
def test_elsewhere_nobody_is_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Windows(monkeypatch, readings=1)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(StorageError, match="no permission to write"):
        write_atomic(file, b"new")
    assert disk.pauses == []


@posix
def test_tight_umask_still_lets_the_owner_read(tmp_path: Path) -> None:
    before = os.umask(0o777)
    try:
        write_atomic(tmp_path / "acme.json", b"new")
    finally:
        os.umask(before)
    assert mode(tmp_path / "acme.json") == 0o600


def test_short_writes_are_continued(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:7])))
    write_atomic(file, b"0123456789" * 50)
    assert file.read_bytes() == b"0123456789" * 50


def test_write_that_writes_nothing_fails(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "write", lambda *_: 0)
    with pytest.raises(StorageError, match="fault"):
        write_atomic(file, b"new")


@pytest.mark.parametrize(
    ("call", "number", "words"),
    [
        ("open", errno.EACCES, "no permission to write"),
        ("write", errno.ENOSPC, "disk is full"),
        ("write", errno.EDQUOT, "disk is full"),
        ("fsync", errno.EIO, "fault"),
        ("fsync", errno.ENOSPC, "disk is full"),
        ("replace", errno.EROFS, "read-only"),
        ("replace", errno.EPERM, "no permission to write"),
        ("replace", errno.EXDEV, "system says"),
    ],
)
def test_failed_write_leaves_the_old_file_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    monkeypatch.setattr(os, call, failing(number))
    with pytest.raises(StorageError, match=words) as caught:
        write_atomic(file, b"new")
    monkeypatch.undo()
    assert caught.value.where == str(file)
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_disk_that_fills_half_way_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    parts = iter([3, 3])

    def fill(handle: int, data: bytes) -> int:
        size = next(parts, None)
        if size is None:
            raise OSError(errno.ENOSPC, "full")
        return write(handle, bytes(data[:size]))

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(StorageError, match="disk is full"):
        write_atomic(file, b"a new game")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


@posix
@pytest.mark.parametrize(("number", "fails"), [(errno.EIO, True), (errno.EINVAL, False)])
def test_folder_that_cannot_be_synced_matters_where_it_could(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, number: int, fails: bool
) -> None:
    fsync = os.fsync

    def sync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(number, "no")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", sync)
    if fails:
        with pytest.raises(StorageError, match="fault"):
            write_atomic(file, b"new")
    else:
        write_atomic(file, b"new")
    assert file.read_bytes() == b"new"


def test_everything_is_synced_before_the_rename_and_the_folder_after(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    fsync, replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        calls.append("folder" if folder else f"{os.fstat(handle).st_size} bytes")
        fsync(handle)

    def rename(source: Path, target: Path) -> None:
        calls.append("rename")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", rename)
    write_atomic(file, b"new one")
    assert calls == ["7 bytes", "rename", *(["folder"] if os.name == "posix" else [])]


def test_file_in_the_way_of_the_folder_is_told(file: Path) -> None:
    with pytest.raises(StorageError, match="where a folder should be"):
        write_atomic(file / "games" / "acme.json", b"new")
    assert file.read_bytes() == b"old"


def test_interrupted_write_leaves_no_temporary(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomic(file, b"new")
    assert list(file.parent.iterdir()) == [file]


def left(path: Path, seconds: float = ORPHANED_AFTER + 5) -> Path:
    path.write_bytes(b"half")
    return aged(path, seconds)


def test_sweep_removes_what_killed_programs_left(file: Path) -> None:
    left(file.parent / ".acme.json.0123abcd.tmp")
    sweep(file.parent)
    assert list(file.parent.iterdir()) == [file]


def test_sweep_removes_what_a_clock_that_was_set_back_dates_in_the_future(file: Path) -> None:
    left(file.parent / ".acme.json.0123abcd.tmp", seconds=-3650 * 86_400)
    sweep(file.parent)
    assert list(file.parent.iterdir()) == [file]


@posix
def test_sweep_leaves_what_is_written_while_the_clock_is_set_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def sweep_meanwhile(handle: int) -> None:
        monkeypatch.setattr(time, "time", lambda: 0.0)
        sweep(file.parent)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", sweep_meanwhile)
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"


def test_sweep_leaves_everything_else(tmp_path: Path) -> None:
    kept = {
        left(tmp_path / ".acme.json.0123abcd.tmp", seconds=1),
        left(tmp_path / "acme.json.0123abcd.tmp"),
        left(tmp_path / ".acme.tmp"),
        left(tmp_path / "acme.json"),
    }
    sweep(tmp_path)
    sweep(tmp_path / "nowhere")
    assert set(tmp_path.iterdir()) == kept


def test_sweep_leaves_what_another_program_is_writing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def sweep_meanwhile(handle: int) -> None:
        for path in file.parent.glob(".*.tmp"):
            os.utime(path, (0, 0))
        sweep(file.parent)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", sweep_meanwhile)
    write_atomic(file, b"new")
    assert file.read_bytes() == b"new"


def test_two_writers_at_once_leave_one_whole_file(file: Path) -> None:
    def write(letter: bytes) -> None:
        for _ in range(20):
            write_atomic(file, letter * 10_000)

    threads = [threading.Thread(target=write, args=(letter,)) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_bytes() in {b"a" * 10_000, b"b" * 10_000}
    assert list(file.parent.iterdir()) == [file]
