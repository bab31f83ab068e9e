"""The board: choosing and opening squares, the token on its way, undoing, going home."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Static

from pmo_gameboard.game.moves import set_aside
from pmo_gameboard.game.standings import survey
from pmo_gameboard.tui.dialogs import celebration as celebration_module
from pmo_gameboard.tui.dialogs.celebration import FRAMES, CelebrationScreen, sky
from pmo_gameboard.tui.dialogs.registers import RegistersScreen
from pmo_gameboard.tui.dialogs.tips import TipsScreen
from pmo_gameboard.tui.dialogs.too_small import TooSmallScreen
from pmo_gameboard.tui.palette import acts
from pmo_gameboard.tui.screens import board as board_module
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.results import ResultsScreen, results
from pmo_gameboard.tui.screens.square import SquareScreen
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.side_panel import square_text
from tui.games import STOPS, begun, finished, put, ranked
from tui.player import Player, playing

PAST = ["key-customers", "what-they-need", "who-needs-us", "who-benefits"]
"""The stops from 4b back to 1."""


def tokens(you: Player) -> list[str]:
    """Where the token has been since, written down as it goes."""
    seen: list[str] = []

    def note(token: str) -> None:
        seen.append(token)

    you.app.screen.watch(you.path, "token", note, init=False)
    return seen


async def test_every_square_is_reached_with_the_keys_and_opened(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("home")
        chosen = [you.path.chosen]
        for _ in STOPS[1:]:
            await you.press("tab")
            chosen.append(you.path.chosen)
        assert chosen == list(STOPS)
        await you.press("tab")
        assert you.path.chosen == STOPS[-1]
        await you.press("shift+tab")
        assert you.path.chosen == STOPS[-2]
        await you.press("enter")
        await you.arrive_at(STOPS[-2])


async def test_arrow_keys_go_along_a_row_on_to_the_next_and_between_rows(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("home", "right", "right", "right")
        assert you.path.chosen == "key-customers"
        await you.press("up")
        assert you.path.chosen == "meet"
        await you.press("down")
        assert you.path.chosen == "key-customers"
        await you.press("home", "down", "left")
        assert you.path.chosen == "who-benefits"
        await you.press("end", "up")
        assert you.path.chosen == "before-they-ask"
        await you.press("t")
        assert you.path.chosen == "meet"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_every_square_is_on_the_screen_and_opened_by_mouse(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, put(tmp_path, ranked()), size=size) as you:

        def is_chosen(stop_id: str) -> bool:
            return you.path.chosen == stop_id

        for square in you.game.board.path:
            place = you.path.place(square.id)
            assert place is not None
            await you.click(you.path, place.x + 2, place.y + 1)
            await you.until(partial(is_chosen, square.id))
        last = you.path.place("before-they-ask")
        assert last is not None
        await you.click(you.path, last.x + 2, last.y + 1)
        await you.arrive_at("before-they-ask")


async def test_a_double_click_opens_a_square(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        place = you.path.place("improve")
        assert place is not None
        await you.pilot.click(you.path, offset=(place.x + 2, place.y + 1), times=2)
        await you.arrive_at("improve")
        assert sum(isinstance(each, SquareScreen) for each in you.app.screen_stack) == 1


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_the_footer_works_by_mouse(tmp_path: Path, size: tuple[int, int]) -> None:
    async with playing(tmp_path, put(tmp_path, ranked()), size=size) as you:
        bar = you.app.screen.query_one(KeyBar)
        [results] = [key for key in bar.keys if key.key == "r"]
        await you.click(bar, results.start, 0)
        await you.arrive(ResultsScreen)


async def test_a_click_beside_the_keys_does_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked()), size=(120, 36)) as you:
        bar = you.app.screen.query_one(KeyBar)
        await you.click(bar, 0, 0)
        await you.click(bar, bar.keys[-1].end, 0)
        assert you.on(BoardScreen)


async def test_the_keys_stand_closer_where_there_is_less_room(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        bar = you.app.screen.query_one(KeyBar)
        assert bar.keys[1].start - bar.keys[0].end == 2
        await you.pilot.resize_terminal(60, 20)
        await you.rest()
        assert bar.keys[1].start - bar.keys[0].end == 1


async def test_the_other_screens_are_a_key_away(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("r")
        await you.arrive(ResultsScreen)
        await you.press("escape")
        await you.arrive(BoardScreen)
        await you.press("l")
        await you.arrive(RegistersScreen)
        await you.press("escape")
        await you.arrive(BoardScreen)
        await you.press("escape")
        await you.arrive(HomeScreen)


async def test_the_tips_of_the_chosen_square_are_a_key_away(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("home", "f3")
        screen = await you.arrive(TipsScreen)
        title, *_, way_out = screen.query(Static)
        assert "Who benefits?" in str(title.content)
        assert "Esc" in str(way_out.content)
        assert way_out.region.bottom < 24
        assert way_out.styles.border_top[0] == "solid"


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 36)])
async def test_a_stale_board_says_why_and_the_key_that_confirms(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    save, june = put(tmp_path, finished()), date(2027, 6, 1)
    async with playing(tmp_path, save, size=size, today=june) as you:
        await you.until(lambda: "Still true? Ctrl+T says so." in you.text)
        assert "“Rank” for Ana is 6 months old, with 5 more like it" in " ".join(you.text.split())
        assert you.path.chosen == you.here == "key-customers"
        await you.press("ctrl+t")
        assert you.standing("key-customers").satisfied
        assert not you.standing("feedback").satisfied


async def test_the_ring_is_closed_where_there_is_no_line_below(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked()), size=(80, 24)) as you:
        await you.press("home")
        lines = you.text.splitlines()
        row = next(n for n, line in enumerate(lines) if "own work" in line)
        assert "┗" in lines[row]
        assert "┛" in lines[row]
        await you.pilot.resize_terminal(120, 36)
        await you.until(lambda: "┗━" in you.text)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_lists_and_words_say_how_to_leave(tmp_path: Path, size: tuple[int, int]) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet"), size=size) as you:
        await you.arrive_at("meet")
        await you.press("f4")
        await you.until(lambda: "Esc leaves it as it was." in you.text)
        await you.press("escape", "escape", "l")
        await you.until(lambda: "Enter opens a list. Esc closes this." in you.text)


async def test_there_is_no_next_square_when_all_are_done(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, finished())) as you:
        await you.press("r")
        await you.arrive(ResultsScreen)
        assert "14 of 14 stops" in you.text
        assert "Next square" not in [act.name for act in acts(you.app.screen)]
        await you.press("enter")
        assert you.on(ResultsScreen)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_results_go_on_below_what_they_began_with(width: int) -> None:
    text = results(survey(finished(), date(2027, 6, 1)), width).plain
    assert max(map(len, text.splitlines())) <= width
    [at] = [n for n, line in enumerate(text.splitlines()) if line.startswith("◆ We show")]
    below = text.splitlines()[at + 1]
    assert below.startswith((" " * 12, "◇ We say"))


def test_the_side_panel_says_nothing_twice() -> None:
    view = survey(finished(), date(2027, 6, 1))
    text = square_text(view, view.here).plain
    assert text.count("is 6 months old") == text.count("true") == 1


def test_the_sky_is_as_wide_as_its_box() -> None:
    for width in (51, 66, 94):
        lines = sky(FRAMES, "*", width, 5)
        assert {len(line) for line in lines} == {width}
        assert any(line[-10:].strip() for line in lines)


async def test_without_animation_the_token_jumps(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        board = await you.arrive(BoardScreen)
        seen = tokens(you)
        you.session.do(begun(), "everything forgotten")
        board.show()
        assert seen == ["who-benefits"]
        await you.press("u")
        assert seen == ["who-benefits", "meet"]


async def test_the_token_walks_through_the_squares_in_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "HOP", 0.01)
    async with playing(tmp_path, put(tmp_path, ranked()), animate=True) as you:
        board = await you.arrive(BoardScreen)
        seen = tokens(you)
        you.session.do(begun(), "everything forgotten")
        board.show()
        await you.until(lambda: seen == PAST)
        assert you.path.chosen == "who-benefits"
        seen.clear()
        await you.press("ctrl+z")
        await you.until(lambda: seen == [*reversed(PAST[:-1]), "meet"])


@pytest.mark.parametrize("key", ["right", "x", "t"])
async def test_any_key_ends_the_walk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setattr(board_module, "HOP", 60)
    async with playing(tmp_path, put(tmp_path, ranked()), animate=True) as you:
        board = await you.arrive(BoardScreen)
        you.session.do(begun(), "everything forgotten")
        board.show()
        assert you.path.token == "meet"
        await you.press(key)
        await you.until(lambda: you.path.token == "who-benefits")


async def test_enter_on_the_walk_opens_the_square_the_token_goes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "HOP", 60)
    async with playing(tmp_path, put(tmp_path, ranked()), animate=True) as you:
        board = await you.arrive(BoardScreen)
        you.session.do(begun(), "everything forgotten")
        board.show()
        await you.press("enter")
        await you.arrive_at("who-benefits")


async def test_the_token_walks_when_a_square_was_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_module, "HOP", 0.01)
    async with playing(tmp_path, put(tmp_path, ranked()), animate=True) as you:
        await you.arrive(BoardScreen)
        seen = tokens(you)
        await you.press("enter")
        await you.arrive_at("meet")
        you.session.do(
            set_aside(you.game, "meet", "We sit together", you.session.today), "set aside"
        )
        await you.press("escape")
        await you.arrive(BoardScreen)
        await you.until(lambda: seen == ["feedback"])


@pytest.mark.parametrize("animate", [True, False])
async def test_a_celebration_shows_its_stars_and_is_left_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, animate: bool
) -> None:
    monkeypatch.setattr(celebration_module, "FRAME", 0.01)
    game = finished()
    rows = tuple(
        row.model_copy(update={"cells": {k: v for k, v in row.cells.items() if k != "advocate"}})
        for row in game.rows("customers")
    )
    game = game.model_copy(update={"registers": {**game.registers, "customers": rows}})
    async with playing(tmp_path, put(tmp_path, game, "advocate"), animate=animate) as you:
        await you.arrive_at("advocate")
        await you.fill("Ana", advocate="y")
        await you.until(lambda: you.on(CelebrationScreen) and "⚑  ⚑  ⚑" in you.text)
        assert "The board is done" in you.text
        assert "Square 12 “An advocate” was the last one open." in " ".join(you.text.split())
        await you.press("enter")
        await you.arrive_at("advocate")
        await you.fill("Ben", advocate="y")
        assert not you.on(CelebrationScreen)


async def test_a_tick_behind_the_end_of_a_walk_moves_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        board = await you.arrive(BoardScreen)
        board._hop()
        assert you.path.token == "meet"


async def test_undo_and_redo_say_when_there_is_nothing(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        for key, word in (("u", "take back"), ("ctrl+z", "take back"), ("ctrl+y", "make again")):
            await you.press(key)
            [told] = you.told
            assert told.startswith(f"There is nothing to {word}.")
        assert you.saved.game == you.game == ranked()


@pytest.mark.parametrize("small", [(59, 24), (80, 19), (20, 5)])
async def test_a_window_that_is_too_small_says_so_and_comes_back(
    tmp_path: Path, small: tuple[int, int]
) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("enter")
        await you.arrive_at("meet")
        await you.press(*"3 d")
        await you.pilot.resize_terminal(*small)
        await you.until(lambda: you.on(TooSmallScreen))
        assert f"{small[0]} by {small[1]}" in " ".join(you.text.split())
        await you.pilot.resize_terminal(60, 20)
        await you.arrive_at("meet")
        assert you.app.focused is not None


async def test_a_game_opened_in_a_small_window_waits_for_a_larger_one(tmp_path: Path) -> None:
    save = put(tmp_path, ranked(), at="meet")
    async with playing(tmp_path, size=(50, 15)) as you:
        await you.until(lambda: you.on(TooSmallScreen))
        await you.pilot.resize_terminal(80, 24)
        await you.arrive(HomeScreen)
        assert save.exists()
