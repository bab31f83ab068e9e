"""The time of the tests: the product's clock, the time zone and the files' times, set together.

It is noon in UTC on the day of the sample games, whatever the machine thinks, unless ``TESTS_AT``
says otherwise: ``TESTS_AT="2026-12-31T23:58 Pacific/Kiritimati"``. Tests that play on a day of
their own give it to the product. With ``TESTS_AT=system`` nothing is set.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pmo_gameboard.saves import clock

VARIABLE = "TESTS_AT"
USUAL = "2026-11-27T12:00 UTC"
SYSTEM = "system"


@contextmanager
def living_at(words: str) -> Iterator[None]:
    """Live at a time, as ``2026-12-31T23:58 Pacific/Kiritimati``, from which time goes on."""
    if words == SYSTEM:
        yield
        return
    local, zone = words.split()
    with in_zone(zone), pytest.MonkeyPatch.context() as patch:
        there = datetime.fromisoformat(local).astimezone()
        patch.setattr(clock, "AHEAD", there.timestamp() - time.time())  # noqa: TID251
        yield


@contextmanager
def in_zone(zone: str) -> Iterator[None]:
    """Live in a time zone, as ``Pacific/Kiritimati``, until the end of the block."""
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TZ", zone)
            _take_zone()
            yield
    finally:
        _take_zone()


def chosen() -> str:
    """When the tests live."""
    return os.environ.get(VARIABLE, USUAL)


def stamp(path: Path, when: datetime) -> Path:
    """Date a file, so that the product takes it for written then."""
    seconds = when.timestamp() - clock.AHEAD
    os.utime(path, (seconds, seconds))
    return path


def aged(path: Path, seconds: float) -> Path:
    """Date a file so many seconds back."""
    return stamp(path, clock.moment() - timedelta(seconds=seconds))


def _take_zone() -> None:
    """Let Python know which time zone the environment names."""
    if hasattr(time, "tzset"):
        time.tzset()
