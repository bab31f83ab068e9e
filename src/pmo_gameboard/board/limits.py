"""How large what comes from outside may be: the same for boards in YAML and for saves in JSON.

The limits are far above what people write, and low enough that a file made to waste time and
memory is refused in less than a second.
"""

from pmo_gameboard.board.problems import Node
from pmo_gameboard.board.raw import Spot, stops

MAX_DEPTH = 32
"""The most lists and groups inside each other."""

MAX_ITEMS = 2_000
"""The most things in one list."""

MAX_NODES = 60_000
"""The most keys and values of a board: thirty times what the one that ships has."""

MAX_STOPS = 1_500
"""The most squares of a board, each part of one counted."""


def count_stops(board: Node) -> int:
    """How many squares a board has, whatever is in them."""
    return sum(1 for _ in stops(Spot(board)))


def count_nodes(board: Node) -> int:
    """How many keys and values a board has."""
    count = 0
    waiting = [board]
    while waiting:
        node = waiting.pop()
        count += 1
        if isinstance(node, dict):
            count += len(node)
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return count
