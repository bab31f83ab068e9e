"""Every hostile text there is, through every field in which people write."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from hostile import HOSTILE
from pmo_gameboard.board.text import find_unclean, one_line
from pmo_gameboard.tui.screens.field import FieldScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.screens.new_game import NewGameScreen
from pmo_gameboard.tui.screens.pick_links import PickScreen
from pmo_gameboard.tui.screens.save_elsewhere import SaveElsewhereScreen
from pmo_gameboard.tui.screens.word import WordScreen
from tui.games import begun, first_days, put, ranked
from tui.player import Player, playing
from tui.test_hostile import unharmed

Walk = Callable[[Path], AsyncIterator[Player]]


async def _new_name(data: Path) -> AsyncIterator[Player]:
    async with playing(data) as you:
        await you.press("n")
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog._boards)
        yield you


async def _next_session(data: Path) -> AsyncIterator[Player]:
    async with asynccontextmanager(_new_name)(data) as you:
        you.app.screen.query_one("#next", Input).focus()
        await you.until(lambda: you.app.focused and you.app.focused.id == "next")
        yield you


async def _rename(data: Path) -> AsyncIterator[Player]:
    put(data, begun())
    async with playing(data) as you:
        await you.until(lambda: begun().name in you.text)
        await you.press("f2")
        await you.arrive(FieldScreen)
        yield you


async def _palette(data: Path) -> AsyncIterator[Player]:
    async with playing(data) as you:
        await you.arrive(HomeScreen)
        await you.press("ctrl+p")
        await you.until(lambda: isinstance(you.app.focused, Input))
        yield you


def _cell(column_id: str, stop_id: str = "who-benefits") -> Walk:
    async def walk(data: Path) -> AsyncIterator[Player]:
        async with playing(data, put(data, ranked(), stop_id)) as you:
            await you.arrive_at(stop_id)
            await you.go_to("Ana", column_id)
            await you.press("delete", "enter")
            await you.until(lambda: you.grid.editing)
            yield you

    return walk


async def _row(data: Path) -> AsyncIterator[Player]:
    async with playing(data, put(data, begun(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await you.press("x", "backspace")
        await you.until(lambda: you.grid.editing)
        yield you


async def _links(data: Path) -> AsyncIterator[Player]:
    async with playing(data, put(data, ranked(), "what-they-need")) as you:
        await you.arrive_at("what-they-need")
        await you.go_to(you.rows[0], "for")
        await you.press("enter")
        await you.arrive(PickScreen)
        yield you


async def _note(data: Path) -> AsyncIterator[Player]:
    async with playing(data, put(data, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await you.press("f4")
        await you.arrive(WordScreen)
        await you.press("x")
        yield you


async def _answer(data: Path) -> AsyncIterator[Player]:
    async with playing(data, put(data, first_days(), "why-this-job")) as you:
        await you.arrive_at("why-this-job")
        yield you


async def _elsewhere(data: Path) -> AsyncIterator[Player]:
    async with playing(data, put(data, begun())) as you:
        await you.app.push_screen(SaveElsewhereScreen(you.session, "The disk is full."))
        await you.arrive(SaveElsewhereScreen)
        yield you


FIELDS: dict[str, Walk] = {
    "the name of a new game": _new_name,
    "the next session of a new game": _next_session,
    "another name for a game": _rename,
    "the search of the palette": _palette,
    "the name in a new row": _row,
    "a short cell": _cell("team"),
    "a cell of notes": _cell("gains"),
    "a date": _cell("meet-on", "meet"),
    "a list to pick from": _links,
    "the note of a word": _note,
    "an answer in words": _answer,
    "where else to save": _elsewhere,
}
"""How to get to each field, which then has the focus."""


@pytest.mark.parametrize("name", FIELDS)
async def test_no_text_does_any_harm_in_any_field(name: str, tmp_path: Path) -> None:
    assert len(HOSTILE) >= 300
    async with asynccontextmanager(FIELDS[name])(tmp_path) as you:
        screen = you.app.screen
        for text in HOSTILE:
            _put("", you)
            await you.paste(text)
            unharmed(you)
            assert you.app.screen is screen, ascii(text[:40])
            assert find_unclean(_kept(you)) is None, ascii(text[:40])
            assert one_line(_kept(you)) in one_line(text), ascii(text[:40])
        _put("", you)
        await you.rest()


def _field(you: Player) -> Input | TextArea:
    focused = you.app.focused
    assert isinstance(focused, Input | TextArea), focused
    return focused


def _kept(you: Player) -> str:
    field = _field(you)
    return field.value if isinstance(field, Input) else field.text


def _put(text: str, you: Player) -> None:
    field = _field(you)
    if isinstance(field, Input):
        field.value = text
    else:
        field.text = text
