"""What is told of a change."""

from boards import HABITS, TODAY, days_ago, game_of, with_cell, with_customers
from pmo_gameboard.game.moves import delete_rows, set_answer, set_aside
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.plain.outcome import holdings, outcome
from tui.games import finished, listed, ranked


def told(before: Game, after: Game, stop_id: str | None = None) -> str:
    return outcome(survey(before, TODAY), survey(after, TODAY), "Kept.", stop_id)


def test_nothing_more_is_said_where_nothing_came_of_it() -> None:
    assert told(listed(), listed()) == "Kept."


def test_how_far_the_square_is() -> None:
    after = with_cell(ranked(), "customers", "Ana", "meet-on", "2026-12-04")
    assert told(ranked(), after, "meet") == "Kept. 1 of 5 meetings arranged."


def test_a_square_done_and_the_token_moved() -> None:
    before = with_customers("A", "B", "C", "D", "E")
    after = with_customers("A", "B", "C", "D", "E", gains="x")
    assert told(before, after) == ("Kept. Square 1 is done. The token moves on to square 3: Meet.")


def test_a_square_set_aside() -> None:
    before = game_of(HABITS)
    after = set_aside(before, "words", "Not for us", TODAY)
    assert told(before, after) == (
        "Kept. Square 1 is set aside. The token moves on to square 2: Log."
    )


def test_the_token_slips() -> None:
    after = delete_rows(listed(), "customers", ["r1", "r2", "r3", "r4"])
    assert told(listed(), after) == (
        "Kept. Square 1 is not done any more: 2 of 3 gains named. "
        "Square 2 is not done any more: 2 of 3 needs named. "
        "The token slips back to square 1: Who benefits?"
    )


def test_the_last_square() -> None:
    before = with_cell(finished(), "ideas", "Shadowing", "goal", None)
    assert told(before, finished()).startswith(
        "Kept. Square 13, the last of the path, is done. You are at the top."
    )
    assert "Every square is behind you: the board is done." in told(before, finished())


def test_an_old_answer_written_again_is_done_again() -> None:
    before = set_answer(game_of(HABITS), "words", "text", "Old", days_ago(300))
    after = set_answer(before, "words", "text", "New", TODAY)
    assert "Square 1 is done." in told(before, after)


def test_what_the_team_holds() -> None:
    assert holdings(survey(ranked(), TODAY)) == [
        "Customer map: 6 customers",
        "Service catalogue: 3 services",
    ]
