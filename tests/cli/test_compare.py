import json
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import HABITS, TODAY, days_ago, game_of, with_customers
from cli.conftest import LENDING, Shell
from pmo_gameboard.game.check_ins import check_in_today, name_check_in
from pmo_gameboard.game.moves import declare, set_aside
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally

Keep = Callable[[Game], Path]


def called(game: Game, name: str) -> Game:
    return game.model_copy(update={"name": name})


@pytest.fixture
def played() -> Game:
    """Nothing in June, three customers at the review in July, a pulse and an aside since."""
    game = declare(called(with_customers(), "Our PMO"), "feedback", "Heard", days_ago(170))
    game = check_in_today(survey(game, days_ago(170)))
    met = with_customers("Finance", "HR", "Sales", gains="Time", meet_on="2026-12-03")
    game = game.model_copy(update={"registers": met.registers, "next_row": met.next_row})
    game = name_check_in(survey(game, days_ago(140)), "July review")
    game = set_aside(game, "advocate", "Too early", TODAY)
    return add_pulse(game, "team", "hands", {"who": Tally(yes=3)}, TODAY)


def test_then_and_now_side_by_side(shell: Shell, keep: Keep, played: Game) -> None:
    keep(played)
    compared = shell("compare", "Our PMO@2026-06-20", "Our PMO@july review", "Our PMO")
    assert (compared.code, compared.err) == (1, "")
    assert compared.out == (
        """\
Sample

A: Our PMO, 2026-06-10
   We show:   Stage 1, square 1, “Who”
   We say:    not asked
   They say:  not asked
   Complete:  0%

B: Our PMO, July review, 2026-07-10
   We show:   Stage 3, square 5, “Wishes”
   We say:    not asked
   They say:  not asked
   Complete:  30%

C: Our PMO
   We show:   Stage 3, square 5, “Wishes”
   We say:    Stage 1, square 2, “Key”
   They say:  not asked
   Complete:  33%, 1 set aside

Squares done, declared or set aside in each stage:
   A 0 of 2   B 2 of 2   C 2 of 2   Stage 1
   A 1 of 2   B 2 of 2   C 2 of 2   Stage 2
   A 0 of 2   B 0 of 2   C 0 of 2   Stage 3
   A 0 of 2   B 0 of 2   C 0 of 2   Stage 4
   A 0 of 2   B 0 of 2   C 1 of 2   Stage 5

Squares that stand otherwise, those that differ most first:
     1   A open   B done   C done        Who
     2   A open   B done   C done        Key
     3   A open   B done   C done        Meet
     9   A open   B open   C set aside   Advocate
"""
    )


def test_a_program_reads_the_comparison(shell: Shell, keep: Keep, played: Game) -> None:
    keep(played)
    compared = shell("compare", "--json", "Our PMO@July review", "Our PMO")
    assert compared.code == 1
    told = json.loads(compared.out)
    assert (told["board"], told["differs"]) == ("sample", True)
    assert told["sides"][0] == {
        "label": "Our PMO, July review, 2026-07-10",
        "on": "2026-07-10",
        "check_in": "July review",
        "percent": 30,
        "set_aside": 0,
        "say": None,
        "show": {"stage": "stage-3", "square": "wishes"},
        "they": None,
    }
    assert told["sides"][1]["say"] == {"stage": "stage-1", "square": "key"}
    assert told["stages"][4] == {"id": "stage-5", "squares": 2, "settled": [0, 1]}
    assert told["apart"] == [
        {
            "id": "advocate",
            "number": "9",
            "title": "Advocate",
            "stands": ["open", "set_aside"],
            "size": 1,
        }
    ]


def test_sides_that_are_alike_end_with_0(shell: Shell, keep: Keep, played: Game) -> None:
    keep(played)
    compared = shell("compare", "Our PMO", "our-pmo")
    assert compared.code == 0
    assert compared.out.endswith("\n\nNo square stands otherwise.\n")


def test_sides_whose_tokens_alone_differ_end_with_1(shell: Shell, keep: Keep, game: Game) -> None:
    keep(called(game, "One"))
    keep(called(add_pulse(game, "team", "hands", {"who": Tally(yes=1)}, TODAY), "Other"))
    compared = shell("compare", "One", "Other", "--json")
    told = json.loads(compared.out)
    assert (compared.code, told["differs"], told["apart"]) == (1, True, [])


def test_two_games_of_one_name_are_told_apart(shell: Shell, keep: Keep, played: Game) -> None:
    path = keep(played)
    copy = path.with_name("copy.json")
    copy.write_bytes(path.read_bytes())
    out = shell("compare", path, copy).out
    assert f"A: {path}\n" in out
    assert f"B: {copy}\n" in out
    then = shell("compare", f"{copy}@2026-06-20", copy).out
    assert "A: Our PMO, 2026-06-10\n" in then


def test_a_name_with_an_at_in_it_is_a_name_first(shell: Shell, keep: Keep, played: Game) -> None:
    keep(played)
    keep(called(played, "PMO@Acme"))
    keep(called(with_customers("Finance"), "Our PMO@July review"))
    compared = json.loads(
        shell("compare", "PMO@Acme", "pmo@acme@July review", "Our PMO@July review", "--json").out
    )
    labels = [side["label"] for side in compared["sides"]]
    assert labels == ["PMO@Acme", "PMO@Acme, July review, 2026-07-10", "Our PMO@July review"]


def test_a_game_whose_file_is_named_alike_is_not_taken_for_a_check_in(
    shell: Shell, keep: Keep, played: Game
) -> None:
    keep(played)
    keep(called(with_customers("Finance"), "Our PMO July review"))  # our-pmo-july-review.json
    compared = json.loads(shell("compare", "Our PMO@July review", "Our PMO", "--json").out)
    assert compared["sides"][0]["check_in"] == "July review"


def test_a_check_in_may_have_an_at_in_its_name(shell: Shell, keep: Keep, played: Game) -> None:
    keep(name_check_in(survey(played, TODAY), "Away day @ Leeds"))
    compared = json.loads(shell("compare", "Our PMO@Away day @ Leeds", "Our PMO", "--json").out)
    assert compared["sides"][0]["check_in"] == "Away day @ Leeds"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["Our PMO"], "It takes two games, or two days of one, to compare."),
        (["Our PMO", "Our PMOO"], "There is no game called “Our PMOO”. Did you mean “Our PMO”?"),
        (["Our PMO", "Our PNO@2026-06-20"], "There is no game called “Our PNO”. Did you mean"),
        (["Our PMO", "Our PMO@2020-01-01"], "There is no check-in “2020-01-01”."),
        (["Our PMO", "Our PMO@August"], "There is no check-in “August”."),
        (["Our PMO", "Our PMO@"], "There is no check-in “”."),
        (["Our PMO", "@"], "There is no game called “”."),
        (["Our PMO", "no/such.json@x"], "no/such.json: There is no such file."),
        (["Our PMO"] * 27, "26 games are the most to compare. Leave some out."),
    ],
)
def test_what_cannot_be_compared_is_told(
    shell: Shell, keep: Keep, played: Game, given: list[str], told: str
) -> None:
    keep(played)
    compared = shell("compare", *given)
    assert (compared.code, compared.out) == (2, "")
    assert compared.err.startswith(f"Error: {told}")


def test_games_on_different_boards_are_refused(shell: Shell, keep: Keep, played: Game) -> None:
    keep(played)
    shell("new", "Library", "--board", LENDING)
    compared = shell("compare", "Our PMO", "Library")
    assert (compared.code, compared.out) == (2, "")
    assert "“Our PMO” is played on Sample, “Library” on The lending library." in compared.err


def test_a_square_that_a_board_does_not_have_is_not_there(
    shell: Shell, keep: Keep, game: Game
) -> None:
    keep(called(game, "New"))
    keep(called(game_of(HABITS), "Old"))  # both boards have the id “sample”
    compared = shell("compare", "New", "Old")
    assert compared.code == 1
    assert "   1   A open   B not there   Who\n" in compared.out
