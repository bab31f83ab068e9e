"""Undo and redo."""

from boards import TODAY, with_rows
from pmo_gameboard.game.history import DEPTH, History
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.state import Game


def say(game: Game, text: str) -> Game:
    return set_answer(game, "ahead", "text", text, TODAY)


def test_undo_and_redo_restore_exactly(game: Game) -> None:
    one = say(game, "one")
    two = with_rows(one, "customers", {"name": "HR"})
    history = History(game).do(one, "answer").do(two, "add HR")
    assert [step.move for step in history.past] == ["answer", "add HR"]
    assert history.undo().game is one
    assert history.undo().undo().game is game
    back = history.undo().undo()
    assert [step.move for step in back.future] == ["answer", "add HR"]
    assert back.redo().game is one
    assert back.redo().redo() == history


def test_at_the_ends_there_is_nothing_to_undo_or_redo(game: Game) -> None:
    history = History(game)
    assert history.undo() is history
    assert history.redo() is history


def test_a_new_move_forgets_what_was_undone(game: Game) -> None:
    history = History(game).do(say(game, "one"), "answer").undo().do(say(game, "two"), "answer")
    assert history.redo() is history
    assert history.undo().game is game


def test_a_move_that_changes_nothing_is_no_step(game: Game) -> None:
    history = History(game).do(say(game, "one"), "answer").undo()
    assert history.do(game, "nothing") is history
    assert history.redo().game == say(game, "one")


def test_keystrokes_in_one_field_are_one_step(game: Game) -> None:
    history = History(game)
    for text in ("o", "on", "one"):
        history = history.do(say(game, text), "answer", key="ahead/text")
    assert len(history.past) == 1
    assert history.undo().game is game
    assert history.undo().redo().game == say(game, "one")


def test_another_field_or_a_sealed_one_is_another_step(game: Game) -> None:
    first = History(game).do(say(game, "a"), "answer", key="a")
    assert len(first.do(say(game, "b"), "answer", key="b").past) == 2
    assert len(first.sealed().do(say(game, "b"), "answer", key="a").past) == 2
    assert len(first.do(say(game, "b"), "answer").past) == 2
    assert first.sealed().undo() == first.undo()


def test_after_an_undo_the_same_field_is_another_step(game: Game) -> None:
    history = History(game).do(say(game, "a"), "answer", key="a")
    history = history.do(say(game, "b"), "answer", key="b").undo()
    history = history.do(say(game, "c"), "answer", key="a")
    assert history.undo().game == say(game, "a")


def test_typing_on_after_an_undo_forgets_what_was_undone(game: Game) -> None:
    history = History(game).do(say(game, "a"), "answer", key="a").undo().redo()
    history = history.do(say(game, "b"), "answer", key="a").undo()
    history = history.do(say(game, "c"), "answer", key="a").do(say(game, "d"), "answer", key="a")
    assert not history.future
    assert history.undo().game == say(game, "a")


def test_history_has_an_end(game: Game) -> None:
    history = History(game)
    for number in range(DEPTH + 20):
        history = history.do(say(game, str(number)), "answer")
    assert len(history.past) == DEPTH
    last = history
    for _ in range(DEPTH):
        history = history.undo()
    assert history.game == say(game, "19")
    assert history.undo() is history
    for _ in range(DEPTH):
        history = history.redo()
    assert history == last
