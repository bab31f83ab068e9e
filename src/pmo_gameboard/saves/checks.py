"""Whether a game that was read from a file fits its board, as every move would have kept it."""

from collections.abc import Iterator, Mapping
from typing import get_args

from pmo_gameboard.board.models import LinkColumn, Register, RowsAsk
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import Slot, check_value
from pmo_gameboard.game.moves import ranked_rows
from pmo_gameboard.game.pulses import prompts
from pmo_gameboard.game.state import MAX_ROWS, MOST_EVER, Entry, Game, Row, Voice
from pmo_gameboard.saves.board_checks import board_faults

RowIds = Mapping[str, frozenset[str]]
"""The ids of each register's rows, to look links up in."""


def check_game(game: Game) -> str:
    """The first thing about a game that no sequence of moves can have made; empty if none.

    It says what and where, as the end of a sentence.
    """
    return next(_faults(game), "")


def _faults(game: Game) -> Iterator[str]:
    yield from board_faults(game.board)
    yield from _unknown_places(game)
    yield from _row_ids(game)
    row_ids = {
        register_id: frozenset(row.id for row in rows)
        for register_id, rows in game.registers.items()
    }
    for register_id, rows in game.registers.items():
        register = game.board.registers_by_id[register_id]
        for row in rows:
            yield from _row_faults(game, register, row, row_ids)
        yield from _names(game, register)
        yield from _ranks(register, rows)
    yield from _answer_faults(game)
    yield from _pulse_faults(game)
    yield from _action_faults(game)
    yield from _check_in_faults(game)
    yield from _player_faults(game)


def _unknown_places(game: Game) -> Iterator[str]:
    for register_id in game.registers.keys() - game.board.registers_by_id.keys():
        yield f"its board has no register {register_id}"
    for stop_id in (game.answers.keys() | game.words.keys()) - game.board.squares_by_id.keys():
        yield f"its board has no square {stop_id}"


def _row_ids(game: Game) -> Iterator[str]:
    if game.next_row > MOST_EVER:
        yield "it says that it had more rows than anybody can write"
    seen: set[str] = set()
    for register_id, rows in game.registers.items():
        if len(rows) > MAX_ROWS:
            yield f"{register_id} has more than {MAX_ROWS:,} rows"
        for row in rows:
            if row.id in seen:
                yield f"two rows are called {row.id}"
            if int(row.id[1:]) >= game.next_row:
                yield f"row {row.id} is numbered higher than it can be"
            seen.add(row.id)


def _row_faults(game: Game, register: Register, row: Row, row_ids: RowIds) -> Iterator[str]:
    for column_id, entry in row.cells.items():
        column = register.by_id.get(column_id)
        if column is None:
            yield f"{register.id} has no column {column_id}"
        elif isinstance(column, LinkColumn):
            if not _links_hold(column, entry, row_ids):
                yield f"{column_id} of row {row.id} points to a row that is not there"
        elif fault := _misfit(game, column, entry):
            yield f"in row {row.id} of {register.id}, {fault}"


def _links_hold(column: LinkColumn, entry: Entry, row_ids: RowIds) -> bool:
    """Whether a link points to rows that are there; looked up, for there may be very many."""
    known = row_ids.get(column.to, frozenset())
    if column.type == "link":
        return isinstance(entry.value, str) and entry.value in known
    ids = entry.value
    return isinstance(ids, tuple) and 0 < len(ids) == len(set(ids)) and known.issuperset(ids)


def _names(game: Game, register: Register) -> Iterator[str]:
    seen: set[str] = set()
    for row in game.rows(register.id):
        entry = row.cells.get(register.named_by)
        name = str(entry.value) if entry else ""
        if not name.strip():
            yield f"row {row.id} of {register.id} has no name"
        if name.casefold() in seen:
            yield f"two rows of {register.id} have the name “{one_line(name)[:40]}”"
        seen.add(name.casefold())


def _ranks(register: Register, rows: tuple[Row, ...]) -> Iterator[str]:
    for column_id in register.rank_columns:
        places = [row.cells[column_id].value for row in ranked_rows(rows, column_id)]
        if places != list(range(1, len(places) + 1)):
            yield f"the ranks under {column_id} of {register.id} do not run from 1 upwards"


def _answer_faults(game: Game) -> Iterator[str]:
    for stop_id, answers in game.answers.items():
        asks = {ask.id: ask for ask in game.board.squares_by_id[stop_id].asks}
        for ask_id, entry in answers.items():
            ask = asks.get(ask_id)
            if ask is None or isinstance(ask, RowsAsk):
                yield f"square {stop_id} has no question {ask_id}"
            elif fault := _misfit(game, ask, entry):
                yield f"at square {stop_id}, {fault}"


def _pulse_faults(game: Game) -> Iterator[str]:
    asked = {voice: prompts(game.board, voice).keys() for voice in get_args(Voice)}
    for pulse in game.pulses:
        if not pulse.tallies or not all(counted.total for counted in pulse.tallies.values()):
            yield f"a pulse of {pulse.on} has no answers"
        if pulse.tallies.keys() - asked[pulse.voice]:
            yield f"a pulse of {pulse.on} answers what its voice is not asked"


def _action_faults(game: Game) -> Iterator[str]:
    seen: set[str] = set()
    for action in game.actions:
        if action.id in seen:
            yield f"two actions are called {action.id}"
        if int(action.id[1:]) >= game.next_action:
            yield f"action {action.id} is numbered higher than it can be"
        if action.square is not None and action.square not in game.board.squares_by_id:
            yield f"action {action.id} comes from a square that its board does not have"
        if (action.state == "open") != (action.closed is None):
            yield f"action {action.id} is both open and closed"
        seen.add(action.id)


def _check_in_faults(game: Game) -> Iterator[str]:
    known = game.board.squares_by_id.keys()
    if list(game.check_ins) != sorted(game.check_ins, key=lambda each: each.on):
        yield "its check-ins are not in the order of their days"
    for check_in in game.check_ins:
        stood = [stop_id for ids in check_in.squares.values() for stop_id in ids]
        places = {check_in.show, check_in.say, check_in.they} - {None}
        if not known >= {*stood, *places}:
            yield f"the check-in of {check_in.on} names a square that its board does not have"
        if len(stood) != len(set(stood)):
            yield f"in the check-in of {check_in.on} a square stands in two ways"


def _player_faults(game: Game) -> Iterator[str]:
    names = [player.name.casefold() for player in game.players]
    if len(names) != len(set(names)):
        yield "two people in the round have one name"
    if game.turn and game.turn.casefold() not in names:
        yield "it is the turn of somebody who is not in the round"


def _misfit(game: Game, slot: Slot, entry: Entry) -> str:
    try:
        check_value(game, slot, entry.value)
    except MoveError:
        return f"{slot.id} holds what it cannot"
    return ""
