"""Files made to waste time and memory are refused by the program, in a process of its own."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.measured import measure
from pmo_gameboard.board import tree
from pmo_gameboard.board.limits import MAX_NODES, MAX_STOPS
from pmo_gameboard.paths import shipped
from pmo_gameboard.saves import format as saves
from pmo_gameboard.saves.document import MAX_SIGNS
from reliability.nursery import Nursery

MEMORY = 200
"""Megabytes that may be used for any file."""

WORK = 1_000
"""How many times a plain piece of work any file may cost, once the program is loaded."""

SAMPLE = (shipped("saves") / "acme-pmo.json").read_text(encoding="utf-8")
FILL = saves.MAX_BYTES - 200
YAML = tree.MAX_BYTES


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Where the program is loaded, so that only its work is measured."""
    with Nursery() as warm:
        yield warm


def within(junk: str) -> str:
    return f'{{"format": 1, "game": {junk}}}'


def changed(change: Callable[[Any], None]) -> str:
    save = json.loads(SAMPLE)
    change(save["game"])
    return json.dumps(save, separators=(",", ":"))


def cells(item: object, signs: int) -> str:
    """A save as full as can be, of rows with cells that are none."""
    names = [f"A{number}" for number in range(1_900)]
    count = (MAX_SIGNS - 6_000) // signs // len(names)
    rows = [{"id": f"r{at}", "cells": dict.fromkeys(names, item)} for at in range(1, count)]
    return changed(lambda game: game["registers"].update(customers=rows))


def squares(item: object, count: int) -> str:
    def change(game: Any) -> None:
        stage = game["board"]["stages"][0]
        stage["squares"] = [{**stage["squares"][0], "asks": [item] * 1_900}] * count

    return changed(change)


SAVES = {
    "lists": within(f"[{'[],' * (FILL // 3)}[]]"),
    "groups": within(f"[{'{},' * (FILL // 3)}{{}}]"),
    "lists in lists": within(f"[{'[[]],' * (FILL // 5)}[]]"),
    "numbers": within(f"[{'1,' * (FILL // 2)}1]"),
    "texts": within('["' + '","' * (FILL // 3) + '"]'),
    "keys": within("{" + ",".join(f'"{number}":0' for number in range(FILL // 11)) + "}"),
    "depth": within("[" * (FILL // 2) + "]" * (FILL // 2)),
    "one text": within(f'"{"x" * (FILL - 20)}🍅"'),
    "surrogates": within('"' + "\\ud800" * (FILL // 6) + '"'),
    "a number": within("1" * FILL),
    "an open text": within('"' + '\\"' * (FILL // 2)),
    "no numbers in cells": cells(0, 2),
    "no values in cells": cells({"value": {}}, 5),
    "asks": squares({"type": "rows"}, MAX_NODES // 3 // 1_900 - 1),
    "too many asks": squares({"type": "rows"}, 18),
    "an absurd number": SAMPLE.replace('"format": 1,', '"format": 1, "x": NaN,', 1),
    "a key twice": SAMPLE.replace('"format": 1,', '"format": 1, "format": 1,', 1),
    "too large": " " * (saves.MAX_BYTES + 1),
}
BOARDS = {
    "brackets": "[" * 30_000,
    "dashes": "- " * (YAML // 2),
    "aliases": f"a: &a x\nb: [{'*a,' * (YAML // 3 - 20)}x]\n",
    "billion laughs": "a0: &a0 [x]\n"
    + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 99)),
    "merges": "a: &a {b: c}\n" + "<<: *a\n" * (YAML // 7 - 10),
    "tags": f"[{'!!str x,' * (YAML // 8 - 10)}x]",
    "a key many times": "a: b\n" * (YAML // 5),
    "documents": "---\n" * (YAML // 4),
    "ten megabytes": "x" * 10 * 2**20,
    "a text of five megabytes": f"about: {'x' * 5 * 2**20}\n",
    "a text of four megabytes": f"about: {'x' * (YAML - 20)}\n",
    "a list": f"[{'x,' * (YAML // 2 - 10)}x]",
    "keys": "".join(f"k{number}:\n" for number in range(YAML // 9)),
    "100,000 squares": "stages:\n- squares:\n"
    + "".join(f"  - {{id: q{number}, number: {number}}}\n" for number in range(100_000)),
    "lists of squares": "stages: [" + f"{{squares: [{'{},' * MAX_STOPS}{{}}]}}, " * 36 + "{}]",
    "lists of asks": "stages: [{squares: ["
    + f"{{asks: [{'{type: rows},' * 1_900}{{}}]}}, " * (MAX_NODES // 3 // 1_900)
    + "{}]}]",
    "unclean lines": "\x1b\n" * (YAML // 2),
    "an unclean line": "\x1b\n" + "xx\n" * (YAML // 3 - 10),
    "an open quote": 'a: "' + "x" * (YAML - 10),
}


def check_refused(nursery: Nursery, command: list[str], path: Path, text: str, code: int) -> None:
    path.write_text(text, encoding="utf-8")
    out = path.with_name("said")
    nursery.bear(measure, [str(out), *command, str(path)])
    [heard] = [each.text for each in nursery.hear() if each.kind == "said"]
    ended, work, peak = json.loads(heard)
    said = out.read_text(encoding="utf-8", errors="replace")
    assert work < WORK
    assert ended == code
    assert str(path) in said
    assert "\x1b" not in said
    assert len(said) < 60_000
    assert peak < MEMORY


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read where Linux has it")
@pytest.mark.parametrize("text", SAVES.values(), ids=SAVES)
def test_hostile_save_is_refused_soon_in_little_memory(
    nursery: Nursery, tmp_path: Path, text: str
) -> None:
    check_refused(nursery, ["status"], tmp_path / "acme.json", text, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read where Linux has it")
@pytest.mark.parametrize("text", BOARDS.values(), ids=BOARDS)
def test_hostile_board_is_refused_soon_in_little_memory(
    nursery: Nursery, tmp_path: Path, text: str
) -> None:
    check_refused(nursery, ["board", "check"], tmp_path / "board.yaml", text, 2)
