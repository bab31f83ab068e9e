"""What a terminal sends becomes the keys that were meant, however its pieces come."""

import pytest
from textual import events
from textual.message import Message

from pmo_gameboard.tui.keyboard import HOLD, Keyboard
from pmo_gameboard.tui.messages import NotEscape

Piece = tuple[float, str | None]
"""When something came, and what; None where nothing had come by then."""

ACTS = 0.15
"""When an Esc of which nothing follows has acted."""


def said(*pieces: Piece) -> list[Message]:
    """What the keyboard makes of pieces."""
    keyboard = Keyboard()
    made: list[Message] = []
    for at, text in pieces:
        made += keyboard.tick(at) if text is None else keyboard.feed(text, at)
    return made


def keys(*pieces: Piece) -> list[str]:
    """The names of the keys, and what stands for what was no Esc."""
    return [_name(message) for message in said(*pieces)]


def written(*pieces: Piece) -> str:
    """What the keys would write into a field."""
    typed = [message for message in said(*pieces) if isinstance(message, events.Key)]
    return "".join(key.character or "" for key in typed if key.is_printable)


def _name(message: Message) -> str:
    if isinstance(message, NotEscape):
        return "no escape: " + " ".join(map(_name, message.rest))
    if isinstance(message, events.Paste):
        return f"paste {message.text}"
    return message.key if isinstance(message, events.Key) else type(message).__name__


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[:R",
        "\x1b[97;1:3u",
        "\x1b[1114112u",
        "\x1b[99999999999999999999u",
        "\x1b[97;1;1114112u",
        "\x1b[:;:A",
        "\x1b[999z",
        "\x1b[48;0;0;0;0t\x1b[<0;1;1M",
        "\x1b[" + "1;" * 40 + "m",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]0;a title\x07",
        "\x1bOz",
    ],
)
def test_a_sequence_that_says_nothing_is_dropped_and_what_follows_is_not(sequence: str) -> None:
    made = keys((0, f"Ada\t{sequence}Bob"))
    assert [key for key in made if len(key) == 1 or key == "tab"] == ["A", "d", "a", "tab", *"Bob"]


@pytest.mark.parametrize(
    ("sequence", "key"),
    [("\x1b[B", "down"), ("\x1bOR", "f3"), ("\x1b[21~", "f10"), ("\x1b[1;5D", "ctrl+left"),
     ("\x1b[[A", "f1"), ("\x1b[3$", "shift+delete"), ("\x1b[97;5u", "ctrl+a")],
)  # fmt: skip
def test_a_key_in_pieces_is_that_key_wherever_it_was_cut(sequence: str, key: str) -> None:
    for cut in range(1, len(sequence)):
        pieces = ((0.0, sequence[:cut]), (ACTS, None), (0.5, sequence[cut:]), (9, None), (9, "x"))
        wanted = ["escape", f"no escape: {key}"] if cut == 1 else [key]
        assert keys(*pieces) == [*wanted, "x"]
        assert written(*pieces) == "x"


def test_a_key_in_many_pieces_is_that_key() -> None:
    pieces = [(0.5 * number, part) for number, part in enumerate("\x1b[21~")]
    assert keys(*pieces[:1], (ACTS, None), *pieces[1:]) == ["escape", "no escape: f10"]


def test_a_paste_whose_begin_is_cut_is_that_paste() -> None:
    pieces = ((0, "\x1b"), (ACTS, None), (0.3, "[200~a\r"), (2, None), (2, "b\x1b[201~x"))
    assert keys(*pieces) == ["escape", "no escape: paste a\rb", "x"]


def test_what_comes_later_than_that_is_typed() -> None:
    late = 0.1 + HOLD + 0.01
    assert keys((0, "\x1b"), (ACTS, None), (late, None), (late, "[B")) == [
        "escape",
        "left_square_bracket",
        "B",
    ]


def test_what_begins_no_key_is_typed_at_once() -> None:
    assert written((0, "\x1b"), (ACTS, None), (0.2, "B]x")) == "B]x"


def test_half_a_key_of_which_nothing_more_comes_is_never_typed() -> None:
    assert keys((0, "\x1b[1;"), (1, None), (1, "x")) == ["x"]
    assert keys((0, "\x1b"), (ACTS, None), (0.3, "["), (1.1, None), (1.1, "x")) == ["escape", "x"]


def test_esc_and_a_character_in_one_packet_write_nothing() -> None:
    for character in "qxbfPO1-§é[]":
        pieces = ((0, f"\x1b{character}"), (0.15, None), (1, None))
        assert written(*pieces) == ""
        assert keys(*pieces)[0] == "escape"
    assert keys((0, "\x1bq")) == ["escape", "q"]
    assert keys((0, "\x1b\r")) == ["alt+enter"]
    assert keys((0, "\x1b\x1b[B\x1b\x11"), (1, None)) == ["escape", "down", "escape", "ctrl+q"]


@pytest.mark.parametrize("speaks", ["\x1b[?13u", "\x1b[27u"])
def test_with_kittys_protocol_esc_is_a_key_of_its_own_and_nothing_is_held(speaks: str) -> None:
    before = len(keys((0, speaks)))
    assert keys((0, speaks), (1, "\x1b[27u"), (1.3, "[B"))[before:] == [
        "escape",
        "left_square_bracket",
        "B",
    ]
    assert keys((0, speaks), (1, "\x1b"), (1.3, None), (1.5, "[97;;97u"))[before:] == ["a"]
    assert keys((0, speaks), (1, "\x1b"), (1.3, None), (1.8, None))[before:] == ["escape"]
    assert written((0, speaks), (1, "\x1b[97;3u")) == ""
