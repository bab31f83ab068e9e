"""What of a register a square works on: the rows and columns of all its asks about it."""

from dataclasses import dataclass

from pmo_gameboard.board.models import Column, Register, RowsAsk
from pmo_gameboard.game.evidence import Reading, looked_at
from pmo_gameboard.game.moves import ranked_rows
from pmo_gameboard.game.standings import Standing
from pmo_gameboard.game.state import Game, Row

CellId = tuple[str, str]
"""A row's id and a column's id."""


@dataclass(frozen=True)
class Lens:
    """Rows and columns of one register.

    Attributes:
        columns: The columns, the one that names the rows first.
        rows: The rows, in the order they are shown.
        add: Whether rows may be added.
        more: Whether more rows are asked for than there are.
        gaps: The cells that keep a row from counting.
        stale: The cells that no longer count.
    """

    register: Register
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    add: bool
    more: bool = False
    gaps: frozenset[CellId] = frozenset()
    stale: frozenset[CellId] = frozenset()

    @property
    def rank(self) -> Column | None:
        """The first of the columns that puts the rows in order."""
        return next((column for column in self.columns if column.type == "rank"), None)


def lens_of(game: Game, standing: Standing, register: Register) -> Lens:
    """What a square shows of a register."""
    asks = rows_asks(standing, register)
    rows: dict[str, Row] = {}
    columns: dict[str, Column] = {register.named_by: register.by_id[register.named_by]}
    for ask, _ in asks:
        rows |= {row.id: row for row in looked_at(game, ask)}
        columns |= {column_id: register.by_id[column_id] for column_id in ask.columns}
    return Lens(
        register=register,
        columns=tuple(columns.values()),
        rows=tuple(rows.values()),
        add=any(ask.add for ask, _ in asks),
        more=any(ask.add and reading.lasting < 1 for ask, reading in asks),
        gaps=frozenset(
            (gap.row_id, gap.column.id)
            for _, reading in asks
            if reading.lasting < 1
            for gap in reading.gaps
        ),
        stale=frozenset(
            (aged.row_id, aged.column_id) for _, reading in asks for aged in reading.aged
        ),
    )


def whole(game: Game, register: Register) -> Lens:
    """All of a register: the rows by the first rank there is, those without one last."""
    rows = game.rows(register.id)
    if register.rank_columns:
        ranked = ranked_rows(rows, register.rank_columns[0])
        rows = (*ranked, *(row for row in rows if row not in ranked))
    return Lens(register=register, columns=register.columns, rows=rows, add=True)


def rows_asks(standing: Standing, register: Register) -> list[tuple[RowsAsk, Reading]]:
    """The asks of a square on one register, with what was read of each."""
    return [
        (reading.ask, reading)
        for reading in standing.readings
        if isinstance(reading.ask, RowsAsk) and reading.ask.register_id == register.id
    ]
