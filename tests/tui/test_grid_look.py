"""What a grid looks like: widths, signs, hostile text, small windows, speed."""

import pytest
from rich.cells import cell_len

from boards import EVERYTHING, TODAY, game_of
from pmo_gameboard.game.state import Game, Value
from pmo_gameboard.tui.grid.data import CellTexts, GridData
from pmo_gameboard.tui.grid.field import LineEditor
from pmo_gameboard.tui.grid.layout import column_widths, first_for, last_first, see
from pmo_gameboard.tui.themes import DARK, LIGHT
from tui.grid_app import GridApp, View, opened, things, three
from tui.pilot import press, shown, type_text, wait_until

HOSTILE = [
    "[/x]",
    "[@click=app.quit]x[/]",
    "[bold]b[/bold] \\[",
    "研究開発部と人事部と経理部と法務部",
    "👩‍👩‍👧‍👦 family 🚀",
    "e\u0301\u0301\u0301\u0301",
    "x" * 10_000,
    "a\nb\tc",
    "{} %s $name",
]


def rows_of(game: Game, **more: object) -> GridData:
    register = game.board.registers_by_id["things"]
    given = {"columns": register.columns, "rows": game.rows("things"), "add": True} | more
    return GridData(game=game, register=register, today=TODAY, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("room", [20, 40, 56, 80, 120, 200, 300])
def test_columns_fill_the_window_and_no_more(room: int) -> None:
    data = rows_of(three())
    widths = column_widths(data, CellTexts(), room)
    for first in range(1, last_first(widths, room) + 1):
        window = see(widths, first, room)
        assert all(span.width > 0 for span in window.spans)
        assert window.spans[-1].x + window.spans[-1].width <= room
        whole = len(window.spans) - 1 - any(s.width < widths[s.index] for s in window.spans[1:])
        assert window.left + whole + window.right == len(widths) - 1


@pytest.mark.parametrize("room", [30, 56, 80])
def test_every_column_can_be_brought_wholly_into_view(room: int) -> None:
    data = rows_of(three())
    widths = column_widths(data, CellTexts(), room)
    first = 1
    for column in [*range(len(widths)), *reversed(range(len(widths)))]:
        first = first_for(widths, first, column, room)
        span = see(widths, first, room).span(column)
        assert span is not None
        assert span.width == widths[column]


def test_prose_takes_the_space_that_is_left() -> None:
    data = rows_of(three())
    narrow = column_widths(data, CellTexts(), 130)
    wide = column_widths(data, CellTexts(), 200)
    grown = [data.columns[i].type for i in range(len(narrow)) if wide[i] > narrow[i]]
    assert "notes" in grown
    assert "scale" not in grown


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("size", [(56, 6), (80, 24)])
async def test_hostile_text_is_shown_as_it_is_and_lines_keep_their_width(
    text: str, size: tuple[int, int]
) -> None:
    app = GridApp(things({"name": text[:60].strip(), "notes": text}, others=(text[:60],)))
    async with opened(app, size) as pilot:
        await press(pilot, "right")
        await wait_until(pilot, lambda: app.at[1] == "notes")
        table = app.grid.table
        widths = {table.render_line(y).cell_length for y in range(table.size.height)}
        assert widths == {table.scrollable_content_region.width}
        assert all(cell_len(table.render_line(y).text) in widths for y in range(3))
        await press(pilot, "enter", "escape", "end", "enter", "space", "enter")
        await wait_until(pilot, lambda: app.cell(text[:60].strip(), "links") is not None)


async def test_gaps_and_stale_cells_have_a_sign_and_words() -> None:
    game = three()
    apple, bread, cheese = (row.id for row in game.rows("things"))
    view = View(
        columns=("name", "date", "choice"),
        gaps=frozenset({(bread, "date"), (cheese, "choice")}),
        stale=frozenset({(apple, "date")}),
    )
    app = GridApp(game, view)
    async with opened(app) as pilot:
        text = shown(pilot)
        assert "↻ Thu 3 Dec" in text
        assert "· no date" in text
        assert "· Amber" in text
        await press(pilot, "right")
        await wait_until(pilot, lambda: "written Fri 27 Nov" in app.says)


async def test_the_chosen_cell_is_bracketed() -> None:
    app = GridApp(three())
    async with opened(app) as pilot:
        await press(pilot, "down")
        assert "[Bread" in shown(pilot)
        await press(pilot, "right")
        assert "›Bread" in shown(pilot)
        assert "[Fresh every day" in shown(pilot)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
async def test_a_new_theme_repaints(theme: str) -> None:
    app = GridApp(three(), theme=theme)
    async with opened(app) as pilot:
        before = [s.style for s in app.grid.table.render_line(2)]
        app.theme = LIGHT.name if theme == DARK.name else DARK.name
        await wait_until(pilot, lambda: [s.style for s in app.grid.table.render_line(2)] != before)


async def test_a_field_keeps_its_one_line_whatever_borders_the_app_gives_to_fields() -> None:
    app = GridApp(three())
    app.add_class("-ascii")
    app.stylesheet.add_source(
        ".-ascii { Input, TextArea { border: ascii red; } }", is_default_css=False
    )
    async with opened(app) as pilot:
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.grid.query_one(LineEditor).outer_size.height == 1)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (View(), "No things yet. Press Enter and type the first thing"),
        (View(add=False), "No things to work on yet"),
    ],
)
async def test_an_empty_grid_says_what_to_do(view: View, words: str) -> None:
    app = GridApp(game_of(EVERYTHING), view)
    async with opened(app) as pilot:
        await wait_until(pilot, lambda: words in shown(pilot))
        await press(pilot, "down", "right", "delete", "f8", "shift+up", "tab")
        assert app.heard == []


async def test_a_small_panel_still_takes_text() -> None:
    app = GridApp(three(), View(columns=("name", "notes")))
    async with opened(app, (56, 7)) as pilot:
        await press(pilot, "right")
        await type_text(pilot, "short")
        assert "short" in shown(pilot)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: app.cell("Apple", "notes") == "short")


async def test_a_large_grid_is_moved_in_and_written_in() -> None:
    rows: list[dict[str, Value]] = [
        {"name": f"Thing {n}", "notes": f"note {n} " * 20, "scale": n % 5 + 1} for n in range(1000)
    ]
    app = GridApp(things(*rows))
    async with opened(app) as pilot:
        for key in ("down", "right", "pagedown", "ctrl+end", "ctrl+home"):
            await press(pilot, key)
        await type_text(pilot, "abc")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: str(app.cell("Thing 0", "notes")).endswith("\nabc"))
