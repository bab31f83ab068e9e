"""Keys typed faster than the screen follows still go where they were meant to."""

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from pmo_gameboard.errors import ExitCode
from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.messages import NotEscape, StartGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.pulse import PulseScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.screens.square import SquareScreen

from .pilot import shown, wait_until

COLUMNS = ("name", "team", "gains")
ROWS = [("Ann", "IT", "Fewer surprises"), ("Bob", "Finance", "An early warning")]


def burst(app: GameboardApp, *keys: str) -> None:
    """Send keys without waiting for any of them."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))


def letters(text: str) -> list[str]:
    return list(text.replace(" ", "_"))


async def test_a_burst_of_keys_fills_one_cell_after_the_other(tmp_path: Path) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.open_game(StartGame("Our PMO", "customer-centric-pmo"))
        await wait_until(pilot, lambda: isinstance(app.screen, SquareScreen) and app.focused)
        for name, team, gains in ROWS:
            burst(app, *letters(name), "tab", *letters(team), "tab", *letters(gains), "enter")

        def cells() -> list[tuple[str, ...]]:
            assert app.session is not None
            return [
                tuple(str(row.cells[column].value) for column in COLUMNS if column in row.cells)
                for row in app.session.game.rows("customers")
            ]

        wanted = [tuple("".join(letters(text)) for text in row) for row in ROWS]
        await wait_until(pilot, lambda: cells() == wanted)


async def test_keys_wait_for_the_screen_that_opens(tmp_path: Path) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.open_game(StartGame("Our PMO", "customer-centric-pmo"))
        await wait_until(pilot, lambda: isinstance(app.screen, SquareScreen) and app.focused)
        burst(app, "f10", "f10", "f9")
        await wait_until(
            pilot,
            lambda: isinstance(app.screen, SquareScreen) and app.screen.stop_id == "who-needs-us",
        )


async def test_what_was_no_esc_leaves_the_cell_as_it_was_being_written(tmp_path: Path) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await _square(app, pilot)
        burst(app, *"Ada", "tab", *"IT", "escape")  # a row that is there, and a cell that was empty
        await wait_until(pilot, lambda: _cells(app) == [["Ada"]])
        burst(app, *"Fin", "escape")
        app.post_message(NotEscape([events.Key("left", None)]))
        burst(app, "x")
        await wait_until(pilot, lambda: _cells(app) == [["Ada", "Fixn"]])
        burst(app, "escape")  # a second one takes back all of it, as it would have before
        await wait_until(pilot, lambda: _cells(app) == [["Ada"]])


async def test_what_was_no_esc_brings_back_a_row_that_began_with_the_writing(
    tmp_path: Path,
) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await _square(app, pilot)
        burst(app, *"Ada", "escape")
        app.post_message(NotEscape([events.Key("left", None)]))
        burst(app, "x", "enter")
        await wait_until(pilot, lambda: _cells(app) == [["Adxa"]])


async def test_a_key_in_pieces_does_nothing_on_the_screen_that_its_esc_led_to(
    tmp_path: Path,
) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await _square(app, pilot)
        burst(app, "escape")
        app.post_message(NotEscape([events.Key("f7", None)]))
        burst(app, "r")
        await wait_until(pilot, lambda: isinstance(app.screen, ResultsScreen))


MAIL = ("y", "e", "s", "space", "n", "o", "p", "enter", "y")


async def test_a_paste_that_nobody_marked_does_nothing_where_there_is_no_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    told: list[str] = []
    monkeypatch.setattr(app, "notify", lambda words, **_: told.append(words))
    app.minds_bursts, app.now = True, lambda: 0.0
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await _square(app, pilot)
        burst(app, "escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BoardScreen))
        dated(app, 1, "p")
        await wait_until(pilot, lambda: not isinstance(app.screen, BoardScreen))
        dated(app, 2, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PulseScreen))
        dated(app, 10, *MAIL)
        dated(app, 20, "y", "enter")
        dated(app, 30, "y", "y", "y", "y", "y", "y", "y", apart=0.02)  # quick, but typed
        await wait_until(pilot, lambda: " 8 of 14" in shown(pilot))
        assert told == [app.no_field] * 2


async def test_the_same_is_written_where_there_is_a_field(tmp_path: Path) -> None:
    app = GameboardApp(data=tmp_path, animate=False)
    app.minds_bursts, app.now = True, lambda: 0.0
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await _square(app, pilot)
        dated(app, 10, *MAIL)
        await wait_until(pilot, lambda: _cells(app) == [["yes nop"], ["y"]])


def dated(app: GameboardApp, at: float, *keys: str, apart: float = 0.0) -> None:
    """Send keys that came at a time, as a terminal would."""
    for number, key in enumerate(keys):
        event = events.Key(key, " " if key == "space" else None)
        event.time = at + number * apart
        app.post_message(event)


async def _square(app: GameboardApp, pilot: Pilot[ExitCode]) -> None:
    app.open_game(StartGame("Our PMO", "customer-centric-pmo"))
    await wait_until(pilot, lambda: isinstance(app.screen, SquareScreen) and app.focused)


def _cells(app: GameboardApp) -> list[list[str]]:
    assert app.session is not None
    return [
        [str(row.cells[column].value) for column in COLUMNS if column in row.cells]
        for row in app.session.game.rows("customers")
    ]
