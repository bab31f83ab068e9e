import errno
import os
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from pmo_gameboard.board.models import Board
from pmo_gameboard.errors import GameNameError, SaveError, StorageError
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.sample import start_rehearsal
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library, written_folders
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_save
from saves.gardens import NOW, garden, save_of


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data")


@pytest.fixture
def acme(library: Library) -> Path:
    return library.create("Acme PMO", garden(), NOW)[0]


@pytest.fixture
def globex(library: Library) -> Path:
    return library.create("Globex Größe", garden(), NOW + timedelta(days=1))[0]


def test_new_game_is_on_the_disk(library: Library, board: Board) -> None:
    path, save = library.create("  Acme PMO ", board, NOW)
    assert path == library.folder / "acme-pmo.json"
    assert read_save(path) == save
    assert (save.game.name, save.revision, save.game.created) == ("Acme PMO", 1, NOW.date())


def test_game_begins_on_the_players_own_day(library: Library, board: Board) -> None:
    evening = datetime.fromisoformat("2026-03-01T20:30:00-05:00")
    _, save = library.create("Acme", board, evening)
    assert save.game.created == evening.date()
    assert save.saved_at == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["Acme PMO", "acme pmo", "ACME-PMO!"])
def test_name_that_is_taken_is_refused(
    library: Library, board: Board, acme: Path, name: str
) -> None:
    before = acme.read_bytes()
    with pytest.raises(GameNameError, match="already") as caught:
        library.create(name, board, NOW)
    assert caught.value.hint
    assert acme.read_bytes() == before


def test_refused_name_leaves_no_trace(library: Library, board: Board) -> None:
    with pytest.raises(GameNameError):
        library.create("a/b", board, NOW)
    assert not library.folder.exists()


def test_looking_changes_nothing(library: Library, tmp_path: Path) -> None:
    assert library.games() == []
    assert library.latest() is None
    with pytest.raises(GameNameError):
        library.find("Acme")
    assert list(tmp_path.iterdir()) == []


def test_games_are_listed_newest_first(library: Library, acme: Path, globex: Path) -> None:
    assert [game.path for game in library.games()] == [globex, acme]
    assert library.latest() == globex
    played = library.games()[0]
    assert (played.name, played.played) == ("Globex Größe", NOW + timedelta(days=1))
    assert played.problem is None


def test_broken_games_are_listed_with_their_problem(library: Library, acme: Path) -> None:
    (library.folder / "broken.json").write_bytes(b'{"format": 1,')
    (library.folder / "folder.json").mkdir()
    listed = {game.path.name: game for game in library.games()}
    assert listed.keys() == {"acme-pmo.json", "broken.json", "folder.json"}
    broken = listed["broken.json"]
    assert isinstance(broken.problem, SaveError)
    assert (broken.name, broken.save) == ("broken", None)
    assert isinstance(listed["folder.json"].problem, StorageError)
    assert library.latest() == acme


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_pipe_among_the_games_is_listed_and_not_waited_for(library: Library, acme: Path) -> None:
    os.mkfifo(library.folder / "pipe.json")
    assert [game.path.name for game in library.games() if game.problem] == ["pipe.json"]
    assert library.latest() == acme


def test_dangling_link_is_listed_as_broken(library: Library, acme: Path) -> None:
    (library.folder / "link.json").symlink_to("nowhere.json")
    assert {game.path for game in library.games() if game.save} == {acme}
    assert len(library.games()) == 2


def test_other_files_are_no_games(library: Library, acme: Path) -> None:
    for name in ("notes.txt", ".acme.json.0123abcd.tmp", "._acme.json"):
        (library.folder / name).write_text("x", encoding="utf-8")
    assert [game.path for game in library.games()] == [acme]


def test_file_where_the_folder_should_be_is_told(library: Library, board: Board) -> None:
    library.folder.parent.mkdir()
    library.folder.write_text("x", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be listed") as caught:
        library.games()
    assert caught.value.where == str(library.folder)
    with pytest.raises(StorageError, match="where a folder should be"):
        library.create("Acme", board, NOW)


@pytest.mark.parametrize(
    "given", ["Globex Größe", "globex grösse", "globex-grosse", " GLOBEX größe"]
)
def test_game_is_found_by_its_name(library: Library, globex: Path, given: str) -> None:
    assert library.find(given) == globex


def test_renamed_file_is_found_by_both_names(library: Library, acme: Path) -> None:
    moved = acme.rename(library.folder / "Copy (1).json")
    assert library.find("acme pmo") == moved
    assert library.find("copy (1)") == moved


def test_broken_game_is_found(library: Library, acme: Path) -> None:
    acme.write_bytes(b"")
    assert library.find("Acme PMO") == acme


def test_a_path_through_nobodys_home_is_no_game(library: Library) -> None:
    with pytest.raises(GameNameError, match="no such file"):
        library.find("~no-such-user/ours.json")


def test_game_is_found_by_its_path(
    library: Library, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.find(str(acme)) == acme
    monkeypatch.chdir(library.folder)
    assert library.find("acme-pmo.json") == acme
    monkeypatch.setenv("HOME", str(library.folder))
    monkeypatch.setenv("USERPROFILE", str(library.folder))
    assert library.find("~/acme-pmo.json") == acme


def rehearse(library: Library, name: str, days: int) -> Path:
    save = save_of(new_game(garden(), name, NOW.date()))
    played = save.model_copy(update={"saved_at": NOW + timedelta(days=days)})
    return library.add(played, rehearsal=True)


def test_rehearsals_come_behind_the_games(library: Library, acme: Path, globex: Path) -> None:
    older, newer = rehearse(library, "Try", 3), rehearse(library, "Try again", 5)
    assert [game.path for game in library.games()] == [globex, acme, newer, older]
    assert [game.rehearsal for game in library.games()] == [False, False, True, True]
    assert newer.parent == library.rehearsals
    assert library.latest() == globex


def test_rehearsal_is_the_latest_only_where_there_is_no_game(library: Library) -> None:
    rehearsal = rehearse(library, "Try", 3)
    assert library.latest() == rehearsal
    acme, _ = library.create("Acme", garden(), NOW)
    assert library.latest() == acme
    acme.write_bytes(b"")
    assert library.latest() == acme


def test_name_is_found_among_games_and_rehearsals(library: Library, acme: Path) -> None:
    rehearsal = rehearse(library, "Try", 3)
    assert library.find("try") == rehearsal
    copy = library.rehearsals / acme.name
    copy.write_bytes(acme.read_bytes())
    assert library.find("Acme PMO") == acme
    acme.unlink()
    assert library.find("Acme PMO") == copy


def test_game_and_rehearsal_do_not_share_a_name(library: Library, board: Board) -> None:
    rehearse(library, "Try", 3)
    with pytest.raises(GameNameError, match="already"):
        library.create("try", board, NOW)
    assert library.free_name("Try") == "Try 2"


def test_game_is_renamed_with_its_file(library: Library, acme: Path, globex: Path) -> None:
    before = read_save(acme)
    path = library.rename(acme, "  North: West ")
    assert path == library.folder / "north-west.json"
    after = read_save(path)
    assert (after.game.name, after.revision) == ("North: West", before.revision + 1)
    assert after.saved_at == before.saved_at
    assert after.game.model_copy(update={"name": before.game.name}) == before.game
    assert {game.path for game in library.games()} == {path, globex}


def test_game_keeps_its_file_where_only_letters_change(library: Library, acme: Path) -> None:
    assert library.rename(acme, "ACME pmo") == acme
    assert read_save(acme).game.name == "ACME pmo"


def test_rehearsal_stays_one_under_another_name(library: Library) -> None:
    path = library.rename(rehearse(library, "Try", 0), "Dry run")
    assert path == library.rehearsals / "dry-run.json"


@pytest.mark.parametrize("name", ["globex grosse", "try", "", "a/b"])
def test_game_is_not_renamed_to_what_it_cannot_be_called(
    library: Library, acme: Path, globex: Path, name: str
) -> None:
    rehearsal = rehearse(library, "Try", 3)
    before = {path: path.read_bytes() for path in (acme, globex, rehearsal)}
    with pytest.raises(GameNameError):
        library.rename(acme, name)
    assert {game.path: game.path.read_bytes() for game in library.games()} == before


def test_broken_game_is_not_renamed(library: Library, acme: Path) -> None:
    acme.write_bytes(b"{")
    with pytest.raises(SaveError):
        library.rename(acme, "North")
    assert [game.path for game in library.games()] == [acme]


def test_rename_that_cannot_finish_leaves_the_game_as_it_was(
    library: Library, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, unlink = acme.read_bytes(), Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002  # as it is
        if path == acme:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError, match="cannot be renamed: permission denied"):
        library.rename(acme, "North")
    assert acme.read_bytes() == before
    assert [path for path in library.folder.iterdir() if path.suffix == ".json"] == [acme]


def test_deleted_games_are_kept_beside_each_other(library: Library, board: Board) -> None:
    kept = []
    for number in range(3):
        path, _ = library.create("Acme", board, NOW + timedelta(days=number))
        content = path.read_bytes()
        kept.append((library.delete(path), content))
    assert [path.name for path, _ in kept] == ["acme.json", "acme 2.json", "acme 3.json"]
    assert all(path.read_bytes() == content for path, content in kept)
    assert {path.parent for path, _ in kept} == {library.deleted}
    assert library.games() == []


def test_broken_game_and_folder_can_be_deleted(library: Library, acme: Path) -> None:
    acme.write_bytes(b"{")
    folder = library.folder / "folder.json"
    folder.mkdir()
    assert library.delete(acme).read_bytes() == b"{"
    assert library.delete(folder).is_dir()
    assert library.games() == []


def test_game_that_cannot_be_deleted_stays(library: Library, acme: Path) -> None:
    library.deleted.write_text("x", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be deleted") as caught:
        library.delete(acme)
    assert caught.value.where == str(acme)
    assert [game.path for game in library.games()] == [acme]
    acme.unlink()
    library.deleted.unlink()
    with pytest.raises(StorageError, match="cannot be deleted: no such file"):
        library.delete(acme)


@pytest.mark.usefixtures("acme", "globex")
def test_near_miss_is_suggested(library: Library) -> None:
    with pytest.raises(GameNameError, match="no game called “Akme PMO”") as caught:
        library.find("Akme PMO")
    assert "Did you mean “Acme PMO”?" in caught.value.hint
    assert "pmo-gameboard games" in caught.value.hint


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(
    "given", ["", "..", "nowhere.json", "no/where", "nul\0l.json", "x" * 9000, "a\x1b[0m", "\ud800"]
)
def test_game_that_is_not_there_is_told(library: Library, given: str) -> None:
    with pytest.raises(GameNameError, match="There is no") as caught:
        library.find(given)
    assert "pmo-gameboard games" in caught.value.hint
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 300


def test_free_name_counts_on(library: Library, board: Board) -> None:
    assert library.free_name("Rehearsal") == "Rehearsal"
    library.create("Rehearsal", board, NOW)
    library.create("rehearsal 2", board, NOW)
    assert library.free_name("Rehearsal") == "Rehearsal 3"


def test_every_write_is_whole(tmp_path: Path, save: Save) -> None:
    path = tmp_path / "acme.json"
    write_save(path, save)
    write_save(path, save_of(new_game(garden(), "Acme", NOW.date()), revision=4))
    assert read_save(path).revision == 4
    assert list(tmp_path.iterdir()) == [path]


def test_huge_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    path.touch()
    os.truncate(path, 2**40)
    with pytest.raises(StorageError, match="larger than 8 MB"):
        read_save(path)


def test_path_in_the_home_of_nobody_is_no_game(library: Library) -> None:
    with pytest.raises(GameNameError, match="no such file"):
        library.find("~nosuchuser9/acme.json")


def test_what_killed_programs_left_is_swept_wherever_they_write(
    library: Library, acme: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    versions = snapshots_of(acme, data)
    elsewhere = snapshots_of(tmp_path / "other.json", data)
    for kept in (versions, elsewhere):
        kept.keep(b"{}", NOW)
    folders = {
        *(data, acme.parent, library.rehearsals, library.deleted, data / "reports"),
        *(versions.folder, versions.folder.parent, versions.folder.parents[1], elsewhere.folder),
    }
    for folder in folders:
        folder.mkdir(exist_ok=True)
        orphan = folder / ".acme.json.0123abcd.tmp"
        orphan.write_bytes(b"half")
        os.utime(orphan, (0, 0))
    assert folders <= set(written_folders(data))
    library.sweep()
    assert list(data.rglob("*.tmp")) == []
    assert len(versions.all()) == 1


def begins_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Somebody else begins a game just when a name was found to be free; where theirs are."""
    theirs: list[Path] = []
    look = Library.check_free

    def look_too_early(self: Library, name: str, own: Path | None = None) -> None:
        look(self, name, own)
        if not theirs:
            theirs.append(folder / f"{name.lower()}.json")
            write_save(theirs[0], save_of(garden_game(name)))

    monkeypatch.setattr(Library, "check_free", look_too_early)
    return theirs


def garden_game(name: str) -> Game:
    return new_game(garden(), name, NOW.date())


def test_of_two_games_begun_at_once_one_has_the_name(
    library: Library, board: Board, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = begins_first(library.folder, monkeypatch)
    with pytest.raises(GameNameError, match="a game called “Desk” already"):
        library.create("Desk", board, NOW)
    assert read_save(theirs[0]).game.name == "Desk"
    theirs.clear()
    with pytest.raises(GameNameError, match="a game called “Chair” already"):
        library.rename(acme, "Chair")
    assert read_save(theirs[0]).game == garden_game("Chair")
    assert read_save(acme).game.name == "Acme PMO"


def test_of_two_rehearsals_begun_at_once_one_takes_the_next_number(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins_first(library.rehearsals, monkeypatch)
    assert start_rehearsal(library, NOW).name == "rehearsal-2.json"


@pytest.mark.skipif(os.name != "posix", reason="needs hard links")
def test_a_disk_without_second_names_writes_over_nothing_either(
    library: Library, board: Board, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    begins_first(library.folder, monkeypatch)
    with pytest.raises(GameNameError, match="already"):
        library.create("Desk", board, NOW)
    before = acme.read_bytes()
    path, save = library.create("Chair", board, NOW)
    assert read_save(path) == save
    assert library.delete(acme).read_bytes() == before
    assert sorted(each.name for each in library.folder.iterdir()) == ["chair.json", "desk.json"]


def test_a_game_is_found_that_is_called_as_a_file_is(
    library: Library, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = library.create("a.json", board, NOW)
    assert library.find("a.json") == library.find("A.JSON") == path
    assert library.find_kept("a.json") == path
    monkeypatch.chdir(tmp_path)
    write_save(Path("a.json"), save_of(garden_game("Another")))
    assert library.find("./a.json") == tmp_path / "a.json"
    library.delete(path)
    assert library.find("a.json") == tmp_path / "a.json"
    library.create("a json", board, NOW)
    assert library.find("a.json") == tmp_path / "a.json"


def test_the_next_game_of_a_name_has_no_versions_of_the_one_before(
    library: Library, board: Board, acme: Path, globex: Path
) -> None:
    data = library.folder.parent
    kept = snapshots_of(acme, data)
    kept.keep(b"one", NOW)
    acme.unlink()  # as a kill in the midst of deleting it, or somebody by hand
    assert [each.path.read_bytes() for each in kept.all()] == [b"one"]
    library.create("Acme PMO", board, NOW)
    assert kept.all() == []
    assert (library.deleted / "acme-pmo versions").is_dir()
    kept.keep(b"two", NOW)
    acme.unlink()
    library.rename(globex, "Acme PMO")
    assert kept.all() == []
    assert {path.read_bytes() for path in library.deleted.glob("* versions/*")} == {b"one", b"two"}


def test_a_rename_that_fails_leaves_the_versions_where_they_were(
    library: Library, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = snapshots_of(acme, library.folder.parent)
    kept.keep(b"one", NOW)
    unlink = os.unlink

    def refuse(path: Path, **more: int) -> None:
        if path == acme:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", refuse)
    for act in (partial(library.rename, acme, "Desk"), partial(library.delete, acme)):
        with pytest.raises(StorageError):
            act()
        assert [each.path.read_bytes() for each in kept.all()] == [b"one"]
        assert [path.name for path in library.folder.glob("*.json")] == ["acme-pmo.json"]
    assert not list(library.deleted.glob("*.json"))
