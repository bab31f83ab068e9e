"""What a player likes to have again next time, and can do without: the theme."""

import json
from pathlib import Path

from pmo_gameboard.errors import StorageError
from pmo_gameboard.saves.files import read_bytes, write_atomic

_FILE = "preferences.json"
_LIMIT = 10_000


def last_theme(data: Path) -> str | None:
    """The theme that was chosen last; None where none was, or what is there cannot be read."""
    try:
        kept = json.loads(read_bytes(data / _FILE, _LIMIT))
    except (StorageError, ValueError, RecursionError):
        return None
    theme = kept.get("theme") if isinstance(kept, dict) else None
    return theme if isinstance(theme, str) else None


def keep_theme(data: Path, theme: str) -> None:
    """Remember the theme, where the disk lets us: a game does not stop for a colour."""
    try:
        write_atomic(data / _FILE, json.dumps({"theme": theme}).encode())
    except StorageError:
        return
