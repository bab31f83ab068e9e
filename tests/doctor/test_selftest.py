import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pmo_gameboard.doctor import selftest
from pmo_gameboard.errors import StorageError
from pmo_gameboard.play.sample import sample
from pmo_gameboard.saves.store import read_save, write_save

RUN = """
import pathlib, sys
from pmo_gameboard.doctor import selftest
selftest.run(pathlib.Path(sys.argv[1]), on_kill=lambda: print("killed", flush=True))
"""

PATIENCE = 120.0
"""Seconds after which something is not going to come, even beside much other work."""


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other programs may keep the one that is killed from starting."""
    monkeypatch.setattr(selftest, "_ENOUGH", PATIENCE)
    monkeypatch.setattr(selftest, "_PATIENCE", PATIENCE)


def test_nothing_is_lost_and_nothing_left(tmp_path: Path) -> None:
    told: list[int] = []
    figures = selftest.run(tmp_path, 3, lambda: told.append(1))
    assert figures.flawless
    assert figures.kills == len(told) == 3
    assert figures.saves >= 3
    assert "3 kills" in str(figures)
    assert "0 unreadable, 0 lost, 0 not cleared away" in str(figures)
    assert list(tmp_path.iterdir()) == []


def test_save_that_is_older_than_what_was_called_safe_is_lost(tmp_path: Path) -> None:
    path, save = tmp_path / "game.json", sample()
    write_save(path, save)
    kept = selftest._looked_at(path, save.game, save.revision, selftest.Figures())
    assert (kept.kills, kept.flawless) == (1, True)
    lost = selftest._looked_at(path, save.game, save.revision + 1, kept)
    assert (lost.kills, lost.lost, lost.unreadable, lost.flawless) == (2, 1, 0, False)
    path.write_bytes(path.read_bytes()[:-100])
    broken = selftest._looked_at(path, save.game, save.revision, lost)
    assert (broken.kills, broken.lost, broken.unreadable) == (3, 1, 1)


def test_temporary_file_is_seen_and_cleared_away(tmp_path: Path) -> None:
    path, save = tmp_path / "game.json", sample()
    write_save(path, save)
    (tmp_path / ".game.json.0123abcd.tmp").write_bytes(b"half")
    figures = selftest._looked_at(path, save.game, save.revision, selftest.Figures())
    assert (figures.midway, figures.orphans) == (1, 0)
    (tmp_path / ".stays.tmp").write_bytes(b"half")
    figures = selftest._looked_at(path, save.game, save.revision, figures)
    assert (figures.midway, figures.orphans, figures.flawless) == (2, 1, False)


def test_it_ends_with_the_first_save_that_is_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(path: Path) -> int:
        path.write_bytes(b"")
        return 1

    monkeypatch.setattr(selftest, "_killed", breaks)
    figures = selftest.run(tmp_path)
    assert (figures.kills, figures.unreadable) == (1, 1)


def test_slow_disk_has_fewer_kills(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_ENOUGH", 0.0)
    assert selftest.run(tmp_path).kills == 0


def test_program_that_cannot_save_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"could not be made: .* no such file"):
        selftest._killed(tmp_path / "nowhere.json")


def test_program_that_never_saves_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_PATIENCE", 0.0)
    path = tmp_path / "game.json"
    write_save(path, sample())
    with pytest.raises(StorageError, match="it saved nothing in 0 s"):
        selftest._killed(path)


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no room for a test"):
        selftest.run(tmp_path / "nowhere")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_interrupted_it_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"killed\n"
        (folder,) = tmp_path.iterdir()
        assert folder.name.startswith(selftest.FOLDER)
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)
    assert list(tmp_path.iterdir()) == []


def test_program_that_nobody_listens_to_ends(tmp_path: Path) -> None:
    path = tmp_path / "game.json"
    write_save(path, sample())
    command = [sys.executable, "-P", "-m", "pmo_gameboard.doctor.selftest", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) == sample().revision + 1
        process.stdout.close()
        process.wait(PATIENCE)
    assert read_save(path).game == sample().game
