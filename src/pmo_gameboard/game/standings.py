"""Where every square stands, and where that puts the PMO (design, section 3)."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pmo_gameboard.board.models import AllRows, RowsAsk, Square, Stage, TopRows
from pmo_gameboard.board.periods import before
from pmo_gameboard.game.evidence import Aged, Reading, counting_entries, looked_at, read_ask
from pmo_gameboard.game.state import Entry, Game, Row, Word

StandingKind = Literal["open", "started", "done", "declared", "set_aside"]


@dataclass(frozen=True)
class Standing:
    """One square's state.

    Attributes:
        kind: Evidence beats a declaration: a declared square whose asks are filled is done.
        evidence: How much of the asks is filled and still counts, 0 to 1.
        stale: Whether something that counted no longer does.
        readings: Its asks, read.
        waiting: The earlier squares it still waits for, where the board says it must.
    """

    square: Square
    stage: Stage
    kind: StandingKind
    evidence: float
    stale: bool
    readings: tuple[Reading, ...]
    word: Word | None = None
    waiting: tuple[Square, ...] = ()

    @property
    def satisfied(self) -> bool:
        """Whether the token may pass: done and fresh, declared and fresh, or set aside."""
        settled = self.kind in {"done", "declared"} and not self.stale
        return settled or self.kind == "set_aside"

    @property
    def aged(self) -> tuple[Aged, ...]:
        """What no longer counts and is missed; a spare row that has aged is not."""
        return tuple(
            aged
            for reading in self.readings
            if reading.evidence < reading.lasting
            for aged in reading.aged
        )


@dataclass(frozen=True)
class Survey:
    """A whole game, read on one day.

    Attributes:
        standings: One for each stop, in the order of the path.
    """

    game: Game
    today: date
    standings: tuple[Standing, ...]

    @cached_property
    def place(self) -> int:
        """The place on the path where the token stands, 0 for the first stop."""
        last = len(self.standings) - 1
        return next((n for n, s in enumerate(self.standings) if not s.satisfied), last)

    @property
    def here(self) -> Standing:
        """Where the token stands: the first stop not satisfied, or the last one of all."""
        return self.standings[self.place]

    @property
    def finished(self) -> bool:
        """Whether every square is satisfied."""
        return all(standing.satisfied for standing in self.standings)

    @cached_property
    def by_id(self) -> dict[str, Standing]:
        """The standings by stop id."""
        return {standing.square.id: standing for standing in self.standings}

    @property
    def set_aside(self) -> int:
        """How many stops are set aside."""
        return sum(s.kind == "set_aside" for s in self.standings)

    @property
    def declared(self) -> int:
        """How many stops are done by the player's word alone."""
        return sum(s.kind == "declared" and not s.stale for s in self.standings)

    @property
    def done(self) -> int:
        """How many stops are done and fresh."""
        return sum(s.kind == "done" and not s.stale for s in self.standings)

    @property
    def percent(self) -> int:
        """Stops done and fresh, of 100 not set aside; rounded down, so that 100 means all."""
        counted = len(self.standings) - self.set_aside
        return 100 * self.done // counted if counted else 0

    @property
    def stale(self) -> tuple[Standing, ...]:
        """The stops that are stale."""
        return tuple(standing for standing in self.standings if standing.stale)


def survey(game: Game, today: date) -> Survey:
    """Read every square of a game as it stands today."""
    standings: list[Standing] = []
    unsettled: list[Square] = []
    for square in game.board.path:
        waiting = tuple(unsettled) if square.after_all else ()
        standing = _standing(game, square, today, waiting)
        standings.append(standing)
        if not standing.satisfied:
            unsettled.append(square)
    return Survey(game, today, tuple(standings))


def still_true(game: Game, stop_id: str, today: date, by: str = "") -> Game:
    """Confirm what a square holds: every entry that counts there is dated today.

    A date that had to lie ahead and has passed stays stale: only a new date helps there.
    """
    square = game.board.squares_by_id[stop_id]
    word = game.words.get(stop_id)
    if word is not None:
        words = {**game.words, stop_id: word.model_copy(update={"on": today, "by": by})}
        game = game.model_copy(update={"words": words})
    answers = {
        ask_id: _dated(entry, today, by) for ask_id, entry in game.answers.get(stop_id, {}).items()
    }
    if answers:
        game = game.model_copy(update={"answers": {**game.answers, stop_id: answers}})
    for ask in square.asks:
        if isinstance(ask, RowsAsk):
            game = _confirm_rows(game, ask, today, by)
    return game


def confirmable(game: Game, stop_id: str, today: date) -> int:
    """How many entries of a square ``still_true`` would date anew today."""
    square = game.board.squares_by_id[stop_id]
    cells = {
        (row.id, column_id): row.cells[column_id].on
        for ask in square.asks
        if isinstance(ask, RowsAsk)
        for row, column_id in counting_entries(game, ask)
    }
    word = game.words.get(stop_id)
    dates = [
        *cells.values(),
        *(entry.on for entry in game.answers.get(stop_id, {}).values()),
        *([word.on] if word is not None else []),
    ]
    return sum(day < today for day in dates)


def fill_first(game: Game, ask: RowsAsk) -> Square | None:
    """The square to fill before an ask has any rows to look at, or None where it has some."""
    return None if looked_at(game, ask) else source(game, ask)


def source(game: Game, ask: RowsAsk) -> Square | None:
    """The square that gives an ask rows to look at; None where the ask gives them itself.

    While the register is empty that is the first square that adds rows to it; after that, for
    a lens that goes by a column, the first where that column can be filled.
    """
    lens = ask.look_at
    if isinstance(lens, AllRows) or not game.rows(ask.register_id):
        return None if ask.add else _first(game, ask, lambda other: other.add)
    column_id = lens.by if isinstance(lens, TopRows) else lens.column
    return _first(game, ask, lambda other: column_id in other.columns)


def _first(game: Game, ask: RowsAsk, fits: Callable[[RowsAsk], bool]) -> Square | None:
    """The first square with another ask on the same register that fits."""
    return next(
        (
            square
            for square in game.board.path
            for other in square.asks
            if isinstance(other, RowsAsk)
            and other is not ask
            and other.register_id == ask.register_id
            and fits(other)
        ),
        None,
    )


def _standing(game: Game, square: Square, today: date, waiting: tuple[Square, ...]) -> Standing:
    readings = tuple(read_ask(game, square, ask, today) for ask in square.asks)
    evidence = _mean(reading.evidence for reading in readings)
    lasting = _mean(reading.lasting for reading in readings)
    word = game.words.get(square.id)
    shown = evidence >= game.board.done_at and not waiting
    if word is not None and word.kind == "declared" and shown:
        word = None  # what is shown beats what is said
    stale = evidence < lasting
    kind: StandingKind
    if word is not None:
        kind = word.kind
        cutoff = before(today, square.fresh_for) if square.fresh_for else None
        stale = kind == "declared" and cutoff is not None and word.on < cutoff
    elif lasting >= game.board.done_at and not waiting:
        kind = "done"
        stale = not shown
    else:
        kind = "started" if any(reading.touched for reading in readings) else "open"
    stage = game.board.stage_of[square.id]
    return Standing(square, stage, kind, evidence, stale, readings, word, waiting)


def _mean(shares: Iterable[float]) -> float:
    """The mean, free of the dust of binary fractions: 0.6, 0.7 and 0.8 make 0.7."""
    values = list(shares)
    return round(math.fsum(values) / len(values), 9)


def _confirm_rows(game: Game, ask: RowsAsk, today: date, by: str) -> Game:
    confirmed: dict[str, set[str]] = {}
    for row, column_id in counting_entries(game, ask):
        confirmed.setdefault(row.id, set()).add(column_id)
    if not confirmed:
        return game
    rows = tuple(
        _confirm_row(row, confirmed[row.id], today, by) if row.id in confirmed else row
        for row in game.rows(ask.register_id)
    )
    return game.model_copy(update={"registers": {**game.registers, ask.register_id: rows}})


def _confirm_row(row: Row, column_ids: set[str], today: date, by: str) -> Row:
    cells = {
        key: _dated(entry, today, by) if key in column_ids else entry
        for key, entry in row.cells.items()
    }
    return row.model_copy(update={"cells": cells})


def _dated(entry: Entry, today: date, by: str) -> Entry:
    return entry.model_copy(update={"on": today, "by": by})
