"""The registers on their own, and the page of results."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pmo_gameboard.game.state import Game
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.register import RegisterScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from tui.games import begun, finished, first_days, listed, put, ranked
from tui.player import at_register, playing

REGISTERS = ("customers", "services", "improvements", "ideas")


@pytest.mark.parametrize("register_id", REGISTERS)
async def test_each_register_opens_with_every_row_and_column(
    tmp_path: Path, register_id: str
) -> None:
    async with playing(tmp_path, put(tmp_path, finished())) as you:
        await at_register(you, register_id)
        data = you.grid.data
        assert data.columns == you.game.board.registers_by_id[register_id].columns
        ids = [row.id for row in you.game.rows(register_id)]
        assert sorted(row.id for row in data.rows) == sorted(ids) != []
        await you.press("escape")
        await you.arrive(BoardScreen)


async def test_a_row_is_written_edited_deleted_and_undone_there(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, begun())) as you:
        await at_register(you, "customers")
        await you.add("Ana", "Works")
        await you.fill("Ana", advocate="y", meet_on="fri")
        assert you.saved.game.row_name("customers", "r1") == "Ana"
        await you.go_to("Ana", "name")
        await you.press("f8")
        await you.until(lambda: you.rows == [])
        await you.press("ctrl+z")
        await you.until(lambda: you.rows == ["Ana"])


async def test_rows_stand_by_their_rank_and_move_with_it(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await at_register(you, "customers")
        await you.go_to("Cleo", "name")
        await you.press("shift+up")
        await you.until(lambda: you.rows[:3] == ["Ana", "Cleo", "Ben"])
        assert you.at == ("Cleo", "name")


async def test_what_is_written_there_is_done_in_the_square(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, listed())) as you:
        await at_register(you, "customers")
        for place, name in enumerate(("Ana", "Ben", "Cleo", "Dev", "Eva"), 1):
            await you.fill(name, rank=str(place))
        assert you.standing("key-customers").kind == "done"
        await you.press("escape")
        await you.arrive(BoardScreen)
        assert you.path.survey is you.survey


async def test_leaving_while_typing_keeps_what_was_typed(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, begun())) as you:
        await at_register(you, "services")
        await you.write("Check")
        await you.until(lambda: you.grid.editing)
        await you.press("enter")
        await you.press("escape")
        await you.arrive(BoardScreen)
        assert you.saved.game.row_name("services", "r1") == "Check"


async def test_escape_takes_back_what_was_typed_and_redo_brings_it_again(tmp_path: Path) -> None:
    before = begun()
    async with playing(tmp_path, put(tmp_path, before)) as you:
        await at_register(you, "services")
        await you.write("Check")
        await you.until(lambda: you.game.row_name("services", "r1") == "Check")
        await you.press("escape")
        await you.until(lambda: you.game == before)
        assert "Ctrl+Y brings back" in you.text
        await you.press("ctrl+y")
        await you.until(lambda: you.game.row_name("services", "r1") == "Check")


async def test_a_register_opens_from_a_square_and_leads_back_to_it(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        you.app.screen.open_register("customers")  # type: ignore[attr-defined]
        await you.arrive(RegisterScreen)
        await you.fill("Ana", meet_on="3 dec")
        await you.press("escape")
        await you.arrive_at("meet")
        assert you.grid.data.rows[0].cells["meet-on"].value == "2026-12-03"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
async def test_results_say_where_and_what_next_and_lead_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with playing(tmp_path, put(tmp_path, ranked()), size=size) as you:
        await you.press("r")
        await you.arrive(ResultsScreen)
        here = you.survey.here
        assert here.stage.short in you.text
        assert f"{you.survey.percent}%" in you.text
        await you.press("enter")
        await you.arrive_at("meet")
        await you.press("escape")
        await you.until(lambda: not you.app.screen.query("RowsPanel"))


@pytest.mark.parametrize("a_game", [begun, finished, first_days])
async def test_results_of_any_game_scroll_to_the_end_and_close(
    tmp_path: Path, a_game: Callable[[], Game]
) -> None:
    game = a_game()
    async with playing(tmp_path, put(tmp_path, game)) as you:
        await you.press("r")
        await you.arrive(ResultsScreen)
        await you.press("end")
        await you.until(lambda: game.board.registers[-1].name in you.text)
        await you.press("r")
        await you.arrive(BoardScreen)
