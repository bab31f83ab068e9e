"""Everything a player can do to a game: each move takes a game and returns the next one.

A move that the rules do not allow raises ``MoveError`` and changes nothing. ``today`` is the
date that is written beside what changes, ``by`` the person who changed it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar

from pmo_gameboard.board.models import Board, LinkColumn, Register, RowsAsk
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import check_value, limited
from pmo_gameboard.game.state import MAX_ROWS, MOST_EVER, Entry, Game, Row, Value, Word

V = TypeVar("V")


def new_game(board: Board, name: str, today: date) -> Game:
    """A game in which nothing is answered yet."""
    return Game(name=name, board=board, created=today)


def set_answer(
    game: Game, stop_id: str, ask_id: str, value: Value | None, today: date, by: str = ""
) -> Game:
    """Answer a text, choice or scale ask; None takes the answer back."""
    ask = next((a for a in game.board.squares_by_id[stop_id].asks if a.id == ask_id), None)
    if ask is None or isinstance(ask, RowsAsk):
        raise MoveError(f"Square {stop_id} has no question called {ask_id}.")
    answers = dict(game.answers.get(stop_id, {}))
    if value is None:
        answers.pop(ask_id, None)
    else:
        check_value(game, ask, value)
        answers[ask_id] = Entry(value=value, on=today, by=by)
    return _with(game, answers=_put(game.answers, stop_id, answers))


def add_rows(
    game: Game, register_id: str, rows: Sequence[Mapping[str, Value]], today: date, by: str = ""
) -> Game:
    """Add rows to a register, each given as values by column id. All are added, or none.

    Rows that come with a rank are put there, and the others make room.
    """
    register = game.board.registers_by_id[register_id]
    if len(game.rows(register_id)) + len(rows) > MAX_ROWS:
        raise MoveError(
            f"{register.name} holds {MAX_ROWS:,} rows at the most.",
            hint=f"Delete some {register.rows} first.",
        )
    names = _names(game, register)
    for values in rows:
        names.add(_checked_name(register, values.get(register.named_by), names))
        for column_id, value in values.items():
            check_value(game, register.by_id[column_id], value)
    check_row_numbers(game.next_row + len(rows))
    added = tuple(
        Row(
            id=f"r{number}",
            cells={key: Entry(value=value, on=today, by=by) for key, value in values.items()},
        )
        for number, values in enumerate(rows, game.next_row)
    )
    kept = (*game.rows(register_id), *added)
    for column_id in register.rank_columns:
        kept = _ranked_anew(kept, column_id, {row.id: _place(row, column_id) for row in added})
    return _with(_with_rows(game, register_id, kept), next_row=game.next_row + len(added))


def set_cell(
    game: Game,
    register_id: str,
    row_id: str,
    column_id: str,
    value: Value | None,
    today: date,
    by: str = "",
) -> Game:
    """Write one cell; None empties it. A rank moves the row there and the others make room."""
    register = game.board.registers_by_id[register_id]
    row = _row(game, register, row_id)
    column = register.by_id[column_id]
    if value is not None:
        check_value(game, column, value)
    if column_id == register.named_by:
        _checked_name(register, value, _names(game, register, but=row_id))
    entry = None if value is None else Entry(value=value, on=today, by=by)
    changed = row.model_copy(update={"cells": _put(row.cells, column_id, entry)})
    rows = tuple(changed if other.id == row_id else other for other in game.rows(register_id))
    if column.type == "rank":
        rows = _ranked_anew(rows, column_id, {row_id: _place(changed, column_id)})
    return _with_rows(game, register_id, rows)


def move_rank(
    game: Game,
    register_id: str,
    row_id: str,
    column_id: str,
    step: Literal[-1, 1],
    today: date,
    by: str = "",
) -> Game:
    """Move a row one place up (-1) or down (1); a row without a rank is ranked last."""
    register = game.board.registers_by_id[register_id]
    row = _row(game, register, row_id)
    ranked = [other.id for other in ranked_rows(game.rows(register_id), column_id)]
    entry = row.cells.get(column_id)
    place = len(ranked) + 1 if entry is None else ranked.index(row_id) + 1 + step
    if not 1 <= place <= len(ranked) + (entry is None):
        return game
    return set_cell(game, register_id, row_id, column_id, place, today, by)


def delete_rows(game: Game, register_id: str, row_ids: Iterable[str]) -> Game:
    """Delete rows, with every link that points to them; the ranks below them close up."""
    gone = set(row_ids)
    register = game.board.registers_by_id[register_id]
    kept = tuple(row for row in game.rows(register_id) if row.id not in gone)
    for column_id in register.rank_columns:
        kept = _ranked_anew(kept, column_id, {})
    game = _with_rows(game, register_id, kept)
    for other in game.board.registers:
        for column in other.columns:
            if isinstance(column, LinkColumn) and column.to == register_id:
                rows = tuple(_without_links(row, column, gone) for row in game.rows(other.id))
                game = _with_rows(game, other.id, rows)
    return game


def linking_rows(game: Game, register_id: str, row_id: str) -> int:
    """How many rows of any register point to a row."""
    return sum(
        row_id in (entry.value if isinstance(entry.value, tuple) else (entry.value,))
        for register in game.board.registers
        for column in register.columns
        if isinstance(column, LinkColumn) and column.to == register_id
        for row in game.rows(register.id)
        if (entry := row.cells.get(column.id)) is not None
    )


def declare(game: Game, stop_id: str, note: str, today: date, by: str = "") -> Game:
    """Call a square done by the player's word, with a note that says why."""
    return _give_word(game, stop_id, Word(kind="declared", note=_note(note), on=today, by=by))


def set_aside(game: Game, stop_id: str, reason: str, today: date, by: str = "") -> Game:
    """Set a square aside as not applicable, with the reason."""
    return _give_word(game, stop_id, Word(kind="set_aside", note=_note(reason), on=today, by=by))


def take_back(game: Game, stop_id: str) -> Game:
    """Take back a declaration or a setting aside."""
    return _with(game, words={key: word for key, word in game.words.items() if key != stop_id})


def set_next_session(game: Game, day: date | None) -> Game:
    """Note when the team meets next."""
    return _with(game, next_session=day)


def check_row_numbers(next_row: int) -> None:
    """Check that a game may have had so many rows.

    Raises:
        MoveError: It is more than their ids have room for.
    """
    if next_row > MOST_EVER:
        raise MoveError(
            f"This game has had {MOST_EVER:,} rows, which is as many as it can.",
            hint="Change rows that are there, or start a new game.",
        )


def ranked_rows(rows: Sequence[Row], column_id: str) -> list[Row]:
    """The rows that have a rank, first to last."""
    ranked = [row for row in rows if column_id in row.cells]
    return sorted(ranked, key=lambda row: _place(row, column_id))


def _with(game: Game, **changes: object) -> Game:
    """The game with some fields replaced; the moves have checked what they put in."""
    return game.model_copy(update=changes)


def _with_rows(game: Game, register_id: str, rows: tuple[Row, ...]) -> Game:
    return _with(game, registers=_put(game.registers, register_id, rows))


def _put(mapping: Mapping[str, V], key: str, value: V | None) -> dict[str, V]:
    """A copy of the mapping with the key set, or left out where the value is empty."""
    if value:
        return {**mapping, key: value}
    return {other: kept for other, kept in mapping.items() if other != key}


def _row(game: Game, register: Register, row_id: str) -> Row:
    row = game.row(register.id, row_id)
    if row is None:
        raise MoveError(f"That {register.row} is not there any more.")
    return row


def _names(game: Game, register: Register, but: str | None = None) -> set[str]:
    """The names that are taken in a register, but for those of one row."""
    return {
        row.text(register.named_by).casefold() for row in game.rows(register.id) if row.id != but
    }


def _checked_name(register: Register, value: Value | None, taken: set[str]) -> str:
    """A row's name as names are compared; it must be filled, and not be taken."""
    label = register.by_id[register.named_by].label
    if not isinstance(value, str) or not value.strip():
        raise MoveError(
            f"Every {register.row} needs something under {label}.",
            hint=f"Type it, or delete the {register.row}.",
        )
    name = value.casefold()
    if name in taken:
        raise MoveError(
            f"Another {register.row} is called “{value[:60]}” already.",
            hint="Give this one another name.",
        )
    return name


def _ranked_anew(
    rows: tuple[Row, ...], column_id: str, wanted: Mapping[str, int]
) -> tuple[Row, ...]:
    """The rows with ranks 1 to n, some moved to the places wanted for them (0: no rank).

    Ranks that only shift keep their dates: those rows were not looked at.
    """
    order = [row.id for row in ranked_rows(rows, column_id) if row.id not in wanted]
    last = 0
    for row_id, place in sorted(wanted.items(), key=lambda item: item[1]):
        if place:
            last = max(place, last + 1)
            order.insert(last - 1, row_id)
    place_of = {row_id: place for place, row_id in enumerate(order, 1)}
    return tuple(
        _with_value(row, column_id, place_of[row.id]) if row.id in place_of else row for row in rows
    )


def _place(row: Row, column_id: str) -> int:
    """A row's rank, or 0 where it has none."""
    entry = row.cells.get(column_id)
    return entry.value if entry is not None and isinstance(entry.value, int) else 0


def _without_links(row: Row, column: LinkColumn, gone: set[str]) -> Row:
    entry = row.cells.get(column.id)
    if entry is None:
        return row
    if not isinstance(entry.value, tuple):
        return _with_value(row, column.id, None) if entry.value in gone else row
    left = tuple(row_id for row_id in entry.value if row_id not in gone)
    return _with_value(row, column.id, left or None)


def _with_value(row: Row, column_id: str, value: Value | None) -> Row:
    """The row with another value in a filled cell, under its old date; None empties it."""
    entry = row.cells[column_id]
    if value == entry.value:
        return row
    changed = None if value is None else entry.model_copy(update={"value": value})
    return row.model_copy(update={"cells": _put(row.cells, column_id, changed)})


def _note(text: str) -> str:
    text = text.strip()
    if not text:
        raise MoveError("A few words are needed here.", hint="Say why, for whoever reads it next.")
    return limited(text)


def _give_word(game: Game, stop_id: str, word: Word) -> Game:
    return _with(game, words={**game.words, stop_id: word})
