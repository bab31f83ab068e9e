"""Games on the board that ships, made by moves and put on the disk."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path

from boards import MORNING, TODAY, Cells
from clocks import stamp
from pmo_gameboard.board.models import Board
from pmo_gameboard.board.reader import read_board
from pmo_gameboard.game.moves import add_rows, new_game
from pmo_gameboard.game.state import Game
from pmo_gameboard.paths import shipped
from pmo_gameboard.saves.format import FORMAT, Save
from pmo_gameboard.saves.library import Library

NOW = MORNING
NAMES = ("Ana", "Ben", "Cleo", "Dev", "Eva", "Finn")
STOPS = (
    *("who-benefits", "who-needs-us", "what-they-need", "key-customers", "meet", "feedback"),
    *("improve", "prioritise", "deliver", "keep-in-touch", "listen", "catalogue", "advocate"),
    "before-they-ask",
)
"""The stops of the customer-centric board."""


@cache
def shipped_board(name: str) -> Board:
    path = shipped("boards") / f"{name}.yaml"
    return read_board(path.read_text("utf-8"), path.name)


def begun() -> Game:
    return new_game(shipped_board("customer-centric-pmo"), "Our PMO", TODAY)


def first_days() -> Game:
    """A game just begun on the board with texts, choices and scales."""
    return new_game(shipped_board("first-ninety-days"), "New job", TODAY)


def listed() -> Game:
    """Squares 1 and 2 are done: six customers with a gain and a need, none of them ranked."""
    return add_rows(begun(), "customers", _customers(), TODAY)


def ranked() -> Game:
    """Squares 1 to 4a are done: the token stands on 4b."""
    rows = [row | {"rank": place} for place, row in enumerate(_customers(), 1)]
    return _with_services(add_rows(begun(), "customers", rows, TODAY))


def finished() -> Game:
    """Every square is done; the next contacts are two weeks ahead."""
    rows: list[Cells] = [
        row
        | {
            "rank": place,
            "meet-on": "2026-12-03",
            "feedback": "Too slow",
            "satisfaction": 3,
            "cadence": "monthly",
            "channel": "call",
            "next-contact": "2026-12-11",
            "challenges": "Time",
            "opportunities": "A new plant",
            "changes": "Her boss",
            "advocate": place == 1,
        }
        for place, row in enumerate(_customers(), 1)
    ]
    game = _with_services(add_rows(begun(), "customers", rows, TODAY))
    wishes: list[Cells] = [
        {
            "title": title,
            "asked-by": ("r1",),
            "impact": 3,
            "status": "done",
            "heard-back": "Thanks",
        }
        for title in ("Alarm", "Calendar", "Forms")
    ]
    game = add_rows(game, "improvements", wishes, TODAY)
    idea: Cells = {"title": "Shadowing", "customer": "r1", "goal": "Keep what planners know"}
    return add_rows(game, "ideas", [idea], TODAY)


def put(data: Path, game: Game, at: str | None = None) -> Path:
    """Put a game on the disk, left at a square or (None) on the board."""
    return Library(data).add(Save(format=FORMAT, revision=1, saved_at=NOW, at=at, game=game))


def put_broken(data: Path) -> Path:
    """Put a save that breaks off beside the games, older than they are."""
    path = data / "games" / "broken.json"
    path.write_text("{", encoding="utf-8")
    return stamp(path, NOW - timedelta(days=1))


def _customers() -> Sequence[Cells]:
    return [{"name": name, "gains": "Her dates", "needs": "To plan"} for name in NAMES]


def _with_services(game: Game) -> Game:
    services: list[Cells] = [
        {"name": name, "for": ("r1",), "offered": "yes", "verdict": "keep"}
        for name in ("Check", "Clinic", "Deck")
    ]
    return add_rows(game, "services", services, TODAY)
