"""Asking for one value: the answer to an ask, or one cell of a register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmo_gameboard.board.models import (
    ChoiceAsk,
    ChoiceColumn,
    LinkColumn,
    NumberColumn,
    PlainColumn,
    ScaleAsk,
    ScaleColumn,
    TextAsk,
)
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import Slot, describe, parse_value, show_value
from pmo_gameboard.game.state import Value
from pmo_gameboard.game.words import clip, sentence
from pmo_gameboard.plain.dates import spoken_date
from pmo_gameboard.plain.dialogue import LEAVE, Option, Way, Word
from pmo_gameboard.plain.play import Play

CLEAR = "clear"
"""What is typed to empty a slot that holds something."""

KEEPS = "An empty line keeps it."

EMPTIES = f"“{CLEAR}” empties it."


@dataclass(frozen=True)
class Given:
    """What the player gave; None takes away what was there."""

    value: Value | None


def ask_value(
    play: Play, slot: Slot, now: Value | None, of: str = "", leave: str = LEAVE
) -> Given | Way:
    """Ask for a value until it is one that the slot can hold, or the player goes back or on.

    Args:
        play: The game.
        slot: What takes the value.
        now: What it holds.
        of: What it belongs to; empty outside a register.
        leave: What an empty line and 0 do.
    """
    head = _head(play, slot, now, of)
    match slot:
        case ChoiceColumn() | ChoiceAsk():
            pairs = [(option.label, option.id) for option in slot.options]
            return _pick(play, head, pairs, now, leave)
        case PlainColumn(type="yes_no"):
            return _pick(play, head, [("Yes", True), ("No", False)], now, leave)
        case LinkColumn():
            return _ask_links(play, slot, head, now, leave)
        case _:
            return _ask_text(play, slot, head, now, leave)


def shown(play: Play, slot: Slot, value: Value | None) -> str:
    """A value in a line, cut where it is long; empty for none."""
    return "" if value is None else clip(show_value(play.game, slot, value, play.today))


def told(play: Play, slot: Slot, value: Value | None) -> str:
    """A value that was just given, as it was read."""
    if value is None:
        return "empty now"
    if slot.type == "date" and isinstance(value, str):
        return spoken_date(date.fromisoformat(value), play.today)
    return shown(play, slot, value)


def _head(play: Play, slot: Slot, now: Value | None, of: str) -> str:
    """What is asked, and what is there already, in full."""
    name = f"{slot.label} for {clip(of)}" if of else slot.label
    words = " ".join(filter(None, (sentence(name), slot.help)))
    if now is None:
        return words
    return f"{words}\nNow: {show_value(play.game, slot, now, play.today)}\n{KEEPS}"


def _pick(
    play: Play, head: str, pairs: Sequence[tuple[str, Value]], now: Value | None, leave: str
) -> Given | Way:
    options = [Option(label, Given(value)) for label, value in pairs]
    if now is not None:
        options.append(Option("Take the answer away", Given(None), CLEAR))
    return play.talk.pick(head, options, back="", leave=leave)


def _ask_text(play: Play, slot: Slot, head: str, now: Value | None, leave: str) -> Given | Way:
    """Ask for what is typed; text that cannot be kept is told, and asked for again."""
    takes = "" if slot.help and slot.type in {"text", "notes"} else describe(slot)
    several = slot.type == "notes" or (isinstance(slot, TextAsk) and slot.lines > 1)
    prompt = "\n".join(filter(None, (head, takes)))
    said = False
    while True:
        typed = play.talk.line(
            prompt,
            EMPTIES if now is not None else "",
            said=said,
            zero=_takes_zero(slot),
            several=several,
            prose=slot.type in {"text", "notes"},
            words={CLEAR} if now is not None else (),
            leave=leave,
        )
        if isinstance(typed, Way):
            return typed
        if isinstance(typed, Word):
            return Given(None)
        try:
            text = typed if several else one_line(typed)
            return Given(parse_value(play.game, slot, text, play.today))
        except MoveError as error:
            play.talk.say(f"Not kept: {error}")
            said = True


def _takes_zero(slot: Slot) -> bool:
    """Whether 0 is something to answer with."""
    if isinstance(slot, ScaleColumn | ScaleAsk):
        return slot.min == 0
    return isinstance(slot, NumberColumn)


def _ask_links(
    play: Play, column: LinkColumn, head: str, now: Value | None, leave: str
) -> Given | Way:
    """Ask for rows of another register, by their numbers in the list or by their names."""
    register = play.game.board.registers_by_id[column.to]
    rows = [row.id for row in play.game.rows(column.to)]
    if not rows:
        play.talk.say(
            f"{column.label}: there are no {register.rows} to pick from yet. "
            f"Write them down in {register.name} first."
        )
        return Way.ON
    listed = [f"{n}. {clip(play.game.row_name(column.to, id_))}" for n, id_ in enumerate(rows, 1)]
    how = "Type one number or name."
    if column.type == "links":
        how = "Type one or more numbers or names, with commas between them."
    prompt = "\n".join((head, *listed, how))
    said = False
    while True:
        words = {CLEAR} if now is not None else ()
        about = EMPTIES if words else ""
        typed = play.talk.line(prompt, about, said=said, words=words, leave=leave)
        if isinstance(typed, Way):
            return typed
        if isinstance(typed, Word):
            return Given(None)
        try:
            return Given(_linked(play, column, typed, rows))
        except MoveError as error:
            play.talk.say(f"Not kept: {error}")
            said = True


def _linked(play: Play, column: LinkColumn, typed: str, rows: Sequence[str]) -> Value | None:
    """The rows that numbers or names mean; several come in the order of their register."""
    parts = typed.replace(",", " ").split()
    numbers = {int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 5}  # noqa: PLR2004 - registers are not larger
    if len(numbers) == len(set(parts)) and numbers <= set(range(1, len(rows) + 1)):
        if column.type == "link" and len(numbers) > 1:
            raise MoveError(f"{column.label} takes only one.")
        found = tuple(rows[number - 1] for number in sorted(numbers))
        return found if column.type == "links" else found[0]
    value = parse_value(play.game, column, one_line(typed), play.today)
    if isinstance(value, tuple):
        return tuple(row_id for row_id in rows if row_id in value)
    return value
