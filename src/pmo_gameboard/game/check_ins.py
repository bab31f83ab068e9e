"""Check-ins: how a game stood on earlier days, and what has moved since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pmo_gameboard.board.models import Board, Square
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.state import CheckIn, Game, StoodAs

StandsAs = StoodAs | Literal["open"]

ORDER: tuple[StandsAs, ...] = ("open", "started", "stale", "declared", "done")
"""How far a square is, the least first; one that is set aside has no place in it."""

WORDS: dict[StandsAs, str] = {
    "open": "open",
    "started": "started",
    "stale": "stale",
    "declared": "declared",
    "done": "done",
    "set_aside": "set aside",
}

MAX_NAME = 80
MOST = 400
"""The most check-ins that are kept."""

MOST_SQUARES = 20_000
"""The most squares that all of them together remember, or a save would grow too large."""

_MONTH, _YEAR = timedelta(days=31), timedelta(days=366)


@dataclass(frozen=True)
class Change:
    """A square that stands otherwise than it did."""

    square: Square
    was: StandsAs
    now: StandsAs

    @property
    def better(self) -> bool | None:
        """Whether it is further than it was; None where that cannot be said."""
        if "set_aside" in {self.was, self.now}:
            return None
        return ORDER.index(self.now) > ORDER.index(self.was)


def called(check_in: CheckIn, today: date) -> str:
    """A check-in's day, with its name where it has one: ``Tue 29 Sep, Q3 review``."""
    day = show_date(check_in.on, today)
    return f"{day}, {check_in.name}" if check_in.name else day


def stands_as(standing: Standing) -> StandsAs:
    """How a square stands, in one word."""
    return "stale" if standing.stale else standing.kind


def stood_as(check_in: CheckIn, stop_id: str) -> StandsAs:
    """How a square stood at a check-in."""
    return next((kind for kind, ids in check_in.squares.items() if stop_id in ids), "open")


def check_in_of(survey: Survey, name: str = "") -> CheckIn:
    """How the game stands today."""
    read = readings(survey)
    squares: dict[StoodAs, tuple[str, ...]] = {}
    for standing in survey.standings:
        kind = stands_as(standing)
        if kind != "open":
            squares[kind] = (*squares.get(kind, ()), standing.square.id)
    return CheckIn(
        on=survey.today,
        name=name,
        percent=survey.percent,
        show=survey.here.square.id,
        say=read.say.square.id if read.say else None,
        they=read.they.square.id if read.they else None,
        squares=squares,
    )


def name_check_in(survey: Survey, name: str) -> Game:
    """Keep how the game stands today under a name.

    Raises:
        MoveError: The name is empty or too long, or there are too many with names.
    """
    name = one_line(name)
    if not name:
        raise MoveError("A check-in needs a name.", hint="Call it “Q3 review”, for example.")
    if len(name) > MAX_NAME:
        raise MoveError(f"A name has {MAX_NAME} characters at the most.")
    check_ins = [*survey.game.check_ins, check_in_of(survey, name)]
    game = _with(survey.game, check_ins, survey.today)
    if are_too_many(game.check_ins):
        raise MoveError(
            "This game has as many check-ins with names as it can keep.",
            hint="How it stands is noted all the same, without a name.",
        )
    return game


def check_in_today(survey: Survey) -> Game:
    """Keep how the game stands today, once a day and only where something has changed.

    Where the clock went back behind the last check-in, nothing is kept.
    """
    game, now = survey.game, check_in_of(survey)
    kept = list(game.check_ins)
    if kept and now.on < kept[-1].on:
        return game
    if kept and now.on == kept[-1].on and not kept[-1].name:
        kept.pop()
    begun = bool(now.squares) or now.say is not None or now.they is not None
    if not _same(kept[-1], now) if kept else begun:
        kept.append(now)
    return game if tuple(kept) == game.check_ins else _with(game, kept, survey.today)


def find_check_in(game: Game, wanted: str) -> CheckIn:
    """A check-in by its name, or the last one by its day (``2026-06-18``) or before it.

    Raises:
        MoveError: There is none.
    """
    wanted = one_line(wanted)
    by_name = [c for c in game.check_ins if c.name.casefold() == wanted.casefold() != ""]
    if by_name:
        return by_name[-1]
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        day = None
    earlier = [c for c in game.check_ins if day is not None and c.on <= day]
    if not earlier:
        raise MoveError(
            f"There is no check-in “{wanted[:60]}”.",
            hint="Name one of yours, or a day such as 2026-06-18 that is not before the first.",
        )
    return earlier[-1]


def changes(board: Board, then: CheckIn, now: CheckIn) -> tuple[Change, ...]:
    """The squares that stand otherwise now, in the order of the path."""
    found = [
        Change(square, stood_as(then, square.id), stood_as(now, square.id)) for square in board.path
    ]
    return tuple(change for change in found if change.was != change.now)


def thinned(check_ins: Sequence[CheckIn], today: date) -> tuple[CheckIn, ...]:
    """The check-ins worth keeping: the first, and all that have names.

    Of the others, each day's stays for a month, each week's last for a year, and each month's
    last for ever, as long as there is room for them; then the oldest go first.
    """
    kept: list[CheckIn] = []
    for place, each in enumerate(check_ins):
        follower = check_ins[place + 1] if place + 1 < len(check_ins) else None
        last_of_its_time = follower is None or _time(follower, today) != _time(each, today)
        if each.name or place == 0 or last_of_its_time:
            kept.append(each)
    while are_too_many(kept):
        spare = next((at for at, each in enumerate(kept[1:-1], 1) if not each.name), None)
        if spare is None:
            break
        del kept[spare]
    return tuple(kept)


def are_too_many(check_ins: Sequence[CheckIn]) -> bool:
    """Whether there are more than a game keeps, with all they remember."""
    return (
        len(check_ins) > MOST
        or sum(len(ids) for each in check_ins for ids in each.squares.values()) > MOST_SQUARES
    )


def _with(game: Game, check_ins: Iterable[CheckIn], today: date) -> Game:
    ordered = sorted(check_ins, key=lambda each: each.on)
    return game.model_copy(update={"check_ins": thinned(ordered, today)})


def _same(one: CheckIn, other: CheckIn) -> bool:
    blank = {"on": one.on, "name": ""}
    return one.model_copy(update=blank) == other.model_copy(update=blank)


def _time(each: CheckIn, today: date) -> tuple[int, ...]:
    """The stretch of time of which one check-in is kept."""
    past = today - each.on
    if past <= _MONTH:
        return (each.on.toordinal(),)
    if past <= _YEAR:
        return each.on.isocalendar()[:2]
    return (each.on.year, each.on.month, 0)
