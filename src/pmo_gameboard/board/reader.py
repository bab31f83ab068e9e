"""Reads a board, or tells everything that is wrong with it at once."""

from collections.abc import Iterator
from itertools import islice

from pmo_gameboard.board.limits import MAX_STOPS, count_stops
from pmo_gameboard.board.models import Board
from pmo_gameboard.board.problems import (
    SHOWN,
    BoardProblems,
    Fault,
    Problem,
    in_words,
    last_key,
    nearest,
    node_at,
)
from pmo_gameboard.board.references import cross_faults
from pmo_gameboard.board.shape import read_shape
from pmo_gameboard.board.text import one_line
from pmo_gameboard.board.tree import MAX_BYTES, MAX_FAULTS, Tree, build
from pmo_gameboard.errors import BoardError

_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, name: str) -> str:
    """The text of a board file.

    Args:
        data: The file's bytes.
        name: What to call the file in messages.

    Raises:
        BoardError: It is empty, too large, or not text in UTF-8.
    """
    where = one_line(name)
    if len(data) > MAX_BYTES:
        size = len(data) / 1024 / 1024
        most = MAX_BYTES // 1024 // 1024
        raise BoardError(
            f"This file has {size:.1f} MB; a board has at most {most} MB.",
            hint="Is it the right file?",
            where=where,
        )
    if data.startswith(_OTHER_UNICODE):
        hint = "Save it as UTF-8 in your editor."
        raise BoardError("This file is text in UTF-16.", hint=hint, where=where)
    if b"\0" in data:
        hint = "Give the YAML file of a board."
        raise BoardError("This is not a text file.", hint=hint, where=where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BoardError(
            f"Line {line} is not text in UTF-8.",
            hint="Save the file as UTF-8 in your editor.",
            where=where,
        ) from None
    if not text.strip():
        hint = "docs/boards.md shows how a board begins."
        raise BoardError("This file is empty.", hint=hint, where=where)
    return text


def read_board(text: str, name: str) -> Board:
    """Read a board from YAML.

    Args:
        text: The board in YAML.
        name: What to call the file in messages.

    Raises:
        BoardProblems: It is not a board that can be played; all its problems are told.
    """
    tree = build(text)
    if not tree.whole:
        raise _told(tree, tree.faults, name)
    count = count_stops(tree.root)
    if count > MAX_STOPS:
        fault = Fault(("stages",), f"This board has {count:,} squares.", f"at most {MAX_STOPS:,}")
        raise _told(tree, [*tree.faults, fault], name)
    board, shape = read_shape(tree.root)
    misshapen = {fault.path for fault in shape}
    hidden = {key for fault in shape[:SHOWN] for key in _hides(fault, tree)}
    found = (f for f in cross_faults(tree.root, hidden) if f.path not in misshapen)
    cross = list(islice(found, MAX_FAULTS))
    news = [fault for fault in (*shape, *cross) if not _is_under(fault, tree)]
    if board is None or tree.faults or news:
        raise _told(tree, [*tree.faults, *news], name)
    return board


def _hides(fault: Fault, tree: Tree) -> Iterator[str]:
    """The keys that cannot be read because of a fault: its own, or the one it misspells."""
    if fault.on_key:
        yield fault.suggestion or nearest(fault.word, fault.known)
        if isinstance(node_at(tree.root, fault.path), dict | list):
            yield from fault.known
    else:
        yield last_key(fault.path)


def _is_under(fault: Fault, tree: Tree) -> bool:
    """Whether a fault only follows from a node that the tree could not keep."""
    path = fault.path
    return any(path[:length] in tree.broken for length in range(len(path) + 1))


def _told(tree: Tree, faults: list[Fault], name: str) -> BoardProblems:
    """The faults in the order of the file, put into words as far as they are shown."""
    placed = sorted(((tree.mark(fault), fault) for fault in faults), key=lambda pair: pair[0])
    problems = [
        Problem(
            line=mark.line,
            column=mark.column,
            path=in_words(tree.root, fault.path),
            message=fault.message,
            expected=fault.expected,
            suggestion=fault.suggestion or nearest(fault.word, fault.known),
        )
        for mark, fault in placed[:SHOWN]
    ]
    return BoardProblems(name, problems, more=len(placed) - len(problems))
