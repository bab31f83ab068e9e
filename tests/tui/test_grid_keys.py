"""Moving in a grid and filling cells by keys, without a field to write in."""

import pytest

from pmo_gameboard.game.state import Value
from tui.grid_app import GridApp, View, opened, things, three
from tui.pilot import press, shown, type_text, wait_until

ALL = ("name", "notes", "choice", "scale", "yes-no", "number", "date", "rank")


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        (("down",), ("Bread", "name")),
        (("down", "up"), ("Apple", "name")),
        (("up",), ("Apple", "name")),
        (("right", "right", "left"), ("Apple", "notes")),
        (("end",), ("Apple", "rank")),
        (("end", "right", "home"), ("Apple", "name")),
        (("pagedown", "up"), ("Cheese", "name")),
        (("ctrl+end", "up", "pageup"), ("Apple", "name")),
        (("ctrl+end",), ("", "name")),
        (("ctrl+end", "ctrl+home"), ("Apple", "name")),
        (("tab", "tab"), ("Apple", "choice")),
        (("end", "tab"), ("Bread", "notes")),
        (("down", "shift+tab"), ("Apple", "rank")),
    ],
)
async def test_keys_move_the_cursor(keys: tuple[str, ...], at: tuple[str, str]) -> None:
    app = GridApp(three(), View(columns=ALL))
    async with opened(app) as pilot:
        await press(pilot, *keys)
        await wait_until(pilot, lambda: app.at == at)


async def test_tab_leaves_after_the_last_cell_and_before_the_first() -> None:
    app = GridApp(three(), View(columns=("name", "rank")))
    async with opened(app) as pilot:
        await press(pilot, *["tab"] * 6)
        assert app.at == ("", "name")
        await press(pilot, "tab")
        await wait_until(pilot, lambda: app.focused is not app.grid.table)
        await press(pilot, "shift+tab", "ctrl+home")
        await wait_until(pilot, lambda: app.at == ("Apple", "name"))
        await press(pilot, "shift+tab")
        await wait_until(pilot, lambda: app.focused is not app.grid.table)


async def test_the_screen_hears_where_the_cursor_is() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "down", "right", "ctrl+end")
        await wait_until(pilot, lambda: app.cursor == (None, "name"))
        await press(pilot, "up")
        await wait_until(pilot, lambda: app.cursor == (app.grid.data.rows[2].id, "notes"))


@pytest.mark.parametrize(
    ("column", "keys", "value"),
    [
        ("scale", "4", 4),
        ("rank", "3", 3),
        ("yes-no", "y", True),
        ("yes-no", "n", False),
        ("choice", " ", "red"),
        ("choice", "  ", "amber"),
        ("choice", "    ", None),
        ("yes-no", " ", True),
        ("yes-no", "  ", False),
        ("yes-no", "   ", None),
    ],
)
async def test_one_key_fills_a_cell(column: str, keys: str, value: Value | None) -> None:
    app = GridApp(three(), View(columns=("name", column)))
    async with opened(app) as pilot:
        await press(pilot, "right")
        for key in keys:
            await type_text(pilot, key)
        await wait_until(pilot, lambda: app.cell("Apple", column) == value)
        assert app.at == ("Apple", column)
        assert not app.grid.editing


@pytest.mark.parametrize(("column", "key"), [("rank", "1"), ("scale", "4"), ("yes-no", "y")])
async def test_enter_behind_a_key_that_fills_a_cell_goes_down(column: str, key: str) -> None:
    app = GridApp(three(), View(columns=("name", column)))
    async with opened(app) as pilot:
        await press(pilot, "right", key, "enter")
        await wait_until(pilot, lambda: app.at == ("Bread", column))
        assert not app.grid.editing


async def test_rows_keep_their_places_while_a_column_is_filled() -> None:
    app = GridApp(three(), View(columns=("name", "rank"), sort="rank"))
    async with opened(app) as pilot:
        await press(pilot, "right", "3", "enter", "1", "enter", "2")
        await wait_until(pilot, lambda: app.cell("Cheese", "rank") == 2)
        shown_rows = [row.text("name") for row in app.grid.table.data.rows]
        assert shown_rows == ["Apple", "Bread", "Cheese"]
        await press(pilot, "left")
        await wait_until(pilot, lambda: app.grid.table.line == 1)
        shown_rows = [row.text("name") for row in app.grid.table.data.rows]
        assert shown_rows == ["Bread", "Cheese", "Apple"]
        assert app.at == ("Cheese", "name")


async def test_the_cursor_begins_where_there_is_most_to_do() -> None:
    game = three()
    bread = game.rows("things")[1].id
    columns = ("name", "date", "rank")
    for view, at in [
        (View(columns, gaps=frozenset({(bread, "date")})), ("Bread", "date")),
        (View(columns, stale=frozenset({(bread, "rank")})), ("Bread", "rank")),
        (View(columns), ("Apple", "date")),
    ]:
        app = GridApp(game, view)
        async with app.run_test() as pilot:
            await wait_until(pilot, lambda app=app, at=at: app.at == at)  # type: ignore[misc]


async def test_two_quick_digits_are_one_number() -> None:
    rows: list[dict[str, Value]] = [{"name": f"Thing {n}", "rank": n} for n in range(1, 13)]
    app = GridApp(things(*rows), View(columns=("name", "rank")))
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "10")
        await wait_until(pilot, lambda: app.cell("Thing 1", "rank") == 10)


async def test_what_a_cell_cannot_hold_is_said_under_the_table() -> None:
    app = GridApp(three(), View(columns=("name", "scale")))
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "9")
        await wait_until(pilot, lambda: "not on the scale" in app.says)
        assert "from 1 to 5" in shown(pilot)
        await press(pilot, "down")
        await wait_until(pilot, lambda: "not on the scale" not in app.says)


@pytest.mark.parametrize("key", ["delete", "backspace"])
async def test_a_cell_is_emptied(key: str) -> None:
    app = GridApp(three(), View(columns=("name", "date")))
    async with opened(app) as pilot:
        await press(pilot, "right", key)
        await wait_until(pilot, lambda: app.cell("Apple", "date") is None)


async def test_a_name_cannot_be_emptied_and_the_reason_is_said() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "delete")
        await wait_until(pilot, lambda: "Every thing needs something" in app.says)
        assert app.names == ["Apple", "Bread", "Cheese"]


async def test_f8_deletes_the_row_and_the_cursor_takes_the_next() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "down", "f8")
        await wait_until(pilot, lambda: app.names == ["Apple", "Cheese"])
        assert app.at == ("Cheese", "name")


@pytest.mark.parametrize("key", ["alt+up", "shift+up"])
async def test_a_row_moves_up_and_the_cursor_goes_with_it(key: str) -> None:
    app = GridApp(three(), View(columns=("name", "rank"), sort="rank"))
    async with opened(app) as pilot:
        await press(pilot, "down", "down", key)
        await wait_until(pilot, lambda: app.cell("Cheese", "rank") == 2)
        assert app.at == ("Cheese", "name")
        assert app.grid.table.line == 1


@pytest.mark.parametrize("key", ["alt+down", "shift+down"])
async def test_a_row_moves_down(key: str) -> None:
    app = GridApp(three(), View(columns=("name", "rank"), sort="rank"))
    async with opened(app) as pilot:
        await press(pilot, key)
        await wait_until(pilot, lambda: app.cell("Apple", "rank") == 2)


async def test_without_a_rank_column_no_key_ranks() -> None:
    app = GridApp(three(), View(columns=("name", "date")))
    async with opened(app) as pilot:
        await press(pilot, "down", "shift+up", "right")
        await wait_until(pilot, lambda: app.at == ("Bread", "date"))
        assert app.heard == []
