"""Actions: agreed, changed, closed and taken up again, and how they are told."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import CUSTOMERS, TODAY, days_ago, game_of
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.actions import (
    MAX_OWNER,
    MAX_WORDS,
    action_words,
    add_action,
    change_action,
    do_action,
    drop_action,
    find_action,
    in_order,
    is_overdue,
    reopen_action,
    when_words,
)
from pmo_gameboard.game.state import MAX_ACTIONS, Action, Game

DAYS = st.integers(-40, 40).map(days_ago)


def texts(game: Game) -> list[str]:
    return [action.text for action in in_order(game)]


def only(game: Game) -> Action:
    (action,) = game.actions
    return action


# Agreed --------------------------------------------------------------------------------------


def test_an_action_says_what_who_by_when_and_where_it_comes_from(game: Game) -> None:
    due = TODAY + timedelta(days=7)
    game = add_action(game, "Ring HR", TODAY, "Ada", owner="Dana", due=due, square="meet")
    assert only(game) == Action(
        id="a1", text="Ring HR", on=TODAY, by="Ada", owner="Dana", due=due, square="meet"
    )
    assert game.next_action == 2


def test_what_is_typed_is_put_on_one_clean_line(game: Game) -> None:
    game = add_action(game, " Ring\n\x1b[2JHR\u202e ", TODAY, owner="\tDana  Fox\r")
    assert (only(game).text, only(game).owner) == ("Ring [2JHR", "Dana Fox")


@pytest.mark.parametrize("text", ["", "  \n", "\x1b\u202e"])
def test_an_action_needs_words(game: Game, text: str) -> None:
    with pytest.raises(MoveError, match="needs words"):
        add_action(game, text, TODAY)


def test_an_action_and_a_name_have_a_length(game: Game) -> None:
    game = add_action(game, "x" * MAX_WORDS, TODAY, owner="y" * MAX_OWNER)
    with pytest.raises(MoveError, match="400 characters"):
        add_action(game, "x" * (MAX_WORDS + 1), TODAY)
    with pytest.raises(MoveError, match="80 characters"):
        add_action(game, "x", TODAY, owner="y" * (MAX_OWNER + 1))
    with pytest.raises(MoveError, match="400 characters"):
        change_action(game, "a1", text="x" * (MAX_WORDS + 1))
    with pytest.raises(MoveError, match="80 characters"):
        change_action(game, "a1", owner="y" * (MAX_OWNER + 1))


def test_an_action_comes_from_a_square_of_the_board_or_from_none(game: Game) -> None:
    assert only(add_action(game, "Ring HR", TODAY)).square is None
    with pytest.raises(MoveError, match="no square nowhere"):
        add_action(game, "Ring HR", TODAY, square="nowhere")


def test_there_are_only_so_many_actions(game: Game) -> None:
    one = add_action(game, "Ring HR", TODAY).actions[0]
    many = tuple(one.model_copy(update={"id": f"a{n}"}) for n in range(1, MAX_ACTIONS + 1))
    full = game.model_copy(update={"actions": many, "next_action": MAX_ACTIONS + 1})
    with pytest.raises(MoveError, match="1,000 actions"):
        add_action(full, "One more", TODAY)


# Changed and closed --------------------------------------------------------------------------


def test_a_change_leaves_what_it_does_not_name(game: Game) -> None:
    game = add_action(game, "Ring HR", TODAY, owner="Dana", due=TODAY, square="meet")
    was = only(game)
    assert change_action(game, "a1") == game
    assert only(change_action(game, "a1", text=" Write HR ")) == was.model_copy(
        update={"text": "Write HR"}
    )
    assert only(change_action(game, "a1", owner="Tom")) == was.model_copy(update={"owner": "Tom"})
    later = TODAY + timedelta(days=1)
    assert only(change_action(game, "a1", due=later)) == was.model_copy(update={"due": later})


def test_an_owner_and_a_date_can_be_taken_away(game: Game) -> None:
    game = add_action(game, "Ring HR", TODAY, owner="Dana", due=TODAY)
    assert only(change_action(game, "a1", owner=" ")).owner == ""
    assert only(change_action(game, "a1", no_due=True)).due is None
    assert only(change_action(game, "a1", due=days_ago(9), no_due=True)).due is None


def test_an_action_is_not_left_without_words(game: Game) -> None:
    game = add_action(game, "Ring HR", TODAY)
    with pytest.raises(MoveError, match="needs words"):
        change_action(game, "a1", text=" ")


@pytest.mark.parametrize(("close", "state"), [(do_action, "done"), (drop_action, "dropped")])
def test_an_action_is_closed_on_a_day_and_taken_up_again(
    game: Game, close: Callable[[Game, str, date], Game], state: str
) -> None:
    game = add_action(game, "Ring HR", days_ago(3), owner="Dana")
    closed = close(game, "a1", TODAY)
    assert (only(closed).state, only(closed).closed) == (state, TODAY)
    assert reopen_action(closed, "a1") == game


def test_an_action_that_is_done_twice_keeps_its_day(game: Game) -> None:
    done = do_action(add_action(game, "Ring HR", days_ago(9)), "a1", days_ago(3))
    assert do_action(done, "a1", TODAY) is done
    dropped = drop_action(done, "a1", TODAY)
    assert (only(dropped).state, only(dropped).closed) == ("dropped", TODAY)
    assert drop_action(dropped, "a1", TODAY + timedelta(days=1)) is dropped


def test_an_action_that_is_not_there_is_told(game: Game) -> None:
    with pytest.raises(MoveError, match="not there any more"):
        find_action(game, "a1")
    with pytest.raises(MoveError, match="not there any more"):
        change_action(game, "a1", text="x")
    with pytest.raises(MoveError, match="not there any more"):
        do_action(game, "a1", TODAY)
    with pytest.raises(MoveError, match="not there any more"):
        reopen_action(game, "a1")


# Order ---------------------------------------------------------------------------------------


def test_open_ones_come_by_their_dates_and_closed_ones_last_the_latest_first(game: Game) -> None:
    for text, due in (("none", None), ("later", 0), ("soon", 5), ("none too", None)):
        game = add_action(game, text, TODAY, due=None if due is None else days_ago(due))
    for number, (text, closed) in enumerate([("old", 9), ("new", 1), ("new too", 1)], start=5):
        game = add_action(game, text, TODAY)
        game = do_action(game, f"a{number}", days_ago(closed))
    assert texts(game) == ["soon", "later", "none", "none too", "new too", "new", "old"]


@given(st.lists(st.tuples(st.none() | DAYS, st.sampled_from(["open", "done", "dropped"]), DAYS)))
def test_every_action_has_its_place_once(
    given_: list[tuple[date | None, str, date]],
) -> None:
    game = game_of(CUSTOMERS)
    for number, (due, state, day) in enumerate(given_, start=1):
        game = add_action(game, f"Do {number}", TODAY, due=due)
        if state != "open":
            close = do_action if state == "done" else drop_action
            game = close(game, f"a{number}", day)
    ordered = in_order(game)
    assert sorted(ordered, key=lambda each: int(each.id[1:])) == list(game.actions)
    is_open = [each.state == "open" for each in ordered]
    assert is_open == sorted(is_open, reverse=True)
    dues = [each.due or date.max for each in ordered if each.state == "open"]
    assert dues == sorted(dues)
    closed = [each.closed for each in ordered if each.closed is not None]
    assert closed == sorted(closed, reverse=True)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_is_have_a_place(game: Game, day: date) -> None:
    game = add_action(add_action(game, "edge", TODAY, due=day), "plain", TODAY, due=TODAY)
    game = do_action(do_action(game, "a1", day), "a2", TODAY)
    assert texts(game) == (["plain", "edge"] if day == date.min else ["edge", "plain"])


# Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due", "words", "overdue"),
    [
        (None, "no date", False),
        (-1, "due Sat 28 Nov", False),
        (0, "due today", False),
        (1, "1 day overdue", True),
        (14, "2 weeks overdue", True),
        (-200, "due Tue 15 Jun 2027", False),
    ],
)
def test_when_an_action_is_due_is_told_in_words(
    game: Game, due: int | None, words: str, *, overdue: bool
) -> None:
    game = add_action(game, "Ring HR", TODAY, due=None if due is None else days_ago(due))
    assert when_words(only(game), TODAY) == words
    assert is_overdue(only(game), TODAY) == overdue


def test_a_closed_action_is_told_with_its_day_and_never_overdue(game: Game) -> None:
    game = add_action(game, "Ring HR", days_ago(30), due=days_ago(20))
    done = only(do_action(game, "a1", days_ago(4)))
    assert when_words(done, TODAY) == "done Mon 23 Nov"
    assert when_words(only(drop_action(game, "a1", TODAY)), TODAY) == "dropped Fri 27 Nov"
    assert not is_overdue(done, TODAY)


def test_an_action_is_told_in_one_line(game: Game) -> None:
    game = add_action(game, "Ring HR", TODAY, owner="Dana", due=days_ago(-7), square="meet")
    game = add_action(game, "Think", TODAY)
    mine, nobodys = game.actions
    assert action_words(game, mine, TODAY) == "Dana, due Fri 4 Dec, from square 3"
    assert action_words(game, nobodys, TODAY) == "nobody yet, no date"
