"""Keys typed faster than the screen follows still go where they were meant to."""

from pathlib import Path

from textual import events

from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.messages import StartGame
from pmo_gameboard.tui.screens.square import SquareScreen

from .pilot import wait_until

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
