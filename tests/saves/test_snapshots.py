from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmo_gameboard.saves.snapshots import NEWEST, Snapshot, Snapshots, snapshots_of, superfluous

NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)


def kept(*ages: timedelta) -> list[Snapshot]:
    return [Snapshot(Path(f"{number}.json"), NOW - age) for number, age in enumerate(ages)]


def test_one_is_due_every_ten_minutes(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path / "acme")
    assert snapshots.due(NOW)
    snapshots.keep(b"one", NOW)
    assert not snapshots.due(NOW + timedelta(minutes=9))
    assert snapshots.due(NOW + timedelta(minutes=10))
    assert snapshots.due(NOW - timedelta(days=3650))


def test_newest_comes_first_and_none_is_written_over(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path / "acme")
    for number in range(12):
        snapshots.keep(b"%d" % number, NOW)
    found = [snapshot.path.read_bytes() for snapshot in snapshots.all()]
    assert found == [b"%d" % number for number in reversed(range(12))]


def test_strange_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for stamp in ("99999999T999999Z", "00010101T000000Z", "99991231T235959Z"):
        (tmp_path / f"{stamp}.json").write_text("{}", encoding="utf-8")
    assert Snapshots(tmp_path).all() == []


def test_old_versions_are_thinned_by_day_and_by_month() -> None:
    recent = kept(*[timedelta(minutes=10 * number) for number in range(NEWEST)])
    days = kept(*[timedelta(days=3, hours=number) for number in range(3)])
    months = kept(*[timedelta(days=300 + number) for number in range(3)])
    gone = superfluous([*recent, *days, *months], NOW)
    assert gone == [*days[1:], *months[1:]]


def test_clock_years_off_leaves_the_newest() -> None:
    recent = kept(*[timedelta(minutes=10 * number) for number in range(NEWEST)])
    assert superfluous(recent, NOW + timedelta(days=3650)) == []


def test_data_folder_can_be_moved_whole(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    own = snapshots_of(here / "games" / "acme.json", here).folder
    assert own.relative_to(here) == snapshots_of(
        there / "games" / "acme.json", there
    ).folder.relative_to(there)
    first = snapshots_of(tmp_path / "a" / "acme.json", here).folder
    assert first != snapshots_of(tmp_path / "b" / "acme.json", here).folder
