"""``pmo-gameboard doctor``: whether the game has all it needs here."""

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

import click

from pmo_gameboard import __version__
from pmo_gameboard.cli import output, terminal
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.doctor import selftest
from pmo_gameboard.doctor.checkup import Finding, check_boards, check_folder, check_games
from pmo_gameboard.errors import ExitCode, GameboardError, TerminalError
from pmo_gameboard.play.sample import sample
from pmo_gameboard.saves.looking import is_folder


@click.command(
    epilog=examples(
        "pmo-gameboard doctor",
        "pmo-gameboard doctor --json",
        "pmo-gameboard doctor --selftest    kill programs that save, and see that nothing is lost",
    )
)
@click.option("--selftest", "kill", is_flag=True, help="Try for half a minute to lose a save here.")
@json_option
@data_option
@pass_settings
def command(settings: Settings, *, as_json: bool, kill: bool) -> ExitCode:
    """Look at what the game needs, and say what is amiss.

    It writes a small file into the data folder, to see that this works, and removes it again.
    It ends with 1 where something is amiss.
    """
    data = settings.data_folder
    findings = list(_findings(data))
    if kill:
        findings.append(_selftest(data))
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
    yield from check_folder(data)
    yield _screen()
    yield _letters()
    yield from check_boards(data)
    yield _sample()
    yield from check_games(data)


def _screen() -> Finding:
    try:
        terminal.check()
    except TerminalError as error:
        return Finding("Terminal", "note", str(error))
    columns, lines = terminal.size()
    return Finding("Terminal", "fine", f"{os.environ.get('TERM', 'Windows')}, {columns} by {lines}")


def _letters() -> Finding:
    encoding = getattr(sys.stdout, "encoding", None) or "unknown"
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    told = f"{encoding}, locale {next(filter(None, named), 'not set')}"
    if terminal.needs_ascii():
        return Finding("Letters", "note", f"{told}; screens are drawn with ASCII characters.")
    return Finding("Letters", "fine", told)


def _sample() -> Finding:
    try:
        return Finding("Sample game", "fine", sample().game.name)
    except GameboardError as error:
        return Finding("Sample game", "amiss", str(error))


def _selftest(data: Path) -> Finding:
    """Whether saves survive programs that are killed, on this disk."""
    label = "Killing programs that save"
    try:
        if not is_folder(data):
            told = "there is no data folder yet to try it in. Start a game first."
            return Finding("Self-test", "note", told)
        with click.progressbar(length=selftest.KILLS, label=label, file=sys.stderr) as progress:
            figures = selftest.run(data, selftest.KILLS, lambda: progress.update(1))
    except GameboardError as error:
        return Finding("Self-test", "amiss", str(error))
    if figures.flawless:
        return Finding("Self-test", "fine", f"{figures}.")
    told = f"{figures}. Keep your games on another disk: --data-dir FOLDER."
    return Finding("Self-test", "amiss", told)
