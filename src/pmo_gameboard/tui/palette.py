"""The command palette: every action of the screen and of its widgets, by name."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Protocol, runtime_checkable

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode

from pmo_gameboard.tui.text import plain

Command = tuple[str, Callable[[], Any]]
"""What the palette shows, and what it runs."""


def acted_on(node: DOMNode, binding: Binding) -> tuple[DOMNode, str]:
    """Who carries an action out, and which: the same for every key that leads to it."""
    action = binding.action.removeprefix("app.")
    return (node if action == binding.action else node.app), action


@runtime_checkable
class OffersCommands(Protocol):
    """A screen with commands beside its keys, such as going to any square."""

    def commands(self) -> Iterable[Command]:
        """The commands, the likeliest first."""


class BindingCommands(Provider):
    """Every key that does something here, and whatever else the screen offers.

    Keys with an id are ours and have one; scrolling and the like would only be in the way. Names
    may come from a board, so they are shown plain: Textual's own highlighting reads markup.
    """

    async def discover(self) -> Hits:
        """What is shown before anything is typed."""
        for name, run in self._commands():
            yield DiscoveryHit(plain(name), run, text=name)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for name, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, plain(name), run, text=name)

    def _commands(self) -> Iterator[Command]:
        screen, seen = self.screen, set[tuple[DOMNode, str]]()
        for node, binding, enabled, tooltip in screen.active_bindings.values():
            action = acted_on(node, binding)
            if not binding.id or not enabled or binding.system or action in seen:
                continue
            seen.add(action)
            name = f"{binding.description}: {tooltip}" if tooltip else binding.description
            yield (
                f"{name} ({self.app.get_key_display(binding)})",
                partial(self.app.run_action, binding.action, node),
            )
        if isinstance(screen, OffersCommands):
            yield from screen.commands()
