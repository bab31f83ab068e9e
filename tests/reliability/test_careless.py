"""Each ordeal finds fault with a program that is not careful."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.play import opening
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves import library, moving, save_file, writer
from pmo_gameboard.saves.format import Save, dump
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import lock_path
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import Writer
from pmo_gameboard.tui import keyboard
from pmo_gameboard.tui.driver import TerminalDriver
from real_terminal import Terminal
from reliability import (
    amid,
    crowd,
    damage,
    environment,
    faults,
    keystrokes,
    kills,
    machine,
    no_entry,
    noise,
    rivals,
    versions,
)
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


def keep_nothing(self: Writer) -> None:
    self._earlier.clear()


def delete_without_versions(path: str) -> None:
    Writer._keep_earlier = keep_nothing  # type: ignore[method-assign]
    versions.delete_on_and_on(path)


def test_kills_find_a_writer_that_keeps_no_version_before_a_delete(tmp_path: Path) -> None:
    figures = versions.killed_while_deleting(tmp_path, 3, 1, delete_without_versions)
    assert figures.wrong.keys() == {versions.LOST}


def test_faults_find_a_writer_that_writes_over_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "write_save", write_plainly)
    figures = faults.every_call_failing(tmp_path, 1, 1)
    assert figures.wrong[faults.HARMED]
    assert figures.wrong[faults.UNTOLD]
    assert figures.wrong[faults.UNTRUE]


def test_a_bar_finds_a_version_without_which_nothing_is_saved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def keep(file: SaveFile, found: bytes, now: datetime) -> None:
        assert file._snapshots is not None
        file._snapshots.keep(found, now)

    monkeypatch.setattr(SaveFile, "_keep_version", keep)
    assert no_entry.STOPPED in barred_once(monkeypatch, {no_entry.VERSIONS: 0o000})


def test_a_bar_finds_a_writer_that_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(path: Path, *, through: bool = False) -> os.stat_result:
        return path.stat(follow_symlinks=through)

    monkeypatch.setattr(save_file, "look", look)
    monkeypatch.setattr(writer, "Exception", GameboardError, raising=False)  # no other is caught
    found = barred_once(monkeypatch, {no_entry.GAME.parent: 0o000})
    assert {faults.UNTOLD, faults.NOT_CAUGHT_UP} <= found.keys()


def barred_once(monkeypatch: pytest.MonkeyPatch, modes: Mapping[Path, int]) -> dict[str, int]:
    """What one bar finds, waiting no longer than it must."""
    saves = no_entry.VERSIONS in modes
    monkeypatch.setattr(no_entry, "BARS", [no_entry.Bar(modes, saves=saves)])
    monkeypatch.setattr(no_entry, "GRACE", 1.0)
    monkeypatch.setattr(no_entry, "RETRY", 0.0)
    figures = no_entry.barred(Path(), 1, 1)
    if figures.skipped:
        pytest.skip(figures.skipped)
    return figures.wrong


def test_a_crowd_finds_writers_that_write_over_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "write_again_and_again", write_plainly_as_one_of_a_crowd)
    assert crowd.crowded(tmp_path, 50, 1).wrong[crowd.BROKEN]


def act_over_others(data: str, act: str, mark: str, start: str) -> None:
    """Look whether a name is taken, and then write over whatever has it."""

    def write(path: Path, save: Save, **_: object) -> None:
        time.sleep(0.02)
        write_save(path, save)

    for module in (library, moving):
        setattr(module, "write_new_save", write)  # noqa: B010 (it is imported there)
    rivals.act_at(data, act, mark, start)


def test_rivals_find_a_library_that_looks_and_then_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rivals, "PAIRS", [("begin", "begin"), ("rename", "rename_other")])
    monkeypatch.setattr(rivals, "ACT", act_over_others)
    figures = rivals.rivals(tmp_path, 2, 1)
    assert figures.wrong[rivals.TWICE]
    assert figures.wrong[rivals.LOST]


def test_endings_find_a_library_that_leaves_versions_to_the_next_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "put_versions_away", lambda *_: None)
    monkeypatch.setattr(rivals, "WITHIN", ("delete",))
    monkeypatch.setattr(rivals, "ERRORS", ())
    assert rivals.ended_within(tmp_path, 100, 1).wrong.keys() == {rivals.INHERITED}


def test_damage_finds_a_reader_that_fails_in_its_own_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(path: Path) -> Save:
        return Save.model_validate_json(path.read_bytes().ljust(10))

    monkeypatch.setattr(damage, "read_save", read)
    assert damage.bits_flipped(tmp_path, 20, 1).wrong[damage.OTHER]


def test_noise_finds_a_parser_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyboard._Parser, "whole", keyboard._Parser.feed)
    found = noise.noise_on_the_line(tmp_path, 500, 1).wrong
    assert found[noise.FAULTS]
    assert found[noise.LOST]


def test_noise_finds_a_driver_that_asks_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TerminalDriver, "_run_input_thread", TerminalDriver.run_input_thread)
    assert noise.noise_on_the_line(tmp_path, 1, 1).wrong == {noise.FAULTS: 1}


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


def test_an_end_amid_a_round_finds_a_round_that_is_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless = "from pmo_gameboard.tui import leaving; leaving.take_in = lambda _: ''"
    monkeypatch.setattr(amid, "FAULTY", f"{careless}\n{amid.FAULTY}")
    figures = amid.ended_amid(tmp_path, 1, 1)
    assert figures.wrong.keys() == {amid.NOT_KEPT, amid.UNTOLD}


class EndedWith:
    """A terminal in which the program has ended, with these last words."""

    master = 0
    process = SimpleNamespace(poll=lambda: 0)

    def __init__(self, last: str) -> None:
        self.text = last

    def wait_for(self, fact: Callable[[], object]) -> None:
        assert fact()

    def text_after(self, _: bytes) -> str:
        return self.text


def test_an_end_amid_a_round_finds_words_that_are_not_said_or_not_true(tmp_path: Path) -> None:
    place = amid.PLACES["a round that one has finished"]
    save = tmp_path / "game.json"
    keep_begun(save)
    for last, found in {
        f"{amid.LOST}.": [],
        "": [amid.UNTOLD],
        "What you wrote is saved.": [amid.UNTOLD, amid.UNTRUE],
    }.items():
        terminal = cast("Terminal", EndedWith(last))
        assert amid._lost(terminal, save, place, "SIGTERM") == found
        assert not amid._leave(terminal, place)


def test_an_end_amid_a_round_finds_a_kill_that_leaves_no_note(tmp_path: Path) -> None:
    save = tmp_path / "games" / "game.json"
    save.parent.mkdir()
    keep_begun(save)
    place = amid.PLACES["a round that one has finished"]
    record = b'\n{"who":"a","host":"h","pid":7,"since":""'
    for note, found in ((b',"finished":1}', []), (b',"finished":3}', 1), (b"}", 1)):
        lock_path(save).write_bytes(record + note)
        assert amid._after_kill(save, tmp_path, place) == (found and [amid.UNTOLD])
