"""What the tests take for now, wherever and whenever they are run."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clocks import aged, living_at, stamp
from pmo_gameboard.saves.clock import Clock, age, moment, written_at
from pmo_gameboard.saves.files import ORPHANED_AFTER, is_old
from pmo_gameboard.saves.library import Library

NEW_YEAR = "2026-12-31T23:58"
SOON = timedelta(minutes=1)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_clock_zone_and_file_times_are_set_together(zone: str, tmp_path: Path) -> None:
    file = tmp_path / "games" / "broken.json"
    file.parent.mkdir()
    with living_at(f"{NEW_YEAR} {zone}"):
        now = datetime.fromisoformat(NEW_YEAR).astimezone()
        file.write_text("{", encoding="utf-8")
        [listed] = Library(tmp_path).games()
        for at in (moment(), Clock().now(), listed.played):
            assert now - SOON < at < now + SOON
        assert f"{Clock().now():%Y-%m-%dT%H:%M}" == NEW_YEAR
        assert not is_old(file.lstat().st_mtime)
        assert is_old(aged(file, ORPHANED_AFTER + 1).lstat().st_mtime)
        stamped = written_at(stamp(file, now).lstat().st_mtime)
        assert abs(stamped - now) < timedelta(seconds=1)


def test_a_files_age_is_the_systems_own(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with living_at("2031-07-01T09:00 UTC"):
        assert abs(age(file.lstat().st_mtime)) < ORPHANED_AFTER
