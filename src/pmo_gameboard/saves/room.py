"""What a session on a shared screen is at, for whoever follows it in another window."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

from pmo_gameboard.board.models import Model
from pmo_gameboard.game.agenda import USUAL, Item, ItemKind, item_name
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.saves.clock import whole_second

MOST_WORDS = 200
"""The most characters of what comes after an item."""

Moment = Annotated[AwareDatetime, AfterValidator(whole_second)]
"""A time in UTC, to the second."""


class RoomState(Model):
    """What a session on a shared screen is at.

    Attributes:
        item: The kind of the agenda's item that is shown.
        minutes: How long it takes; its timer goes on counting behind that.
        started: When its timer began to run, in UTC; None where it does not.
        after: What comes after it; empty where nothing does.
    """

    item: ItemKind
    minutes: int = Field(ge=1, le=240)
    started: Moment | None = None
    after: Annotated[str, StringConstraints(max_length=MOST_WORDS)] = ""


def time_left(room: RoomState | None, now: datetime) -> float | None:
    """The seconds that a timer still runs, below 0 past its end; None where none runs."""
    if room is None or room.started is None:
        return None
    return room.minutes * 60 - (now - room.started).total_seconds()


def room_at(
    items: Sequence[Item], place: int, survey: Survey, started: datetime | None
) -> RoomState:
    """What the room is at with an item of its agenda.

    Args:
        items: The agenda.
        place: Which item is shown.
        survey: The game, for the names of squares.
        started: When its timer began to run; None where it does not.
    """
    item = items[place]
    after = "".join(item_name(each, survey) for each in items[place + 1 : place + 2])
    return RoomState(
        item=item.kind, minutes=item.minutes or USUAL, started=started, after=after[:MOST_WORDS]
    )
