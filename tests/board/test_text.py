import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_gameboard.board.text import clean, find_unclean, name_of, one_line

ANY = st.text(st.characters(exclude_categories=()))
PLAIN = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")) | st.just("\n")
)
ORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(ANY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_nothing_that_acts_or_hides_is_left(text: str) -> None:
    for character in clean(text):
        assert character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
        assert unicodedata.bidirectional(character) not in ORDERING
        assert not 0xE0000 <= ord(character) <= 0xE007F
        assert character not in "\ufeff\u2028\u2029"


@given(PLAIN)
def test_plain_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


@given(ANY)
def test_what_is_found_unclean_is_what_cleaning_changes(text: str) -> None:
    assert (find_unclean(text) is None) == (clean(text) == text)


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)

    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b]0;pwned\x07", "]0;pwned"),
        ("\x9b31mred", "31mred"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("abc\u202ecba", "abccba"),
        ("\ufeffa\u2066b\u2069", "ab"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("half \ud83d", "half "),
        ("tab\tand\nline", "tab\tand\nline"),
        ("family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        ("क्\u200dष", "क्\u200dष"),
    ],
)
def test_known_tricks(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x1b", "a control character (U+001B)"),
        ("\u202e", "an invisible character (U+202E)"),
        ("\ud800", "half a character (U+D800)"),
        ("\u2028", "a line separator (U+2028)"),
        ("\ufffe", "not a character (U+FFFE)"),
    ],
)
def test_unclean_characters_have_names(character: str, name: str) -> None:
    assert name_of(character) == name
