import pytest
import yaml

from pmo_gameboard.board import tree
from pmo_gameboard.board.limits import MAX_DEPTH, MAX_ITEMS
from pmo_gameboard.board.problems import Fault, Mark

WORDS = "a: no\nb: 12:30\nc: 014\nd: 2026-12-03\ne: 1e3\nf: .nan\ng: 'null'\nh: \"\"\ni: True\n"


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast parser, and the one that stands in where it is missing."""
    if request.param == "Python":
        monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)


@pytest.mark.usefixtures("parser")
def test_every_scalar_is_the_text_it_is_written_as() -> None:
    assert tree.build(WORDS).root == {
        "a": "no",
        "b": "12:30",
        "c": "014",
        "d": "2026-12-03",
        "e": "1e3",
        "f": ".nan",
        "g": "null",
        "h": "",
        "i": "True",
    }


@pytest.mark.usefixtures("parser")
def test_only_an_unquoted_nothing_is_nothing() -> None:
    assert tree.build("[~, null, Null, NULL, '', nULL]").root == [None] * 4 + ["", "nULL"]
    assert tree.build("a:\nb: ~\n").root == {"a": None, "b": None}


@pytest.mark.usefixtures("parser")
def test_keys_and_values_know_their_places() -> None:
    read = tree.build("é: [x, {y: z}]\nlist:\n  - k: v\n")

    assert read.values == {
        (): Mark(1, 1),
        ("é",): Mark(1, 4),
        ("é", 0): Mark(1, 5),
        ("é", 1): Mark(1, 8),
        ("é", 1, "y"): Mark(1, 12),
        ("list",): Mark(3, 3),
        ("list", 0): Mark(3, 5),
        ("list", 0, "k"): Mark(3, 8),
    }
    assert read.keys[("list", 0, "k")] == Mark(3, 5)
    assert read.mark(Fault(("é", 1, "gone"), "")) == Mark(1, 8)
    assert read.mark(Fault(("list",), "", on_key=True)) == Mark(2, 1)


@pytest.mark.usefixtures("parser")
def test_everything_refused_is_told_and_the_rest_is_kept() -> None:
    text = (
        "a: &x 1\nb: *x\na: {a: {b: &y c}}\n? [p, {q: r}]\n: {s: t}\n<<: {u: v}\nc: !!int 3\nd: e\n"
    )

    read = tree.build(text)

    assert read.root == {"a": "1", "b": None, "c": "3", "d": "e"}
    assert read.whole
    assert [fault.mark for fault in read.faults] == [
        (1, 4),
        (2, 4),
        (3, 1),
        (4, 3),
        (6, 1),
        (7, 4),
    ]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 33 + "]" * 33, Mark(1, 33)),
        ("a: b\n---\nc: d\n", Mark(2, 1)),
        ("# nothing\n", Mark(2, 1)),
        ("a: 'b\n", Mark(1, 4)),
        ("a: @b\n", Mark(1, 4)),
        ("x" * (tree.MAX_BYTES + 1), Mark(1, 1)),
    ],
)
def test_what_cannot_be_read_on_is_told_where_it_ends(text: str, place: Mark) -> None:
    read = tree.build(text)

    assert not read.whole
    assert [fault.mark for fault in read.faults] == [place]


def test_depth_up_to_the_limit_is_read() -> None:
    read = tree.build("[" * MAX_DEPTH + "]" * MAX_DEPTH)

    assert read.whole
    assert not read.faults


def test_too_many_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 5)

    assert tree.build("[1, 2, 3, 4]").whole
    assert not tree.build("[1, 2, 3, 4, 5]").whole


def test_lists_are_read_up_to_the_limit() -> None:
    assert tree.build(f"[{'a, ' * MAX_ITEMS}]").whole

    read = tree.build(f"- [{'a, ' * MAX_ITEMS}a]")

    assert not read.whole
    assert [fault.path for fault in read.faults] == [(0, MAX_ITEMS)]


def test_reading_ends_where_too_much_is_wrong() -> None:
    read = tree.build("a: b\n" * (tree.MAX_FAULTS + 100))

    assert not read.whole
    assert len(read.faults) == tree.MAX_FAULTS + 1
    assert read.faults[-1].message == "There is too much wrong to read on."


def test_of_unclean_lines_only_so_many_are_told() -> None:
    read = tree.build("\x1b\n" * tree.MAX_FAULTS * 2)

    assert not read.whole
    assert len(read.faults) == tree.MAX_FAULTS


def test_an_escape_in_quotes_becomes_no_control_character() -> None:
    read = tree.build('a: "x\\e]0;title\\ay"\n')

    assert read.root == {"a": "x]0;titley"}
    assert [fault.message for fault in read.faults] == [
        "There is a control character (U+001B) in this text."
    ]


def test_lines_behind_odd_line_breaks_are_counted_as_editors_do() -> None:
    read = tree.build("a: b\u2028c\nd: *e\n")

    assert [fault.mark for fault in read.faults] == [(1, 5), (2, 4)]
