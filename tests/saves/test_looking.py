"""What cannot be told is never taken for gone, and nothing asks elsewhere."""

import ast
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

import pmo_gameboard
from pmo_gameboard.errors import StorageError
from pmo_gameboard.saves.looking import is_folder, is_link, is_there, look

SOURCE = Path(pmo_gameboard.__file__).parent
ASKED_ELSEWHERE = {
    "exists",
    "lexists",
    "is_dir",
    "is_file",
    "is_symlink",
    "is_mount",
    "isdir",
    "isfile",
    "islink",
}
SHIPPED = ("paths.py", "isdir")
"""What came with the program is asked for before there is any data folder."""


@pytest.mark.parametrize(
    "error", [errno.EACCES, errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ENAMETOOLONG]
)
@pytest.mark.parametrize("question", [look, is_there, is_folder, is_link])
def test_what_cannot_be_told_is_not_taken_for_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, question: Callable[[Path], object]
) -> None:
    def no_answer(*_: object, **__: object) -> NoReturn:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "stat", no_answer)
    monkeypatch.setattr(os, "lstat", no_answer)
    with pytest.raises(StorageError, match=r"\.$"):
        question(tmp_path / "acme.json")


@pytest.mark.parametrize("name", ["none", "none/below", "file/below", "loop/below", "nul\0"])
def test_what_leads_nowhere_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    path = tmp_path / name
    assert look(path) is None
    assert not is_folder(path)
    assert not is_link(path)


def test_link_that_leads_nowhere_is_there_itself(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to("nowhere")
    assert is_link(link)
    assert is_there(link)
    assert look(link, through=True) is None
    assert not is_folder(link)


def asked(source: Path) -> Iterator[tuple[str, str]]:
    """Where the code asks by itself whether something is there."""
    for path in sorted(source.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ASKED_ELSEWHERE:
                yield str(path.relative_to(source)), node.attr


def test_only_one_place_asks_whether_something_is_there() -> None:
    assert set(asked(SOURCE)) == {SHIPPED}
