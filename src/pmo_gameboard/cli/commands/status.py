"""``pmo-gameboard status``: where a game stands, and what to do next."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pmo_gameboard.board.models import Stage
from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.game.standings import Standing, Survey, survey
from pmo_gameboard.game.words import next_step, reason, standing_words
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        "pmo-gameboard status",
        'pmo-gameboard status "Our PMO" --json',
        "PMO_GAMEBOARD_TODAY=2027-03-01 pmo-gameboard status    see how the board ages",
    )
)
@click.argument("game", required=False)
@json_option
@data_option
@pass_settings
def command(settings: Settings, game: str | None, *, as_json: bool) -> None:
    """Say where a game stands, and what to do next.

    GAME is a game's name, or the path of its file; the latest game when it is left out.
    """
    today = the_clock().today()
    path = choose_game(settings.data_folder, game)
    read = survey(read_save(path).game, today)
    if as_json:
        output.json_data(_status_data(read, path))
    else:
        output.data("\n".join(_status_lines(read)))


def _status_data(read: Survey, path: Path) -> dict[str, Any]:
    """A survey for a program to read."""
    here = read.here
    return {
        "game": read.game.name,
        "file": str(path),
        "board": read.game.board.id,
        "today": read.today.isoformat(),
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


def _status_lines(read: Survey) -> Iterator[str]:
    """A survey for a person to read."""
    yield f"{read.game.name} · {read.game.board.title}"
    yield ""
    yield from _place_lines(read)
    yield ""
    yield f"{read.percent}% of the board is done and fresh{_asides(read)}."
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
