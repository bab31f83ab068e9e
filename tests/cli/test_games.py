import json
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path

from boards import CUSTOMERS, TODAY, days_ago, game_of, with_customers
from cli.conftest import Shell
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.moves import set_aside
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.sample import start_rehearsal

Keep = Callable[[Game], Path]


def test_games_are_listed_with_where_they_stand(shell: Shell, keep: Keep) -> None:
    keep(set_aside(with_customers("Finance", gains="Time"), "advocate", "Too early", TODAY))
    games = shell("games")
    assert games.code == 0
    assert games.out == (
        "Rehearsal\n    Stage 1, square 1, “Who”\n    11% · 1 set aside · last played Fri 27 Nov\n"
    )


def test_a_program_reads_the_list(shell: Shell, keep: Keep) -> None:
    path = keep(game_of(CUSTOMERS))
    assert json.loads(shell("games", "--json").out) == [
        {
            "game": "Rehearsal",
            "file": str(path),
            "rehearsal": False,
            "played": "2026-11-27T12:00:00+00:00",
            "problem": None,
            "board": "sample",
            "stage": "stage-1",
            "square": "who",
            "percent": 0,
            "stale": 0,
            "set_aside": 0,
            "due": 0,
        }
    ]


def test_a_program_reads_how_much_is_due(shell: Shell, keep: Keep, game: Game) -> None:
    for day in (days_ago(1), TODAY, days_ago(-3)):
        game = add_action(game, "Ring HR", TODAY, due=day)
    keep(game)
    games = shell("games", "--json")
    assert (games.code, json.loads(games.out)[0]["due"]) == (0, 2)


def test_rehearsals_are_listed_last_and_called_so(
    shell: Shell, keep: Keep, data: Path, game: Game
) -> None:
    keep(game)
    start_rehearsal(Library(data), datetime.combine(TODAY, time(18), UTC))
    listed = json.loads(shell("games", "--json").out)
    assert [(one["game"], one["rehearsal"]) for one in listed] == [
        ("Rehearsal", False),
        ("Rehearsal 2", True),
    ]
    names = [line for line in shell("games").out.splitlines() if not line.startswith(" ")]
    assert names == ["Rehearsal", "Rehearsal 2 (rehearsal)"]


def test_a_broken_game_is_listed_with_what_is_wrong(shell: Shell, keep: Keep, game: Game) -> None:
    path = keep(game).with_name("broken.json")
    path.write_text("{")
    games = shell("games")
    assert games.code == 0
    assert "Rehearsal\n" in games.out
    assert f"broken\n    cannot be opened: {path}: This save" in games.out
    listed = {game["game"]: game for game in json.loads(shell("games", "--json").out)}
    assert "This save" in listed["broken"]["problem"]


def test_no_games_is_said_to_the_person_and_not_to_the_program(shell: Shell) -> None:
    games = shell("games")
    assert (games.code, games.out) == (0, "")
    assert games.err == "There are no games yet. To start one, type: pmo-gameboard new NAME\n"
    assert json.loads(shell("games", "--json").out) == []


def test_looking_makes_no_folder(shell: Shell, data: Path) -> None:
    shell("games")
    shell("doctor")
    shell("board", "list")
    assert not data.exists()
