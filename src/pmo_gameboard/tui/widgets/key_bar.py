"""The line at the bottom: the keys that work here, with what they do.

Textual's footer is a widget for every key, mounted and styled again whenever a binding may have
changed: a third of the time that a screen took to open. This is one line of text.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget


class Key(NamedTuple):
    """One key of the line.

    Attributes:
        key: What pressing it sends.
        shown: How it is called: ``↵``, ``f1``.
        words: What it does.
        start: The column it begins in.
    """

    key: str
    shown: str
    words: str
    start: int

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.start + cell_len(f"{self.shown} {self.words}")


class KeyBar(Widget):
    """The keys of the screen and of its focused widget that are to be shown; a click presses one.

    Where they do not fit they stand closer, and the last ones are cut.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    def on_mount(self) -> None:
        """Show the keys anew whenever others may work."""
        self.screen.bindings_updated_signal.subscribe(self, self._update)

    def _update(self, screen: Screen[object]) -> None:
        if screen is self.screen and self.app.app_focus:
            self.refresh()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys that are shown, in their order."""
        wide = tuple(self._keys(1, 2))
        return wide if not wide or wide[-1].end <= self.size.width else tuple(self._keys(0, 1))

    def _keys(self, start: int, gap: int) -> Iterator[Key]:
        seen: set[str] = set()
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if not binding.show or not enabled or binding.action in seen:
                continue
            seen.add(binding.action)
            shown = self.app.get_key_display(binding)
            key = Key(binding.key, shown, binding.description, start)
            start = key.end + gap
            yield key

    def render(self) -> Content:
        """The line."""
        parts: list[Content | str | tuple[str, str]] = []
        at = 0
        for key in self.keys:
            parts += [" " * (key.start - at), (key.shown, "bold $key"), f" {key.words}"]
            at = key.end
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        for key in self.keys:
            if key.start <= event.x < key.end:
                self.app.simulate_key(key.key)
