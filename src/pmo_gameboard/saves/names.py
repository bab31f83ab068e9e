"""What a game may be called, and the file that it is written to."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pmo_gameboard.board.text import find_unclean
from pmo_gameboard.errors import GameNameError
from pmo_gameboard.paths import at_home, expanded

MAX_NAME = 80
MAX_SLUG = 60
_MAX_SLUG_BYTES = 180
"""Disks take 255 bytes a name; the rest is room for endings and temporary names."""

_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_LEFT_OVER_ACCENTS = re.compile("(^|(?<=[a-z0-9-]))[\u0300-\u036f]+")


def check_name(name: str) -> str:
    """The name as a game keeps it: its ends stripped, its characters composed.

    Raises:
        GameNameError: It is empty or too long, or holds what no file name can.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not name:
        raise GameNameError("A game needs a name.", hint="Give it your PMO's, such as Acme PMO.")
    if len(name) > MAX_NAME:
        raise GameNameError(
            f"That name has {len(name):,} characters; there is room for {MAX_NAME}.",
            hint="Give the game a shorter one.",
        )
    if find_unclean(name) is not None or "\n" in name or "\t" in name:
        raise GameNameError(
            "A game's name cannot hold control characters.", hint="Type it anew, in plain letters."
        )
    if "/" in name or "\\" in name:
        raise GameNameError(
            "A game's name cannot hold slashes.", hint="Use a dash or a space instead."
        )
    if not any(character.isalnum() for character in _folded(name)):
        raise GameNameError(
            "A game's name needs a letter or a digit.", hint="Add a word to it, such as your PMO's."
        )
    return name


def slug(name: str) -> str:
    """The file name, without its ending, of a game with this name.

    Lower case; Latin letters lose their accents, those of other scripts stay; all else becomes
    dashes. It is never empty, hidden, or a name that Windows keeps for itself.

    Raises:
        GameNameError: The name cannot be a game's.
    """
    plain = "".join(_plain(character) for character in _folded(check_name(name)))
    plain = unicodedata.normalize("NFKC", _LEFT_OVER_ACCENTS.sub("", plain))
    stem = re.sub("-+", "-", plain).strip("-")[:MAX_SLUG]
    stem = stem.encode()[:_MAX_SLUG_BYTES].decode(errors="ignore").rstrip("-")
    return f"{stem}-game" if _RESERVED.fullmatch(stem) else stem


def proposal(name: str) -> str:
    """A file of this name in the home folder; nothing where there is no such folder."""
    home = expanded("~")
    return str(home / name) if home.is_absolute() else ""


def destination(given: str, name: str) -> Path:
    """The file that was meant: a folder means a file of the same name in it.

    Raises:
        StorageError: It is named from a folder that is not there.
    """
    path = at_home(given.strip())
    if path.suffix.lower() != ".json":
        path /= name
    return path


def numbered(name: str, between: str = " ") -> Iterator[str]:
    """A name, and then with numbers behind it for as long as others have it."""
    yield name
    for number in itertools.count(2):
        yield f"{name}{between}{number}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _plain(character: str) -> str:
    """A character as a file name has it: without its accent, as it is, or as a dash."""
    base = unicodedata.normalize("NFKD", character)[0]
    if base.isascii() and base.isalnum():
        return base
    if character.isalnum() or unicodedata.category(character).startswith("M"):
        return character
    return "-"
