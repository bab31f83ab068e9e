"""Changing a game that is not open: once, and whole or not at all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from boards import HABITS, TODAY, game_of
from pmo_gameboard.errors import ExitCode, MoveError, StorageError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves import save_file
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import write_atomic
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.lock import GameInUseError, Lock
from pmo_gameboard.saves.opening import GameChangedError, change_game
from pmo_gameboard.saves.store import read_save, write_save

CLOCK = Clock(TODAY)


@pytest.fixture
def save(tmp_path: Path) -> Path:
    path = tmp_path / "game.json"
    write_save(path, Save(format=1, revision=1, saved_at=CLOCK.now(), game=game_of(HABITS)))
    return path


def answer(game: Game, today: date, by: str) -> Game:
    return set_answer(game, "words", "text", "We do", today, by)


def change(save: Path, move: Callable[[Game, date, str], Game] = answer) -> Game:
    return change_game(save, save.parent / "data", CLOCK, "an answer", move)


def test_a_change_is_on_the_disk_with_a_check_in_of_its_day(save: Path) -> None:
    game = change(save)
    assert game.answer("words", "text") is not None
    assert [each.on for each in game.check_ins] == [TODAY]
    assert read_save(save).game == game


def test_a_move_that_is_refused_changes_nothing_and_lets_go(save: Path) -> None:
    def refuse(*_: object) -> Game:
        raise MoveError("No.")

    before = save.read_bytes()
    with pytest.raises(MoveError):
        change(save, refuse)
    assert save.read_bytes() == before
    change(save)


def test_a_game_that_is_open_is_not_changed(save: Path) -> None:
    before = save.read_bytes()
    lock = Lock(save, "Ada", CLOCK.now())
    with pytest.raises(GameInUseError):
        change(save)
    lock.release()
    assert save.read_bytes() == before


def test_a_disk_that_fails_changes_nothing(save: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StorageError("The disk is full.")

    before = save.read_bytes()
    monkeypatch.setattr(save_file, "write_atomic", fail)
    with pytest.raises(StorageError, match=r"The disk is full\. Nothing has changed\."):
        change(save)
    assert save.read_bytes() == before


def test_a_write_that_works_the_second_time_is_no_failure(
    save: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told must be so: the last try, on closing, may put the change on the disk."""
    failed: list[int] = []

    def fail_once(path: Path, data: bytes, check: Callable[[], None]) -> None:
        if not failed:
            failed.append(1)
            raise StorageError("The disk is full.")
        write_atomic(path, data, check)

    monkeypatch.setattr(save_file, "write_atomic", fail_once)
    try:
        change(save)
    except StorageError:
        assert read_save(save).revision == 1
    else:
        assert read_save(save).revision == 2


def test_a_change_beside_another_ones_is_told_to_be_in_a_copy(save: Path) -> None:
    def while_another_writes(game: Game, today: date, by: str) -> Game:
        theirs = set_answer(game, "words", "text", "They do", today)
        write_save(save, Save(format=1, revision=2, saved_at=CLOCK.now(), game=theirs))
        return answer(game, today, by)

    with pytest.raises(GameChangedError) as told:
        change(save, while_another_writes)
    assert told.value.exit_code == ExitCode.IN_USE
    [copy] = save.parent.glob("game-conflict-*.json")
    assert str(copy) in told.value.message
    assert read_save(copy).game.answer("words", "text") != read_save(save).game.answer(
        "words", "text"
    )
