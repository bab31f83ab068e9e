"""Small mutations of a good board: each is told once, in its place, with the way out.

``‸`` marks where the problem has to be found; it is taken out before the board is read.
"""
# ruff: noqa: E501 - a row of a table is as long as what it shows

from pathlib import Path
from typing import NamedTuple

import pytest

from pmo_gameboard.board.problems import BoardProblems
from pmo_gameboard.board.reader import read_board

BOARD = Path(__file__).parent / "boards" / "lending-library.yaml"
GOOD = BOARD.read_text(encoding="utf-8")

SHELF = 'stage 1 "A shelf"'
WHAT = f'{SHELF} > square 1 "What is there?"'
LIST = f'{WHAT} > ask "list"'
WHO = f'{SHELF} > square 2a "Who borrows?"'
PEOPLE = f'{WHO} > ask "people"'
CARE = 'stage 2 "A service" > square 2b "Look after the best"'
PLAN = f'{CARE} > ask "plan"'
BROKEN = f'{CARE} > ask "broken"'
STAR = 'stage 2 "A service" > square 3 "A friend"'
STREET = 'stage 2 "A service" > square 4 "The street"'
TOOLS = 'register "tools"'

WEAR = "type: scale, id: wear"
TOP = "{rows: top, top: 3, by: rank}"
SHARP = "{column: sharp, unless: [no]}"
LAST_ASK = GOOD[GOOD.index("          - type: choice\n            id: known") :]
SPARE = "named_by: n, columns: [{type: text, id: n, label: N}]}"


class Bad(NamedTuple):
    """One mutation, and what has to be said of it.

    Attributes:
        old: What it replaces, where that first stands in the good board.
        path: The place in words.
        says: The start of the message.
        expected: A part of what was expected.
        meant: The suggestion.
    """

    old: str
    new: str
    path: str
    says: str
    expected: str
    meant: str = ""


# fmt: off
YAML = [
    Bad("title: The", "title: ‸&t The", "title", "This sets an anchor (&t).", "the text itself"),
    Bad("source: W", "source: ‸*t #", "source", "This refers to another place (*t).", "the text"),
    Bad("title: The", "title: ‸!!str The", "title", "This sets a type (!!str).", "the text itself"),
    Bad("title: T", "title: ‸!!python/name:os.system T", "title", "This sets a type", "the text"),
    Bad("title: T", "‸id: again\ntitle: T", "id", "This key is here twice", "each key once"),
    Bad("source: W", "‸<<: {a: 1}\nsource: W", "<<", "This merges another group.", "the keys"),
    Bad("source: W", "? ‸[a, {b: c}]\n: [d]\nsource: W", "", "This key is not a word.", "a word"),
    Bad("source: W", "? ‸*t\n: [d]\nsource: W", "", "This refers to another place", "the text"),
    Bad("lack: in", '‸"": x, lack: in', f"{LIST} > meets 1", "There is no key", "a word before"),
    Bad("done_at: 0.75", "‸---\nx: 1", "", "A second document starts here.", "one board"),
    Bad("about: From", 'about: ‸"\\e]0;x\\a" #', "about", "There is a control character", "plain"),
    Bad("about: From", 'about: ‸"\\u202Ecod" #', "about", "There is an invisible char", "plain"),
    Bad("about: From", "about: From‸\u202e", "", "There is an invisible character (U+202E) in this",
        "plain text"),
    Bad("# yaml", "# ‸\x1b]0;x\x07yaml", "", "There is a control character (U+001B)", "plain text"),
    Bad("source: W", '‸"a\\eb": 1\nsource: W', "ab", "There is a control character", "plain text"),
    Bad("about: From", "about: From‸: here", "", 'A ": " stands where no key can', "quotes around"),
    Bad("about: From", "about: ‸'From", "", "This quote is never closed.", "the same quote again"),
    Bad("about: From", "about: ‸@From", "", "No text can start with `@`.", "quotes around it"),
    Bad("about: From", "‸\tabout: From", "", "A tab stands here.", "spaces"),
    Bad('poor: "Many', 'poor: "‸\\Many', "", "This backslash means nothing.", "single quotes"),
    Bad("about: From", "‸about From", "", "This line has no colon.", "a colon and a blank"),
    Bad("[name, first]\n            add", "[name, first\n            add‸", "", "A bracket", "both"),
    Bad("  - id: neighbours", " ‸- id: neighbours", "", "This does not start where", "same column"),
    Bad("source: W", f"source: {'[' * 31}‸[ #", "source 1", "This is nested too deep.", "at most 32"),
    Bad("about: From", f"about: ‸{'x' * 20_001}", "about", "This text is too long.", "at most 20,"),
    Bad("source: W", f"? ‸{'x' * 20_001}\n: y\nsource: W", f"{'x' * 39}…", "This key is too long.", "a word"),
    Bad("[open, started]", f"[{'open, ' * 2000}‸open]", f"{SHELF} > tip 1 > when 2001",
        "This list goes on for too long.", "at most 2,000 in a list"),
    Bad('poor: "Many', 'poor: "\\u‸D800Many', "", "This backslash stands for no character.", "the character"),
    Bad("about: From", "about: ‸- From", "", "A list starts behind a key.", "the list on its own lines"),
    Bad("about: From", "about: ‸% From", "", "No text can start with `%`.", "quotes around it"),
    Bad("about: From", "about: ‸\u200eFrom", "", "There is an invisible character (U+200E) in this", "plain"),
    Bad("about: From", "about: ‸\ufeffFrom", "", "There is an invisible character (U+FEFF) in this", "plain"),
    Bad("about: From", "about: From‸\u2028", "", "There is a line separator (U+2028) in this", "plain text"),
    Bad("[name, first]", "[name, ‸*first]", f"{PEOPLE} > column 2", "This refers to another place (*first)",
        "the text itself"),
    Bad("minutes: 15", "‸<<: {minutes: 15}\n          minutes: 15", f"{WHAT} > notes > <<",
        "This merges another group.", "the keys"),
]

SHAPE = [
    Bad("format: 1", "format: ‸2", "format", "`2` does not fit here.", "`1`"),
    Bad("format: 1\n", "‸", "format", "This is missing.", "`1`"),
    Bad("title: The", "‸titel: The", "titel", "There is no such key here.", "`title`", "title"),
    Bad("source: W", "‸colour: W", "colour", "There is no such key here.", "one of: `format`"),
    Bad("id: lending-library", "id: ‸Lending Library", "id", "`Lending Library` does not fit here.",
        "lower-case letters", "lending-library"),
    Bad("id: lending-library", f"id: ‸{'x' * 61}", "id", "This has 61 characters.", "at most 60 char"),
    Bad("about: From", "about:‸ #", "about", "This is empty.", "a text of 1 to 4,000 characters"),
    Bad("about: From", "about: ‸{a: b} #", "about", "This is a group of keys.", "a text of 1 to"),
    Bad("done_at: 0.75", "done_at: ‸0", "done_at", "`0` does not fit", "a number above 0 and up to 1"),
    Bad("done_at: 0.75", "done_at: ‸nan", "done_at", "`nan` does not fit", "a number above 0"),
    Bad("kind: question", "kind: ‸quesiton", f"{WHAT} > kind", "`quesiton` does not fit here.",
        "one of: `question`, `task`, `star`, `final`", "question"),
    Bad("fresh_for: 12", "‸fresh-for: 12", f"{WHAT} > fresh-for", "There is no such key here.",
        "`fresh_for`", "fresh_for"),
    Bad("12 months", "‸12 Months", f"{WHAT} > fresh_for", "`12 Months`", "`6 months`", "12 months"),
    Bad("12 months", "‸a year", f"{WHAT} > fresh_for", "`a year`", "a length of time such as"),
    Bad("number: 1\n", "number: ‸one\n", f'{SHELF} > square one "What is there?" > number',
        "`one` does not fit here.", "a whole number from 1 to 1000"),
    Bad("number: 1\n", "number: ‸[1]\n", f'{SHELF} > square "what" > number', "This is a list of 1.",
        "a whole number from 1 to 1000"),
    Bad("short: The shelf", "short: ‸The shelf downstairs", f"{WHAT} > short",
        "This has 20 characters.", "at most 13 characters"),
    Bad("short: Shelf\n", "short: ‸''\n", f"{SHELF} > short", "This is empty.", "a text of 1 to 16"),
    Bad("minutes: 15", "minutes: ‸1500", f"{WHAT} > notes > minutes", "`1500`", "from 1 to 240"),
    Bad("minutes: 15\n          run: Walk to the shelf together.", "‸minutes: 15",
        f"{WHAT} > notes > run", "This is missing.", "a text of 1 to 4,000 characters"),
    Bad("run: Walk", "‸rum: Walk", f"{WHAT} > notes > rum", "There is no such", "`run`", "run"),
    Bad(WEAR, "type: ‸scael, id: wear", f'{TOOLS} > column "wear" > type', "`scael` does not fit",
        "`scale`", "scale"),
    Bad(WEAR, "‸typ: scale, id: wear", f'{TOOLS} > column "wear" > typ', "There is no such key",
        "`type`", "type"),
    Bad(f"{{{WEAR}", "‸{id: wear", f'{TOOLS} > column "wear" > type', "This is missing.", "`scale`"),
    Bad(WEAR, "type: ‸, id: wear", f'{TOOLS} > column "wear" > type', "This is empty.", "`scale`"),
    Bad(WEAR, "type: ‸[scale], id: wear", f'{TOOLS} > column "wear" > type', "This is a list of 1.",
        "`scale`"),
    Bad("[name, first]", "‸name", f"{PEOPLE} > columns", "`name` does not", "a list of 1 to 40"),
    Bad("[name, first]", "‸[]", f"{PEOPLE} > columns", "This is empty.", "a list of 1 to 40"),
    Bad("need: all", "need: ‸al", f"{PEOPLE} > need", "`al` does", "from 1 to 1000 or `all`"),
    Bad("add: true", "add: ‸maybe", f"{LIST} > add", "`maybe` does not fit", "`true` or `false`"),
    Bad("[open, started]", "[open, ‸begun]", f"{SHELF} > tip 1 > when 2", "`begun`", "`started`"),
    Bad("[open, started]", "[‸opne]", f"{SHELF} > tip 1 > when 1", "`opne`", "one of", "open"),
    Bad(TOP, "{rows: ‸topp, top: 3}", f"{PLAN} > look_at > rows", "`topp`", "`all`, `top`", "top"),
    Bad(TOP, "‸top", f"{PLAN} > look_at", "`top` does not fit here.", "a group of keys"),
    Bad(TOP, "{rows: top, top: ‸0, by: rank}", f"{PLAN} > look_at > top", "`0`", "from 1 to 100"),
    Bad(TOP, "‸{rows: top, top: 3}", f"{PLAN} > look_at > by", "This is missing.", "an id"),
    Bad("order: desc", "order: ‸d} #", f"{PLAN} > sort > order", "`d`", "`ascending`, `descending`"),
    Bad("- {type: text, id: name, label: A name", "- ‸words\n          - {type: text, id: name, label: A name",
        f"{STAR} > ask 1", "`words` does not fit here.", "a group of keys"),
    Bad("[0, 0.5, 1]", "[0, ‸half, 1]", f'{STAR} > ask "sure" > scores 2', "`half`", "from 0 to 1"),
    Bad("score: 0.5", "score: ‸50", f'{TOOLS} > column "state" > option "worn" > score', "`50`",
        "a number from 0 to 1"),
    Bad("- {id: not-yet, label: Not yet, score: 0}\n              - ", "‸- ", f'{STREET} > ask "known" > options',
        "This is a list of 1.", "a list of 2 to 20"),
    Bad("part: a", "part: ‸A", f'{SHELF} > square 2A "Who borrows?" > part', "`A`", "one lower", "a"),
    Bad("register: tools", "‸register_id: tools", f"{LIST} > register_id", "There is no such key",
        "`register`", "register"),
    Bad("is: [good, worn]", "‸values: [good]", f"{LIST} > meets 1 > values", "There is no", "`is`"),
    Bad("number: 4\n", "number: ‸1001\n", 'stage 2 "A service" > square 1001 "The street" > number',
        "`1001` does not fit here.", "a whole number from 1 to 1000"),
    Bad("number: 1\n", "number: ‸0x1\n", f'{SHELF} > square 0x1 "What is there?" > number',
        "`0x1` does not fit here.", "a whole number from 1 to 1000"),
    Bad("add: true", "add: ‸12:30", f"{LIST} > add", "`12:30` does not fit here.", "`true` or `false`"),
    Bad("add: true", "add: ‸~", f"{LIST} > add", "This is empty.", "`true` or `false`"),
    Bad("lines: 1", "lines: ‸21", f'{STAR} > ask "name" > lines', "`21` does not fit", "from 1 to 20"),
    Bad("min: 0, max: 500", "min: 0, max: ‸inf", f'{TOOLS} > column "price" > max', "`inf` does not", "a number"),
    Bad("heard: The", f"heard: ‸{'x' * 401} #", f"{WHAT} > heard", "This has 401 characters.", "at most 400"),
    Bad("summary: Tools on", "summary: ‸Tools and more tools and yet more tools and nothing but tools on",
        f"{SHELF} > summary", "This has 73 characters.", "at most 60 characters"),
    Bad("- text: Count", "- ‸txt: Count", f"{SHELF} > tip 1 > txt", "There is no such key", "`text`", "text"),
]

REFERENCES = [
    Bad("id: service\n", "id: ‸shelf\n", 'stage 2 "A service" > id', "`shelf` is the id of another st",
        "an id of its own"),
    Bad("id: who\n", "id: ‸what\n", f"{WHO} > id", "`what` is the id of another square", "of its own"),
    Bad("id: broken\n", "id: ‸plan\n", f"{PLAN} > id", "`plan` is the id of another ask", "its own"),
    Bad("id: yes, ", "id: ‸not-yet, ", f'{STREET} > ask "known" > option "not-yet" > id',
        "`not-yet` is the id of another option", "an id of its own"),
    Bad("  - id: neighbours", f"  - {{id: ‸tools, name: S, row: s, rows: s, {SPARE}\n  - id: neighbours",
        f"{TOOLS} > id", "`tools` is the id of another register", "an id of its own"),
    Bad("type: rank, id: rank", "type: rank, id: rank, label: R}\n      - {type: rank, id: ‸rank",
        f'{TOOLS} > column "rank" > id', "`rank` is the id of another column", "an id of its own"),
    Bad("named_by: name", "named_by: ‸nam", f"{TOOLS} > named_by", "There is no text column `nam`.",
        "`name`", "name"),
    Bad("named_by: name", "named_by: ‸story", f"{TOOLS} > named_by", "There is no text col", "`name`"),
    Bad("to: neighbours", "to: ‸neighbors", f'{TOOLS} > column "wanted-by" > to',
        "There is no register `neighbors`.", "`tools`, `neighbours`", "neighbours"),
    Bad("register: tools", "register: ‸tool", f"{LIST} > register", "There is no register `tool`.",
        "`tools`, `neighbours`", "tools"),
    Bad("[name, first]", "[name, ‸frist]", f"{PEOPLE} > column 2", "There is no column `frist`.",
        "`name`, `first`", "first"),
    Bad("[name, first]", "[name, first, ‸name]", f"{PEOPLE} > column 3", "`name` is shown", "once"),
    Bad("by: rank", "by: ‸rnak", f"{PLAN} > look_at > by", "There is no column `rnak`.",
        "one of: `wear`, `price`, `service-on`, `rank`", "rank"),
    Bad("by: rank", "by: ‸state", f"{PLAN} > look_at > by",
        "Rows cannot be ordered by a column of type `choice`.", "`wear`, `price`"),
    Bad("column: state, is: [broken]", "column: ‸stat, is: [broken]", f"{BROKEN} > look_at > column",
        "There is no column `stat`.", "`state`", "state"),
    Bad("is: [broken]", "is: [‸brokn]", f"{BROKEN} > look_at > is 1", "There is no value `brokn`.",
        "one of: `good`, `worn`, `broken`", "broken"),
    Bad("by: wear", "by: ‸waer", f"{PLAN} > sort > by", "There is no column `waer`.", "`wear`", "wear"),
    Bad("by: wear", "by: ‸wanted-by", f"{PLAN} > sort > by", "Rows cannot be ordered by", "`wear`"),
    Bad("column: sharp", "column: ‸shrap", f"{LIST} > meets 2 > column", "There is no column `shrap`.",
        "`sharp`", "sharp"),
    Bad("unless: [no]", "unless: [‸never]", f"{LIST} > meets 2 > unless 1", "There is no value `never`.",
        "one of: `yes`, `no`"),
    Bad('["1", "2", "3"]', "[1, ‸9]", f"{PLAN} > meets 2 > is 2", "There is no value `9`.", "`4`, `5`"),
    Bad("{column: wear, is", "{column: wear, ahead: ‸true, is", f"{PLAN} > meets 2 > ahead",
        "A column of type `scale` cannot lie ahead.", "a column of type `date`"),
    Bad("column: first\n", "column: first\n                is: ‸[saw]\n", f"{PEOPLE} > meets 1 > is",
        "A link cannot be compared", "no `is`"),
    Bad("service-on, ahead: true", "service-on, is: [‸soon]", f"{PLAN} > meets 1 > is 1",
        "`soon` is not a value of this column.", "`2026-12-03`"),
    Bad(SHARP, "{column: rank, is: [‸first]}", f"{LIST} > meets 2 > is 1", "`first` is not a value",
        "a whole number from 1"),
    Bad(SHARP, "{column: price, is: [‸cheap]}", f"{LIST} > meets 2 > is 1", "`cheap` is not a value",
        "a number"),
]

RULES = [
    Bad("number: 4", "number: ‸5", 'stage 2 "A service" > square 5 "The street" > number',
        "Square 5 follows 3.", "`4`"),
    Bad("number: 1\n", "number: ‸2\n", f'{SHELF} > square 2 "What is there?" > number',
        "Square 2 is the first.", "`1`"),
    Bad("number: 3\n", "number: ‸1\n", 'stage 2 "A service" > square 1 "A friend" > number',
        "Square 1 was on the path before, and others stand between.", "side by side"),
    Bad("part: b", "part: ‸c", 'stage 2 "A service" > square 2c "Look after the best" > part',
        "Square 2 has 2 stops; this is number 2.", "`b`"),
    Bad("id: care\n        number: 2\n        part: b", "‸id: care\n        number: 2",
        'stage 2 "A service" > square 2 "Look after the best" > part', "Square 2 has 2 stops", "`b`"),
    Bad("number: 3\n", "number: 3\n        part: ‸a\n",
        'stage 2 "A service" > square 3a "A friend" > part', "Only one stop has the number 3.", "no part"),
    Bad("kind: star", "kind: ‸final", f"{STAR} > kind", "A final square is not the last", "at the end"),
    Bad("min: 1, max: 5", "min: 5, max: ‸1", f'{TOOLS} > column "wear" > max', "This runs from 5 to 1.",
        "`min` below `max`"),
    Bad("min: 1, max: 5", "min: ‸5", f'{TOOLS} > column "wear" > min', "This runs from 5 to 5.", "below"),
    Bad("min: 0, max: 500", "min: 5, max: ‸-5", f'{TOOLS} > column "price" > max',
        "This runs from 5 to -5.", "`min` below `max`"),
    Bad("[0, 0.5, 1]", "‸[0, 1]", f'{STAR} > ask "sure" > scores', "There are 2 scores for 3 numbers.",
        "one score for each number"),
    Bad("need: 3\n            or_all: true", "need: ‸5", f"{PLAN} > need",
        "This needs 5 rows but looks at the top 3.", "at most 3, or `or_all: true`"),
    Bad("register: neighbours\n            columns: [name, first]\n            add: true",
        "register: ‸neighbours\n            columns: [name, first]", f"{PEOPLE} > register",
        "No ask adds rows to `neighbours`", "`add: true`"),
    Bad("unless: [no]", "is: [yes], unless: ‸[yes, no]", f"{LIST} > meets 2 > unless",
        "No cell is what `is` asks for", "other values"),
    Bad(SHARP, "{column: ‸wanted-by}", f"{LIST} > meets 2 > column",
        "No ask lets people fill `wanted-by`.", "it among the `columns` of an ask on `tools`"),
    Bad("  - id: neighbours", f"  - {{id: ‸spare, name: S, row: s, rows: s, {SPARE}\n  - id: neighbours",
        'register "spare" > id', "No ask works on `spare`.", "an ask that adds rows"),
    Bad(LAST_ASK, LAST_ASK.replace("- type", "‸- type").replace("Yes}", "Yes, score: 0.5}"), f"{STREET} > asks",
        "The best answers here are worth 0.5; done starts at 0.75.", "the score 1"),
]
# fmt: on


@pytest.mark.parametrize(
    "bad", [*YAML, *SHAPE, *REFERENCES, *RULES], ids=lambda bad: f"{bad.old[:20]} -> {bad.new[:30]}"
)
def test_a_mistake_is_told_once_in_its_place(bad: Bad) -> None:
    marked = GOOD.replace(bad.old, bad.new, 1)
    before, caret, _ = marked.partition("‸")
    assert caret, "the good board has changed"

    with pytest.raises(BoardProblems) as told:
        read_board(marked.replace("‸", ""), "board.yaml")

    (problem,) = told.value.problems
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert (problem.line, problem.column) == (line, column)
    assert problem.path == bad.path
    assert problem.message.startswith(bad.says)
    assert bad.expected in problem.expected
    assert problem.suggestion == bad.meant
    assert told.value.where == "board.yaml"
    assert str(told.value).startswith(f"board.yaml:{line}:{column}: ")


def test_at_least_120_mistakes_are_known() -> None:
    assert len({*YAML, *SHAPE, *REFERENCES, *RULES}) >= 120
