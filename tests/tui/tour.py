"""A walk through every screen there is, for what must hold on all of them."""

from collections.abc import AsyncIterator
from pathlib import Path

from pmo_gameboard.game.state import Game
from pmo_gameboard.tui.dialogs.action import ActionScreen
from pmo_gameboard.tui.dialogs.celebration import CelebrationScreen
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from pmo_gameboard.tui.dialogs.paste_preview import PastePreview
from pmo_gameboard.tui.dialogs.pick_sides import PickSidesScreen
from pmo_gameboard.tui.dialogs.too_small import TooSmallScreen
from pmo_gameboard.tui.dialogs.word import WordScreen
from pmo_gameboard.tui.screens.actions import ActionsScreen
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.compare import CompareScreen
from pmo_gameboard.tui.screens.due import DueScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.pulse import AloneScreen, HandsScreen
from pmo_gameboard.tui.screens.pulse_round import RoundScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.screens.room import RoomScreen
from pmo_gameboard.tui.screens.trend import TrendScreen
from tui.games import put, put_broken
from tui.player import Player, at_board, playing

Stops = AsyncIterator[tuple[str, Player]]


async def tour(data: Path, game: Game, *, ascii_only: bool = False) -> Stops:
    """Every screen, in turn; each is left as it was found.

    Args:
        data: A folder without games.
        game: A game on the customer-centric board, or one with the same ids.
    """
    put(data, game)
    put_broken(data)
    async with playing(data, ascii_only=ascii_only) as you:
        async for name in _home(you):
            yield name, you
        await you.press("enter")
        await you.until(lambda: you.on(DueScreen) or you.on(BoardScreen))
        if you.on(DueScreen):
            yield "due", you
            await you.press("escape")
        await you.arrive(BoardScreen)
        async for name in _board(you):
            yield name, you
        async for name in _pulse(you):
            yield name, you
        async for name in _follow_up(you):
            yield name, you
        async for name in _room(you):
            yield name, you
        async for name in _square(you):
            yield name, you
        async for name in _register(you):
            yield name, you
        async for name in _messages(you):
            yield name, you


async def tour_of_asks(data: Path, game: Game, stop_id: str, *, ascii_only: bool = False) -> Stops:
    """A square with answers outside a register; each of them has the focus in turn."""
    async with playing(data, put(data, game, stop_id), ascii_only=ascii_only) as you:
        screen = await you.arrive_at(stop_id)
        for panel in screen.query("AskPanel"):
            await you.turn_to(panel.ask.id)  # type: ignore[attr-defined]
            await you.rest()
            yield f"{stop_id}: {panel.ask.id}", you  # type: ignore[attr-defined]


async def _with_keys(you: Player, *keys: str) -> None:
    await you.press(*keys)
    await you.rest()


async def _help_and_palette(you: Player, name: str) -> AsyncIterator[str]:
    """What lies over every screen."""
    await _with_keys(you, "f1")
    yield f"help on {name}"
    await _with_keys(you, "escape", "ctrl+p")
    yield f"palette on {name}"
    await _with_keys(you, *"go")
    yield f"palette on {name}, searching"
    await _with_keys(you, "escape")


async def _home(you: Player) -> AsyncIterator[str]:
    yield "home"
    await _with_keys(you, "down")
    yield "home, on a broken game"
    await _with_keys(you, "up")
    async for name in _help_and_palette(you, "home"):
        yield name
    await you.arrive(HomeScreen)
    await you.press("n")
    dialog = await you.arrive(NewGameScreen)
    await you.until(lambda: dialog._boards)
    yield "new game"
    await _with_keys(you, "tab", "tab", *"xx", "enter")
    yield "new game, refused"
    await _with_keys(you, "escape")
    await you.arrive(HomeScreen)


async def _board(you: Player) -> AsyncIterator[str]:
    yield "board"
    async for name in _help_and_palette(you, "the board"):
        yield name
    await you.pilot.resize_terminal(120, 36)
    yield "board, wide"
    await you.pilot.resize_terminal(60, 20)
    yield "board, narrow"
    await you.pilot.resize_terminal(40, 20)
    await you.until(lambda: you.on(TooSmallScreen))
    yield "too small"
    await you.pilot.resize_terminal(80, 24)
    await _with_keys(you, "l")
    yield "registers"
    await _with_keys(you, "escape", "r")
    await you.arrive(ResultsScreen)
    yield "results"
    async for name in _help_and_palette(you, "results"):
        yield name
    await at_board(you)


async def _pulse(you: Player) -> AsyncIterator[str]:
    await _with_keys(you, "p")
    yield "ways of a pulse"
    await _with_keys(you, "enter")
    await you.arrive(AloneScreen)
    yield "pulse, alone"
    await _with_keys(you, "n", "y", "escape", "p", "down", "enter")
    await you.arrive(HandsScreen)
    yield "pulse, hands"
    await _with_keys(you, "1", "enter", "2", "enter", "3", "enter", "escape")
    await _with_keys(you, "p", "down", "down", "enter")
    await you.arrive(RoundScreen)
    yield "pulse, round, between two people"
    await _with_keys(you, "enter")
    yield "pulse, round"
    await _with_keys(you, "y", "escape")
    yield "pulse, round, stopping"
    await _with_keys(you, "right", "enter")
    await you.arrive(BoardScreen)


async def _follow_up(you: Player) -> AsyncIterator[str]:
    await _with_keys(you, "a")
    await you.arrive(ActionsScreen)
    yield "actions"
    await _with_keys(you, "n")
    await you.arrive(ActionScreen)
    await _with_keys(you, *"Ring", "enter", "enter", *"soonish", "enter")
    yield "action, refused"
    await _with_keys(you, "ctrl+u", *"today", "enter")
    await you.arrive(ActionsScreen)
    yield "actions, one of them due"
    await _with_keys(you, "escape", "r", "n")
    await you.arrive(FieldScreen)
    yield "naming a check-in"
    await _with_keys(you, *"Q4", "enter")
    await you.arrive(ResultsScreen)
    yield "results with everything"
    await _with_keys(you, "t")
    await you.arrive(TrendScreen)
    yield "trend"
    async for name in _help_and_palette(you, "the trend"):
        yield name
    await _with_keys(you, "c")
    await you.arrive(PickSidesScreen)
    await _with_keys(you, "space")
    yield "what to compare with"
    await _with_keys(you, "enter")
    await you.arrive(CompareScreen)
    yield "comparison"
    await at_board(you)


async def _room(you: Player) -> AsyncIterator[str]:
    await _with_keys(you, "f5")
    await you.arrive(RoomScreen)
    yield "room, agenda"
    for place in range(3):
        await _with_keys(you, "right")
        yield f"room, item {place}"
    await _with_keys(you, "t", "w")
    await you.arrive(FieldScreen)
    yield "who plays"
    await _with_keys(you, *"Dana,Tom", "enter", "w", "h")
    await you.arrive(RoomScreen)
    yield "room, a turn, the timer, hidden answers"
    async for name in _help_and_palette(you, "the room"):
        yield name
    await _with_keys(you, "escape")
    await you.arrive(BoardScreen)


async def _square(you: Player) -> AsyncIterator[str]:
    for stop_id in ("what-they-need", "deliver", "keep-in-touch"):
        you.app.screen.open_square(stop_id)  # type: ignore[attr-defined]
        await you.arrive_at(stop_id)
        await you.rest()
        yield f"square {stop_id}"
    async for name in _help_and_palette(you, "a square"):
        yield name
    await _with_keys(you, "f3")
    yield "tips"
    await _with_keys(you, "escape", "f4")
    await you.arrive(WordScreen)
    yield "word"
    await _with_keys(you, "enter", "enter")
    yield "word, refused"
    await _with_keys(you, "escape")
    await at_board(you)


async def _register(you: Player) -> AsyncIterator[str]:
    you.app.screen.open_register("improvements")  # type: ignore[attr-defined]
    await you.until(lambda: you.app.screen.query("RegisterGrid") and you.app.focused)
    await you.rest()
    yield "register"
    await _with_keys(you, *"Alarm", "enter", "up", "enter")
    await you.until(lambda: you.grid.editing)
    yield "register, a cell being written"
    await _with_keys(you, "escape", "right", "enter")
    yield "register, picking links"
    await _with_keys(you, *"zz")
    yield "register, picking from nothing"
    await _with_keys(you, "escape", "right", "right", "9")
    yield "register, a cell refused"
    await _with_keys(you, "end", "enter")
    await you.until(lambda: you.grid.editing)
    yield "register, notes being written"
    await _with_keys(you, "escape", "home")
    await you.until(lambda: not you.grid.editing)
    await you.paste("One\tAna\tx\nTwo\tNobody\n\tx\n")
    await you.until(lambda: you.on(PastePreview))
    await you.rest()
    yield "paste"
    await _with_keys(you, "escape")
    await at_board(you)


async def _messages(you: Player) -> AsyncIterator[str]:
    here = you.survey.here
    you.app.push_screen(CelebrationScreen(you.survey, here, you.app.setting))
    await you.until(lambda: you.on(CelebrationScreen))
    yield "celebration"
    await _with_keys(you, "escape")
    you.app.push_screen(ConfirmScreen("Not saved", "The disk is full.", yes="Quit", no="Stay"))
    await you.until(lambda: you.on(ConfirmScreen))
    yield "confirm"
    await _with_keys(you, "escape", "u")
    for severity in ("warning", "error"):
        you.app.notify("Something happened.", severity=severity, markup=False)
    await you.rest()
    yield "messages in passing"
