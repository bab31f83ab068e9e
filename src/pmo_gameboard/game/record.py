"""Where two games differ beside what their squares say: what was said, agreed, noted, confirmed.

No game is given up for another without a word of any of this; what one game of both would keep of
it is told too.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.merge import check_same_board, pairs
from pmo_gameboard.game.state import Action, CheckIn, Entry, Game, Player, Pulse, Word
from pmo_gameboard.game.words import clip, count

T = TypeVar("T")
Written = Entry | Word

CLIP = 40
"""The most characters that are shown of what somebody wrote."""

OLDER, NEWER = "the older one", "the newer one"


@dataclass(frozen=True)
class Parted:
    """How the things of one kind are spread over two games, in words; empty for none.

    Attributes:
        ours: What only the first game has: ``2 actions``.
        theirs: What only the second has.
        both: What both have, and do not say alike: ``the action “Dig”``.
    """

    ours: str = ""
    theirs: str = ""
    both: str = ""


@dataclass(frozen=True)
class RecordDifference:
    """One kind of thing of which two games do not hold the same.

    Attributes:
        what: The kind: ``Actions``.
        merged: What one game of both has of it.
    """

    what: str
    parted: Parted
    merged: str


def record_differences(ours: Game, theirs: Game, today: date) -> tuple[RecordDifference, ...]:
    """What two games do not both hold, beside what their squares say.

    Their names are left out: a save keeps the one it has, whatever is gone back to or merged.

    Raises:
        MoveError: The games are on different boards.
    """
    check_same_board(ours, theirs)
    found = _kinds(ours, theirs, today)
    return tuple(each for each in found if each.parted != Parted())


def record_words(found: Sequence[RecordDifference], ours: str = OLDER, theirs: str = NEWER) -> str:
    """The differences in a line: ``2 actions and 3 check-ins are only in the newer one``."""
    clauses = [
        (theirs, [each.parted.theirs for each in found if each.parted.theirs]),
        (ours, [each.parted.ours for each in found if each.parted.ours]),
    ]
    told = [f"{_listed(only)} {_are(only)} only in {side}" for side, only in clauses if only]
    if both := [each.parted.both for each in found if each.parted.both]:
        told.append(f"{_listed(both)} {'differs' if _are(both) == 'is' else 'differ'}")
    return "; ".join(told)


def beside_words(difference: RecordDifference) -> str:
    """One kind in a line, for whoever makes one game of two: what each side has, and what stays."""
    parted = difference.parted
    told = [
        f"{side} {words}"
        for side, words in (
            ("only in yours", parted.ours),
            ("only in theirs", parted.theirs),
            ("not alike in both", parted.both),
        )
        if words
    ]
    return f"{difference.what}: {'; '.join(told)}. In one game, {difference.merged}."


def _kinds(ours: Game, theirs: Game, today: date) -> Iterator[RecordDifference]:
    """Every kind, with what one game of both has of it."""
    stay = "all of them stay"
    pulses = _parted(ours.pulses, theirs.pulses, _pulse_key, partial(_pulses, today))
    yield RecordDifference("Pulses", pulses, stay)
    actions = _parted(ours.actions, theirs.actions, _action_key, _actions)
    yield RecordDifference("Actions", actions, f"{stay}; where one differs, yours does")
    noted = _parted(ours.check_ins, theirs.check_ins, _check_in_key, partial(_check_ins, today))
    yield RecordDifference("Check-ins", noted, "those with names stay, and the last of each day")
    seated = _parted(ours.players, theirs.players, _player_key, _players)
    yield RecordDifference("Players", seated, f"{stay}, with the most turns they had")
    turn = _either(ours.turn, theirs.turn, "the turn of", str)
    yield RecordDifference("Whose turn", turn, "yours stays")
    session = _either(
        ours.next_session, theirs.next_session, "the next session,", lambda day: _day(today, day)
    )
    yield RecordDifference("Next session", session, "the later one stays")
    began = "" if ours.created == theirs.created else "the day it began"
    yield RecordDifference("First day", Parted(both=began), "the earlier one stays")
    yield RecordDifference("Confirmed", _confirmed(ours, theirs), "the later day stays")
    yield RecordDifference("Order", Parted(both=_listed(_orders(ours, theirs))), "yours stays")


def _parted(
    ours: Sequence[T],
    theirs: Sequence[T],
    key: Callable[[T], Hashable],
    tell: Callable[[Sequence[T]], str],
) -> Parted:
    """Take out what both have, one for one, pair what has one key, and tell of the rest."""
    groups: dict[Hashable, tuple[list[T], list[T]]] = {}
    for side, things in enumerate((ours, theirs)):
        for each in things:
            groups.setdefault(key(each), ([], []))[side].append(each)
    mine: list[T] = []
    others: list[T] = []
    both: list[T] = []
    for one, other in groups.values():
        for each in tuple(one):
            if each in other:
                one.remove(each)
                other.remove(each)
        paired = min(len(one), len(other))
        both += other[:paired]
        mine += one[paired:]
        others += other[paired:]
    return Parted(*(tell(found) if found else "" for found in (mine, others, both)))


def _either(ours: T | None, theirs: T | None, what: str, tell: Callable[[T], str]) -> Parted:
    """One thing that each game may have."""
    if ours == theirs:
        return Parted()
    if ours and theirs:
        return Parted(both=f"{what} {tell(ours)} or {tell(theirs)}")
    return Parted(
        ours=f"{what} {tell(ours)}" if ours else "",
        theirs=f"{what} {tell(theirs)}" if theirs else "",
    )


def _confirmed(ours: Game, theirs: Game) -> Parted:
    """Where both say the same, which confirmed it later, or whether somebody else wrote it."""
    mine = others = who = 0
    for one, other in _shared(ours, theirs):
        mine += one.on > other.on
        others += other.on > one.on
        who += one.on == other.on and one.by != other.by
    return Parted(
        _many(mine, "a later confirmation", "later confirmations"),
        _many(others, "a later confirmation", "later confirmations"),
        f"who wrote {count(who, 'entry', 'entries')}" if who else "",
    )


def _shared(ours: Game, theirs: Game) -> Iterator[tuple[Written, Written]]:
    """The entries and words in which both games say the same."""
    for mine, others in _written(ours, theirs):
        for key in mine.keys() & others.keys():
            one, other = mine[key], others[key]
            if other.model_copy(update={"on": one.on, "by": one.by}) == one:
                yield one, other


def _written(
    ours: Game, theirs: Game
) -> Iterator[tuple[Mapping[str, Written], Mapping[str, Written]]]:
    """What was written in each row and square, as both games have it."""
    for register in ours.board.registers:
        for pair in pairs(ours, theirs, register):
            yield pair.ours or {}, pair.theirs or {}
    for stop in ours.answers.keys() & theirs.answers.keys():
        yield ours.answers[stop], theirs.answers[stop]
    yield ours.words, theirs.words


def _orders(ours: Game, theirs: Game) -> list[str]:
    """Of what both have, what does not stand in one order."""
    mine, others = _sequences(ours), _sequences(theirs)
    return [f"the order of the {what}" for what in mine if _out_of_order(mine[what], others[what])]


def _sequences(game: Game) -> dict[str, list[Hashable]]:
    """The keys of whatever stands in an order, by what it is."""
    rows: dict[str, list[Hashable]] = {
        register.rows: [row.text(register.named_by).casefold() for row in game.rows(register.id)]
        for register in game.board.registers
    }
    return rows | {
        "pulses": [_pulse_key(pulse) for pulse in game.pulses],
        "actions": [_action_key(action) for action in game.actions],
        "check-ins": [_check_in_key(each) for each in game.check_ins],
        "players": [_player_key(player) for player in game.players],
    }


def _out_of_order(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> bool:
    shared = set(ours) & set(theirs)
    mine, others = ([*dict.fromkeys(side)] for side in (ours, theirs))
    return [key for key in mine if key in shared] != [key for key in others if key in shared]


def _pulse_key(pulse: Pulse) -> Hashable:
    return pulse.voice, pulse.way, pulse.on


def _check_in_key(check_in: CheckIn) -> Hashable:
    return check_in.on, check_in.name.casefold()


def _player_key(player: Player) -> Hashable:
    return player.name.casefold()


def _action_key(action: Action) -> Hashable:
    return action.id, action.text, action.on, action.square  # as making one game of two has it


def _pulses(today: date, found: Sequence[Pulse]) -> str:
    return _counted(found, f"a pulse of {_day(today, found[0].on)}", "pulses")


def _check_ins(today: date, found: Sequence[CheckIn]) -> str:
    first = found[0]
    one = f"the check-in “{first.name}”" if first.name else f"a check-in of {_day(today, first.on)}"
    return _counted(found, one, "check-ins")


def _day(today: date, day: date) -> str:
    return show_date(day, today)


def _actions(found: Sequence[Action]) -> str:
    return _counted(found, f"the action “{clip(found[0].text, CLIP)}”", "actions")


def _players(found: Sequence[Player]) -> str:
    return _counted(found, f"the player {clip(found[0].name, CLIP)}", "players")


def _counted(found: Sequence[object], one: str, many: str) -> str:
    return _many(len(found), one, many)


def _many(number: int, one: str, many: str) -> str:
    """One thing by its name, several as a number, none as nothing."""
    if not number:
        return ""
    return one if number == 1 else f"{number} {many}"


def _listed(parts: Sequence[str]) -> str:
    """Every part, none left out: each says what would be lost."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _are(parts: Sequence[str]) -> str:
    """The verb for a list; a part that begins with a number is more than one thing."""
    return "are" if len(parts) > 1 or parts[0][0].isdigit() else "is"
