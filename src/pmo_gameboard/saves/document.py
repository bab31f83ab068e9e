"""Reads the JSON of a save into a plain document, as strictly as a board's YAML is read.

Saves come from strangers too: by mail, from a shared folder. What would cost a lot of memory is
refused before it does, and nothing is guessed: no key twice, no number that is none.
"""

import json
import re
import shlex
from collections import Counter

from pmo_gameboard.board.limits import MAX_DEPTH, MAX_ITEMS
from pmo_gameboard.board.problems import Node, in_words
from pmo_gameboard.board.text import clean, find_unclean, name_of
from pmo_gameboard.errors import SaveError
from pmo_gameboard.saves.migrations import Json

MAX_SIGNS = 120_000
"""The most brackets, commas and colons outside texts; 15,000 filled cells fit."""

_Place = tuple[str | int, ...]

_SIGNS = (b"{", b"[", b",", b":")
_TOKEN = re.compile(rb'"(?:[^"\\]+|\\.)*+"?|[{\[,:]', re.DOTALL)
"""A text, closed or not, or a sign outside of one."""


class _Twice(dict[str, Json]):
    """A group in which a key stands twice; found again when its place is known."""

    def __init__(self, pairs: list[tuple[str, Json]]) -> None:
        super().__init__(pairs)
        self.key = Counter(key for key, _ in pairs).most_common(1)[0][0]


class _FaultError(Exception):
    """What is wrong with a part of a document, as the end of a sentence."""

    def __init__(self, place: _Place, told: str) -> None:
        super().__init__(told)
        self.place = place
        self.told = told


def broken(message: str, where: str) -> SaveError:
    """What is wrong with a save, and the way to what was kept of it."""
    command = shlex.join(["pmo-gameboard", "restore", where])
    return SaveError(message, hint=f"`{command}` shows what was kept of it.", where=where)


def read_document(data: bytes, where: str) -> Json:
    """The document in a save's content, with every text through the one door for texts.

    Args:
        data: The content of its file.
        where: The file's name, for messages.

    Raises:
        SaveError: It is not JSON, too large, nested too deep, or not to be understood for sure.
    """
    try:
        tree = _parse(data, where)
        return _cleaned(tree, ())
    except RecursionError:
        raise broken("This save is nested too deep.", where) from None
    except _FaultError as fault:
        place = in_words(as_written(tree), fault.place) or "it"
        raise broken(f"This save is not as it should be: {place} {fault.told}.", where) from None


def is_too_much(data: bytes) -> bool:
    """Whether a save has more in it than can be read back in good time."""
    if sum(data.count(sign) for sign in _SIGNS) <= MAX_SIGNS:
        return False
    signs = texts = 0
    for token in _TOKEN.finditer(data):
        if data[token.start()] == ord('"'):
            texts += 1
        else:
            signs += 1
        if max(signs, texts - 1) > MAX_SIGNS:  # between two texts there is a sign
            return True
    return False


def as_written(node: Json) -> Node:
    """A document with every number and truth value as a text."""
    if isinstance(node, dict):
        return {key: as_written(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_written(item) for item in node]
    if isinstance(node, bool):
        return "true" if node else "false"
    return None if node is None else str(node)


def _parse(data: bytes, where: str) -> Json:
    """The document in a file's content, as it stands there."""
    if not data.strip(b"\0 \t\r\n"):
        raise broken("This save is empty.", where)
    if is_too_much(data):
        raise broken("This save is larger than a game can be.", where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise broken("This save is not UTF-8 text.", where) from None
    try:
        tree: Json = json.loads(text, object_pairs_hook=_group, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise broken(_not_json(error, text.strip()), where) from None
    except ValueError:  # NaN, or a whole number of thousands of digits
        raise broken("This save holds an absurd number.", where) from None
    return tree


def _group(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    group = dict(pairs)
    return group if len(group) == len(pairs) else _Twice(pairs)


def _no_number(name: str) -> Json:
    raise ValueError(name)


def _not_json(error: json.JSONDecodeError, text: str) -> str:
    whole = text.endswith("}") and error.pos < len(error.doc.rstrip()) - 1
    if text.startswith("{") and not whole:
        return f"This save breaks off in line {text.count(chr(10)) + 1}."
    return f"This save is not JSON: see line {error.lineno}, column {error.colno}."


def _cleaned(node: Json, place: _Place) -> Json:
    """A part of a document with its texts cleaned.

    Raises:
        _FaultError: It holds too much, or a key that is not to be trusted.
        RecursionError: It is nested too deep.
    """
    if isinstance(node, str):
        return clean(node)
    if not isinstance(node, dict | list):
        return node
    if len(place) == MAX_DEPTH:
        raise RecursionError
    if len(node) > MAX_ITEMS:
        raise _FaultError(place, f"holds {len(node):,} things, where {MAX_ITEMS:,} are the most")
    if isinstance(node, list):
        return [_cleaned(item, (*place, at)) for at, item in enumerate(node)]
    if isinstance(node, _Twice):
        raise _FaultError((*place, node.key), "is there twice")
    for key in node:
        if (at := find_unclean(key)) is not None:
            raise _FaultError(place, f"has a key with {name_of(key[at])} in it")
    return {key: _cleaned(value, (*place, key)) for key, value in node.items()}
