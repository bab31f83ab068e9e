"""Actions, what is due, the session, check-ins, comparisons and results in lines."""

import re
from pathlib import Path

import pytest

from boards import TODAY, days_ago, with_customers
from plain.teller import Told, play
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.agenda import HOW
from pmo_gameboard.game.check_ins import name_check_in
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.room import RoomState
from pmo_gameboard.saves.store import read_save
from tui.games import NOW, begun, finished, listed, put, ranked


def played(data: Path, game: Game, *lines: str) -> tuple[Told, Game]:
    """What was told, and the game afterwards."""
    path = put(data, game)
    told = play(data, *lines, open=path)
    return told, read_save(path).game


def test_an_action_from_its_words_to_its_end(tmp_path: Path) -> None:
    told, game = played(
        tmp_path,
        ranked(),
        *("actions", "agree", "Send the notes", "Dana", "someday", "fri"),
        *("1", "another date", "none", "another owner", "none", "say", "Send them"),
        *("another owner", "Bo", "another date", "+2w", "done"),
    )
    [action] = game.actions
    assert (action.text, action.owner, action.state) == ("Send them", "Bo", "done")
    assert action.due is not None
    assert action.due.isoformat() == "2026-12-11"
    assert action.closed == TODAY
    assert "“someday” is not a date I can read." in told.text
    assert "“Send the notes”: Dana, due Friday 4 December." in told.text
    assert "“Send them”: Bo, done Fri 27 Nov." in told.text


def test_an_action_may_be_nobodys_and_have_no_date(tmp_path: Path) -> None:
    _, game = played(tmp_path, ranked(), "actions", "agree", "Ask Ana", "", "")
    [action] = game.actions
    assert (action.owner, action.due) == ("", None)


def test_an_action_is_dropped_and_taken_up_again(tmp_path: Path) -> None:
    game = add_action(ranked(), "Ask Ana", TODAY)
    told, game = played(tmp_path, game, "actions", "1", "drop", "1", "take")
    assert game.actions[0].state == "open"
    assert "dropped Fri 27 Nov" in told.text


def test_an_action_from_a_square_knows_it(tmp_path: Path) -> None:
    _, game = played(tmp_path, ranked(), "square 4b", "agree", "Ask Ana", "Tom", "fri")
    assert game.actions[0].square == "meet"


def test_it_opens_with_what_is_due(tmp_path: Path) -> None:
    game = add_action(ranked(), "Send the notes", days_ago(20), due=days_ago(10), owner="Dana")
    game = set_next_session(game, days_ago(1))
    told, game = played(tmp_path, game, "due", "1", "done", "the next", "fri")
    opening = told.answers[0].splitlines()
    assert opening[2:4] == ["What is due:", "Send the notes. Dana, 10 days overdue."]
    assert "due. What is due: 2 things" in opening
    assert game.actions[0].state == "done"
    assert game.next_session is not None
    assert "Nothing is due." in told.text


def test_what_is_due_is_never_more_than_a_screen(tmp_path: Path) -> None:
    game = ranked()
    for number in range(60):
        game = add_action(game, f"Do {number}", days_ago(20), due=days_ago(10))
    told, _ = played(tmp_path, game)
    assert "And 48 more." in told.text
    assert len(told.answers[0].splitlines()) < 40


def test_a_stale_square_is_opened_from_what_is_due(tmp_path: Path) -> None:
    game = with_customers("A", "B", "C", on=days_ago(400), gains="x")
    told, _ = played(tmp_path, game, "what is due", "1", "open")
    assert "Square 1: Who" in told.answers[3]


def test_the_next_session_is_set_and_taken_away(tmp_path: Path) -> None:
    told, game = played(tmp_path, ranked(), "the session", "next", "+2w")
    assert game.next_session is not None
    assert "The next session is on Friday 11 December." in told.text
    _, game = played(tmp_path / "b", game, "the session", "next", "none")
    assert game.next_session is None


def test_an_agenda_for_half_an_hour(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "the session", "agenda for 30")
    assert "1. Where we stand: 5 minutes, until minute 5. " in told.text
    assert "until minute 30." in told.text


def test_the_parts_of_an_agenda_are_opened_one_at_a_time(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    opened = ("1", "we say", "0", "meet", "0", "who", "0", "menu", "0")
    told = play(tmp_path, "30", *opened, open=path, present=True)
    assert told.answers[0].endswith("3. 90 minutes\n0. No agenda\n")
    assert HOW["opening"] in told.answers[2]
    assert "You are here: The Presumptuous PMO" in told.answers[2]
    assert HOW["pulse"] in told.answers[3]
    assert "Ask the team, by a show of hands" in told.answers[3]
    assert told.answers[4] == "The agenda.\n“menu” lists what there is to do.\n"
    assert HOW["square"] in told.answers[5]
    assert "Square 4b: Meet the top five" in told.answers[5]
    assert HOW["closing"] in told.answers[7]
    assert "No actions yet." in told.answers[7]
    assert "Who does what: 9 minutes, until minute 30. " in told.answers[9]
    assert "Save and leave this game" in told.answers[10]


def test_notes_can_follow_a_session_in_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[RoomState | None] = []
    monkeypatch.setattr(Session, "show_room", lambda _, room: shown.append(room))
    play(tmp_path, "30", "1", "we say", "0", "0", open=put(tmp_path, ranked()), present=True)
    assert [room and room.item for room in shown[:3]] == ["opening", "pulse", None]
    assert shown[0] is not None
    assert (shown[0].after, shown[0].started is None) == ("We say", False)


def test_turns_are_drawn_fairly(tmp_path: Path) -> None:
    told, game = played(tmp_path, ranked(), "the session", "who", "Ana, Bo,  Cleo", *["draw"] * 3)
    assert [player.turns for player in game.players] == [1, 1, 1]
    assert f"It is the turn of {game.turn}." in told.text
    assert "Who takes turns: Ana, Bo, Cleo." in told.text


def test_what_was_taken_back_is_named(tmp_path: Path) -> None:
    told, _ = played(tmp_path, ranked(), "the session", "who", "Ana", "draw", "undo", "next", "fri")
    assert "Taken back: turn of Ana." in told.text
    told, _ = played(tmp_path / "b", ranked(), "the session", "next", "fri", "undo")
    assert "Taken back: next session on Friday 4 December." in told.text


def test_a_check_in_is_named_and_the_trend_told(tmp_path: Path) -> None:
    then = survey(begun(), days_ago(40))
    before = name_check_in(then, "Kick-off").check_ins
    game = ranked().model_copy(update={"check_ins": before})
    told, game = played(
        tmp_path, game, "check", "name", "Q3 review", "the trend", "what has moved since sun 18 oct"
    )
    assert [each.name for each in game.check_ins] == ["Kick-off", "Q3 review"]
    assert "Sun 18 Oct, Kick-off: 0%, the board shows Self-Serving at square 1." in told.text
    assert "Fri 27 Nov, Q3 review: 35%, the board shows Presumptuous at square 4b." in told.text
    assert "1 Who benefits?: was open, is done." in told.answers[-2]


def test_without_check_ins_that_is_said(tmp_path: Path) -> None:
    told, _ = played(tmp_path, begun(), "check")
    assert "No check-ins yet" in told.text


def test_two_games_are_compared(tmp_path: Path) -> None:
    other = listed().model_copy(update={"name": "Theirs"})
    put(tmp_path, other)
    told, _ = played(tmp_path, ranked(), "compare", "theirs")
    assert "This game: 35%, the board shows Presumptuous at square 4b." in told.text
    assert "Theirs: 14%, the board shows Self-Serving at square 3." in told.text
    assert "Self-Serving: This game 4 of 4; Theirs 2 of 4." in told.text
    assert "3 What do they need?: This game done; Theirs open." in told.text


def test_a_game_is_compared_with_what_it_was(tmp_path: Path) -> None:
    before = name_check_in(survey(begun(), days_ago(40)), "Kick-off").check_ins
    game = ranked().model_copy(update={"check_ins": before})
    told, _ = played(tmp_path, game, "compare", "1")
    assert "Sun 18 Oct, Kick-off: 0%" in told.text


def test_there_may_be_nothing_to_compare_with(tmp_path: Path) -> None:
    told, _ = played(tmp_path, begun(), "compare")
    assert "There is nothing to compare this game with yet." in told.text


def test_results(tmp_path: Path) -> None:
    game = add_pulse(ranked(), "team", "hands", {"who-benefits": Tally(yes=4, not_yet=4)}, TODAY)
    told, _ = played(tmp_path, game, "results", "1")
    for line in (
        "You say Self-Serving. Your board shows Presumptuous: 0 of 5 meetings arranged.",
        "Maturity: square 4b, Meet the top five: 0 of 5 meetings arranged.",
        "Completeness: 35%, 5 of 14 squares done and fresh.",
        "We say: The Self-Serving PMO; 1 Who benefits?: 4 of 8 say yes; 0 of 14 squares are a yes.",
        "Discuss square 1: Who benefits? The team is divided: 4 not yet, 4 yes.",
        "Customer map: 6 customers",
        "Self-Serving: 4 of 4 squares: square 1 done, square 2 done, ",
    ):
        assert line in told.text
    assert "Square 1: Who benefits?" in told.answers[2]


def test_results_of_a_finished_board(tmp_path: Path) -> None:
    told, _ = played(tmp_path, finished(), "results")
    assert "Every square is behind you." in told.answers[0]
    assert "Nothing is open." in told.answers[1]


def numbered(told: Told) -> list[str]:
    """The lines of the first menu that have a number, but for the square that comes first."""
    lines = told.answers[0].splitlines()
    return [line for line in lines if re.match("[0-9]+[.] ", line)][1:]


def test_numbers_stay_whatever_is_due_open_elsewhere_or_gone_on_with(tmp_path: Path) -> None:
    usual, _ = played(tmp_path, ranked())
    due, _ = played(tmp_path / "due", set_next_session(ranked(), days_ago(1)))
    path = put(tmp_path / "at", ranked(), at="feedback")
    at = play(tmp_path / "at", open=path)
    lock = Lock(path, "Tom", NOW)
    try:
        elsewhere = play(tmp_path / "at", open=path)
    finally:
        lock.release()
    assert numbered(usual)[:-1] == numbered(elsewhere)[:-1], "the last one leaves"
    assert numbered(usual) == numbered(due) == numbered(at)
    assert "token. Open square 4b: Meet the top five" in at.answers[0]


def test_numbers_of_a_square_stay(tmp_path: Path) -> None:
    game = with_customers("A", "B", "C", on=days_ago(400), gains="x")
    stale, _ = played(tmp_path, game, "square 1")
    fresh, _ = played(tmp_path / "b", with_customers("A", "B", "C", gains="x"), "square 1")
    told = [
        [line.split(":")[0] for line in each.last.splitlines() if line[:1].isdigit()]
        for each in (stale, fresh)
    ]
    assert told[0] == told[1]
    assert "still. Still true, as of today" in stale.last
