"""Pages of text: headings, and texts that hang beside their heads."""

from rich.cells import cell_len
from textual.content import Content

Line = Content | str

MARGIN = 6
WIDEST = 130
"""The width of a page on a wide window; the screens' styles have it too."""


def page_width(window: int, least: int) -> int:
    """How wide the text of a page is, in a window of so many columns."""
    return max(min(window, WIDEST), least) - MARGIN


def page(lines: list[Line]) -> Content:
    """The lines, below each other."""
    return Content("\n").join(Content(line) if isinstance(line, str) else line for line in lines)


def head(text: str) -> Content:
    """A heading."""
    return Content.styled(text, "bold $primary")


def hang(start: str, style: str, text: Line, width: int) -> Content:
    """A text beside its head; where it goes on in another line, that stands below the text."""
    body = Content(text) if isinstance(text, str) else text
    first, *others = body.wrap(width - cell_len(start)) or [Content()]
    indent = " " * cell_len(start)
    lines = [Content.assemble((start, style), first), *(Content(indent) + line for line in others)]
    return Content("\n").join(lines)
