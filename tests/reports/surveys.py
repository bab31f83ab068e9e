"""A small board that asks both voices, and every way in which a file about it can be wrong."""

import json
from typing import NamedTuple

from boards import make_board, square, text_ask
from pmo_gameboard.game.state import Voice
from pmo_gameboard.reports.pulse_documents import MAX_KEYS
from pmo_gameboard.reports.pulse_files import MAX_BYTES
from pmo_gameboard.reports.pulse_tables import MAX_COLUMNS, MAX_ROWS

BOARD = make_board(
    square(1, "who", text_ask(), title="Who benefits?", said="We know who benefits, and why."),
    square(2, "list", text_ask(), part="a", title="Our list", heard="I am on their list."),
    square(2, "meet", text_ask(), part="b", title="Meet; talk", heard="They met me, and listened."),
    square(3, "first", text_ask(), title="Talk"),
    square(4, "again", text_ask(), title="Talk", heard="We talk."),
)

COUNTS = "square,not yet,partly,yes\n"


class Bad(NamedTuple):
    """A file that is not to be taken.

    Attributes:
        content: What is in it.
        line: The line that the first fault is told of.
        says: A part of what is told there.
        faults: How many faults there are.
    """

    content: str | bytes
    line: int
    says: str
    faults: int = 1
    voice: Voice = "team"


def people(*persons: object) -> str:
    return json.dumps({"people": persons}, indent=0)


def squares(**tallies: object) -> str:
    return json.dumps({"squares": tallies}, indent=0)


def tally(**votes: object) -> dict[str, object]:
    return {"not_yet": 1, "partly": 0, "yes": 2, **votes}


BAD: dict[str, Bad] = {
    # what is no text
    "empty": Bad(b"", 1, "This file is empty."),
    "blank": Bad(" \n\n", 1, "This file is empty."),
    "a byte order mark alone": Bad(b"\xef\xbb\xbf", 1, "This file is empty."),
    "UTF-16": Bad("who\nyes\n".encode("utf-16"), 1, "UTF-16. Save it as “CSV UTF-8”"),
    "Latin-1": Bad("who\nyes\nCafé".encode("latin-1"), 3, "not text in UTF-8."),
    "a workbook": Bad(b"PK\x03\x04\x00\x00", 1, "This is not a text file."),
    "too large": Bad(b"x" * (MAX_BYTES + 1), 1, "1 MB at the most"),
    # tables of either kind
    "an open quote": Bad('who,list\nyes,"no\nyes,yes\n', 2, "A quote here is not closed"),
    "text behind a quote": Bad('who,list\nyes,yes\n"y"es,yes', 3, "A quote here"),
    "a cell without end": Bad(f"who\n{'y' * 200_000}\n", 2, "a cell is huge"),
    "too many rows": Bad("who\n" + "y\n" * (MAX_ROWS + 1), MAX_ROWS + 2, "more than 9,999 rows"),
    "too many columns": Bad("who" + ",x" * MAX_COLUMNS, 1, "2,001 columns; 2,000 are the most"),
    "a row that is too long": Bad("who,list\nyes,yes,yes\n", 2, "3 cells, the first one 2"),
    "two separators": Bad("who,x;list\ny,n\n", 1, "whether commas or semicolons part the columns"),
    "no header": Bad("yes,yes\nno,yes\n", 1, "No column names a square."),
    "prose": Bad("Dear all,\nplease find attached", 1, "No column names a square."),
    "a header alone": Bad("who,list\n", 1, "There are no answers in it."),
    # counts
    "no such square": Bad(f"{COUNTS}whu,1,2,3\n", 2, "no square “whu”. Did you mean 1, “Who"),
    "a total": Bad(f"{COUNTS}who,1,2,3\nTotal,1,2,3\n", 3, "There is no square “Total”."),
    "no square named": Bad(f"{COUNTS},1,2,3\n", 2, "There is no square “”."),
    "a title of two": Bad(f"{COUNTS}Talk,1,2,3\n", 2, "“Talk” could be square 3 or 4."),
    "a square twice": Bad(f"{COUNTS}who,1,2,3\n1,1,2,3\n", 3, "Square 1 is here already."),
    "not asked": Bad(f"{COUNTS}who,1,2,3\n", 2, "not asked about square 1.", voice="customers"),
    "no number": Bad(f"{COUNTS}who,1,few,3\n", 2, "“few” is not a number of people."),
    "a negative number": Bad(f"{COUNTS}who,-1,2,3\n", 2, "“-1” is not a number"),
    "a broken number": Bad(f"{COUNTS}who,1.5,2,3\n", 2, "“1.5” is not a number"),
    "a formula": Bad(f"{COUNTS}who,=1+1,2,3\n", 2, "“=1+1” is not a number"),
    "digits of another script": Bad(f"{COUNTS}who,٣,2,3\n", 2, "“٣” is not a number"),
    "an endless number": Bad(f"{COUNTS}who,{'9' * 5000},2,3\n", 2, "is not a number"),
    "a missing number": Bad(f"{COUNTS}who,1,,3\n", 2, "A number is missing; write 0"),
    "a row that is too short": Bad(f"{COUNTS}who,1\n", 2, "A number is missing; write 0"),
    "a crowd": Bad(f"{COUNTS}who,9000,999,1\n", 2, "More than 9,999 people"),
    "no yes": Bad("square,not yet,partly\nwho,1,2\n", 1, "There is no column “yes”."),
    "two of yes": Bad("square,yes,Yes,partly,not yet\nwho,1,1,1,1\n", 1, "two columns “yes”."),
    "nobody": Bad(f"{COUNTS}who,0,0,0\nmeet,,,\n", 1, "There are no answers in it."),
    "many faults": Bad(f"{COUNTS}whu,1,2,3\nwho,a,2,3\n", 2, "“whu”", faults=2),
    # people
    "no answer": Bad(
        "who,list\nyes,y\nno,y\n", 3, "Column “who”: “no” is no answer. Write not yet,"
    ),
    "an answer as a number": Bad("who\n3\n", 2, "“3” is no answer."),
    "an answer of marks": Bad("who\n[@click=app.quit]yes[/]\n", 2, "is no answer."),
    "two columns for one": Bad("who,1\ny,y\n", 1, "Column “1”: Square 1 is here already."),
    "an ambiguous column": Bad("talk,who\ny,y\n", 1, "Column “talk”: “talk” could be square"),
    "a column not asked": Bad(
        "who,meet\ny,y\n", 1, "Column “who”: Customers are not asked", voice="customers"
    ),
    "the team's form": Bad(
        'When,"We know who benefits, and why."\n1,y\n',
        1,
        "The team is asked that. Is it the right --voice?",
        voice="customers",
    ),
    "the customers' form": Bad("When,I am on their list.\n1,y\n", 1, "Customers are asked that."),
    "nobody said anything": Bad("When,who\n1,\n2,\n", 1, "There are no answers in it."),
    "one person": Bad("who,list\ny,n\n", 1, "Every square was answered by fewer than three people"),
    "two people, thrice": Bad("who,list,meet\ny,n,\ny,,p\n,n,p\n", 1, "Wait for more."),
    "one person in JSON": Bad(people({"who": "y"}), 1, "Every square was answered by fewer"),
    "lines within cells": Bad('When,who\n"a\nb",yes\n"c\nd",no\n', 4, "“no” is no answer."),
    # JSON
    "half of JSON": Bad('{"squares":\n{"who":', 2, "This is not JSON, from column 8 on."),
    "two documents": Bad("{}\n{}", 2, "This is not JSON, from column 1 on."),
    "JSON5": Bad("{squares: {}}", 1, "This is not JSON, from column 2 on."),
    "deep JSON": Bad("[" * 500_000, 1, "This is nested too deep."),
    "deep in an answer": Bad(people({"who": [[[["yes"]]]]}), 4, "“who”: This is no answer."),
    "not a number": Bad('{"squares": {"who": NaN}}', 1, "There is an absurd number in it."),
    "a number without end": Bad(f"[{'9' * 9_000}]", 1, "There is an absurd number in it."),
    "a list": Bad("[]", 1, 'This is not how a pulse is written. Write {"squares"'),
    "nothing in JSON": Bad("{}", 1, "This is not how a pulse is written."),
    "both in JSON": Bad('{"people": [], "squares": {}}', 1, "This is not how a pulse is written."),
    "another key": Bad('{"votes": {}}', 1, "This is not how a pulse is written."),
    "a list of squares": Bad('{\n"squares": []}', 2, "“squares” holds something else"),
    "a group of people": Bad('{\n"people": {}}', 2, "“people” holds something else"),
    "a key twice": Bad('{"people": [{"who": "y",\n"who": "n"}]}', 2, "“who” is here twice."),
    "a key twice, deep": Bad(
        '{"squares": {"who":\n{"yes": 1,\n"yes": 2}}}', 3, "“yes” is here twice."
    ),
    "a key escaped": Bad(
        '{"people": [{"who": "y",\n"wh\\u006f": "n"}]}', 2, "“who” is here twice."
    ),
    "too many people": Bad(people(*[{}] * (MAX_ROWS + 1)), MAX_ROWS + 3, "more than 9,999 things"),
    "too many keys": Bad(
        people({f"k{number}": 1 for number in range(MAX_KEYS + 1)}),
        MAX_KEYS + 4,
        "more than 2,000 keys",
    ),
    "no such square in JSON": Bad(squares(whu=tally()), 3, "“whu”: There is no square “whu”."),
    "a square twice in JSON": Bad(
        squares(who=tally(), Who=tally()), 8, "“Who”: Square 1 is here already."
    ),
    "counts as a list": Bad(squares(who=[1, 0, 2]), 3, "“who”: The numbers not_yet, partly and"),
    "a count in words": Bad(squares(who=tally(yes="2")), 3, "“yes” is not a number of people."),
    "a count that is true": Bad(squares(who=tally(yes=True)), 3, "“yes” is not a number"),
    "a count in halves": Bad(squares(who=tally(yes=2.5)), 3, "“yes” is not a number"),
    "a count below zero": Bad(squares(who=tally(yes=-2)), 3, "“yes” is not a number"),
    "a count that is null": Bad(squares(who=tally(yes=None)), 3, "“yes” is missing; write 0"),
    "a count too high": Bad(squares(who=tally(yes=9_999)), 3, "More than 9,999 people"),
    "an unknown count": Bad(squares(who=tally(no=2)), 3, "“no” is not known here."),
    "a person who is a word": Bad(people("yes"), 3, "Each person is a group"),
    "an answer that is no word": Bad(people({"who": 1}), 4, "“who”: This is no answer."),
    "an answer that is none": Bad(people({}, {"who": "no"}), 5, "“who”: “no” is no answer."),
    "one square, two keys": Bad(
        people({"who": "y", "1": "y"}), 5, "“1”: Square 1 is here already."
    ),
    "the team's form in JSON": Bad(
        people({"We know who benefits, and why.": "y"}), 4, "The team is asked", voice="customers"
    ),
    "nobody in JSON": Bad('{"people": []}', 1, "There are no answers in it."),
    "no squares in JSON": Bad('{"squares": {}}', 1, "There are no answers in it."),
}
