"""Where two games of one board differ, square by square, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmo_gameboard.board.models import Column, LinkColumn, Register, RowsAsk, Square
from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.cells import Slot, show_value
from pmo_gameboard.game.merge import Pair, check_same_board, owners, pairs
from pmo_gameboard.game.record import RecordDifference, record_words
from pmo_gameboard.game.state import Entry, Game, Word
from pmo_gameboard.game.words import and_list, count

NAMED = 2
"""So many rows or entries are told of one by one; the rest are counted."""

CLIP = 40
"""The most characters that are shown of what somebody wrote."""

EMPTY = "nothing"


@dataclass(frozen=True)
class SquareDifference:
    """A square on which two games differ.

    Attributes:
        entries: How many rows, cells and answers differ.
        ours: What one side has there: ``“Meet on” of Finance: Fri 27 Nov``.
        theirs: What the other side has.
    """

    square: Square
    entries: int
    ours: str
    theirs: str


@dataclass(frozen=True)
class _Contrast:
    """One thing that differs, as both sides have it."""

    ours: str
    theirs: str
    entries: int = 1


def differences(ours: Game, theirs: Game, today: date) -> tuple[SquareDifference, ...]:
    """The squares on which two games differ, in the order of the path.

    A row or a cell belongs to the square that asks for it first. Only what it says counts here;
    when it was confirmed, and all that hangs on no square, is in ``record_differences``.

    Raises:
        MoveError: The games are on different boards.
    """
    check_same_board(ours, theirs)
    owned = owners(ours.board)
    found: list[SquareDifference] = []
    for square in ours.board.path:
        contrasts = [
            *_row_contrasts(ours, theirs, square, owned, today),
            *_answer_contrasts(ours, theirs, square, today),
            *_word_contrasts(ours.words.get(square.id), theirs.words.get(square.id)),
        ]
        if contrasts:
            entries = sum(contrast.entries for contrast in contrasts)
            mine = _told([contrast.ours for contrast in contrasts])
            others = _told([contrast.theirs for contrast in contrasts])
            found.append(SquareDifference(square, entries, mine, others))
    return tuple(found)


def difference_words(
    found: Sequence[SquareDifference], record: Sequence[RecordDifference] = ()
) -> str:
    """All differences in a line: ``squares 1 and 4b differ: 12 entries; 2 actions are only …``."""
    told = [_square_words(found)] if found else []
    if record:
        told.append(record_words(record))
    return "; ".join(told) or "nothing differs"


def _square_words(found: Sequence[SquareDifference]) -> str:
    labels = [difference.square.label for difference in found]
    entries = count(sum(difference.entries for difference in found), "entry", "entries")
    if len(labels) == 1:
        return f"square {labels[0]} differs: {entries}"
    return f"squares {and_list(labels)} differ: {entries}"


def _row_contrasts(
    ours: Game, theirs: Game, square: Square, owned: dict[tuple[str, str], str], today: date
) -> Iterator[_Contrast]:
    for register in ours.board.registers:
        mine = [c for c in register.columns if owned[register.id, c.id] == square.id]
        if not mine:
            continue
        rows = pairs(ours, theirs, register)
        if any(column.id == register.named_by for column in mine):
            yield from _existence(register, rows)
        for column in mine:
            for pair in rows:
                yield from _cell_contrast(pair, column, register, ours, today)


def _existence(register: Register, rows: Sequence[Pair]) -> Iterator[_Contrast]:
    """Which rows only one side has."""
    ours = [_name(pair, register) for pair in rows if pair.theirs is None]
    theirs = [_name(pair, register) for pair in rows if pair.ours is None]
    if ours or theirs:
        yield _Contrast(
            _only(register, [pair for pair in rows if pair.ours is not None], ours),
            _only(register, [pair for pair in rows if pair.theirs is not None], theirs),
            len(ours) + len(theirs),
        )


def _only(register: Register, rows: Sequence[Pair], alone: Sequence[str]) -> str:
    number = count(len(rows), register.row, register.rows)
    if not alone:
        return number
    more = len(alone) - NAMED
    names = [*alone[:NAMED], *([f"{more} more"] if more > 0 else [])]
    return f"{number}, only here {and_list(names)}"


def _name(pair: Pair, register: Register) -> str:
    cells = pair.ours or pair.theirs or {}
    return _clip(str(cells[register.named_by].value))


def _cell_contrast(
    pair: Pair, column: Column, register: Register, game: Game, today: date
) -> Iterator[_Contrast]:
    if pair.ours is None or pair.theirs is None:
        return  # told already
    ours, theirs = pair.ours.get(column.id), pair.theirs.get(column.id)
    if (ours and ours.value) != (theirs and theirs.value):
        of = f"“{column.label}” of {_name(pair, register)}: "
        yield _Contrast(
            of + _value(game, column, ours, today), of + _value(game, column, theirs, today)
        )


def _answer_contrasts(ours: Game, theirs: Game, square: Square, today: date) -> Iterator[_Contrast]:
    for ask in square.asks:
        mine, other = ours.answer(square.id, ask.id), theirs.answer(square.id, ask.id)
        if not isinstance(ask, RowsAsk) and (mine and mine.value) != (other and other.value):
            of = f"“{_clip(ask.label)}”: "
            yield _Contrast(
                of + _value(ours, ask, mine, today), of + _value(ours, ask, other, today)
            )


def _word_contrasts(ours: Word | None, theirs: Word | None) -> Iterator[_Contrast]:
    if (ours and (ours.kind, ours.note)) != (theirs and (theirs.kind, theirs.note)):
        yield _Contrast(_word(ours), _word(theirs))


def _word(word: Word | None) -> str:
    if word is None:
        return "not declared"
    done = "declared done" if word.kind == "declared" else "set aside"
    return f"{done}: {_clip(word.note)}"


def _value(game: Game, slot: Slot, entry: Entry | None, today: date) -> str:
    if entry is None:
        return EMPTY
    if isinstance(slot, LinkColumn):  # a link leads to a key here, which is a name as good as any
        return _clip(", ".join(entry.value) if isinstance(entry.value, tuple) else str(entry.value))
    return _clip(show_value(game, slot, entry.value, today))


def _told(parts: Sequence[str]) -> str:
    more = len(parts) - NAMED
    rest = f"; and {more} more" if more > 0 else ""
    return "; ".join(parts[:NAMED]) + rest


def _clip(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= CLIP else f"{text[: CLIP - 1].rstrip()}…"
