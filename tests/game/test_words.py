"""What is said to people, word for word."""

from datetime import date

import pytest

from boards import (
    CUSTOMERS,
    HABITS,
    TODAY,
    Cells,
    choice_ask,
    column,
    game_of,
    make_board,
    make_register,
    options,
    rows_ask,
    scale_ask,
    square,
    text_ask,
    top,
    where,
    with_cell,
    with_customers,
    with_rows,
)
from pmo_gameboard.game.moves import declare, set_answer, set_aside
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import (
    Advice,
    advice,
    and_list,
    count,
    missing,
    next_step,
    reason,
    sentence,
    standing_words,
)

CHECK = "Check it, then say that it is still true, or change it."
APRIL = date(2026, 4, 20)


def said(game: Game, square_id: str, today: date = TODAY) -> tuple[str, str, str]:
    """A square in a word, why it stands so, and the next step."""
    view = survey(game, today)
    standing = view.by_id[square_id]
    return standing_words(standing), reason(view, standing), next_step(view, standing)


def lacks(game: Game, square_id: str) -> list[str]:
    return missing(survey(game, TODAY).by_id[square_id])


def tips(game: Game, square_id: str, today: date = TODAY) -> list[Advice]:
    view = survey(game, today)
    return advice(view, view.by_id[square_id])


def six_customers() -> Game:
    return with_customers("Finance", "HR", "Legal", "Sales", "IT", "Ops")


# Lists and counts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ([], ""),
        (["Finance"], "Finance"),
        (["Finance", "HR"], "Finance and HR"),
        (["Finance", "HR", "Legal"], "Finance, HR and Legal"),
        (["Finance", "HR", "Legal", "IT"], "Finance, HR, Legal and IT"),
        (["Finance", "HR", "Legal", "IT", "Ops"], "Finance, HR, Legal and 2 more"),
        (["Finance", "HR", "Legal", "IT", "Ops", "Sales"], "Finance, HR, Legal and 3 more"),
        (["two\nlines"], "two lines"),
        (["x" * 10_000, "HR"], f"{'x' * 59}… and HR"),
    ],
)
def test_names_are_listed_as_a_sentence_has_them(names: list[str], listed: str) -> None:
    assert and_list(names) == listed


def test_a_list_may_offer_a_choice() -> None:
    assert and_list(["Keep", "Change", "Retire"], "or") == "Keep, Change or Retire"


def test_one_is_counted_in_the_singular() -> None:
    assert [count(n, "customer", "customers") for n in (0, 1, 2)] == [
        "0 customers",
        "1 customer",
        "2 customers",
    ]


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("fill in this", "Fill in this."),
        ("answer “Who benefits?”", "Answer “Who benefits?”"),
        ("answer “In a word”", "Answer “In a word”."),
        ("call Acme Inc.", "Call Acme Inc."),
        ("done!", "Done!"),
    ],
)
def test_a_sentence_has_one_stop(clause: str, said: str) -> None:
    assert sentence(clause) == said


# Rows ----------------------------------------------------------------------------------------


def test_an_empty_game_says_where_to_begin(game: Game) -> None:
    empty, first = "there are no customers yet", "Fill square 1 “Who” first."
    assert said(game, "who") == ("open", "0 of 3 customers with gains", "Add 3 customers.")
    assert said(game, "key") == ("open", empty, first)
    assert said(game, "meet") == ("open", empty, first)
    assert said(game, "impact") == (
        "open",
        "there are no improvements yet",
        "Fill square 5 “Wishes” first.",
    )


@pytest.mark.parametrize(
    ("rows", "words", "why", "step"),
    [
        (
            [{"name": "HR"}],
            "open",
            "0 of 3 customers with gains",
            "Add 2 more customers, and complete HR.",
        ),
        (
            [{"name": "HR"}, {"name": "IT"}],
            "open",
            "0 of 3 customers with gains",
            "Add 1 more customer, and complete HR and IT.",
        ),
        (
            [{"name": "HR", "gains": "time"}],
            "1 of 3",
            "1 of 3 customers with gains",
            "Add 2 more customers.",
        ),
        (
            [{"name": name, "gains": "time"} for name in "AB"],
            "2 of 3",
            "2 of 3 customers with gains",
            "Add 1 more customer.",
        ),
        (
            [{"name": name} for name in "ABC"],
            "open",
            "0 of 3 customers with gains",
            "Fill in “Gains” for A, B and C.",
        ),
        (
            [{"name": name} for name in "ABCD"],
            "open",
            "0 of 3 customers with gains",
            "Fill in “Gains” for 3 customers.",
        ),
        (
            [{"name": "A", "gains": "time"}, *({"name": name} for name in "BCDE")],
            "1 of 3",
            "1 of 3 customers with gains",
            "Fill in “Gains” for 2 more customers.",
        ),
        (
            [{"name": name, "gains": "time"} for name in "ABCD"],
            "done",
            "4 customers with gains",
            "",
        ),
    ],
)
def test_rows_say_how_many_are_short(
    game: Game, rows: list[dict[str, str]], words: str, why: str, step: str
) -> None:
    assert said(with_rows(game, "customers", *rows), "who") == (words, why, step)


def test_a_lens_without_rows_sends_to_the_square_that_fills_it(game: Game) -> None:
    game = with_rows(game, "customers", {"name": "HR"})
    assert said(game, "key") == ("open", "no customer ranked yet", "Fill in “Rank” for HR.")
    assert said(game, "meet") == (
        "open",
        "no customer has anything under “Rank” yet",
        "Fill square 2 “Key” first.",
    )


def test_a_lens_with_too_few_rows_sends_there_too() -> None:
    register = make_register(
        "items", "item", column("text", "name"), column("rank", "rank"), column("date", "due")
    )
    board = make_board(
        square(1, "rank", rows_ask("items", "rank", add=True)),
        square(2, "due", rows_ask("items", "due", need=3, look_at=top(3, "rank"))),
        registers=[register],
    )
    item: Cells = {"name": "A", "rank": 1, "due": "2026-12-03"}
    game = with_rows(game_of(board), "items", item)
    assert said(game, "due") == (
        "1 of 3",
        "1 of 3 rows ready",
        "Add more at square 1 “Rank” first.",
    )


def test_meetings_are_counted_and_those_without_one_named() -> None:
    game = six_customers()
    assert said(game, "meet") == (
        "open",
        "0 of 5 meetings arranged",
        "Fill in “Meet on” for Finance, HR, Legal and 2 more.",
    )
    for name in ("Finance", "HR"):
        game = with_cell(game, "customers", name, "meet-on", "2026-12-03")
    assert said(game, "meet") == (
        "2 of 5",
        "2 of 5 meetings arranged",
        "Fill in “Meet on” for Legal, Sales and IT.",
    )
    assert lacks(game, "meet") == ["2 of 5 meetings arranged: Legal, Sales and IT have no date."]
    for name in ("Legal", "Sales"):
        game = with_cell(game, "customers", name, "meet-on", "2026-12-03")
    assert lacks(game, "meet") == ["4 of 5 meetings arranged: IT has no date."]
    game = with_cell(game, "customers", "IT", "meet-on", "2026-12-03")
    assert said(game, "meet") == ("done", "5 of 5 meetings arranged", "")
    assert lacks(game, "meet") == []


def test_one_of_one_is_said_in_the_singular() -> None:
    game = with_customers("Finance", meet_on="2026-12-03", advocate=True)
    assert said(game, "meet") == ("done", "1 of 1 meeting arranged", "")
    assert said(game, "key") == ("done", "1 customer ranked", "")
    assert said(game, "advocate") == ("done", "1 advocate gained", "")
    game = with_cell(game, "customers", "Finance", "advocate", None)
    assert said(game, "advocate") == (
        "open",
        "no advocate gained yet",
        "Set “Advocate” to “yes” for Finance.",
    )


def test_where_any_row_would_do_none_is_named() -> None:
    game = six_customers()
    assert said(game, "advocate")[2] == "Set “Advocate” to “yes” for 1 customer."
    assert lacks(game, "advocate") == []


def test_a_square_of_two_asks_speaks_of_the_first_that_is_short(game: Game) -> None:
    big: Cells = {"title": "Faster reports", "impact": 5, "status": "to-do"}
    game = with_rows(game, "improvements", big, {"title": "A portal", "status": "done"})
    assert said(game, "deliver") == (
        "0 of 2",
        "no improvement checked yet",
        "Fill in “Heard back” for A portal.",
    )
    game = with_cell(game, "improvements", "A portal", "heard-back", "Better!")
    assert said(game, "deliver") == (
        "1 of 2",
        "no big improvements begun yet",
        "Move “Status” on from “To do” for Faster reports.",
    )
    game = with_cell(game, "improvements", "Faster reports", "status", "doing")
    assert said(game, "deliver") == ("done", "everything it asks for is there", "")


def test_what_rows_lack_is_said_by_condition() -> None:
    register = make_register(
        "services",
        "service",
        column("text", "name"),
        column("choice", "verdict", options=options("Keep", "Change", "Retire")),
        column("choice", "state", options=options("To do", "Doing")),
        column("notes", "why"),
    )
    ask = rows_ask(
        "services",
        {"column": "verdict", "is": ["keep", "change"]},
        {"column": "state", "unless": ["to-do"]},
        "why",
        add=True,
    )
    game = with_rows(
        game_of(make_board(square(1, "review", ask), registers=[register])),
        "services",
        {"name": "Reports", "verdict": "retire"},
        {"name": "Training", "verdict": "keep", "state": "to-do"},
        {"name": "Portal", "verdict": "keep"},
        {"name": "Advice"},
    )
    assert lacks(game, "review") == [
        (
            "0 of 4 rows ready: Reports and Advice have no “Keep” or “Change” under “Verdict”;"
            " Training has “To do” under “State”; Portal has nothing under “Why”."
        )
    ]
    assert said(game, "review")[2] == "Set “Verdict” to “Keep” or “Change” for Reports and Advice."


def test_a_lens_on_some_rows_says_that_there_are_none() -> None:
    register = make_register(
        "items", "item", column("text", "name"), column("yes_no", "big"), column("notes", "plan")
    )
    board = make_board(
        square(1, "size", rows_ask("items", "big", add=True)),
        square(2, "plan", rows_ask("items", "plan", look_at=where("big", "yes"))),
        registers=[register],
    )
    game = with_rows(game_of(board), "items", {"name": "A", "big": False})
    assert said(game, "plan") == (
        "open",
        "there are no items to look at yet",
        "Fill square 1 “Size” first.",
    )


# Answers -------------------------------------------------------------------------------------


def test_an_answer_is_asked_for(habits: Game) -> None:
    assert said(habits, "words") == (
        "open",
        "“In a word” is not answered yet",
        "Answer “In a word”.",
    )
    done = set_answer(habits, "words", "text", "We do.", TODAY)
    assert said(done, "words") == ("done", "answered", "")


def test_an_answer_that_is_worth_less_than_all_says_what_comes_next(habits: Game) -> None:
    game = set_answer(habits, "log", "choice", "no", TODAY)
    game = set_answer(game, "often", "scale", 2, TODAY)
    assert said(game, "log") == (
        "started",
        "“We keep a risk log” is answered “No”",
        "See what would take “We keep a risk log” from “No” to “Partly”.",
    )
    assert said(game, "often") == (
        "started",
        "“How often” is answered “2”",
        "See what would take “How often” from “2” to “3”.",
    )


def test_the_best_answer_there_is_can_only_be_looked_at_again() -> None:
    board = make_board(square(1, "one", choice_ask(no=0, yes=0.8), scale_ask()), done_at=0.8)
    game = set_answer(game_of(board), "one", "choice", "yes", TODAY)
    assert said(game, "one")[2] == "Look at “We keep a risk log” again."
    game = set_answer(game, "one", "scale", 1, TODAY)
    assert said(game, "one") == ("done", "everything it asks for is there", "")


def test_answers_are_counted(habits: Game) -> None:
    game = set_answer(habits, "all", "text", "We do.", TODAY)
    assert said(game, "all") == (
        "1 of 3",
        "“We keep a risk log” is not answered yet",
        "Answer “We keep a risk log”.",
    )


# Stale ---------------------------------------------------------------------------------------


def test_what_has_grown_old_is_named() -> None:
    game = with_customers("Finance", feedback="Fine.", on=APRIL)
    assert said(game, "feedback") == ("stale", "“Feedback” for Finance is 7 months old", CHECK)
    game = with_customers("Finance", "HR", "Legal", feedback="Fine.", on=APRIL)
    assert said(game, "feedback") == (
        "stale",
        "“Feedback” for Finance is 7 months old, with 2 more like it",
        "Check them, then say that they are still true, or change them.",
    )


def test_a_day_that_has_passed_wants_a_new_one() -> None:
    game = with_customers("Finance", "HR", next_contact="2026-12-03", on=date(2026, 10, 1))
    game = with_cell(game, "customers", "HR", "next-contact", "2026-11-26")
    assert said(game, "touch") == (
        "stale",
        "“Next contact” for HR passed 1 day ago, with 1 more like it",
        "Type a new “Next contact” for HR.",
    )


def test_an_old_answer_is_named(habits: Game) -> None:
    game = set_answer(habits, "words", "text", "We do.", APRIL)
    assert said(game, "words") == ("stale", "“In a word” is 7 months old", CHECK)


def test_a_spare_row_that_has_grown_old_is_not_spoken_of(game: Game) -> None:
    game = with_rows(game, "customers", {"name": "Old", "gains": "time"}, on=date(2024, 1, 1))
    game = with_rows(game, "customers", *({"name": name, "gains": "time"} for name in "ABC"))
    assert said(game, "who") == ("done", "4 customers with gains", "")


# The player's word ---------------------------------------------------------------------------


def test_the_players_word_is_quoted() -> None:
    game = with_customers("Finance", next_contact="2026-01-01", on=APRIL)
    declared = declare(game, "touch", "We asked\nthem all.", TODAY)
    assert said(declared, "touch") == ("declared", "declared done: We asked them all", "")
    old = declare(game, "touch", "We asked them all.", APRIL)
    why = "declared done 7 months ago: We asked them all"
    assert said(old, "touch") == ("stale", why, CHECK)
    assert tips(old, "touch")[0] == Advice("missing", f"D{why[1:]}. {CHECK}")
    aside = set_aside(game, "touch", "Not ours.", TODAY)
    assert said(aside, "touch") == ("set aside", "set aside: Not ours", "")
    assert [tip.source for tip in tips(aside, "touch")] == ["stage"]


def test_a_long_note_is_cut() -> None:
    game = declare(game_of(HABITS), "log", "word " * 500, TODAY)
    why = said(game, "log")[1]
    assert why.endswith("…")
    assert len(why) == len("declared done: ") + 200


# Waiting -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("open_squares", "squares"),
    [
        (1, "square 1"),
        (2, "squares 1 and 2"),
        (4, "squares 1, 2, 3 and 4"),
        (5, "5 earlier squares, beginning with square 1"),
    ],
)
def test_a_square_says_what_it_waits_for(open_squares: int, squares: str) -> None:
    earlier = [square(number, f"s{number}", text_ask()) for number in range(1, open_squares + 1)]
    last = square(open_squares + 1, "last", text_ask(), after_all=True)
    game = set_answer(game_of(make_board(*earlier, last)), "last", "text", "Yes.", TODAY)
    assert said(game, "last") == ("waiting", f"it waits for {squares}", f"First finish {squares}.")


def test_a_waiting_square_of_rows_is_waiting_too() -> None:
    register = make_register("items", "item", column("text", "name"))
    last = rows_ask("items", "name", add=True, need=1)
    board = make_board(
        square(1, "first", text_ask()),
        square(2, "last", last, after_all=True),
        registers=[register],
    )
    game = with_rows(game_of(board), "items", {"name": "A"}, {"name": "B"})
    assert said(game, "last")[0] == "waiting"


# Tips ----------------------------------------------------------------------------------------


def test_what_is_missing_comes_first_then_the_square_then_the_stage() -> None:
    game = with_customers("Finance")
    assert tips(game, "advocate") == [
        Advice("missing", "No advocate gained yet: Finance has no “yes” under “Advocate”."),
        Advice("square", "Ask who has spoken for you."),
        Advice("square", "Write down where."),
        Advice("stage", "A tip for stage 5."),
    ]
    game = with_cell(game, "customers", "Finance", "advocate", True)
    assert tips(game, "advocate") == [
        Advice("square", "Thank them again."),
        Advice("square", "Write down where."),
        Advice("stage", "A tip for stage 5."),
    ]


def test_what_is_stale_comes_before_all() -> None:
    game = with_customers("Finance", "HR", on=APRIL)
    game = with_cell(game, "customers", "Finance", "feedback", "Fine.", APRIL)
    assert tips(game, "feedback")[:2] == [
        Advice("missing", f"“Feedback” for Finance is 7 months old. {CHECK}"),
        Advice("missing", "1 of 2 customers heard: HR has nothing under “Feedback”."),
    ]


def test_every_square_of_a_board_has_something_to_say() -> None:
    for board in (CUSTOMERS, HABITS):
        for stop in board.path:
            words, why, step = said(game_of(board), stop.id)
            assert words == "open"
            assert why[-1] != "."
            assert step.endswith(".")
