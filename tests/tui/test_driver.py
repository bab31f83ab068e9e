"""The decoder of what a terminal sends."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

if os.name != "posix":
    pytest.skip("the driver is for POSIX", allow_module_level=True)

import itertools

from pmo_gameboard.tui import driver
from pmo_gameboard.tui.driver import PASTE, PASTED, TerminalDecoder
from pmo_gameboard.tui.sizes import MOST_PASTED


def decoded(*chunks: bytes) -> str:
    """What the decoder makes of bytes that come in chunks."""
    decoder = TerminalDecoder()
    return "".join(decoder.decode(chunk) for chunk in chunks)


def test_keys_come_at_once_and_as_they_are() -> None:
    decoder = TerminalDecoder()
    for key in ("\x1b", "\x1b[A", "é", "\x11", "\x1b[20", "\x1b[201~"):
        assert decoder.decode(key.encode()) == key


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert decoded(b"a\xff\xe9b") == "a\ufffd\ufffdb"
    assert decoded(b"\xc3", b"\xa9") == "é"


def test_a_paste_holds_no_escape() -> None:
    text = f"\x1b[A{PASTE}a\x1b[2Jb\x1b\x1bc{PASTED}\x1b[B{PASTE}\x1bd{PASTED}"
    assert decoded(text.encode()) == f"\x1b[A{PASTE}a[2Jbc{PASTED}\x1b[B{PASTE}d{PASTED}"


@given(
    parts=st.lists(
        st.sampled_from([PASTE, PASTED, "\x1b", "\x1b[", "\x1b[20", "0~", "1~", "a", "é", "日"])
    ),
    cuts=st.lists(st.integers(0, 200)),
)
def test_it_makes_no_difference_how_the_bytes_are_cut(parts: list[str], cuts: list[int]) -> None:
    data = "".join([*parts, PASTED]).encode()
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    chunks = [data[a:b] for a, b in itertools.pairwise(places)]
    assert decoded(*chunks) == decoded(data)
    assert decoded(data).replace(PASTE, "").count(PASTED) >= 1


@pytest.mark.parametrize("most", [0, 1, 3])
def test_what_is_too_much_of_a_paste_is_dropped_up_to_its_end(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "MOST_PASTED", most)
    typed = f"a{PASTE}b\x1bcdefg{PASTED}h{PASTE}i{PASTED}".encode()
    wanted = f"a{PASTE}{'bcdefg'[: most + 1]}{PASTED}h{PASTE}i{PASTED}"
    for size in (1, 2, 5, 100):
        chunks = [typed[at : at + size] for at in range(0, len(typed), size)]
        assert decoded(*chunks) == wanted


def test_a_paste_without_an_end_costs_no_memory() -> None:
    decoder = TerminalDecoder()
    made = len(decoder.decode(PASTE.encode()))
    for _ in range(300):
        made += len(decoder.decode(b"x" * 65_536))
    assert made == len(PASTE) + MOST_PASTED + 1
    assert decoder.decode(f"{PASTED}y".encode()) == f"{PASTED}y"
