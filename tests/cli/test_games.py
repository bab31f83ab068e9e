import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from boards import CUSTOMERS, MORNING, TODAY, days_ago, game_of, with_customers
from cli.conftest import Shell
from clocks import in_zone
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.moves import set_aside
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.sample import start_rehearsal
from pmo_gameboard.saves.library import Library

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
            "played": "2026-11-27T09:30:00+00:00",
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


def test_nothing_in_a_path_acts_on_the_terminal(shell: Shell, data: Path) -> None:
    folder = data / "games"
    folder.mkdir(parents=True)
    name = "a\x9b31m\u202eb\u2066.json"
    (folder / name).write_text("{")
    told = shell("games", "--json").out
    assert told.isascii()
    assert json.loads(told)[0]["file"] == str(folder / name)


def test_rehearsals_are_listed_last_and_called_so(
    shell: Shell, keep: Keep, data: Path, game: Game
) -> None:
    keep(game)
    start_rehearsal(Library(data), MORNING)
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


@pytest.fixture(params=["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Time zones at both ends of the day."""
    with in_zone(request.param):
        yield request.param


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    "time",
    [
        *("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z"),
        *("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59Z"),
    ],
)
def test_a_time_at_the_edge_of_the_calendar_is_a_broken_save_and_no_more(
    shell: Shell, keep: Keep, game: Game, time: str
) -> None:
    good = keep(game)
    save = json.loads(good.read_bytes())
    odd = good.with_name("odd.json")
    odd.write_text(json.dumps(save | {"saved_at": time}))
    timed = good.with_name("timed.json")
    timed.write_text(json.dumps(save | {"timer": {"started": time, "minutes": 5}}))
    listed = shell("games")
    assert listed.code == 0
    assert f"odd\n    cannot be opened: {odd}: This save is not as it should be: " in listed.out
    assert f"timed\n    cannot be opened: {timed}: This save" in listed.out
    assert shell("games", "--json").code == 0
    assert shell("status").code == 0
    assert shell("status", str(odd)).code == ExitCode.STORAGE
    assert "2 of 3 games cannot be opened" in shell("doctor").out


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_edge_of_the_calendar_is_not_played_on(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("PMO_GAMEBOARD_TODAY", day)
    told = shell("new", "Acme")
    assert told.code == ExitCode.USAGE
    assert "too far away for a day of play" in told.err
