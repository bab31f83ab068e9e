"""Writing in the cells of a grid."""

from dataclasses import replace

import pytest

from boards import with_cell
from pmo_gameboard.game.state import MAX_TEXT
from pmo_gameboard.tui.dialogs.pick_links import PickScreen
from pmo_gameboard.tui.grid.field import LineEditor, NotesEditor
from pmo_gameboard.tui.grid.grid import RegisterGrid
from tui.grid_app import GridApp, View, opened, things, three
from tui.pilot import press, shown, type_text, wait_until

NAME_DATE = View(columns=("name", "date"))
NAME_NOTES = View(columns=("name", "notes"))


@pytest.mark.parametrize(
    ("key", "at"),
    [
        ("enter", ("Bread", "date")),
        ("down", ("Bread", "date")),
        ("tab", ("Bread", "date")),
        ("shift+tab", ("Apple", "name")),
    ],
)
async def test_a_typed_text_takes_the_cells_place_and_a_key_goes_on(
    key: str, at: tuple[str, str]
) -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "+2w")
        await wait_until(pilot, lambda: "Fri 11 Dec" in app.says)
        await press(pilot, key)
        await wait_until(pilot, lambda: app.at == at)
        assert not app.grid.editing
        assert app.cell("Apple", "date") == "2026-12-11"
        assert app.focused is app.grid.table


@pytest.mark.parametrize("key", ["enter", "f2"])
async def test_editing_begins_with_what_is_there(key: str) -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, key)
        await type_text(pilot, " pie")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[0] == "Apple pie")


async def test_every_key_is_sent_on_before_the_writer_is_done() -> None:
    app = GridApp(three(), NAME_NOTES)
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "abc")
        await wait_until(pilot, lambda: app.cell("Apple", "notes") == "abc")
        assert app.grid.editing
        written = [m for m in app.heard if isinstance(m, RegisterGrid.CellWritten)]
        assert [m.value for m in written] == ["a", "ab", "abc"]
        assert not any(m.final for m in written)
        await press(pilot, "enter")
        last = app.heard[-1]
        assert isinstance(last, RegisterGrid.CellWritten)
        assert last.final


async def test_opening_and_closing_a_cell_writes_nothing() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        for end in ("enter", "tab", "escape"):
            await press(pilot, "enter", end)
        await wait_until(pilot, lambda: not app.grid.editing)
        assert app.heard == []


async def test_what_cannot_be_read_keeps_the_field_open_with_the_reason() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "soon")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "not a date" in app.says)
        assert app.grid.editing
        assert "soon" in shown(pilot)
        await press(pilot, "escape")
        await wait_until(pilot, lambda: not app.grid.editing)
        assert app.cell("Apple", "date") == "2026-12-03"


async def test_escape_puts_back_what_a_cell_held_before_a_text_went_wrong() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "fri")
        await wait_until(pilot, lambda: app.cell("Apple", "date") == "2026-12-04")
        await type_text(pilot, "xx")
        await press(pilot, "escape")
        await wait_until(pilot, lambda: app.cell("Apple", "date") == "2026-12-03")


async def test_escape_leaves_a_cell_as_it_was() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await press(pilot, "enter", "ctrl+u")
        await type_text(pilot, "x")
        await wait_until(pilot, lambda: app.names[0] == "x")
        assert "Esc puts back “Apple”" in app.says
        await press(pilot, "escape")
        await wait_until(pilot, lambda: app.names[0] == "Apple")
        assert app.at == ("Apple", "name")
        assert "Ctrl+Y brings back" in app.says


async def test_typing_on_a_name_renames_nobody_and_says_what_does() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await type_text(pilot, "x")
        assert app.names[0] == "Apple"
        assert not app.grid.editing
        assert "Enter changes the name." in app.says


async def test_escape_keeps_notes() -> None:
    app = GridApp(three(), NAME_NOTES)
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "abc")
        await press(pilot, "escape")
        await wait_until(pilot, lambda: not app.grid.editing)
        assert app.cell("Apple", "notes") == "abc"


async def test_a_key_on_notes_goes_on_with_them() -> None:
    app = GridApp(three(), NAME_NOTES)
    async with opened(app) as pilot:
        await press(pilot, "down", "right")
        await type_text(pilot, "x")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.cell("Bread", "notes") == "Fresh every day\nx")


async def test_a_date_is_kept_when_it_is_whole_and_not_on_the_way() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await press(pilot, "right", "1", ".", "1")
        await wait_until(pilot, lambda: app.cell("Apple", "date") == "2027-01-01")
        await press(pilot, "2")
        await wait_until(pilot, lambda: app.cell("Apple", "date") == "2026-12-03")
        assert app.grid.editing
        assert not any(getattr(message, "final", False) for message in app.heard)


async def test_a_question_mark_is_not_a_name() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "ctrl+end", "question_mark")
        assert not app.grid.editing
        assert app.heard == []


async def test_ctrl_z_in_a_field_puts_back_the_text() -> None:
    app = GridApp(three(), NAME_DATE)
    async with opened(app) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "fri")
        await press(pilot, "ctrl+z", "enter")
        await wait_until(pilot, lambda: app.at == ("Bread", "date"))
        assert app.cell("Apple", "date") == "2026-12-03"


async def test_a_refused_name_comes_back_with_the_reason_and_nothing_typed_is_lost() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "enter", "ctrl+u")
        await type_text(pilot, "Bread")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "thing is called" in app.says)
        assert app.grid.editing
        assert app.grid.query_one(LineEditor).value == "Bread"
        assert app.at[1] == "name"
        await type_text(pilot, " roll")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[0] == "Bread roll")
        assert not app.grid.editing


async def test_a_row_is_there_from_the_first_key_of_its_name() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "ctrl+n")
        await type_text(pilot, "Da")
        await wait_until(pilot, lambda: app.names[3:] == ["Da"])
        await type_text(pilot, "tes")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names[3:] == ["Dates"])
        assert app.at == ("", "name")
        added = [m for m in app.heard if isinstance(m, RegisterGrid.RowAdded)]
        assert [(m.name, m.final) for m in added] == [("D", False)]


async def test_several_rows_are_added_by_enter_and_tab_goes_on_in_the_row() -> None:
    app = GridApp(things(), View(columns=("name", "scale")))
    async with opened(app) as pilot:
        for name in ("One", "Two"):
            await type_text(pilot, name)
            await press(pilot, "enter")
        await type_text(pilot, "Three")
        await press(pilot, "tab")
        await wait_until(pilot, lambda: app.at == ("Three", "scale"))
        assert app.names == ["One", "Two", "Three"]


async def test_keys_that_come_all_at_once_all_end_up_in_the_field() -> None:
    app = GridApp(things())
    async with opened(app) as pilot:
        for letter in "Annabel":
            app.simulate_key(letter)
        await wait_until(pilot, lambda: app.names == ["Annabel"])


async def test_a_new_row_whose_name_is_wiped_out_goes_away_with_escape() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "insert", "x", "backspace", "enter")
        await wait_until(pilot, lambda: "needs something" in app.says)
        assert app.grid.editing
        await press(pilot, "escape")
        await wait_until(pilot, lambda: app.names == ["Apple", "Bread", "Cheese"])


async def test_a_new_row_without_a_name_is_none() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "ctrl+n", "enter")
        await wait_until(pilot, lambda: not app.grid.editing)
        assert app.heard == []
        assert app.at == ("", "name")


async def test_a_taken_name_for_a_new_row_is_said_at_once() -> None:
    app = GridApp(things({"name": "A"}))
    async with opened(app) as pilot:
        await press(pilot, "ctrl+n", "A", "enter")
        await wait_until(pilot, lambda: "thing is called" in app.says)
        assert app.grid.editing
        await type_text(pilot, "b")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.names == ["A", "Ab"])


async def test_rows_are_not_added_where_that_makes_no_sense() -> None:
    app = GridApp(three(), View(add=False))
    async with opened(app) as pilot:
        assert "+ New" not in shown(pilot)
        await press(pilot, "ctrl+n", "ctrl+end")
        await wait_until(pilot, lambda: app.at == ("Cheese", "name"))
        assert not app.grid.editing


async def test_other_data_leave_the_open_field_alone() -> None:
    app = GridApp(three(), replace(NAME_NOTES, sort="notes"))
    async with opened(app) as pilot:
        await press(pilot, "down", "right")
        await type_text(pilot, "zz")
        field = app.grid.query_one(NotesEditor)
        app.game = with_cell(app.game, "things", "Cheese", "notes", "aa")
        app.grid.data = app.data
        await pilot.pause()
        assert app.focused is field
        assert field.text == "zz"
        await press(pilot, "escape")
        await wait_until(pilot, lambda: not app.grid.editing)
        assert field.text == "zz"
        rows = [app.game.row_name("things", row.id) for row in app.grid.table.data.rows]
        assert rows == ["Bread", "Cheese", "Apple"]


async def test_the_cursor_stays_on_its_row_when_the_order_changes() -> None:
    app = GridApp(three(), View(columns=("name", "rank"), sort="rank"))
    async with opened(app) as pilot:
        await press(pilot, "down", "right")
        app.game = with_cell(app.game, "things", "Bread", "rank", 3)
        app.grid.data = app.data
        await wait_until(pilot, lambda: app.grid.table.line == 2)
        assert app.at == ("Bread", "rank")


async def test_notes_take_several_lines() -> None:
    app = GridApp(three(), NAME_NOTES)
    async with opened(app) as pilot:
        await press(pilot, "right", "a", "ctrl+j", "b")
        await wait_until(pilot, lambda: "Ctrl+J" in app.says)
        assert isinstance(app.focused, NotesEditor)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "notes") == "a\nb")
        assert app.at == ("Bread", "notes")


@pytest.mark.parametrize("column", ["name", "notes"])
async def test_a_field_takes_no_more_than_a_cell_holds(column: str) -> None:
    app = GridApp(three(), NAME_NOTES)
    async with opened(app) as pilot:
        if column == "notes":
            await press(pilot, "right")
        await press(pilot, "enter")
        app.paste("x" * 1_000_000)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: not app.grid.editing)
        row = app.game.rows("things")[0]
        assert len(str(row.cells[column].value)) == MAX_TEXT


async def test_a_ranks_way_to_twelve_does_not_lead_over_one() -> None:
    app = GridApp(three(), View(columns=("name", "rank"), sort="rank"))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter", "backspace", "3")
        assert app.heard == []
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "rank") == 3)


async def test_leaving_the_app_window_keeps_the_field_and_another_widget_closes_it() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "enter", "x")
        app.app_focus = False
        await pilot.pause()
        assert app.grid.editing
        app.app_focus = True
        await wait_until(pilot, lambda: isinstance(app.focused, LineEditor))
        app.query_one("Button").focus()
        await wait_until(pilot, lambda: not app.grid.editing)
        assert app.names[0] == "Applex"
        assert app.focused is app.query_one("Button")


async def test_finish_closes_the_field_and_keeps_the_text() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "enter", "s")
        app.grid.finish()
        await wait_until(pilot, lambda: app.names[0] == "Apples")
        assert not app.grid.editing


# Picking from a list


async def test_one_is_picked_by_typing_part_of_it() -> None:
    app = GridApp(three(), View(columns=("name", "choice")))
    async with opened(app) as pilot:
        await press(pilot, "right", "g")
        await wait_until(pilot, lambda: isinstance(app.screen, PickScreen))
        await type_text(pilot, "re")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "choice") == "green")


async def test_several_are_marked_with_the_space_bar_and_unmarked_again() -> None:
    app = GridApp(three(), View(columns=("name", "links")))
    wine, water = (row.id for row in app.game.rows("others"))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter", "space", "down", "space", "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "links") == (wine, water))
        await press(pilot, "enter", "space", "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "links") == (water,))
        await press(pilot, "enter", "space", "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "links") is None)


async def test_enter_takes_the_one_under_the_cursor_where_none_is_marked() -> None:
    app = GridApp(three(), View(columns=("name", "links")))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter", "down", "enter")
        water = app.game.rows("others")[1].id
        await wait_until(pilot, lambda: app.cell("Apple", "links") == (water,))


async def test_escape_picks_nothing() -> None:
    app = GridApp(three(), View(columns=("name", "link")))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter", "escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, PickScreen))
        assert app.heard == []


async def test_an_empty_register_says_what_to_do() -> None:
    app = GridApp(things({"name": "Apple"}), View(columns=("name", "links")))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter")
        await wait_until(pilot, lambda: "There are no others to pick from yet" in shown(pilot))
        await press(pilot, "enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, PickScreen))


async def test_a_filter_that_fits_nothing_says_so() -> None:
    app = GridApp(three(), View(columns=("name", "link")))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter", "q", "q")
        await wait_until(pilot, lambda: "Nothing here is called" in shown(pilot))
        await press(pilot, "enter", "escape")
        await wait_until(pilot, lambda: not isinstance(app.screen, PickScreen))
        assert app.heard == []


async def test_a_picked_row_is_clicked() -> None:
    app = GridApp(three(), View(columns=("name", "link")))
    async with opened(app) as pilot:
        await press(pilot, "right", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PickScreen))
        await pilot.click("OptionList", offset=(4, 2))
        await wait_until(pilot, lambda: app.cell("Apple", "link") == app.game.rows("things")[1].id)
