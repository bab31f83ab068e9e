"""A save that several people share, and one that root has written."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from boards import HABITS, TODAY, game_of
from pmo_gameboard.doctor.crash_reports import keep_report
from pmo_gameboard.errors import StorageError
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.play.opening import change_game, open_session
from pmo_gameboard.play.recovery import restore, versions
from pmo_gameboard.saves import files
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import Lock, lock_path
from pmo_gameboard.saves.preferences import keep_theme
from pmo_gameboard.saves.rights import ShutOutError
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_save
from reliability.users import ANN, BO, EVE, TEAM, User, as_ordinary_user, room, why_not

NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _ask() -> None:
    if why := why_not(two=True):
        pytest.skip(why)


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that Ann has opened to her team."""
    with room(ANN, TEAM, 0o2770) as folder:
        yield folder


@pytest.fixture
def shared(data: Path) -> Path:
    """Her game in it, which she has opened to the team too, and saved once since."""
    path = as_ordinary_user(lambda: Library(data).add(_saved("hers")), ANN)
    path.chmod(0o660)
    write(path, data, "hers too", ANN)
    return path


def _saved(text: str, revision: int = 1) -> Save:
    game = set_answer(game_of(HABITS), "words", "text", text, TODAY)
    return Save(format=1, revision=revision, saved_at=NOW, game=game)


def write(path: Path, data: Path, text: str, who: User) -> None:
    """Let somebody write an answer into a game, as a command does."""

    def answer() -> None:
        change_game(
            path,
            data,
            Clock(),
            "an answer",
            lambda game, today, by: set_answer(game, "words", "text", text, today, by),
        )

    as_ordinary_user(answer, who)


def answered(path: Path) -> str:
    entry = read_save(path).game.answer("words", "text")
    return str(entry.value) if entry else ""


def rights(path: Path) -> tuple[int, int, str]:
    """Whose something is, of which group, and its mode."""
    found = path.lstat()
    return found.st_uid, found.st_gid, f"{stat.S_IMODE(found.st_mode):o}"


def test_two_members_of_a_group_write_one_save_by_turns(data: Path, shared: Path) -> None:
    for who, other in ((BO, ANN), (ANN, BO), (BO, ANN)):
        write(shared, data, f"by {who.number}", who)
        assert rights(shared) == (who.number, TEAM, "660")
        assert as_ordinary_user(lambda: answered(shared), other) == f"by {who.number}"


def test_what_is_made_for_a_save_is_shared_as_it_is(data: Path, shared: Path) -> None:
    write(shared, data, "by Bo", BO)
    assert rights(lock_path(shared))[1:] == (TEAM, "660")
    kept = snapshots_of(shared, data)
    assert [rights(each.path)[1:] for each in kept.all()] == [(TEAM, "660")]
    for folder in (data / "games", data / "snapshots", kept.folder):
        assert rights(folder)[1:] == (TEAM, "2770")
    wanted = versions(shared, data)[-1]
    as_ordinary_user(lambda: restore(shared, data, wanted, "", NOW), BO)
    assert answered(shared) == "hers"


def test_the_copy_of_a_conflict_is_shared_too(shared: Path) -> None:
    def meet() -> Path:
        file = SaveFile(shared, read_save(shared))
        write_save(shared, _saved("meanwhile", 9))
        file.write(_saved("Bo's").game, None, NOW)
        return file.path

    copy = as_ordinary_user(meet, BO)
    assert copy != shared
    assert rights(copy) == (BO.number, TEAM, "660")


def test_a_renamed_and_a_deleted_game_stay_shared(data: Path, shared: Path) -> None:
    renamed = as_ordinary_user(lambda: Library(data).rename(shared, "Ours"), BO)
    assert rights(renamed) == (BO.number, TEAM, "660")
    gone = as_ordinary_user(lambda: Library(data).delete(renamed), ANN)
    assert rights(gone)[1:] == (TEAM, "660")
    assert rights(gone.parent)[1:] == (TEAM, "2770")


def test_a_save_that_is_gone_comes_back_as_open_as_it_was(shared: Path) -> None:
    def write_anew() -> None:
        file = SaveFile(shared, read_save(shared))
        shared.unlink()
        file.write(_saved("again").game, None, NOW)

    as_ordinary_user(write_anew, BO)
    assert rights(shared) == (BO.number, TEAM, "660")


def test_new_games_are_their_owners_alone(data: Path) -> None:
    path = as_ordinary_user(lambda: Library(data).add(_saved("new")), BO)
    assert rights(path) == (BO.number, TEAM, "600")
    with room(ANN) as folder:
        path = as_ordinary_user(lambda: Library(folder / "data").add(_saved("new")), ANN)
        made = [rights(each)[2] for each in (path, path.parent, folder / "data")]
        assert made == ["600", "700", "700"]


@pytest.mark.parametrize(
    ("owner", "group", "mode", "folder", "why"),
    [
        (ANN.number, TEAM, 0o640, 0o2770, "you may not change it"),
        (ANN.number, ANN.number, 0o646, 0o770, "from the group 61001"),
        (ANN.number, TEAM, 0o660, 0o3770, "you may not change it"),
        (BO.number, ANN.number, 0o660, 0o770, "from the group 61001"),
        (EVE.number, TEAM, 0o642, 0o2770, "you may not change it"),
    ],
)
def test_where_somebody_would_be_shut_out_the_game_is_only_looked_at(
    data: Path, shared: Path, owner: int, group: int, mode: int, folder: int, why: str
) -> None:
    os.chown(shared, owner, group)
    shared.chmod(mode)
    os.chown(shared.parent, ANN.number if folder != 0o3770 else 0, TEAM)
    shared.parent.chmod(folder)
    before, had = shared.read_bytes(), rights(shared)

    def look() -> tuple[str, str]:
        session = open_session(shared, data, Clock(), lambda _: None)
        assert session.only_looked_at
        with pytest.raises(StorageError) as caught:
            change_game(shared, data, Clock(), "a move", lambda game, *_: game)
        session.close()
        return session.barred, str(caught.value)

    barred, told = as_ordinary_user(look, BO)
    assert why in barred
    assert why in told
    assert (shared.read_bytes(), rights(shared)) == (before, had)
    assert not list(shared.parent.glob(".*.tmp"))


def test_a_lock_that_is_closed_to_us_is_not_passed_over(data: Path, shared: Path) -> None:
    lock_path(shared).chmod(0o600)
    barred = as_ordinary_user(
        lambda: open_session(shared, data, Clock(), lambda _: None).barred, BO
    )
    assert "lock is closed to you" in barred
    as_ordinary_user(lambda: Lock(shared, "", NOW).release(), ANN)
    assert rights(lock_path(shared))[2] == "660"
    write(shared, data, "now", BO)
    assert answered(shared) == "now"


def test_rights_that_are_lost_while_one_plays_are_told_and_nothing_is_lost(shared: Path) -> None:
    file = SaveFile(shared, read_save(shared))
    shared.chmod(0o640)
    before = shared.read_bytes()

    def write_on() -> None:
        with pytest.raises(ShutOutError):
            file.write(_saved("Bo's").game, None, NOW)

    as_ordinary_user(write_on, BO)
    assert shared.read_bytes() == before
    shared.chmod(0o660)
    as_ordinary_user(lambda: file.write(_saved("Bo's").game, None, NOW), BO)
    assert answered(shared) == "Bo's"


def test_anybody_may_write_what_is_open_to_all(data: Path, shared: Path) -> None:
    data.chmod(0o777)
    for folder in (data / "games", data / "snapshots"):
        folder.chmod(0o777)
    shared.chmod(0o666)
    lock_path(shared).chmod(0o666)
    write(shared, data, "by Eve", EVE)
    assert rights(shared)[0] == EVE.number
    assert rights(shared)[2] == "666"
    assert as_ordinary_user(lambda: answered(shared), ANN) == "by Eve"


def test_what_root_writes_stays_the_players() -> None:
    with room(ANN) as home:
        data = home / "share" / "data"
        path = as_ordinary_user(lambda: Library(data).add(_saved("hers")), ANN)
        change_game(path, data, Clock(), "a move", lambda *_: _saved("root").game)
        library = Library(data)
        library.add(_rehearsal("Root's"), rehearsal=True)
        library.delete(library.add(_rehearsal("Old")))
        keep_theme(data, "light")
        keep_report(data, "a report", NOW)
        strangers = [each for each in home.rglob("*") if each.lstat().st_uid != ANN.number]
        assert strangers == []
        write(path, data, "hers again", ANN)


def test_what_root_makes_where_nothing_was_is_the_players_too() -> None:
    with room(ANN) as home:
        Library(home / ".local" / "share" / "data").add(_saved("root"))
        assert {each.lstat().st_uid for each in home.rglob("*")} == {ANN.number}
        assert {rights(each)[2] for each in home.rglob("*")} == {"600", "700"}


def test_a_save_that_root_had_taken_comes_back_to_the_player() -> None:
    with room(ANN) as data:
        path = as_ordinary_user(lambda: Library(data).add(_saved("hers")), ANN)
        os.chown(path, 0, 0)
        write_save(path, _saved("root"))
        assert rights(path)[::2] == (ANN.number, "600")


def test_root_keeps_the_owner_that_a_save_had(data: Path, shared: Path) -> None:
    write(shared, data, "by Bo", BO)
    os.chown(data, 0, TEAM)
    os.chown(shared.parent, 0, TEAM)
    write_save(shared, _saved("root"))
    assert rights(shared) == (BO.number, TEAM, "660")


def test_root_follows_no_link_that_a_player_has_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is swapped for a link to one of root's own in the midst of writing."""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "passwd").write_text("root's")
    with room(ANN) as data:
        path = as_ordinary_user(lambda: Library(data).add(_saved("hers")), ANN)
        lock = Lock(path, "", NOW)
        lock_path(path).unlink()
        lock_path(path).symlink_to(tmp_path / "etc" / "passwd")
        lock.release()
        assert (tmp_path / "etc" / "passwd").read_text() == "root's"
        make = files._write_new

        def swap(*given: object) -> None:
            path.parent.rename(data / "before")
            path.parent.symlink_to(tmp_path / "etc")
            make(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(files, "_write_new", swap)
        with pytest.raises(StorageError):
            write_save(path, _saved("root"))
        assert {each.lstat().st_uid for each in (tmp_path / "etc").iterdir()} == {0}
        assert [each.name for each in (tmp_path / "etc").iterdir()] == ["passwd"]


def _rehearsal(name: str) -> Save:
    save = _saved("a rehearsal")
    return save.model_copy(update={"game": save.game.model_copy(update={"name": name})})
