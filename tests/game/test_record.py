"""No part of a game may get lost under “nothing differs”, now or with a field that comes later."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeVar, get_args

import pytest

from pmo_gameboard.board.models import Board, Model
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game import differences as squares
from pmo_gameboard.game import record
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.check_ins import check_in_today, name_check_in
from pmo_gameboard.game.differences import difference_words, differences
from pmo_gameboard.game.merge import merge
from pmo_gameboard.game.moves import delete_rows, set_answer, set_cell, set_next_session
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.record import beside_words, record_differences, record_words
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally
from pmo_gameboard.game.turns import set_players
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.room import RoomState
from saves.gardens import LATER, TODAY, garden, lively_game

START = lively_game()
DAY = timedelta(days=1)
T = TypeVar("T", bound=Model)


def told(ours: Game, theirs: Game) -> str:
    found = record_differences(ours, theirs, TODAY)
    return difference_words(differences(ours, theirs, TODAY), found)


def changed(model: T, **fields: object) -> T:
    return model.model_copy(update=fields)


def first(field: str, **fields: object) -> Callable[[Game], Game]:
    """The game with the first of some things changed."""

    def change(game: Game) -> Game:
        one, *rest = getattr(game, field)
        return changed(game, **{field: (changed(one, **fields), *rest)})

    return change


def cell(**fields: object) -> Callable[[Game], Game]:
    def change(game: Game) -> Game:
        row, *rest = game.rows("tools")
        entry = changed(row.cells["name"], **fields)
        row = changed(row, cells={**row.cells, "name": entry})
        return changed(game, registers={**game.registers, "tools": (row, *rest)})

    return change


def word(**fields: object) -> Callable[[Game], Game]:
    return lambda game: changed(game, words={"plant": changed(game.words["plant"], **fields)})


def tally(**counts: int) -> Callable[[Game], Game]:
    def change(game: Game) -> Game:
        pulse, *rest = game.pulses
        counted = {**pulse.tallies, "why": changed(pulse.tallies["why"], **counts)}
        return changed(game, pulses=(changed(pulse, tallies=counted), *rest))

    return change


COMPARED: dict[str, Callable[[Game], Game]] = {
    "Game.created": lambda game: changed(game, created=game.created - DAY),
    "Game.registers": lambda game: delete_rows(game, "plants", ["r2"]),
    "Game.answers": lambda game: set_answer(game, "why", "will", 1, TODAY),
    "Game.words": lambda game: changed(game, words={}),
    "Game.next_session": lambda game: set_next_session(game, None),
    "Game.pulses": lambda game: changed(game, pulses=game.pulses[1:]),
    "Game.actions": lambda game: changed(game, actions=game.actions[:-1]),
    "Game.check_ins": lambda game: changed(game, check_ins=game.check_ins[1:]),
    "Game.players": lambda game: changed(game, players=game.players[::-1]),
    "Game.turn": lambda game: changed(game, turn=""),
    "Row.cells": lambda game: set_cell(game, "plants", "r3", "story", None, TODAY),
    "Entry.value": cell(value="Rake"),
    "Entry.on": cell(on=LATER),
    "Entry.by": cell(by="Cy"),
    "Word.kind": word(kind="declared"),
    "Word.note": word(note="Summer."),
    "Word.on": word(on=LATER + DAY),
    "Word.by": word(by="Cy"),
    "Pulse.voice": first("pulses", voice="customers"),
    "Pulse.way": first("pulses", way="file"),
    "Pulse.on": first("pulses", on=LATER - DAY),
    "Pulse.by": first("pulses", by="Cy"),
    "Pulse.open": first("pulses", open=True),
    "Pulse.tallies": first("pulses", tallies={"why": Tally(yes=1)}),
    "Tally.not_yet": tally(not_yet=9),
    "Tally.partly": tally(partly=9),
    "Tally.yes": tally(yes=9),
    "Action.id": first("actions", id="a9"),
    "Action.text": first("actions", text="Water them"),
    "Action.on": first("actions", on=LATER),
    "Action.by": first("actions", by="Cy"),
    "Action.owner": first("actions", owner="Cy"),
    "Action.due": first("actions", due=None),
    "Action.square": first("actions", square=None),
    "Action.state": first("actions", state="done"),
    "Action.closed": first("actions", closed=LATER),
    "CheckIn.on": first("check_ins", on=TODAY - DAY),
    "CheckIn.name": first("check_ins", name="Summer review"),
    "CheckIn.percent": first("check_ins", percent=99),
    "CheckIn.show": first("check_ins", show="plant"),
    "CheckIn.say": first("check_ins", say="why"),
    "CheckIn.they": first("check_ins", they="why"),
    "CheckIn.squares": first("check_ins", squares={"done": ("why", "plant")}),
    "Player.name": first("players", name="Cy"),
    "Player.turns": first("players", turns=7),
}
"""A change of each field that has to be told."""

NOT_COMPARED = {
    "Game.name": "a save keeps the name it has, whatever is gone back to or merged",
    "Game.board": "games on different boards are not compared at all, and that is told",
    "Game.next_row": "a number for the next row, which nobody sees; merging takes the higher one",
    "Game.next_action": "a number for the next action; merging takes the higher one",
    "Row.id": "rows are the same where their names are: two sides may number them otherwise",
    "Save.format": "how the file is written",
    "Save.revision": "how often the file was written",
    "Save.saved_at": "told beside the differences, to the second where two are of one minute",
    "Save.at": "where the player stood, which is no answer",
    "Save.room": "what a session was at while it ran; it ends as the game is closed",
    "Save.conflict_with": "where the other side of a copy is",
    "Save.game": "what is compared",
}


def fields(model: type[Model], seen: set[type[Model]]) -> Iterator[str]:
    """Every field of a model and of those in it; a board is looked at as a whole."""
    seen.add(model)
    for name, info in model.model_fields.items():
        yield f"{model.__name__}.{name}"
        for inner in models_in(info.annotation):
            if inner not in {*seen, Board, RoomState}:
                yield from fields(inner, seen)


def models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def test_every_field_of_a_save_is_compared_or_has_a_reason_not_to_be() -> None:
    known = set(fields(Save, set()))
    assert known == COMPARED.keys() | NOT_COMPARED.keys()
    assert not COMPARED.keys() & NOT_COMPARED.keys()


@pytest.mark.parametrize("change", COMPARED.values(), ids=COMPARED)
def test_a_change_of_any_field_is_told_from_both_sides(change: Callable[[Game], Game]) -> None:
    other = change(START)
    assert other != START
    assert told(START, other) != "nothing differs"
    assert told(other, START) != "nothing differs"
    assert told(START, START) == told(other, other) == "nothing differs"


def test_games_on_different_boards_are_told_to_be() -> None:
    with pytest.raises(MoveError, match="different boards"):
        record_differences(START, changed(START, board=garden()), TODAY)


def test_a_comparison_of_squares_alone_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "_kinds", lambda *_: ())
    missed = [name for name, change in COMPARED.items() if "nothing" in told(START, change(START))]
    assert {"Game.pulses", "Game.actions", "Game.check_ins", "Player.turns", "Entry.on"} <= {
        *missed
    }
    monkeypatch.undo()
    monkeypatch.setattr(squares, "_word_contrasts", lambda *_: ())
    assert told(START, COMPARED["Word.note"](START)) == "nothing differs"


def test_what_would_be_lost_is_named() -> None:
    newer = add_action(add_action(START, "Dig", LATER), "Sow", LATER)
    newer = add_pulse(newer, "team", "alone", {"why": Tally(yes=1)}, date(2026, 3, 24))
    for number in range(3):
        newer = name_check_in(survey(newer, LATER + DAY), f"Day {number}")
    assert told(START, newer) == (
        "a pulse of Tue 24 Mar, 2 actions and 3 check-ins are only in the newer one"
    )
    assert told(newer, START) == (
        "a pulse of Tue 24 Mar, 2 actions and 3 check-ins are only in the older one"
    )


def test_one_thing_is_told_by_its_name() -> None:
    cases = {
        "the action “Dig” is only in the newer one": add_action(START, "Dig", LATER),
        "the action “Water it” differs": COMPARED["Action.owner"](START),
        "the player Cy is only in the newer one": set_players(START, ["Ada", "Ben", "庭", "Cy"]),
        "a later confirmation is only in the newer one": COMPARED["Entry.on"](START),
        "who wrote 1 entry differs": COMPARED["Entry.by"](START),
        "the next session, Mon 9 Mar is only in the older one": set_next_session(START, None),
        "the order of the players differs": COMPARED["Game.players"](START),
    }
    assert {words: told(START, newer) for words, newer in cases.items()} == {
        words: words for words in cases
    }


def test_squares_and_the_rest_are_told_in_one_line() -> None:
    newer = add_action(set_answer(START, "why", "will", 1, LATER), "Dig", LATER)
    assert told(START, newer) == (
        "square 1 differs: 1 entry; the action “Dig” is only in the newer one"
    )


def test_two_pulses_that_are_alike_are_two() -> None:
    said = {"why": Tally(yes=2)}
    once = add_pulse(START, "team", "hands", said, LATER)
    twice = add_pulse(once, "team", "hands", said, LATER)
    assert "a pulse of Thu 5 Mar is only in the newer one" in told(once, twice)
    for ours, theirs in ((once, twice), (twice, once)):
        assert merge(ours, theirs, {}).pulses == twice.pulses
    assert merge(twice, twice, {}) == twice


def test_what_one_game_of_both_has_is_told() -> None:
    ours = set_next_session(add_action(START, "Dig", LATER), LATER)
    theirs = check_in_today(survey(add_action(START, "Sow", LATER), LATER + DAY))
    told_beside = [beside_words(found) for found in record_differences(ours, theirs, TODAY)]
    assert [words.partition(" In one game, ") for words in told_beside] == [
        (
            "Actions: only in yours the action “Dig”; only in theirs the action “Sow”.",
            " In one game, ",
            "all of them stay; where one differs, yours does.",
        ),
        (
            "Next session: not alike in both the next session, Thu 5 Mar or Mon 9 Mar.",
            " In one game, ",
            "the later one stays.",
        ),
    ]
    assert record_words([]) == ""
