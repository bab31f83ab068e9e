"""``pmo-gameboard doctor``: whether the game has all it needs here."""

import os
import platform
import shlex
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import click

from pmo_gameboard import __version__
from pmo_gameboard.cli import output, terminal
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.errors import ExitCode, GameboardError, TerminalError
from pmo_gameboard.game.words import count
from pmo_gameboard.saves.boards import list_boards
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.sample import sample


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        state: ``amiss`` keeps something from working; a ``note`` is good to know.
    """

    what: str
    state: Literal["fine", "note", "amiss"]
    told: str


@click.command(epilog=examples("pmo-gameboard doctor", "pmo-gameboard doctor --json"))
@json_option
@data_option
@pass_settings
def command(settings: Settings, *, as_json: bool) -> ExitCode:
    """Look at what the game needs, and say what is amiss.

    It changes nothing. It ends with 1 where something is amiss.
    """
    data = settings.data_folder
    findings = list(_findings(data))
    if as_json:
        facts = {**_facts(), "data_folder": str(data)}
        output.json_data({**facts, "findings": [asdict(finding) for finding in findings]})
    else:
        output.data(", ".join(f"{name} {value}" for name, value in _facts().items()))
        for finding in findings:
            output.data(f"{finding.state:<5}  {finding.what}: {finding.told}")
    amiss = any(finding.state == "amiss" for finding in findings)
    return ExitCode.DUE if amiss else ExitCode.FINE


def _facts() -> dict[str, str]:
    """What a report of a fault should name."""
    return {
        "version": __version__,
        "python": platform.python_version(),
        "textual": version("textual"),
        "system": platform.platform(terse=True),
    }


def _findings(data: Path) -> Iterator[Finding]:
    yield _folder(data)
    yield _screen()
    yield _letters()
    yield _boards(data)
    yield _sample()
    yield _games(data)


def _folder(folder: Path) -> Finding:
    """Whether the data folder can be written, or made where it is not there yet."""
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not there.is_dir():
        return Finding("Data folder", "amiss", f"{there} is a file, where a folder should be.")
    if not os.access(there, os.W_OK | os.X_OK):
        told = f"there is no permission to write in {there}. Choose another with --data-dir."
        return Finding("Data folder", "amiss", told)
    made = "" if there == folder else " (made with the first game)"
    return Finding("Data folder", "fine", f"{folder}{made}")


def _screen() -> Finding:
    try:
        terminal.check()
    except TerminalError as error:
        return Finding("Terminal", "note", str(error))
    columns, lines = terminal.size()
    return Finding("Terminal", "fine", f"{os.environ.get('TERM', 'Windows')}, {columns} by {lines}")


def _letters() -> Finding:
    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    if terminal.needs_ascii():
        return Finding("Letters", "note", f"{encoding}; screens are drawn with ASCII characters.")
    return Finding("Letters", "fine", encoding)


def _boards(data: Path) -> Finding:
    try:
        listings = list_boards(data)
    except GameboardError as error:
        return Finding("Boards", "amiss", str(error))
    broken = [str(listing.path) for listing in listings if listing.board is None]
    if broken:
        told = f"pmo-gameboard board check {shlex.join(broken)} says what is wrong there."
        return Finding("Boards", "amiss", told)
    own = sum(listing.own for listing in listings)
    if own == len(listings):
        return Finding("Boards", "amiss", "none came with the program. Install it again.")
    return Finding("Boards", "fine", f"{len(listings) - own} shipped, {own} of your own")


def _sample() -> Finding:
    try:
        return Finding("Sample game", "fine", sample().game.name)
    except GameboardError as error:
        return Finding("Sample game", "amiss", str(error))


def _games(data: Path) -> Finding:
    try:
        listings = Library(data).games()
    except GameboardError as error:
        return Finding("Games", "amiss", str(error))
    broken = [str(listing.problem) for listing in listings if listing.problem is not None]
    if broken:
        return Finding("Games", "amiss", "\n       ".join(broken))
    return Finding("Games", "fine", count(len(listings), "game", "games"))
