"""Back to what was, in lines."""

from pathlib import Path

from boards import TODAY
from plain.teller import play
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.reasons import reason_words
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save
from tui.games import begun, put, ranked
from tui.test_versions import names, opened_before


def test_undo_before_the_first_move_offers_how_it_was_opened_before(tmp_path: Path) -> None:
    path = opened_before(tmp_path)
    told = play(tmp_path, "undo", "yes", open=path)
    assert "There is nothing to take back." in told.text
    assert "the action “Dig” is only in the newer one" in told.text
    assert "The game is as it was then; “undo” takes that back." in told.text
    assert names(path) == []
    assert read_save(path).game.actions == ()


def test_it_is_one_step_that_undo_takes_back(tmp_path: Path) -> None:
    path = opened_before(tmp_path)
    told = play(tmp_path, "undo", "yes", "undo", open=path)
    assert "Taken back: going back to " in told.text
    assert names(path) == ["Ana"]


def test_the_offer_can_be_left_and_undo_within_it_does_nothing(tmp_path: Path) -> None:
    path = opened_before(tmp_path)
    told = play(tmp_path, "undo", "undo", "no", "undo", "0", open=path)
    assert "There is nothing to take back here." in told.text
    assert told.text.count("The game is as it was.") == 2
    assert names(path) == ["Ana"]


def test_without_an_opening_before_it_says_where_versions_are(tmp_path: Path) -> None:
    told = play(tmp_path, "undo", open=put(tmp_path, begun()))
    assert (
        "There is nothing to take back. All earlier versions are listed under “Earlier versions”"
        in told.text
    )


def test_a_delete_and_a_paste_keep_versions_that_are_told(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    lines = ("square 1", "1", "delete ana", "paste", "Yan", "Zoe", "", "yes", "", "", "earlier")
    told = play(tmp_path, *lines, open=path)
    assert "before 2 customers were pasted: " in told.text
    assert "before Ana was deleted: " in told.text
    kept = snapshots_of(path, tmp_path).all()
    told_why = [reason_words(each.reason, TODAY).split()[0] for each in kept]
    assert told_why == ["before", "before", "as"]
    after = len(names(path))
    assert [len(names(each.path)) for each in kept] == [after - 2, after - 1, after - 1]


def test_a_deleted_game_is_brought_back(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    Library(tmp_path).delete(path)
    put(tmp_path, begun())
    told = play(tmp_path, "undelete", "1", "0")
    assert "“Our PMO” is back, and is called “Our PMO 2” now." in told.text
    assert len(Library(tmp_path).games()) == 2
