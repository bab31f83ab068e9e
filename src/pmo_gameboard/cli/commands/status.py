"""``pmo-gameboard status``: where a game stands, and what to do next."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from pmo_gameboard.board.models import Stage
from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.cli.readings import readings_data
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.due import Due, due_now, due_words
from pmo_gameboard.game.readings import Readings, gap_words, headline, readings
from pmo_gameboard.game.standings import Standing, Survey, survey
from pmo_gameboard.game.words import next_step, reason, standing_words
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        "pmo-gameboard status",
        'pmo-gameboard status "Our PMO" --json',
        "pmo-gameboard status > now.txt || mail -s PMO me@acme.org < now.txt    only if it is due",
        "PMO_GAMEBOARD_TODAY=2027-03-01 pmo-gameboard status    see how the board ages",
    )
)
@click.argument("game", required=False)
@json_option
@data_option
@pass_settings
def command(settings: Settings, game: str | None, *, as_json: bool) -> ExitCode:
    """Say where a game stands, and what to do next.

    GAME is a game's name, or the path of its file; the latest game when it is left out. It ends
    with 1 when something is due: an action, the next session, or a square that has gone stale.
    """
    today = the_clock().today()
    path = choose_game(settings.data_folder, game)
    read = readings(survey(read_save(path).game, today))
    due = due_now(read.show)
    if as_json:
        output.json_data(_status_data(read, due, path))
    else:
        output.data("\n".join(_status_lines(read, due)))
    return ExitCode.DUE if any(each.late for each in due) else ExitCode.FINE


def _status_data(readings: Readings, due: tuple[Due, ...], path: Path) -> dict[str, Any]:
    """A game for a program to read."""
    read = readings.show
    here, session = read.here, read.game.next_session
    return {
        "game": read.game.name,
        "file": str(path),
        "board": read.game.board.id,
        "today": read.today.isoformat(),
        "next_session": session.isoformat() if session else None,
        "stage": here.stage.id,
        "square": here.square.id,
        "reason": reason(read, here),
        "next": next_step(read, here),
        "percent": read.percent,
        "finished": read.finished,
        "done": read.done,
        "declared": read.declared,
        "set_aside": read.set_aside,
        "stale": len(read.stale),
        "readings": readings_data(readings),
        "due": [asdict(each) for each in due],
        "squares": [_square_data(read, standing) for standing in read.standings],
    }


def _square_data(read: Survey, standing: Standing) -> dict[str, Any]:
    square = standing.square
    return {
        "id": square.id,
        "number": square.label,
        "kind": square.kind,
        "title": square.title,
        "stage": standing.stage.id,
        "standing": standing.kind,
        "evidence": round(standing.evidence, 4),
        "stale": standing.stale,
        "reason": reason(read, standing),
        "next": next_step(read, standing),
    }


def _status_lines(readings: Readings, due: tuple[Due, ...]) -> Iterator[str]:
    """A game for a person to read; maturity and completeness are two figures."""
    read = readings.show
    yield f"{read.game.name} · {read.game.board.title}"
    yield ""
    if readings.voices:
        yield headline(readings)
        yield gap_words(readings)
        yield ""
    yield from _place_lines(read)
    yield ""
    yield f"Completeness: {read.percent}% of the board is done and fresh{_asides(read)}."
    if (session := read.game.next_session) is not None:
        yield f"Next session: {show_date(session, read.today)}"
    yield from _due_lines(f"Due now: {due_words(due)}", (each for each in due if each.late))
    yield from _due_lines("Soon:", (each for each in due if not each.late))
    for stage in read.game.board.stages:
        yield ""
        yield stage.name
        yield from _stage_lines(read, stage)


def _place_lines(read: Survey) -> Iterator[str]:
    here = read.here
    if read.finished:
        yield f"Every square is behind you. You are here: {here.stage.name}."
        return
    yield f"You are here: {here.stage.name}, square {here.square.label}, “{here.square.title}”"
    yield f"Because:      {reason(read, here)}"
    if step := next_step(read, here):
        yield f"Next:         {step}"


def _due_lines(heading: str, due: Iterable[Due]) -> Iterator[str]:
    """What is due or comes soon; a number such as a3 is what ``action done`` takes."""
    lines = [f"  {_due_name(each)}: {each.words}" for each in due]
    if lines:
        yield from ("", heading, *lines)


def _due_name(due: Due) -> str:
    match due.kind:
        case "action":
            return f"{due.id} {due.title}"
        case "stale":
            return f"Square {due.title}"
        case "session":
            return due.title


def _asides(read: Survey) -> str:
    """What the percentage leaves out, in words."""
    parts = {
        "stale": len(read.stale),
        "done by your word alone": read.declared,
        "set aside": read.set_aside,
    }
    return "".join(f"; {number} {words}" for words, number in parts.items() if number)


def _stage_lines(read: Survey, stage: Stage) -> Iterator[str]:
    """The squares of a stage; titles come last, as they may be of any width."""
    for standing in read.standings:
        if standing.stage is stage:
            token = ">" if standing is read.here and not read.finished else " "
            label, words = standing.square.label, standing_words(standing)
            why = f" ({reason(read, standing)})" if standing.stale else ""
            yield f"{token} {label:>5}  {words:<10} {standing.square.title}{why}"
