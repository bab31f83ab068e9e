"""The report of a fault of the program: where it happened, and nothing that anybody wrote.

Messages of exceptions and values of variables may hold answers, so neither is ever in it.
"""

import contextlib
import os
import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pmo_gameboard import __version__
from pmo_gameboard.saves.files import write_new

FOLDER = "reports"
MOST_REPORTS = 20
"""The newest are kept."""

_LIBRARIES = ("textual", "rich", "pydantic", "click")


def keep_report(data: Path, report: str, now: datetime) -> Path:
    """Write a report into the data folder, and drop the oldest ones.

    Raises:
        StorageError: It could not be written.
    """
    folder = data / FOLDER
    path = folder / f"crash-{now:%Y-%m-%dT%H-%M-%S-%f}.txt"
    write_new(path, report.encode())
    with contextlib.suppress(OSError):
        for old in sorted(folder.glob("crash-*.txt"))[:-MOST_REPORTS]:
            old.unlink()
    return path


def crash_report(error: BaseException, now: datetime, screen: str = "") -> str:
    """What a report says: versions, the system, and the places in the code that led to the fault.

    Args:
        error: What went wrong.
        now: When, in UTC.
        screen: The name of the screen that was shown, if one was.
    """
    facts = {
        "When": f"{now:%Y-%m-%d %H:%M:%S} UTC",
        "PMO Gameboard": __version__,
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: _version(name) for name in _LIBRARIES},
        "System": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Terminal": os.environ.get("TERM", ""),
        "Screen": screen,
    }
    lines = [f"{name}: {value}" for name, value in facts.items() if value]
    for link in _links(error):
        lines += ["", f"{_kind(link)} at", *_frames(link)]
    return "\n".join([*lines, ""])


def place(error: BaseException) -> str:
    """Where it went wrong, as ``KIND at FILE:LINE``."""
    frames = _frames(error)
    return f"{_kind(error)} at {frames[-1].strip().split(' ')[0]}" if frames else _kind(error)


def _links(error: BaseException) -> Iterator[BaseException]:
    """The errors that led to an error, the first one first."""
    seen: dict[int, BaseException] = {}
    waiting = [error]
    while waiting:
        link = waiting.pop()
        if id(link) in seen:
            continue
        seen[id(link)] = link
        if isinstance(link, BaseExceptionGroup):
            waiting += link.exceptions
        before = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        if before is not None:
            waiting.append(before)
    yield from reversed(seen.values())


def _frames(error: BaseException) -> list[str]:
    """Its places in the code, the outermost first; no line of code, and no folder of a machine."""
    return [
        f"  {_file(Path(frame.f_code.co_filename))}:{line} in {frame.f_code.co_qualname}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]


def _file(path: Path) -> str:
    """A file's name with that of its folder, which says which library it belongs to."""
    return "/".join(path.parts[-2:])


def _kind(error: BaseException) -> str:
    return type(error).__qualname__


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
