"""What a cell may hold, by its column: reading what people type, and showing it again."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from pmo_gameboard.board.models import (
    ChoiceAsk,
    ChoiceColumn,
    Column,
    LinkColumn,
    NumberColumn,
    PlainColumn,
    ScaleAsk,
    ScaleColumn,
    TextAsk,
)
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.dates import HINT, parse_date, show_date
from pmo_gameboard.game.state import MAX_TEXT, Game, Value

Slot = Column | TextAsk | ChoiceAsk | ScaleAsk
"""Whatever takes one value: a column's cell, or an ask outside a register."""

_YES = {"yes", "y", "true", "x", "✔", "1", "ja", "done"}
_NO = {"no", "n", "false", "0", "-", "nein"}


_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
"""A number whose thousands are set apart by commas: ``1,250.50``."""


def parse_value(game: Game, slot: Slot, text: str, today: date) -> Value | None:
    """Read what a person typed or pasted for a slot; None where they left it empty.

    Links are read by the names of the rows they point to, several separated by commas, or by
    semicolons where a name has a comma in it. ``text`` has been through
    ``board.text.clean`` already.

    Raises:
        MoveError: The slot cannot hold it; the message says what it can.
    """
    text = text.strip()
    if not text:
        return None
    match slot:
        case ChoiceColumn() | ChoiceAsk():
            return _choice(slot, text)
        case ScaleColumn() | ScaleAsk():
            return _whole(slot, text)
        case NumberColumn():
            return _number(slot, text)
        case LinkColumn():
            return _links(game, slot, text)
        case PlainColumn(type="yes_no"):
            return _yes_no(slot, text)
        case PlainColumn(type="date"):
            return parse_date(text, today).isoformat()
        case PlainColumn(type="rank"):
            return _rank(slot, text)
        case PlainColumn(type="text"):
            return limited(" ".join(text.split()))
        case _:
            return limited(text)


def show_value(game: Game, slot: Slot, value: Value, today: date) -> str:
    """A value as people read it; the text that ``parse_value`` reads back for the same day."""
    match slot, value:
        case ((ChoiceColumn() | ChoiceAsk()), str()):
            return next((option.label for option in slot.options if option.id == value), value)
        case LinkColumn(), str():
            return game.row_name(slot.to, value)
        case LinkColumn(), tuple():
            return _listed(game.row_name(slot.to, row_id) for row_id in value)
        case PlainColumn(type="date"), str():
            return show_date(date.fromisoformat(value), today)
        case _:
            return compare_key(value)


def check_value(game: Game, slot: Slot, value: Value) -> None:
    """Check that a slot can hold a value, wherever it comes from.

    Raises:
        MoveError: It cannot.
    """
    match slot:
        case ChoiceColumn() | ChoiceAsk():
            fits = value in {option.id for option in slot.options}
        case ScaleColumn() | ScaleAsk():
            fits = type(value) is int and slot.min <= value <= slot.max
        case NumberColumn():
            fits = type(value) is float and _within(value, slot)
        case LinkColumn(type="link"):
            fits = isinstance(value, str) and game.row(slot.to, value) is not None
        case LinkColumn():
            fits = (
                isinstance(value, tuple)
                and 0 < len(value) == len(set(value))
                and all(game.row(slot.to, row_id) for row_id in value)
            )
        case PlainColumn(type="yes_no"):
            fits = type(value) is bool
        case PlainColumn(type="rank"):
            fits = type(value) is int and value >= 1
        case PlainColumn(type="date"):
            fits = isinstance(value, str) and _is_iso(value)
        case _:
            fits = isinstance(value, str) and len(value.strip()) > 0 and len(value) <= MAX_TEXT
    if not fits:
        raise MoveError(f"{slot.label} cannot hold that.", hint=describe(slot))


def describe(slot: Slot) -> str:
    """What a slot takes, in one sentence."""
    match slot:
        case ChoiceColumn() | ChoiceAsk():
            return f"Choose one of: {', '.join(option.label for option in slot.options)}."
        case ScaleColumn() | ScaleAsk():
            low = f" ({slot.low})" if slot.low else ""
            high = f" ({slot.high})" if slot.high else ""
            return f"Type a whole number from {slot.min}{low} to {slot.max}{high}."
        case NumberColumn():
            return f"Type a number{_span(slot)}{f', in {slot.unit}' if slot.unit else ''}."
        case LinkColumn(type="link"):
            return "Pick one from the list."
        case LinkColumn():
            return "Pick one or more from the list."
        case PlainColumn(type="yes_no"):
            return "Type yes or no."
        case PlainColumn(type="rank"):
            return "Type a rank; 1 comes first."
        case PlainColumn(type="date"):
            return HINT
        case _:
            return "Type a few words."


def compare_key(value: Value) -> str:
    """The word a board's conditions use for a value: an option's id, ``yes``, ``3``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value)


def answers(ask: ChoiceAsk | ScaleAsk) -> Sequence[str | int]:
    """The values that an ask can be answered with, as the board lists them."""
    if isinstance(ask, ChoiceAsk):
        return [option.id for option in ask.options]
    return range(ask.min, ask.max + 1)


def score(ask: ChoiceAsk | ScaleAsk, value: Value) -> float:
    """What an answer is worth as evidence, 0 to 1 (design, section 3)."""
    if isinstance(ask, ChoiceAsk):
        return next((option.score for option in ask.options if option.id == value), 0)
    if ask.scores is None or not isinstance(value, int):
        return 1
    return ask.scores[value - ask.min]


def limited(text: str) -> str:
    """The text, where it is no longer than a cell, an answer or a note may be.

    Raises:
        MoveError: It is longer.
    """
    if len(text) > MAX_TEXT:
        raise MoveError(
            f"That is {len(text):,} characters; there is room for {MAX_TEXT:,}.",
            hint="Shorten it.",
        )
    return text


def linked_rows(
    game: Game, column: LinkColumn, text: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the rows that a text names, each once, and the names that no row has."""
    named_by = game.board.registers_by_id[column.to].named_by
    ids = {row.text(named_by).casefold(): row.id for row in game.rows(column.to)}
    parts = [text] if text.casefold() in ids else text.split(";" if ";" in text else ",")
    names: dict[str, str] = {}
    for name in filter(None, map(str.strip, parts)):
        names.setdefault(name.casefold(), name)
    found = dict.fromkeys(ids[key] for key in names if key in ids)
    return tuple(found), tuple(name for key, name in names.items() if key not in ids)


def _choice(slot: ChoiceColumn | ChoiceAsk, text: str) -> str:
    word = text.casefold()
    labels = {option.label.casefold(): option.id for option in slot.options}
    if word in labels:
        return labels[word]
    if word in labels.values():
        return word
    near = [option_id for label, option_id in labels.items() if label.startswith(word)]
    if len(near) == 1:
        return near[0]
    raise MoveError(f"“{text[:40]}” is not one of the choices.", hint=describe(slot))


def _whole(slot: ScaleColumn | ScaleAsk, text: str) -> int:
    number = _digits(text)
    if number is not None and slot.min <= number <= slot.max:
        return number
    raise MoveError(f"“{text[:40]}” is not on the scale.", hint=describe(slot))


def _rank(slot: PlainColumn, text: str) -> int:
    if number := _digits(text):
        return number
    raise MoveError(f"“{text[:40]}” is not a rank.", hint=describe(slot))


def _digits(text: str) -> int | None:
    most = 9
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else None


def _number(column: NumberColumn, text: str) -> float:
    plain = "".join(text.split())
    plain = plain.replace(",", "" if _GROUPED.fullmatch(plain) else ".")
    try:
        value = float(plain)
    except ValueError:
        raise MoveError(f"“{text[:40]}” is not a number.", hint=describe(column)) from None
    if not _within(value, column):
        raise MoveError(f"“{text[:40]}” is out of range.", hint=describe(column))
    return value


def _within(value: float, column: NumberColumn) -> bool:
    low = column.min if column.min is not None else -1e15
    high = column.max if column.max is not None else 1e15
    return low <= value <= high


def _span(column: NumberColumn) -> str:
    """The bounds of a number in words."""
    low, high = column.min, column.max
    if low is not None and high is not None:
        return f" from {compare_key(low)} to {compare_key(high)}"
    if low is not None:
        return f" of {compare_key(low)} or more"
    return "" if high is None else f" of {compare_key(high)} or less"


def _yes_no(slot: PlainColumn, text: str) -> bool:
    word = text.casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise MoveError(f"“{text[:40]}” is neither yes nor no.", hint=describe(slot))


def _listed(names: Iterable[str]) -> str:
    """Names in a row, apart by semicolons where a comma could be part of a name."""
    words = list(names)
    return ("; " if any("," in word for word in words) else ", ").join(words)


def _links(game: Game, column: LinkColumn, text: str) -> Value:
    register = game.board.registers_by_id[column.to]
    found, unknown = linked_rows(game, column, text)
    if unknown:
        raise MoveError(
            f"There is no {register.row} called “{unknown[0][:60]}”.",
            hint=f"Pick from the list, or add it to the {register.name} first.",
        )
    if not found:
        raise MoveError(f"“{text[:40]}” names no {register.row}.", hint=describe(column))
    if column.type == "links":
        return found
    if len(found) > 1:
        raise MoveError(f"{column.label} takes only one.", hint=describe(column))
    return found[0]


def _is_iso(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
