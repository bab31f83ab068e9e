"""What a board is made of: registers, stages, squares and what they ask for.

A board is data. Every rule a board can state (which rows a square looks at, when a row counts,
how long an answer stays fresh) is a field here, so that a new board needs no code.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Period = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3} (day|week|month|year)s?$")]
"""A length of time in words: ``6 months``, ``1 week``."""

Score = Annotated[float, Field(ge=0, le=1)]

Kind = Literal["question", "task", "star", "final"]


class Model(BaseModel):
    """The base of everything a board or a game is made of: frozen, and closed to unknown keys."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        defer_build=True,
    )


# Registers -----------------------------------------------------------------------------------


class Option(Model):
    """One of the answers to choose from.

    Attributes:
        score: What choosing it is worth as evidence, 0 to 1; 1 when the board gives none.
    """

    id: Id
    label: Label
    score: Score = 1


class Labelled(Model):
    """Something to fill in: under which label, and with which word of help."""

    id: Id
    label: Label
    help: Sentence | None = None


class Scale(Labelled):
    """Whole numbers from ``min`` to ``max``, both included.

    Attributes:
        low: What the lowest number means.
        high: What the highest number means.
    """

    min: int = Field(default=1, ge=0, le=9)
    max: int = Field(default=5, ge=1, le=10)
    low: Label | None = None
    high: Label | None = None


class PlainColumn(Labelled):
    """A column whose type says all there is to know about its cells.

    ``rank`` is unique among the ranked rows and runs from 1 to their number.
    """

    type: Literal["text", "notes", "yes_no", "date", "rank"]


class ChoiceColumn(Labelled):
    """A column whose cells hold one of the options' ids."""

    type: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=1, max_length=40)


class ScaleColumn(Scale):
    """A column of numbers on a scale."""

    type: Literal["scale"]


class NumberColumn(Labelled):
    """A column of numbers, in ``unit`` where one is given."""

    type: Literal["number"]
    min: FiniteFloat | None = None
    max: FiniteFloat | None = None
    unit: Label | None = None


class LinkColumn(Labelled):
    """A column that points to one row (``link``) or several (``links``) of the register ``to``."""

    type: Literal["link", "links"]
    to: Id


Column = Annotated[
    PlainColumn | ChoiceColumn | ScaleColumn | NumberColumn | LinkColumn,
    Field(discriminator="type"),
]


class Register(Model):
    """A small table that several squares fill together, such as a customer map.

    Attributes:
        row: What one row is, as a noun: ``customer``.
        rows: The same noun in the plural: ``customers``.
        named_by: The text column that names a row; it is filled and unique in every row.
    """

    id: Id
    name: Label
    row: Label
    rows: Label
    about: Sentence | None = None
    named_by: Id
    columns: tuple[Column, ...] = Field(min_length=1, max_length=40)

    @cached_property
    def by_id(self) -> dict[str, Column]:
        """The columns by their ids."""
        return {column.id: column for column in self.columns}

    @cached_property
    def rank_columns(self) -> tuple[str, ...]:
        """The ids of the columns that put rows in order."""
        return tuple(column.id for column in self.columns if column.type == "rank")


# Asks ----------------------------------------------------------------------------------------


class AllRows(Model):
    """A lens on every row of the register."""

    rows: Literal["all"]


class TopRows(Model):
    """A lens on the first rows by a column; rows without a value there are not looked at.

    Attributes:
        top: How many rows at the most.
        by: The column that orders them.
        order: ``ascending`` for ranks, where 1 comes first; ``descending`` for scores.
    """

    rows: Literal["top"]
    top: int = Field(ge=1, le=100)
    by: Id
    order: Literal["ascending", "descending"] = "ascending"


class RowsWhere(Model):
    """A lens on the rows whose cell in ``column`` is one of ``is``."""

    rows: Literal["where"]
    column: Id
    values: tuple[Label, ...] = Field(alias="is", min_length=1)

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)


Lens = Annotated[AllRows | TopRows | RowsWhere, Field(discriminator="rows")]


class Condition(Model):
    """What one cell of a row must be for the row to count.

    With the column alone, the cell must be filled. Choices are compared by option id, yes/no
    cells by ``yes`` and ``no``, every other cell by its text.

    Attributes:
        values: The cell is one of these.
        unless: The cell is none of these; an empty cell passes.
        ahead: The cell is a date that has not passed yet.
        lack: How to say that rows fall short of it: ``no meeting date``.
    """

    column: Id
    values: tuple[Label, ...] | None = Field(default=None, alias="is", min_length=1)
    unless: tuple[Label, ...] | None = Field(default=None, min_length=1)
    ahead: bool = False
    lack: Label | None = None

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)


class Order(Model):
    """How the rows of an ask are shown: by a column."""

    by: Id
    order: Literal["ascending", "descending"] = "ascending"


class TextAsk(Labelled):
    """A free answer in words; filled or not.

    Attributes:
        lines: About how many lines the answer takes; 1 is a one-line field.
    """

    type: Literal["text"]
    lines: int = Field(default=4, ge=1, le=20)


class ChoiceAsk(Labelled):
    """One option to choose; its score is the evidence."""

    type: Literal["choice"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=20)


class ScaleAsk(Scale):
    """A number on a scale.

    Attributes:
        scores: What each number is worth as evidence, lowest first; 1 each when not given.
    """

    type: Literal["scale"]
    scores: tuple[Score, ...] | None = None


class RowsAsk(Labelled):
    """A lens on a register: which rows, which columns, and when they are enough.

    Attributes:
        register: The register it works on.
        look_at: The rows it looks at.
        columns: The columns it shows, in order; the naming column is shown anyway.
        add: Whether rows may be added here.
        need: How many of the rows looked at must meet ``meets``: a number or all of them.
        or_all: With a number as ``need``: all rows are enough where there are fewer.
        meets: What a row must be to count; all conditions must hold.
        sort: How the rows are shown; in the lens's own order when not given.
        counted: What is being counted, in words: ``meetings arranged``.
        counted_one: The same for a count of one, where it differs: ``meeting arranged``.
    """

    type: Literal["rows"]
    register_id: Id = Field(alias="register")
    look_at: Lens = AllRows(rows="all")
    columns: tuple[Id, ...] = Field(min_length=1, max_length=40)
    add: bool = False
    need: Annotated[int, Field(ge=1, le=1000)] | Literal["all"]
    or_all: bool = False
    meets: tuple[Condition, ...] = Field(min_length=1, max_length=20)
    sort: Order | None = None
    counted: Label
    counted_one: Label | None = None

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True)


Ask = Annotated[TextAsk | ChoiceAsk | ScaleAsk | RowsAsk, Field(discriminator="type")]


# The path ------------------------------------------------------------------------------------


class Tip(Model):
    """Something a player can do this week.

    Attributes:
        when: The standings in which it helps; in any when not given.
    """

    text: Sentence
    when: tuple[Literal["open", "started", "stale", "done"], ...] | None = Field(
        default=None, min_length=1
    )


class Notes(Model):
    """What a facilitator needs to run a square with a group.

    Attributes:
        minutes: How long it takes in a workshop.
        run: How to run it.
        good: An answer worth having.
        poor: An answer to push back on.
    """

    minutes: int = Field(ge=1, le=240)
    run: Prose
    good: Prose
    poor: Prose


class Square(Model):
    """One stop on the path: a numbered square, or one lettered part of it.

    Attributes:
        part: The letter of a part, where a number is used by several stops.
        short: A title that fits a small square on the board.
        why: Why the square matters.
        fresh_for: How long what is written here counts; for ever when not given.
        after_all: Done only when every earlier square is satisfied.
        said: What the team is asked about this square, as a statement to agree with; its prompt
            where the board gives none.
        heard: What a customer is asked about this square, as a statement to agree with.
        when_done: What to say to the player when the square is done.
    """

    id: Id
    number: int = Field(ge=1, le=1000)
    part: Annotated[str, StringConstraints(pattern=r"^[a-z]$")] | None = None
    kind: Kind
    title: Label
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=13)]
    prompt: Prose
    why: Prose | None = None
    asks: tuple[Ask, ...] = Field(min_length=1, max_length=20)
    fresh_for: Period | None = None
    after_all: bool = False
    tips: tuple[Tip, ...] = ()
    notes: Notes | None = None
    said: Sentence | None = None
    heard: Sentence | None = None
    when_done: Sentence | None = None

    @property
    def label(self) -> str:
        """The number as it is printed on the board: ``3``, ``4a``."""
        return f"{self.number}{self.part or ''}"


class Stage(Model):
    """A named level of maturity, holding its squares in the order of the path."""

    id: Id
    name: Label
    short: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16)]
    statement: Prose
    summary: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    tips: tuple[Tip, ...] = ()
    squares: tuple[Square, ...] = Field(min_length=1)


class Board(Model):
    """A whole board. See ``board/references.py`` for what must hold between its parts.

    Attributes:
        format: The version of this format, 1.
        done_at: The evidence at which a square is done, above 0 and up to 1.
        source: Whom the board is owed to.
    """

    format: Annotated[int, Field(ge=1, le=1)]
    id: Id
    title: Label
    about: Prose
    source: Prose | None = None
    done_at: Annotated[float, Field(gt=0, le=1)] = 1
    registers: tuple[Register, ...] = Field(default=(), max_length=40)
    stages: tuple[Stage, ...] = Field(min_length=1, max_length=100)

    @cached_property
    def path(self) -> tuple[Square, ...]:
        """Every stop of the board, first to last."""
        return tuple(square for stage in self.stages for square in stage.squares)

    @cached_property
    def squares_by_id(self) -> dict[str, Square]:
        """The stops by their ids."""
        return {square.id: square for square in self.path}

    @cached_property
    def stage_of(self) -> dict[str, Stage]:
        """The stage of each stop, by the stop's id."""
        return {square.id: stage for stage in self.stages for square in stage.squares}

    @cached_property
    def registers_by_id(self) -> dict[str, Register]:
        """The registers by their ids."""
        return {register.id: register for register in self.registers}

    @cached_property
    def json_text(self) -> str:
        """The board as JSON on one line, without what is as by default."""
        return self.model_dump_json(by_alias=True, exclude_defaults=True)
