"""What stands on a screen and is not in the game yet, on every way out of the program."""

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable


@runtime_checkable
class ClosesFields(Protocol):
    """A screen with fields that send on what is written when they close."""

    def finish_fields(self) -> bool:
        """Close them; False where something cannot be kept, of which the player was told."""


@runtime_checkable
class HoldsAnswers(Protocol):
    """A screen that holds what is only in memory.

    Ctrl+Q asks before anything is lost with it. A signal, Ctrl+C twice, a closed window and a
    fault ask nothing: what can be kept is, and the rest is told of at the end.
    """

    def take_in(self) -> str:
        """Bring what can be kept into the game; what there is to tell of it, in sentences."""

    def unkept(self) -> str:
        """What would be lost with the screen, unless that was told already, in sentences."""


def take_in(screens: Iterable[object]) -> str:
    """Bring into the game what these screens hold, as far as it can be kept; what came of it."""
    return _told(screen.take_in for screen in screens if isinstance(screen, HoldsAnswers))


def unkept(screens: Iterable[object]) -> str:
    """What would be lost with these screens; empty for nothing."""
    return _told(screen.unkept for screen in screens if isinstance(screen, HoldsAnswers))


def _told(asked: Iterable[Callable[[], str]]) -> str:
    """What the screens say; one that is at fault keeps no other from saying it."""
    sentences = []
    for ask in asked:
        try:
            sentences.append(ask())
        except Exception:  # noqa: BLE001 (whatever ended the program may be why)
            sentences.append("What stood on the screen is not kept.")
    return " ".join(filter(None, sentences))
