"""``pmo-gameboard restore``: earlier versions of a game, and the way back to one."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.recovery import Version, is_broken, pick, restore, version_words, versions
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        'pmo-gameboard restore "Our PMO"       list the versions there are',
        'pmo-gameboard restore "Our PMO" 2     go back to the second of them',
    )
)
@click.argument("game", required=False)
@click.argument("version", required=False)
@json_option
@data_option
@pass_settings
def command(settings: Settings, game: str | None, version: str | None, *, as_json: bool) -> None:
    """List the earlier versions of a game, or go back to one.

    GAME is a game's name, or the path of its file; the latest game when it is left out. VERSION
    is a number of the list. What the game holds now is kept as a version too.
    """
    data, today = settings.data_folder, the_clock().today()
    path = choose_game(data, game, gone=True)
    listed = versions(path, data)
    if version is not None:
        _restore(path, data, pick(version, listed), today)
        return
    current, problem = _current(path)
    if as_json:
        output.json_data([_version_data(kept, current, today) for kept in listed])
        return
    if problem:
        output.talk(problem)
    if not listed:
        output.talk("No earlier version of it was kept yet: one is, every ten minutes of change.")
    for kept in listed:
        told = version_words(kept, current, today)
        output.data(f"{kept.number:>3}  {told.when}  {told.where}")
        if told.differs:
            output.data(f"     {told.differs}")


def _restore(path: Path, data: Path, version: Version, today: date) -> None:
    told, there = version_words(version, None, today), path.exists()
    done = restore(path, data, version, "", the_clock().now())
    output.data(f"“{done.save.game.name}” is as it was on {told.when}: {told.where}.")
    if done.set_aside is not None:
        output.data(f"The broken save is kept: {done.set_aside}")
    elif there:
        output.data("What it held until now is the newest of its versions.")


def _current(path: Path) -> tuple[Game | None, str]:
    """The game as it is, or what is wrong with it."""
    try:
        return read_save(path).game, ""
    except GameboardError as error:
        if not path.exists():
            return None, f"{path} is gone. These versions of it are left."
        if is_broken(error):
            return None, f"{path}: {error.message}"
        return None, str(error)


def _version_data(version: Version, current: Game | None, today: date) -> dict[str, Any]:
    """A version for a program to read."""
    told = version_words(version, current, today)
    return {
        "version": version.number,
        "file": str(version.snapshot.path),
        "kept": version.snapshot.at.isoformat(),
        "saved": version.save.saved_at.isoformat() if version.save else None,
        "placement": told.where,
        "differs": told.differs,
        "problem": version.problem.message if version.problem else None,
    }
