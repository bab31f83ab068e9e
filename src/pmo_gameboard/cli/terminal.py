"""Whether a screen can be drawn here, asked before Textual is loaded.

Textual itself hangs without a terminal and draws on one that cannot follow it.
"""

import os
import shutil
import sys
from typing import TextIO

from pmo_gameboard.errors import TerminalError

LEAST_COLUMNS = 60
LEAST_LINES = 20

PLAIN_WAY = (
    "“pmo-gameboard play --plain” plays without a screen, "
    "and “pmo-gameboard status” says where you stand."
)


def check() -> None:
    """Make sure that a screen can be drawn.

    Raises:
        TerminalError: It cannot; says why, and what works instead.
    """
    if not all(is_terminal(stream) for stream in drawing_streams()):
        raise TerminalError(
            "The game needs a terminal to draw on, and here its input or output is redirected.",
            hint=PLAIN_WAY,
        )
    term = os.environ.get("TERM", "")
    if os.name != "nt" and term in {"", "dumb"}:
        said = "does not say what it can do (TERM is not set)" if not term else "is a dumb one"
        raise TerminalError(f"This terminal {said}, so no screen can be drawn.", hint=PLAIN_WAY)
    columns, lines = size()
    if columns and lines and (columns < LEAST_COLUMNS or lines < LEAST_LINES):
        raise TerminalError(
            f"This terminal is {columns} columns by {lines} lines; "
            f"the game needs {LEAST_COLUMNS} by {LEAST_LINES}.",
            hint=f"Make the window larger or the letters smaller. {PLAIN_WAY}",
        )


def size() -> tuple[int, int]:
    """The terminal's columns and lines; zeros where it does not say."""
    return shutil.get_terminal_size(fallback=(0, 0))


def needs_ascii() -> bool:
    """Whether the locale has no way to write the glyphs of the usual screens."""
    return any(
        "utf" not in (getattr(stream, "encoding", None) or "").lower()
        for stream in drawing_streams()
    )


def drawing_streams() -> tuple[TextIO | None, ...]:
    """The streams that Textual reads and draws on: away from Windows it draws on stderr."""
    return (sys.__stdin__, sys.__stdout__, *(() if os.name == "nt" else (sys.__stderr__,)))


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is open and a terminal."""
    return stream is not None and not stream.closed and stream.isatty()
