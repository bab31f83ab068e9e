"""Opening a game to play it, or to change it once."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from boards import HABITS, TODAY, game_of
from pmo_gameboard.errors import ExitCode, MoveError, SaveError, StorageError
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.play import opening
from pmo_gameboard.play.opening import (
    GameChangedError,
    change_game,
    left_words,
    open_session,
    player,
)
from pmo_gameboard.saves import save_file
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.lock import GameInUseError, Lock, lock_path
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_save

CLOCK = Clock(TODAY)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def save(data: Path) -> Path:
    """A game on the disk, left at its second square."""
    path = data / "games" / "game.json"
    path.parent.mkdir(parents=True)
    write_save(
        path, Save(format=1, revision=1, saved_at=CLOCK.now(), at="log", game=game_of(HABITS))
    )
    return path


@pytest.fixture(autouse=True)
def ada(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ada is at the keyboard."""
    at_the_keyboard(monkeypatch, lambda: "Ada")


def at_the_keyboard(monkeypatch: pytest.MonkeyPatch, getuser: Callable[[], str]) -> None:
    monkeypatch.setattr(opening, "getpass", SimpleNamespace(getuser=getuser))


def agree(game: Game, today: date, by: str) -> Game:
    return add_action(game, "Ring HR", today, by)


def answer(game: Game, today: date, by: str) -> Game:
    return set_answer(game, "words", "text", "We do.", today, by)


def nothing(game: Game, today: date, by: str) -> Game:
    del today, by
    return game


def refuse(game: Game, today: date, by: str) -> Game:
    return add_action(game, " ", today, by)


def is_free(path: Path) -> bool:
    """Whether nobody holds the game, nor left it as if they did."""
    lock = Lock(path, "Ben", CLOCK.now())
    lock.release()
    return lock.left_by is None


# Once ----------------------------------------------------------------------------------------


def test_a_move_is_made_by_who_is_there_today_and_is_on_the_disk(save: Path, data: Path) -> None:
    game = change_game(save, data, CLOCK, "an action", agree)
    (action,) = game.actions
    assert (action.text, action.on, action.by) == ("Ring HR", TODAY, "Ada")
    again = read_save(save)
    assert again.game == game
    assert (again.revision, again.at) == (2, "log")
    assert is_free(save)


def test_how_the_game_stands_after_a_move_is_noted(save: Path, data: Path) -> None:
    game = change_game(save, data, CLOCK, "an answer", answer)
    (check_in,) = game.check_ins
    assert (check_in.on, check_in.percent) == (TODAY, 25)
    assert read_save(save).game.check_ins == game.check_ins
    later = Clock(TODAY + timedelta(days=1))
    assert change_game(save, data, later, "an action", agree).check_ins == game.check_ins


def test_a_move_that_changes_nothing_writes_nothing(save: Path, data: Path) -> None:
    was = save.read_bytes()
    assert change_game(save, data, CLOCK, "nothing", nothing) == game_of(HABITS)
    assert save.read_bytes() == was
    assert is_free(save)


def test_a_move_that_is_refused_changes_nothing(save: Path, data: Path) -> None:
    was = save.read_bytes()
    with pytest.raises(MoveError, match="needs words"):
        change_game(save, data, CLOCK, "an action", refuse)
    assert save.read_bytes() == was
    assert is_free(save)


def test_a_move_that_breaks_lets_go_of_the_game(save: Path, data: Path) -> None:
    def broken(*_: object) -> Game:
        raise ZeroDivisionError

    was = save.read_bytes()
    with pytest.raises(ZeroDivisionError):
        change_game(save, data, CLOCK, "a fault", broken)
    assert save.read_bytes() == was
    assert is_free(save)


def test_a_game_that_is_open_elsewhere_is_left_alone(save: Path, data: Path) -> None:
    was = save.read_bytes()
    lock = Lock(save, "Ben", CLOCK.now())
    try:
        with pytest.raises(GameInUseError, match="Ben, in another window, has this game") as held:
            change_game(save, data, CLOCK, "an action", agree)
        assert held.value.exit_code == ExitCode.IN_USE
        assert held.value.where == str(save)
        assert save.read_bytes() == was
        with pytest.raises(GameInUseError):  # it is still Ben's
            Lock(save, "Cy", CLOCK.now())
    finally:
        lock.release()
    assert len(change_game(save, data, CLOCK, "an action", agree).actions) == 1


def test_a_game_that_cannot_be_read_is_told_and_let_go(save: Path, data: Path) -> None:
    save.write_bytes(b"{")
    with pytest.raises(SaveError):
        change_game(save, data, CLOCK, "an action", agree)
    assert save.read_bytes() == b"{"
    assert is_free(save)


def test_a_write_that_fails_is_told_with_its_reason_and_not_tried_again(
    save: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was, tries = save.read_bytes(), []

    def fail(*_: object) -> None:
        tries.append(1)
        raise StorageError("The disk is full.")

    monkeypatch.setattr(save_file, "write_atomic", fail)
    with pytest.raises(StorageError, match=r"could not be saved: The disk is full\.") as caught:
        change_game(save, data, CLOCK, "an action", agree)
    assert caught.value.hint == "Nothing has changed."
    assert (save.read_bytes(), len(tries)) == (was, 1)
    assert is_free(save)


def test_a_change_beside_another_ones_is_told_to_be_in_a_copy(save: Path, data: Path) -> None:
    def while_another_writes(game: Game, today: date, by: str) -> Game:
        theirs = set_answer(game, "words", "text", "They do", today)
        write_save(save, Save(format=1, revision=2, saved_at=CLOCK.now(), game=theirs))
        return answer(game, today, by)

    with pytest.raises(GameChangedError) as told:
        change_game(save, data, CLOCK, "an answer", while_another_writes)
    assert told.value.exit_code == ExitCode.IN_USE
    [copy] = save.parent.glob("game-conflict-*.json")
    assert str(copy) in told.value.message
    assert read_save(copy).game.answer("words", "text") != read_save(save).game.answer(
        "words", "text"
    )


# To play -------------------------------------------------------------------------------------


def test_a_game_opens_with_its_lock_and_its_earlier_versions(save: Path, data: Path) -> None:
    session = open_session(save, data, CLOCK, lambda _: None)
    assert (session.by, session.at, session.holder) == ("Ada", "log", None)
    assert session.snapshots is not None
    assert session.snapshots.folder == snapshots_of(save, data).folder
    with pytest.raises(GameInUseError, match="Ada"):
        Lock(save, "Ben", CLOCK.now())
    session.close()
    assert is_free(save)


def test_a_game_that_is_open_elsewhere_can_be_looked_at(save: Path, data: Path) -> None:
    lock = Lock(save, "Ben", CLOCK.now())
    session = open_session(save, data, CLOCK, lambda _: None)
    try:
        assert session.holder is not None
        assert session.holder.who == "Ben"
        assert session.game == game_of(HABITS)
        with pytest.raises(MoveError, match="here you can only look at it"):
            session.do(answer(session.game, TODAY, "Ada"), "an answer")
    finally:
        session.close()
        lock.release()
    assert read_save(save).revision == 1


def test_what_was_read_before_is_taken_where_it_is_still_so(save: Path, data: Path) -> None:
    early = read_save(save)
    session = open_session(save, data, CLOCK, lambda _: None, early)
    assert session.game is early.game
    session.close()
    change_game(save, data, CLOCK, "an action", agree)
    session = open_session(save, data, CLOCK, lambda _: None, early)
    assert len(session.game.actions) == 1
    session.close()


def test_a_game_that_is_gone_leaves_no_lock_behind(data: Path) -> None:
    path = data / "gone.json"
    data.mkdir()
    with pytest.raises(StorageError):
        open_session(path, data, CLOCK, lambda _: None)
    assert not lock_path(path).exists() or is_free(path)


# Who plays -----------------------------------------------------------------------------------


def test_the_player_is_known_by_one_clean_line(monkeypatch: pytest.MonkeyPatch) -> None:
    assert player() == "Ada"
    at_the_keyboard(monkeypatch, lambda: "A\x1b[2J\nda" + "x" * 200)
    assert player() == "A[2J da" + "x" * 73


@pytest.mark.parametrize("error", [KeyError, OSError, ImportError])
def test_a_system_that_knows_nobody_is_no_trouble(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise error

    at_the_keyboard(monkeypatch, nobody)
    assert player() == ""


def test_a_round_that_was_lost_is_told_of_whatever_changes_the_game_in_between(
    save: Path, data: Path
) -> None:
    lock_path(save).write_bytes(
        b'\n{"who":"a","host":"h","pid":7,"since":"2026-11-27T09:00:00+00:00","finished":2}'
    )
    change_game(save, data, CLOCK, "an action", agree)
    session = open_session(save, data, CLOCK, lambda _: None)
    told = left_words(session)
    session.close()
    assert "was not closed as it should have been." in told
    assert "A round was running when it ended; 2 people had finished;" in told
    assert "take it again" in told
    assert is_free(save)
    assert open_session(save, data, CLOCK, lambda _: None).left_by is None


def test_a_game_that_goes_on_in_a_copy_takes_the_note_of_its_round_along(
    save: Path, data: Path, tmp_path: Path
) -> None:
    session = open_session(save, data, CLOCK, lambda _: None)
    session.note_round(4)
    session.save_elsewhere(tmp_path / "other.json")
    assert b'"finished": 4' in lock_path(session.path).read_bytes()
    session.close()
