"""Rules that no player could ever meet."""

from collections.abc import Iterator
from itertools import chain

from pmo_gameboard.board.models import Board, ScaleColumn
from pmo_gameboard.board.numbering import PATH_KEYS
from pmo_gameboard.board.problems import Fault, shorten
from pmo_gameboard.board.raw import Spot, rows_asks, shown_columns, stops

FILLING_KEYS = PATH_KEYS | {"asks", "type", "register", "columns", "add"}
"""What has to be read for it to be known who fills which register."""


def rule_faults(board: Spot) -> Iterator[Fault]:
    """Scales, counts and scores that leave a square impossible to do."""
    ranges = chain(
        *(register.each("columns") for register in board.each("registers")),
        *(square.each("asks") for square in stops(board)),
    )
    return chain(
        *(_range(place) for place in ranges),
        *(_count(ask) for ask in rows_asks(board)),
        *(_conditions(ask) for ask in rows_asks(board)),
        *(_scores(square, board.at("done_at")) for square in stops(board)),
    )


def filling_faults(board: Spot) -> Iterator[Fault]:
    """Registers and columns that nobody fills and squares wait for."""
    return chain(_registers(board), _columns(board))


def _range(place: Spot) -> Iterator[Fault]:
    """Scales and numbers whose ends are the wrong way round, scores that do not match."""
    kind = place.at("type").text
    if kind == "scale":
        low, high = _end(place, "min"), _end(place, "max")
        yield from _ends(place, low, high)
        scores = place.each("scores")
        numbers = int(high - low) + 1
        if scores and numbers > 1 and len(scores) != numbers:
            message = f"There are {len(scores)} scores for {numbers} numbers."
            yield place.at("scores").fault(message, "one score for each number")
    elif kind == "number":
        least, most = place.at("min").amount, place.at("max").amount
        if least is not None and most is not None:
            yield from _ends(place, least, most)


def _end(scale: Spot, key: str) -> float:
    default: float = ScaleColumn.model_fields[key].default
    number = scale.at(key).number
    return default if number is None else number


def _ends(place: Spot, low: float, high: float) -> Iterator[Fault]:
    if not low < high:
        at = place.at("max" if place.has("max") else "min")
        yield at.fault(f"This runs from {low:g} to {high:g}.", "`min` below `max`")


def _count(ask: Spot) -> Iterator[Fault]:
    """Asks that look at fewer rows than they need."""
    lens, need = ask.at("look_at"), ask.at("need")
    top = lens.at("top").number if lens.at("rows").text == "top" else None
    if top is None or need.number is None or ask.at("or_all").true:
        return
    if need.number > top:
        message = f"This needs {need.number} rows but looks at the top {top}."
        yield need.fault(message, f"at most {top}, or `or_all: true`")


def _conditions(ask: Spot) -> Iterator[Fault]:
    """Conditions that rule out each value they ask for."""
    for condition in ask.each("meets"):
        wanted = {value.text for value in condition.each("is")}
        if wanted and wanted <= {value.text for value in condition.each("unless")}:
            message = "No cell is what `is` asks for and not what `unless` rules out."
            yield condition.at("unless").fault(message, "other values than in `is`")


def _registers(board: Spot) -> Iterator[Fault]:
    """Registers that nobody fills: no ask works on them, or none adds rows."""
    asks: dict[str, list[Spot]] = {}
    for ask in rows_asks(board):
        asks.setdefault(ask.at("register").text, []).append(ask)
    for register in board.each("registers"):
        name = register.at("id")
        users = asks.get(name.text, [])
        if name.text and not users:
            yield name.fault(
                f"No ask works on `{shorten(name.text)}`.", "an ask that adds rows to it"
            )
        elif users and not any(ask.at("add").true for ask in users):
            message = f"No ask adds rows to `{shorten(name.text)}`, so it stays empty."
            yield users[0].at("register").fault(message, "`add: true` on an ask that fills it")


def _columns(board: Spot) -> Iterator[Fault]:
    """Columns that decide which rows count but that no ask lets people fill."""
    shown = shown_columns(board)
    known = {
        register.at("id").text: {column.at("id").text for column in register.each("columns")}
        for register in board.each("registers")
    }
    for ask in rows_asks(board):
        register = ask.at("register").text
        for column in _deciding(ask):
            if column.text in known.get(register, ()) and column.text not in shown[register]:
                message = f"No ask lets people fill `{column.text}`."
                yield column.fault(message, f"it among the `columns` of an ask on `{register}`")


def _deciding(ask: Spot) -> Iterator[Spot]:
    lens = ask.at("look_at")
    yield lens.at("by")
    yield lens.at("column")
    for condition in ask.each("meets"):
        if not condition.has("unless") or condition.has("is"):
            yield condition.at("column")


def _scores(square: Spot, done_at: Spot) -> Iterator[Fault]:
    """Squares whose best answers are worth too little to be done."""
    asks = square.each("asks")
    bar: float = Board.model_fields["done_at"].default
    bar = bar if done_at.amount is None else done_at.amount
    best = sum(_best(ask) for ask in asks) / max(1, len(asks))
    if best < bar <= 1:
        message = f"The best answers here are worth {best:.2g}; done starts at {bar:g}."
        yield square.at("asks").fault(message, "a best answer with the score 1")


def _best(ask: Spot) -> float:
    """The most that an ask can be worth; 1 where that cannot be told."""
    places = [option.at("score") for option in ask.each("options")] or ask.each("scores")
    worth = [1.0 if place.amount is None else place.amount for place in places]
    return max(worth, default=1.0)
