"""The rows of a register in lines: to list, add, change, rank, paste and delete."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from pmo_gameboard.board.models import Column, Register
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.cells import parse_value
from pmo_gameboard.game.lenses import CellId, Lens, whole
from pmo_gameboard.game.moves import add_rows, delete_rows, set_cell
from pmo_gameboard.game.paste import MAX_PASTE, Paste, read_paste, read_table
from pmo_gameboard.game.state import Game, Row
from pmo_gameboard.game.words import clip, count, sentence
from pmo_gameboard.plain.dialogue import LEAVE, Act, Changed, Menu, Option, Way, Word
from pmo_gameboard.plain.play import Play
from pmo_gameboard.plain.slots import Given, ask_value, shown, told
from pmo_gameboard.saves.reasons import before_delete, before_paste

LISTED = 40
"""Of more rows only the first are listed, unless all are asked for."""

_DELETE = re.compile(r"(?:delete|del) (.+)", re.IGNORECASE)
_RANK = re.compile(r"rank ([0-9]{1,4}) (?:to )?([0-9]{1,4})", re.IGNORECASE)
_ADD = re.compile(r"add (.+)", re.IGNORECASE)

LIST, ALL = "list", "all"
"""What is typed to hear the rows again."""

_ENDS = "An empty line or 0 ends adding."
_FILLING = "An empty line passes this over, 0 stops asking."
_ADDING = "An empty line leaves this open, 0 leaves the rest of the row open."


@dataclass(frozen=True)
class Rows:
    """What is worked on: the lens as it is now, what to say above it, and the square."""

    lens: Callable[[], Lens]
    title: Callable[[], str]
    stop_id: str | None = None


def open_register(play: Play, register_id: str) -> None:
    """Work on a whole register."""
    register = play.game.board.registers_by_id[register_id]

    def title() -> str:
        number = count(len(play.game.rows(register_id)), register.row, register.rows)
        about = f" {register.about}" if register.about else ""
        return f"{register.name}: {number}.{about}"

    work_on(play, Rows(lambda: whole(play.game, register), title))


def work_on(play: Play, rows: Rows) -> None:
    """List the rows and do what is typed, until the player goes back."""
    wanted = LIST
    heard: tuple[str, ...] = ()
    while True:
        try:
            lens = rows.lens()
            order = tuple(row.id for row in lens.rows)
            prompt = _again(lens, moved=order[: len(heard)] != heard)
            if wanted:
                prompt = _listing(play, rows, lens, everything=wanted == ALL)
                heard = order
            wanted = ""
            typed = play.talk.line(prompt, _about(lens), words={LIST, ALL})
            if isinstance(typed, Way):
                return
            if isinstance(typed, Word):
                wanted = typed.name
            else:
                _do(play, rows, lens, " ".join(typed.split()))
        except Changed:
            continue
        except MoveError as error:
            play.talk.say(f"Not kept: {error}")


def _listing(play: Play, rows: Rows, lens: Lens, *, everything: bool) -> str:
    shown_rows = lens.rows if everything else lens.rows[:LISTED]
    lines = [rows.title()]
    lines += [f"{n}. {_row_words(play, lens, row)}" for n, row in enumerate(shown_rows, 1)]
    if len(shown_rows) < len(lens.rows):
        lines.append(f"{len(lens.rows) - len(shown_rows)} more; “all” lists them.")
    return "\n".join((*lines, _offers(lens)))


def _again(lens: Lens, *, moved: bool) -> str:
    """What is said in place of rows that were heard before."""
    warning = " The numbers have changed." if moved else ""
    return f"{lens.register.name}.{warning} “{LIST}” says the rows again."


def _offers(lens: Lens) -> str:
    """What can be typed here, in a line."""
    offers = ["a row's number changes it"] if lens.rows else []
    if lens.gaps or lens.stale:
        offers.append("“fill” asks for what is missing")
    if lens.add:
        offers.append("“add” adds a row")
    if lens.rank is not None and lens.rows:
        offers.append("“rank 3 to 1” ranks a row")
    if not offers:
        return f"No {lens.register.rows} to work on yet: they come from an earlier square."
    words = ", ".join((*offers, "0 goes back"))
    return f"{words[0].upper()}{words[1:]}."


def _about(lens: Lens) -> str:
    """Everything that can be typed here."""
    words = []
    if lens.rows:
        words += [
            "A row's number, or how its name begins, changes that row.",
            "“fill” asks for what is missing, cell by cell.",
            "“delete 2” deletes the row numbered 2.",
            "“list” says the rows again, “all” every one of them.",
        ]
    if lens.add:
        words.append("“add” adds a row. “paste” takes rows copied from a spreadsheet.")
    if lens.rank is not None and lens.rows:
        words.append("“rank 3 to 1” gives the row numbered 3 the first rank.")
    return " ".join(words)


def _row_words(play: Play, lens: Lens, row: Row) -> str:
    """A row in a line: its name, what is in it, and what is missing or stale."""
    name, *others = lens.columns
    parts = [_cell_words(play, lens, row, column) for column in others]
    said = "; ".join(part for part in parts if part)
    label = shown(play, name, row.cells[name.id].value) if name.id in row.cells else "(no name)"
    return f"{label}: {said}" if said else label


def _cell_words(play: Play, lens: Lens, row: Row, column: Column) -> str:
    entry = row.cells.get(column.id)
    text = shown(play, column, entry.value if entry else None)
    if (row.id, column.id) in lens.gaps:
        return f"{column.label} {text} (does not count yet)" if text else f"{column.label} missing"
    stale = " (stale)" if (row.id, column.id) in lens.stale else ""
    return f"{column.label} {text}{stale}" if text else ""


def _cell_line(play: Play, lens: Lens, row: Row, column: Column) -> str:
    """A cell in a line of its own."""
    words = _cell_words(play, lens, row, column).removeprefix(column.label).strip()
    return f"{column.label}: {words or 'nothing yet'}"


def _do(play: Play, rows: Rows, lens: Lens, typed: str) -> None:
    """Do what was typed: a command, or the number or the name of a row."""
    match typed.casefold():
        case "fill":
            _fill(play, rows)
        case "add" if lens.add:
            _add(play, rows, lens)
        case "paste" if lens.add:
            _paste(play, rows, lens)
        case _ if found := _RANK.fullmatch(typed):
            _rank(play, rows, lens, found[1], int(found[2]))
        case _ if (found := _DELETE.fullmatch(typed)) and _row(lens, found[1]):
            _delete(play, rows, _needed(lens, found[1]))
        case _ if (found := _ADD.fullmatch(typed)) and lens.add:
            if _begin(play, rows, lens, found[1]):
                _complete(play, rows, lens)
        case _:
            _change(play, rows, _needed(lens, typed))


def _row(lens: Lens, typed: str) -> Row | None:
    """The row of that number in the list, or whose name alone begins so."""
    if typed.isascii() and typed.isdigit():
        place = int(typed[:6])
        return lens.rows[place - 1] if 1 <= place <= len(lens.rows) else None
    word = typed.casefold()
    names = [(row, row.text(lens.register.named_by).casefold()) for row in lens.rows]
    found = [row for row, name in names if name == word] or [
        row for row, name in names if name.startswith(word)
    ]
    return found[0] if len(found) == 1 else None


def _needed(lens: Lens, typed: str) -> Row:
    row = _row(lens, typed)
    if row is None:
        raise MoveError(f"No row here is meant by “{typed[:40]}”.", hint="Type its number, or ?.")
    return row


def _name(play: Play, lens: Lens, row_id: str) -> str:
    return play.game.row_name(lens.register.id, row_id)


def _change(play: Play, rows: Rows, row: Row) -> None:
    """Offer the cells of a row, until the player goes back."""

    def build() -> Menu:
        lens = rows.lens()
        now = play.game.row(lens.register.id, row.id) or row
        options: list[Option[Act]] = [
            Option(
                _cell_line(play, lens, now, column),
                _writing(play, rows, row.id, column),
            )
            for column in (*lens.columns[1:], lens.columns[0])  # the name is hardly ever meant
        ]
        if play.game.row(lens.register.id, row.id) is None:
            return Menu("This row is not there any more.", [])
        options.append(Option("Delete this row", lambda: _ask_delete(play, rows, row)))
        return Menu(clip(_name(play, lens, row.id)), options)

    play.talk.menu(build)


def _writing(play: Play, rows: Rows, row_id: str, column: Column) -> Act:
    """Writing one cell, after which the row is shown again whatever came of it."""

    def act() -> None:
        _write(play, rows, row_id, column)

    return act


def _write(play: Play, rows: Rows, row_id: str, column: Column, leave: str = LEAVE) -> Way | None:
    """Ask for a cell and keep what is given; the way on where nothing is."""
    lens = rows.lens()
    register = lens.register
    while True:
        row = play.game.row(register.id, row_id)
        if row is None:
            return Way.BACK
        entry = row.cells.get(column.id)
        name = _name(play, lens, row_id)
        if column.id == register.named_by:
            play.talk.say(f"This calls {clip(name)} something else.")
        given = ask_value(play, column, entry.value if entry else None, name, leave)
        if not isinstance(given, Given):
            return None if given is Way.ON else given
        if _keep(play, rows, row_id, column, given):
            return None


def _keep(play: Play, rows: Rows, row_id: str, column: Column, given: Given) -> bool:
    register = rows.lens().register
    name = play.game.row_name(register.id, row_id)
    ranked = column.type == "rank" and given.value is not None
    return play.make(
        lambda: set_cell(
            play.game, register.id, row_id, column.id, given.value, play.today, play.by
        ),
        f"{name} ranked" if ranked else f"{column.label} of {name}",
        rows.stop_id,
        lambda: _told(play, register, row_id, column, name),
    )


def _told(play: Play, register: Register, row_id: str, column: Column, name: str) -> str:
    """What a cell holds now, as it was read; a rank may be another one than was typed."""
    row = play.game.row(register.id, row_id)
    entry = row.cells.get(column.id) if row else None
    value = told(play, column, entry.value if entry else None)
    if column.id == register.named_by:
        return sentence(f"{clip(name)} is called {value} now" if entry else f"{name} has no name")
    return sentence(f"{column.label} for {clip(name)}: {value}")


def _fill(play: Play, rows: Rows) -> None:
    """Ask for every cell that is missing or stale; 0 stops, an empty line goes on."""
    passed: set[CellId] = set()
    while (cell := _next_missing(rows.lens(), passed)) is not None:
        row_id, column = cell
        passed.add((row_id, column.id))
        if _write(play, rows, row_id, column, _FILLING) is Way.BACK:
            return
    if not passed:
        play.talk.say("Nothing is missing in these rows.")


def _next_missing(lens: Lens, passed: set[CellId]) -> tuple[str, Column] | None:
    """The first cell that is missing or stale and was not asked for yet."""
    cells = (lens.gaps | lens.stale) - passed
    return next(
        (
            (row.id, column)
            for row in lens.rows
            for column in lens.columns
            if (row.id, column.id) in cells
        ),
        None,
    )


def _add(play: Play, rows: Rows, lens: Lens) -> None:
    """Ask for the name of a new row and then for its cells, and so on until none is named."""
    naming, register = lens.columns[0], lens.register
    about = f" {naming.help}" if naming.help else ""
    prompt = f"New {register.row}: type the {naming.label.lower()}.{about} An empty line ends."
    while isinstance(typed := play.talk.line(prompt, prose=True, leave=_ENDS), str):
        if _begin(play, rows, lens, typed):
            _complete(play, rows, lens)


def _begin(play: Play, rows: Rows, lens: Lens, name: str) -> bool:
    """Add a row of that name; whether it could be."""
    register, naming = lens.register, lens.columns[0]

    def add() -> Game:
        value = parse_value(play.game, naming, name, play.today)
        values = {} if value is None else {naming.id: value}
        return add_rows(play.game, register.id, [values], play.today, play.by)

    return play.make(
        add,
        f"new {register.row} in the {register.name}",
        rows.stop_id,
        f"{clip(name)} is added.",
    )


def _complete(play: Play, rows: Rows, lens: Lens) -> None:
    """Ask for the other cells of the row that was just added."""
    row_id = play.game.rows(lens.register.id)[-1].id
    for column in lens.columns[1:]:
        if _write(play, rows, row_id, column, _ADDING) is Way.BACK:
            return


def _rank(play: Play, rows: Rows, lens: Lens, typed: str, place: int) -> None:
    column = lens.rank
    if column is None:
        raise MoveError("These rows have no rank here.")
    _keep(play, rows, _needed(lens, typed).id, column, Given(place))


def _ask_delete(play: Play, rows: Rows, row: Row) -> Way | None:
    agreed = play.talk.agree(f"Delete {clip(_name(play, rows.lens(), row.id))}?")
    return _delete(play, rows, row) if agreed else None


def _delete(play: Play, rows: Rows, row: Row) -> Way:
    lens = rows.lens()
    register, name = lens.register, _name(play, lens, row.id)
    play.make(
        lambda: delete_rows(play.game, register.id, [row.id]),
        f"{name} deleted from the {register.name}",
        rows.stop_id,
        f"{clip(name)} is deleted; “undo” brings it back.",
        before_delete(name),
    )
    return Way.BACK


def _paste(play: Play, rows: Rows, lens: Lens) -> None:
    """Read lines up to an empty one, say what would be added, and add it if the player agrees."""
    register = lens.register
    play.talk.say("Paste the rows, tabs between the cells, and then an empty line.")
    with play.talk.unfinished("None of the pasted rows is kept."):
        table = read_table(_pasted(play))
        paste = read_paste(play.game, register, lens.columns, table, play.today)
        play.talk.say(*_paste_words(paste))
        number = count(len(paste.good), register.row, register.rows)
        agreed = bool(paste.good) and play.talk.agree(f"Add {number}?")
    if agreed:
        play.make(
            lambda: add_rows(play.game, register.id, paste.good, play.today, play.by),
            f"{number} pasted into the {register.name}",
            rows.stop_id,
            f"{number} added; “undo” takes them back together.",
            before_paste(number),
        )


def _pasted(play: Play) -> str:
    """The lines that are typed up to an empty one."""
    lines: list[str] = []
    while sum(map(len, lines)) <= MAX_PASTE:
        typed = play.talk.line("", said=True, zero=True, words=("undo", "redo", "?"))
        if isinstance(typed, Way):
            break
        lines.append(typed.name if isinstance(typed, Word) else typed)
    return "\n".join(lines)


def _paste_words(paste: Paste) -> list[str]:
    """What a paste holds, a line a row, and what of it would be left out."""
    lines = [f"Columns: {', '.join(column.label for column in paste.columns)}."]
    if paste.ignored:
        lines.append(f"Columns with no place here: {', '.join(paste.ignored)}.")
    for row in paste.rows:
        name = clip(row.name) or "(no name)"
        lines.append(f"{name}: left out, {row.skipped}" if row.skipped else name)
        lines += [
            f"{cell.column.label} {'stays empty' if cell.rest is None else 'is filled in part'}"
            f": {cell.reason}"
            for cell in row.left_out
        ]
    return lines
