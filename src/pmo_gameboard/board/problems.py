"""What is wrong with a board, where, and how to say so to the person who wrote it."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import BoardError

Node: TypeAlias = "dict[str, Node] | list[Node] | str | None"
"""A board as it was written, before anybody asked what it means."""

Path: TypeAlias = tuple[str | int, ...]
"""The keys and list positions that lead to a node."""

SHOWN = 100
"""How many problems of one board are told; the rest is counted."""

_LONGEST_WORD = 60
_LONGEST_NAME = 40
_ONE_OF = {
    "stages": "stage",
    "squares": "square",
    "asks": "ask",
    "registers": "register",
    "columns": "column",
    "options": "option",
    "tips": "tip",
}


class Mark(NamedTuple):
    """A place in a file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem as a check finds it, before its place is looked up and put into words.

    Attributes:
        path: The node it is about; it may lead to a key that is missing.
        expected: What would be right, as it follows "Expected".
        word: What was written, where it may be misspelt.
        known: The right words that ``word`` may stand for.
        suggestion: The right word, where it is known without guessing.
        on_key: Whether the key is to blame and not what stands behind it.
        mark: The place, where the path does not lead to it.
    """

    path: Path
    message: str
    expected: str = ""
    word: str = ""
    known: tuple[str, ...] = ()
    suggestion: str = ""
    on_key: bool = False
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of a board, ready to be told.

    Attributes:
        path: Where it is, in words; empty for the board as a whole.
        expected: What would be right; may be empty.
        suggestion: The word that was probably meant; may be empty.
    """

    line: int
    column: int
    path: str
    message: str
    expected: str = ""
    suggestion: str = ""

    def told(self, name: str) -> str:
        """The problem on one line, in the form that editors jump to."""
        start = f"{name}:{self.line}:{self.column}: "
        words = f"{self.path}: " if self.path else ""
        meant = f" Did you mean `{self.suggestion}`?" if self.suggestion else ""
        expected = f" Expected {self.expected}." if self.expected else ""
        return f"{start}{words}{self.message}{meant}{expected}"


class BoardProblems(BoardError):  # noqa: N818 - one error that holds many problems
    """Everything that is wrong with a board.

    Attributes:
        problems: The problems in the order of the file, at most ``SHOWN``.
        more: How many further problems there are.
        name: The file's name, as it was given.
    """

    def __init__(self, name: str, problems: Sequence[Problem], more: int = 0) -> None:
        count = len(problems) + more
        super().__init__(
            f"This board has {count:,} {'problem' if count == 1 else 'problems'}.",
            hint="Mend it and check it again.",
            where=one_line(name),
        )
        self.name = self.where
        self.problems = tuple(problems)
        self.more = more

    def __str__(self) -> str:
        lines = [problem.told(self.name) for problem in self.problems]
        if self.more:
            lines.append(f"{self.name}: and {self.more:,} more. Mend these first.")
        return "\n".join(lines)


@lru_cache(maxsize=1024)
def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word that a misspelt one most likely stands for; empty where none is near."""
    if len(word) > _LONGEST_WORD:
        return ""
    found = difflib.get_close_matches(word.strip().lower(), known, n=1)
    return found[0] if found else ""


def one_of(words: Sequence[str]) -> str:
    """A choice of words, as it follows "Expected"."""
    most = 20
    more = f" and {len(words) - most} more" if len(words) > most else ""
    start = "one of: " if len(words) > 1 else ""
    return start + ", ".join(f"`{shorten(word)}`" for word in words[:most]) + more


def shorten(text: str) -> str:
    """A text as it can be quoted in a message: one line, not long."""
    line = one_line(text[: 4 * _LONGEST_NAME])
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


def child(node: Node, key: str | int) -> Node:
    """What stands under a key or at a position; None where there is nothing of the kind."""
    if isinstance(node, dict) and isinstance(key, str):
        return node.get(key)
    if isinstance(node, list) and isinstance(key, int) and key < len(node):
        return node[key]
    return None


def node_at(root: Node, path: Path) -> Node:
    """What stands at the end of a path; None where the path leads nowhere."""
    node = root
    for key in path:
        node = child(node, key)
    return node


def last_key(path: Path) -> str:
    """The last key on a path that is a word; empty where there is none."""
    return next((key for key in reversed(path) if isinstance(key, str)), "")


def in_words(root: Node, path: Path) -> str:
    """A path as people say it: ``stage 2 "The Presumptuous PMO" > square 4b "Meet" > kind``."""
    words: list[str] = []
    within = ""
    for step, key in enumerate(path, start=1):
        if isinstance(key, str):
            words.append(shorten(key))
        elif within:
            words[-1] = _item(within, key, node_at(root, path[:step]))
        within = key if isinstance(key, str) else ""
    return " > ".join(words)


def _item(within: str, index: int, node: Node) -> str:
    """What to call one item of a list: by its number, name or id, else by its position."""
    noun = _ONE_OF.get(within, shorten(within))
    fields = node if isinstance(node, dict) else {}
    name = fields.get("title" if within == "squares" else "name")
    if within == "squares" and isinstance(fields.get("number"), str):
        number = f"{fields['number']}{fields.get('part') or ''}"
        return f"{noun} {shorten(number)}{_quoted(name)}"
    if within == "stages" or not isinstance(fields.get("id"), str):
        return f"{noun} {index + 1}{_quoted(name)}"
    return f"{noun}{_quoted(fields['id'])}"


def _quoted(name: Node) -> str:
    return f' "{shorten(name)}"' if isinstance(name, str) else ""
