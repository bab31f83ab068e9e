"""What the YAML parser complains of, in words for people who write boards."""

import yaml

from pmo_gameboard.board.problems import Fault, Mark, shorten

_UNEVEN = "This does not start where its neighbours start."
_COLUMN = "each key of a group, and each - of a list, in the same column"
_NO_KEY = "quotes around the text, or the line to start where its neighbours start"

_SAYINGS = (
    ("mapping values are not allowed", 'A ": " stands where no key can be.', _NO_KEY),
    ("tab character", "A tab stands here.", "spaces"),
    ("unknown escape", "This backslash means nothing.", r"`\\`, or single quotes"),
    ("escape code", "This backslash stands for no character.", "the character itself"),
    ("quoted scalar", "This quote is never closed.", "the same quote again at the end"),
    ("while parsing a flow", "A bracket is not closed, or a comma is missing.", "both"),
    ("expected ':'", "This line has no colon.", "a colon and a blank behind each key"),
    ("block sequence entries", "A list starts behind a key.", "the list on its own lines"),
    ("while parsing a block", _UNEVEN, _COLUMN),
    ("expected <block end>", _UNEVEN, _COLUMN),
    ("expected <document start>", _UNEVEN, _COLUMN),
)
_TOLD_AT_START = ("end of stream", "expected ':'")


def syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    """The one problem of a text that is not YAML."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault((), "This is not YAML.", "a text in YAML", mark=Mark(1, 1))
    complaint = f"{error.context or ''}: {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and any(sign in complaint for sign in _TOLD_AT_START):
        mark = error.context_mark
    place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
    if "cannot start any token" in complaint:
        return _bad_start(text, place)
    for sign, message, expected in _SAYINGS:
        if sign in complaint:
            return Fault((), message, expected, mark=place)
    return Fault((), f"This is not YAML: {shorten(error.problem or '')}.", mark=place)


def _bad_start(text: str, place: Mark) -> Fault:
    start = text.split("\n")[place.line - 1][place.column - 1 :][:1]
    if start == "\t":
        return Fault((), "A tab stands here.", "spaces", mark=place)
    return Fault((), f"No text can start with `{start}`.", "quotes around it", mark=place)
