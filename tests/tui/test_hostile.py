"""Text that would act or break something, in every field and in every part of a board."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from textual.widgets import Input, TextArea

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.text import clean, one_line
from pmo_gameboard.game.state import MAX_TEXT, Game
from pmo_gameboard.saves.boards import find_board
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from pmo_gameboard.tui.dialogs.word import WordScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.sizes import MOST_PASTED
from pmo_gameboard.tui.text import as_line
from tui.games import begun, first_days, put, ranked, shipped_board
from tui.player import Player, at_board, playing
from tui.tour import tour

TYPED = ("[/x]", "[@click=app.quit]x[/]", "[bold", '[a="b', "日本語のお客様", "🎉", "مرحبا")
SHORT = (*TYPED, "👩‍👩‍👧")
ACTING = "\x1b]0;owned\x07A\x1b[31mB\x9b2Jc\u202ed\x00"
LONG = "[/x]" * 2_500
HOSTILE = (*SHORT, ACTING, LONG, "x" * 1_000_000, "a\nb\tc\r\n\nd")
UNSAFE = set(map(chr, (*range(9), *range(11, 32), *range(0x7F, 0xA0)))) | {"\u202e"}

Find = Callable[[Game], str]


def unharmed(you: Player) -> None:
    """The app runs on, and nothing on the screen would act on a terminal."""
    assert you.app.is_running
    assert you.app.return_value is None
    assert not UNSAFE & set(you.text.replace("\n", ""))


async def throw(you: Player, text: str) -> None:
    """Paste a text and let the screen be drawn."""
    await you.paste(text)
    await you.rest()
    unharmed(you)


async def type_in(you: Player, text: str) -> None:
    """Type a text as a keyboard does."""
    await you.write(text)
    unharmed(you)


# Fields


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
async def test_the_fields_of_a_new_game(tmp_path: Path, text: str) -> None:
    async with playing(tmp_path) as you:
        await you.press("n")
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog._boards)
        await you.press("ctrl+u")
        await throw(you, text)
        await you.press("tab", "tab")
        await throw(you, text)
        await you.press("enter")
        unharmed(you)
        assert you.app.screen is dialog
        await you.press("ctrl+u")
        await you.until(lambda: dialog.query_one("#next", Input).value == "")
        await you.press("enter")
        await you.until(lambda: you.app.session or dialog.query(".dialog--error"))
        await you.rest()
        unharmed(you)
        for save in (tmp_path / "games").glob("*"):
            assert save.parent == tmp_path / "games"


@pytest.mark.parametrize("name", ["[b]x", "[@click=app.quit]x", "日本語のお客様"])
async def test_a_game_is_called_what_was_typed_everywhere(tmp_path: Path, name: str) -> None:
    async with playing(tmp_path) as you:
        await you.press("n")
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog._boards)
        await type_in(you, name)
        await you.press("enter")
        await you.arrive_at("who-benefits")
        assert you.game.name == name
        assert name in you.text
        await you.press("escape")
        await at_board(you)
        assert name in you.text
        await you.press("escape")
        await you.arrive(HomeScreen)
        await you.until(lambda: name in you.text)


@pytest.mark.parametrize("column_id", ["team", "gains"])
async def test_a_cell(tmp_path: Path, column_id: str) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        for text in HOSTILE:
            await write_in_cell(you, column_id, text)


async def write_in_cell(you: Player, column_id: str, text: str) -> None:
    """Throw a text into the cell of a row, and look at it there."""
    await you.go_to("Ana", column_id)
    await you.press("delete")
    await you.until(lambda: you.cell("Ana", column_id) is None)
    await you.press("enter")
    await you.until(lambda: you.grid.editing)
    await throw(you, text)
    await you.press("enter")
    wanted = clean(text)[:MAX_TEXT] if column_id == "gains" else one_line(text)[:MAX_TEXT]
    await you.until(lambda: you.cell("Ana", column_id) == wanted.strip())
    await you.go_to("Ana", column_id)
    unharmed(you)
    if text in SHORT:
        assert text in you.text


@pytest.mark.parametrize("text", TYPED, ids=ascii)
async def test_a_name_that_is_typed_in_a_row_shows_wherever_the_row_does(
    tmp_path: Path, text: str
) -> None:
    async with playing(tmp_path, put(tmp_path, begun(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await type_in(you, text)
        await you.press("enter")
        await you.until(lambda: you.rows == [text])
        unharmed(you)
        await you.go_to(text, "name")
        await you.press("f8")
        await you.until(lambda: you.rows == [])
        unharmed(you)
        await you.press("ctrl+z")
        await you.until(lambda: you.rows == [text])
        await at_board(you)
        await you.press("r")
        await you.until(lambda: you.app.screen.query(".results--text"))
        unharmed(you)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
async def test_the_note_of_a_word(tmp_path: Path, text: str) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await you.press("f4")
        await you.arrive(WordScreen)
        await you.write("x")
        await throw(you, text)
        await you.press("enter", "enter")
        await you.arrive_at("meet")
        unharmed(you)
        assert you.game.words["meet"].note == one_line(f"x{as_line(text)}"[:400])
        await at_board(you)
        unharmed(you)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
async def test_a_long_answer(tmp_path: Path, text: str) -> None:
    async with playing(tmp_path, put(tmp_path, first_days(), "why-this-job")) as you:
        screen = await you.arrive_at("why-this-job")
        await throw(you, text)

        def answer() -> object:
            entry = you.game.answer("why-this-job", "reason")
            return entry.value if entry else None

        await you.until(lambda: answer() == clean(text)[:MAX_TEXT])
        await you.until(lambda: screen.query(TextArea).first().text == clean(text)[:MAX_TEXT])
        unharmed(you)
        await you.press("tab")
        await at_board(you)
        assert you.saved.game == you.game


async def test_what_is_said_in_passing_is_no_markup(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.arrive(HomeScreen)
        for text in (*TYPED, ACTING):
            you.app.screen.notify(text)
            await you.until(partial(_shows, you, one_line(text)[:6]))
            unharmed(you)
            you.app.clear_notifications()


def _shows(you: Player, text: str) -> bool:
    return text in you.text


async def test_a_paste_that_is_too_large_is_cut_and_told(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, first_days(), "why-this-job")) as you:
        screen = await you.arrive_at("why-this-job")
        await throw(you, "x" * (MOST_PASTED + 1))
        assert "Only the first 1,000,000 characters were pasted." in you.told
        text = "x" * MAX_TEXT
        await you.until(lambda: screen.query(TextArea).first().text == text)


async def test_a_paste_of_many_hostile_rows(tmp_path: Path) -> None:
    rows = "\n".join(f"{text}\t{text}\t{text}" for text in (*SHORT, ACTING))
    async with playing(tmp_path, put(tmp_path, begun(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await throw(you, rows)
        await you.press("enter")
        await you.until(lambda: you.rows == [*SHORT, one_line(ACTING)])
        unharmed(you)


# Boards

TEXTS = {
    *("title", "about", "source", "name", "row", "rows", "help", "label", "low", "high", "lack"),
    *("statement", "summary", "short", "text", "prompt", "why", "counted", "counted_one", "run"),
    *("good", "poor", "heard", "when_done", "unit"),
}
"""The keys of a board under which people write."""


def hostile(node: Any, text: str) -> Any:
    """The board with the text in every place where people write."""
    if isinstance(node, list):
        return [hostile(each, text) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("rows") in {"all", "top", "where"}:
        return node
    return {
        key: f"{text}{_rest(value, text)}"
        if key in TEXTS and isinstance(value, str)
        else hostile(value, text)
        for key, value in node.items()
    }


def _rest(value: str, text: str) -> str:
    """As much of what stood there as still fits."""
    return value[: max(min(len(value), 13) - len(text), 0)]


def hostile_board(data: Path, name: str, text: str) -> Board:
    """One of the boards that ship, made hostile and read from a file in the player's folder."""
    plain = shipped_board(name).model_dump(mode="json", by_alias=True, exclude_none=True)
    file = data / "boards" / "hostile.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(hostile(plain, text), allow_unicode=True), encoding="utf-8")
    return find_board("hostile", data)


async def test_a_hostile_board_is_offered_for_a_new_game(tmp_path: Path) -> None:
    board = hostile_board(tmp_path, "first-ninety-days", "[@click=x]")
    async with playing(tmp_path) as you:
        await you.press("n")
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog._boards)
        await you.until(lambda: board.title in you.text)
        await you.press("tab", "down", "down", "enter")
        await you.arrive_at("why-this-job")
        assert you.game.board.title == board.title


@pytest.mark.parametrize("text", ["[/x]🎉[bold", "[@click=bell]"])
async def test_a_board_that_is_hostile_in_every_text_does_no_harm_on_any_screen(
    tmp_path: Path, text: str
) -> None:
    board = hostile_board(tmp_path, "customer-centric-pmo", text)
    game = ranked().model_copy(update={"board": board})
    seen = 0
    async for _, you in tour(tmp_path, game):
        unharmed(you)
        seen += text in you.text
    assert seen > 10
