"""What a game is: one team's answers on one board, and when each was written."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from pmo_gameboard.board.models import Board, Id, Model

Value = bool | int | float | str | tuple[str, ...]
"""What a cell or an answer holds.

Text, notes and choices are ``str`` (a choice is its option's id), yes/no is ``bool``, scales and
ranks are ``int``, numbers are ``float``, dates are ISO ``str``, a link is the other row's id, links
are a tuple of ids. The column says which; see ``game/cells.py``.
"""

MAX_TEXT = 10_000
"""The most characters one cell or answer holds."""

MAX_ROWS = 1_000
"""The most rows one register holds."""

MOST_EVER = 10**9
"""The most rows, and the most actions, that a game can have had; their ids have room for that."""

MAX_TURNS = 10**6
"""The most turns that one person can have had."""

MAX_PULSES = 500
"""The most pulses one game keeps."""

MAX_ACTIONS = 1_000
"""The most actions one game keeps, closed ones included."""

MAX_PLAYERS = 60
"""The most names in the round."""

MAX_PEOPLE = 9_999
"""The most people who give one answer in one pulse."""

Voice = Literal["team", "customers"]
"""Whose answers a pulse counts."""

Vote = Literal["not_yet", "partly", "yes"]
"""What one person says of one square."""

StoodAs = Literal["done", "stale", "declared", "set_aside", "started"]
"""How a square stood that was not open."""

Way = Literal["alone", "hands", "round", "file"]
"""How the answers came in: one person, a show of hands, the keyboard passed round, a file."""

RowId = Annotated[str, StringConstraints(pattern=r"^r[1-9][0-9]*$", max_length=12)]
Person = Annotated[str, StringConstraints(max_length=80)]


class Entry(Model):
    """A value, with when it was last written or confirmed, and by whom (empty: nobody said)."""

    value: Value
    on: date
    by: Person = ""


class Row(Model):
    """A row of a register; only filled cells are kept."""

    id: RowId
    cells: Mapping[Id, Entry]

    def text(self, column_id: str) -> str:
        """What a cell says, as text; empty where nothing is in it."""
        entry = self.cells.get(column_id)
        return "" if entry is None else str(entry.value)


class Word(Model):
    """A square's standing by the player's word: declared done, or set aside as not applicable."""

    kind: Literal["declared", "set_aside"]
    note: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
    on: date
    by: Person = ""


class Tally(Model):
    """How many people said what of one square."""

    not_yet: Annotated[int, Field(ge=0, le=MAX_PEOPLE)] = 0
    partly: Annotated[int, Field(ge=0, le=MAX_PEOPLE)] = 0
    yes: Annotated[int, Field(ge=0, le=MAX_PEOPLE)] = 0

    @property
    def total(self) -> int:
        """How many people answered."""
        return self.not_yet + self.partly + self.yes


class Pulse(Model):
    """What one voice said of the squares on one day; it is kept for ever.

    Attributes:
        open: Whether answers are still coming in. A reading goes by what is finished.
        tallies: What was said, by stop id; a square nobody answered is not in it.
    """

    voice: Voice
    way: Way
    on: date
    by: Person = ""
    open: bool = False
    tallies: Mapping[Id, Tally] = Field(default_factory=dict)


class Action(Model):
    """Something to be done.

    Attributes:
        owner: Who does it; empty as long as nobody does.
        square: The id of the stop it came from; None where it came from no square.
        closed: The day it was done or dropped.
    """

    id: Annotated[str, StringConstraints(pattern=r"^a[1-9][0-9]*$", max_length=12)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    on: date
    by: Person = ""
    owner: Person = ""
    due: date | None = None
    square: Id | None = None
    state: Literal["open", "done", "dropped"] = "open"
    closed: date | None = None


class CheckIn(Model):
    """How a game stood on one day.

    Attributes:
        name: What the team called it; empty for the one a day that is made by itself.
        percent: Stops done and fresh, of 100 not set aside.
        show: The stop the token stood on.
        say: The stop the team's pulse led to; None where there was none.
        they: The stop the customers' pulse led to; None where there was none.
        squares: The ids of the stops by how they stood; those that were open are left out.
    """

    on: date
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    percent: Annotated[int, Field(ge=0, le=100)]
    show: Id
    say: Id | None = None
    they: Id | None = None
    squares: Mapping[StoodAs, tuple[Id, ...]] = Field(default_factory=dict)


class Player(Model):
    """Somebody in the round, and how often it has been their turn."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    turns: Annotated[int, Field(ge=0, le=MAX_TURNS)] = 0


class Game(Model):
    """One team's play of one board.

    Attributes:
        created: The day the game began.
        registers: The rows of each register, in the order they were added.
        answers: The answers to text, choice and scale asks, by stop id, then ask id.
        words: What the player declared or set aside, by stop id.
        next_session: When the team meets next.
        next_row: The number the next row's id gets; ids are never used twice.
        pulses: What the team and its customers said, the latest last.
        actions: What is to be done and what was, in the order it was agreed.
        next_action: The number the next action's id gets.
        check_ins: How the game stood on earlier days, the latest last.
        players: Who takes turns at the keyboard.
        turn: Whose turn it is; empty where nobody's is.
    """

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    board: Board
    created: date
    registers: Mapping[Id, tuple[Row, ...]] = Field(default_factory=dict)
    answers: Mapping[Id, Mapping[Id, Entry]] = Field(default_factory=dict)
    words: Mapping[Id, Word] = Field(default_factory=dict)
    next_session: date | None = None
    next_row: Annotated[int, Field(ge=1)] = 1
    pulses: tuple[Pulse, ...] = Field(default=(), max_length=MAX_PULSES)
    actions: tuple[Action, ...] = Field(default=(), max_length=MAX_ACTIONS)
    next_action: Annotated[int, Field(ge=1, le=MOST_EVER)] = 1
    check_ins: tuple[CheckIn, ...] = Field(default=(), max_length=1_000)
    players: tuple[Player, ...] = Field(default=(), max_length=MAX_PLAYERS)
    turn: Person = ""

    def rows(self, register_id: str) -> tuple[Row, ...]:
        """The rows of a register, in the order they were added."""
        return self.registers.get(register_id, ())

    def row(self, register_id: str, row_id: str) -> Row | None:
        """A row by its id, or None."""
        return next((row for row in self.rows(register_id) if row.id == row_id), None)

    def row_name(self, register_id: str, row_id: str) -> str:
        """What the row calls itself; empty for a row that is not there or not named yet."""
        row = self.row(register_id, row_id)
        return row.text(self.board.registers_by_id[register_id].named_by) if row else ""

    def answer(self, stop_id: str, ask_id: str) -> Entry | None:
        """The answer to an ask, or None."""
        return self.answers.get(stop_id, {}).get(ask_id)
