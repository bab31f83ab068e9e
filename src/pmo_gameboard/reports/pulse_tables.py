"""A pulse in a table: counts, a row a square; or a form's export, a row a person."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from pmo_gameboard.board.problems import shorten
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.state import MAX_PEOPLE, Tally, Vote
from pmo_gameboard.game.words import and_list
from pmo_gameboard.reports.asked import Asked
from pmo_gameboard.reports.counting import COLUMNS, Answers, counted, of_people, vote_of
from pmo_gameboard.reports.faults import Faults

MAX_COLUMNS = 2_000
MAX_ROWS = MAX_PEOPLE

SQUARE = "square"
"""The column that names the square in a table of counts."""

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_LINE = tuple[int, list[str]]
"""A row with cells in it, and the line it starts in."""


def read_table(text: str, asked: Asked, faults: Faults) -> Answers:
    """Read a table; what is wrong with it is added to ``faults``."""
    separator = _separator(text, asked, faults)
    rows = [] if faults else list(_rows(text, separator, faults))
    if faults or not rows:
        return Answers({})
    (line, header), *body = rows
    if len(header) > MAX_COLUMNS:
        faults.add(line, f"There are {len(header):,} columns; {MAX_COLUMNS:,} are the most.")
        return Answers({})
    for at, cells in body:
        if any(cells[len(header) :]):
            faults.add(at, f"This row has {len(cells)} cells, the first one {len(header)}.")
    if _has_counts(header):
        return _read_counts(line, header, body, asked, faults)
    return _read_people(line, header, body, asked, faults)


def _separator(text: str, asked: Asked, faults: Faults) -> str:
    """What stands between the cells: that by which the first row names the most columns."""
    headers = {separator: _first_row(text, separator) for separator in _SEPARATORS}
    known = {separator: _known(header, asked) for separator, header in headers.items()}
    most = max(known.values())
    if not most:
        return max(headers, key=lambda separator: len(headers[separator]))
    best = [separator for separator, number in known.items() if number == most]
    if any(headers[separator] != headers[best[0]] for separator in best):
        names = and_list((_SEPARATORS[separator] for separator in best), "or")
        faults.add(1, f"It cannot be told whether {names} part the columns.")
    return best[0]


def _first_row(text: str, separator: str) -> list[str]:
    return next((cells for _, cells in _rows(text, separator, Faults())), [])


def _known(header: Sequence[str], asked: Asked) -> int:
    """How many columns of a first row are known, of as many as there may be."""
    columns = {SQUARE, *COLUMNS}
    return sum(c.casefold() in columns or asked.is_about(c) for c in header[:MAX_COLUMNS])


def _rows(text: str, separator: str, faults: Faults) -> Iterator[_LINE]:
    """The rows that have anything in them, each cell on one line and clean."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start, count = 1, 0
    try:
        for row in reader:
            cells = [one_line(cell) for cell in row]
            if any(cells):
                yield start, cells
                count += 1
            if count > MAX_ROWS + 1:
                faults.add(start, f"There are more than {MAX_ROWS:,} rows.")
                return
            start = reader.line_num + 1
    except csv.Error:
        faults.add(start, "A quote here is not closed or has text behind it, or a cell is huge.")


def _has_counts(header: Sequence[str]) -> bool:
    """Whether a first row is that of counts and not of people."""
    columns = set(map(_count_name, header))
    return SQUARE in columns and not columns.isdisjoint(COLUMNS)


def _count_name(cell: str) -> str:
    """What a column of counts is called, however it is written."""
    return cell.casefold().replace("_", " ")


def _read_counts(
    line: int, header: Sequence[str], body: Sequence[_LINE], asked: Asked, faults: Faults
) -> Answers:
    """Read a table with a row a square."""
    columns = _count_columns(line, header, faults)
    ignored = [name for at, name in enumerate(header) if name and at not in columns.values()]
    tallies: dict[str, Tally] = {}
    for at, cells in [] if faults else body:
        if faults.full:
            break
        texts = {vote: cells[n] if n < len(cells) else "" for vote, n in columns.items()}
        name = texts.pop(SQUARE)
        try:
            stop_id = asked.stop_id(name, tallies)
            if any(texts.values()):
                counts = {COLUMNS[vote]: _number(text) for vote, text in texts.items()}
                tallies[stop_id] = counted(counts)
        except MoveError as error:
            faults.add(at, str(error))
    return Answers(tallies, ignored=tuple(ignored))


def _count_columns(line: int, header: Sequence[str], faults: Faults) -> dict[str, int]:
    """Where the square and each count stands in a row."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(header):
        name = _count_name(cell)
        if name in columns:
            faults.add(line, f"There are two columns “{name}”.")
        if name in {SQUARE, *COLUMNS}:
            columns[name] = at
    for name in (SQUARE, *COLUMNS):
        if name not in columns:
            faults.add(line, f"There is no column “{name}”.")
    return columns


def _number(text: str) -> int:
    if not text:
        raise MoveError("A number is missing; write 0 where nobody said so.")
    most = 9
    if not (text.isascii() and text.isdigit() and len(text) <= most):
        raise MoveError(f"“{shorten(text)}” is not a number of people.")
    return int(text)


def _read_people(
    line: int, header: Sequence[str], body: Sequence[_LINE], asked: Asked, faults: Faults
) -> Answers:
    """Read a table with a row a person."""
    stops: dict[int, str] = {}
    ignored = []
    for at, name in enumerate(header):
        if not asked.is_about(name):
            ignored.append(name)
            continue
        try:
            stops[at] = asked.stop_id(name, stops.values())
        except MoveError as error:
            faults.add(line, f"Column “{shorten(name)}”: {error}")
    if not stops and not faults:
        faults.add(line, f"No column names a square. {_COLUMNS}")
    ballots = []
    for at, cells in body:
        if faults.full:
            break
        ballots.append(_ballot(at, cells, header, stops, faults))
    return of_people(ballots, filter(None, ignored))


_COLUMNS = (
    f"Name them {and_list([SQUARE, *COLUMNS])} for counts; for people, call each column by a "
    "square's number, id, title or question."
)


def _ballot(
    line: int, cells: Sequence[str], header: Sequence[str], stops: Mapping[int, str], faults: Faults
) -> dict[str, Vote]:
    """What one person said, by stop id; squares passed over are not in it."""
    ballot: dict[str, Vote] = {}
    for at, stop_id in stops.items():
        if at < len(cells) and cells[at]:
            try:
                ballot[stop_id] = vote_of(cells[at])
            except MoveError as error:
                faults.add(line, f"Column “{shorten(header[at])}”: {error}")
    return ballot
