"""Every hostile text there is, through every field in which people write."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Button, Input, TextArea

from boards import TODAY, game_of, make_board, square, text_ask
from hostile import HOSTILE
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.dates import parse_date
from pmo_gameboard.game.moves import add_rows
from pmo_gameboard.game.state import MAX_TEXT
from pmo_gameboard.play.starting import free_name
from pmo_gameboard.saves.names import destination
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from pmo_gameboard.tui.dialogs.pick_links import PickScreen
from pmo_gameboard.tui.dialogs.save_elsewhere import SaveElsewhereScreen
from pmo_gameboard.tui.dialogs.word import WordScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.text import as_line
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


async def _short_answer(data: Path) -> AsyncIterator[Player]:
    board = make_board(square(1, "who", text_ask() | {"lines": 1}))
    async with playing(data, put(data, game_of(board), "who")) as you:
        await you.arrive_at("who")
        assert isinstance(you.app.focused, Input)
        yield you


async def _number(data: Path) -> AsyncIterator[Player]:
    game = add_rows(first_days(), "wins", [{"title": "A list"}], TODAY)
    async with playing(data, put(data, game, "quick-wins")) as you:
        await you.arrive_at("quick-wins")
        await you.go_to("A list", "hours")
        await you.press("1", "backspace")
        await you.until(lambda: you.grid.editing)
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
    "a number": _number,
    "a cell of notes": _cell("gains"),
    "a date": _cell("meet-on", "meet"),
    "a list to pick from": _links,
    "the note of a word": _note,
    "an answer in words": _answer,
    "an answer on one line": _short_answer,
    "where else to save": _elsewhere,
}
"""How to get to each field, which then has the focus."""

ALL_TEXTS = {"a short cell", "an answer in words"}
"""The fields that take every text here; an ordeal is made of a dialog's, the first of them."""

SHARE = 4
"""The others take every fourth each, by turns; ``make torture`` gives every text to every field."""


@pytest.mark.parametrize("name", FIELDS)
async def test_no_text_does_any_harm_in_any_field(name: str, tmp_path: Path) -> None:
    assert len(HOSTILE) >= 300
    first = list(FIELDS).index(name) % SHARE
    texts = HOSTILE if name in ALL_TEXTS else HOSTILE[first::SHARE]
    async for fault in faults_of_a_field(FIELDS[name], tmp_path, texts):
        pytest.fail(fault)


async def faults_of_a_field(walk: Walk, data: Path, texts: Sequence[str]) -> AsyncIterator[str]:
    """Paste texts into a field, one after another, and yield what comes to harm or is not kept."""
    async with asynccontextmanager(walk)(data) as you:
        screen = you.app.screen
        for text in texts:
            _put("", you)
            await you.paste(text)
            unharmed(you)
            if you.app.screen is not screen:
                yield f"{text[:40]!a} leads to another screen"
            if _kept(you) != _wanted(text, you):
                yield f"{text[:40]!a} is not kept as it should be"
        _put("", you)
        await you.rest()


Open = Callable[[Player], Screen[Any]]

DIALOGS: dict[str, Open] = {
    "where else to save": lambda you: SaveElsewhereScreen(you.session, "The disk is full."),
    "another name for a game": lambda you: FieldScreen(
        "Rename", "How?", lambda name: free_name(you.app.data, name)
    ),
    "a new game": lambda you: NewGameScreen(you.app.data, set(), you.app.setting),
    "the note of a word": lambda you: WordScreen(you.game.board.squares_by_id["meet"], None),
    "a day": lambda _: FieldScreen("Next", "When?", lambda day: parse_date(day, TODAY)),
}
"""How each dialog is opened that takes a text."""

SUBMITTED = tuple(text for text in HOSTILE if len(text) < 300)
EACH = 12
"""Each dialog takes every twelfth, and none what another does."""


@pytest.mark.parametrize("name", DIALOGS)
async def test_no_text_does_any_harm_when_it_is_submitted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, here = tmp_path / "data", tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    async with playing(data, put(data, ranked())) as you:
        for text in SUBMITTED[list(DIALOGS).index(name) :: EACH]:
            if name == "where else to save" and not _is_within(text, here):
                continue  # it would be obeyed
            await _submit(DIALOGS[name](you), text, you)
    assert {path.parent for path in data.glob("*/*.json")} <= {data / "games"}
    assert sorted(path.name for path in here.parent.glob("*")) == ["data", "here"]


async def _submit(dialog: Screen[Any], text: str, you: Player) -> None:
    """Write a text into a dialog and agree to it, to whatever that leads."""

    def answered() -> bool:
        told = dialog.query(".dialog--error")
        return dialog not in you.app.screen_stack or any(str(each.render()) for each in told)

    await you.app.push_screen(dialog)
    await you.until(lambda: you.app.screen is dialog and isinstance(you.app.focused, Input))
    _put("", you)
    await you.paste(text)
    await you.press("enter")
    if isinstance(you.app.focused, Button):
        await you.press("enter")
    await you.until(answered)
    unharmed(you)
    if dialog in you.app.screen_stack:
        await you.press("escape")
        await you.until(lambda: dialog not in you.app.screen_stack)


def _is_within(text: str, folder: Path) -> bool:
    try:
        return destination(clean(text), "x").resolve().is_relative_to(folder)
    except GameboardError:
        return True


def _field(you: Player) -> Input | TextArea:
    focused = you.app.focused
    assert isinstance(focused, Input | TextArea), focused
    return focused


def _kept(you: Player) -> str:
    field = _field(you)
    return field.value if isinstance(field, Input) else field.text


def _wanted(text: str, you: Player) -> str:
    """What a field takes of a text: clean, on one line where it has but one, cut to its length."""
    field = _field(you)
    if isinstance(field, TextArea):
        return clean(text)[:MAX_TEXT]
    return as_line(text)[: field.max_length]


def _put(text: str, you: Player) -> None:
    field = _field(you)
    if isinstance(field, Input):
        field.value = text
    else:
        field.text = text
