"""The command palette: every action of the screen and of its widgets, by name."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.screen import Screen

from pmo_gameboard.tui.text import plain

Command = tuple[str, Callable[[], Any]]
"""What the palette shows, and what it runs."""

MOVES = {"move", "step", "jump", "token", "page", "row_end", "column_end"}
"""The actions that only take the cursor elsewhere, where the footer does not name them."""

WAYS_OUT = ("help", "home", "board", "back", "quit")
"""The actions of nearly every screen, by the end of their ids, in their order."""


def _acted_on(node: DOMNode, binding: Binding) -> tuple[DOMNode, str]:
    """Who carries an action out, and which: the same for every key that leads to it."""
    action = binding.action.removeprefix("app.")
    return (node if action == binding.action else node.app), action


class Act(NamedTuple):
    """Something that can be done on a screen, by one key or several.

    Attributes:
        name: What it does, as people read it.
        node: Who carries the action out.
        keys: The keys, as they are shown.
    """

    name: str
    node: DOMNode
    action: str
    keys: list[str]


def acts(screen: Screen[Any]) -> list[Act]:
    """Whatever the keys of a screen and of its focused widget do, in the order people want it.

    Keys with an id are ours and have one; scrolling and the like would only be in the way.
    """
    found: dict[tuple[DOMNode, str], tuple[tuple[int, int], Act]] = {}
    for node, binding, enabled, tooltip in screen.active_bindings.values():
        if not enabled or not binding.id or binding.system:
            continue
        name = f"{binding.description}: {tooltip}" if tooltip else binding.description
        acted = _acted_on(node, binding)
        rank, act = found.get(acted, (_rank(binding), Act(name, node, binding.action, [])))
        key = screen.app.get_key_display(binding)
        if key not in act.keys:
            act.keys.append(key)
        found[acted] = min(rank, _rank(binding)), act
    return [act for _, act in sorted(found.values(), key=itemgetter(0))]


def _rank(binding: Binding) -> tuple[int, int]:
    """What the footer names comes first, then what it has no room for; the cursor comes last."""
    last = binding.id.rpartition(".")[2] if binding.id else ""
    if last in WAYS_OUT:
        return 2, WAYS_OUT.index(last)
    if binding.show:
        return 0, 0
    return (3, 0) if binding.action.partition("(")[0] in MOVES else (1, 0)


@runtime_checkable
class OffersCommands(Protocol):
    """A screen with commands beside its keys, such as going to any square."""

    def commands(self) -> Iterable[Command]:
        """The commands, the likeliest first."""


class BindingCommands(Provider):
    """Every key that does something here, whatever else the screen offers, and then the app.

    One provider for all of it: Textual asks several in no particular order.
    Names may come from a board, so they are shown plain: Textual's own highlighting reads markup.
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
        screen = self.screen
        for act in acts(screen):
            run = partial(self.app.run_action, act.action, act.node)
            yield f"{act.name} ({act.keys[0]})", run
        if isinstance(screen, OffersCommands):
            yield from screen.commands()
        for command in self.app.get_system_commands(screen):
            yield command.title, command.callback
