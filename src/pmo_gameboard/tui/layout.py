"""Where each square lies on the screen: a path that climbs, from the first stage at the bottom."""

from dataclasses import dataclass, replace
from functools import cached_property

from pmo_gameboard.board.models import Board, Square

LEAST_TILE = 11
WIDEST_TILE = 28


@dataclass(frozen=True)
class Place:
    """A square's tile, in cells from the top left of the whole board.

    Attributes:
        stage: The index of its stage, from 0 at the bottom.
        row: The index of its row of tiles, from 0 at the bottom.
    """

    square: Square
    stage: int
    row: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Layout:
    """The whole board on a grid of cells.

    Attributes:
        places: The tiles, in the order of the path.
        label_width: The columns kept for the stages' names at the left.
        gap: The empty cells between two tiles of a row.
        lane: The empty lines between two rows of tiles.
    """

    places: tuple[Place, ...]
    width: int
    height: int
    label_width: int
    gap: int
    lane: int
    tile_height: int
    rows: int

    @cached_property
    def by_id(self) -> dict[str, Place]:
        """The tiles by their squares' ids."""
        return {place.square.id: place for place in self.places}

    @cached_property
    def by_row(self) -> dict[int, list[Place]]:
        """The tiles by their rows, each in the order of the path."""
        rows: dict[int, list[Place]] = {}
        for place in self.places:
            rows.setdefault(place.row, []).append(place)
        return rows

    def top_of(self, row: int) -> int:
        """The first line of a row of tiles."""
        return self.height - (row + 1) * self.tile_height - row * self.lane

    def row_at(self, y: int) -> int | None:
        """The row of tiles that a line belongs to; for a lane, the row below it."""
        from_bottom = self.height - 1 - y
        row = from_bottom // (self.tile_height + self.lane)
        return row if 0 <= row < self.rows else None


def lay_out(board: Board, width: int, height: int) -> Layout:
    """Lay a board out for a window of ``width`` by ``height`` cells.

    The tiles are as tall as the window allows; a board with more rows than fit is laid out at
    the least height and scrolls.
    """
    label_width = 25 if width >= 105 else 17 if width >= 72 else 13 if width >= 52 else 0  # noqa: PLR2004
    gap = 2 if width >= 72 else 1  # noqa: PLR2004
    room = max(width - label_width, LEAST_TILE)
    most = max(len(stage.squares) for stage in board.stages)
    columns = max(1, min(most, (room + gap) // (LEAST_TILE + gap)))
    tile = min((room - gap * (columns - 1)) // columns, WIDEST_TILE)
    cells = _walk(board, columns)
    rows = cells[-1][0] + 1
    tile_height, lane = _heights(rows, height)
    full = rows * tile_height + (rows - 1) * lane
    layout = Layout(
        places=(),
        width=width,
        height=full + (max(full, height) - full) // 2,
        label_width=label_width,
        gap=gap,
        lane=lane,
        tile_height=tile_height,
        rows=rows,
    )
    summit = sum(row == rows - 1 for row, _ in cells) == 1
    stage_of = [index for index, stage in enumerate(board.stages) for _ in stage.squares]
    places = []
    for square, stage, (row, column) in zip(board.path, stage_of, cells, strict=True):
        first, last = column, column
        if square.kind == "final" and summit and row == rows - 1:
            first, last = (column, columns - 1) if 2 * column < columns else (0, column)
        places.append(
            Place(
                square=square,
                stage=stage,
                row=row,
                x=label_width + first * (tile + gap),
                y=layout.top_of(row),
                width=(last - first + 1) * (tile + gap) - gap,
                height=tile_height,
            )
        )
    return replace(layout, places=tuple(places))


def _heights(rows: int, height: int) -> tuple[int, int]:
    """The tallest tiles and the widest lane with which all rows fit, or the least of both."""
    for tile_height, lane in ((6, 1), (5, 1), (4, 1), (3, 1)):
        if rows * tile_height + (rows - 1) * lane <= height:
            return tile_height, lane
    return (3, 0) if rows * 3 <= height else (3, 1)


def _walk(board: Board, columns: int) -> list[tuple[int, int]]:
    """Each stop's (row, column): rows go to and fro, each stage starts a row of its own."""
    cells: list[tuple[int, int]] = []
    row, column, step = -1, 0, -1
    for stage in board.stages:
        left = len(stage.squares)
        while left:
            row, step = row + 1, -step
            here = min(left, columns)
            column = min(column, columns - here) if step > 0 else max(column, here - 1)
            cells += [(row, column + index * step) for index in range(here)]
            column += (here - 1) * step
            left -= here
    return cells
