"""Pulses in lines: alone, by hands, and with the keyboard passed round."""

import json
from pathlib import Path

import pytest

from boards import TODAY, game_of, make_board, scale_ask, square
from plain.teller import Told, play
from pmo_gameboard.errors import Crash
from pmo_gameboard.game.state import Game, Pulse
from pmo_gameboard.game.unseen import PROMISE
from pmo_gameboard.plain.dialogue import Dialogue
from pmo_gameboard.plain.launch import Start, run
from pmo_gameboard.plain.unseen import HIDDEN, SHOWN
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.lock import Lock, lock_path
from pmo_gameboard.saves.store import read_save
from tui.games import put

BOARD = make_board(
    square(1, "one", scale_ask(), said="We do one.", heard="They did one."),
    square(2, "two", scale_ask()),
    square(3, "three", scale_ask(), heard="They did three."),
)


def pulsed(
    data: Path, *lines: str, game: Game | None = None, hides: bool = False
) -> tuple[Told, tuple[Pulse, ...]]:
    path = put(data, game or game_of(BOARD))
    told = play(data, "pulse", *lines, open=path, hides=hides)
    return told, read_save(path).game.pulses


def counts(pulse: Pulse) -> dict[str, tuple[int, int, int]]:
    """Yes, partly and not yet, by square."""
    return {key: (each.yes, each.partly, each.not_yet) for key, each in pulse.tallies.items()}


def test_one_person_answers_square_by_square(tmp_path: Path) -> None:
    told, [pulse] = pulsed(tmp_path, "1", "y", "p", "not yet")
    assert counts(pulse) == {"one": (1, 0, 0), "two": (0, 1, 0), "three": (0, 0, 1)}
    assert (pulse.voice, pulse.way, pulse.open, pulse.on) == ("team", "alone", False, TODAY)
    assert "1 of 3, square 1. We do one." in told.text
    assert "The pulse is kept." in told.text
    assert "The team say Stage 1: 2 Two: answered “partly”." in told.text


def test_customers_are_asked_only_what_they_can_tell(tmp_path: Path) -> None:
    told, [pulse] = pulsed(tmp_path, "4", "y", "y")
    assert counts(pulse) == {"one": (1, 0, 0), "three": (1, 0, 0)}
    assert "2 of 2, square 3. They did three." in told.text


def test_customers_are_not_offered_where_there_is_nothing_to_ask(tmp_path: Path) -> None:
    told, _ = pulsed(tmp_path, game=game_of(make_board(square(1, "one", scale_ask()))))
    assert "your customers" not in told.text


def test_going_back_and_passing_over(tmp_path: Path) -> None:
    told, [pulse] = pulsed(tmp_path, "1", "y", "", "b", "n", "b", "b", "", "", "y")
    assert counts(pulse) == {"one": (1, 0, 0), "two": (0, 0, 1), "three": (1, 0, 0)}
    assert "Now: answered “not yet”." in told.text


def test_undo_takes_the_last_answer_back_and_asks_again(tmp_path: Path) -> None:
    told, [pulse] = pulsed(tmp_path, "1", "y", "n", "undo", "p", "y")
    assert counts(pulse) == {"one": (1, 0, 0), "two": (0, 1, 0), "three": (1, 0, 0)}
    assert "Taken back: square 2 answered “not yet”." in told.text


def test_stopping_leaves_it_open_to_be_gone_on_with_or_finished(tmp_path: Path) -> None:
    told, [pulse] = pulsed(tmp_path, "1", "y", "0", "1", "0", "finish")
    assert "2 of 3, square 2" in told.answers[5]
    assert "Finish what the team said today, one person alone: 1 square" in told.text
    assert not pulse.open
    _, [pulse] = pulsed(tmp_path / "other", "1", "y", "0")
    assert pulse.open


def test_hands_are_counted(tmp_path: Path) -> None:
    told, [pulse] = pulsed(tmp_path, "2", "1 2 5", "5,3/0", "", "")
    assert counts(pulse) == {"one": (5, 2, 1), "two": (0, 3, 5)}
    assert "Square 1: 1 not yet, 2 partly, 5 yes." in told.text


@pytest.mark.parametrize(
    "typed",
    ["1 2", "1 2 3 4", "a b c", "-1 2 3", "9999 1 0", "1.5 2 3", "y", "\u0661 2 3"],
)
def test_what_is_no_count_is_told(tmp_path: Path, typed: str) -> None:
    told, pulses = pulsed(tmp_path, "2", typed, "0")
    assert "Not kept: " in told.answers[3]
    assert pulses == ()


@pytest.mark.parametrize("typed", ["maybe", "yn", "7", "x" * 10_000])
def test_what_is_no_answer_is_told(tmp_path: Path, typed: str) -> None:
    told, pulses = pulsed(tmp_path, "1", typed, "0")
    assert "Not kept: " in told.answers[3]
    assert pulses == ()


def ballot(*votes: str) -> tuple[str, ...]:
    return ("1", *votes)


def test_three_people_answer_and_are_counted(tmp_path: Path) -> None:
    told, [pulse] = pulsed(
        tmp_path, "3", *ballot("y", "y", "n"), *ballot("y", "p", "n"), *ballot("n", "", "n"), "2"
    )
    assert counts(pulse) == {"one": (2, 0, 1), "three": (0, 0, 3)}
    assert (pulse.way, pulse.open) == ("round", False)
    assert "The answers of 3 people are counted and kept." in told.text


def test_nothing_is_told_before_the_last_one_is_done(tmp_path: Path) -> None:
    votes = [*ballot("y", "y", "n"), *ballot("y", "p", "n"), *ballot("n", "p", "n")]
    told, _ = pulsed(tmp_path, "3", *votes, "2")
    before = "".join(told.answers[3:-2])
    assert not any(word in before for word in ("yes,", " yes.", "not yet,", "answered “"))
    assert "1 Who" not in before
    assert "Square 1, One: 1 not yet, 2 yes." in told.answers[-2]


def test_of_fewer_than_three_nothing_is_told_and_nothing_kept(tmp_path: Path) -> None:
    two = [*ballot("y", "y", "n"), *ballot("y", "p", "n")]
    told, pulses = pulsed(tmp_path, "3", *two, "2", "3")
    assert pulses == ()
    assert "what they said could be told apart" in told.answers[-3]
    assert "Nothing of the round is kept." in told.answers[-2]
    assert "One:" not in told.text


def test_more_people_may_answer_after_too_few(tmp_path: Path) -> None:
    one = ballot("y", "y", "y")
    _, [pulse] = pulsed(tmp_path, "3", *one, *one, "2", *one, "2")
    assert counts(pulse)["one"] == (3, 0, 0)


def test_a_round_that_is_stopped_keeps_nothing(tmp_path: Path) -> None:
    _, pulses = pulsed(tmp_path, "3", *[*ballot("y", "y", "y")] * 3, "3")
    assert pulses == ()


def test_a_person_goes_back_and_changes_an_answer(tmp_path: Path) -> None:
    _, [pulse] = pulsed(
        tmp_path,
        "3",
        *ballot("y", "b", "n", "undo", "p", "y", "y"),
        *ballot("y", "y", "y"),
        *ballot("y", "y", "y"),
        "2",
    )
    assert counts(pulse)["one"] == (2, 1, 0)


def test_nothing_of_the_game_is_undone_in_the_round(tmp_path: Path) -> None:
    votes = [*ballot("y", "y", "y"), "undo", "redo", "", "0", *ballot("y", "y", "y")]
    told, [pulse] = pulsed(tmp_path, "3", *votes, *ballot("y", "y", "y"), "2")
    assert counts(pulse)["one"] == (3, 0, 0)
    assert "Taken back" not in told.text


def test_whole_answers_outlive_an_end_in_the_midst(tmp_path: Path) -> None:
    whole = [*ballot("y", "y", "y")] * 3
    _, [pulse] = pulsed(tmp_path, "3", *whole, *ballot("n", "n"))
    assert counts(pulse) == {"one": (3, 0, 0), "two": (3, 0, 0), "three": (3, 0, 0)}
    _, pulses = pulsed(tmp_path / "b", "3", *whole[:8], "y", "quit")
    assert pulses == ()


def test_the_round_is_one_move_to_take_back(tmp_path: Path) -> None:
    _, pulses = pulsed(tmp_path, "3", *[*ballot("y", "y", "y")] * 3, "2", "undo")
    assert pulses == ()


@pytest.mark.parametrize(("hides", "said"), [(True, HIDDEN), (False, SHOWN)])
def test_it_is_said_honestly_whether_answers_are_seen(
    tmp_path: Path,
    hides: bool,  # noqa: FBT001
    said: str,
) -> None:
    told, _ = pulsed(tmp_path, "3", "3", hides=hides)
    assert said in told.answers[2]


def test_answers_are_typed_unseen_and_nothing_else(tmp_path: Path) -> None:
    path = put(tmp_path, game_of(BOARD))
    seen, unseen = iter(["pulse", "3", "1", "1", "1", "2", "0", "0"]), iter(["y", "n", "p"] * 3)
    written: list[str] = []
    talk = Dialogue(lambda: next(seen), written.append, lambda _: next(unseen), hides=True)
    run(Start(tmp_path, Clock(TODAY), path), talk)
    [pulse] = read_save(path).game.pulses
    assert counts(pulse) == {"one": (3, 0, 0), "two": (0, 0, 3), "three": (0, 3, 0)}


def test_each_secret_answer_is_confirmed_and_not_said(tmp_path: Path) -> None:
    told, _ = pulsed(tmp_path, "3", "1", "y", "", "not yet", "1", "b", "y", "b", "")
    firsts = [answer.split("\n")[0] for answer in told.answers[4:-1]]
    assert firsts[:3] == ["Noted.", "Passed over.", "Noted."]
    assert firsts[-1] == "As before."


def test_whole_words_are_answers_too(tmp_path: Path) -> None:
    votes = ("1", "Yes", "partly", "not yet")
    _, [pulse] = pulsed(tmp_path, "3", *votes, *votes, "1", "yes", "p", "no", "2")
    assert counts(pulse) == {"one": (3, 0, 0), "two": (0, 3, 0), "three": (0, 0, 3)}


def test_counts_are_told_in_the_order_of_the_path(tmp_path: Path) -> None:
    told, _ = pulsed(tmp_path, "3", *[*ballot("y", "y", "n")] * 3, "2")
    squares = [line for line in told.last.splitlines() if line.startswith("Square ")]
    assert squares == [
        "Square 1, One: 3 yes.",
        "Square 2, Two: 3 yes.",
        "Square 3, Three: 3 not yet.",
    ]


def test_lines_say_beforehand_what_holds_and_what_is_left_out(tmp_path: Path) -> None:
    votes = [*ballot("y", "y", "n"), *ballot("y", "p", "n"), *ballot("n", "", "n")]
    told, _ = pulsed(tmp_path, "3", *votes, "2")
    assert PROMISE in told.answers[2]
    assert "answered unseen on" not in told.answers[2]
    assert "Square 2, Two: answered by fewer than three." in told.last


def test_a_second_round_is_warned_of_even_where_the_first_was_taken_back(tmp_path: Path) -> None:
    votes = [*[*ballot("y", "y", "y")] * 3, "2"]
    told, _ = pulsed(tmp_path, "3", *votes, "undo", "3", "3")
    assert "The team has answered unseen on Fri 27 Nov already." in told.text


def test_nobody_answers_unseen_where_it_cannot_be_kept(tmp_path: Path) -> None:
    path = put(tmp_path, game_of(BOARD))
    lock = Lock(path, "Ada", Clock(TODAY).now())
    told = play(tmp_path, "pulse", "3", open=path)
    lock.release()
    assert "has this game open; here you can only look at it." in told.answers[2]
    assert "Person 1" not in told.text


def noted(path: Path) -> object:
    """How many people the note beside the game says have finished."""
    return json.loads(lock_path(path).read_bytes()[1:])["finished"]


def test_a_round_is_noted_while_it_runs(tmp_path: Path) -> None:
    path = put(tmp_path, game_of(BOARD))
    lines = iter(["pulse", "3", *ballot("y", "y", "y"), "1", "y", "quit"])
    notes: list[object] = []

    def read() -> str | None:
        notes.append(noted(path))
        return next(lines, None)

    run(Start(tmp_path, Clock(TODAY), path), Dialogue(read, lambda _: None))
    assert notes == [None, None, 0, 0, 0, 0, 1, 1, 1]


def test_a_fault_amid_a_round_calls_nothing_saved_that_is_not(tmp_path: Path) -> None:
    path = put(tmp_path, game_of(BOARD))
    lines = iter(["pulse", "3", *ballot("y", "y", "y"), "1", "y"])

    def read() -> str | None:
        return next(lines)  # at its end this is a fault

    written: list[str] = []
    with pytest.raises(Crash) as crash:
        run(Start(tmp_path, Clock(TODAY), path), Dialogue(read, written.append))
    assert "1 person has finished" in crash.value.told
    assert "What person 2 had answered so far is not counted." in crash.value.told
