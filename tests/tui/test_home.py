"""The home screen and starting a game, by keys and by mouse."""

from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.help import HelpScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.new_game import NewGameScreen
from tui.games import put, ranked
from tui.player import Player, playing


async def new_game(you: Player) -> NewGameScreen:
    """Open the dialog for a new game, with its boards."""
    await you.press("n")
    dialog = await you.arrive(NewGameScreen)
    await you.until(lambda: dialog.query_one(OptionList).option_count)
    return dialog


async def test_a_newcomer_is_on_the_first_square_after_two_keys(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.press("enter")
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog.query_one(OptionList).option_count)
        await you.press("enter")
        await you.arrive_at("who-benefits")
        assert you.saved.at == "who-benefits"
        assert you.session.path.parent == tmp_path / "games"


async def test_two_keys_at_once_do_as_well(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        you.send("enter", "enter")
        await you.arrive_at("who-benefits")


async def test_name_board_and_next_session_are_taken_over(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await new_game(you)
        await you.write("North")
        await you.press("tab", "down", "tab")
        await you.write("+2w")
        await you.press("enter")
        await you.arrive_at("why-this-job")
        assert you.game.name == "North"
        assert you.saved.game.next_session is not None
        assert you.saved.game.next_session.isoformat() == "2026-12-11"


@pytest.mark.parametrize(
    ("name", "day", "says"),
    [
        ("Our PMO", "", "There is already a game called “Our PMO”."),
        ("our pmo", "", "There is already a game called"),
        ("", "", "name"),
        ("///", "", "name"),
        ("North", "someday", "“someday” is not a date"),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, name: str, day: str, says: str
) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        dialog = await new_game(you)
        await you.press("ctrl+u", "delete", *name, "tab", "tab", *day, "enter")
        await you.until(lambda: says in " ".join(you.text.split()))
        assert you.app.screen is dialog
        assert len(list((tmp_path / "games").iterdir())) == 1
        await you.press("escape")
        await you.arrive(HomeScreen)


async def test_the_name_that_is_offered_is_free(tmp_path: Path) -> None:
    put(tmp_path, ranked().model_copy(update={"name": "My PMO"}))
    async with playing(tmp_path) as you:
        dialog = await new_game(you)
        assert dialog.query_one("#name", Input).value == "My PMO 2"
        await you.press("enter")
        await you.arrive_at("who-benefits")


async def test_a_broken_save_says_so_and_can_be_chosen_without_harm(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    broken = tmp_path / "games" / "broken.json"
    broken.write_text("{", encoding="utf-8")
    async with playing(tmp_path) as you:
        cards = you.app.screen.query_one(OptionList)
        assert "broken" in you.text
        cards.highlighted = cards.get_option_index(
            next(
                option.id
                for option in (cards.get_option_at_index(i) for i in range(2))
                if option.id and "broken" in str(option.prompt)
            )
        )
        await you.press("enter")
        await you.until(lambda: you.told)
        assert you.on(HomeScreen)
        assert broken.read_text("utf-8") == "{"


async def test_a_missing_save_leads_home_with_a_word(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        for save in (tmp_path / "games").iterdir():
            save.unlink()
        await you.press("enter")
        await you.until(lambda: you.told)
        assert you.on(HomeScreen)


async def test_a_save_that_cannot_be_opened_from_the_shell_leads_home(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[]", encoding="utf-8")
    async with playing(tmp_path) as you:
        you.app._game = OpenGame(broken)
        you.app.on_mount()
        await you.until(lambda: you.told)
        assert you.on(HomeScreen)


async def test_a_rehearsal_is_a_copy_of_the_sample(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.press("r")
        board = await you.arrive(BoardScreen)
        await you.until(lambda: board.focused)
        assert you.game.name == "Rehearsal"
        assert 0 < you.survey.percent < 100
        assert you.survey.stale
        await you.press("escape")
        await you.arrive(HomeScreen)
        await you.press("r")
        await you.arrive(BoardScreen)
        assert you.game.name == "Rehearsal 2"


async def test_help_and_back(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        for key in ("question_mark", "f1"):
            await you.press(key)
            await you.arrive(HelpScreen)
            await you.press("escape")
            await you.arrive(HomeScreen)


# By mouse


async def test_a_game_is_started_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.click(".home--games", 6, 0)
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog.query_one(OptionList).option_count)
        await you.pilot.click("#start")
        await you.arrive_at("who-benefits")


async def test_a_game_is_resumed_by_mouse(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        await you.click(".home--games", 6, 1)
        await you.arrive(BoardScreen)
        assert you.game.name == "Our PMO"
