"""Three readings of one game: where each puts the PMO, how far apart they are, and the words."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from boards import (
    CUSTOMERS,
    HABITS,
    TODAY,
    VOICES,
    choice_ask,
    days_ago,
    game_of,
    make_board,
    square,
    with_cell,
    with_customers,
)
from pmo_gameboard.board.models import Board
from pmo_gameboard.game.moves import declare, set_answer, set_aside
from pmo_gameboard.game.pulses import VOTES, add_pulse, prompts, tally, vote
from pmo_gameboard.game.readings import (
    Readings,
    VoiceReading,
    asked_squares,
    counts_words,
    disagreement_words,
    gap_words,
    headline,
    read_voice,
    readings,
    tally_words,
    voice_reason,
)
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally, Voice, Vote, Way

STOPS = [stop.id for stop in VOICES.path]
YES = Tally(yes=1)
NUMBERS = st.integers(0, 5)
TALLIES = st.builds(Tally, not_yet=NUMBERS, partly=NUMBERS, yes=NUMBERS)
SAID = st.dictionaries(st.sampled_from(STOPS), TALLIES)
SIDES = st.sets(st.sampled_from(STOPS))
VOICE: st.SearchStrategy[Voice] = st.sampled_from(["team", "customers"])
SCORES = ("no", "partly", "yes")


def said(game: Game, voice: Voice, tallies: Mapping[str, Tally], on: int = 0) -> Game:
    """The game with a pulse of some days ago; what a voice is not asked is left out."""
    asked = prompts(game.board, voice)
    kept = {stop: each for stop, each in tallies.items() if stop in asked and each.total}
    return add_pulse(game, voice, "file", kept, days_ago(on)) if kept else game


def read(game: Game) -> Readings:
    return readings(survey(game, TODAY))


def reading(game: Game, voice: Voice = "team") -> VoiceReading:
    found = read_voice(survey(game, TODAY), voice)
    assert found is not None
    return found


def all_yes(*but: str, board: Board = VOICES) -> dict[str, Tally]:
    return {stop.id: YES for stop in board.path if stop.id not in but}


def without(game: Game, stops: Sequence[str] | set[str]) -> Game:
    for stop in stops:
        game = set_aside(game, stop, "Not ours.", TODAY)
    return game


def answered(*levels: str) -> Game:
    """A game whose first squares are answered so."""
    game = game_of(VOICES)
    for stop, level in zip(VOICES.path, levels, strict=False):
        game = set_answer(game, stop.id, stop.asks[0].id, level, TODAY)
    return game


# Where a voice stands ------------------------------------------------------------------------


def test_a_voice_stands_on_its_first_square_that_is_no_yes() -> None:
    found = reading(said(game_of(VOICES), "team", all_yes("hear", "act")))
    assert (found.square.id, found.stage.id, found.finished) == ("hear", "stage-2", False)
    assert (found.yes, found.asked, found.counted) == (4, 6, None)
    assert voice_reason(found) == "3 Hear: not answered yet"


def test_a_voice_that_says_yes_everywhere_stands_on_the_last_square_it_is_asked_about() -> None:
    team = reading(said(game_of(VOICES), "team", all_yes()))
    assert (team.square.id, team.finished, team.yes) == ("ahead", True, 6)
    assert voice_reason(team) == "every square is a yes"


def test_customers_pass_over_what_they_are_not_asked_about() -> None:
    found = reading(said(game_of(VOICES), "customers", {"meet": YES, "hear": YES}), "customers")
    assert (found.square.id, found.stage.id, found.yes, found.asked) == ("act", "stage-3", 2, 4)


def test_what_is_set_aside_is_passed_over() -> None:
    game = without(said(game_of(VOICES), "team", all_yes("hear", "act")), ["hear"])
    found = reading(game)
    assert (found.square.id, found.yes, found.asked) == ("act", 4, 5)


def test_a_voice_has_no_reading_where_it_said_nothing_or_nothing_is_left_to_ask() -> None:
    game = game_of(VOICES)
    assert (read(game).say, read(game).they, read(game).voices) == (None, None, ())
    game = said(said(game, "team", all_yes()), "customers", all_yes())
    assert len(read(game).voices) == 2
    aside = without(game, STOPS)
    assert (read(aside).voices, read(aside).disagreements) == ((), ())
    assert asked_squares(survey(aside, TODAY), "team") == ()
    assert headline(read(aside)) == "Your board shows Stage 3."


def test_a_board_that_asks_customers_nothing_has_no_reading_of_theirs() -> None:
    game = said(game_of(HABITS), "team", {"words": YES})
    assert read(game).they is None
    assert [voice.voice for voice in read(game).voices] == ["team"]


@given(SAID, SIDES, VOICE)
def test_a_voice_stands_where_walking_the_path_leads(
    tallies: dict[str, Tally], aside: set[str], voice: Voice
) -> None:
    game = without(said(game_of(VOICES), voice, tallies), aside)
    asked = [stop for stop in prompts(VOICES, voice) if stop not in aside]
    found = read_voice(survey(game, TODAY), voice)
    if found is None:
        assert not asked or not game.pulses
        return
    pulse = game.pulses[0].tallies
    no = [stop for stop in asked if 2 * pulse.get(stop, Tally()).yes <= _total(pulse, stop)]
    assert found.square.id == (no or asked[-1:])[0]
    assert found.finished == (not no)
    assert (found.yes, found.asked) == (len(asked) - len(no), len(asked))
    assert found.stage is VOICES.stage_of[found.square.id]


def _total(pulse: Mapping[str, Tally], stop: str) -> int:
    return pulse[stop].total if stop in pulse else 0


# Monotone ------------------------------------------------------------------------------------


@given(SAID, SIDES, VOICE, st.data())
def test_more_yes_never_moves_a_voice_back(
    tallies: dict[str, Tally], aside: set[str], voice: Voice, data: st.DataObject
) -> None:
    start = without(game_of(VOICES), aside)
    was = read_voice(survey(said(start, voice, tallies), TODAY), voice)
    assume(was is not None)
    assert was is not None
    stop = data.draw(st.sampled_from(STOPS))
    more = {**tallies, stop: _raised(data, tallies.get(stop, Tally()))}
    now = reading(said(start, voice, more), voice)
    assert STOPS.index(now.square.id) >= STOPS.index(was.square.id)
    assert now.yes >= was.yes
    assert now.finished >= was.finished


def _raised(data: st.DataObject, counted: Tally) -> Tally:
    """More people who say yes, or some who said less and now say more."""
    up = data.draw(st.integers(0, counted.not_yet))
    over = data.draw(st.integers(0, counted.partly))
    return Tally(
        not_yet=counted.not_yet - up,
        partly=counted.partly + up - over,
        yes=counted.yes + over + data.draw(NUMBERS),
    )


@given(
    st.lists(st.sampled_from(SCORES), min_size=6, max_size=6),
    st.lists(st.sampled_from(SCORES), min_size=6, max_size=6),
    SIDES,
    SIDES,
)
def test_more_evidence_never_moves_the_token_back(
    some: list[str], other: list[str], aside: set[str], declared: set[str]
) -> None:
    more = [max(pair, key=SCORES.index) for pair in zip(some, other, strict=True)]
    games = [without(answered(*levels), aside) for levels in (some, more)]
    for stop in declared - aside:
        games = [declare(game, stop, "We know.", TODAY) for game in games]
    was, now = (survey(game, TODAY) for game in games)
    assert now.place >= was.place
    assert now.percent >= was.percent


@given(st.sets(st.sampled_from("ABCDE")), st.sets(st.sampled_from("ABCDE")))
def test_one_more_cell_never_moves_the_token_back(some: set[str], others: set[str]) -> None:
    """The first square asks for three customers with gains, all of them ranked already."""

    def placed(filled: set[str]) -> int:
        game = with_customers(*"ABCDE")
        for name in filled:
            game = with_cell(game, "customers", name, "gains", "Time.")
        return survey(game, TODAY).place

    assert placed(some | others) >= placed(some)


# The same answers, another way ---------------------------------------------------------------


@given(st.dictionaries(st.sampled_from(STOPS), st.sampled_from(VOTES), min_size=1), SIDES)
def test_one_person_and_a_show_of_one_hand_agree(answers: dict[str, Vote], aside: set[str]) -> None:
    start = without(game_of(VOICES), aside)
    alone = hands = start
    for stop, answer in answers.items():
        alone = vote(alone, "team", "alone", stop, tally([answer]), TODAY)
        hands = vote(hands, "team", "hands", stop, Tally(**{answer: 1}), TODAY)
    whole = add_pulse(start, "team", "file", {s: tally([a]) for s, a in answers.items()}, TODAY)
    told = [_told(game) for game in (alone, hands, whole)]
    assert told[0] == told[1] == told[2]


@given(
    st.dictionaries(st.sampled_from(STOPS), st.sampled_from(VOTES), min_size=1),
    st.integers(2, 9),
)
def test_a_team_of_one_mind_stands_where_one_of_them_stands(
    answers: dict[str, Vote], people: int
) -> None:
    def placed(number: int, way: Way) -> tuple[str, int]:
        game = game_of(VOICES)
        for stop, answer in answers.items():
            game = vote(game, "team", way, stop, Tally(**{answer: number}), TODAY)
        return reading(game).square.id, reading(game).yes

    assert placed(people, "hands") == placed(1, "alone")


def _told(game: Game) -> tuple[object, ...]:
    """Everything that is said of a game with a pulse of the team, but how it was taken."""
    view = read(game)
    reason = voice_reason(view.say) if view.say else ""
    told = [disagreement_words(found) for found in view.disagreements]
    return headline(view), gap_words(view), reason, told


# Disagreement --------------------------------------------------------------------------------


def test_the_squares_people_differ_most_about_come_first() -> None:
    game = answered("yes", "yes", "no")
    game = said(
        game,
        "team",
        {
            "who": Tally(yes=6),
            "meet": Tally(yes=3, not_yet=3),
            "hear": Tally(partly=4),
            "act": Tally(not_yet=4),
        },
    )
    found = read(game).disagreements
    assert [(each.standing.square.id, each.size) for each in found] == [("meet", 1), ("hear", 0.5)]


def test_no_square_that_is_set_aside_is_disagreed_about() -> None:
    game = said(game_of(VOICES), "team", {"who": YES, "meet": YES})
    assert [each.standing.square.id for each in read(game).disagreements] == ["who", "meet"]
    left = read(without(game, ["who"])).disagreements
    assert [each.standing.square.id for each in left] == ["meet"]


def test_what_is_declared_is_shown_as_far_as_it_goes() -> None:
    game = said(declare(game_of(VOICES), "meet", "We did.", TODAY), "team", {"meet": YES})
    assert read(game).disagreements == ()
    old = said(declare(game_of(VOICES), "meet", "We did.", days_ago(300)), "team", {"meet": YES})
    assert words_about(old) == "You say yes and your board shows stale."


@given(SAID, SAID, SIDES, st.lists(st.sampled_from(SCORES), max_size=6))
def test_disagreement_is_in_bounds_and_has_words(
    team: dict[str, Tally], customers: dict[str, Tally], aside: set[str], levels: list[str]
) -> None:
    game = said(said(without(answered(*levels), aside), "team", team), "customers", customers)
    view = read(game)
    sizes = [found.size for found in view.disagreements]
    assert sizes == sorted(sizes, reverse=True)
    for found in view.disagreements:
        assert 0 < found.size <= 1
        assert 0 <= found.gap <= 1
        assert 0 <= found.spread <= 1
        words = disagreement_words(found)
        assert words[:1].isupper()
        assert words.endswith(".")
    assert headline(view).count("Your board shows") == 1
    assert headline(view).endswith((".", "”"))
    assert bool(gap_words(view)) == bool(view.voices)


# Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (None, "not answered yet"),
        (Tally(), "not answered yet"),
        (Tally(not_yet=1), "answered “not yet”"),
        (Tally(partly=1), "answered “partly”"),
        (Tally(yes=3, partly=5), "3 of 8 say yes"),
        (Tally(yes=1, partly=7), "1 of 8 says yes"),
        (Tally(partly=2), "0 of 2 say yes"),
    ],
)
def test_what_was_said_is_told_as_a_clause(counted: Tally | None, words: str) -> None:
    assert tally_words(counted) == words


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (Tally(yes=4, partly=1, not_yet=3), "3 not yet, 1 partly, 4 yes"),
        (Tally(not_yet=2), "2 not yet"),
        (Tally(), ""),
    ],
)
def test_counts_leave_out_what_nobody_said(counted: Tally, words: str) -> None:
    assert counts_words(counted) == words


def test_the_headline_says_all_three_in_one_breath() -> None:
    game = said(answered("yes", "partly"), "team", all_yes("act"))
    game = said(game, "customers", {"meet": YES})
    assert headline(read(game)) == (
        "You say Stage 3. "
        "Your board shows Stage 1: “We keep a risk log” is answered “Partly”. "
        "Your customers say Stage 2."
    )
    assert gap_words(read(game)) == (
        "You place yourselves 2 stages ahead of what your board shows. "
        "Your customers see you 1 stage ahead of what your board shows."
    )


def test_a_voice_behind_and_one_where_the_board_is() -> None:
    game = said(answered("yes", "yes", "no"), "team", {"hear": YES})
    game = said(game, "customers", {"meet": YES})
    assert gap_words(read(game)) == (
        "You place yourselves 1 stage behind what your board shows. "
        "Your customers see you where your board does."
    )


def test_what_was_said_long_ago_is_told_with_its_age() -> None:
    game = said(game_of(CUSTOMERS), "team", {"who": YES}, on=32)
    assert headline(read(game)).startswith("You said Stage 1, 4 weeks ago. Your board shows")
    game = said(game_of(CUSTOMERS), "team", {"who": YES}, on=31)
    assert headline(read(game)).startswith("You say Stage 1. Your board shows")


def test_a_pulse_dated_ahead_by_a_wrong_clock_waits_for_its_day() -> None:
    game = said(game_of(VOICES), "team", {"who": YES}, on=-400)
    assert readings(survey(game, TODAY)).say is None
    assert readings(survey(game, TODAY + timedelta(days=400))).say is not None


def test_a_headline_has_no_two_stops_in_a_row() -> None:
    board = make_board(square(1, "one", choice_ask(), fresh_for="1 month"))
    (stage,) = board.stages
    board = board.model_copy(update={"stages": (stage.model_copy(update={"short": "Who?"}),)})
    game = said(declare(game_of(board), "one", "Is it so?", days_ago(70)), "team", {"one": YES})
    assert headline(read(game)) == (
        "You say Who? Your board shows Who?: declared done 2 months ago: Is it so?"
    )


def test_finished_game_has_a_headline_without_a_reason() -> None:
    game = answered("yes", "yes", "yes", "text", "yes", "yes")
    assert headline(read(said(game, "team", all_yes()))) == (
        "You say Stage 3. Your board shows Stage 3."
    )


def words_about(game: Game, stop: str = "meet") -> str:
    (found,) = (each for each in read(game).disagreements if each.standing.square.id == stop)
    return disagreement_words(found)


def test_what_to_discuss_is_told_in_a_sentence() -> None:
    team = said(game_of(VOICES), "team", {"meet": Tally(yes=2)})
    assert words_about(team) == "You say yes and your board shows open."
    both = said(team, "customers", {"meet": Tally(not_yet=2)})
    assert words_about(both) == (
        "You say yes, your board shows open and your customers say not yet."
    )
    they = said(answered("no", "yes"), "customers", {"meet": Tally(not_yet=3, partly=1)})
    assert words_about(they) == "Your board shows done and your customers say not yet."


def test_a_divided_voice_is_named() -> None:
    half = Tally(yes=2, not_yet=2)
    team = said(game_of(VOICES), "team", {"meet": half})
    assert words_about(team) == "The team is divided: 2 not yet, 2 yes."
    they = said(game_of(VOICES), "customers", {"meet": half})
    assert words_about(they) == "Customers are divided: 2 not yet, 2 yes."
    more = said(
        said(game_of(VOICES), "team", {"meet": Tally(not_yet=4)}), "customers", {"meet": half}
    )
    assert words_about(more) == "Customers are divided: 2 not yet, 2 yes."
