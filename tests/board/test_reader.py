from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costs import at_most
from pmo_gameboard.board.limits import MAX_STOPS
from pmo_gameboard.board.problems import SHOWN, BoardProblems
from pmo_gameboard.board.reader import decode, read_board
from pmo_gameboard.board.text import clean
from pmo_gameboard.board.tree import MAX_BYTES, MAX_FAULTS
from pmo_gameboard.errors import BoardError

HEAD = """\
format: 1
id: big
title: Big
about: Big
registers:
- {id: r, name: R, row: r, rows: rs, named_by: n, columns: [{type: text, id: n, label: N}]}
stages:
- id: s
  name: S
  short: S
  statement: S
  summary: S
  squares:
"""
SQUARE = """\
  - id: s{count}
    number: {number}
    part: {part}
    kind: {kind}
    title: T
    short: S
    prompt: P
    asks:
    - {{type: rows, id: a, label: L, register: {register}, columns: [n], add: true, need: 1,
       meets: [{{column: n}}], counted: c}}
"""
HOSTILE = {
    "brackets": "[" * 30_000,
    "braces": "{a: " * 30_000,
    "dashes": "- " * 30_000,
    "questions": "? " * 30_000,
    "a long text": "about: " + "x" * 1_000_000,
    "a long quoted text": "about: '" + "x " * 500_000 + "'",
    "a long key": "? " + "x" * 1_000_000 + "\n: y",
    "an open quote": 'about: "' + "x " * 500_000,
    "billion laughs": "a: &a [x, x]\n"
    + "".join(f"a{n}: &a{n} [*a{n - 1 or ''}, *a{n - 1 or ''}]\n" for n in range(1, 60)),
    "anchors": "".join(f"- &a{n} x\n" for n in range(20_000)),
    "keys": "".join(f"k{n}: x\n" for n in range(30_000)),
    "control characters": "\x1b" * 1_000_000,
}
FRAGMENTS = st.sampled_from(
    [
        *"[]{}:,-?!&*#|>'\"%@`~\n\t \\",
        "- ",
        ": ",
        "<<: ",
        "---\n",
        "format: 1\n",
        "stages:\n",
        "\x1b",
        "  - id: a\n",
        "squares:\n",
        "asks: [{type: rows, ",
        "registers:\n",
        "\ud800",
        "\u202e",
        "1e9",
    ]
)


def big_board(squares: int, kind: str = "task", register: str = "r") -> str:
    parts = "abcdefghij"
    return HEAD + "".join(
        SQUARE.format(
            count=count,
            number=count // len(parts) + 1,
            part=parts[count % len(parts)],
            kind=kind,
            register=register,
        )
        for count in range(squares)
    )


def problems_of(text: str) -> BoardProblems:
    with pytest.raises(BoardProblems) as told:
        read_board(text, "board.yaml")
    return told.value


def test_good_boards_are_read(board_file: Path) -> None:
    board = read_board(decode(board_file.read_bytes(), board_file.name), board_file.name)

    assert board.id == board_file.stem
    assert [square.number for square in board.path] == sorted(s.number for s in board.path)


def test_words_that_yaml_would_take_for_something_else_stay_words(good: str) -> None:
    board = read_board(good.replace("label: Yes}", "label: 12:30}"), "board.yaml")

    known = board.squares_by_id["last"].asks[0]
    assert known.type == "choice"
    assert [option.id for option in known.options] == ["not-yet", "yes"]
    assert known.options[1].label == "12:30"


def test_a_board_written_as_json_is_the_same_board(board_file: Path) -> None:
    board = read_board(decode(board_file.read_bytes(), board_file.name), board_file.name)

    assert read_board(board.model_dump_json(by_alias=True), "save") == board


def test_shape_references_and_yaml_are_told_at_once(good: str) -> None:
    bad = (
        good.replace("kind: question", "kind: quiz")
        .replace("register: neighbours", "register: neighbors")
        .replace("title: The lending", "id: twice\ntitle: The lending")
        .replace("number: 4", "number: 9")
    )

    told = problems_of(bad)

    assert [problem.path.rpartition(" > ")[2] for problem in told.problems] == [
        "id",
        "kind",
        "register",
        "number",
    ]
    assert str(told).count("\n") == 3
    assert told.message == "This board has 4 problems."


def test_a_refused_alias_brings_no_second_problem(good: str) -> None:
    bad = good.replace("columns: [name, first]", "columns: *columns")

    (problem,) = problems_of(bad).problems

    assert problem.message == "This refers to another place (*columns)."


def test_an_alias_for_a_key_hides_no_other_problem(good: str) -> None:
    bad = good.replace("kind: star", "kind: sun") + "*a : b\n"

    assert [problem.line for problem in problems_of(bad).problems] == [139, bad.count("\n")]


def test_columns_that_decide_and_that_nobody_fills_are_told_for_each_use(good: str) -> None:
    bad = good.replace("[name, story, state, rank, sharp, price]", "[name, sharp]")

    assert [problem.message for problem in problems_of(bad).problems] == [
        "No ask lets people fill `state`.",
        "No ask lets people fill `rank`.",
        "No ask lets people fill `state`.",
    ]


def test_a_flood_of_problems_is_cut_short() -> None:
    told = problems_of(big_board(300, kind="quest"))

    assert len(told.problems) == SHOWN
    assert told.more == 200
    assert str(told).endswith("board.yaml: and 200 more. Mend these first.")
    assert told.problems == tuple(sorted(told.problems, key=lambda p: (p.line, p.column)))


def test_the_largest_board_costs_little_to_read() -> None:
    text = big_board(1_450)

    with at_most(400):
        board = read_board(text, "big.yaml")

    assert len(board.path) == 1_450


def test_a_board_of_too_many_squares_is_told_so_and_no_more() -> None:
    squares = "{}, " * (MAX_STOPS // 2) + "{}"
    text = f"stages: [{{squares: [{squares}]}}, {{squares: [{squares}]}}]"

    (problem,) = problems_of(text).problems

    assert (problem.line, problem.column, problem.path) == (1, 9, "stages")
    assert problem.message == f"This board has {MAX_STOPS + 2:,} squares."
    assert problem.expected == f"at most {MAX_STOPS:,}"


def test_what_is_wrong_all_over_is_told_once() -> None:
    told = problems_of(f"stages: [{'{}, ' * 1_999}{{}}]")

    assert [problem.message for problem in told.problems] == ["This is wrong in 12,005 places."]


def test_no_more_is_looked_up_than_a_board_can_have() -> None:
    columns = ", ".join(f"{{type: date, id: n{count}, label: N}}" for count in range(60))
    text = big_board(2).replace("{type: text, id: n, label: N}", columns)

    told = problems_of(text)

    assert "This is a list of 60." in str(told)
    assert "There is no" not in str(told)


def test_references_are_looked_for_up_to_a_limit() -> None:
    bad = ", ".join(["nowhere"] * 1_500)
    text = big_board(2).replace("columns: [n]", f"columns: [{bad}]", 2)

    told = problems_of(text)

    assert len(told.problems) == SHOWN
    assert told.more == MAX_FAULTS + 2 - SHOWN


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_soon_and_plainly(text: str) -> None:
    with at_most(400):
        told = problems_of(text)

    assert len(str(told)) < 60_000


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "~", "[]", "just words", "- a\n- b\n"])
def test_a_text_that_is_no_board_is_told_so(text: str) -> None:
    told = problems_of(text)

    assert len(told.problems) == 1
    assert told.problems[0].expected


@given(st.text())
def test_any_text_is_a_board_or_a_board_error(text: str) -> None:
    problems_of(text)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=60).map("".join))
def test_any_yaml_like_text_is_told_in_clean_words(text: str) -> None:
    told = str(problems_of(text))

    assert clean(told) == told


@given(st.data())
def test_any_damage_to_a_good_board_is_told_or_does_no_harm(data: st.DataObject) -> None:
    lines = big_board(3).splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 1))
    damage = data.draw(FRAGMENTS | st.text(max_size=10))
    column = data.draw(st.integers(0, len(lines[at])))
    lines[at] = lines[at][:column] + damage + lines[at][column + len(damage) :]

    try:
        board = read_board("".join(lines), "board.yaml")
    except BoardProblems as told:
        problems = told.problems
    else:
        problems = ()
        assert len(board.path) == 3
    assert all(1 <= problem.line <= len(lines) + 2 for problem in problems)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "This file is empty."),
        (b" \n\t\n", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b"title: caf\xe9\n", "Line 1 is not text in UTF-8."),
        (b"format: 1\n\ntitle: \xff", "Line 3 is not text in UTF-8."),
        ("title: é".encode("utf-16"), "This file is text in UTF-16."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This is not a text file."),
        (b"x" * (MAX_BYTES + 1), "This file has 4.0 MB; a board has at most 4 MB."),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(BoardError) as told:
        decode(data, "dir/board\x1b.yaml")

    assert told.value.message == says
    assert told.value.hint
    assert told.value.where == "dir/board.yaml"


def test_a_byte_order_mark_and_windows_lines_do_no_harm(good: str) -> None:
    data = b"\xef\xbb\xbf" + good.replace("\n", "\r\n").encode()
    bad = good.replace("kind: star", "kind: sun").replace("\n", "\r\n").encode()

    assert read_board(decode(data, "b.yaml"), "b.yaml") == read_board(good, "b.yaml")
    assert (
        problems_of(decode(bad, "b.yaml")).problems
        == problems_of(good.replace("kind: star", "kind: sun")).problems
    )
