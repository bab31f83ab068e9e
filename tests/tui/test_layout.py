"""Where the squares lie, for boards of every shape in windows of every size."""

from functools import cache
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards import square, text_ask
from pmo_gameboard.board.models import Board
from pmo_gameboard.tui.layout import LEAST_TILE, Layout, Place, lay_out
from tui.games import shipped_board

MOST = 300
SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=12).filter(lambda each: sum(each) <= MOST)
WIDTHS = st.integers(60, 240)
HEIGHTS = st.integers(10, 80)


@cache
def board_of(*sizes: int) -> Board:
    """A board whose stages have these numbers of squares; the last one is final."""
    last = sum(sizes)
    stages, number = [], 0
    for index, size in enumerate(sizes, 1):
        squares = []
        for _ in range(size):
            number += 1
            kind = "final" if number == last else "task"
            squares.append(square(number, f"s{number}", text_ask(), kind=kind))
        stages.append(
            {
                "id": f"stage-{index}",
                "name": f"Stage {index}",
                "short": f"Stage {index}",
                "statement": "We are here.",
                "summary": "Here",
                "squares": squares,
            }
        )
    return Board.model_validate(
        {"format": 1, "id": "sized", "title": "Sized", "about": "For tests.", "stages": stages}
    )


def overlap(one: Place, other: Place) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def rows_of(layout: Layout) -> list[list[Place]]:
    return [[p for p in layout.places if p.row == row] for row in range(layout.rows)]


@given(SIZES, WIDTHS, HEIGHTS)
def test_tiles_lie_inside_and_never_over_each_other(
    sizes: list[int], width: int, height: int
) -> None:
    layout = lay_out(board_of(*sizes), width, height)
    for place in layout.places:
        assert layout.label_width <= place.x
        assert place.x + place.width <= layout.width == width
        assert place.y >= 0
        assert place.y + place.height <= layout.height
        assert place.width >= LEAST_TILE
    for row in rows_of(layout):
        assert not any(overlap(one, other) for one, other in combinations(row, 2))
        assert len({place.y for place in row}) == 1
    tops = [row[0].y for row in rows_of(layout)]
    assert all(above + layout.tile_height <= below for below, above in pairwise(tops))


@given(SIZES, WIDTHS, HEIGHTS)
def test_the_path_climbs_and_never_jumps(sizes: list[int], width: int, height: int) -> None:
    board = board_of(*sizes)
    layout = lay_out(board, width, height)
    assert [place.square for place in layout.places] == list(board.path)
    for here, there in pairwise(layout.places):
        assert there.row - here.row in {0, 1}
        if there.row > here.row:
            assert there.x < here.x + here.width or there.stage != here.stage
        else:
            assert there.stage == here.stage
    for row in rows_of(layout):
        assert len({place.stage for place in row}) == 1
        ways = {there.x > here.x for here, there in pairwise(row)}
        assert len(ways) <= 1


@given(SIZES, WIDTHS, HEIGHTS)
def test_every_line_belongs_to_the_row_that_is_drawn_there(
    sizes: list[int], width: int, height: int
) -> None:
    layout = lay_out(board_of(*sizes), width, height)
    for place in layout.places:
        for y in range(place.y, place.y + place.height):
            assert layout.row_at(y) == place.row
        assert layout.top_of(place.row) == place.y


@given(SIZES, WIDTHS, HEIGHTS)
def test_a_board_that_fits_is_whole_and_a_larger_one_scrolls(
    sizes: list[int], width: int, height: int
) -> None:
    layout = lay_out(board_of(*sizes), width, height)
    tallest = layout.rows * layout.tile_height + (layout.rows - 1) * layout.lane
    assert tallest <= layout.height
    if layout.rows * 3 <= height:
        assert layout.height <= height
    else:
        assert layout.height > height


@pytest.mark.parametrize("name", ["customer-centric-pmo", "first-ninety-days"])
@pytest.mark.parametrize(("width", "height"), [(80, 19), (60, 16), (120, 31), (200, 56)])
def test_the_boards_that_ship_are_whole_in_the_smallest_window(
    name: str, width: int, height: int
) -> None:
    """80x24 and 60x20 leave these many lines beside the title, the bearings and the keys."""
    layout = lay_out(shipped_board(name), width, height)
    assert layout.height <= height
    assert all(place.y >= 0 for place in layout.places)


def test_the_two_parts_of_a_square_lie_one_above_the_other() -> None:
    layout = lay_out(shipped_board("customer-centric-pmo"), 80, 19)
    places = {place.square.label: place for place in layout.places}
    below, above = places["4a"], places["4b"]
    assert above.row == below.row + 1
    assert max(above.x, below.x) < min(above.x + above.width, below.x + below.width)


def test_a_last_square_alone_in_its_row_is_as_wide_as_the_summit() -> None:
    layout = lay_out(shipped_board("customer-centric-pmo"), 80, 19)
    *_, before, last = layout.places
    assert last.width > before.width


def test_a_window_of_no_size_is_no_reason_to_fail() -> None:
    for width, height in ((0, 0), (1, 1), (10, 3)):
        assert lay_out(board_of(3, 4), width, height).places
