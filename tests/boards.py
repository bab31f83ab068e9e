"""Sample boards for every test, and the builders they are made with.

``CUSTOMERS`` plays like the board that ships, on three registers. ``HABITS`` has no register at
all. ``VOICES`` asks customers too, about some of its squares. ``EVERYTHING`` has every type of
column, for tests that want to meet them all.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pmo_gameboard.board.models import Board, RowsAsk
from pmo_gameboard.game.moves import add_rows, new_game, set_cell
from pmo_gameboard.game.state import Game, Value

Spec = dict[str, Any]
Cells = dict[str, Value]
"""The cells of a row to add, by column id."""

TODAY = date(2026, 11, 27)
"""A Friday."""

MORNING = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
"""A time on that day from Los Angeles to Kiritimati."""


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


def make_board(
    *squares: Spec, registers: Sequence[Spec] = (), stages: int = 1, **more: object
) -> Board:
    """A board of these squares, spread evenly over its stages."""
    size = -(-len(squares) // stages)
    spec = {
        "format": 1,
        "id": "sample",
        "title": "Sample",
        "about": "A board for tests.",
        "registers": registers,
        "stages": [
            {
                "id": f"stage-{number}",
                "name": f"Stage {number}",
                "short": f"Stage {number}",
                "statement": "We are here.",
                "summary": "Here",
                "tips": [{"text": f"A tip for stage {number}."}],
                "squares": squares[start : start + size],
            }
            for number, start in enumerate(range(0, len(squares), size), 1)
        ],
    }
    return Board.model_validate(spec | more)


def square(number: int, id_: str, *asks: Spec, **more: object) -> Spec:
    title = id_.replace("-", " ").capitalize()
    spec: Spec = {
        "id": id_,
        "number": number,
        "kind": "task",
        "title": title,
        "short": title[:13],
        "prompt": f"{title}?",
        "asks": asks,
    }
    return spec | more


def rows_ask(register: str, *meets: str | Spec, **more: object) -> Spec:
    """A rows ask; a condition that is only a column's id wants that cell filled."""
    conditions = [{"column": meet} if isinstance(meet, str) else meet for meet in meets]
    spec: Spec = {
        "type": "rows",
        "id": "rows",
        "label": "Rows",
        "register": register,
        "columns": list(dict.fromkeys(condition["column"] for condition in conditions)),
        "need": "all",
        "meets": conditions,
    }
    if "counted" not in more:
        spec |= {"counted": "rows ready", "counted_one": "row ready"}
    return spec | more


def top(number: int, by: str, order: str = "ascending") -> Spec:
    return {"rows": "top", "top": number, "by": by, "order": order}


def where(column: str, *values: str) -> Spec:
    return {"rows": "where", "column": column, "is": values}


def text_ask(id_: str = "text", label: str = "In a word") -> Spec:
    return {"type": "text", "id": id_, "label": label}


def choice_ask(id_: str = "choice", label: str = "We keep a risk log", **scores: float) -> Spec:
    """A choice ask whose options are given by their scores; no, partly and yes by default."""
    options = scores or {"no": 0, "partly": 0.5, "yes": 1}
    return {
        "type": "choice",
        "id": id_,
        "label": label,
        "options": [
            {"id": key, "label": key.capitalize(), "score": score} for key, score in options.items()
        ],
    }


def scale_ask(id_: str = "scale", label: str = "How often", **more: object) -> Spec:
    return {"type": "scale", "id": id_, "label": label} | more


def column(type_: str, id_: str, **more: object) -> Spec:
    return {"type": type_, "id": id_, "label": id_.replace("-", " ").capitalize()} | more


def options(*labels: str) -> list[Spec]:
    return [{"id": label.lower().replace(" ", "-"), "label": label} for label in labels]


def make_register(id_: str, row: str, *columns: Spec) -> Spec:
    """A register named by its first column."""
    return {
        "id": id_,
        "name": id_.capitalize(),
        "row": row,
        "rows": id_,
        "named_by": columns[0]["id"],
        "columns": columns,
    }


def only_ask(board: Board, square_id: str) -> RowsAsk:
    """The first ask of a square, which is about rows."""
    ask = board.squares_by_id[square_id].asks[0]
    assert isinstance(ask, RowsAsk)
    return ask


_CUSTOMERS = make_register(
    "customers",
    "customer",
    column("text", "name"),
    column("notes", "gains"),
    column("rank", "rank"),
    column("date", "meet-on"),
    column("yes_no", "met"),
    column("notes", "feedback"),
    column("date", "next-contact"),
    column("yes_no", "advocate"),
)
_SERVICES = make_register(
    "services", "service", column("text", "name"), column("links", "for", to="customers")
)
_IMPROVEMENTS = make_register(
    "improvements",
    "improvement",
    column("text", "title"),
    column("links", "asked-by", to="customers"),
    column("link", "service", to="services"),
    column("scale", "impact"),
    column("choice", "status", options=options("To do", "Doing", "Done")),
    column("notes", "heard-back"),
)

CUSTOMERS = make_board(
    square(
        1,
        "who",
        rows_ask("customers", "gains", add=True, need=3, counted="customers with gains"),
        fresh_for="12 months",
    ),
    square(
        2,
        "key",
        rows_ask(
            "customers",
            {"column": "rank", "lack": "no rank"},
            need=5,
            or_all=True,
            counted="customers ranked",
            counted_one="customer ranked",
            sort={"by": "rank"},
        ),
        fresh_for="6 months",
    ),
    square(
        3,
        "meet",
        rows_ask(
            "customers",
            {"column": "meet-on", "lack": "no date"},
            look_at=top(5, "rank"),
            columns=["meet-on", "met"],
            counted="meetings arranged",
            counted_one="meeting arranged",
        ),
        fresh_for="6 months",
    ),
    square(
        4,
        "feedback",
        rows_ask("customers", "feedback", look_at=top(5, "rank"), counted="customers heard"),
        fresh_for="6 months",
    ),
    square(
        5,
        "wishes",
        rows_ask("improvements", "asked-by", add=True, need=3, counted="wishes collected"),
    ),
    square(6, "impact", rows_ask("improvements", "impact", counted="improvements weighed")),
    square(
        7,
        "deliver",
        rows_ask(
            "improvements",
            "heard-back",
            id="heard",
            label="Heard back",
            look_at=where("status", "done"),
            need=1,
            columns=["status", "heard-back"],
            counted="improvements checked",
            counted_one="improvement checked",
        ),
        rows_ask(
            "improvements",
            {"column": "status", "unless": ["to-do"]},
            id="begun",
            label="Begun",
            look_at=top(3, "impact", "descending"),
            counted="big improvements begun",
        ),
    ),
    square(
        8,
        "touch",
        rows_ask(
            "customers",
            {"column": "next-contact", "ahead": True},
            look_at=top(5, "rank"),
            counted="next contacts set",
        ),
        fresh_for="1 month",
    ),
    square(
        9,
        "advocate",
        rows_ask(
            "customers",
            {"column": "advocate", "is": ["yes"]},
            need=1,
            counted="advocates gained",
            counted_one="advocate gained",
        ),
        kind="star",
        tips=[
            {"text": "Ask who has spoken for you.", "when": ["open", "started"]},
            {"text": "Thank them again.", "when": ["done", "stale"]},
            {"text": "Write down where."},
        ],
    ),
    square(10, "ahead", text_ask(), kind="final", after_all=True),
    registers=[_CUSTOMERS, _SERVICES, _IMPROVEMENTS],
    stages=5,
)

HABITS = make_board(
    square(1, "words", text_ask(), fresh_for="6 months"),
    square(2, "log", choice_ask()),
    square(3, "often", scale_ask(scores=[0, 0.25, 0.5, 0.75, 1])),
    square(4, "all", text_ask(), choice_ask(), scale_ask(), kind="final"),
    stages=2,
)

VOICES = make_board(
    square(1, "who", choice_ask(), said="We know who gains from us."),
    square(2, "meet", choice_ask(), fresh_for="6 months", heard="The PMO has met me."),
    square(3, "hear", choice_ask(), said="We ask.", heard="The PMO has asked me what I think."),
    square(4, "wish", text_ask()),
    square(5, "act", choice_ask(), heard="Something I asked for got better."),
    square(6, "ahead", choice_ask(), kind="final", heard="The PMO helps before I ask."),
    stages=3,
)

EVERYTHING = make_board(
    square(
        1,
        "things",
        rows_ask("things", "notes", "date", add=True, need=2),
        fresh_for="1 week",
        heard="They know my things.",
    ),
    square(
        2,
        "top",
        rows_ask("things", {"column": "date", "ahead": True}, look_at=top(3, "rank")),
        text_ask(),
        fresh_for="1 day",
    ),
    square(
        3,
        "best",
        rows_ask("things", {"column": "yes-no", "unless": ["no"]}, look_at=top(2, "scale")),
        choice_ask(),
        scale_ask(),
        heard="They chose the best of them.",
    ),
    square(
        4,
        "some",
        rows_ask("things", "links", "number", look_at=where("choice", "red"), need=3, or_all=True),
        rows_ask("others", "thing", id="others", add=True, need=1),
        kind="final",
        after_all=True,
    ),
    registers=[
        make_register(
            "things",
            "thing",
            column("text", "name"),
            column("notes", "notes"),
            column("choice", "choice", options=options("Red", "Amber", "Green")),
            column("scale", "scale"),
            column("yes_no", "yes-no"),
            column("number", "number", min=-1000, unit="days"),
            column("date", "date"),
            column("rank", "rank"),
            column("rank", "second"),
            column("link", "link", to="things"),
            column("links", "links", to="others"),
        ),
        make_register(
            "others", "other", column("text", "name"), column("link", "thing", to="things")
        ),
    ],
    stages=2,
)


def game_of(board: Board) -> Game:
    return new_game(board, "Rehearsal", TODAY)


def with_rows(
    game: Game, register_id: str, *rows: Mapping[str, Value], on: date = TODAY, by: str = ""
) -> Game:
    return add_rows(game, register_id, rows, on, by)


def with_customers(*names: str, on: date = TODAY, **values: Value) -> Game:
    """A game with these customers, ranked in this order, all with the same further cells."""
    cells = {key.replace("_", "-"): value for key, value in values.items()}
    rows = [{"name": name, "rank": place, **cells} for place, name in enumerate(names, 1)]
    return with_rows(game_of(CUSTOMERS), "customers", *rows, on=on)


def with_cell(
    game: Game,
    register_id: str,
    name: str,
    column_id: str,
    value: Value | None,
    on: date = TODAY,
) -> Game:
    """The game with a cell written in the row of that name."""
    return set_cell(game, register_id, row_id(game, register_id, name), column_id, value, on)


def row_id(game: Game, register_id: str, name: str) -> str:
    return next(
        row.id for row in game.rows(register_id) if game.row_name(register_id, row.id) == name
    )


def names(game: Game, register_id: str) -> list[str]:
    return [game.row_name(register_id, row.id) for row in game.rows(register_id)]


def cells(game: Game, register_id: str, column_id: str) -> dict[str, Value]:
    """The filled cells of a column, by the names of their rows."""
    return {
        game.row_name(register_id, row.id): row.cells[column_id].value
        for row in game.rows(register_id)
        if column_id in row.cells
    }
