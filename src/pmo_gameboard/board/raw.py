"""Ways around a board as it was written, whatever shape it turned out to have.

The cross-checks work on these and not on the models, so that one misspelt key does not keep
the misspelt references of a board from being told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from pmo_gameboard.board.models import Column
from pmo_gameboard.board.problems import Fault, Node, Path, child, one_of, shorten

COLUMN_TYPES = frozenset(
    kind
    for model in get_args(get_args(Column)[0])
    for kind in get_args(model.model_fields["type"].annotation)
)
"""Every type that a column can have."""

_LONGEST_NUMBER = 9
_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a tree: what stands there, and the path that leads to it."""

    value: Node
    path: Path = ()

    def at(self, key: str) -> "Spot":
        """The place under a key, with nothing in it where there is no such key."""
        return Spot(child(self.value, key), (*self.path, key))

    def each(self, key: str) -> list["Spot"]:
        """The places in the list under a key."""
        items = child(self.value, key)
        if not isinstance(items, list):
            return []
        return [Spot(item, (*self.path, key, index)) for index, item in enumerate(items)]

    def has(self, key: str) -> bool:
        """Whether the key is there, with something behind it."""
        return child(self.value, key) is not None

    @property
    def text(self) -> str:
        """The text that stands here; empty where there is none."""
        return self.value.strip() if isinstance(self.value, str) else ""

    @property
    def number(self) -> int | None:
        """The whole number that stands here, if it is one that could be meant."""
        try:
            return int(self.text[:_LONGEST_NUMBER])
        except ValueError:
            return None

    @property
    def amount(self) -> float | None:
        """The number that stands here."""
        try:
            return float(self.text)
        except ValueError:
            return None

    @property
    def true(self) -> bool:
        """Whether a yes stands here."""
        return self.text.lower() in _TRUE

    def fault(self, message: str, expected: str = "") -> Fault:
        """A problem of this place."""
        return Fault(self.path, message, expected)

    def unknown(self, what: str, known: Sequence[str]) -> Fault:
        """The problem that the word here stands for nothing."""
        return Fault(
            self.path,
            f"There is no {what} `{shorten(self.text)}`.",
            one_of(known) if known else f"a {what} of this board",
            self.text,
            tuple(known),
        )


def stops(board: Spot) -> Iterator[Spot]:
    """Every square of the board, in the order of the path."""
    for stage in board.each("stages"):
        yield from stage.each("squares")


def rows_asks(board: Spot) -> Iterator[Spot]:
    """Every ask of the board that works on a register."""
    for square in stops(board):
        for ask in square.each("asks"):
            if ask.at("type").text == "rows":
                yield ask


def columns_of(register: Spot) -> dict[str, Spot]:
    """The columns of a register by their ids; of two with one id, the first."""
    columns: dict[str, Spot] = {}
    for column in register.each("columns"):
        columns.setdefault(column.at("id").text, column)
    return columns


def shown_columns(board: Spot) -> dict[str, set[str]]:
    """The columns that some ask lets people fill, by the id of their register."""
    shown: dict[str, set[str]] = {}
    for ask in rows_asks(board):
        ids = {column.text for column in ask.each("columns")}
        shown.setdefault(ask.at("register").text, set()).update(ids)
    for register in board.each("registers"):
        shown.setdefault(register.at("id").text, set()).add(register.at("named_by").text)
    return shown
