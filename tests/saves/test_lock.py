import errno
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.lock import GameInUseError, Holder, Lock, lock_path

NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
DIES = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from pmo_gameboard.saves.lock import Lock
held = Lock(Path(sys.argv[1]), "Ben", datetime(2026, 11, 23, 9, tzinfo=UTC))
os._exit(9)
"""


def test_second_program_is_told_who_has_the_game(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    lock = Lock(path, "Ada", NOW)
    with pytest.raises(GameInUseError, match="Ada, in another window, has this game open") as held:
        Lock(path, "Ben", NOW)
    assert held.value.exit_code == ExitCode.IN_USE
    assert (held.value.holder.pid, held.value.holder.opened) == (os.getpid(), NOW)
    lock.release()
    assert Lock(path, "Ben", NOW).left_by is None


def test_lock_of_a_dead_program_is_taken_over_and_named(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    subprocess.run([sys.executable, "-c", DIES, str(path)], check=False)
    left_by = Lock(path, "Ada", NOW).left_by
    assert left_by is not None
    assert left_by.who == "Ben"


@pytest.mark.parametrize(
    "record",
    [
        *(b"", b"\n[]", b"\n{", b"\n" + b"[" * 5000, b"\n\xff"),
        *(
            b'\n{"who":"a","host":"h","pid":%s,"since":""}' % pid
            for pid in (b"1e999", b"-1e999", b"NaN", b"null")
        ),
    ],
)
def test_record_that_makes_no_sense_names_nobody(tmp_path: Path, record: bytes) -> None:
    path = tmp_path / "acme.json"
    lock_path(path).write_bytes(record)
    lock = Lock(path, "Ada", NOW)
    assert lock.left_by is None
    lock_path(path).write_bytes(record)
    with pytest.raises(GameInUseError, match="Another program has this game open"):
        Lock(path, "Ben", NOW)


@pytest.mark.parametrize(
    "since",
    [
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-24T14:02:00"),
        *("yesterday", ""),
    ],
)
def test_time_that_makes_no_sense_is_not_known(since: str) -> None:
    assert Holder("Ada", "here", 7, since).opened is None


def test_folder_that_is_not_there_keeps_nobody_from_playing(tmp_path: Path) -> None:
    lock = Lock(tmp_path / "gone" / "acme.json", "Ada", NOW)
    lock.release()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX locks")
def test_disk_that_fails_keeps_nobody_from_closing_a_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    locks = [Lock(tmp_path / f"{name}.json", "Ada", NOW) for name in "ab"]
    monkeypatch.setattr("fcntl.flock", fail)
    monkeypatch.setattr(os, "truncate", fail)
    locks[0].release()
    locks[1].remove()


DIES_IN_A_ROUND = DIES.replace("os._exit", "held.note_round(0); held.note_round(3); os._exit")


def test_a_round_that_ran_is_found_in_the_lock_of_a_dead_program(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    subprocess.run([sys.executable, "-c", DIES_IN_A_ROUND, str(path)], check=False)
    lock = Lock(path, "Ada", NOW)
    assert lock.left_by is not None
    assert (lock.left_by.who, lock.left_by.finished) == ("Ben", 3)
    lock.release(told=False)
    assert Lock(path, "Ada", NOW).left_by == lock.left_by


def test_a_round_that_is_over_leaves_no_note(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    lock = Lock(path, "Ada", NOW)
    lock.note_round(12)
    with pytest.raises(GameInUseError) as held:
        Lock(path, "Ben", NOW)
    assert held.value.holder.finished == 12
    lock.note_round(None)
    with pytest.raises(GameInUseError) as held:
        Lock(path, "Ben", NOW)
    assert (held.value.holder.who, held.value.holder.finished) == ("Ada", None)
    lock.release()
    lock.note_round(1)
    assert Lock(path, "Ben", NOW).left_by is None


@pytest.mark.parametrize(
    "finished",
    ["-1", "1e3", "true", '"3"', "[3]", "null", "99999999999999999999", "10000", '{"a":1}'],
)
def test_a_number_of_people_that_makes_no_sense_is_not_known(tmp_path: Path, finished: str) -> None:
    path = tmp_path / "acme.json"
    record = f'{{"who":"a","host":"h","pid":7,"since":"","finished":{finished}}}'
    lock_path(path).write_bytes(b"\n" + record.encode())
    left_by = Lock(path, "Ada", NOW).left_by
    assert left_by == Holder("a", "h", 7, "")


def test_a_record_of_before_there_were_rounds_in_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    lock_path(path).write_bytes(b'\n{"who":"a","host":"h","pid":7,"since":""}')
    assert Lock(path, "Ada", NOW).left_by == Holder("a", "h", 7, "")
