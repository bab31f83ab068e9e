import sys
from pathlib import Path

import pytest

from pmo_gameboard import paths
from pmo_gameboard.errors import StorageError


def test_chosen_folder_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path / "other"))
    assert paths.data_folder(tmp_path) == tmp_path


def test_environment_goes_before_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.VARIABLE, str(tmp_path))
    assert paths.data_folder() == tmp_path


def test_home_and_relative_folders_are_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(paths.VARIABLE, "~/pmo")
    assert paths.data_folder() == tmp_path / "pmo"
    assert paths.data_folder(Path("here")) == tmp_path / "here"


def test_nothing_is_made_in_a_home_that_is_not_there() -> None:
    with pytest.raises(StorageError, match="no such home folder"):
        paths.data_folder(Path("~nosuchuser9/pmo"))
    assert paths.expanded("~nosuchuser9/form.csv") == Path("~nosuchuser9/form.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="the folder one is in cannot be removed")
def test_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here").rmdir()
    with pytest.raises(StorageError, match="folder you are in is gone"):
        paths.data_folder(Path("pmo"))


@pytest.mark.skipif(sys.platform != "linux", reason="XDG folders")
def test_system_folder_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.VARIABLE, "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.data_folder() == tmp_path / "pmo-gameboard"
    assert not (tmp_path / "pmo-gameboard").exists()


def test_shipped_folders_are_found_in_the_checkout() -> None:
    assert paths.shipped("boards").name == "boards"
    assert paths.shipped("saves").is_dir()


def test_installed_package_goes_before_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "pmo_gameboard"
    (tmp_path / "boards").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert paths.shipped("boards") == tmp_path / "boards"
    (package / "shipped" / "boards").mkdir(parents=True)
    assert paths.shipped("boards") == package / "shipped" / "boards"


def test_missing_folders_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "a" / "b")
    with pytest.raises(StorageError, match="saves that come with PMO Gameboard") as caught:
        paths.shipped("saves")
    assert caught.value.hint
