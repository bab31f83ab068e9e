"""Why an earlier version of a game was kept.

It is noted in a small file beside the version, so that a version stays what it is, the bytes of a
save: a reason that is lost, or that somebody else wrote, harms nothing.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import StorageError, UnfitError
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.words import clip
from pmo_gameboard.saves.files import read_bytes
from pmo_gameboard.saves.room import Moment

MAX_BYTES = 2_000
"""The largest file there can be of it."""


def _short(text: str) -> str:
    return clip(one_line(text))


Short = Annotated[str, AfterValidator(_short)]


class Reason(BaseModel):
    """Why a version was kept; what a newer program noted in it is left there.

    Attributes:
        why: What was about to be done to the game: ``delete``, ``paste``, ``merge``, ``restore``.
        of: What it was done to: the name of a row, or ``12 customers``.
        to: The time of the version that took its place.
        opened: When the game was opened as this version has it.
    """

    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    why: Short = ""
    of: Short = ""
    to: Moment | None = None
    opened: Moment | None = None


NONE = Reason()
UNREAD = Reason(why="unread")
MERGE = Reason(why="merge")


def before_delete(name: str) -> Reason:
    """A row is about to be deleted."""
    return Reason(why="delete", of=name)


def before_paste(number: str) -> Reason:
    """Rows are about to be added, so many: ``12 customers``."""
    return Reason(why="paste", of=number)


def before_restore(to: datetime) -> Reason:
    """A version of this time is about to take the place of the game."""
    return Reason(why="restore", to=to)


def reason_words(reason: Reason, today: date) -> str:
    """Why a version was kept, in words: ``before Anna Keller was deleted``; empty for no reason."""
    match reason.why:
        case "delete":
            return f"before {reason.of or 'a row'} was deleted"
        case "paste":
            were = "was" if reason.of.startswith("1 ") else "were"
            return f"before {reason.of or 'rows'} {were} pasted"
        case "merge":
            return "before two games were made one"
        case "restore":
            to = f" to {time_words(reason.to, today)}" if reason.to else ""
            return f"before it was restored{to}"
    return f"as it was opened {time_words(reason.opened, today)}" if reason.opened else ""


def time_words(moment: datetime, today: date, *, seconds: bool = False) -> str:
    """A time where the player is: ``Tue 24 Nov 14:02``."""
    local = moment.astimezone()
    return f"{show_date(local.date(), today)} {local:{'%H:%M:%S' if seconds else '%H:%M'}}"


def read_reason(path: Path) -> Reason:
    """What is in the file beside a version; no reason where that is not to be understood."""
    try:
        return Reason.model_validate_json(read_bytes(path, MAX_BYTES))
    except (UnfitError, ValidationError):
        return NONE
    except StorageError:  # that it cannot be read is not that there is none
        return UNREAD


def written(reason: Reason) -> bytes:
    """A reason as its file holds it."""
    return f"{reason.model_dump_json(exclude_defaults=True)}\n".encode()
