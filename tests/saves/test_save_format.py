import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_gameboard.board.limits import MAX_STOPS
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import MoveError, SaveError
from pmo_gameboard.game.actions import in_order
from pmo_gameboard.game.agenda import agenda
from pmo_gameboard.game.moves import (
    add_rows,
    declare,
    delete_rows,
    move_rank,
    new_game,
    set_answer,
    set_aside,
    set_cell,
    set_next_session,
    take_back,
)
from pmo_gameboard.game.readings import headline, readings
from pmo_gameboard.game.standings import still_true, survey
from pmo_gameboard.game.state import MAX_ACTIONS, MAX_PLAYERS, MAX_PULSES, Game, Value
from pmo_gameboard.saves.format import MAX_BYTES, Save, dump, load
from saves.gardens import NOW, TODAY, garden, lively_game, save_of

WORDS = st.text(max_size=40).map(clean)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
ROWS = st.integers(1, 9).map("r{}".format)
COLUMNS: dict[str, st.SearchStrategy[Value]] = {
    "name": WORDS,
    "story": WORDS,
    "bed": st.sampled_from(["north", "south"]),
    "joy": st.integers(0, 6),
    "height": st.floats(allow_nan=False) | st.integers(-5, 5).map(float),
    "watered": st.booleans(),
    "sown": DAYS.map(date.isoformat),
    "place": st.integers(1, 9),
    "likes": st.lists(ROWS, max_size=3, unique=True).map(tuple),
    "tool": ROWS,
}
REGISTERS = st.sampled_from(["plants", "tools"])
STOPS = st.sampled_from(["why", "plant"])
CELLS = st.sampled_from(sorted(COLUMNS)).flatmap(
    lambda column: st.tuples(st.just(column), st.none() | COLUMNS[column])
)
ANSWERS = st.sampled_from([("reason", "Peace"), ("size", "large"), ("will", 3), ("will", None)])
MOVES = st.one_of(
    st.tuples(st.just(add_rows), REGISTERS, st.lists(st.fixed_dictionaries({"name": WORDS}))),
    st.tuples(st.just(set_cell), st.just("plants"), ROWS, CELLS),
    st.tuples(st.just(delete_rows), REGISTERS, st.lists(ROWS, max_size=2)),
    st.tuples(
        st.just(move_rank), st.just("plants"), ROWS, st.just("place"), st.sampled_from([-1, 1])
    ),
    st.tuples(st.just(set_answer), st.just("why"), ANSWERS),
    st.tuples(st.sampled_from([declare, set_aside]), STOPS, WORDS),
    st.tuples(st.sampled_from([take_back, still_true]), STOPS),
    st.tuples(st.just(set_next_session), st.none() | DAYS),
)
UNDATED = {delete_rows, take_back, set_next_session}


def play(game: Game, moves: Sequence[tuple[Any, ...]], day: date, by: str) -> Game:
    """The game after those of the moves that the rules allow."""
    for move, *given_ in moves:
        flat = [part for arg in given_ for part in _spread(move, arg)]
        try:
            game = move(game, *flat) if move in UNDATED else move(game, *flat, day, by)
        except MoveError:
            continue
    return game


def _spread(move: object, argument: Any) -> Sequence[Any]:
    paired = isinstance(argument, tuple) and move in {set_cell, set_answer}
    return argument if paired else (argument,)


def tree_of(save: Save) -> Any:
    return json.loads(dump(save))


def bytes_of(tree: Any) -> bytes:
    return json.dumps(tree).encode()


@given(st.lists(MOVES, max_size=30), DAYS, WORDS)
def test_loading_what_was_dumped_is_the_identity(
    moves: list[tuple[Any, ...]], day: date, by: str
) -> None:
    game = new_game(garden(), "Acme", TODAY)
    start = add_rows(game, "plants", [{"name": name} for name in "abcd"], TODAY)
    save = save_of(play(start, moves, day, by))
    again = load(dump(save), "acme.json")
    assert again == save
    assert repr(again) == repr(save)  # 1, 1.0 and True are equal but not the same
    assert dump(again) == dump(save)


def test_every_kind_of_value_comes_back(save: Save) -> None:
    again = load(dump(save), "acme.json")
    assert again == save
    assert repr(again.game) == repr(save.game)


def test_save_is_for_people_to_read(save: Save) -> None:
    text = dump(save).decode()
    assert text.startswith(
        '{\n  "format": 1,\n  "revision": 3,\n  "saved_at": "2026-03-02T14:02:30Z"'
    )
    assert text.endswith("}\n")
    assert "🍅 – 庭" in text
    assert '"is":[' in text
    assert "null" not in text


def test_time_is_kept_in_utc_and_whole_seconds(game: Game) -> None:
    moment = datetime(2026, 3, 2, 15, 2, 30, 987, tzinfo=timezone(timedelta(hours=1)))
    save = Save(format=1, revision=1, saved_at=moment, game=game)
    assert save.saved_at == NOW
    assert save.saved_at.tzinfo is UTC


def test_character_that_cannot_be_written_is_told(game: Game) -> None:
    broken = set_answer(game, "why", "reason", "a\ud800b", TODAY)
    with pytest.raises(SaveError, match="cannot be written"):
        dump(save_of(broken))


def test_texts_are_cleaned_on_their_way_in(save: Save) -> None:
    tree = tree_of(save)
    tree["game"]["answers"]["why"]["reason"]["value"] = "a\x1b]0;b\x07\u202ec\ud800d"
    again = load(bytes_of(tree), "acme.json")
    entry = again.game.answer("why", "reason")
    assert entry is not None
    assert entry.value == "a]0;bcd"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\0\0\0", "is empty"),
        (b"\xff\xfe{\0}\0", "not UTF-8"),
        (b'{"format": 1, "na\xefve": 2}', "not UTF-8"),
        (b"hello", "not JSON: see line 1, column 1"),
        (b'{"format": 1,\n oops}', "not JSON: see line 2, column 2"),
        (b'{"format": 1,\n "game": {', "breaks off in line 2"),
        (b'{"format": 1,\n "game": {}', "breaks off in line 2"),
        (b'{"format": 1,\n "game": tru', "breaks off in line 2"),
        (b'{"format": 1,\n "game": {"name": "Ac', "breaks off in line 2"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"format": 1, "game": ' + b"[" * 900 + b"]" * 900 + b"}", "not as it should be|deep"),
        (b"[]", "not a save of PMO Gameboard"),
        (b"7", "not a save of PMO Gameboard"),
        (b'{"name": "left-pad", "version": "1.0.0"}', "not a save of PMO Gameboard"),
        (b'{"format": 2, "game": {}, "more": 1}', "newer PMO Gameboard wrote this save .format 2"),
        (b'{"format": 1%s, "game": {}}' % (b"0" * 3000), "newer PMO Gameboard"),
        (b'{"format": 1%s, "game": {}}' % (b"0" * 9000), "absurd number"),
        (b'{"format": true, "game": {}}', "not as it should be"),
        (b'{"format": 0, "game": {}}', "format is not what belongs there"),
        (b'{"format": 1, "game": 3}', "revision is missing, and 2 more"),
    ],
)
def test_file_that_is_no_save_is_told_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(SaveError, match=words) as caught:
        load(data, "acme.json")
    assert caught.value.where == "acme.json"
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("place", [5, 100, 1000])
def test_save_cut_short_breaks_off(save: Save, place: int) -> None:
    with pytest.raises(SaveError):
        load(dump(save)[:place], "acme.json")


def test_wrong_shape_is_told_with_its_place(save: Save) -> None:
    tree = tree_of(save)
    del tree["game"]["registers"]["plants"][0]["cells"]["name"]["on"]
    with pytest.raises(SaveError, match="> cells > name > on is missing") as caught:
        load(bytes_of(tree), "acme.json")
    assert "plants" in str(caught.value)
    tree["game"]["extra"] = 1
    with pytest.raises(SaveError, match=r"and 1 more\."):
        load(bytes_of(tree), "acme.json")


def test_unknown_keys_are_not_dropped(save: Save) -> None:
    tree = tree_of(save) | {"pulses": []}
    with pytest.raises(SaveError, match="pulses is not known here"):
        load(bytes_of(tree), "acme.json")


Edit = tuple[tuple[str | int, ...], object]
"""The place of a value in a save, and what is put there."""


def edit(*path: str | int, to: object) -> Edit:
    return path, to


ENTRY = {"value": "x", "on": "2026-03-02"}
PLANTS = ("game", "registers", "plants")
BOARD = ("game", "board")
ASK = (*BOARD, "stages", 0, "squares", 1, "asks", 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (edit("at", to="nowhere"), "left at a square nowhere"),
        (edit("game", "registers", "pets", to=[]), "no register pets"),
        (edit("game", "answers", "nowhere", to={}), "no square nowhere"),
        (
            edit(
                "game", "words", "nowhere", to={"kind": "declared", "note": "x", "on": "2026-03-02"}
            ),
            "no square nowhere",
        ),
        (edit("game", "answers", "why", "smell", to=ENTRY), "no question smell"),
        (edit("game", "answers", "plant", to={"plants": ENTRY}), "no question plants"),
        (edit("game", "answers", "why", "size", to=ENTRY), "at square why, size holds what"),
        (edit(*PLANTS, 0, "cells", "smell", to=ENTRY), "no column smell"),
        (edit(*PLANTS, 0, "cells", "joy", to=ENTRY), "joy holds what it cannot"),
        (edit(*PLANTS, 1, "cells", "height", "value", to=3), "height holds what it cannot"),
        (edit(*PLANTS, 0, "cells", "height", to=ENTRY | {"value": float("nan")}), "absurd number"),
        (edit(*PLANTS, 0, "cells", "height", to=ENTRY | {"value": 10**400}), "height holds"),
        (edit(*PLANTS, 0, "cells", "name", "value", to="x" * 10_001), "name holds what it cannot"),
        (edit(*PLANTS, 0, "cells", to={}), "row r2 of plants has no name"),
        (edit(*PLANTS, 0, "cells", "name", "value", to="\x1b"), "r2 of plants"),
        (edit(*PLANTS, 0, "cells", "name", "value", to="BEAN"), "have the name “Bean”"),
        (edit(*PLANTS, 0, "cells", "place", "value", to=7), "ranks under place of plants"),
        (edit(*PLANTS, 1, "cells", "likes", "value", to=["r9"]), "likes of row r3 points to"),
        (edit(*PLANTS, 1, "cells", "likes", "value", to=["r2", "r2"]), "likes of row r3"),
        (edit(*PLANTS, 1, "cells", "likes", "value", to=[]), "likes of row r3 points to"),
        (edit(*PLANTS, 1, "cells", "tool", "value", to="r2"), "tool of row r3 points to"),
        (edit(*PLANTS, 1, "cells", "tool", "value", to=["r1"]), "tool of row r3 points to"),
        (edit(*PLANTS, 0, "id", to="r3"), "two rows are called r3"),
        (edit("game", "next_row", to=3), "row r3 is numbered higher"),
        (edit("game", "next_row", to=10**11), "more rows than anybody"),
        (edit(*PLANTS, to=[{"id": f"r{n}", "cells": {}} for n in range(1, 1002)]), "1,000 rows"),
        (edit(*PLANTS, to=[{}] * 2001), "> plants holds 2,001 things, where 2,000 are the most"),
        (
            edit(*PLANTS, 0, "cells", to={f"A{n}": {} for n in range(2000)}),
            "is not what .*999 more",
        ),
        (
            edit(
                "game", "answers", to={f"A{n}": {f"A{m}": 1 for m in range(99)} for n in range(99)}
            ),
            "in 19,701 places",
        ),
        (edit(*BOARD, "stages", 0, "squares", to=[{}] * (MAX_STOPS + 1)), "board .* is too large"),
        (
            edit(*ASK, "meets", to=[{"column": "name", "is": ["x"] * 2000}] * 40),
            "board .* too large",
        ),
        (edit(*ASK, "label", to=[[]] * 3), "label is not what belongs there"),
        (edit(*BOARD, "registers", 1, "id", to="plants"), "2 registers called plants"),
        (edit(*BOARD, "registers", 0, "named_by", to="bed"), "no text column names the rows"),
        (edit(*BOARD, "registers", 0, "named_by", to="smell"), "no text column names the rows"),
        (edit(*BOARD, "registers", 0, "columns", 9, "to", to="pets"), "a register pets"),
        (edit(*BOARD, "registers", 0, "columns", 1, "id", to="name"), "2 columns called name"),
        (edit(*BOARD, "stages", 0, "squares", 1, "id", to="why"), "2 squares called why"),
        (edit(*BOARD, "stages", 0, "squares", 0, "asks", 2, "scores", to=[1]), "many or too few"),
        (edit(*BOARD, "stages", 0, "squares", 0, "asks", 1, "id", to="will"), "one square called"),
        (edit(*ASK, "register", to="pets"), "register pets"),
        (edit(*ASK, "columns", to=["smell"]), "column smell"),
        (edit(*ASK, "sort", "by", to="smell"), "column smell"),
        (edit(*ASK, "look_at", "by", to="smell"), "column smell"),
        (edit(*ASK, "look_at", to={"rows": "where", "column": "smell", "is": ["x"]}), "smell"),
        (edit(*ASK, "meets", 0, "column", to="smell"), "column smell"),
        (edit(*ASK, "meets", 1, "column", to="name"), "expects a date under name"),
    ],
)
def test_game_that_no_moves_can_make_is_refused(save: Save, change: Edit, words: str) -> None:
    check_refused(save, change, words)


def check_refused(save: Save, change: Edit, words: str) -> None:
    (*path, last), value = change
    tree = tree_of(save)
    node = tree
    for step in path:
        node = node[step]
    node[last] = value
    with pytest.raises(SaveError, match=words) as caught:
        load(bytes_of(tree), "acme.json")
    assert caught.value.hint
    assert "\n" not in str(caught.value)


PULSE = ("game", "pulses", 0)
ACTION = ("game", "actions", 2)
CHECK_IN = ("game", "check_ins", 1)
ONE = {"yes": 1}
SAID = {"voice": "team", "way": "file", "on": "2026-03-05", "tallies": {"why": ONE}}
DUG = {"id": "a1", "text": "Dig", "on": "2026-03-02"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (edit(*PULSE, "tallies", to={}), "a pulse of 2026-03-05 has no answers"),
        (edit(*PULSE, "tallies", "why", to={}), "a pulse of 2026-03-05 has no answers"),
        (edit(*PULSE, "tallies", "why", "yes", to=-1), "yes is not what belongs there"),
        (edit(*PULSE, "tallies", "why", "yes", to=10_000), "yes is not what belongs there"),
        (edit(*PULSE, "tallies", "nowhere", to=ONE), "2026-03-05 answers what its voice is not"),
        (edit(*PULSE, "voice", to="customers"), "2026-03-05 answers what its voice is not asked"),
        (edit(*PULSE, "voice", to="managers"), "voice is not what belongs there"),
        (edit(*PULSE, "way", to="shouted"), "way is not what belongs there"),
        (edit("game", "pulses", to=[SAID] * (MAX_PULSES + 1)), "pulses holds too much"),
        (edit(*ACTION, "id", to="a1"), "two actions are called a1"),
        (edit(*ACTION, "id", to="a5"), "action a5 is numbered higher than it can be"),
        (edit(*ACTION, "id", to="3"), "id is not what belongs there"),
        (edit("game", "next_action", to=4), "action a4 is numbered higher"),
        (edit("game", "next_action", to=10**10), "next_action is not what belongs there"),
        (edit(*ACTION, "square", to="nowhere"), "a3 comes from a square that its board does not"),
        (edit(*ACTION, "state", to="open"), "action a3 is both open and closed"),
        (edit("game", "actions", 0, "state", to="done"), "action a1 is both open and closed"),
        (edit("game", "actions", 0, "closed", to="2026-03-05"), "action a1 is both open and"),
        (edit(*ACTION, "text", to=" "), "text is empty"),
        (edit(*ACTION, "text", to="x" * 401), "text is too long"),
        (edit("game", "actions", to=[DUG] * (MAX_ACTIONS + 1)), "actions holds too much"),
        (edit(*CHECK_IN, "on", to="2026-03-01"), "check-ins are not in the order of their days"),
        (edit(*CHECK_IN, "show", to="nowhere"), "check-in of 2026-03-05 names a square"),
        (edit(*CHECK_IN, "say", to="nowhere"), "check-in of 2026-03-05 names a square"),
        (edit(*CHECK_IN, "they", to="nowhere"), "check-in of 2026-03-05 names a square"),
        (edit(*CHECK_IN, "squares", "done", to=["nowhere"]), "2026-03-05 names a square that"),
        (edit(*CHECK_IN, "squares", "done", to=["why"]), "of 2026-03-05 a square stands in two"),
        (edit(*CHECK_IN, "squares", "started", to=["why"] * 2), "a square stands in two ways"),
        (edit(*CHECK_IN, "squares", "lost", to=["why"]), "squares.* is not what belongs there"),
        (edit(*CHECK_IN, "percent", to=101), "percent is not what belongs there"),
        (edit("game", "players", 0, "name", to="BEN"), "two people in the round have one name"),
        (edit("game", "players", 0, "name", to=" "), "name is empty"),
        (edit("game", "players", 0, "turns", to=-1), "turns is not what belongs there"),
        (edit("game", "players", to=[{"name": "x"}] * (MAX_PLAYERS + 1)), "players holds too"),
        (edit("game", "turn", to="Cy"), "it is the turn of somebody who is not in the round"),
        (edit("game", "players", to=[]), "it is the turn of somebody who is not in the round"),
    ],
)
def test_record_that_no_moves_can_make_is_refused(lively: Save, change: Edit, words: str) -> None:
    check_refused(lively, change, words)


def test_everything_said_agreed_and_noted_comes_back(lively: Save) -> None:
    again = load(dump(lively), "acme.json")
    assert again == lively
    assert repr(again.game) == repr(lively.game)
    assert dump(again) == dump(lively)


def test_texts_of_actions_and_names_are_cleaned_on_their_way_in(lively: Save) -> None:
    tree = tree_of(lively)
    tree["game"]["actions"][0] |= {"text": "Ring\x1b[2J\u202e", "owner": "B\x07en"}
    tree["game"]["players"][0]["name"] = "A\x1bda"
    game = load(bytes_of(tree), "acme.json").game
    assert (game.actions[0].text, game.actions[0].owner) == ("Ring[2J", "Ben")
    assert game.players[0].name == "Ada"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(node: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a document but the document itself."""
    items = node.items() if isinstance(node, dict) else enumerate(node)
    found: list[tuple[str | int, ...]] = []
    for key, value in items:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


@given(st.data())
def test_changed_save_is_refused_in_our_words_or_can_be_played(data: st.DataObject) -> None:
    tree = tree_of(save_of(lively_game()))
    *path, last = data.draw(st.sampled_from(places(tree)))
    node = tree
    for step in path:
        node = node[step]
    if data.draw(st.booleans()):
        del node[last]
    else:
        node[last] = data.draw(JSON)
    try:
        again = load(bytes_of(tree), "acme.json")
    except SaveError:
        return
    read = readings(survey(again.game, TODAY))
    assert read.show.standings
    assert headline(read)
    assert agenda(read, 60)
    assert in_order(again.game) or not again.game.actions
    assert load(dump(again), "acme.json") == again


@given(st.binary(max_size=200))
def test_noise_is_refused_in_our_words(data: bytes) -> None:
    with pytest.raises(SaveError):
        load(data, "acme.json")


def test_number_beyond_all_numbers_is_refused(save: Save) -> None:
    tree = tree_of(save)
    tree["game"]["registers"]["plants"][0]["cells"]["height"] = ENTRY | {"value": 0.125}
    data = bytes_of(tree)
    load(data, "acme.json")
    with pytest.raises(SaveError, match="height holds what it cannot"):
        load(data.replace(b"0.125", b"1e999"), "acme.json")


def test_game_that_could_not_be_read_back_is_not_written(save: Save) -> None:
    rows: list[dict[str, Value]] = [
        {"name": f"Plant {n}", "story": "x" * 9_000} for n in range(990)
    ]
    game = add_rows(save.game, "plants", rows, TODAY)
    with pytest.raises(SaveError, match="too large for a save"):
        dump(save_of(game))


def test_largest_game_fits(save: Save) -> None:
    rows: list[dict[str, Value]] = [
        {"name": f"Plant {n}", "story": "x" * 5_000} for n in range(990)
    ]
    game = add_rows(save.game, "plants", rows, TODAY)
    data = dump(save_of(game))
    assert len(data) < MAX_BYTES
    assert load(data, "acme.json").game == game
