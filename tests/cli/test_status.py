import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from boards import TODAY, days_ago, with_customers
from cli.conftest import Shell
from pmo_gameboard.game.actions import add_action, do_action
from pmo_gameboard.game.moves import declare, set_aside
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.state import Game, Tally

Keep = Callable[[Game], Path]


@pytest.fixture
def half_played() -> Game:
    """Three customers ranked, their meetings arranged; one square declared, one set aside."""
    game = with_customers("Finance", "HR", "Sales", gains="Time", meet_on="2026-12-03")
    game = declare(game, "feedback", "Heard in spring", TODAY)
    return set_aside(game, "advocate", "Too early", TODAY)


def test_status_tells_a_program_where_the_game_stands(
    shell: Shell, keep: Keep, half_played: Game
) -> None:
    path = keep(half_played)
    status = json.loads(shell("status", "--json").out)
    squares, readings = status.pop("squares"), status.pop("readings")
    assert status == {
        "game": "Rehearsal",
        "file": str(path),
        "board": "sample",
        "today": "2026-11-27",
        "next_session": None,
        "stage": "stage-3",
        "square": "wishes",
        "reason": "0 of 3 wishes collected",
        "next": "Add 3 improvements.",
        "percent": 33,
        "finished": False,
        "done": 3,
        "declared": 1,
        "set_aside": 1,
        "stale": 0,
        "due": [],
    }
    assert readings == {
        "say": None,
        "show": {
            "stage": "stage-3",
            "square": "wishes",
            "reason": "0 of 3 wishes collected",
            "on": "2026-11-27",
            "finished": False,
        },
        "they": None,
        "headline": "Your board shows Stage 3: 0 of 3 wishes collected.",
        "gap": "",
    }
    assert squares[2] == {
        "id": "meet",
        "number": "3",
        "kind": "task",
        "title": "Meet",
        "stage": "stage-2",
        "standing": "done",
        "evidence": 1,
        "stale": False,
        "reason": "3 of 3 meetings arranged",
        "next": "",
    }


def test_status_tells_a_person_where_the_game_stands(
    shell: Shell, keep: Keep, half_played: Game
) -> None:
    keep(half_played)
    assert shell("status").out.startswith(
        """\
Rehearsal · Sample

You are here: Stage 3, square 5, “Wishes”
Because:      0 of 3 wishes collected
Next:         Add 3 improvements.

Completeness: 33% of the board is done and fresh; 1 done by your word alone; 1 set aside.

Stage 1
      1  done       Who
      2  done       Key

Stage 2
      3  done       Meet
      4  declared   Feedback

Stage 3
>     5  open       Wishes
      6  open       Impact
"""
    )


def test_a_fixed_day_shows_how_the_board_ages(
    shell: Shell, keep: Keep, half_played: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(half_played)
    monkeypatch.setenv("PMO_GAMEBOARD_TODAY", "2027-07-01")
    status = shell("status")
    assert "You are here: Stage 1, square 2, “Key”" in status.out
    assert ">     2  stale      Key (“Rank” for Finance is 7 months old" in status.out
    assert "0% of the board" not in status.out
    assert "3 stale" in status.out
    assert status.code == 1


def test_a_day_that_is_no_date_is_refused(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMO_GAMEBOARD_TODAY", "tomorrow")
    status = shell("status")
    assert status.code == 2
    assert status.err.startswith("Error: PMO_GAMEBOARD_TODAY: “tomorrow” is not a date.")


@pytest.mark.parametrize("given", ["Rehearsal", "rehearsal", "path"])
def test_a_game_is_given_by_its_name_or_by_its_file(
    shell: Shell, keep: Keep, game: Game, given: str
) -> None:
    path = keep(game)
    status = shell("status", path if given == "path" else given)
    assert status.out.startswith("Rehearsal · Sample")


def test_a_finished_game_says_so(shell: Shell, keep: Keep, game: Game) -> None:
    for square in game.board.path:
        game = declare(game, square.id, "We did", days_ago(1))
    keep(game)
    status = shell("status")
    assert "Every square is behind you. You are here: Stage 5." in status.out
    assert ">" not in status.out


def test_without_a_game_status_says_how_to_start(shell: Shell) -> None:
    status = shell("status")
    assert status.code == 2
    assert status.out == ""
    assert status.err.startswith("Error: There is no game to open yet. `pmo-gameboard new NAME`")


def test_an_answer_reaches_the_terminal_without_its_escape_sequences(
    shell: Shell, keep: Keep, half_played: Game
) -> None:
    path = keep(half_played)
    hostile = path.read_text().replace("Rehearsal", "\\u001b]0;owned\\u0007[bold]R[/]")
    path.write_text(hostile)
    status = shell("status", path)
    assert status.code == 0
    assert status.out.startswith("]0;owned[bold]R[/] · Sample\n")


def test_nothing_due_is_fine(shell: Shell, keep: Keep, half_played: Game) -> None:
    keep(half_played)
    status = shell("status")
    assert status.code == 0
    assert "Due now" not in status.out
    assert shell("status", "--json").code == 0


def test_a_stale_square_is_due(shell: Shell, keep: Keep) -> None:
    keep(declare(with_customers("Finance"), "feedback", "Heard", days_ago(300)))
    status = shell("status")
    assert status.code == 1
    assert (
        "Due now: 1 square is stale.\n"
        "  Square 4 Feedback: Declared done 9 months ago: Heard.\n" in status.out
    )
    assert shell("status", "--json").code == 1


@pytest.mark.parametrize(("days", "words"), [(0, "due today"), (20, "2 weeks overdue")])
def test_an_action_whose_day_has_come_is_due(
    shell: Shell, keep: Keep, game: Game, days: int, words: str
) -> None:
    keep(add_action(game, "Ring HR", days_ago(30), owner="Dana", due=days_ago(days)))
    status = shell("status")
    assert status.code == 1
    assert f"Due now: 1 action is due.\n  a1 Ring HR: Dana, {words}.\n" in status.out
    assert json.loads(shell("status", "--json").out)["due"] == [
        {
            "kind": "action",
            "id": "a1",
            "title": "Ring HR",
            "words": f"Dana, {words}.",
            "late": True,
        }
    ]


def test_an_action_that_is_done_is_not_due(shell: Shell, keep: Keep, game: Game) -> None:
    game = add_action(game, "Ring HR", days_ago(30), due=days_ago(20))
    keep(do_action(game, "a1", TODAY))
    assert shell("status").code == 0


def test_an_action_that_comes_soon_is_told_of_and_is_not_due(
    shell: Shell, keep: Keep, game: Game
) -> None:
    keep(add_action(game, "Ring HR", TODAY, due=days_ago(-3)))
    status = shell("status")
    assert status.code == 0
    assert "Soon:\n  a1 Ring HR: Nobody yet, due Mon 30 Nov.\n" in status.out
    assert "Due now" not in status.out
    [due] = json.loads(shell("status", "--json").out)["due"]
    assert due["late"] is False


def test_the_next_session_is_named(shell: Shell, keep: Keep, game: Game) -> None:
    keep(game.model_copy(update={"next_session": date(2026, 12, 10)}))
    assert "Next session: Thu 10 Dec" in shell("status").out
    assert json.loads(shell("status", "--json").out)["next_session"] == "2026-12-10"


def test_the_next_session_is_due_on_its_day(shell: Shell, keep: Keep, game: Game) -> None:
    keep(game.model_copy(update={"next_session": TODAY}))
    status = shell("status")
    assert status.code == 1
    assert "Due now: The next session is due.\n  The next session: It is today.\n" in status.out


def test_what_is_said_stands_beside_what_is_shown(
    shell: Shell, keep: Keep, half_played: Game
) -> None:
    yes = dict.fromkeys(("who", "key"), Tally(yes=3))
    keep(add_pulse(half_played, "team", "hands", yes, TODAY))
    status = shell("status")
    assert status.out.startswith(
        """\
Rehearsal · Sample

You say Stage 2. Your board shows Stage 3: 0 of 3 wishes collected.
You place yourselves 1 stage behind what your board shows.

You are here: Stage 3, square 5, “Wishes”
"""
    )
    assert json.loads(shell("status", "--json").out)["readings"]["say"] == {
        "stage": "stage-2",
        "square": "meet",
        "reason": "3 Meet: not answered yet",
        "on": "2026-11-27",
        "finished": False,
        "yes": 2,
        "asked": 9,
    }
