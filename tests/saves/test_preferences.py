"""The theme that is there again next time."""

from pathlib import Path

import pytest

from pmo_gameboard.saves.preferences import keep_theme, last_theme


def test_a_theme_is_kept(tmp_path: Path) -> None:
    data = tmp_path / "new folder"
    keep_theme(data, "pmo-light")
    assert last_theme(data) == "pmo-light"
    keep_theme(data, "pmo-dark")
    assert last_theme(data) == "pmo-dark"


@pytest.mark.parametrize("found", [b"", b"{", b"[]", b'{"theme": 3}', b"\xff", b"[" * 9_000])
def test_what_cannot_be_read_is_no_theme(tmp_path: Path, found: bytes) -> None:
    (tmp_path / "preferences.json").write_bytes(found)
    assert last_theme(tmp_path) is None


def test_a_disk_that_takes_nothing_does_not_stop_the_game(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    keep_theme(blocked, "pmo-light")
    assert last_theme(blocked) is None
