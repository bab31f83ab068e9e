"""The facilitator's notes in lines, without a process."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from boards import TODAY
from pmo_gameboard.game.agenda import HOW
from pmo_gameboard.game.turns import next_turn, set_players
from pmo_gameboard.plain.notes import OVER, follow
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.room import RoomState
from pmo_gameboard.saves.store import read_save, write_save
from tui.games import put, ranked

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def followed(
    path: Path, *changes: Callable[[], object], now: Callable[[], datetime] = lambda: NOON
) -> list[str]:
    """What is said at first, and after each change."""
    said = [""]
    left = iter(changes)

    def pause(_: float) -> bool:
        change = next(left, None)
        if change is not None:
            said.append("")
            change()
        return change is None

    def say(*lines: str) -> None:
        said[-1] += "".join(f"{line}\n" for line in lines)

    follow(path, Clock(TODAY), say, pause, now)
    return said


def changed(path: Path, **update: object) -> Callable[[], None]:
    """Writes the save with something in it changed."""

    def change() -> None:
        save = read_save(path)
        update["revision"] = save.revision + 1
        write_save(path, save.model_copy(update=update))

    return change


def test_they_begin_with_the_open_square(tmp_path: Path) -> None:
    [first] = followed(put(tmp_path, ranked(), at="meet"))
    lines = first.splitlines()
    assert lines[:2] == ["Notes, read only. Ctrl+C ends them.", "Square 4b: Meet the top five."]
    assert any(line.startswith("Running it with a group (5 minutes): ") for line in lines)
    assert "After this: 5 Collect feedback." in lines
    assert any("0 of 5 meetings arranged" in line for line in lines)


def test_nothing_is_said_where_nothing_changes(tmp_path: Path) -> None:
    path = put(tmp_path, ranked(), at="meet")
    assert followed(path, lambda: None, changed(path), lambda: None)[1:] == ["", "", ""]


def test_another_square_is_said_and_a_turn_alone_in_a_line(tmp_path: Path) -> None:
    path = put(tmp_path, ranked(), at="meet")
    turn = next_turn(set_players(ranked(), ["Ana"]), lambda _: 0)
    said = followed(path, changed(path, at="feedback"), changed(path, game=turn))
    assert said[1].startswith("Square 5: Collect feedback.\n")
    assert said[2] == "It is the turn of Ana.\n"


def test_the_parts_of_a_session_and_its_timer(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    clock = [NOON]
    opening = RoomState(item="opening", minutes=5)

    def later() -> None:
        clock[0] += timedelta(minutes=6)

    said = followed(
        path,
        changed(path, room=opening),
        changed(path, room=opening.model_copy(update={"started": NOON})),
        later,
        changed(path, room=None),
        now=lambda: clock[0],
    )
    assert said[1] == f"Opening: where we stand.\n{HOW['opening']}\n"
    end = (NOON + timedelta(minutes=5)).astimezone()
    assert said[2] == f"The timer runs until {end:%H:%M}.\n"
    assert said[3] == f"{OVER}\n"
    assert said[4].startswith("The session ends.\nSquare 4b: Meet the top five.\n")


def test_a_save_that_cannot_be_read_is_waited_for_and_told_once(tmp_path: Path) -> None:
    path = put(tmp_path, ranked(), at="meet")
    whole = path.read_bytes()
    said = followed(
        path,
        path.unlink,
        lambda: None,
        lambda: path.write_bytes(b"{"),
        lambda: path.write_bytes(whole),
    )
    assert said[1:3] == ["Waiting. The save is not there.\n", ""]
    assert said[3].startswith("Waiting. ")
    assert said[4] == ""
