"""Text on the screen. What people wrote is never markup: it goes through here."""

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from pmo_gameboard.board.text import clean


def plain(text: str) -> Content:
    """Text as it is; brackets in it mean nothing."""
    return Content(text)


def as_line(text: str) -> str:
    """Clean text of several lines as a field of one line takes it."""
    return clean(text).strip("\n").replace("\n", " ").replace("\t", " ")


def fit(text: str, width: int, more: str = "…") -> str:
    """Text on one line in exactly ``width`` cells, cut with a sign where it is longer."""
    line = " ".join(text.split())
    if cell_len(line) <= width:
        return set_cell_size(line, max(width, 0))
    if width <= len(more):
        return set_cell_size(line, max(width, 0))
    return set_cell_size(set_cell_size(line, width - len(more)).rstrip() + more, width)


def wrap(text: str, width: int, lines: int, more: str = "…") -> list[str]:
    """Text wrapped at spaces into at most ``lines`` lines of at most ``width`` cells."""
    if lines < 1:
        return []
    wrapped: list[str] = []
    line = ""
    words = text.split()
    for index, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= width or not line:
            line = longer
            continue
        if len(wrapped) == lines - 1:
            return [*wrapped, fit(" ".join((line, *words[index:])), width, more).rstrip()]
        wrapped.append(line)
        line = word
    return [fit(text, width, more).rstrip() for text in (*wrapped, line) if text]
