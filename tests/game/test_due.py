"""What asks for attention when a game is opened."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boards import CUSTOMERS, HABITS, TODAY, days_ago, game_of, with_customers
from pmo_gameboard.game.actions import add_action, do_action, drop_action
from pmo_gameboard.game.due import SOON, Due, due_now, due_words
from pmo_gameboard.game.moves import declare, set_answer, set_aside, set_next_session
from pmo_gameboard.game.standings import still_true, survey
from pmo_gameboard.game.state import Game


def due_in(game: Game, today: date = TODAY) -> tuple[Due, ...]:
    return due_now(survey(game, today))


def stale_words(game: Game) -> Game:
    """The game with a first square that was answered too long ago."""
    return set_answer(game, "words", "text", "We do.", days_ago(400))


def test_nothing_is_due_in_a_new_game(game: Game, habits: Game) -> None:
    assert due_in(game) == due_in(habits) == ()
    assert due_words(()) == ""


def test_an_action_is_told_of_a_week_before_its_day_and_due_on_it(habits: Game) -> None:
    due = TODAY + SOON
    game = add_action(habits, "Ring HR", TODAY, owner="Dana", due=due, square="log")
    assert due_in(game, TODAY - timedelta(days=1)) == ()
    words = "Dana, due Fri 4 Dec, from square 2."
    assert due_in(game) == (Due("action", "a1", "Ring HR", words, late=False),)
    (late,) = due_in(game, due)
    assert (late.late, late.words) == (True, "Dana, due today, from square 2.")
    (late,) = due_in(game, due + timedelta(days=1))
    assert (late.late, late.words) == (True, "Dana, 1 day overdue, from square 2.")


def test_an_action_without_a_day_or_that_is_closed_is_never_due(habits: Game) -> None:
    game = add_action(habits, "Think", TODAY)
    game = do_action(add_action(game, "Ring HR", TODAY, due=days_ago(9)), "a2", TODAY)
    game = drop_action(add_action(game, "Write", TODAY, due=days_ago(9)), "a3", TODAY)
    assert due_in(game) == ()


def test_an_action_of_nobody_is_told_as_such(habits: Game) -> None:
    (due,) = due_in(add_action(habits, "Ring HR", TODAY, due=TODAY))
    assert due.words == "Nobody yet, due today."


def test_a_session_is_due_on_its_day_and_until_another_is_set(habits: Game) -> None:
    game = set_next_session(habits, TODAY)
    assert due_in(game, days_ago(1)) == ()
    assert due_in(game) == (Due("session", "", "The next session", "It is today.", late=True),)
    (due,) = due_in(game, TODAY + timedelta(days=3))
    assert due.words == "It was to be on Fri 27 Nov."


def test_a_stale_square_is_told_with_its_reason_until_it_is_confirmed(habits: Game) -> None:
    game = stale_words(habits)
    assert due_in(game) == (
        Due("stale", "words", "1 Words", "“In a word” is 13 months old.", late=True),
    )
    assert due_in(still_true(game, "words", TODAY)) == ()
    assert due_in(set_aside(game, "words", "Not ours.", TODAY)) == ()


def test_a_declaration_that_is_too_old_is_told() -> None:
    (due,) = due_in(declare(game_of(CUSTOMERS), "who", "We all know them", days_ago(800)))
    assert (due.kind, due.id) == ("stale", "who")
    assert due.words == "Declared done 2 years ago: We all know them."


def test_what_is_overdue_comes_first_then_the_session_what_is_stale_and_what_comes(
    habits: Game,
) -> None:
    game = set_next_session(stale_words(habits), days_ago(1))
    for text, days in (("soon", -5), ("late", 3), ("latest", 9), ("sooner", -1), ("today", 0)):
        game = add_action(game, text, TODAY, due=days_ago(days))
    told = [(due.title, due.late) for due in due_in(game)]
    assert told == [
        ("latest", True),
        ("late", True),
        ("today", True),
        ("The next session", True),
        ("1 Words", True),
        ("sooner", False),
        ("soon", False),
    ]


def test_how_much_is_due_is_told_in_a_sentence_without_what_only_comes(habits: Game) -> None:
    game = add_action(habits, "Ring HR", TODAY, due=TODAY + SOON)
    assert due_words(due_in(game)) == ""
    game = add_action(game, "Write", TODAY, due=TODAY)
    assert due_words(due_in(game)) == "1 action is due."
    game = set_next_session(stale_words(add_action(game, "Ask", TODAY, due=days_ago(1))), TODAY)
    assert (
        due_words(due_in(game)) == "2 actions are due, 1 square is stale, the next session is due."
    )
    only = set_next_session(habits, TODAY)
    assert due_words(due_in(only)) == "The next session is due."


def test_many_stale_squares_are_counted() -> None:
    old = with_customers("A", "B", "C", gains="Time.", on=days_ago(500))
    assert due_words(due_in(old)) == "2 squares are stale."


@given(st.dates(), st.lists(st.dates(), max_size=3), st.none() | st.dates())
def test_any_day_of_the_calendar_can_be_asked(
    today: date, dues: list[date], session: date | None
) -> None:
    game = set_next_session(game_of(HABITS), session)
    for due in dues:
        game = add_action(game, "Ring HR", TODAY, due=due)
    found = due_in(game, today)
    assert sum(each.late for each in found) == sum(due <= today for due in dues) + (
        session is not None and session <= today
    )
    assert all(each.words.endswith(".") for each in found)


def test_the_last_days_of_the_calendar_have_no_week_after_them(habits: Game) -> None:
    game = add_action(habits, "Ring HR", TODAY, due=date.max)
    assert [each.late for each in due_in(game, date.max - timedelta(days=1))] == [False]
