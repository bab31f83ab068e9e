"""The list of games in lines."""

import re
from pathlib import Path

import pytest

from plain.teller import play, saved
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save
from tui.games import NOW, begun, put, ranked


def test_an_empty_folder_offers_a_first_game(tmp_path: Path) -> None:
    told = play(tmp_path)
    assert "1. Start your first game" in told.text
    assert told.code is ExitCode.FINE


def test_a_new_game_opens_on_its_first_square(tmp_path: Path) -> None:
    told = play(tmp_path, "start", "Acme", "2", "fri")
    save = saved(tmp_path)
    assert (save.game.name, save.game.board.id) == ("Acme", "first-ninety-days")
    assert save.game.next_session is not None
    assert save.at == save.game.board.path[0].id
    assert "1. Go on with square 1" in told.text
    assert "“Acme” is started, and saved." in told.text


def test_names_that_cannot_be_are_asked_for_again(tmp_path: Path) -> None:
    put(tmp_path, begun())
    told = play(tmp_path, "start", "our pmo", "a/b", "x" * 81, "Theirs", "1", "")
    assert "There is a game called “our pmo” already." in told.text
    assert (tmp_path / "games" / "theirs.json").exists()


@pytest.mark.parametrize("lines", [("0",), ("Acme", "0"), ("Acme", "1", "0")])
def test_going_back_starts_nothing(tmp_path: Path, lines: tuple[str, ...]) -> None:
    play(tmp_path, "start", *lines)
    assert not Library(tmp_path).games()


def test_a_day_that_is_none_loses_nothing_that_was_typed(tmp_path: Path) -> None:
    play(tmp_path, "start", "Acme", "1", "someday", "")
    assert saved(tmp_path).game.name == "Acme"


def test_a_game_is_resumed_and_left_for_the_list_again(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    told = play(tmp_path, "our", "0", "0")
    assert "1. Our PMO: Presumptuous, 4b Meet the top five: 0 of 5 meetings" in told.answers[0]
    assert "You are here: The Presumptuous PMO" in told.answers[1]
    assert "“Our PMO” is saved." in told.answers[2]
    assert "What do you want to play?" in told.answers[2]


def test_rehearsing_opens_a_copy_of_the_sample(tmp_path: Path) -> None:
    told = play(tmp_path, "rehearse", "quit")
    assert "Rehearsal, on the board" in told.text
    assert len(Library(tmp_path).games()) == 1


def test_a_game_is_renamed(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    told = play(tmp_path, "rename", "1", "Acme")
    assert "“Our PMO” is now called “Acme”." in told.text
    assert saved(tmp_path).game.name == "Acme"


def test_a_game_is_deleted_after_a_question(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    play(tmp_path, "delete", "1", "no")
    assert len(Library(tmp_path).games()) == 1
    told = play(tmp_path, "delete", "1", "yes")
    assert not Library(tmp_path).games()
    assert "Its file is kept: " in told.text


def test_undo_has_nothing_to_take_back_here(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    told = play(tmp_path, "our", "square 4b", "1", "fill", "fri", "0", "0", "0", "0", "undo")
    assert "There is nothing to take back here." in told.answers[-2]


def test_a_broken_game_goes_back_to_an_earlier_version(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    snapshots_of(path, tmp_path).keep(path.read_bytes(), NOW)
    path.write_bytes(b"{")
    told = play(tmp_path, "our", "1", "yes", "quit")
    assert re.search("“Our PMO” is back, as it was on .* The broken save is kept: ", told.text)
    assert read_save(path).game == ranked()


def test_a_broken_game_without_versions_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    path.write_bytes(b"{")
    told = play(tmp_path, "our", "0")
    assert "That did not work." in told.text
    assert told.answers[1].splitlines()[0].endswith("No earlier version of it was kept.")
    assert told.code is ExitCode.FINE
    assert path.read_bytes() == b"{"


def test_a_game_goes_back_to_an_earlier_version(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    snapshots_of(path, tmp_path).keep(path.read_bytes(), NOW)
    add_ana = ("square 1", "1", "add", "Ana", "0", "", "", "0")
    told = play(tmp_path, "our", *add_ana, "earlier", "1", "yes")
    assert "“Our PMO” is back, as it was on " in told.text
    assert read_save(path).game == begun()


def test_going_back_to_a_version_is_asked_first(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    snapshots_of(path, tmp_path).keep(path.read_bytes(), NOW)
    before = path.read_bytes()
    told = play(tmp_path, "our", "earlier", "1", "no")
    assert "Go back to the version of " in told.text
    assert path.read_bytes() == before


def test_a_stray_number_names_no_game(tmp_path: Path) -> None:
    told = play(tmp_path, "start", "7", "Acme", "1", "")
    assert saved(tmp_path).game.name == "Acme"
    assert "Not kept: 7 is rather a choice than an answer." in told.text
