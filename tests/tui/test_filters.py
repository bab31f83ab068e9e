"""What the terminal gets: no control characters, and ASCII where it knows nothing else."""

from dataclasses import asdict

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from pmo_gameboard.tui.filters import AsciiFilter, CleanFilter
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.twins import ASCII_TWINS


def signs() -> str:
    """All of our own signs, in one text."""
    values = asdict(GLYPHS).values()
    return "".join("".join(v.values()) if isinstance(v, dict) else v for v in values)


def test_our_signs_become_ascii() -> None:
    assert signs().translate(ASCII_TWINS).isascii()


def test_nothing_moves() -> None:
    for sign, twin in ASCII_TWINS.items():
        assert cell_len(chr(sign)) == cell_len(twin) == 1, chr(sign)


def test_standings_kinds_and_the_token_stay_apart() -> None:
    standings = (*GLYPHS.standings.values(), GLYPHS.stale, GLYPHS.token)
    twins = [sign.translate(ASCII_TWINS) for sign in (*standings, *GLYPHS.kinds.values())]
    assert len(set(twins)) == len(twins)


def test_what_people_write_stays_as_it_is() -> None:
    segments = [Segment("Zoë 客户 ✓ done")]
    [translated] = AsciiFilter().apply(segments, Color(0, 0, 0))
    assert translated.text == "Zoë 客户 + done"


def test_no_control_character_gets_through() -> None:
    controls = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
    segments = [Segment("plain "), Segment(f"a{controls}b客")]
    cleaned = CleanFilter().apply(segments, Color(0, 0, 0))
    assert [segment.text for segment in cleaned] == ["plain ", "ab客"]
