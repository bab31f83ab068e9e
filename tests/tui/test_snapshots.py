"""Every screen at three sizes, as text; the board's and a square's colours as well.

After a change that was meant, ``make snapshots`` takes them anew: read the difference before it
is kept. Each test says what to look for.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from rich.segment import Segment
from rich.style import Style
from syrupy.assertion import SnapshotAssertion
from textual.screen import Screen

from boards import TODAY
from clocks import living_at
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.sample import rehearsal, sample
from pmo_gameboard.tui.dialogs.celebration import CelebrationScreen
from pmo_gameboard.tui.dialogs.paste_preview import PastePreview
from pmo_gameboard.tui.dialogs.pick_links import PickScreen
from pmo_gameboard.tui.dialogs.pick_sides import PickSidesScreen
from pmo_gameboard.tui.dialogs.pulse_ways import PulseWaysScreen
from pmo_gameboard.tui.dialogs.word import WordScreen
from pmo_gameboard.tui.screens.compare import CompareScreen
from pmo_gameboard.tui.screens.due import DueScreen
from pmo_gameboard.tui.screens.pulse import AloneScreen, HandsScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from pmo_gameboard.tui.screens.room import RoomScreen
from pmo_gameboard.tui.screens.trend import TrendScreen
from pmo_gameboard.tui.themes import DARK, LIGHT
from tui.games import NOW, finished, first_days, put, put_broken
from tui.pilot import shown
from tui.player import Player, at_board, at_register, playing

ALIKE = 4
"""How many frames in a row have to be alike before nothing moves."""

SIZES = ((80, 24), (120, 36), (60, 20))

Way = Callable[[Player], Awaitable[object]]
"""The keys that lead from the board to a screen."""


@pytest.fixture(autouse=True)
def _frozen() -> Iterator[None]:
    """It is half past nine on the day of the tests, whenever they are run."""
    with living_at(f"{NOW:%Y-%m-%dT%H:%M} UTC"):
        yield


def half_played() -> Game:
    """The sample game as a rehearsal of today has it."""
    game = rehearsal(sample(), TODAY).game
    return game.model_copy(update={"name": "Acme PMO"})


async def nowhere(_: Player) -> None:
    """Stay on the board."""


def keys(*steps: str | type[Screen[Any]]) -> Way:
    """Press some keys on the board, and wait for the screens in between."""

    async def go(you: Player) -> None:
        for step in steps:
            await (you.press(step) if isinstance(step, str) else you.arrive(step))

    return go


def square(stop_id: str, *pressed: str) -> Way:
    """Open a square, and press some keys there."""

    async def go(you: Player) -> None:
        you.app.screen.open_square(stop_id)  # type: ignore[attr-defined]
        await you.arrive_at(stop_id)
        await saved(you)
        await you.press(*pressed)

    return go


async def register(you: Player) -> None:
    await at_register(you, "customers")


async def results(you: Player) -> None:
    await you.press("r")
    await you.arrive(ResultsScreen)


async def word(you: Player) -> None:
    await square("meet", "f4")(you)
    await you.arrive(WordScreen)


async def pick(you: Player) -> None:
    await square("what-they-need", "ctrl+home", "home", "right", "enter")(you)
    await you.arrive(PickScreen)


async def paste(you: Player) -> None:
    await square("who-benefits")(you)
    await you.paste("Legal\tHouse\tFewer surprises\nPriya Raman\tFinance\tknown\n")
    await you.arrive(PastePreview)


async def palette(you: Player) -> None:
    await you.press("ctrl+p")
    await you.until(lambda: "Results" in you.text)


async def pulse(you: Player) -> None:
    await keys("p", PulseWaysScreen, "enter")(you)
    alone = await you.arrive(AloneScreen)
    for place, key in enumerate("yn", 1):
        await you.press(key)
        await you.until(partial(alone_at, alone, place))


def alone_at(alone: AloneScreen, place: int) -> bool:
    return alone.place == place


async def due(you: Player) -> None:
    you.app.screen.action_due()  # type: ignore[attr-defined]
    await you.arrive(DueScreen)


comparing = keys("r", ResultsScreen, "t", TrendScreen, "c", PickSidesScreen)


async def compared(you: Player) -> None:
    await comparing(you)
    await you.press("end", "enter")
    await you.arrive(CompareScreen)


SCREENS: dict[str, Way] = {
    "actions": keys("a"),
    "agenda": keys("f5", RoomScreen),
    "action, new": keys("f7"),
    "due": due,
    "item of the agenda": keys("f5", RoomScreen, *["right"] * 4),
    "over time": keys("r", ResultsScreen, "t", TrendScreen),
    "compared": compared,
    "compared with": comparing,
    "pulse": pulse,
    "pulse, hands": keys("p", PulseWaysScreen, "down", "enter", HandsScreen),
    "pulse, ways": keys("p"),
    "board": nowhere,
    "help": keys("f1"),
    "lists": keys("l"),
    "palette": palette,
    "results": results,
    "square of rows": square("meet"),
    "square with everything ranked": square("key-customers"),
    "stale square": square("feedback"),
    "tips": square("meet", "f3"),
    "word": word,
    "picking links": pick,
    "pasting": paste,
    "register": register,
}


async def saved(you: Player) -> None:
    """Let everything be saved and said to be: a dialog keeps the screen below as it was by then."""
    await you.rest()
    if you.app.session is not None:
        assert you.session.flush()
        await asyncio.sleep(0)  # what the writer has posted so far arrives
        await you.rest()
    await you.until(lambda: you.app.save_state is None or you.app.save_state.kind == "saved")
    await you.rest()


async def frame(you: Player) -> str:
    """What is to be seen once nothing moves and everything is saved."""
    await saved(you)
    frames = [""]
    while len(frames) < ALIKE or len(set(frames[-ALIKE:])) > 1:
        await you.pilot.pause()
        await you.rest()
        frames.append(shown(you.pilot))
    return f"\n{frames[-1]}"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_of_a_game_looks_as_it_did(
    tmp_path: Path, snapshot: SnapshotAssertion, name: str, size: tuple[int, int]
) -> None:
    """Nothing is cut off, nothing runs into anything else, and the way on is said."""
    async with playing(tmp_path, put(tmp_path, half_played()), size=size) as you:
        await SCREENS[name](you)
        assert await frame(you) == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_home_looks_as_it_did(
    tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    """The games with where they stand and what is due; before the first, what to do."""
    async with playing(tmp_path / "new", size=size) as you:
        await you.until(lambda: "what moves it on" in you.text)
        assert await frame(you) == snapshot(name="first run")
        await you.press("n")
        await you.until(lambda: "First ninety days" in you.text)
        assert await frame(you) == snapshot(name="new game")
    put(tmp_path, half_played())
    put(tmp_path, finished())
    put_broken(tmp_path)
    async with playing(tmp_path, size=size) as you:
        await you.until(lambda: "what moves it on" in you.text)
        assert await frame(you) == snapshot(name="games")


@pytest.mark.parametrize("size", SIZES)
async def test_asks_outside_a_register_look_as_they_did(
    tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    """A long text, a choice and a scale: what is asked, and how it is answered."""
    save = put(tmp_path, first_days(), "why-this-job")
    async with playing(tmp_path, save, size=size) as you:
        await you.arrive_at("why-this-job")
        assert await frame(you) == snapshot


@pytest.mark.parametrize("size", SIZES)
async def test_the_end_looks_as_it_did(
    tmp_path: Path, snapshot: SnapshotAssertion, size: tuple[int, int]
) -> None:
    """The sky over what the team leaves holding, and then the board with every square done."""
    async with playing(tmp_path, put(tmp_path, finished()), size=size) as you:
        last = you.survey.standings[-1]
        you.app.push_screen(CelebrationScreen(you.survey, last, you.app.setting))
        await you.arrive(CelebrationScreen)
        assert await frame(you) == snapshot(name="celebration")
        await at_board(you)
        assert await frame(you) == snapshot(name="board")


@pytest.mark.parametrize("look", [DARK.name, LIGHT.name, "ascii", "no colour"])
@pytest.mark.parametrize("name", ["board", "square of rows"])
async def test_colours_are_as_they_were(
    tmp_path: Path,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    look: str,
) -> None:
    """Each run of cells with its colours: stages differ, what is chosen and stale stands out."""
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    save = put(tmp_path, half_played())
    async with playing(tmp_path, save, ascii_only=look == "ascii") as you:
        if look == LIGHT.name:
            you.app.theme = LIGHT.name
        await SCREENS[name](you)
        await frame(you)
        assert coloured(you) == snapshot


def coloured(you: Player) -> str:
    """The screen as runs of cells, each with its style; a line of the screen a line."""
    strips = you.app.screen._compositor.render_strips()
    lines = ["".join(map(_run, strip.simplify())) for strip in strips]
    return "\n" + "\n".join(line.rstrip() for line in lines)


def _run(segment: Segment) -> str:
    style = segment.style or Style.null()
    plain = Style(
        color=style.color,
        bgcolor=style.bgcolor,
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        reverse=style.reverse,
        underline=style.underline,
    )
    return f"[{plain}]{segment.text}"
