"""Check-ins over time, and games side by side."""

from datetime import timedelta
from pathlib import Path

from boards import TODAY
from pmo_gameboard.game.check_ins import check_in_today
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.pick_sides import PickSidesScreen
from pmo_gameboard.tui.screens.compare import CompareScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.screens.trend import TrendScreen
from tui.games import listed, put, ranked, shipped_board
from tui.player import playing

THEN = TODAY - timedelta(days=30)


def with_past() -> Game:
    """Ranked today; a month ago only two squares were done."""
    past = check_in_today(survey(listed(), THEN)).check_ins
    return ranked().model_copy(update={"check_ins": past})


async def test_what_moved_since_a_check_in(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, with_past())) as you:
        await you.press("r")
        await you.arrive(ResultsScreen)
        await you.press("t")
        await you.arrive(TrendScreen)
        assert "28 Oct" in you.text
        assert "Since Wed 28 Oct" in you.text
        assert "What do they need?: open → done" in you.text
        await you.press("c")
        await you.arrive(PickSidesScreen)
        await you.press("enter")
        await you.arrive(CompareScreen)
        assert "Compared: Today and Wed 28 Oct" in you.text
        assert "Where they differ, the most first" in you.text


async def test_games_on_one_board_are_put_beside_each_other(tmp_path: Path) -> None:
    put(tmp_path, listed().model_copy(update={"name": "South [x]"}))
    put(tmp_path, new_game(shipped_board("first-ninety-days"), "Other board", TODAY))
    async with playing(tmp_path, put(tmp_path, with_past())) as you:
        await you.press("r", "t", "c")
        await you.arrive(PickSidesScreen)
        assert "Other board" not in you.text
        await you.press("space", "down", "space")
        assert you.text.count("(x)") == 2
        await you.press("enter")
        await you.arrive(CompareScreen)
        assert "Compared: Today and Wed 28 Oct and South [x]" in you.text


async def test_a_check_in_with_a_name(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("r", "n")
        await you.arrive(FieldScreen)
        await you.press(*"Q4 review", "enter")
        await you.until(lambda: you.game.check_ins)
        assert you.saved.game.check_ins[0].name == "Q4 review"
        await you.press("ctrl+z")
        await you.until(lambda: not you.game.check_ins)


async def test_a_check_in_needs_a_name(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("r", "n")
        await you.arrive(FieldScreen)
        await you.press("enter")
        await you.until(lambda: "A check-in needs a name." in you.text)


async def test_before_the_first_check_in_the_page_says_how_there_comes_one(tmp_path: Path) -> None:
    game = new_game(shipped_board("first-ninety-days"), "New", TODAY)
    async with playing(tmp_path, put(tmp_path, game)) as you:
        await you.press("r", "t")
        await you.arrive(TrendScreen)
        assert "The first check-in is made by itself" in you.text
        await you.press("c")
        await you.until(lambda: "There is nothing to compare with yet" in you.text)


async def test_a_day_of_play_is_checked_in_by_itself(tmp_path: Path) -> None:
    save = put(tmp_path, listed(), "what-they-need")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("what-they-need")
        await you.add("Report", "Ana", "Yes")
        await you.press("escape")
        await you.until(lambda: you.game.check_ins)
        [check_in] = you.saved.game.check_ins
        assert check_in.on == TODAY
        assert check_in.squares["started"] == ("what-they-need",)
