"""``pmo-gameboard restore``: earlier versions of a game, and the way back to one."""

import shlex
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.errors import GameboardError, GameNameError
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.deleted import (
    Deleted,
    bring_back,
    deleted_games,
    deleted_words,
    find_deleted,
    pick_deleted,
)
from pmo_gameboard.play.recovery import (
    Version,
    VersionWords,
    all_words,
    is_broken,
    pick,
    place_words,
    restore,
    version_words,
    versions,
)
from pmo_gameboard.saves.looking import is_there
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        'pmo-gameboard restore "Our PMO"       list the versions there are',
        'pmo-gameboard restore "Our PMO" 2     go back to the second of them',
        "pmo-gameboard restore --undelete      list the games that were deleted",
    )
)
@click.argument("game", required=False)
@click.argument("version", required=False)
@click.option("--undelete", is_flag=True, help="Bring back the deleted GAME; list them without.")
@json_option
@data_option
@pass_settings
def command(
    settings: Settings, game: str | None, version: str | None, *, undelete: bool, as_json: bool
) -> None:
    """List the earlier versions of a game, or go back to one.

    GAME is a game's name, or the path of its file; the latest game when it is left out. VERSION
    is a number of the list. What the game holds now is kept as a version too. A game that was
    deleted comes back with --undelete.
    """
    data, today = settings.data_folder, the_clock().today()
    if undelete:
        _undelete(data, game, today, as_json=as_json)
        return
    try:
        path = choose_game(data, game, gone=True)
    except GameNameError:
        deleted = _deleted(data, game)
        if not deleted or as_json:
            raise
        _tell_deleted(deleted, today)
        if version is not None:
            raise GameNameError("It was deleted.", hint="Bring it back first.") from None
        return
    listed = versions(path, data)
    if version is not None:
        _restore(path, data, pick(version, listed), today)
        return
    _list(path, listed, today, as_json=as_json)
    if not as_json and (deleted := _deleted(data, game)):
        _tell_deleted(deleted, today)


def _deleted(data: Path, given: str | None) -> list[Deleted]:
    """The deleted games that may be meant."""
    return find_deleted(data, given) if given else deleted_games(data)


def _list(path: Path, listed: list[Version], today: date, *, as_json: bool) -> None:
    """Say what versions there are."""
    current, problem = _current(path)
    if as_json:
        words = all_words(listed, current, today)
        output.json_data([_version_data(kept, told) for kept, told in words])
        return
    if problem:
        output.talk(problem)
    if not listed:
        output.talk("No earlier version of it was kept yet: one is, every ten minutes of change.")
    for kept, told in all_words(listed, current, today):
        newest = "  (the newest)" if told.newest else ""
        output.data(f"{kept.number:>3}  {told.when}  {told.where}{newest}")
        for line in filter(None, (told.reason, told.differs)):
            output.data(f"     {line}")


def _restore(path: Path, data: Path, version: Version, today: date) -> None:
    told, there = version_words(version, None, today), is_there(path)
    done = restore(path, data, version, "", the_clock().now())
    output.data(f"“{done.save.game.name}” is as it was on {told.when}: {told.where}.")
    if done.set_aside is not None:
        output.data(f"The broken save is kept: {done.set_aside}")
    elif there:
        output.data("What it held until now is the newest of its versions.")


def _undelete(data: Path, given: str | None, today: date, *, as_json: bool) -> None:
    """Bring back a deleted game, or say which there are."""
    if given is not None:
        output.data(bring_back(data, pick_deleted(data, given)).words)
        return
    games = deleted_games(data)
    if as_json:
        output.json_data([_deleted_data(game, today) for game in games])
    elif games:
        _tell_deleted(games, today)
    else:
        output.talk("No game was deleted.")


def _tell_deleted(games: list[Deleted], today: date) -> None:
    """List deleted games, and say how to get one back."""
    names = Counter(game.name.casefold() for game in games)
    output.data("Deleted games:")
    for game in games:
        twice = names[game.name.casefold()] > 1
        handle = game.path.stem if twice else game.name
        output.data(f"  {game.name}: {deleted_words(game, today)}")
        back = shlex.join(["pmo-gameboard", "restore", handle, "--undelete"])
        output.data(f"     `{back}` brings it back.")


def _deleted_data(game: Deleted, today: date) -> dict[str, Any]:
    """A deleted game for a program to read."""
    return {
        "name": game.name,
        "file": str(game.path),
        "saved": game.save.saved_at.isoformat() if game.save else None,
        "placement": place_words(game.save.game, today) if game.save else None,
        "problem": game.problem or None,
    }


def _current(path: Path) -> tuple[Game | None, str]:
    """The game as it is, or what is wrong with it."""
    try:
        return read_save(path).game, ""
    except GameboardError as error:
        if not is_there(path):
            return None, f"{path} is gone. These versions of it are left."
        if is_broken(error):
            return None, f"{path}: {error.message}"
        return None, str(error)


def _version_data(version: Version, told: VersionWords) -> dict[str, Any]:
    """A version for a program to read."""
    return {
        "version": version.number,
        "file": str(version.snapshot.path),
        "kept": version.snapshot.at.isoformat(),
        "saved": version.save.saved_at.isoformat() if version.save else None,
        "reason": told.reason or None,
        "newest": told.newest,
        "placement": told.where,
        "differs": told.differs,
        "problem": version.problem.message if version.problem else None,
    }
