"""Being an ordinary user is what it is said to be."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reliability.users import ANN, BO, EVE, TEAM, ChildError, as_ordinary_user, room, why_not


@pytest.fixture(autouse=True)
def _ask() -> None:
    if why := why_not(two=True):
        pytest.skip(why)


def _fails(task: Callable[[], object]) -> bool:
    try:
        task()
    except PermissionError:
        return True
    return False


def test_permission_bits_count() -> None:
    with room() as folder:
        (folder / "closed").write_text("a secret")
        (folder / "closed").chmod(0)
        assert as_ordinary_user(lambda: _fails((folder / "closed").read_text))
        assert as_ordinary_user(lambda: _fails(lambda: list(folder.iterdir())), BO)


def test_a_team_shares_what_is_open_to_it() -> None:
    with room(ANN, TEAM, 0o2770) as folder:
        as_ordinary_user(lambda: (folder / "note").write_text("hello"), ANN)
        assert as_ordinary_user((folder / "note").read_text, BO) == "hello"
        assert (folder / "note").stat().st_uid == ANN.number
        assert (folder / "note").stat().st_gid == TEAM
        assert as_ordinary_user(lambda: _fails((folder / "note").read_text), EVE)


def test_programs_run_as_the_user_too() -> None:
    words = [sys.executable, "-c", "import os, sqlite3; print(os.getuid())"]
    assert as_ordinary_user(lambda: subprocess.check_output(words)) == f"{EVE.number}\n".encode()


def test_what_goes_wrong_comes_back_and_nothing_changes_here() -> None:
    before = stat.S_IMODE(Path("~").expanduser().stat().st_mode)
    with pytest.raises(ChildError, match="no such thing"):
        as_ordinary_user(lambda: dict[str, str]()["no such thing"])
    with pytest.raises(ChildError, match="gave no answer"):
        as_ordinary_user(lambda: os._exit(3))
    assert stat.S_IMODE(Path("~").expanduser().stat().st_mode) == before
    assert os.geteuid() == 0
