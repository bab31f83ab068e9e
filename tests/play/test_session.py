"""A game being played, without a screen."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from boards import HABITS, TODAY, game_of
from pmo_gameboard.errors import StorageError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves import save_file
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import write_atomic
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import SaveState


class Days(Clock):
    """A clock whose day is set by hand."""

    day = TODAY

    def today(self) -> date:
        return self.day


def heard(_: SaveState) -> None:
    """Nobody listens."""


@pytest.fixture
def save(tmp_path: Path, habits: Game) -> Path:
    """A game on the disk, left at its second square."""
    path = tmp_path / "game.json"
    start = Save(format=1, revision=1, saved_at=Clock().now(), at="log", game=habits)
    write_save(path, start)
    return path


@pytest.fixture
def session(save: Path) -> Session:
    return Session(save, read_save(save), Days(), heard, by="Ada")


def answered(game: Game, text: str) -> Game:
    return set_answer(game, "words", "text", text, TODAY)


def test_it_opens_where_the_player_was(session: Session) -> None:
    assert session.at == "log"
    assert session.by == "Ada"
    assert session.game == game_of(HABITS)
    assert session.undoable is None
    assert session.redoable is None


def test_a_move_is_on_the_disk_after_a_flush(session: Session, save: Path) -> None:
    game = answered(session.game, "We do")
    session.do(game, "an answer")
    assert session.flush()
    assert read_save(save).game == game
    assert read_save(save).revision == 2
    session.close()


def test_moves_on_one_field_are_undone_together_until_it_is_sealed(session: Session) -> None:
    start = session.game
    for text in ("W", "We", "We d"):
        session.do(answered(session.game, text), "an answer", key="words")
    first = session.game
    session.seal()
    session.do(answered(first, "We do"), "an answer", key="words")
    assert session.undo() == "an answer"
    assert session.game == first
    assert session.undo() == "an answer"
    assert session.game == start
    assert session.undo() is None
    assert session.redo() == "an answer"
    assert session.game == first
    session.close()


def test_undoing_is_kept_too(session: Session, save: Path) -> None:
    session.do(answered(session.game, "We do"), "an answer")
    session.undo()
    assert session.redoable == "an answer"
    assert session.close()
    assert read_save(save).game == game_of(HABITS)


def test_a_move_that_changes_nothing_is_no_step_and_is_not_written(
    session: Session, save: Path
) -> None:
    session.do(session.game, "nothing")
    assert session.undoable is None
    assert session.close()
    assert read_save(save).revision == 1


def test_where_the_player_is_is_kept_and_only_written_when_it_changes(
    session: Session, save: Path
) -> None:
    session.visit("log")
    assert session.flush()
    assert read_save(save).revision == 1
    session.visit(None)
    assert session.close()
    assert read_save(save).at is None
    assert read_save(save).game == game_of(HABITS)


def test_the_survey_is_read_once_a_game_and_day(session: Session) -> None:
    session.do(answered(session.game, "We do"), "an answer")
    first = session.survey
    assert session.survey is first
    assert first.by_id["words"].satisfied
    Days.day = date(2028, 1, 1)
    try:
        assert session.survey is not first
        assert session.survey.by_id["words"].stale
    finally:
        Days.day = TODAY
        session.close()


def test_a_failed_write_is_told_and_the_next_one_catches_up(
    session: Session, save: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(save_file, "write_atomic", fail)
    session.do(answered(session.game, "We do"), "an answer")
    assert not session.flush()
    assert read_save(save).game == game_of(HABITS)
    monkeypatch.setattr(save_file, "write_atomic", write_atomic)
    assert session.close()
    assert read_save(save).game == session.game


# Check-ins -----------------------------------------------------------------------------------


def percents(game: Game) -> list[int]:
    return [check_in.percent for check_in in game.check_ins]


def test_a_game_that_is_only_looked_at_is_not_checked_in(save: Path, habits: Game) -> None:
    begun = read_save(save).model_copy(update={"game": answered(habits, "We do")})
    write_save(save, begun)
    session = Session(save, begun, Days(), heard)
    session.check_in()
    session.visit("words")
    session.visit(None)
    assert session.close()
    assert read_save(save).game == begun.game


def test_who_has_played_is_checked_in_on_the_way_to_another_square(
    session: Session, save: Path
) -> None:
    session.do(answered(session.game, "We do"), "an answer")
    assert session.game.check_ins == ()
    session.visit("log")  # where the player is already
    assert session.game.check_ins == ()
    session.visit("words")
    assert percents(session.game) == [25]
    assert session.flush()
    assert percents(read_save(save).game) == [25]
    session.do(set_answer(session.game, "log", "choice", "yes", TODAY), "an answer")
    session.visit(None)
    assert percents(session.game) == [50]
    assert session.close()
    assert percents(read_save(save).game) == [50]


def test_who_has_played_is_checked_in_when_the_game_closes(session: Session, save: Path) -> None:
    session.do(answered(session.game, "We do"), "an answer")
    assert session.close()
    assert percents(read_save(save).game) == [25]


def test_a_check_in_is_no_move_to_undo(session: Session) -> None:
    start = session.game
    session.do(answered(start, "We do"), "the first")
    session.visit("often")
    session.do(set_answer(session.game, "log", "choice", "yes", TODAY), "the second")
    session.visit("words")
    assert session.undo() == "the second"
    assert percents(session.game) == [25]
    assert session.undo() == "the first"
    assert session.game == start
    assert session.undo() is None
    assert (session.redo(), session.redo(), session.redo()) == ("the first", "the second", None)
    assert session.survey.percent == 50
    assert session.close()


def test_a_check_in_keeps_what_can_be_redone(session: Session) -> None:
    session.do(answered(session.game, "We do"), "the first")
    session.do(set_answer(session.game, "log", "choice", "yes", TODAY), "the second")
    session.undo()
    session.visit("words")
    assert percents(session.game) == [25]
    assert session.redo() == "the second"
    session.check_in()
    assert percents(session.game) == [50]
    session.close()


def test_what_is_undone_before_the_game_closes_leaves_no_check_in(
    session: Session, save: Path
) -> None:
    session.do(answered(session.game, "We do"), "an answer")
    session.visit("words")
    session.undo()
    assert session.close()
    assert read_save(save).game.check_ins == ()


def test_each_day_has_a_check_in_of_its_own(session: Session) -> None:
    session.do(answered(session.game, "We do"), "an answer")
    session.check_in()
    Days.day = TODAY + timedelta(days=1)
    try:
        session.check_in()
        assert percents(session.game) == [25]
        session.do(set_answer(session.game, "log", "choice", "yes", Days.day), "an answer")
        session.check_in()
        Days.day = TODAY - timedelta(days=30)  # the clock is set back
        session.do(set_answer(session.game, "often", "scale", 5, Days.day), "an answer")
        session.check_in()
    finally:
        Days.day = TODAY
        session.close()
    assert [each.on for each in session.game.check_ins] == [TODAY, TODAY + timedelta(days=1)]
