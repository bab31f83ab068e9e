"""Every call that a save makes to the system: written down, and made to fail at will.

Only calls about one folder are looked at, so that many saves can be watched at once and nothing
else in the process is disturbed.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

Answer = Callable[[], object]
Hook = Callable[["Call", Answer], object]
"""Takes a call and the way to make it for real; what it returns or raises, the caller gets."""


@dataclass(frozen=True)
class Call:
    """One call.

    Attributes:
        name: Which one, as in ``os``.
        path: The file or folder it is about.
        to: The new name, of ``replace``, ``rename`` and ``link``.
        flags: How the file is opened, of ``open``.
        handle: The file's number, where it is open.
        data: What is to be written, of ``write``.
    """

    name: str
    path: Path
    to: Path | None = None
    flags: int = 0
    handle: int = -1
    data: bytes = b""


LOOKING = frozenset({"stat", "lstat", "listdir"})
"""The calls that change nothing."""

_RENAMING = ("replace", "rename", "link")
_ABOUT_PATHS = ("open", *_RENAMING, "mkdir", "unlink", "truncate", *sorted(LOOKING))
_ABOUT_HANDLES = ("fchmod", "fchown", "write", "fsync", "ftruncate", "close")


class Watch:
    """Hands every call about the files below some folders to the hook of that folder.

    Attributes:
        hooks: The folders, and who is asked about each.
    """

    def __init__(self) -> None:
        self.hooks: dict[Path, Hook] = {}
        self._paths: dict[int, Path] = {}

    def about_path(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        """What to put in the place of a function whose first argument is a path."""

        def stand_in(path: object, *more: object, **named: object) -> object:
            if not isinstance(path, str | os.PathLike):
                return real(path, *more, **named)
            call = Call(
                name,
                Path(path),
                to=Path(str(more[0])) if name in _RENAMING else None,
                flags=int(str(more[0])) if name == "open" else 0,
            )
            answer = self._ask(call, lambda: real(path, *more, **named))
            if name == "open" and self._hook(call.path):
                self._paths[int(str(answer))] = call.path
            return answer

        return stand_in

    def about_handle(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        """What to put in the place of a function whose first argument is an open file."""

        def stand_in(handle: int, *more: object) -> object:
            path = self._paths.get(handle)
            if path is None:
                return real(handle, *more)
            if name == "close":
                del self._paths[handle]
            data = bytes(more[0]) if name == "write" else b""  # type: ignore[call-overload]
            call = Call(name, path, handle=handle, data=data)
            return self._ask(call, lambda: real(handle, *more))

        return stand_in

    def _ask(self, call: Call, answer: Answer) -> object:
        hook = self._hook(call.path)
        return hook(call, answer) if hook else answer()

    def _hook(self, path: Path) -> Hook | None:
        return next((self.hooks[top] for top in (path, *path.parents) if top in self.hooks), None)


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch the calls of this process; whose is said by adding to ``hooks``."""
    watch = Watch()
    with ExitStack() as stack:
        for name in _ABOUT_PATHS:
            stack.enter_context(patch.object(os, name, watch.about_path(name, getattr(os, name))))
        for name in _ABOUT_HANDLES:
            stack.enter_context(patch.object(os, name, watch.about_handle(name, getattr(os, name))))
        flock = watch.about_handle("flock", fcntl.flock)
        stack.enter_context(patch.object(fcntl, "flock", flock))
        yield watch


def calls_of(folder: Path, action: Callable[[], object]) -> list[Call]:
    """The calls about a folder that an action makes."""
    made: list[Call] = []

    def note(call: Call, answer: Answer) -> object:
        made.append(call)
        return answer()

    with watching() as watch:
        watch.hooks[folder] = note
        action()
    return made
