"""Pasting into a grid."""

import pytest

from pmo_gameboard.game.paste import MAX_PASTE
from pmo_gameboard.game.state import Value
from pmo_gameboard.tui.dialogs.paste_preview import PastePreview
from pmo_gameboard.tui.grid.grid import RegisterGrid
from tui.grid_app import GridApp, View, opened, things, three
from tui.pilot import press, shown, wait_until

ROWS = "Dates\tSweet\tred\nEggs\tBrown\tblue\nApple\tx\ty"


async def test_rows_are_shown_first_and_added_by_enter_as_one_message() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        app.paste(ROWS)
        await wait_until(pilot, lambda: isinstance(app.screen, PastePreview))
        text = shown(pilot)
        assert "2 things to add, 1 left out" in text
        assert "Columns in the order they are pasted: Name · Notes · Choice" in text
        assert "Choice stays empty: “blue” is not one of the choices" in text
        assert "Apple: left out, is already there" in text
        assert app.heard == []
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[3:] == ["Dates", "Eggs"])
        assert len(app.heard) == 1
        assert isinstance(app.heard[0], RegisterGrid.RowsPasted)
        assert app.cell("Dates", "choice") == "red"
        assert app.cell("Eggs", "choice") is None


async def test_a_cell_of_links_says_which_of_them_is_left_out() -> None:
    app = GridApp(three(), View(columns=("name", "links")))
    async with opened(app) as pilot:
        app.paste("Dates\tWine, [Milk], Water\nEggs\t[Milk]")
        await wait_until(pilot, lambda: isinstance(app.screen, PastePreview))
        text = shown(pilot)
        assert "Links is filled in part: There is no other called “[Milk]”" in text
        assert "Links stays empty: There is no other called “[Milk]”" in text
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[3:] == ["Dates", "Eggs"])
        assert app.cell("Dates", "links") == ("r1", "r2")
        assert app.cell("Eggs", "links") is None


async def test_escape_adds_nothing() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        app.paste(ROWS)
        await wait_until(pilot, lambda: isinstance(app.screen, PastePreview))
        await press(pilot, "escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, PastePreview))
        assert app.heard == []


async def test_the_preview_works_by_mouse() -> None:
    app = GridApp(three())
    async with opened(app, size=(60, 20)) as pilot:
        app.paste(ROWS)
        await wait_until(pilot, lambda: isinstance(app.screen, PastePreview))
        await pilot.click("#add")
        await wait_until(pilot, lambda: len(app.names) == 5)


async def test_rows_that_are_all_there_already_add_nothing() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        app.paste("Apple\nBread\n")
        await wait_until(pilot, lambda: isinstance(app.screen, PastePreview))
        assert "0 things to add, 2 left out" in shown(pilot)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, PastePreview))
        assert app.heard == []


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("date", "fri\n", "2026-12-04"),
        ("notes", "two words", "two words"),
        ("notes", "two\nlines", "two\nlines"),
        ("notes", '"two\nlines"', "two\nlines"),
        ("choice", "Green", "green"),
        ("yes-no", "x", True),
        ("scale", "5", 5),
    ],
)
async def test_one_cell_goes_into_the_chosen_cell(column: str, text: str, value: Value) -> None:
    app = GridApp(three(), View(columns=("name", column)))
    async with opened(app) as pilot:
        await press(pilot, "right")
        app.paste(text)
        await wait_until(pilot, lambda: app.cell("Apple", column) == value)


async def test_one_name_on_the_last_line_is_a_row() -> None:
    app = GridApp(things())
    async with opened(app) as pilot:
        app.paste("Dates \x1b]0;x\x07\n")
        await wait_until(pilot, lambda: app.names == ["Dates ]0;x"])


async def test_text_pasted_into_a_field_is_typed_there() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "enter")
        app.paste(" pie\r\nand\tcustard\n")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[0] == "Apple pie and custard")


@pytest.mark.parametrize(
    ("view", "text", "words"),
    [
        (View(columns=("name", "date")), "soon", "not a date"),
        (View(columns=("name", "date")), "fri\nmon", "No thing is named"),
        (View(add=False), "A\nB", "takes no new things"),
        (View(), "x" * (MAX_PASTE + 1), "one paste takes 1,000,000"),
        (View(), "\n".join(map(str, range(999))), "has room for 997 more things"),
    ],
)
async def test_what_cannot_be_pasted_is_said(view: View, text: str, words: str) -> None:
    app = GridApp(three(), view)
    async with opened(app) as pilot:
        if "date" in view.columns:
            await press(pilot, "right")
        app.paste(text)
        await wait_until(pilot, lambda: words in app.says)
        assert app.heard == []


async def test_nothing_pasted_is_nothing() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        app.paste(" \n\t\n")
        await press(pilot, "down")
        await wait_until(pilot, lambda: app.at == ("Bread", "name"))
        assert app.heard == []


async def test_a_thousand_rows_are_shown() -> None:
    app = GridApp(things())
    async with opened(app) as pilot:
        app.paste("\n".join(f"Thing {number}\t[/x]" for number in range(1000)))
        await wait_until(pilot, lambda: isinstance(app.screen, PastePreview))
        assert "1000 things to add" in shown(pilot)
        await press(pilot, "pagedown", "down", "enter")
        await wait_until(pilot, lambda: len(app.names) == 1000)
