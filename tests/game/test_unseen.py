"""What is promised to people who answer unseen, and said wherever it is promised."""

from datetime import timedelta
from pathlib import Path

import pytest

from boards import TODAY, days_ago
from pmo_gameboard.game.pulses import LEAST_UNSEEN, answered_by_few, unseen_tallies
from pmo_gameboard.game.state import Pulse, Tally, Voice, Vote, Way
from pmo_gameboard.game.unseen import (
    FEWER,
    PROMISE,
    UNANSWERED,
    again_words,
    left_out_words,
    lost_words,
    missing_words,
    unkept_words,
)

ROOT = Path(__file__).parents[2]
THREE, ONE = {"who": Tally(yes=3)}, {"who": Tally(yes=1)}


def pulse(
    way: Way, tallies: dict[str, Tally] | None = None, ago: int = 0, voice: Voice = "team"
) -> Pulse:
    return Pulse(voice=voice, way=way, on=days_ago(ago), tallies=tallies or THREE)


@pytest.mark.parametrize("page", ["README.md", "docs/scripts.md"])
def test_the_docs_promise_what_the_faces_do(page: str) -> None:
    text = " ".join((ROOT / page).read_text("utf-8").split())
    assert PROMISE.removeprefix("O") in text
    assert "can be told" not in text


def test_a_square_is_counted_or_known_to_be_left_out_and_never_both() -> None:
    ballots: list[dict[str, Vote]] = [{"a": "yes", "b": "yes"}, {"a": "yes", "b": "partly"}]
    ballots.append({"a": "not_yet"})
    assert set(unseen_tallies(ballots)) == {"a"}
    assert answered_by_few(ballots) == ("b",)
    assert f"{LEAST_UNSEEN}" == "3", "the words say three"


@pytest.mark.parametrize(
    ("before", "soon"),
    [
        (pulse("round"), True),
        (pulse("round", ago=7), True),
        (pulse("round", ago=-7), True),
        (pulse("file", ago=3), True),
        (pulse("round", ago=8), False),
        (pulse("round", voice="customers"), False),
        (pulse("hands"), False),
        (pulse("alone", ONE), False),
        (pulse("file", ONE), False),  # counts, that is: of people it would be left out
    ],
)
def test_a_second_time_within_a_week_is_warned_of(before: Pulse, soon: bool) -> None:  # noqa: FBT001
    told = again_words([before], "team", TODAY)
    assert ("answered unseen on" in told) is soon
    assert bool(told) is soon


def test_the_nearest_is_named() -> None:
    told = again_words([pulse("round", ago=5), pulse("round", ago=1)], "team", TODAY)
    assert "Thu 26 Nov" in told
    assert again_words([], "team", TODAY + timedelta(days=1)) == ""


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (pulse("round"), FEWER),
        (pulse("file"), f"{UNANSWERED}, or {FEWER}"),
        (pulse("file", ONE), UNANSWERED),
        (pulse("hands"), UNANSWERED),
    ],
)
def test_what_is_missing_is_said_as_far_as_it_is_known(taken: Pulse, words: str) -> None:
    assert missing_words(taken) == words


def test_people_are_counted_in_words() -> None:
    assert "nobody had finished;" in lost_words(0)
    assert "1 person had finished;" in lost_words(1)
    assert "3 people had finished;" in lost_words(3)
    assert "2 people have finished. Every square was answered by fewer" in unkept_words(2)
    assert left_out_words(0) == ""
    assert left_out_words(1) == "1 square was answered by fewer than three, and is left out."
    assert left_out_words(2).startswith("2 squares were answered by fewer than three, and are")
