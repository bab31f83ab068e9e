"""The command palette and the help: everything that can be done, by name."""

from pathlib import Path

from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import OptionList

from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.dialogs.help import HelpScreen
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from pmo_gameboard.tui.dialogs.tips import TipsScreen
from pmo_gameboard.tui.palette import BindingCommands, acts
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.register import RegisterScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.themes import LIGHT
from tui.games import listed, put, ranked
from tui.player import Player, playing


def offered(you: Player) -> list[str]:
    """What the palette offers on the screen."""
    return [name for name, _ in BindingCommands(you.app.screen)._commands()]


def ours(you: Player) -> set[str]:
    """The actions of the screen that have a name, as its keys describe them."""
    return {
        binding.description
        for _, binding, enabled, _ in you.app.screen.active_bindings.values()
        if enabled and binding.id and not binding.system
    }


async def call(you: Player, words: str) -> None:
    """Run the command that is found by these words."""
    await you.press("ctrl+p")
    await you.until(lambda: you.on(CommandPalette))
    await you.write(words)
    await you.until(lambda: you.app.screen.query_one("CommandList", OptionList).option_count == 1)
    await you.press("down", "enter")
    await you.until(lambda: not you.on(CommandPalette))


async def test_every_square_register_and_action_is_offered_in_a_game(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        screens: list[Screen[None]] = [await you.arrive_at("meet")]
        await you.press("escape")
        screens.append(await you.arrive(BoardScreen))
        for _ in screens:
            names = offered(you)
            for square in you.game.board.path:
                assert sum(f"square {square.label}: {square.title}" in each for each in names) == 1
            for register in you.game.board.registers:
                assert any(register.name in each for each in names)
            missing = {each for each in ours(you) if not any(n.startswith(each) for n in names)}
            assert missing == set()
            await you.press("enter")
            await you.arrive_at("meet")


async def test_what_a_screen_is_for_comes_first_and_the_cursor_last(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.arrive(BoardScreen)
        names = [act.name.partition(":")[0] for act in acts(you.app.screen)]
        assert names[:6] == ["Open", "Results", "Lists", "Actions", "Pulse", "Undo"]
        assert names.index("Redo") < names.index("Help") < names.index("Home")
        assert names.index("Home") < names.index("Quit") < names.index("First square")
        await you.press("f1")
        await you.arrive(HelpScreen)
        assert " Undo" in you.text


async def test_a_square_is_gone_to_by_name_from_anywhere(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await call(you, "square 9: keep")
        await you.arrive_at("keep-in-touch")
        await call(you, "square 4b")
        await you.arrive_at("meet")
        assert len(you.app.screen_stack) == 3
        await call(you, "open the service cat")
        await you.arrive(RegisterScreen)
        assert you.grid.data.register.id == "services"


async def test_actions_of_the_screen_run_by_name(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await call(you, "results")
        await you.arrive(ResultsScreen)
        await you.press("escape")
        await call(you, "last square")
        await you.until(lambda: you.on(BoardScreen) and you.path.chosen == "before-they-ask")
        await you.press("enter")
        await you.arrive_at("before-they-ask")
        await call(you, "tips and")
        await you.arrive(TipsScreen)


async def test_a_cell_action_runs_in_the_grid_it_was_called_from(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, listed(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await you.go_to("Ben", "name")
        await call(you, "delete this")
        await you.until(lambda: "Ben" not in you.rows)
        assert len(you.rows) == 5


async def test_every_command_of_the_app_is_ours(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        commands = list(you.app.get_system_commands(you.app.screen))
        assert all(isinstance(command, SystemCommand) for command in commands)
        await call(you, "light theme")
        await you.until(lambda: you.app.theme == LIGHT.name)
        assert GameboardApp(data=tmp_path).theme == LIGHT.name  # and so it is next time
        await you.arrive(HomeScreen)
        await call(you, "start a game")
        await you.arrive(NewGameScreen)


async def test_names_with_brackets_are_shown_as_they_are(tmp_path: Path) -> None:
    game = ranked()
    first = game.board.stages[0]
    square = first.squares[0].model_copy(update={"title": "[/x] [@click=app.quit]y[/]"})
    stage = first.model_copy(update={"squares": (square, *first.squares[1:])})
    board = game.board.model_copy(update={"stages": (stage, *game.board.stages[1:])})
    game = game.model_copy(update={"board": type(board).model_validate(board.model_dump())})
    async with playing(tmp_path, put(tmp_path, game)) as you:
        await you.press("ctrl+p")
        await you.until(lambda: you.on(CommandPalette))
        await you.write("quit]y")
        await you.until(lambda: "[/x] [@click=app.quit]y[/]" in you.text)
        await you.press("down", "enter")
        await you.arrive_at("who-benefits")


async def test_help_names_the_keys_of_the_screen_below(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        wanted = ours(you)
        await you.press("f1")
        screen = await you.arrive(HelpScreen)
        seen = you.text
        scroll = screen.query_one(VerticalScroll)
        for line in range(0, round(scroll.max_scroll_y) + 5, 5):
            scroll.scroll_to(y=line, animate=False)
            await you.rest()
            seen += you.text
        lines = [line.strip(" │") for line in seen.splitlines()]
        named = {words for words in wanted if any(f" {words}" in line for line in lines)}
        assert named == wanted
        assert any("f10" in line and "tab" not in line for line in lines)
