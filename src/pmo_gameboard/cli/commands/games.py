"""``pmo-gameboard games``: list the games."""

from datetime import date
from typing import Any

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.due import due_now
from pmo_gameboard.game.standings import Survey, survey
from pmo_gameboard.saves.library import Library, Listing


@click.command(epilog=examples("pmo-gameboard games", "pmo-gameboard games --json"))
@json_option
@data_option
@pass_settings
def command(settings: Settings, *, as_json: bool) -> None:
    """List your games, the one played last first.

    Rehearsals come behind them.
    """
    listings = Library(settings.data_folder).games()
    today = the_clock().today()
    if as_json:
        output.json_data([_game_data(listing, today) for listing in listings])
        return
    if not listings:
        output.talk("There are no games yet. To start one, type: pmo-gameboard new NAME")
    for listing in listings:
        output.data("\n".join(_game_lines(listing, today)))


def _game_data(listing: Listing, today: date) -> dict[str, Any]:
    """A game for a program to read; one that cannot be read has its problem alone."""
    told: dict[str, Any] = {"game": listing.name, "file": str(listing.path)}
    told["rehearsal"] = listing.rehearsal
    told["played"] = listing.played.isoformat()
    if listing.save is None:
        return {**told, "problem": str(listing.problem)}
    read = survey(listing.save.game, today)
    return {
        **told,
        "problem": None,
        "board": read.game.board.id,
        "stage": read.here.stage.id,
        "square": read.here.square.id,
        "percent": read.percent,
        "stale": len(read.stale),
        "set_aside": read.set_aside,
        "due": sum(due.late for due in due_now(read)),
    }


def _game_lines(listing: Listing, today: date) -> list[str]:
    """A game for a person to read."""
    name = f"{listing.name} (rehearsal)" if listing.rehearsal else listing.name
    if listing.save is None:
        return [name, f"    cannot be opened: {listing.problem}"]
    read = survey(listing.save.game, today)
    played = show_date(listing.played.astimezone().date(), today)
    return [
        name,
        f"    {_place(read)}",
        f"    {_figures(read)} · last played {played}",
    ]


def _place(read: Survey) -> str:
    here = read.here
    if read.finished:
        return f"{here.stage.name}: the last square is reached"
    return f"{here.stage.name}, square {here.square.label}, “{here.square.title}”"


def _figures(read: Survey) -> str:
    figures = [f"{read.percent}%"]
    if read.set_aside:
        figures.append(f"{read.set_aside} set aside")
    if read.stale:
        figures.append(f"{len(read.stale)} stale")
    return " · ".join(figures)
