"""Nothing outside the folder of games is read or written under a game's name."""

import os
from pathlib import Path

import pytest

from pmo_gameboard.errors import GameNameError, StorageError
from pmo_gameboard.play.opening import open_session
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import GameInUseError, Lock
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_save


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data")


@pytest.fixture
def outside(tmp_path: Path, save: Save) -> Path:
    path = tmp_path / "outside.json"
    write_save(path, save)
    return path


@pytest.fixture
def link(library: Library, outside: Path) -> Path:
    library.folder.mkdir(parents=True)
    path = library.folder / "acme.json"
    try:
        path.symlink_to(outside)
    except OSError:  # Windows, where links are for the few
        pytest.skip("no links here")
    return path


def test_link_out_of_the_folder_is_listed_and_refused(library: Library, link: Path) -> None:
    (listed,) = library.games()
    assert listed.save is None
    assert isinstance(listed.problem, StorageError)
    assert "a link to a file outside" in str(listed.problem)
    assert "open it by its own path" in listed.problem.hint
    for look in (library.latest, lambda: library.find("Acme"), lambda: library.find("acme")):
        with pytest.raises(StorageError, match="a link to a file outside") as caught:
            look()
        assert caught.value.where == str(link)


def test_file_is_opened_by_its_own_path_and_not_by_that_of_the_link(
    library: Library, link: Path, outside: Path, save: Save
) -> None:
    assert read_save(library.find(str(outside))) == save
    with pytest.raises(StorageError, match="a link to a file outside"):
        library.find(str(link))


def test_link_within_the_folder_is_the_game_it_leads_to(
    library: Library, link: Path, save: Save
) -> None:
    link.unlink()
    real = library.folder / "real.json"
    write_save(real, save)
    link.symlink_to("real.json")
    assert library.find("Acme") == library.find(str(link)) == library.admit(link) == real
    assert library.latest() == real
    assert [listed.save for listed in library.games()] == [save, save]


def test_folder_of_games_may_be_a_link(library: Library, tmp_path: Path, save: Save) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_save(elsewhere / "acme.json", save)
    library.folder.parent.mkdir()
    try:
        library.folder.symlink_to(elsewhere)
    except OSError:
        pytest.skip("no links here")
    assert library.find("Acme") == library.folder / "acme.json"
    assert library.latest() == library.folder / "acme.json"


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("target", ["acme.json", "../games/acme.json", "/dev/zero", "/nowhere/x"])
def test_odd_links_are_told_and_not_waited_for(library: Library, link: Path, target: str) -> None:
    link.unlink()
    link.symlink_to(target)
    (listed,) = library.games()
    assert isinstance(listed.problem, StorageError)


@pytest.mark.parametrize(
    "name",
    ["../acme", "..", "../../etc/passwd", "/etc/passwd", "a/../../b", "..\\acme", "C:\\acme", "\0"],
)
def test_name_that_leads_elsewhere_is_no_games_name(
    library: Library, tmp_path: Path, save: Save, name: str
) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(GameNameError):
        library.create(name, save.game.board, save.saved_at)
    with pytest.raises(GameNameError):
        library.add(save.model_copy(update={"game": save.game.model_copy(update={"name": name})}))
    with pytest.raises(GameNameError):
        library.check_free(name)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", ["../acme", "..", "/etc/passwd", "..\\acme"])
def test_game_is_not_renamed_out_of_its_folder(library: Library, save: Save, name: str) -> None:
    path = library.add(save)
    with pytest.raises(GameNameError):
        library.rename(path, name)
    assert read_save(path) == save


def test_save_that_a_link_leads_to_is_written_and_not_the_link(
    library: Library, tmp_path: Path, save: Save
) -> None:
    real, link = tmp_path / "disk" / "acme.json", tmp_path / "here.json"
    write_save(real, save)
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    data = library.folder.parent
    session = open_session(library.find(str(link)), data, Clock(), lambda _: None)
    with pytest.raises(GameInUseError):
        Lock(real, "Ben", save.saved_at)
    session.visit(None)
    assert session.close()
    assert link.is_symlink()
    assert read_save(real).revision == save.revision + 1
    assert snapshots_of(link, data).folder == snapshots_of(real, data).folder
    assert snapshots_of(real, data).all()


def test_versions_are_of_a_game_however_its_folder_is_named(
    library: Library, tmp_path: Path, save: Save
) -> None:
    elsewhere = tmp_path / "elsewhere"
    write_save(elsewhere / "acme.json", save)
    data = library.folder.parent
    data.mkdir()
    try:
        library.folder.symlink_to(elsewhere)
    except OSError:
        pytest.skip("no links here")
    folder = data / "snapshots" / "games" / "acme"
    assert snapshots_of(library.folder / "acme.json", data).folder == folder
    assert snapshots_of(elsewhere / "acme.json", data).folder == folder
