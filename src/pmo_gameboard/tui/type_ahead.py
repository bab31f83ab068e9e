"""Keys in the order they were typed, however fast.

Textual hands a key to the widget that has the focus when it arrives, while the key before may
still be on its way to the action that moves the focus: "Ann", Tab, "Finance" typed in one burst,
or sent at once by a slow line, would all land in the first cell. Here each key waits until the
one before has had its effect.
"""

from collections import deque
from collections.abc import Callable

from textual import events
from textual.app import App, ReturnType
from textual.message import Message
from textual.timer import Timer

PASSES = 2
"""How often the follower runs after a key: behind the key, and behind what the key set off."""

PATIENCE = 0.5
"""Seconds after which a follower counts as lost, with the widget that held it."""


class Follower(Message):
    """Runs behind a key through the same widgets, and so arrives when the key is dealt with."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


class TypeAheadApp(App[ReturnType]):
    """An app in which no key overtakes another."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._patience: Timer | None = None
        self._behind_keys: Callable[[], None] | None = None

    def after_keys(self, act: Callable[[], None]) -> None:
        """Do something as soon as every key so far has had its effect."""
        if self._patience is None:
            act()
        else:
            self._behind_keys = act

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back while one is under way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._patience is not None:
            self._waiting.append(event)
        else:
            await self._send(event)

    async def _send(self, event: events.Key | events.Paste) -> None:
        self._patience = self.set_timer(PATIENCE, self._next)
        target = self.focused or self.screen
        await super().on_event(event)
        target.post_message(Follower(PASSES - 1))

    async def on_follower(self, message: Follower) -> None:
        """The key is dealt with; once more for what it set off, then the next key."""
        if message.left:
            (self.focused or self.screen).post_message(Follower(message.left - 1))
        else:
            await self._next()

    async def _next(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        if self._waiting:
            await self._send(self._waiting.popleft())
        elif self._behind_keys is not None:
            act, self._behind_keys = self._behind_keys, None
            act()
