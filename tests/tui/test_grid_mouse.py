"""A grid by mouse."""

from textual import events
from textual.pilot import Pilot

from pmo_gameboard.game.state import Value
from pmo_gameboard.tui.grid.field import LineEditor
from pmo_gameboard.tui.grid.table import GridTable
from tui.grid_app import GridApp, View, opened, things, three
from tui.pilot import press, shown, type_text, wait_until

MANY: list[dict[str, Value]] = [{"name": f"Thing {number}"} for number in range(1, 61)]


async def turn(pilot: Pilot[None], wheel: type[events.MouseEvent], *, shift: bool = False) -> None:
    """Turn the wheel over the table."""
    await pilot._post_mouse_events([wheel], GridTable, (5, 3), button=0, shift=shift)
    await pilot.pause()


async def test_a_click_chooses_a_cell_and_another_writes_in_it() -> None:
    app = GridApp(three(), View(columns=("name", "date")))
    async with opened(app) as pilot:
        x = app.grid.table._window.spans[1].x + 2
        await pilot.click(GridTable, offset=(x, 2))
        await wait_until(pilot, lambda: app.at == ("Bread", "date"))
        assert not app.grid.editing
        await pilot.click(GridTable, offset=(x, 2))
        await wait_until(pilot, lambda: app.grid.editing)


async def test_a_double_click_writes() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await pilot.double_click(GridTable, offset=(3, 3))
        await wait_until(pilot, lambda: app.grid.editing)
        assert app.at == ("Cheese", "name")


async def test_a_click_on_the_last_line_adds_a_row() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await pilot.click(GridTable, offset=(3, 4))
        await wait_until(pilot, lambda: app.grid.editing)
        await type_text(pilot, "Dates")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[3:] == ["Dates"])


async def test_a_click_elsewhere_keeps_what_was_typed() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "enter", "s")
        await pilot.click(GridTable, offset=(3, 3))
        await wait_until(pilot, lambda: app.names[0] == "Apples")
        await wait_until(pilot, lambda: app.at == ("Cheese", "name"))
        assert not app.grid.editing
        assert app.focused is app.grid.table


async def test_a_click_below_the_rows_does_nothing() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await pilot.click(GridTable, offset=(3, 9))
        await pilot.pause()
        assert app.at == ("Apple", "name")
        assert not app.grid.editing


async def test_the_signs_in_the_header_show_more_columns() -> None:
    app = GridApp(three())
    async with opened(app, size=(60, 20)) as pilot:
        table = app.grid.table
        assert "›" in shown(pilot)
        await pilot.click(GridTable, offset=(table.size.width - 2, 0))
        await wait_until(pilot, lambda: table.first == 2)
        await wait_until(pilot, lambda: "‹" in shown(pilot))
        await pilot.click(GridTable, offset=(3, 0))
        await wait_until(pilot, lambda: table.first == 1)


async def test_the_wheel_scrolls_rows_and_with_shift_columns() -> None:
    app = GridApp(things(*MANY))
    async with opened(app, size=(60, 20)) as pilot:
        table = app.grid.table
        await wait_until(pilot, lambda: table.show_vertical_scrollbar)
        await turn(pilot, events.MouseScrollDown)
        await wait_until(pilot, lambda: table.scroll_offset.y > 0)
        assert table.line == 0
        await turn(pilot, events.MouseScrollDown, shift=True)
        await wait_until(pilot, lambda: table.first == 2)
        await turn(pilot, events.MouseScrollUp, shift=True)
        await wait_until(pilot, lambda: table.first == 1)
        await turn(pilot, events.MouseScrollRight)
        await wait_until(pilot, lambda: table.first == 2)
        await turn(pilot, events.MouseScrollLeft)
        await wait_until(pilot, lambda: table.first == 1)


async def test_a_field_goes_along_when_the_rows_scroll_and_closes_out_of_view() -> None:
    app = GridApp(things(*MANY))
    async with opened(app, size=(60, 20)) as pilot:
        await press(pilot, *["down"] * 4, "enter", "x")
        field = app.grid.query_one(LineEditor)
        top = field.region.y
        app.grid.table.scroll_to(y=2, animate=False)
        await wait_until(pilot, lambda: field.region.y == top - 2)
        app.grid.table.scroll_to(y=20, animate=False)
        await wait_until(pilot, lambda: not app.grid.editing)
        assert app.names[4] == "Thing 5x"
