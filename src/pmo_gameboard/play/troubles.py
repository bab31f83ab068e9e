"""What stands between a player and a saved game, in words, and the way out of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pmo_gameboard.play.session import Session
    from pmo_gameboard.saves.writer import SaveState


@dataclass(frozen=True)
class Trouble:
    """Something that keeps the game from being saved where it should be.

    Attributes:
        text: What it is, in a line.
        remedy: What can be done about it.
    """

    kind: Literal["read_only", "not_saved", "conflict"]
    text: str
    remedy: str


def trouble_of(session: "Session | None", state: "SaveState | None") -> Trouble | None:
    """What is wrong with the open game, the worst first; None where nothing is."""
    if session is None:
        return None
    if session.holder is not None:
        return Trouble("read_only", f"READ ONLY: {session.holder} has it open.", "Try again")
    if session.barred:
        return Trouble("read_only", "READ ONLY: it is not yours to write.", "Try again")
    if state is not None and state.kind == "failed":
        return Trouble("not_saved", f"NOT SAVED: {state.reason}", "Save elsewhere")
    if session.theirs is not None:
        return Trouble("conflict", "CHANGED ELSEWHERE: you go on in a copy.", "Compare")
    return None
