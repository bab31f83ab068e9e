import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import TODAY, days_ago
from cli.conftest import Shell
from hostile import HOSTILE
from pmo_gameboard.game.actions import add_action, do_action
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.store import read_save

Keep = Callable[[Game], Path]


@pytest.fixture
def agreed(game: Game) -> Game:
    """One action without owner or day, one overdue, one done."""
    game = add_action(game, "Ask around", TODAY)
    game = add_action(game, "Ring HR", TODAY, owner="Dana", due=days_ago(2), square="meet")
    game = add_action(game, "Book a room", TODAY)
    return do_action(game, "a3", days_ago(1))


def test_open_actions_are_listed_by_their_dates(shell: Shell, keep: Keep, agreed: Game) -> None:
    keep(agreed)
    listed = shell("action", "list")
    assert (listed.code, listed.err) == (0, "")
    assert listed.out == (
        "  a2  Ring HR\n"
        "      Dana, 2 days overdue, from square 3.\n"
        "  a1  Ask around\n"
        "      Nobody yet, no date.\n"
    )


def test_closed_ones_are_listed_where_all_are_wanted(
    shell: Shell, keep: Keep, agreed: Game
) -> None:
    keep(agreed)
    assert shell("action", "list", "--all").out.endswith(
        "  a3  Book a room\n      Nobody yet, done Thu 26 Nov.\n"
    )


def test_a_program_reads_the_list(shell: Shell, keep: Keep, agreed: Game) -> None:
    keep(agreed)
    first, second = json.loads(shell("action", "list", "Rehearsal", "--json").out)
    assert first == {
        "id": "a2",
        "text": "Ring HR",
        "state": "open",
        "owner": "Dana",
        "due": "2026-11-25",
        "overdue": True,
        "square": "meet",
        "agreed": "2026-11-27",
        "closed": None,
    }
    assert (second["owner"], second["due"], second["square"]) == (None, None, None)
    assert len(json.loads(shell("action", "list", "--all", "--json").out)) == 3


def test_no_actions_is_said_to_the_person_and_not_to_the_program(
    shell: Shell, keep: Keep, game: Game
) -> None:
    keep(game)
    listed = shell("action", "list")
    assert (listed.code, listed.out) == (0, "")
    assert listed.err == "There are no open actions in “Rehearsal”.\n"
    assert json.loads(shell("action", "list", "--json").out) == []


def test_an_action_is_added_as_people_type_it(shell: Shell, keep: Keep, game: Game) -> None:
    path = keep(game)
    options = ("--owner", "Dana", "--due", "3 dec", "--square", "3")
    added = shell("action", "add", "Rehearsal", " Ring  HR ", *options)
    assert (added.code, added.err) == (0, "")
    assert added.out == "  a1  Ring HR\n      Dana, due Thu 3 Dec, from square 3.\n"
    [action] = read_save(path).game.actions
    assert (action.text, action.owner, str(action.due), action.square, action.on) == (
        "Ring HR",
        "Dana",
        "2026-12-03",
        "meet",
        TODAY,
    )


def test_a_program_reads_the_action_it_added(shell: Shell, keep: Keep, agreed: Game) -> None:
    keep(agreed)
    added = json.loads(shell("action", "add", "Rehearsal", "Ring HR", "--json").out)
    assert (added["id"], added["owner"], added["state"]) == ("a4", None, "open")


@pytest.mark.parametrize("number", ["a1", "1", " A1 "])
@pytest.mark.parametrize(("command", "state"), [("done", "done"), ("drop", "dropped")])
def test_an_action_is_closed_by_its_number(
    shell: Shell, keep: Keep, agreed: Game, command: str, state: str, number: str
) -> None:
    path = keep(agreed)
    closed = shell("action", command, "Rehearsal", number)
    assert (closed.code, closed.err) == (0, "")
    assert closed.out == f"  a1  Ask around\n      Nobody yet, {state} Fri 27 Nov.\n"
    action = read_save(path).game.actions[0]
    assert (action.state, action.closed) == (state, TODAY)


def test_closing_twice_is_told_and_changes_nothing(shell: Shell, keep: Keep, agreed: Game) -> None:
    path = keep(agreed)
    before = path.read_bytes()
    again = shell("action", "done", "Rehearsal", "3", "--json")
    assert (again.code, again.err) == (0, "It was done already.\n")
    assert json.loads(again.out)["closed"] == "2026-11-26"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "Rehearsal", " "), "An action needs words."),
        (("add", "Rehearsal", "x" * 401), "An action has 400 characters at the most."),
        (("add", "Rehearsal", "x", "--owner", "x" * 81), "A name has 80 characters at the most."),
        (("add", "Rehearsal", "x", "--due", "soon"), "“soon” is not a date I can read."),
        (("add", "Rehearsal", "x", "--due", ""), "“” is not a date I can read."),
        (("add", "Rehearsal", "x", "--square", "99"), "There is no square “99”."),
        (("add", "Nobody's", "x"), "There is no game called “Nobody's”."),
        (("done", "Rehearsal", "9"), "There is no action “9” in “Rehearsal”."),
        (("done", "Rehearsal", "aa1"), "There is no action “aa1” in “Rehearsal”."),
        (("drop", "Rehearsal", ""), "There is no action “” in “Rehearsal”."),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    shell: Shell, keep: Keep, agreed: Game, words: tuple[str, ...], told: str
) -> None:
    path = keep(agreed)
    before = path.read_bytes()
    ran = shell("action", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: {told}")
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", [("add", "Ring HR"), ("done", "1"), ("drop", "1")])
def test_a_game_that_is_open_elsewhere_is_left_alone(
    shell: Shell, keep: Keep, agreed: Game, words: tuple[str, str]
) -> None:
    path = keep(agreed)
    before = path.read_bytes()
    lock = Lock(path, "Ada", Clock().now())
    ran = shell("action", words[0], "Rehearsal", words[1])
    lock.release()
    assert (ran.code, ran.out) == (3, "")
    assert "Ada, in another window, has this game open." in ran.err
    assert path.read_bytes() == before


def test_hostile_texts_are_kept_clean_or_refused_in_words(
    shell: Shell, keep: Keep, game: Game
) -> None:
    path = keep(game)
    for text in (text for text in HOSTILE if len(text) < 300):
        ran = shell("action", "add", "--owner", text[:40], "--", "Rehearsal", text)
        assert ran.code in {0, 2}
        assert not set(ran.out + ran.err) & {"\x1b", "\x9b", "\x07", "\u202e"}
    assert len(read_save(path).game.actions) > 100
