"""The moves: what they change, what they leave, and what they refuse."""

from datetime import date

import pytest

from boards import (
    CUSTOMERS,
    EVERYTHING,
    TODAY,
    Cells,
    cells,
    days_ago,
    game_of,
    names,
    row_id,
    with_cell,
    with_customers,
    with_rows,
)
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.moves import (
    add_rows,
    declare,
    delete_rows,
    move_rank,
    new_game,
    ranked_rows,
    set_answer,
    set_aside,
    set_cell,
    set_next_session,
    take_back,
)
from pmo_gameboard.game.state import MAX_ROWS, MAX_TEXT, Game

BEFORE = days_ago(30)


def ranks(game: Game) -> dict[str, object]:
    return dict(cells(game, "customers", "rank"))


def test_a_new_game_holds_nothing() -> None:
    game = new_game(CUSTOMERS, " Our PMO ", TODAY)
    assert (game.name, game.created, game.next_row) == (" Our PMO ".strip(), TODAY, 1)
    assert not game.registers
    assert not game.answers
    assert not game.words


# Answers -------------------------------------------------------------------------------------


def test_an_answer_keeps_when_and_by_whom(game: Game) -> None:
    game = set_answer(game, "ahead", "text", "A portal", TODAY, "Ada")
    entry = game.answer("ahead", "text")
    assert entry is not None
    assert (entry.value, entry.on, entry.by) == ("A portal", TODAY, "Ada")


def test_an_answer_taken_back_leaves_nothing(game: Game) -> None:
    answered = set_answer(game, "ahead", "text", "A portal", TODAY)
    assert set_answer(answered, "ahead", "text", None, TODAY) == game
    assert set_answer(game, "ahead", "text", None, TODAY) == game


@pytest.mark.parametrize(("square", "ask"), [("ahead", "rows"), ("who", "rows")])
def test_only_a_question_takes_an_answer(game: Game, square: str, ask: str) -> None:
    with pytest.raises(MoveError, match="has no question"):
        set_answer(game, square, ask, "Yes", TODAY)


def test_an_answer_off_the_scale_is_refused(habits: Game) -> None:
    with pytest.raises(MoveError, match="How often cannot hold that"):
        set_answer(habits, "often", "scale", 6, TODAY)


# Rows ----------------------------------------------------------------------------------------


def test_rows_are_added_in_order_with_ids_of_their_own(game: Game) -> None:
    game = with_rows(game, "customers", {"name": "Finance"}, {"name": "HR"}, by="Ada")
    game = with_rows(game, "services", {"name": "Portal", "for": ("r2",)})
    assert [row.id for row in game.rows("customers")] == ["r1", "r2"]
    assert [row.id for row in game.rows("services")] == ["r3"]
    assert game.rows("customers")[0].cells["name"].by == "Ada"
    assert game.row_name("services", "r3") == "Portal"
    assert game.row_name("services", "r1") == ""


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"gains": "time"}, "Every customer needs something under Name."),
        ({"name": " "}, "Every customer needs something under Name."),
        ({"name": "FINANCE"}, "Another customer is called “FINANCE” already."),
        ({"name": "Board", "met": "yes"}, "Met cannot hold that."),
        ({"name": "Board", "rank": 0}, "Rank cannot hold that."),
    ],
)
def test_a_paste_is_added_whole_or_not_at_all(
    game: Game, bad: dict[str, str | int], says: str
) -> None:
    game = with_rows(game, "customers", {"name": "HR"})
    with pytest.raises(MoveError) as refused:
        with_rows(game, "customers", {"name": "Finance"}, bad, {"name": "Legal"})
    assert refused.value.message == says
    assert names(game, "customers") == ["HR"]


def test_a_register_has_an_end(game: Game) -> None:
    full = add_rows(game, "customers", [{"name": f"C{n}"} for n in range(MAX_ROWS)], TODAY)
    assert len(full.rows("customers")) == MAX_ROWS
    with pytest.raises(MoveError, match="Customers holds 1,000 rows at the most"):
        with_rows(full, "customers", {"name": "One more"})


def test_pasted_ranks_keep_their_order_whatever_the_order_of_the_rows(game: Game) -> None:
    rows: list[Cells] = [
        {"name": name, "rank": rank} for name, rank in [("C", 3), ("B", 2), ("A", 1)]
    ]
    assert ranks(with_rows(game, "customers", *rows)) == {"A": 1, "B": 2, "C": 3}


def test_pasted_ranks_push_those_that_are_there() -> None:
    game = with_customers("A", "B", on=BEFORE)
    game = with_rows(game, "customers", {"name": "X", "rank": 2}, {"name": "Y", "rank": 99})
    game = with_rows(game, "customers", {"name": "Z"})
    assert ranks(game) == {"A": 1, "X": 2, "B": 3, "Y": 4}


def test_equal_ranks_stand_in_the_order_of_the_paste(game: Game) -> None:
    rows: list[Cells] = [{"name": name, "rank": 1} for name in "ABC"]
    assert ranks(with_rows(game, "customers", *rows)) == {"A": 1, "B": 2, "C": 3}


# Cells ---------------------------------------------------------------------------------------


def test_a_cell_is_written_and_emptied(game: Game) -> None:
    game = with_rows(game, "customers", {"name": "HR"}, on=BEFORE)
    filled = with_cell(game, "customers", "HR", "met", False)
    assert cells(filled, "customers", "met") == {"HR": False}
    assert filled.rows("customers")[0].cells["name"].on == BEFORE
    assert filled.rows("customers")[0].cells["met"].on == TODAY
    assert with_cell(filled, "customers", "HR", "met", None) == game


def test_a_row_is_renamed_but_never_nameless_or_twice() -> None:
    game = with_customers("Finance", "HR")
    game = with_cell(game, "customers", "Finance", "name", "finance")
    assert names(game, "customers") == ["finance", "HR"]
    with pytest.raises(MoveError, match="customer is called “Finance” already"):
        with_cell(game, "customers", "HR", "name", "Finance")
    with pytest.raises(MoveError, match="Every customer needs something under Name"):
        with_cell(game, "customers", "HR", "name", None)


def test_a_row_that_is_gone_cannot_be_written() -> None:
    game = with_customers("Finance")
    with pytest.raises(MoveError, match="That customer is not there any more"):
        set_cell(game, "customers", "r9", "met", True, TODAY)
    with pytest.raises(MoveError, match="That customer is not there any more"):
        move_rank(game, "customers", "r9", "rank", 1, TODAY)


# Ranks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rank", "order"),
    [
        ("D", 1, "DABC"),
        ("A", 3, "BCAD"),
        ("A", 99, "BCDA"),
        ("B", 2, "ABCD"),
        ("C", None, "ABD"),
    ],
)
def test_a_rank_moves_a_row_and_the_others_make_room(
    name: str, rank: int | None, order: str
) -> None:
    game = with_customers(*"ABCD", on=BEFORE)
    game = with_cell(game, "customers", name, "rank", rank)
    assert ranks(game) == {name: place for place, name in enumerate(order, 1)}


def test_only_the_row_that_was_moved_is_dated() -> None:
    game = with_customers(*"ABC", on=BEFORE)
    game = with_cell(game, "customers", "C", "rank", 1)
    dated = {row.text("name"): row.cells["rank"].on for row in game.rows("customers")}
    assert dated == {"A": BEFORE, "B": BEFORE, "C": TODAY}


def test_rows_move_by_one_place_and_stop_at_the_ends() -> None:
    game = with_rows(with_customers(*"ABC"), "customers", {"name": "D"})
    step = {name: row_id(game, "customers", name) for name in "ABCD"}
    up = move_rank(game, "customers", step["B"], "rank", -1, TODAY)
    assert ranks(up) == {"B": 1, "A": 2, "C": 3}
    down = move_rank(game, "customers", step["B"], "rank", 1, TODAY)
    assert ranks(down) == {"A": 1, "C": 2, "B": 3}
    assert move_rank(game, "customers", step["A"], "rank", -1, TODAY) is game
    assert move_rank(game, "customers", step["C"], "rank", 1, TODAY) is game
    for way in (-1, 1):
        last = move_rank(game, "customers", step["D"], "rank", way, TODAY)
        assert ranks(last)["D"] == 4


def test_two_rank_columns_are_apart() -> None:
    rows: list[Cells] = [
        {"name": "A", "rank": 1, "second": 2},
        {"name": "B", "rank": 2, "second": 1},
    ]
    game = with_rows(game_of(EVERYTHING), "things", *rows)
    game = delete_rows(game, "things", [row_id(game, "things", "B")])
    assert cells(game, "things", "rank") == cells(game, "things", "second") == {"A": 1}


# Deleting ------------------------------------------------------------------------------------


def test_deleting_closes_up_ranks_and_takes_the_links_along() -> None:
    game = with_customers("A", "B", "C", on=BEFORE)
    game = with_rows(game, "services", {"name": "Portal", "for": ("r1", "r2")}, on=BEFORE)
    game = with_rows(game, "services", {"name": "Reports", "for": ("r2",)}, on=BEFORE)
    game = delete_rows(game, "customers", ["r2"])
    assert ranks(game) == {"A": 1, "C": 2}
    assert cells(game, "services", "for") == {"Portal": ("r1",)}
    assert game.rows("services")[0].cells["for"].on == BEFORE
    assert [row.id for row in ranked_rows(game.rows("customers"), "rank")] == ["r1", "r3"]


def test_deleting_takes_single_links_and_links_within_a_register() -> None:
    game = with_rows(game_of(EVERYTHING), "things", {"name": "A"})
    game = with_rows(game, "things", {"name": "B", "link": "r1"})
    game = with_rows(game, "things", {"name": "C", "link": "r2"})
    assert cells(delete_rows(game, "things", ["r1"]), "things", "link") == {"C": "r2"}
    assert not delete_rows(game, "things", ["r1", "r2", "r3"]).registers


def test_deleting_nothing_changes_nothing() -> None:
    game = with_customers("A")
    assert delete_rows(game, "customers", []) == game
    assert delete_rows(game, "customers", ["r9"]) == game
    assert delete_rows(game_of(CUSTOMERS), "customers", ["r1"]) == game_of(CUSTOMERS)


def test_the_id_of_a_deleted_row_is_not_given_again() -> None:
    game = delete_rows(with_customers("A", "B"), "customers", ["r2"])
    game = with_rows(game, "customers", {"name": "C"})
    assert [row.id for row in game.rows("customers")] == ["r1", "r3"]


# Words ---------------------------------------------------------------------------------------


def test_a_square_is_declared_set_aside_and_taken_back(game: Game) -> None:
    declared = declare(game, "key", " We all know them. ", TODAY, "Ada")
    assert declared.words["key"].kind == "declared"
    assert declared.words["key"].note == "We all know them."
    aside = set_aside(declared, "key", "No customers.", TODAY)
    assert aside.words["key"].kind == "set_aside"
    assert take_back(aside, "key") == game
    assert take_back(game, "key") == game


@pytest.mark.parametrize("move", [declare, set_aside])
def test_a_word_says_why(game: Game, move: type) -> None:
    with pytest.raises(MoveError, match="A few words are needed here"):
        move(game, "key", " \n", TODAY)
    with pytest.raises(MoveError, match="there is room for 10,000"):
        move(game, "key", "x" * (MAX_TEXT + 1), TODAY)


def test_the_next_session_is_noted(game: Game) -> None:
    day = date(2026, 12, 3)
    assert set_next_session(game, day).next_session == day
    assert set_next_session(set_next_session(game, day), None) == game
