"""Other people at the machine, for whom permission bits count.

Root may read and write everything, so how the program stands with modes, owners and groups is only
seen as somebody else. A user needs no name for that: a number does.
"""

import ctypes
import os
import pickle
import select
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

PATIENCE = 120.0
"""Seconds after which a child that does not answer is ended."""

TEAM = 61_100
"""The number of a group."""

_NEW_NAMES = 0x00020000  # CLONE_NEWNS
_BIND, _ALL, _PRIVATE = 0x1000, 0x4000, 0x40000  # MS_BIND, MS_REC, MS_PRIVATE
_SEARCH = 0o001


@dataclass(frozen=True)
class User:
    """Somebody.

    Attributes:
        number: The user's, and that of the group of their own.
        groups: The other groups they are in.
    """

    number: int
    groups: tuple[int, ...] = ()


ANN, BO = User(61_001, (TEAM,)), User(61_002, (TEAM,))
"""Two members of one team."""

EVE = User(61_003)
"""Nobody's colleague."""


class ChildError(Exception):
    """What was done as somebody else went wrong; the text is the traceback from there."""


def as_ordinary_user(task: Callable[[], Result], user: User = EVE) -> Result:
    """Do something in a forked child as an ordinary user, and give back what came of it.

    Where this is no root, it is an ordinary user already, whichever was asked for.

    Args:
        task: Any callable; it may start programs too. What it returns must be picklable.
        user: Who does it. Ask ``why_not`` first.

    Raises:
        ChildError: It raised something, or its process ended of itself.
    """
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the child goes on with one thread
        child = os.fork()
    if not child:
        _be_child(task, user, writing)
    os.close(writing)
    try:
        answer = _answer(reading)
    finally:
        os.close(reading)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if not answer:
        raise ChildError(f"the child gave no answer; its status is {status}")
    went_well, result = pickle.loads(answer)  # noqa: S301 (from our own child)
    if not went_well:
        raise ChildError(result)
    return result  # type: ignore[no-any-return]


@cache
def why_not(*, two: bool = False) -> str:
    """Why nothing can be done as an ordinary user here; empty where it can be.

    Args:
        two: Whether it takes more than one user, or root beside them.
    """
    if os.name != "posix":
        return "this system has no users as POSIX has them"
    if os.geteuid() != 0:
        return "only root can be several users" if two else ""
    try:
        as_ordinary_user(_look_around)
    except ChildError as error:
        return f"no ordinary user can run Python here: {str(error).strip().splitlines()[-1]}"
    return ""


@contextmanager
def room(owner: User = EVE, group: int | None = None, mode: int = 0o700) -> Iterator[Path]:
    """A folder of a user's own that they can get to; pytest's and the ordeals' are root's alone."""
    folder = Path(tempfile.mkdtemp(prefix="pmo-gameboard-room-"))
    try:
        if os.geteuid() == 0:
            os.chown(folder, owner.number, owner.number if group is None else group)
        folder.chmod(mode)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _be_child(task: Callable[[], Result], user: User, writing: int) -> None:
    """Do the task as the user, tell what came of it, and end without any of the parent's ends."""
    try:
        if os.geteuid() == 0:
            _open_the_way(Path(sys.base_prefix))
            os.setgroups(user.groups)
            os.setgid(user.number)
            os.setuid(user.number)
        answer = pickle.dumps((True, task()))
    except BaseException:  # noqa: BLE001 (told to the parent)
        answer = pickle.dumps((False, traceback.format_exc()))
    with suppress(OSError), os.fdopen(writing, "wb") as out:
        out.write(answer)
    os._exit(0)


def _answer(reading: int) -> bytes:
    parts = [b""]
    while select.select([reading], [], [], PATIENCE)[0]:
        part = os.read(reading, 1 << 16)
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def _look_around() -> None:
    """See that this user can read what Python and the tests are made of, and run it."""
    for path in (Path(os.__file__), Path(__file__), Path(sys.prefix)):
        if not os.access(path, os.R_OK):
            raise PermissionError(f"{path} cannot be read")
    if not os.access(sys.executable, os.X_OK):
        raise PermissionError(f"{sys.executable} cannot be run")


def _open_the_way(to: Path) -> None:
    """Let others get to a folder below one that is closed to them, such as root's home.

    Nothing changes on the machine: only this process sees the folders that are put over the closed
    ones, which hold nothing but the way. Where that is not allowed, ``why_not`` tells.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    for below in reversed([to, *to.parents[:-1]]):
        if below.parent.stat().st_mode & _SEARCH:
            continue
        if libc.unshare(_NEW_NAMES) or libc.mount(None, b"/", None, _ALL | _PRIVATE, None):
            return
        kept = os.open(below, os.O_RDONLY)
        if not libc.mount(b"tmpfs", bytes(below.parent), b"tmpfs", 0, b"mode=0755"):
            below.mkdir()
            libc.mount(f"/proc/self/fd/{kept}".encode(), bytes(below), None, _BIND | _ALL, None)
        os.close(kept)
