"""Pastes that the terminal does not mark: keys that come faster than anybody types."""

from collections.abc import Sequence

from textual import events

WITHIN = 0.05
"""Seconds within which so many keys come from no hand."""

MANY = 8
"""How many keys in that time are a burst, where Enter is not among them."""

QUIET = 0.1
"""Seconds without a key after which a burst is over."""

_LINES = {"enter", "ctrl+j"}
"""What the end of a line is in a paste."""


def is_text(event: object) -> bool:
    """Whether a key may stand in a text that is pasted."""
    return isinstance(event, events.Key) and (event.is_printable or event.key in {*_LINES, "tab"})


def begins_burst(keys: Sequence[events.Event]) -> bool:
    """Whether some keys of text, in their order, begin with a burst.

    An Enter in front is a command, and what follows is for what it opens.
    """
    near = [key for key in keys if key.time - keys[0].time <= WITHIN]
    lines = sum(_ends_line(key) for key in near)
    return _writes(keys) and (len(near) >= MANY or 0 < lines < len(near))


def left_to_wait(keys: Sequence[events.Event], now: float) -> float:
    """Seconds for which more keys may make a burst of some keys."""
    return min(max(keys[0].time + WITHIN - now, 0), WITHIN) if _writes(keys) else 0


def _ends_line(key: events.Event) -> bool:
    return isinstance(key, events.Key) and key.key in _LINES


def _writes(keys: Sequence[events.Event]) -> bool:
    """Whether the first of some keys is a character."""
    return bool(keys) and isinstance(keys[0], events.Key) and keys[0].is_printable
