"""What reaches the disk in lines, what is said where it cannot, and what ends the game."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from boards import TODAY
from plain.teller import Teller, play
from pmo_gameboard.errors import Crash, ExitCode, StorageError
from pmo_gameboard.game.moves import add_rows
from pmo_gameboard.plain import game as plain_game
from pmo_gameboard.plain.dialogue import Dialogue
from pmo_gameboard.plain.launch import Start, run
from pmo_gameboard.saves import save_file
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.files import write_atomic
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.store import read_save, write_save
from tui.games import NOW, begun, put, ranked

ADD_ANA = ("square 1", "1", "add", "Ana", "0", "", "", "0")
"""Adds a customer and goes back to the menu of the game."""


@dataclass
class Disk:
    """A disk that can be full."""

    full: bool = False

    def write(self, path: Path, data: bytes, check: Callable[[], None]) -> None:
        if self.full:
            raise StorageError("The disk is full.", hint="Make room.")
        write_atomic(path, data, check)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(save_file, "write_atomic", disk.write)
    return disk


def names(path: Path) -> list[str]:
    game = read_save(path).game
    return [game.row_name("customers", row.id) for row in game.rows("customers")]


def playing(data: Path, path: Path, *lines: str | Callable[[], object]) -> tuple[ExitCode, str]:
    """Play on lines, among which something may happen."""

    def typed() -> Iterator[str]:
        for line in lines:
            if isinstance(line, str):
                yield line
            else:
                line()

    teller = Teller(typed())
    code = run(Start(data, Clock(TODAY), path), Dialogue(teller.read, teller.write))
    return code, teller.text


def test_every_answer_is_on_the_disk_before_the_next_question(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    seen: list[list[str]] = []
    playing(
        tmp_path,
        path,
        *("square 1", "1", "add", "Ana"),
        lambda: seen.append(names(path)),
        *("0", "Ben"),
        lambda: seen.append(names(path)),
    )
    assert seen == [["Ana"], ["Ana", "Ben"]]


def test_a_full_disk_is_told_at_once_and_once(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())

    def full() -> None:
        disk.full = True

    def room() -> None:
        disk.full = False

    code, text = playing(
        tmp_path, path, *("square 1", "1", "add"), full, *("Ana", "0", "Ben", "0"), room, "Cleo"
    )
    assert code is ExitCode.FINE
    assert text.count("NOT SAVED: The disk is full.") == 1
    assert text.count("Saved again.") == 1
    assert "Not saved yet: Ben is added." in text
    assert "> Cleo is added." in text
    assert names(path) == ["Ana", "Ben", "Cleo"]


def test_input_that_ends_with_a_full_disk_ends_with_an_error(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())
    disk.full = True
    with pytest.raises(StorageError, match="could not be saved: The disk is full"):
        play(tmp_path, *ADD_ANA[:4], open=path)
    with pytest.raises(StorageError):
        play(tmp_path, "our", *ADD_ANA[:4])
    assert names(path) == []


def test_leaving_with_a_full_disk_asks_first(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())
    disk.full = True

    def room() -> None:
        disk.full = False

    code, text = playing(
        tmp_path, path, *ADD_ANA, *("quit", "0", "0", "try again"), room, "try again"
    )
    assert code is ExitCode.FINE
    assert text.count("NOT SAVED: The disk is full.\n1. Try again") == 3
    assert names(path) == ["Ana"]


def test_leaving_all_the_same_loses_what_was_said(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())
    disk.full = True
    with pytest.raises(StorageError):
        play(tmp_path, *ADD_ANA, "quit", "leave", open=path)
    assert names(path) == []


def test_a_game_is_saved_elsewhere(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())
    other = tmp_path / "stick"
    other.mkdir()
    disk.full = True

    def room() -> None:
        disk.full = False

    code, text = playing(tmp_path, path, *ADD_ANA, "save elsewhere", room, str(other), "0")
    assert code is ExitCode.FINE
    assert f"goes on, here: {other / path.name}" in text
    assert names(other / path.name) == ["Ana"]
    assert names(path) == []


def test_nothing_is_written_over_elsewhere(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())
    other = tmp_path / "other.json"
    other.write_text("mine")
    disk.full = True
    with pytest.raises(StorageError):
        play(tmp_path, *ADD_ANA, "save elsewhere", str(other), open=path)
    assert other.read_text() == "mine"


def test_a_game_that_is_open_elsewhere_is_looked_at(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    before = path.read_bytes()
    lock = Lock(path, "Tom", NOW)
    try:
        told = play(tmp_path, "results", "0", "square 4b", "1", "fill", "fri", "0", open=path)
    finally:
        lock.release()
    assert "READ ONLY: Tom, in another window, has it open." in told.text
    assert "mend. Try again: READ ONLY" in told.text
    assert "Not kept: Tom, in another window, has this game open" in told.text
    assert path.read_bytes() == before


def test_trying_again_opens_it_once_it_is_free(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    lock = Lock(path, "Tom", NOW)
    _, text = playing(tmp_path, path, "2", "0", lock.release, "try again", *ADD_ANA)
    assert text.count("READ ONLY") >= 1
    assert names(path) == ["Ana"]


def changed_elsewhere(path: Path) -> None:
    """What another program writes into the save meanwhile."""
    save = read_save(path)
    game = add_rows(save.game, "customers", [{"name": "Zoe"}], TODAY)
    write_save(path, save.model_copy(update={"game": game, "revision": save.revision + 1}))


def test_a_game_that_another_program_changed_goes_on_in_a_copy(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    _, text = playing(tmp_path, path, "square 1", lambda: changed_elsewhere(path), *ADD_ANA[1:])
    assert "CHANGED ELSEWHERE: you go on in a copy." in text
    [copy] = (tmp_path / "games").glob("*conflict*.json")
    assert names(path) == ["Zoe"]
    assert names(copy) == ["Ana"]


def test_both_are_made_one_again(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    _, text = playing(
        tmp_path,
        path,
        "square 1",
        lambda: changed_elsewhere(path),
        *ADD_ANA[1:],
        *("compare: changed", "keep both", "yes"),
    )
    assert "Both are one game again." in text
    assert names(path) == ["Ana", "Zoe"]
    assert not list((tmp_path / "games").glob("*conflict*.json"))


def test_ctrl_c_saves_and_ends(tmp_path: Path) -> None:
    path = put(tmp_path, begun())

    def interrupt() -> None:
        raise KeyboardInterrupt

    code, _ = playing(tmp_path, path, *ADD_ANA[:4], interrupt)
    assert code is ExitCode.INTERRUPTED
    assert names(path) == ["Ana"]
    Lock(path, "", NOW).release()


def test_ctrl_c_with_a_full_disk_says_so(tmp_path: Path, disk: Disk) -> None:
    path = put(tmp_path, begun())
    disk.full = True

    def interrupt() -> None:
        raise KeyboardInterrupt

    code, text = playing(tmp_path, path, *ADD_ANA[:4], interrupt)
    assert code is ExitCode.INTERRUPTED
    assert "The game could not be saved: The disk is full." in text


def test_a_fault_saves_and_is_no_answer_in_disguise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise KeyError("an answer")

    monkeypatch.setattr(plain_game, "open_results", fail)
    path = put(tmp_path, begun())
    with pytest.raises(Crash) as crash:
        play(tmp_path, *ADD_ANA, "results", open=path)
    assert crash.value.unsaved == ""
    assert names(path) == ["Ana"]
    Lock(path, "", NOW).release()


def test_looking_writes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    before = path.read_bytes()
    looks = ("results", "0", "lists", "1", "", "check", "0", "pulse", "0", "actions", "0")
    play(tmp_path, *looks, "compare", "0", "the session", "2", "0", "earlier", open=path)
    assert path.read_bytes() == before


LEAVING = ("quit", None, KeyboardInterrupt)


@pytest.mark.parametrize("how", LEAVING)
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("actions", "agree", "Call Carl", "Dana"), "The action “Call Carl” was not agreed."),
        (("lists", "1", "paste", "Ana", "Ben"), "None of the pasted rows is kept."),
        (("pulse", "3", "1", "y"), "What person 1 had answered so far is not counted."),
    ],
)
def test_leaving_in_the_midst_of_something_says_that_it_is_not_kept(
    tmp_path: Path, how: object, lines: tuple[str, ...], told: str
) -> None:
    path = put(tmp_path, begun())
    _, text = playing(tmp_path, path, *lines, *leaving(how))
    assert f"{told}\n" in text
    assert text.index(told) < text.index("“Our PMO” is saved.")
    assert read_save(path).game == begun()


def leaving(how: object) -> list[str | Callable[[], object]]:
    """The line that leaves in this way; none where input just ends."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    if how is None:
        return []
    return [how if isinstance(how, str) else interrupt]


def test_an_action_is_left_by_a_zero(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    for left in (("0",), ("Dana", "0"), ("undo",)):
        told = play(tmp_path, "actions", "agree", "Call Bob", *left, open=path)
        assert "The action “Call Bob” was not agreed." in told.text or left == ("undo",)
    assert read_save(path).game.actions == ()


def test_what_ctrl_c_cuts_off_is_told(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    _, text = playing(tmp_path, path, "square 1", *leaving(KeyboardInterrupt))
    assert text.endswith("A line without its Enter is not kept. “Our PMO” is saved.\n")


def test_a_game_that_is_open_elsewhere_ends_with_its_code(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    lock = Lock(path, "Tom", NOW)
    try:
        piped = play(tmp_path, "results", open=path)
        left = play(tmp_path, "0", open=path)
        quitted = play(tmp_path, "our", "quit")
    finally:
        lock.release()
    assert {piped.code, left.code, quitted.code} == {ExitCode.IN_USE}
    assert "0. Leave this game; it was only looked at" in left.text
    assert left.text.endswith("Nothing was saved: Tom, in another window, has “Our PMO” open.\n")


def test_a_game_that_was_changed_elsewhere_ends_with_its_code_and_where_it_is(
    tmp_path: Path,
) -> None:
    path = put(tmp_path, begun())
    code, text = playing(tmp_path, path, "square 1", lambda: changed_elsewhere(path), *ADD_ANA[1:])
    [copy] = (tmp_path / "games").glob("*conflict*.json")
    assert code is ExitCode.IN_USE
    assert text.endswith(
        f"Somebody changed “Our PMO” meanwhile. What you wrote is saved in {copy.name}.\n"
    )
