"""Keys in the order they were typed, however fast, and none that nobody typed.

Textual hands a key to the widget that has the focus when it arrives, while the key before may
still be on its way to the action that moves the focus: "Ann", Tab, "Finance" typed in one burst,
or sent at once by a slow line, would all land in the first cell. Here each key waits until the
one before has had its effect. So it is known what a key is for when its turn comes: a paste of
which nobody said that it is one goes into a field, or nowhere, and what came as Esc and turns
out to be another key is that key.
"""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from itertools import takewhile
from time import monotonic
from typing import ClassVar

from textual import events
from textual.app import App, ReturnType
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from pmo_gameboard.tui import bursts
from pmo_gameboard.tui.messages import NotEscape, TakeBackEscape

PASSES = 2
"""How often the follower runs after a key: behind the key, and behind what the key set off."""

PATIENCE = 0.5
"""Seconds after which a follower counts as lost, with the widget that held it."""

Typed = events.Key | events.Paste | NotEscape
"""What waits for its turn."""


def writes(event: Typed) -> bool:
    """Whether a key writes something, where there is a field."""
    return event.is_printable if isinstance(event, events.Key) else True


class Follower(Message):
    """Runs behind a key through the same widgets, and so arrives when the key is dealt with."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


class TypeAheadApp(App[ReturnType]):
    """An app in which no key overtakes another.

    Attributes:
        minds_bursts: Whether keys may be a paste; the driver that reads a terminal says so.
        now: The time by which keys are dated, in seconds.
    """

    no_field: ClassVar[str] = (
        "That came as a paste does, so it did nothing. A square's table and fields take one."
    )

    def __init__(self) -> None:
        super().__init__()
        self.minds_bursts = False
        self.now = monotonic
        self._waiting: deque[Typed] = deque()
        self._patience: Timer | None = None
        self._behind_keys: Callable[[], None] | None = None
        self._lost = False
        """Whether the effect of something that was typed was waited for in vain."""
        self._burst_at: float | None = None
        """When the last key of a burst came that went nowhere."""
        self._watched: Typed | None = None
        """The key that others were waited for with, to see whether they make a burst."""
        self._at_escape: tuple[Screen[object], Widget | None] | None = None
        """The screen and the field that the last key came to, where that was Esc."""
        self._late: Sequence[events.Key | events.Paste] = ()
        """The rest of what was no Esc, to act once the Esc is taken back."""

    @property
    def unheard(self) -> bool:
        """Whether something was typed that had no effect, or may have had none."""
        return self._lost or any(map(writes, self._waiting))

    def after_keys(self, act: Callable[[], None]) -> None:
        """Do something as soon as every key so far has had its effect."""
        if self._patience is None:
            act()
        else:
            self._behind_keys = act

    async def on_event(self, event: events.Event) -> None:
        """Hold keys back while one is under way."""
        if isinstance(event, events.Key | events.Paste) and event.is_forwarded:
            await super().on_event(event)
        elif isinstance(event, Typed):
            self._waiting.append(event)
            if self._patience is None:
                await self._next()
        else:
            await super().on_event(event)

    async def _send(self, event: Typed) -> None:
        self._patience = self.set_timer(PATIENCE, partial(self._lose, event))
        if isinstance(event, NotEscape):
            target = self._take_back_escape(event)
        else:
            target = self.focused or self.screen
            escape = isinstance(event, events.Key) and event.key == "escape"
            self._at_escape = (self.screen, self.focused) if escape else None
            await super().on_event(event)
        target.post_message(Follower(PASSES - 1))

    async def _lose(self, event: Typed) -> None:
        """Wait no more for what may never come."""
        self._lost = self._lost or writes(event)
        await self._next()

    async def on_follower(self, message: Follower) -> None:
        """The key is dealt with; once more for what it set off, then the next key."""
        if message.left:
            (self.focused or self.screen).post_message(Follower(message.left - 1))
        else:
            self._lost = False  # what was slow before has been dealt with before this
            await self._next()

    async def _next(self) -> None:
        if self._patience is not None:
            self._patience.stop()
            self._patience = None
        self._let_late_keys_act()
        wait = self._drop_burst()
        if wait > 0:
            self._patience = self.set_timer(wait, self._next)
        elif self._waiting:
            await self._send(self._waiting.popleft())
        elif self._behind_keys is not None:
            act, self._behind_keys = self._behind_keys, None
            act()

    # What was no Esc --------------------------------------------------------------------------

    def _take_back_escape(self, event: NotEscape) -> Widget:
        """Have the field opened again that Esc left, if it left one."""
        self._late = event.rest
        screen, field = self._at_escape or (self.screen, self.focused)
        if field is None or self.screen is not screen or self.focused is field:
            return self.focused or self.screen
        field.post_message(TakeBackEscape())
        return field

    def _let_late_keys_act(self) -> None:
        """Act, where everything is as before the Esc; on another screen they would not be meant."""
        if (self.screen, self.focused) == self._at_escape:
            self._waiting.extendleft(reversed(self._late))
        self._late = ()

    # Pastes that nobody marked ----------------------------------------------------------------

    def _drop_burst(self) -> float:
        """Drop a burst where there is no field; how long to wait to see if it is one."""
        if self._burst_at is not None:
            self._drop_keys(self._burst_at)
        if not self._waiting or self._takes_text():
            return 0
        first = self._waiting[0]
        keys = list(takewhile(bursts.is_text, self._waiting)) if self.minds_bursts else []
        if isinstance(first, events.Paste) or bursts.begins_burst(keys):
            self._drop_keys(first.time)
            self.notify(self.no_field, severity="warning", timeout=15)
            return self._drop_burst()
        wait = 0 if first is self._watched else bursts.left_to_wait(keys, self.now())
        self._watched = first
        return wait

    def _drop_keys(self, last: float) -> None:
        """Drop the keys that came with the last one of a burst, or soon after it."""
        while self._waiting and self._waiting[0].time - last <= bursts.QUIET:
            last = self._waiting.popleft().time
        self._burst_at = last

    def _takes_text(self) -> bool:
        """Whether what is typed is written somewhere: where a paste is taken, so is a burst."""
        if self.focused is None:  # it comes to a field that there is, as in a list to narrow
            return bool(self.screen.query("Input, TextArea"))
        nodes = self.focused.ancestors_with_self
        return any(hasattr(node, "on_paste") or hasattr(node, "_on_paste") for node in nodes)
