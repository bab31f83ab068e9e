"""Pulses from files: what is taken, and what is not."""

import contextlib
import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costs import at_most
from hostile import HOSTILE, sendable
from pmo_gameboard.game.pulses import VOTES, answered_by_few, unseen_tallies
from pmo_gameboard.game.state import Tally, Voice, Vote
from pmo_gameboard.reports.counting import Answers
from pmo_gameboard.reports.faults import BadFileError
from pmo_gameboard.reports.pulse_files import MAX_BYTES, read_answers
from reports.surveys import BAD, BOARD, COUNTS, Bad, people, squares, tally


def read(content: str | bytes, voice: Voice = "team", name: str = "survey.csv") -> Answers:
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    return read_answers(data, name, BOARD, voice)


EXPECTED = {"who": Tally(not_yet=1, yes=2), "meet": Tally(partly=3)}

SAME = {
    "counts": f"{COUNTS}who,1,0,2\nmeet,0,3,0\n",
    "counts in another order": "yes,SQUARE,Partly,not_yet\n2,who,0,1\n0,2b,3,0\n",
    "counts with a title": 'square;not yet;partly;yes\nWHO BENEFITS?;1;0;2\n"Meet; talk";0;3;0',
    "counts with more columns": "who asked,square,not yet,partly,yes\nme,1,1,0,2\nme,2B,0,3,0\n",
    "counts with an empty row": f"{COUNTS}who,1,0,2\nlist,,,\nmeet,0,3,0\n,,,\n\n",
    "counts by tabs": "square\tnot yet\tpartly\tyes\nwho\t1\t0\t2\nmeet\t0\t3\t0\n",
    "people": "who,meet\nyes,\nYES,Partly\nnot yet,partly\n,PARTLY\n",
    "people, in letters": "1,2b\r\ny,\r\nY,p\r\n N ,P\r\n, p\r\n",
    "people, by title": 'Who benefits?,"Meet; talk"\nyes,\n y e s ,partly\nNotYet,p\n,p\n',
    "people, by semicolons": 'Who benefits?;"Meet; talk"\nyes\nyes;partly\nnot_yet;p\n;p\n',
    "people, by old line ends": "who,meet\ryes,\ryes,partly\rnot yet,p\r,p\r",
    "people, with a byte order mark": "\ufeffwho,meet\nyes,\nyes,partly\nn,p\n,p\n",
    "JSON": squares(who=tally(), meet={"not_yet": 0, "partly": 3, "yes": 0}),
    "people in JSON": people(
        {"who": "yes"}, {"who": "y", "meet": "P"}, {"meet": "p", "who": "not yet"}, {"meet": "p"}
    ),
    "people in JSON who passed over": people(
        {"who": "yes", "meet": None},
        {"who": "y", "meet": "p"},
        {"who": "n", "meet": "p"},
        {"who": "", "meet": "p"},
        {},
    ),
}


@pytest.mark.parametrize("content", SAME.values(), ids=SAME)
def test_one_pulse_can_be_written_in_many_ways(content: str) -> None:
    assert read(content).tallies == EXPECTED


FORM = """\
Timestamp,How are we? [We know who benefits, and why.],How are we? [4],Who benefits? - why?
2026/11/27 9:00:00 am,Yes,Not yet,"Because
of us"
2026/11/27 9:01:00 am,Partly,,"=1+1"
2026/11/27 9:02:00 am,,,
2026/11/27 9:03:00 am,Yes,Yes,
"""


def test_a_forms_export_is_read_as_it_is() -> None:
    header = 'Timestamp,"How are we? [We know who benefits, and why.]"'
    answers = read(FORM.replace("Timestamp,How are we? [We know who benefits, and why.]", header))
    assert answers.tallies == {"who": Tally(yes=2, partly=1)}
    assert (answers.people, answers.few) == (3, ("again",))
    assert answers.ignored == ("Timestamp", "Who benefits? - why?")


def test_customers_are_known_by_what_they_are_asked() -> None:
    answers = read(
        'When;"They met me, and listened.";WE  TALK.\n1;y;n\n1;y;n\n1;y;n\n', "customers"
    )
    assert answers.tallies == {"meet": Tally(yes=3), "again": Tally(not_yet=3)}


def test_a_prompt_with_commas_needs_no_quotes_between_semicolons() -> None:
    answers = read("a;We know who benefits, and why.\n1;y\n1;y\n1;y\n")
    assert answers.tallies == {"who": Tally(yes=3)}


def test_counts_are_not_people() -> None:
    assert read(SAME["counts"]).people is None
    assert read(SAME["people"]).people == 4


def test_a_file_that_says_it_is_json_must_be() -> None:
    with pytest.raises(BadFileError, match=r"survey\.json:1: This is not JSON"):
        read(SAME["people"], name="survey.json")
    assert read(SAME["JSON"], name="stdin").tallies == EXPECTED


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_file_is_told_with_its_line(bad: Bad) -> None:
    with at_most(100), pytest.raises(BadFileError) as refused:
        read(bad.content, bad.voice)
    line, told = refused.value.faults[0]
    assert bad.says in told
    assert line == bad.line
    assert len(refused.value.faults) == bad.faults
    assert not refused.value.more
    shown = str(refused.value).splitlines()
    assert shown[0] == f"survey.csv:{line}: {told}"
    assert shown[-1] == "survey.csv: Mend it, and try again; nothing has changed."
    assert len(told) < 400


def test_there_are_bad_files_enough() -> None:
    assert len(BAD) >= 40


@pytest.mark.parametrize(
    "content",
    [
        "who\n" + "no\n" * 9_000,
        COUNTS + "".join(f"square {number},1,1,1\n" for number in range(9_000)),
        squares(**{f"square {number}": tally() for number in range(2_000)}),
        people(*[{"who": "no"}] * 9_000),
        people(*["yes"] * 9_000),
        ",".join(["Talk"] * 2_000) + "\ny\n",
    ],
    ids=["people", "counts", "squares", "answers", "words", "columns"],
)
def test_a_file_of_nothing_but_faults_is_told_in_a_page(content: str) -> None:
    with at_most(400), pytest.raises(BadFileError) as refused:
        read(content)
    assert len(refused.value.faults) == 100
    assert "survey.csv: There may be more, once these are mended." in str(refused.value)


FULL = {
    "brackets": "[" * 1_000_000 + ",who\n",
    "a bracket": "who,[" + "x" * 130_000 + "\ny,\n",
    "many brackets": "who" + ",[a]" * 1_900 + "\n" + "y\n" * 9_000,
    "quotes": '"' * 1_000_000,
    "separators": ",;\t" * 330_000,
    "lines": "\n" * 1_000_000 + "who",
    "a long column": "x" * 130_000 + ",who\n" + "y,y\n" * 9_000,
    "long keys": people({"x" * 1_000 + str(n): 1 for n in range(900)}),
    "commas": '{"people": [' + "0," * 9_000 + "0]}",
    "numbers": "[" + "0," * 500_000 + "0]",
    "spaces": "{" + " " * 1_000_000 + "}",
    "an escape": '{"people": [{"' + "\\\\" * 500_000 + '": "y"}]}',
}


@pytest.mark.parametrize("content", FULL.values(), ids=FULL)
def test_a_file_as_large_as_can_be_costs_little(content: str) -> None:
    with at_most(1_000), contextlib.suppress(BadFileError):
        read(content)


VOTERS = st.lists(
    st.fixed_dictionaries({}, optional={each.id: st.sampled_from(VOTES) for each in BOARD.path}),
    min_size=1,
    max_size=12,
).filter(any)


@given(VOTERS, st.sampled_from(",;\t"))
def test_people_in_a_table_and_in_json_count_alike(
    voters: list[dict[str, Vote]], separator: str
) -> None:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [each.id for each in BOARD.path], delimiter=separator)
    writer.writeheader()
    writer.writerows(voters)
    known, few = unseen_tallies(voters), answered_by_few(voters)
    for content in (buffer.getvalue(), json.dumps({"people": voters})):
        if not known:
            with pytest.raises(BadFileError, match="answered by fewer than three people"):
                read(content)
            continue
        answers = read(content)
        assert (answers.tallies, answers.few) == (known, few)
        assert answers.people == sum(map(bool, voters))


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8")))
def test_anything_at_all_is_read_or_refused_in_words(data: bytes) -> None:
    for content in (data, b"who,list\n" + data, COUNTS.encode() + data, b'{"people": [' + data):
        try:
            answers = read_answers(content, "x", BOARD, "team")
        except BadFileError as refused:
            assert refused.faults  # noqa: PT017
        else:
            assert any(each.total for each in answers.tallies.values())


def test_hostile_texts_in_every_place_are_refused_or_left_out() -> None:
    for text in filter(sendable, HOSTILE):
        cell = '"' + text.replace('"', '""') + '"'
        key = json.dumps(text)
        for content in (
            f"{cell},who\n{cell},yes\n",
            f"who\n{cell}\n",
            f"{COUNTS}{cell},1,1,1\n",
            f"{COUNTS}who,{cell},1,1\n",
            f'{{"people": [{{{key}: {key}, "who": "yes"}}]}}',
            f'{{"squares": {{{key}: {{"yes": 1}}}}}}',
        ):
            assert len(content.encode()) < MAX_BYTES
            try:
                answers = read(content)
            except BadFileError as refused:
                assert not set(str(refused)) & {"\x1b", "\x9b", "\x07", "\u202e"}  # noqa: PT017
            else:
                assert answers.tallies.keys() <= {"who"}
