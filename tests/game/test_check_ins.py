"""Check-ins: made by themselves or by name, found again, compared, and thinned as they age."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import HABITS, TODAY, VOICES, days_ago, game_of
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game import check_ins as rules
from pmo_gameboard.game.check_ins import (
    MAX_NAME,
    MOST,
    MOST_SQUARES,
    ORDER,
    WORDS,
    Change,
    are_too_many,
    changes,
    check_in_of,
    check_in_today,
    find_check_in,
    name_check_in,
    stands_as,
    stood_as,
    thinned,
)
from pmo_gameboard.game.moves import declare, set_answer, set_aside, take_back
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import CheckIn, Game, Tally

EVERY_WAY = sorted(WORDS)


def said(game: Game, text: str | None = "We do.", on: date = TODAY) -> Game:
    """The game with its first square answered, or not."""
    return set_answer(game, "words", "text", text, on)


def noted(game: Game, on: date = TODAY) -> Game:
    return check_in_today(survey(game, on))


def named(game: Game, name: str, on: date = TODAY) -> Game:
    return name_check_in(survey(game, on), name)


def days(game: Game) -> list[tuple[date, str]]:
    return [(each.on, each.name) for each in game.check_ins]


def check_in(on: date, name: str = "", squares: int = 0) -> CheckIn:
    ids = tuple(f"s{number}" for number in range(squares))
    return CheckIn(on=on, name=name, percent=0, show="words", squares={"done": ids} if ids else {})


# What is kept --------------------------------------------------------------------------------


def test_a_check_in_keeps_how_every_square_and_reading_stands() -> None:
    game = set_answer(game_of(VOICES), "who", "choice", "yes", TODAY)
    game = set_answer(game, "meet", "choice", "yes", days_ago(300))
    game = set_answer(game, "hear", "choice", "no", TODAY)
    game = declare(game, "wish", "We know.", TODAY)
    game = set_aside(game, "act", "Not ours.", TODAY)
    game = add_pulse(game, "team", "file", {"who": Tally(yes=1)}, TODAY)
    made = check_in_of(survey(game, TODAY), "Q3")
    assert made == CheckIn(
        on=TODAY,
        name="Q3",
        percent=20,
        show="meet",
        say="meet",
        they=None,
        squares={
            "done": ("who",),
            "stale": ("meet",),
            "started": ("hear",),
            "declared": ("wish",),
            "set_aside": ("act",),
        },
    )
    for standing in survey(game, TODAY).standings:
        assert stood_as(made, standing.square.id) == stands_as(standing)
    assert stood_as(made, "ahead") == "open"
    assert stood_as(made, "nowhere") == "open"


def test_every_way_to_stand_has_a_word_and_all_but_set_aside_an_order() -> None:
    assert {*ORDER, "set_aside"} == set(WORDS)


def test_a_new_game_is_not_checked_in(habits: Game) -> None:
    assert noted(habits) is habits


def test_a_pulse_alone_is_enough_to_check_in(habits: Game) -> None:
    game = add_pulse(habits, "team", "file", {"words": Tally(not_yet=1)}, TODAY)
    assert [each.say for each in noted(game).check_ins] == ["words"]


def test_there_is_one_check_in_a_day_and_it_is_the_last_word(habits: Game) -> None:
    game = noted(said(habits))
    assert noted(game) is game
    game = noted(set_answer(game, "log", "choice", "yes", TODAY))
    assert [each.percent for each in game.check_ins] == [50]


def test_a_day_on_which_nothing_changed_has_none(habits: Game) -> None:
    game = noted(said(habits), days_ago(0))
    assert noted(game, TODAY + timedelta(days=1)) is game


def test_what_was_undone_the_same_day_leaves_no_trace(habits: Game) -> None:
    first = noted(said(habits, on=days_ago(1)), days_ago(1))
    game = noted(declare(first, "log", "We know.", TODAY))
    assert len(game.check_ins) == 2
    assert noted(take_back(game, "log")).check_ins == first.check_ins
    assert noted(said(noted(said(habits)), None)).check_ins == ()


def test_squares_that_go_stale_by_themselves_are_news(habits: Game) -> None:
    game = noted(said(habits))
    later = TODAY + timedelta(days=400)
    last = noted(game, later).check_ins[-1]
    assert (last.on, last.squares) == (later, {"stale": ("words",)})


def test_a_name_stays_beside_what_follows_on_the_same_day(habits: Game) -> None:
    game = named(noted(said(habits)), "Kick-off")
    assert noted(game) is game
    game = noted(set_answer(game, "log", "choice", "yes", TODAY))
    game = noted(set_answer(game, "often", "scale", 5, TODAY))
    assert days(game) == [(TODAY, ""), (TODAY, "Kick-off"), (TODAY, "")]
    assert [each.percent for each in game.check_ins] == [25, 25, 75]


def test_a_clock_that_went_back_adds_nothing_by_itself(habits: Game) -> None:
    game = noted(said(habits))
    other = set_answer(game, "log", "choice", "yes", days_ago(9))
    assert noted(other, days_ago(9)) is other


def test_a_named_one_goes_to_its_day_even_where_the_clock_went_back(habits: Game) -> None:
    game = named(named(noted(said(habits)), "Now"), "Before", days_ago(9))
    assert days(game) == [(days_ago(9), "Before"), (TODAY, "Now")]


@pytest.mark.parametrize("name", ["", " \n", "\x1b", "x" * (MAX_NAME + 1)])
def test_a_check_in_has_a_name_that_fits(habits: Game, name: str) -> None:
    with pytest.raises(MoveError, match="name"):
        named(habits, name)


def test_a_name_is_cleaned_and_may_be_given_twice(habits: Game) -> None:
    game = named(named(habits, " Q3\n review\x1b "), "Q3 review")
    assert days(game) == [(TODAY, "Q3 review")] * 2


# Found ---------------------------------------------------------------------------------------


def test_a_check_in_is_found_by_its_name_whatever_the_capitals(habits: Game) -> None:
    game = named(said(named(habits, "Q3 review", days_ago(90))), "q3 REVIEW")
    assert find_check_in(game, "  Q3  Review ").on == TODAY  # the last of that name
    with pytest.raises(MoveError, match="no check-in “Q4”"):
        find_check_in(game, "Q4")


def test_a_check_in_is_found_by_its_day_or_the_last_day_before(habits: Game) -> None:
    game = named(noted(said(habits, on=days_ago(9)), days_ago(9)), "Now")
    assert find_check_in(game, days_ago(9).isoformat()).on == days_ago(9)
    assert find_check_in(game, days_ago(1).isoformat()).on == days_ago(9)
    assert find_check_in(game, "2030-01-01").name == "Now"
    with pytest.raises(MoveError, match="no check-in “2026-11-17”"):
        find_check_in(game, "2026-11-17")


@pytest.mark.parametrize("wanted", ["", " ", "2026-13-01", "\x1b[2J", "x" * 500])
def test_what_is_no_check_in_is_told(habits: Game, wanted: str) -> None:
    with pytest.raises(MoveError, match="no check-in") as caught:
        find_check_in(noted(said(habits)), wanted)
    assert "\x1b" not in str(caught.value)
    assert len(caught.value.message) < 120


def test_a_name_that_looks_like_a_day_goes_before_the_day(habits: Game) -> None:
    game = named(noted(said(habits), TODAY), "2020-01-01")
    assert find_check_in(game, "2020-01-01").name == "2020-01-01"


# What has moved ------------------------------------------------------------------------------


def test_what_moved_is_told_square_by_square_in_the_order_of_the_path() -> None:
    then = CheckIn(
        on=days_ago(9),
        percent=0,
        show="words",
        squares={"done": ("log", "often"), "started": ("all",)},
    )
    now = CheckIn(
        on=TODAY,
        percent=0,
        show="words",
        squares={"done": ("all", "words"), "stale": ("often",), "set_aside": ("log",)},
    )
    found = changes(HABITS, then, now)
    assert [(each.square.id, each.was, each.now, each.better) for each in found] == [
        ("words", "open", "done", True),
        ("log", "done", "set_aside", None),
        ("often", "done", "stale", False),
        ("all", "started", "done", True),
    ]
    assert changes(HABITS, then, then) == ()


@given(st.sampled_from(EVERY_WAY), st.sampled_from(EVERY_WAY))
def test_there_and_back_is_better_once_or_never(was: rules.StandsAs, now: rules.StandsAs) -> None:
    square = HABITS.path[0]
    there, back = Change(square, was, now).better, Change(square, now, was).better
    if "set_aside" in {was, now}:
        assert there is back is None
    else:
        assert [there, back].count(True) == int(was != now)


# Thinned -------------------------------------------------------------------------------------


CHECK_INS = st.lists(
    st.builds(
        check_in, st.integers(-30, 1500).map(days_ago), st.sampled_from(["", "", "", "Q3", "Q4"])
    ),
    max_size=60,
).map(lambda found: sorted(found, key=lambda each: each.on))


@given(CHECK_INS, st.integers(0, 900))
def test_thinning_keeps_names_the_first_and_the_last_and_once_is_enough(
    given_: list[CheckIn], later: int
) -> None:
    today = TODAY + timedelta(days=later)
    kept = thinned(given_, today)
    assert thinned(kept, today) == kept
    assert kept[:1] == tuple(given_[:1])
    assert kept[-1:] == tuple(given_[-1:])
    assert [each for each in kept if each.name] == [each for each in given_ if each.name]
    rest = iter(given_)
    assert all(each in rest for each in kept)  # in their order


@given(CHECK_INS)
def test_every_day_of_the_last_month_every_week_of_a_year_and_every_month_stays(
    given_: list[CheckIn],
) -> None:
    kept = thinned(given_, TODAY)

    def stretches(check_ins: list[CheckIn] | tuple[CheckIn, ...]) -> set[object]:
        fresh = [each.on for each in check_ins if TODAY - each.on <= timedelta(days=31)]
        year = [each.on for each in check_ins if TODAY - each.on <= timedelta(days=366)]
        weeks = {day.isocalendar()[:2] for day in year if day not in fresh}
        months = {(each.on.year, each.on.month, "") for each in check_ins if each.on not in year}
        return {*fresh, *weeks, *months}

    assert stretches(kept) == stretches(given_)
    unnamed = [each.on for each in kept[1:] if not each.name]
    old = [day for day in unnamed if TODAY - day > timedelta(days=366)]
    assert len({(day.year, day.month) for day in old}) == len(old)


@given(CHECK_INS)
def test_where_there_is_no_room_names_and_the_first_stay(given_: list[CheckIn]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "MOST", 6)
        kept = thinned(given_, TODAY)
        assert thinned(kept, TODAY) == kept
    names = [each for each in given_ if each.name]
    assert [each for each in kept if each.name] == names
    assert kept[:1] == tuple(given_[:1])
    assert kept[-1:] == tuple(given_[-1:])
    assert len(kept) <= max(6, len(names) + 2)


def test_there_is_room_for_so_many_and_the_oldest_go_first() -> None:
    months = [check_in(date(1950 + n // 12, n % 12 + 1, 1)) for n in range(MOST + 50)]
    kept = thinned(months, TODAY)
    assert kept == (months[0], *months[51:])
    assert not are_too_many(kept)


def test_large_boards_have_room_for_fewer() -> None:
    squares = MOST_SQUARES // 10
    made = [check_in(TODAY - timedelta(days=n), squares=squares) for n in reversed(range(12))]
    assert thinned(made, TODAY) == (made[0], *made[3:])
    assert are_too_many(made)


def test_no_name_is_given_up_for_another(habits: Game) -> None:
    full = tuple(check_in(days_ago(MOST - n), f"Day {n}") for n in range(MOST))
    game = said(habits.model_copy(update={"check_ins": full}))
    with pytest.raises(MoveError, match="as many check-ins with names"):
        named(game, "One more")
    game = noted(game)
    assert game.check_ins[:-1] == full
    later = noted(set_answer(game, "log", "choice", "yes", TODAY), TODAY + timedelta(days=1))
    assert later.check_ins[:-1] == full
    assert later.check_ins[-1].percent == 50
