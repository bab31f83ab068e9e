"""Each ordeal finds fault with a program that is not careful."""

import os
import subprocess
from pathlib import Path

import pytest

from pmo_gameboard.saves import opening
from pmo_gameboard.saves.format import Save, dump
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.session import Session
from pmo_gameboard.saves.store import read_save
from reliability import crowd, damage, environment, faults, keystrokes, kills, machine
from reliability.figures import Tally
from reliability.moves import keep_begun, last_move, moved, save_of
from reliability.nursery import say


def write_plainly(path: Path, save: Save) -> None:
    """Write over the old file, piece by piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = dump(save)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for start in range(0, len(data), 1000):
        os.write(handle, data[start : start + 1000])
    os.close(handle)


def play_carelessly(path: str) -> None:
    game = read_save(Path(path)).game
    number = last_move(game)
    while True:
        number += 1
        game = moved(game, number)
        say(str(number))
        write_plainly(Path(path), save_of(game, number))


def write_plainly_as_one_of_a_crowd(path: str, writer: str, saves: str) -> None:
    for number in range(1, int(saves) + 1):
        write_plainly(Path(path), crowd.written_by(int(writer), number))


def test_kills_find_a_save_that_was_said_too_soon_and_not_written_whole(tmp_path: Path) -> None:
    figures = kills.killed_while_saving(tmp_path, 100, 1, play_carelessly)
    assert figures.wrong.keys() == {kills.UNREADABLE, kills.LOST}


def test_kills_find_an_orphan_that_is_not_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Library, "sweep", lambda _: None)
    monkeypatch.setattr(opening, "sweep", lambda _: None)
    figures = kills.killed_while_saving(tmp_path, 50, 1)
    assert figures.wrong.keys() == {kills.ORPHANS}


def test_faults_find_a_writer_that_writes_over_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "write_save", write_plainly)
    figures = faults.every_call_failing(tmp_path, 1, 1)
    assert figures.wrong[faults.HARMED]
    assert figures.wrong[faults.UNTOLD]
    assert figures.wrong[faults.UNTRUE]


def test_a_crowd_finds_writers_that_write_over_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "write_again_and_again", write_plainly_as_one_of_a_crowd)
    assert crowd.crowded(tmp_path, 50, 1).wrong[crowd.BROKEN]


def test_damage_finds_a_reader_that_fails_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> Save:
        return Save.model_validate_json(path.read_bytes().ljust(10))

    monkeypatch.setattr(damage, "read_save", read)
    assert damage.bits_flipped(tmp_path, 20, 1).wrong[damage.OTHER]


def test_a_game_finds_a_session_that_only_says_it_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "flush", lambda _: True)
    playing = machine.Playing()
    playing.begin()
    playing.add("Dee")
    with pytest.raises(AssertionError, match=machine.LOST):
        playing.crash(save_first=True)
    playing.teardown()


def test_typing_that_is_not_there_counts_after_a_while(tmp_path: Path) -> None:
    tally = Tally(keystrokes.UNREADABLE, keystrokes.GARBLED, keystrokes.LATE)
    path = tmp_path / "game.json"
    keep_begun(path)
    keystrokes.look(path, [("Z", 0.0), ("q", 0.5)], 0.9, 0.33, tally)
    assert not any(tally.zeros.values())
    keystrokes.look(path, [("Z", 0.0), ("q", 0.5)], 1.1, 0.33, tally)
    assert tally.zeros[keystrokes.LATE] == 1


def test_a_command_that_breaks_is_counted() -> None:
    tally = Tally(environment.CODE, environment.WORDLESS, environment.TRACEBACK)
    place = environment.PLACES[0]
    broken = subprocess.CompletedProcess([], 4, b"", b"Traceback (most recent call last)\nKeyError")
    environment.judge(place, ("games",), broken, tally)
    assert all(tally.zeros.values())
