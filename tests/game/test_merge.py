from collections import Counter
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards import game_of, make_board, square, text_ask
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.actions import (
    add_action,
    change_action,
    do_action,
    drop_action,
    reopen_action,
)
from pmo_gameboard.game.check_ins import MOST, check_in_today, name_check_in
from pmo_gameboard.game.differences import difference_words, differences
from pmo_gameboard.game.merge import Side, merge
from pmo_gameboard.game.moves import (
    add_rows,
    declare,
    delete_rows,
    move_rank,
    set_answer,
    set_cell,
)
from pmo_gameboard.game.pulses import finish_pulse, vote
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import MAX_PLAYERS, MAX_PULSES, Game, Tally, Way
from pmo_gameboard.game.turns import next_turn, set_players
from pmo_gameboard.saves.checks import check_game
from saves.gardens import TODAY, full_game

START = full_game()
STOPS = [stop.id for stop in START.board.path]
REGISTERS = list(START.board.registers)
CHOICES = st.dictionaries(st.sampled_from(STOPS), st.sampled_from(get_args(Side)))


@st.composite
def played(draw: st.DrawFn) -> Game:
    """A game that went on from the same start by a few moves."""
    game = START
    for _ in range(draw(st.integers(0, 6))):
        day = TODAY + timedelta(days=draw(st.integers(0, 3)))
        try:
            game = draw(st.sampled_from(EVERY_MOVE))(draw, game, day)
        except MoveError:
            continue
    return game


def grown(draw: st.DrawFn, game: Game, day: date) -> Game:
    register = draw(st.sampled_from(REGISTERS))
    name = draw(st.sampled_from(["Ada", "ada", "Ben", "Cy", "Dee"]))
    return add_rows(game, register.id, [{register.named_by: name}], day)


def cut(draw: st.DrawFn, game: Game, day: date) -> Game:
    del day
    register = draw(st.sampled_from(REGISTERS))
    ids = [row.id for row in game.rows(register.id)]
    return delete_rows(game, register.id, [draw(st.sampled_from(ids))]) if ids else game


def ranked(draw: st.DrawFn, game: Game, day: date) -> Game:
    ranks = [(each, column) for each in REGISTERS for column in each.rank_columns]
    if not ranks:
        return game
    register, column = draw(st.sampled_from(ranks))
    ids = [row.id for row in game.rows(register.id)]
    if not ids:
        return game
    row, up = draw(st.sampled_from(ids)), draw(st.booleans())
    return move_rank(game, register.id, row, column, -1 if up else 1, day)


def renamed(draw: st.DrawFn, game: Game, day: date) -> Game:
    register = draw(st.sampled_from(REGISTERS))
    ids = [row.id for row in game.rows(register.id)]
    if not ids:
        return game
    name = draw(st.sampled_from(["Eve", "eve", "Fay"]))
    return set_cell(game, register.id, draw(st.sampled_from(ids)), register.named_by, name, day)


def worded(draw: st.DrawFn, game: Game, day: date) -> Game:
    return declare(game, draw(st.sampled_from(STOPS)), draw(st.sampled_from(["Yes", "No"])), day)


def said(draw: st.DrawFn, game: Game, day: date) -> Game:
    counted = Tally(yes=draw(st.integers(0, 2)), not_yet=draw(st.integers(0, 1)))
    return vote(
        game, "team", draw(st.sampled_from(WAYS)), draw(st.sampled_from(STOPS)), counted, day
    )


def finished(draw: st.DrawFn, game: Game, day: date) -> Game:
    return finish_pulse(game, "team", draw(st.sampled_from(WAYS)), day)


def agreed(draw: st.DrawFn, game: Game, day: date) -> Game:
    due = draw(st.sampled_from([None, day]))
    text, owner = draw(st.sampled_from(["Dig", "Sow"])), draw(st.sampled_from(["", "Ada", "Ben"]))
    return add_action(game, text, day, owner=owner, due=due)


def acted(draw: st.DrawFn, game: Game, day: date) -> Game:
    ids = [action.id for action in game.actions]
    if not ids:
        return game
    number = draw(st.sampled_from(ids))
    match draw(st.sampled_from(["do", "drop", "reopen", "owner", "text"])):
        case "do":
            return do_action(game, number, day)
        case "drop":
            return drop_action(game, number, day)
        case "reopen":
            return reopen_action(game, number)
        case "owner":
            return change_action(game, number, owner=draw(st.sampled_from(["", "Cy"])))
    return change_action(game, number, text="Rake")


def noted(draw: st.DrawFn, game: Game, day: date) -> Game:
    name = draw(st.sampled_from(["", "Spring", "Summer"]))
    view = survey(game, day)
    return name_check_in(view, name) if name else check_in_today(view)


def seated(draw: st.DrawFn, game: Game, day: date) -> Game:
    del day
    return set_players(game, draw(st.lists(st.sampled_from(["Ada", "ada", "Ben", "Cy"]))))


def turned(draw: st.DrawFn, game: Game, day: date) -> Game:
    del day
    chosen = draw(st.integers(0, 3))
    return next_turn(game, lambda people: chosen % people)


WAYS: list[Way] = ["alone", "hands"]
EVERY_MOVE = [
    *(grown, cut, ranked, renamed, worded, said, finished),
    *(agreed, agreed, acted, noted, seated, turned),
]


def tasks(game: Game) -> Counter[tuple[str, date, str | None]]:
    """The actions, by what is said of them."""
    return Counter((action.text, action.on, action.square) for action in game.actions)


def names(game: Game) -> dict[str, set[str]]:
    return {
        register.id: {row.text(register.named_by).casefold() for row in game.rows(register.id)}
        for register in REGISTERS
    }


@given(played(), played(), CHOICES)
@settings(max_examples=150, deadline=None)
def test_whatever_is_chosen_makes_a_game(
    ours: Game, theirs: Game, choices: dict[str, Side]
) -> None:
    assert check_game(merge(ours, theirs, choices)) == ""


@given(played(), played())
@settings(max_examples=75, deadline=None)
def test_one_side_everywhere_says_what_that_side_says(ours: Game, theirs: Game) -> None:
    for side, meant in (("ours", ours), ("theirs", theirs)):
        merged = merge(ours, theirs, dict.fromkeys(STOPS, side))  # type: ignore[arg-type]
        assert differences(merged, meant, TODAY) == ()


@given(played(), played())
@settings(max_examples=75, deadline=None)
def test_both_keeps_every_row(ours: Game, theirs: Game) -> None:
    merged = names(merge(ours, theirs, {}))
    for register in REGISTERS:
        assert merged[register.id] == names(ours)[register.id] | names(theirs)[register.id]


@given(played(), played())
@settings(max_examples=75, deadline=None)
def test_differences_are_seen_from_both_sides(ours: Game, theirs: Game) -> None:
    one, other = differences(ours, theirs, TODAY), differences(theirs, ours, TODAY)
    assert [(item.square, item.entries) for item in one] == [
        (item.square, item.entries) for item in other
    ]
    assert differences(ours, ours, TODAY) == ()
    assert merge(ours, ours, {}) == ours


@given(played(), played(), CHOICES)
@settings(max_examples=150, deadline=None)
def test_no_choice_drops_what_was_said_agreed_or_named(
    ours: Game, theirs: Game, choices: dict[str, Side]
) -> None:
    merged = merge(ours, theirs, choices)
    for side in (ours, theirs):
        assert all(pulse in merged.pulses for pulse in side.pulses)
        assert tasks(side) <= tasks(merged)
        assert all(each in merged.check_ins for each in side.check_ins if each.name)
        seats = {player.name.casefold() for player in side.players}
        assert seats <= {player.name.casefold() for player in merged.players}


@given(played(), played(), CHOICES)
@settings(max_examples=75, deadline=None)
def test_what_was_merged_already_is_not_added_again(
    ours: Game, theirs: Game, choices: dict[str, Side]
) -> None:
    once = merge(ours, theirs, choices)
    again = merge(once, theirs, choices)
    assert again.pulses == once.pulses
    assert tasks(again) == tasks(once)
    assert again.players == once.players


@given(played(), played(), st.lists(st.integers(0, 9), max_size=30))
@settings(max_examples=75, deadline=None)
def test_turns_go_on_fairly_after_a_merge(ours: Game, theirs: Game, choices: list[int]) -> None:
    game = merge(ours, theirs, {})
    for chosen in choices if game.players else ():
        was = game.turn
        game = next_turn(game, lambda people, chosen=chosen: chosen % people)  # type: ignore[misc]
        assert game.turn != was or len(game.players) == 1
        turns = [player.turns for player in game.players]
        assert max(turns) - min(turns) <= 1


def test_actions_of_one_number_are_both_kept_and_the_next_number_is_free() -> None:
    ours = add_action(add_action(START, "Dig", TODAY), "Sow", TODAY)
    theirs = add_action(add_action(START, "Dig", TODAY), "Rake", TODAY)
    merged = merge(ours, theirs, {})
    assert [(each.id, each.text) for each in merged.actions] == [
        ("a1", "Dig"),
        ("a2", "Sow"),
        ("a3", "Rake"),
    ]
    assert add_action(merged, "Weed", TODAY).actions[-1].id == "a4"


def test_what_either_side_closed_stays_closed() -> None:
    start = add_action(START, "Dig", TODAY)
    done = do_action(start, "a1", TODAY)
    assert merge(start, done, {}).actions == merge(done, start, {}).actions == done.actions
    dropped = drop_action(start, "a1", TODAY)
    assert merge(dropped, done, {}).actions == dropped.actions


def test_owner_and_date_of_an_action_are_not_lost() -> None:
    start = add_action(START, "Dig", TODAY)
    owned, dated = change_action(start, "a1", owner="Ada"), change_action(start, "a1", due=TODAY)
    for ours, theirs in ((owned, dated), (dated, owned), (owned, do_action(dated, "a1", TODAY))):
        (action,) = merge(ours, theirs, {}).actions
        assert (action.owner, action.due) == ("Ada", TODAY)
    other = change_action(start, "a1", owner="Ben")
    assert merge(owned, other, {}).actions[0].owner == "Ada"
    assert merge(other, owned, {}).actions[0].owner == "Ben"


def test_who_comes_from_their_side_does_not_catch_up() -> None:
    ours, theirs = set_players(START, ["Ada", "Ben"]), set_players(START, ["ben", "Cy"])
    for _ in range(6):
        ours = next_turn(ours, lambda _: 0)
    merged = merge(ours, theirs, {})
    assert [(each.name, each.turns) for each in merged.players] == [
        ("Ada", 3),
        ("Ben", 3),
        ("Cy", 3),
    ]
    assert merged.turn == ours.turn == "Ben"


def test_where_only_they_have_players_their_round_goes_on() -> None:
    theirs = next_turn(set_players(START, ["Ada", "Ben"]), lambda _: 1)
    merged = merge(START, theirs, {})
    assert (merged.players, merged.turn) == (theirs.players, "Ben")


def test_more_pulses_or_names_than_a_game_keeps_are_not_merged() -> None:
    ours = theirs = START
    for number in range(MAX_PULSES // 2 + 1):
        ours = vote(ours, "team", "alone", "why", Tally(yes=1), TODAY + timedelta(days=number))
        theirs = vote(theirs, "team", "hands", "why", Tally(yes=1), TODAY + timedelta(days=number))
    with pytest.raises(MoveError, match="more pulses, actions or check-ins"):
        merge(ours, theirs, {})
    one = name_check_in(survey(START, TODAY), "Spring").check_ins[0]
    many = [one.model_copy(update={"name": f"Day {n}"}) for n in range(MOST + 1)]
    ours = START.model_copy(update={"check_ins": tuple(many[:-1])})
    assert merge(ours, ours, {}) == ours
    with pytest.raises(MoveError, match="more pulses, actions or check-ins"):
        merge(ours, START.model_copy(update={"check_ins": tuple(many[1:])}), {})


def test_pulses_come_in_the_order_of_their_days() -> None:
    ours = vote(START, "team", "hands", "why", Tally(yes=1), TODAY + timedelta(days=2))
    theirs = vote(START, "team", "hands", "why", Tally(yes=1), TODAY)
    assert [pulse.on for pulse in merge(ours, theirs, {}).pulses] == [
        TODAY,
        TODAY + timedelta(days=2),
    ]


def test_two_texts_are_joined_and_the_later_day_counts() -> None:
    ours = set_answer(START, "why", "reason", "Ours", TODAY)
    theirs = set_answer(START, "why", "reason", "Theirs", TODAY + timedelta(days=1))
    entry = merge(ours, theirs, {}).answer("why", "reason")
    assert entry is not None
    assert (entry.value, entry.on) == ("Ours\n\nTheirs", TODAY + timedelta(days=1))


def test_differences_are_told_in_words() -> None:
    register = REGISTERS[0]
    theirs = add_rows(START, register.id, [{register.named_by: "Zoe"}], TODAY)
    (found,) = differences(START, theirs, TODAY)
    assert found.theirs.endswith("only here Zoe")
    assert difference_words([found]) == f"square {found.square.label} differs: 1 entry"
    assert difference_words([]) == "nothing differs"


def test_games_on_different_boards_are_not_mixed() -> None:
    other = game_of(make_board(square(1, "only", text_ask())))
    with pytest.raises(MoveError, match="different boards"):
        merge(START, other, {})


def test_actions_that_are_alike_are_as_many_as_on_the_side_that_has_more() -> None:
    ours = add_action(add_action(START, "Sow", TODAY), "Call", TODAY)
    theirs = add_action(add_action(START, "Call", TODAY), "Call", TODAY)
    merged = merge(ours, theirs, {})
    assert [each.text for each in merged.actions] == ["Sow", "Call", "Call"]
    assert merge(merged, theirs, {}).actions == merged.actions
    assert add_action(merged, "Dig", TODAY).actions[-1].id == "a4"


def test_turns_that_they_took_count() -> None:
    start = set_players(START, ["Ada", "Ben"])
    theirs = next_turn(next_turn(next_turn(start, lambda _: 0), lambda _: 0), lambda _: 0)
    merged = merge(start, theirs, {})
    assert (merged.players, merged.turn) == (theirs.players, theirs.turn)


def test_names_in_the_round_are_not_dropped_where_they_are_too_many() -> None:
    ours = set_players(START, [f"Ours {number}" for number in range(MAX_PLAYERS)])
    with pytest.raises(MoveError, match="more than 60 names in the round"):
        merge(ours, set_players(START, ["Ada"]), {})
