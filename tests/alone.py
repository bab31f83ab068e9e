"""Tests that start no thread, lock or program: beneath a false clock only these can be trusted."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "alone"
FOLDERS = {"board", "game", "reports"}
"""Whose tests are all so; others say it of themselves."""

_BEGINNINGS = {
    *("subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn", "os.system", "os.exec"),
    *("fcntl.flock", "fcntl.lockf", "_thread.start_new_thread", "_thread.start_joinable_thread"),
}
_watched = False


def is_alone(path: Path) -> bool:
    """Whether a file's folder says it of all its tests."""
    return path.parent.name in FOLDERS


@contextmanager
def kept_alone() -> Iterator[None]:
    """Let whatever begins in the block fail."""
    global _watched  # noqa: PLW0603 (a hook stays for ever)
    _watched = True
    try:
        yield
    finally:
        _watched = False


def _look(event: str, _: object) -> None:
    if _watched and event in _BEGINNINGS:
        raise AssertionError(f"a test that is marked as {MARK} begins something: {event}")


sys.addaudithook(_look)
