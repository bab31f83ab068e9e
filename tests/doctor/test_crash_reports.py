"""Reports of faults: enough to find the place, and nothing that anybody wrote."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmo_gameboard.doctor.crash_reports import MOST_REPORTS, crash_report, keep_report, place

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SECRET = "what Finance told us"


def _fail(answer: str) -> None:
    raise KeyError(answer)


def _fail_again(answer: str) -> None:
    try:
        _fail(answer)
    except KeyError as error:
        raise ExceptionGroup(answer, [ValueError(answer), error]) from error


def _fault() -> Exception:
    try:
        _fail_again(SECRET)
    except ExceptionGroup as error:
        return error
    raise AssertionError


def test_a_report_names_every_error_and_its_places_and_no_message() -> None:
    report = crash_report(_fault(), NOW, "SquareScreen")
    for kind in ("KeyError at", "ValueError at", "ExceptionGroup at"):
        assert report.count(kind) == 1
    assert "doctor/test_crash_reports.py:" in report
    assert "in _fail_again" in report
    for fact in ("2026-11-24 09:30:00 UTC", "PMO Gameboard: ", "Python: ", "textual: "):
        assert fact in report
    assert "Screen: SquareScreen" in report
    assert SECRET not in report
    assert str(Path(__file__).parents[2]) not in report


def test_errors_that_led_to_each_other_in_a_ring_are_told_once() -> None:
    one, other = ValueError(SECRET), KeyError(SECRET)
    one.__cause__, other.__cause__ = other, one
    assert crash_report(one, NOW).count("ValueError") == 1


def test_the_place_is_the_innermost_one() -> None:
    error = _fault()
    assert place(error).startswith("ExceptionGroup at doctor/test_crash_reports.py:")
    assert place(ValueError(SECRET)) == "ValueError"


def test_the_newest_reports_are_kept(tmp_path: Path) -> None:
    paths = [
        keep_report(tmp_path, f"{number}", NOW + timedelta(seconds=number))
        for number in range(MOST_REPORTS + 5)
    ]
    assert sorted((tmp_path / "reports").iterdir()) == paths[5:]
    assert paths[-1].read_text() == f"{MOST_REPORTS + 4}"
