"""Lines that would act, break or deceive somewhere."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import HOSTILE
from plain.teller import play, saved
from pmo_gameboard.board.text import clean, find_unclean
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.saves.store import read_save
from tui.games import begun, put

COMMANDS = ("quit", "undo", "redo", "?", "0", "")
WAYS = (
    ("square 1", "1", "add"),
    ("square 1", "done", "1"),
    ("actions", "agree"),
    ("check", "name"),
    ("the session", "next"),
    ("the session", "who"),
    ("pulse", "1"),
    ("pulse", "2"),
    ("lists", "1"),
    ("lists", "1", "paste"),
    (),
)
"""Where something can be typed."""


def is_clean(text: str) -> bool:
    """Whether nothing in what was told acts on a terminal."""
    return find_unclean(text.replace("\n", " ").replace("\t", " ")) is None


@pytest.mark.parametrize("way", WAYS, ids=lambda way: " ".join(way) or "menu")
def test_whatever_is_typed_nothing_breaks_and_nothing_acts(
    tmp_path: Path, way: tuple[str, ...]
) -> None:
    path = put(tmp_path, begun())
    for start in range(0, len(HOSTILE), 6):
        texts = HOSTILE[start : start + 6]
        told = play(tmp_path, *way, *texts, open=path)
        assert told.code is ExitCode.FINE
        assert is_clean(told.text), texts
    read_save(path)


def test_a_name_is_kept_as_it_is_cleaned(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    for text in ("[/x]", "[@click=app.quit]x[/]", "a\x1b[2Jb", "=1+1", "日本語", "\\\\0"):
        play(tmp_path, "square 1", "1", "add", text, open=path)
    game = read_save(path).game
    assert [game.row_name("customers", row.id) for row in game.rows("customers")] == [
        "[/x]",
        "[@click=app.quit]x[/]",
        "a[2Jb",
        "=1+1",
        "日本語",
        "\\0",
    ]


def test_a_line_that_is_far_too_long_is_told_in_few_words(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    told = play(tmp_path, "square 1", "1", "add", "x" * 1_000_000, "", open=path)
    assert "That is 1,000,000 characters; there is room for 10,000." in told.text
    assert len(told.text) < 5_000


def test_long_texts_are_told_in_few_words_and_shown_whole_where_they_are_asked_for(
    tmp_path: Path,
) -> None:
    path = put(tmp_path, begun())
    long = "x" * 10_000
    told = play(tmp_path, "square 1", "1", "add", "Ana", "", long, "", "1", "gains", open=path)
    assert len(told.answers[-5]) + len(told.answers[-4]) < 500
    assert long in told.answers[-2]


@given(st.lists(st.one_of(st.sampled_from([*COMMANDS, *"123456789"]), st.text(max_size=20))))
def test_any_lines_end_well(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    data = tmp_path_factory.mktemp("data")
    told = play(data, "start", "Acme", "1", "", *lines)
    assert told.code is ExitCode.FINE
    assert saved(data).game.name == "Acme"
    assert is_clean(told.text)
    assert not re.search("Traceback|Error", told.text) or "Error" in clean("".join(lines))
