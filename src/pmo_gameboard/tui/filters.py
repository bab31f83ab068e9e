"""What every line goes through on its way to the terminal.

No control character gets there, wherever it was typed, and only ASCII where the terminal knows no
more.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from pmo_gameboard.twins import ASCII_TWINS

_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))


class CleanFilter(LineFilter):
    """Leaves out control characters: text acts on no terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's
        """Clean one line."""
        if all(text.isprintable() for text, _, _ in segments):
            return segments
        return [
            Segment(text.translate(_CONTROLS), style, control) for text, style, control in segments
        ]


class AsciiFilter(LineFilter):
    """Puts the twins in the place of the signs, on the way to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's
        """Translate one line."""
        return [
            Segment(text.translate(ASCII_TWINS), style, control)
            for text, style, control in segments
        ]
