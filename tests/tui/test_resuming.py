"""Quitting in the middle and starting again: nothing is lost, and the game opens where it was."""

from datetime import date
from pathlib import Path

from textual.widgets import OptionList

from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.square import SquareScreen
from tui.games import begun, put, ranked
from tui.player import Player, at_board, playing


async def quit_by(you: Player, *keys: str) -> None:
    """Press the keys that end the program, and see it end well."""
    await you.press(*keys)
    await you.until(lambda: you.app.return_value is not None)
    assert you.app.return_value is ExitCode.FINE


async def test_a_game_left_in_a_square_opens_in_that_square(tmp_path: Path) -> None:
    put(tmp_path, ranked(), at="feedback")
    async with playing(tmp_path) as you:
        await you.press("enter")
        await you.arrive_at("feedback")
        await you.press("f9")
        await you.arrive_at("meet")
        await quit_by(you, "ctrl+q")
    async with playing(tmp_path) as you:
        await you.press("enter")
        await you.arrive_at("meet")
        await you.press("escape")
        board = await you.arrive(BoardScreen)
        assert you.path.chosen == "meet"
        assert len(you.app.screen_stack) == 2
        assert you.app.screen is board


async def test_a_game_left_on_the_board_opens_on_the_board(tmp_path: Path) -> None:
    save = put(tmp_path, ranked(), at="feedback")
    async with playing(tmp_path) as you:
        await you.press("enter")
        await you.arrive_at("feedback")
        await at_board(you)
        await quit_by(you, "q")
    assert read_save(save).at is None
    async with playing(tmp_path, save) as you:
        await you.arrive(BoardScreen)
        assert you.path.chosen == you.here == "meet"


async def test_what_is_being_typed_in_a_cell_is_there_again(tmp_path: Path) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.add("Ana", "Works")
        await you.press("ctrl+n")
        await you.write("Be")
        await you.until(lambda: you.grid.editing)
        await quit_by(you, "ctrl+q")
    game = read_save(save).game
    assert [game.row_name("customers", row.id) for row in game.rows("customers")] == ["Ana", "Be"]
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        assert you.rows == ["Ana", "Be"]
        assert you.cell("Ana", "team") == "Works"


async def test_a_date_that_is_only_half_typed_does_not_harm_the_one_before(tmp_path: Path) -> None:
    save = put(tmp_path, ranked(), at="meet")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("meet")
        await you.fill("Ana", meet_on="3 dec")
        await you.go_to("Ana", "meet-on")
        await you.write("12 ja")
        await quit_by(you, "ctrl+q", "ctrl+q")
    row = read_save(save).game.rows("customers")[0]
    assert row.cells["meet-on"].value == "2026-12-03"


async def test_a_date_that_cannot_be_read_leaves_nothing_of_its_way_there(tmp_path: Path) -> None:
    save = put(tmp_path, ranked(), at="meet")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("meet")
        await you.go_to("Ana", "meet-on")
        await you.write("1.1")
        await you.until(lambda: you.cell("Ana", "meet-on") == "2027-01-01")
        await you.write("2")
        await you.press("ctrl+q")
        await you.until(lambda: "Not kept: “1.12” could be 1 December" in " ".join(you.told))
        await quit_by(you, "ctrl+q")
    assert "meet-on" not in read_save(save).game.rows("customers")[0].cells


async def test_a_date_that_was_just_typed_is_kept_on_the_way_out(tmp_path: Path) -> None:
    save = put(tmp_path, ranked(), at="meet")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("meet")
        await you.go_to("Ana", "meet-on")
        await you.press(*"3 dec", "ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)
    assert read_save(save).game.rows("customers")[0].cells["meet-on"].value == "2026-12-03"


async def test_words_in_a_long_answer_are_there_again(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.press("n")
        await you.until(lambda: you.app.screen.query(OptionList) and not you.on(HomeScreen))
        await you.until(lambda: you.app.screen.query_one(OptionList).option_count)
        await you.press("tab", "down", "enter")
        await you.arrive_at("why-this-job")
        await you.write("Late bills")
        await quit_by(you, "ctrl+q")
    async with playing(tmp_path) as you:
        await you.press("enter")
        await you.arrive_at("why-this-job")
        answer = you.game.answer("why-this-job", "reason")
        assert answer is not None
        assert answer.value == "Late bills"
        await you.until(lambda: "Late bills" in you.text)


async def test_the_game_played_last_comes_first(tmp_path: Path) -> None:
    later = date(2027, 6, 1)
    put(tmp_path, ranked().model_copy(update={"name": "Old"}))
    put(tmp_path, ranked().model_copy(update={"name": "New"}))
    async with playing(tmp_path, today=later) as you:
        games = [you.app.screen.query_one(OptionList).get_option_at_index(i).id for i in (0, 1)]
        assert games == ["game-0", "game-1"]
        await you.press("down", "enter")
        await you.pass_due()
        board = await you.arrive(BoardScreen)
        await you.until(lambda: board.focused)
        name = you.game.name
        await you.press("t", "enter")
        await you.arrive(SquareScreen)
        await quit_by(you, "ctrl+q")
    async with playing(tmp_path, today=later) as you:
        await you.press("enter")
        await you.pass_due()
        await you.arrive(SquareScreen)
        assert you.game.name == name


async def test_home_and_back_keeps_the_game(tmp_path: Path) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.write("Ana")
        await you.press("enter")
        await at_board(you)
        await you.press("escape")
        await you.arrive(HomeScreen)
        assert you.app.session is None
        assert read_save(save).game.row_name("customers", "r1") == "Ana"
