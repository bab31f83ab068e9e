import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_gameboard.errors import GameNameError, StorageError
from pmo_gameboard.saves.names import MAX_SLUG, check_name, destination, slug

RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Acme PMO", "acme-pmo"),
        ("  Café -- Zürich!  ", "cafe-zurich"),
        ("Straße & Söhne", "strasse-sohne"),
        ("プロジェクト 管理室", "プロジェクト-管理室"),
        ("がぎ", "がぎ"),
        ("हिन्दी", "हिन्दी"),
        ("Ａｃｍｅ²", "acme2"),
        ("İstanbul", "istanbul"),
        (".hidden", "hidden"),
        ("a..b", "a-b"),
        ("con", "con-game"),
        ("LPT1", "lpt1-game"),
        ("Nul.json", "nul-json"),
        ("x" * 80, "x" * MAX_SLUG),
        ("🚀 Team", "team"),
    ],
)
def test_name_becomes_a_file_name(name: str, stem: str) -> None:
    assert slug(name) == stem


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "needs a name"),
        (" \t\n", "needs a name"),
        ("x" * 81, "81 characters"),
        ("a/b", "slashes"),
        ("../../etc/passwd", "slashes"),
        ("a\\b", "slashes"),
        ("a\x1b[31mb", "control characters"),
        ("a\nb", "control characters"),
        ("a\tb", "control characters"),
        ("a\x00b", "control characters"),
        ("a\u202eb", "control characters"),
        ("a\ud800b", "control characters"),
        ("..", "letter or a digit"),
        ("🚀", "letter or a digit"),
        ("\ufc5e", "letter or a digit"),
    ],
)
def test_name_that_cannot_be_is_refused_with_a_hint(name: str, words: str) -> None:
    with pytest.raises(GameNameError, match=words) as caught:
        slug(name)
    assert caught.value.hint


def test_name_is_kept_as_it_was_typed() -> None:
    assert check_name("  Ünser PMO: 2026? ") == "Ünser PMO: 2026?"


@given(st.text(max_size=90))
def test_file_name_is_always_safe(name: str) -> None:
    try:
        stem = slug(name)
    except GameNameError:
        return
    assert 0 < len(stem) <= MAX_SLUG + len("-game")
    assert len(stem.encode()) <= 200
    assert not RESERVED.fullmatch(stem)
    assert not stem.startswith((".", "-"))
    assert not set(stem) & set('/\\:*?"<>|. \x00')
    assert slug(name) == stem == slug(check_name(name))


def test_a_folder_means_a_file_of_the_same_name_in_it(tmp_path: Path) -> None:
    assert destination(f" {tmp_path} ", "ours.json") == tmp_path / "ours.json"
    assert destination(str(tmp_path / "x.json"), "ours.json") == tmp_path / "x.json"


def test_nobodys_home_is_no_place_for_a_save() -> None:
    with pytest.raises(StorageError, match="no such home folder"):
        destination("~no-such-user", "ours.json")
