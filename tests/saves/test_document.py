import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_gameboard.board.limits import MAX_DEPTH, MAX_ITEMS, count_nodes
from pmo_gameboard.errors import SaveError
from pmo_gameboard.saves.document import MAX_SIGNS, is_too_much, read_document


def read(text: str | bytes) -> Any:
    return read_document(text if isinstance(text, bytes) else text.encode(), "acme.json")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, "b": 2, "a": 1}', "be: a is there twice"),
        ('{"game": {"list": [{}, {"a": [], "a": 3}]}}', "game > list 2 > a is there twice"),
        ('{"a": {"a\\u0062": 1, "ab": 2}}', "a > ab is there twice"),
        ('{"a": NaN}', "absurd number"),
        ('{"a": [-Infinity]}', "absurd number"),
        ('{"a\\u001b": 1}', r"it has a key with a control character \(U\+001B\)"),
        ('{"b": {"a\\ud800": 1}}', r"b has a key with half a character \(U\+D800\)"),
        ('{"b": {"\\u202ea": 1}}', r"b has a key with an invisible character \(U\+202E\)"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested too deep"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": [' + "0, " * MAX_ITEMS + "0]}", "a holds 2,001 things"),
        (json.dumps({str(number): 0 for number in range(MAX_ITEMS + 1)}), "it holds 2,001 things"),
        ("[" + "0," * MAX_SIGNS + "0]", "larger than a game can be"),
        ('["' + '","' * MAX_SIGNS + '"]', "larger than a game can be"),
    ],
)
def test_what_is_not_to_be_trusted_is_refused(text: str, words: str) -> None:
    with pytest.raises(SaveError, match=words) as caught:
        read(text)
    assert caught.value.where == "acme.json"
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_texts_are_clean_wherever_they_are() -> None:
    assert read('["\\ud800a\\u001b[31m", {"b": "\\u202ec\\r\\nd"}]') == ["a[31m", {"b": "c\nd"}]


def test_depth_and_lists_up_to_the_limits_are_read() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert len(read("[" + "0, " * (MAX_ITEMS - 1) + "0]")) == MAX_ITEMS


def test_signs_within_texts_do_not_count() -> None:
    text = ",:[{" * MAX_SIGNS
    for tricky in (text, '\\"' + text, text + "\\\\", '\\\\\\"' + text):
        assert not is_too_much(f'{{"a": "{tricky}", "b": 0}}'.encode())
    assert is_too_much(f'{{"a": "\\"", "b": [{"0," * MAX_SIGNS}0]}}'.encode())
    assert not is_too_much(('"' + '\\"' * MAX_SIGNS + text).encode())  # never closed, never slow


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner),
)


@given(JSON)
def test_signs_are_as_many_as_the_parts_of_a_document(value: Any) -> None:
    data = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    signs = count_nodes(value) - 1 + _empty(value)  # each part but the first has one before it
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pmo_gameboard.saves.document.MAX_SIGNS", signs)
        assert not is_too_much(data)
        if signs:
            patch.setattr("pmo_gameboard.saves.document.MAX_SIGNS", signs - 1)
            assert is_too_much(data)


def _empty(value: Any) -> int:
    """How many lists and groups have nothing in them: their brackets hold no part."""
    if not isinstance(value, dict | list):
        return 0
    parts = list(value.values()) if isinstance(value, dict) else value
    return sum(map(_empty, parts)) + (not parts)
