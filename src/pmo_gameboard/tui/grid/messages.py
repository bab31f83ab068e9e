"""What a register grid asks of the screen around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from pmo_gameboard.game.state import Value

if TYPE_CHECKING:
    from pmo_gameboard.tui.grid.writing import WritingGrid


@dataclass
class GridMessage(Message):
    """Something that was done in a grid."""

    grid: "WritingGrid"

    @property
    def control(self) -> "WritingGrid":
        """The grid, for ``@on`` with a selector."""
        return self.grid


class GridMessages:
    """The messages of a grid, named after it: ``RegisterGrid.CellWritten``."""

    @dataclass
    class CellWritten(GridMessage, namespace="register_grid"):
        """A cell is to hold a value, or nothing.

        Attributes:
            final: Whether the writer is done with the cell; otherwise more keys may follow, and
                a value that the rules do not allow yet needs no word.
        """

        row_id: str
        column_id: str
        value: Value | None
        final: bool

    @dataclass
    class RowAdded(GridMessage, namespace="register_grid"):
        """A row of this name is to be added.

        It comes with the first key of the name, so that nothing typed is ever only on the
        screen: give the grid the new data, then call ``go_to`` with the new row.

        Attributes:
            final: Whether this is the whole name; otherwise the rest follows as ``CellWritten``.
        """

        name: str
        final: bool

    @dataclass
    class WritingUndone(GridMessage, namespace="register_grid"):
        """What was written into a cell since its field opened is to be taken back.

        A row that began with this writing goes with it.
        """

        row_id: str
        column_id: str

    @dataclass
    class RowDeleted(GridMessage, namespace="register_grid"):
        """A row is to be deleted."""

        row_id: str

    @dataclass
    class RankMoved(GridMessage, namespace="register_grid"):
        """A row is to move up (-1) or down (1) in a rank column."""

        row_id: str
        column_id: str
        step: Literal[-1, 1]

    @dataclass
    class RowsPasted(GridMessage, namespace="register_grid"):
        """Rows are to be added, each given as values by column id, as one step to undo."""

        rows: tuple[Mapping[str, Value], ...]

    @dataclass
    class CursorMoved(GridMessage, namespace="register_grid"):
        """Another cell is chosen; ``row_id`` is None on the line that adds a row."""

        row_id: str | None
        column_id: str
