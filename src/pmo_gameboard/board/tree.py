"""Reads YAML into plain trees of texts, remembering where everything stands.

Boards come from strangers. So this is stricter than YAML: no aliases, anchors, tags or merge
keys, no key twice, bounded size and depth, and nothing is guessed: ``no``, ``12:30`` and ``014``
stay the texts they are. It works on the parser's events, without recursion, because the
``yaml.load`` family loses the places, lets the last of two keys win and can be made to crash.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import yaml

from pmo_gameboard.board.limits import MAX_DEPTH, MAX_ITEMS, MAX_NODES
from pmo_gameboard.board.problems import Fault, Mark, Node, Path, shorten
from pmo_gameboard.board.syntax import syntax_fault
from pmo_gameboard.board.text import clean, find_unclean, name_of

MAX_BYTES = 4 * 1024 * 1024
"""The largest board that is read."""

MAX_SCALAR = 20_000
MAX_FAULTS = 1_000
"""After so many faults nothing more is looked for."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_MERGE = "<<"
_TYPED = (yaml.ScalarEvent, yaml.CollectionStartEvent)


@dataclass
class Tree:
    """A board as it was written.

    Attributes:
        values: Where each node stands.
        keys: Where the key of each node stands, for nodes that have one.
        faults: What the text may not do.
        broken: The paths of nodes that could not be kept; what follows there is no news.
        whole: Whether the text could be read to its end.
    """

    root: Node = None
    values: dict[Path, Mark] = field(default_factory=dict)
    keys: dict[Path, Mark] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)
    whole: bool = True

    def mark(self, fault: Fault) -> Mark:
        """Where a fault stands; for a missing node, where the group starts that lacks it."""
        if fault.mark is not None:
            return fault.mark
        if fault.on_key and fault.path in self.keys:
            return self.keys[fault.path]
        path = fault.path
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Mark(1, 1))


def build(text: str) -> Tree:
    """Read a YAML text as far as it can be read, with everything that is wrong with it."""
    if len(text) > MAX_BYTES:
        fault = Fault((), "This file is too large.", _at_most(MAX_BYTES, "bytes"), mark=Mark(1, 1))
        return Tree(faults=[fault], whole=False)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    builder = _Builder()
    if find_unclean(text) is not None:
        builder.tree.faults.extend(islice(_unclean_lines(text), MAX_FAULTS))
        if len(builder.tree.faults) == MAX_FAULTS:
            builder.tree.whole = False
            return builder.tree
        text = "\n".join(clean(line).replace("\n", " ") for line in text.split("\n"))
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.tree.faults.append(syntax_fault(error, text))
        builder.tree.whole = False
    except _StopReadingError as stop:
        builder.tree.faults.append(stop.fault)
        builder.tree.whole = False
    return builder.tree


def _unclean_lines(text: str) -> Iterator[Fault]:
    """The first unclean character of every line that has one."""
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        at = find_unclean(line)
        if at is not None:
            message = f"There is {name_of(line[at])} in this line."
            yield Fault((), message, "plain text", mark=Mark(number, at + 1))


def _at_most(count: int, what: str) -> str:
    return f"at most {count:,} {what}"


class _StopReadingError(Exception):
    """The text is such that reading on would be of no use or too costly."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class _Frame:
    """A list or group that is being filled; ``key`` is the one that waits for its value."""

    node: dict[str, Node] | list[Node]
    path: Path
    key: str | None = None


class _Builder:
    """Builds a tree from the parser's events.

    Nodes that are refused (the value of a second key, a list for a key) are passed over:
    ``_muted`` is the depth at which reading goes on, ``_mute_next`` says that the next node
    is passed over too.
    """

    def __init__(self) -> None:
        self.tree = Tree()
        self._frames: list[_Frame] = []
        self._depth = 0
        self._nodes = 0
        self._muted: int | None = None
        self._mute_next = False
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take one event further."""
        if isinstance(event, yaml.NodeEvent):
            self._count(event)
            if not self._passes_over(event):
                self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._depth -= 1
            if self._muted is None:
                self._frames.pop()
            elif self._depth == self._muted:
                self._muted = None
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)
        elif isinstance(event, yaml.StreamEndEvent) and not self._documents:
            self._stop(event, "This file is empty.", "a board")

    def _count(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if len(self.tree.faults) >= MAX_FAULTS:
            self._stop(event, "There is too much wrong to read on.", "what is before mended first")
        if self._nodes > MAX_NODES:
            self._stop(event, "This file is too large.", _at_most(MAX_NODES, "keys and values"))
        if isinstance(event, yaml.CollectionStartEvent):
            self._depth += 1
            if self._depth > MAX_DEPTH:
                self._stop(event, "This is nested too deep.", _at_most(MAX_DEPTH, "levels"))

    def _document(self, event: yaml.Event) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop(event, "A second document starts here.", "one board in a file")

    def _stop(self, event: yaml.Event, message: str, expected: str) -> None:
        path = self._place() if isinstance(event, yaml.NodeEvent) else ()
        raise _StopReadingError(Fault(path, message, expected, mark=_mark(event)))

    def _passes_over(self, event: yaml.NodeEvent) -> bool:
        if self._muted is not None:
            return True
        if not self._mute_next:
            return False
        self._mute_next = False
        self._mute(event)
        return True

    def _mute(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.CollectionStartEvent):
            self._muted = self._depth - 1

    def _node(self, event: yaml.NodeEvent) -> None:
        self._refuse_properties(event)
        frame = self._frames[-1] if self._frames else None
        if frame is not None and len(frame.node) == MAX_ITEMS and isinstance(frame.node, list):
            self._stop(event, "This list goes on for too long.", _at_most(MAX_ITEMS, "in a list"))
        if frame is not None and isinstance(frame.node, dict) and frame.key is None:
            self._key(event, frame)
        elif isinstance(event, yaml.CollectionStartEvent):
            node: dict[str, Node] | list[Node]
            node = {} if isinstance(event, yaml.MappingStartEvent) else []
            path = self._place()
            self._put(node, event)
            self._frames.append(_Frame(node, path))
        else:
            self._put(self._scalar(event), event)

    def _refuse_properties(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._fault(event, f"This refers to another place (*{shorten(event.anchor or '')}).")
            return
        if event.anchor is not None:
            self._fault(event, f"This sets an anchor (&{shorten(event.anchor)}).")
        if isinstance(event, _TYPED) and event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._fault(event, f"This sets a type ({shorten(tag)}).")

    def _fault(self, event: yaml.Event, message: str, expected: str = "the text itself") -> None:
        self.tree.faults.append(Fault(self._place(), message, expected, mark=_mark(event)))

    def _key(self, event: yaml.NodeEvent, frame: _Frame) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            if not isinstance(event, yaml.AliasEvent):
                self._fault(event, "This key is not a word.", "a word before the colon")
            self._mute(event)
            self._mute_next = True
            return
        complaint = self._against_key(event, frame)
        path = (*frame.path, clean(event.value)) if event.value else frame.path
        if complaint:
            self.tree.faults.append(Fault(path, *complaint, on_key=True, mark=_mark(event)))
            self._mute_next = True
            return
        frame.key = event.value
        self.tree.keys[path] = _mark(event)

    def _against_key(self, event: yaml.ScalarEvent, frame: _Frame) -> tuple[str, str] | None:
        """What is wrong with a key, and what was expected."""
        key: str = event.value
        if key == _MERGE and not event.style:
            return "This merges another group.", "the keys themselves"
        if not key:
            return "There is no key before this colon.", "a word before the colon"
        if len(key) > MAX_SCALAR:
            return "This key is too long.", "a word before the colon"
        if (at := find_unclean(key)) is not None:
            return f"There is {name_of(key[at])} in this key.", "plain text"
        if key in frame.node:
            first = self.tree.keys[(*frame.path, key)]
            return f"This key is here twice; the first is in line {first.line}.", "each key once"
        return None

    def _scalar(self, event: yaml.NodeEvent) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):  # an alias: there is no third kind
            self.tree.broken.add(self._place())
            return None
        value: str = event.value
        if not event.style and value in _NOTHING:
            return None
        if len(value) > MAX_SCALAR:
            self._fault(event, "This text is too long.", _at_most(MAX_SCALAR, "characters"))
            self.tree.broken.add(self._place())
            return None
        at = find_unclean(value)
        if at is None:
            return value
        self._fault(event, f"There is {name_of(value[at])} in this text.", "plain text")
        self.tree.broken.add(self._place())
        return clean(value)

    def _place(self) -> Path:
        """The path of the node that comes next."""
        if not self._frames:
            return ()
        frame = self._frames[-1]
        if isinstance(frame.node, list):
            return (*frame.path, len(frame.node))
        return frame.path if frame.key is None else (*frame.path, frame.key)

    def _put(self, node: Node, event: yaml.Event) -> None:
        self.tree.values[self._place()] = _mark(event)
        if not self._frames:
            self.tree.root = node
            return
        frame = self._frames[-1]
        if isinstance(frame.node, list):
            frame.node.append(node)
        elif frame.key is not None:
            frame.node[frame.key] = node
            frame.key = None


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)
