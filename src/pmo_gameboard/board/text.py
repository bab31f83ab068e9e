"""The one door for text: whatever people or files hand in passes here before it is kept.

Escape sequences in a kept text would reach the terminal from every widget, and invisible or
reordering characters make a text say something else than it shows.
"""

import re
import unicodedata

_BREAKS = "\x0b\x0c\r\x85\u2028\u2029"
_UNSAFE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 without tab and newline, delete, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction marks, overrides, isolates
    "\ud800-\udfff\ufeff\ufffe\uffff"  # surrogates, byte order marks, non-characters
    "\U000e0000-\U000e007f"  # tag characters
)
_EVERY_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_EVERY_UNSAFE = re.compile(f"[{_UNSAFE}]")
_FIRST_UNCLEAN = re.compile(f"[{_BREAKS}{_UNSAFE}]")

_NAMES = {
    "Cc": "a control character",
    "Cf": "an invisible character",
    "Cs": "half a character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}


def clean(text: str) -> str:
    """The text without anything that could act on a terminal or hide from a reader.

    This is the one door for text: the keyboard, the clipboard, boards, saves and imports all
    use it. Control characters other than newline and tab, direction overrides, surrogates, tag
    characters and byte order marks go; every kind of line break becomes a newline.
    """
    return _EVERY_UNSAFE.sub("", _EVERY_BREAK.sub("\n", text))


def one_line(text: str) -> str:
    """The clean text on one line, runs of blanks made one."""
    return " ".join(clean(text).split())


def find_unclean(text: str) -> int | None:
    """Where the first character stands that ``clean`` would take away or change."""
    found = _FIRST_UNCLEAN.search(text)
    return found.start() if found else None


def name_of(character: str) -> str:
    """What an unclean character is, for people: ``a control character (U+001B)``."""
    kind = _NAMES.get(unicodedata.category(character), "not a character")
    return f"{kind} (U+{ord(character):04X})"
