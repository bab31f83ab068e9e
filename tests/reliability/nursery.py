"""A warm process that bears children which do one thing and may be killed at it.

Starting Python for each of hundreds of kills takes minutes; a fork takes a millisecond, and is safe
here because this process has one thread. It reads a request a line (a function, and the arguments
of each child) and says on its output who was born, what they say, and who died.
"""

import importlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

PATIENCE = 120.0


def say(text: str) -> None:
    """Say a word to whoever bore this process; it is heard even if a kill comes right after."""
    os.write(1, f"said {os.getpid()} {text}\n".encode())


@dataclass(frozen=True)
class Heard:
    """One line from the nursery: a child was born, said something, or died (of what status)."""

    kind: Literal["born", "said", "dead"]
    pid: int
    text: str


class Nursery:
    """The warm process, seen from outside."""

    def __init__(self) -> None:
        here = str(Path(__file__).parents[1])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reliability.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": here},
        )
        self._lines: list[bytes] = []
        self._rest = b""
        self._alive = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def bear(self, task: Callable[..., None], *children: Sequence[str]) -> None:
        """Let children begin: each calls the function, with arguments of its own."""
        request = json.dumps([task.__module__, task.__name__, children])
        assert self._process.stdin is not None
        self._process.stdin.write(f"{request}\n".encode())
        self._process.stdin.flush()
        self._alive += len(children)

    def hear(self) -> Iterator[Heard]:
        """What comes from the nursery, until all children are dead."""
        while self._alive:
            kind, pid, text = [*self._line().decode().split(" ", 2), ""][:3]
            self._alive -= kind == "dead"
            assert kind in {"born", "said", "dead"}, kind
            yield Heard(kind, int(pid), text)  # type: ignore[arg-type]

    def _line(self) -> bytes:
        end = time.monotonic() + PATIENCE
        assert self._process.stdout is not None
        while not self._lines:
            ready, _, _ = select.select([self._process.stdout], [], [], end - time.monotonic())
            data = os.read(self._process.stdout.fileno(), 65536) if ready else b""
            if not data:
                raise TimeoutError("nothing comes from the nursery")
            *self._lines, self._rest = (self._rest + data).split(b"\n")
        return self._lines.pop(0)


def _serve() -> None:
    for line in sys.stdin:
        module, name, children = json.loads(line)
        task = getattr(importlib.import_module(module), name)
        for arguments in children:
            _bear(task, arguments)
        for _ in children:
            pid, status = os.wait()
            os.write(1, f"dead {pid} {status}\n".encode())


def _bear(task: Callable[..., None], arguments: Sequence[str]) -> None:
    pid = os.fork()
    if pid:
        os.write(1, f"born {pid}\n".encode())
        return
    status = 1
    try:
        task(*arguments)
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    _serve()
