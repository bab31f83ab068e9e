"""One game made of two that were played from the same save, square by square.

Two machines may change the same save before they hear of each other. Both games are kept; here
the player's choices make one of them. Rows are the same where their names are, for both sides
may have given one id to different rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from pmo_gameboard.board.models import Ask, Board, Column, LinkColumn, Register, RowsAsk, TextAsk
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.actions import check_action_numbers
from pmo_gameboard.game.check_ins import are_too_many, thinned
from pmo_gameboard.game.moves import check_row_numbers
from pmo_gameboard.game.state import (
    MAX_ACTIONS,
    MAX_PLAYERS,
    MAX_PULSES,
    MAX_ROWS,
    MAX_TEXT,
    Action,
    CheckIn,
    Entry,
    Game,
    Player,
    Pulse,
    Row,
    Word,
)

Side = Literal["ours", "theirs", "both"]
"""Whose a square is to be. ``both`` keeps every row; where the two say different things, notes
and answers in words are joined, and of anything else the later one stays."""

Choices = Mapping[str, Side]
"""A side for each stop, by its id; ``both`` for one that is not named."""

Cells = dict[str, Entry]
Dated = TypeVar("Dated", Entry, Word)
Noted = TypeVar("Noted", bound=Pulse | CheckIn)


class Pair(NamedTuple):
    """A row as both games have it; None where one has not.

    Attributes:
        key: The row's name, without regard to capitals.
        ours: Its cells, with links as the keys of the rows they lead to.
    """

    key: str
    ours: Cells | None
    theirs: Cells | None


def owners(board: Board) -> dict[tuple[str, str], str]:
    """The stop that each column belongs to, by register and column.

    It is the first on the path that asks for it. The rows themselves, with their names and
    whatever no square asks for, belong to the first that asks for the register at all.
    """
    owned: dict[tuple[str, str], str] = {}
    for square in board.path:
        for ask in square.asks:
            if isinstance(ask, RowsAsk):
                named_by = board.registers_by_id[ask.register_id].named_by
                for column_id in (named_by, *ask.columns):
                    owned.setdefault((ask.register_id, column_id), square.id)
    for register in board.registers:
        first = owned.get((register.id, register.named_by), board.path[0].id)
        for column in register.columns:
            owned.setdefault((register.id, column.id), first)
    return owned


def pairs(ours: Game, theirs: Game, register: Register) -> list[Pair]:
    """The rows of a register in both games, ours first."""
    mine, others = _named(ours, register), _named(theirs, register)
    keys = [*mine, *(key for key in others if key not in mine)]
    return [Pair(key, mine.get(key), others.get(key)) for key in keys]


def check_same_board(ours: Game, theirs: Game) -> None:
    """Make sure that two games can be compared.

    Raises:
        MoveError: They are played on different boards.
    """
    if ours.board != theirs.board:
        raise MoveError("These games are played on different boards.", hint="Keep them apart.")


def merge(ours: Game, theirs: Game, choices: Choices) -> Game:
    """One game of two; its name and the ids of its rows are ours.

    A link to a row that is not kept is left out, and ranks run from 1 again.

    Raises:
        MoveError: The games are on different boards, or together have more than fits.
    """
    check_same_board(ours, theirs)
    board, owned = ours.board, owners(ours.board)
    next_row = max(ours.next_row, theirs.next_row)
    kept: dict[str, dict[str, Cells]] = {}
    ids: dict[str, dict[str, str]] = {}
    for register in board.registers:
        sides = {
            column.id: choices.get(owned[register.id, column.id], "both")
            for column in register.columns
        }
        kept[register.id] = _merged_rows(register, pairs(ours, theirs, register), sides)
        known = {_key(row, register): row.id for row in ours.rows(register.id)}
        ids[register.id] = {}
        for key in kept[register.id]:
            if key not in known:
                known[key], next_row = f"r{next_row}", next_row + 1
            ids[register.id][key] = known[key]
    check_row_numbers(next_row)
    registers = {
        register.id: _built(register, kept[register.id], ids)
        for register in board.registers
        if kept[register.id]
    }
    return ours.model_copy(
        update={
            "registers": registers,
            "answers": _merged_answers(ours, theirs, choices),
            "words": _merged_words(ours, theirs, choices),
            "next_session": max(
                filter(None, (ours.next_session, theirs.next_session)), default=None
            ),
            "created": min(ours.created, theirs.created),
            "next_row": next_row,
            **_merged_record(ours, theirs),
        }
    )


def _key(row: Row, register: Register) -> str:
    return row.text(register.named_by).casefold()


def _named(game: Game, register: Register) -> dict[str, Cells]:
    """The rows of a register by their keys, with links that lead to keys instead of ids."""
    links = [column for column in register.columns if isinstance(column, LinkColumn)]
    keys = {
        column.to: {
            row.id: _key(row, game.board.registers_by_id[column.to]) for row in game.rows(column.to)
        }
        for column in links
    }
    named: dict[str, Cells] = {}
    for row in game.rows(register.id):
        cells = dict(row.cells)
        for column in links:
            if entry := cells.get(column.id):
                cells[column.id] = _relinked(entry, keys[column.to])
        named[_key(row, register)] = cells
    return named


def _relinked(entry: Entry, names: Mapping[str, str]) -> Entry:
    """An entry of a link column that leads by other names; what has none is left out."""
    old = entry.value if isinstance(entry.value, tuple) else (str(entry.value),)
    new = tuple(names[name] for name in old if name in names)
    value = new if isinstance(entry.value, tuple) else "".join(new)
    return entry.model_copy(update={"value": value})


def _merged_rows(
    register: Register, rows: Sequence[Pair], sides: Mapping[str, Side]
) -> dict[str, Cells]:
    """The cells of the rows that stay, by their keys."""
    existence = sides[register.named_by]
    merged: dict[str, Cells] = {}
    for pair in rows:
        if (existence == "ours" and pair.ours is None) or (
            existence == "theirs" and pair.theirs is None
        ):
            continue
        if pair.ours is None or pair.theirs is None:
            merged[pair.key] = pair.ours or pair.theirs or {}
            continue
        cells = {
            column.id: _picked(
                pair.ours.get(column.id), pair.theirs.get(column.id), sides[column.id], column
            )
            for column in register.columns
        }
        merged[pair.key] = {key: entry for key, entry in cells.items() if entry is not None}
    if len(merged) > MAX_ROWS:
        raise MoveError(
            f"Together the {register.name} has more than {MAX_ROWS:,} rows.",
            hint="Choose one side for it.",
        )
    return merged


def _picked(
    ours: Entry | None, theirs: Entry | None, side: Side, slot: Column | Ask
) -> Entry | None:
    """The entry that stays of two."""
    if ours is not None and theirs is not None:
        if ours.value == theirs.value:
            return _later(ours, theirs)  # whoever confirmed it last
        if side == "both":
            in_words = slot.type == "notes" or isinstance(slot, TextAsk)
            return _joined(ours, theirs) if in_words else _later(ours, theirs)
    return _of_side(ours, theirs, side)


def _joined(ours: Entry, theirs: Entry) -> Entry:
    """Two texts below each other; the later one alone where they do not fit together."""
    later, mine, other = _later(ours, theirs), str(ours.value), str(theirs.value)
    if other in mine or mine in other:
        return later.model_copy(update={"value": max(mine, other, key=len)})
    text = f"{mine}\n\n{other}"
    return later.model_copy(update={"value": text}) if len(text) <= MAX_TEXT else later


def _later(ours: Dated, theirs: Dated) -> Dated:
    return theirs if theirs.on > ours.on else ours


def _of_side(ours: Dated | None, theirs: Dated | None, side: Side) -> Dated | None:
    if side == "both":
        return _later(ours, theirs) if ours and theirs else ours or theirs
    return ours if side == "ours" else theirs


def _built(
    register: Register, kept: Mapping[str, Cells], ids: Mapping[str, Mapping[str, str]]
) -> tuple[Row, ...]:
    """The rows of a register, with links that lead to ids again and ranks from 1."""
    ranks = {column_id: _ranks(kept, column_id) for column_id in register.rank_columns}
    rows = []
    for key, cells in kept.items():
        new = dict(cells)
        for column_id, entry in cells.items():
            column = register.by_id[column_id]
            if isinstance(column, LinkColumn):
                linked = _relinked(entry, ids[column.to])
                if linked.value:
                    new[column_id] = linked
                else:
                    del new[column_id]
            elif column_id in ranks:
                new[column_id] = entry.model_copy(update={"value": ranks[column_id][key]})
        rows.append(Row(id=ids[register.id][key], cells=new))
    return tuple(rows)


def _ranks(kept: Mapping[str, Cells], column_id: str) -> dict[str, int]:
    """The places of the ranked rows, by key; of two on one place, ours goes first."""
    ranked = [key for key, cells in kept.items() if column_id in cells]
    ranked.sort(key=lambda key: int(str(kept[key][column_id].value)))
    return {key: place for place, key in enumerate(ranked, start=1)}


def _merged_record(ours: Game, theirs: Game) -> dict[str, object]:
    """What was said, agreed and noted: no choice drops any of it, for both happened."""
    actions, next_action = _merged_actions(ours, theirs)
    pulses = _either(ours.pulses, theirs.pulses)
    check_ins = _either(ours.check_ins, theirs.check_ins)
    if check_ins != ours.check_ins:
        check_ins = thinned(check_ins, check_ins[-1].on)
    if len(pulses) > MAX_PULSES or len(actions) > MAX_ACTIONS or are_too_many(check_ins):
        raise MoveError(
            "Together they have more pulses, actions or check-ins than a game keeps.",
            hint="Keep them apart.",
        )
    return {
        "pulses": pulses,
        "actions": actions,
        "next_action": next_action,
        "check_ins": check_ins,
        "players": _merged_players(ours, theirs),
        "turn": ours.turn or theirs.turn,
    }


def _merged_players(ours: Game, theirs: Game) -> tuple[Player, ...]:
    """Everybody of both rounds, each with the most turns they had on either side.

    Whoever missed the turns of the other side is not behind for it.
    """
    rounds = [game.players for game in (ours, theirs) if game.players]
    fewest = max((min(each.turns for each in players) for players in rounds), default=0)
    seated: dict[str, Player] = {}
    for player in (*ours.players, *theirs.players):
        known = seated.setdefault(player.name.casefold(), player)
        turns = max(known.turns, player.turns, fewest)
        seated[player.name.casefold()] = known.model_copy(update={"turns": turns})
    if len(seated) > MAX_PLAYERS:
        raise MoveError(
            f"Together they have more than {MAX_PLAYERS} names in the round.",
            hint="Keep them apart, or take some names out of one.",
        )
    return tuple(seated.values())


def _merged_actions(ours: Game, theirs: Game) -> tuple[tuple[Action, ...], int]:
    """The actions of both, and the number of the next.

    Of one that both sides know, what either side closed stays closed, and neither its owner nor
    its date is lost; where they differ, ours stay.
    """
    actions = {action.id: action for action in ours.actions}
    others = {action.id: action for action in theirs.actions}
    merged_before = Counter(  # under a number of ours, for there was another of theirs
        _unnumbered(action)
        for action in ours.actions
        if not (action.id in others and _same(action, others[action.id]))
    )
    number = max(ours.next_action, theirs.next_action)
    for action in theirs.actions:
        mine = actions.get(action.id)
        if mine is None:
            actions[action.id] = action
        elif _same(mine, action):
            closed = mine if mine.state != "open" else action
            kept = {"owner": mine.owner or action.owner, "due": mine.due or action.due}
            actions[action.id] = closed.model_copy(update=kept)
        elif merged_before[_unnumbered(action)]:
            merged_before[_unnumbered(action)] -= 1
        else:
            actions[f"a{number}"] = action.model_copy(update={"id": f"a{number}"})
            number += 1
    check_action_numbers(number)
    return tuple(actions.values()), number


def _same(ours: Action, theirs: Action) -> bool:
    """Whether two actions of one number are one, whatever has become of it since."""
    return (ours.text, ours.on, ours.square) == (theirs.text, theirs.on, theirs.square)


def _unnumbered(action: Action) -> Action:
    return action.model_copy(update={"id": ""})


def _either(ours: tuple[Noted, ...], theirs: tuple[Noted, ...]) -> tuple[Noted, ...]:
    """What either side has, as often as the side that has it more often, in the order of the days.

    Two pulses of one day may well be alike, and are two.
    """
    left, others = list(ours), list[Noted]()
    for each in theirs:
        if each in left:
            left.remove(each)
        else:
            others.append(each)
    return tuple(sorted((*ours, *others), key=lambda each: each.on)) if others else ours


def _merged_answers(ours: Game, theirs: Game, choices: Choices) -> dict[str, Cells]:
    merged: dict[str, Cells] = {}
    for square in ours.board.path:
        side = choices.get(square.id, "both")
        picked = {
            ask.id: _picked(
                ours.answer(square.id, ask.id), theirs.answer(square.id, ask.id), side, ask
            )
            for ask in square.asks
        }
        if kept := {key: entry for key, entry in picked.items() if entry is not None}:
            merged[square.id] = kept
    return merged


def _merged_words(ours: Game, theirs: Game, choices: Choices) -> dict[str, Word]:
    stops: Iterable[str] = ours.words.keys() | theirs.words.keys()
    picked = {
        stop: _of_side(ours.words.get(stop), theirs.words.get(stop), choices.get(stop, "both"))
        for stop in stops
    }
    return {stop: word for stop, word in picked.items() if word is not None}
