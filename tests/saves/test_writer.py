import queue
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves import files
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import SaveState, Writer
from saves.gardens import NOW, TODAY

NEVER = 3600.0
"""Longer than any test: what happens sooner was asked for."""

SOON = 60.0
"""How long a test waits for what must happen at once."""


class Desk:
    """A writer on a saved game, and what it told."""

    def __init__(self, path: Path, save: Save) -> None:
        self.path = path
        self.save = save
        self.file = SaveFile(path, save)
        self.states: queue.Queue[SaveState] = queue.Queue()
        self.writers: list[Writer] = []
        self._ticks = count(1)

    def writer(self, delay: float = NEVER, retry: float = NEVER) -> Writer:
        writer = Writer(self.file, self.states.put, self.now, delay=delay, retry=retry)
        self.writers.append(writer)
        return writer

    def now(self) -> datetime:
        return NOW + timedelta(minutes=next(self._ticks))

    def told(self) -> str:
        return self.states.get(timeout=SOON).kind

    def wait_for(self, kind: str) -> SaveState:
        while (state := self.states.get(timeout=SOON)).kind != kind:
            pass
        return state

    def on_disk(self) -> Save:
        return read_save(self.path)


@pytest.fixture
def desk(tmp_path: Path, save: Save) -> Iterator[Desk]:
    desk = Desk(tmp_path / "games" / "acme.json", save)
    write_save(desk.path, save)
    yield desk
    for writer in desk.writers:
        writer.close(SOON)


def answered(game: Game, text: str) -> Game:
    return set_answer(game, "why", "reason", text, TODAY)


def block_folder(desk: Desk) -> None:
    """Make every write fail: a file takes the folder's place."""
    desk.path.parent.rename(desk.path.parent.with_name("aside"))
    desk.path.parent.write_text("in the way", encoding="utf-8")


def free_folder(desk: Desk) -> None:
    desk.path.parent.unlink()
    desk.path.parent.with_name("aside").rename(desk.path.parent)


def test_change_is_written_by_itself(desk: Desk) -> None:
    writer = desk.writer(delay=0.01)
    game = answered(desk.save.game, "Joy")
    writer.submit(game, "why")
    state = desk.wait_for("saved")
    assert state.at == NOW + timedelta(minutes=1)
    again = desk.on_disk()
    assert (again.game, again.at, again.revision) == (game, "why", desk.save.revision + 1)


def test_states_are_told_in_order(desk: Desk) -> None:
    writer = desk.writer()
    writer.submit(desk.save.game, None)
    assert writer.flush(SOON)
    assert [desk.told(), desk.told()] == ["saving", "saved"]


def test_burst_becomes_one_write(desk: Desk) -> None:
    writer = desk.writer()
    games = [answered(desk.save.game, f"Joy {number}") for number in range(100)]
    for game in games:
        writer.submit(game, "why")
    assert writer.flush(SOON)
    assert desk.on_disk().game == games[-1]
    assert desk.on_disk().revision == desk.save.revision + 1


@pytest.mark.parametrize("error", [OSError(5, "no answer"), KeyError("fault"), MemoryError()])
def test_no_exception_ends_the_writing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def write(*_: object) -> NoReturn:
        raise error

    writer = desk.writer(delay=0.01, retry=0.01)
    with monkeypatch.context() as faulty:
        faulty.setattr(desk.file, "write", write)
        writer.submit(answered(desk.save.game, "Joy"), "why")
        assert not writer.flush(SOON)
        assert type(error).__name__ in desk.wait_for("failed").reason
    desk.wait_for("saved")
    assert desk.on_disk().game == answered(desk.save.game, "Joy")


def test_nobody_who_is_told_ends_the_writing(desk: Desk) -> None:
    def gone(_: SaveState) -> NoReturn:
        raise RuntimeError("the loop is closed")

    writer = Writer(desk.file, gone, desk.now, delay=NEVER, retry=NEVER)
    desk.writers.append(writer)
    for text in ("Joy", "Peace"):
        writer.submit(answered(desk.save.game, text), "why")
        assert writer.flush(SOON)
        assert desk.on_disk().game == answered(desk.save.game, text)


def test_steady_typing_does_not_put_writing_off(desk: Desk) -> None:
    writer = desk.writer(delay=0.01)
    for number in count():
        writer.submit(answered(desk.save.game, f"{number}"), None)
        try:
            if desk.states.get_nowait().kind == "saved":
                break
        except queue.Empty:
            continue
    assert desk.on_disk().revision > desk.save.revision


def test_change_made_during_a_write_is_written_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    writing, go_on = threading.Event(), threading.Event()
    write = files.write_atomic

    def slow_write(path: Path, data: bytes, check: Callable[[], None]) -> None:
        writing.set()
        go_on.wait(SOON)
        write(path, data, check)

    monkeypatch.setattr("pmo_gameboard.saves.save_file.write_atomic", slow_write)
    writer = desk.writer(delay=0)
    first, second = answered(desk.save.game, "first"), answered(desk.save.game, "second")
    writer.submit(first, None)
    assert writing.wait(SOON)
    writer.submit(second, None)
    assert not writer.flush(0.01)
    go_on.set()
    desk.wait_for("saved")
    assert writer.flush(SOON)
    assert desk.on_disk().game == second
    assert desk.on_disk().revision == desk.save.revision + 2


def test_nothing_is_told_saved_before_the_rename(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []
    write = files.write_atomic

    def counting_write(path: Path, data: bytes, check: Callable[[], None]) -> None:
        write(path, data, check)
        told.append(sum(state.kind == "saved" for state in desk.states.queue))

    monkeypatch.setattr("pmo_gameboard.saves.save_file.write_atomic", counting_write)
    writer = desk.writer()
    writer.submit(desk.save.game, None)
    assert writer.flush(SOON)
    desk.wait_for("saved")
    assert told == [0]


def test_idle_writer_has_no_thread(desk: Desk) -> None:
    before = threading.active_count()
    writer = desk.writer()
    assert writer.flush(SOON)
    assert writer.close(SOON)
    assert threading.active_count() == before
    assert desk.states.empty()


def test_close_writes_what_is_left_and_ends_the_thread(desk: Desk) -> None:
    before = threading.active_count()
    writer = desk.writer()
    game = answered(desk.save.game, "Last words")
    writer.submit(game, None)
    assert writer.close(SOON)
    assert threading.active_count() == before
    assert desk.on_disk().game == game


def test_closed_writer_starts_again_when_it_has_to(desk: Desk) -> None:
    writer = desk.writer()
    writer.submit(answered(desk.save.game, "one"), None)
    writer.close(SOON)
    writer.submit(answered(desk.save.game, "two"), None)
    assert writer.flush(SOON)
    assert desk.on_disk().revision == desk.save.revision + 2


def test_failure_is_told_and_the_old_save_kept(desk: Desk) -> None:
    writer = desk.writer()
    block_folder(desk)
    writer.submit(answered(desk.save.game, "Joy"), None)
    assert not writer.flush(SOON)
    assert writer.reason == "A file stands where a folder should be."
    state = desk.wait_for("failed")
    assert state.reason == writer.reason
    assert state.at is None
    assert desk.file.saved == desk.save
    free_folder(desk)
    assert desk.on_disk() == desk.save


def test_newest_state_is_written_once_the_disk_is_well(desk: Desk) -> None:
    writer = desk.writer(delay=0, retry=0.01)
    block_folder(desk)
    writer.submit(answered(desk.save.game, "lost?"), None)
    desk.wait_for("failed")
    newest = answered(desk.save.game, "newest")
    writer.submit(newest, "why")
    free_folder(desk)
    desk.wait_for("saved")
    assert writer.flush(SOON)
    assert writer.reason == ""
    assert desk.on_disk().game == newest


def test_failing_writer_waits_between_its_tries(desk: Desk) -> None:
    writer = desk.writer(delay=0, retry=NEVER)
    block_folder(desk)
    writer.submit(answered(desk.save.game, "one"), None)
    desk.wait_for("failed")
    writer.submit(answered(desk.save.game, "two"), None)
    free_folder(desk)
    assert desk.states.empty()
    assert writer.flush(SOON)
    assert desk.on_disk().game == answered(desk.save.game, "two")


def test_close_does_not_wait_for_a_disk_that_stays_broken(desk: Desk) -> None:
    writer = desk.writer()
    block_folder(desk)
    writer.submit(answered(desk.save.game, "Joy"), None)
    assert not writer.close(SOON)
    assert desk.wait_for("failed").reason
    free_folder(desk)
    assert writer.flush(SOON)
    assert desk.on_disk().game == answered(desk.save.game, "Joy")


def test_text_that_cannot_be_written_is_told(desk: Desk) -> None:
    writer = desk.writer()
    writer.submit(answered(desk.save.game, "half a character: \ud800"), None)
    assert not writer.flush(SOON)
    assert "cannot be written" in desk.wait_for("failed").reason
    writer.submit(answered(desk.save.game, "whole"), None)
    assert writer.flush(SOON)


def test_flush_that_hangs_gives_up_in_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr("pmo_gameboard.saves.save_file.write_atomic", lambda *_: go_on.wait(SOON))
    writer = desk.writer()
    writer.submit(desk.save.game, None)
    assert not writer.flush(0.01)
    assert not writer.close(0.01)
    go_on.set()
    assert writer.close(SOON)


def test_every_flush_finds_its_change_on_the_disk(desk: Desk) -> None:
    writer = desk.writer(delay=0)
    for number in range(100):
        game = answered(desk.save.game, f"{number}")
        writer.submit(game, None)
        assert writer.flush(SOON)
        assert desk.on_disk().game == game


def test_saved_at_is_in_utc(desk: Desk) -> None:
    writer = desk.writer()
    writer.submit(desk.save.game, None)
    assert writer.flush(SOON)
    assert desk.on_disk().saved_at.tzinfo is UTC
