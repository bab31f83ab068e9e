"""What holds for every command: help, exit codes, streams, and no traceback for anybody."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from cli.conftest import Shell
from pmo_gameboard import __version__
from pmo_gameboard.cli.commands import action, board
from pmo_gameboard.cli.commands import games as games_command
from pmo_gameboard.cli.lazy import LazyGroup
from pmo_gameboard.cli.main import program
from pmo_gameboard.errors import ExitCode

GROUPS: dict[str, LazyGroup] = {"action": action.command, "board": board.command}
COMMANDS = [
    *((name,) for name in program.table),
    *((group, name) for group, commands in GROUPS.items() for name in commands.table),
]


def python(*arguments: str | bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "pmo_gameboard", *arguments]
    return subprocess.run(command, capture_output=True, timeout=120, check=False)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_examples(shell: Shell, command: tuple[str, ...]) -> None:
    told = shell(*command, "-h")
    assert told.code == 0
    assert "Examples:\n" in told.out
    assert told.out == shell(*command, "--help").out


@pytest.mark.parametrize("group", [program, *GROUPS.values()], ids=["program", *GROUPS])
def test_the_list_of_commands_says_what_their_own_help_says(group: LazyGroup) -> None:
    context = click.Context(group)
    for name, line in group.table.items():
        command = group.get_command(context, name)
        assert command is not None
        assert command.help is not None
        assert command.help.splitlines()[0] == line


def test_the_help_publishes_every_exit_code(shell: Shell) -> None:
    _, _, told = shell("--help").out.partition("Exit codes:")
    assert {int(number) for number in re.findall(r"\d+", told)} == set(ExitCode)


def test_the_version_is_told() -> None:
    ran = python("--version")
    assert (ran.returncode, ran.stdout) == (0, f"pmo-gameboard {__version__}\n".encode())


def test_a_misspelt_command_gets_a_suggestion(shell: Shell) -> None:
    ran = shell("gmaes")
    assert ran.code == 2
    assert ran.err.endswith("Error: There is no command 'gmaes'. Did you mean games?\n")


@pytest.mark.parametrize("arguments", [("--nope",), ("games", "x"), ("new",), ("--data-dir", "")])
def test_wrong_usage_ends_with_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    ran = shell(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: pmo-gameboard")


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", b"\xff\xfe"),
        ("status", b"\xff/\xfe.json"),
        ("new", b"\xff"),
        ("board", "check", b"\xff.yaml"),
        ("board", "show", b"\xff"),
        ("compare", b"\xff", b"\xff@\xfe"),
        ("pulse", b"\xff"),
        ("pulse", "x", "--voice", "team", "--from", b"\xff"),
        ("action", "list", b"\xff"),
        ("action", "add", b"\xff", b"\xff"),
        ("action", "done", b"\xff", b"\xff"),
        (b"\xff",),
    ],
)
def test_bytes_that_are_no_text_are_refused_in_words(arguments: tuple[str | bytes, ...]) -> None:
    ran = python(*arguments)
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr
    assert (ran.stdout + ran.stderr).strip()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 99, "game": {}}', b"[" * 100_000]
)
def test_a_broken_save_is_told_in_one_sentence_and_left_alone(
    shell: Shell, tmp_path: Path, content: bytes
) -> None:
    save = tmp_path / "save.json"
    save.write_bytes(content)
    ran = shell("status", save)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"Error: {save}: ")
    assert ran.err.count("\n") == 1
    assert save.read_bytes() == content


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours in ``games``, whose message holds an answer."""

    def fail(_: object) -> None:
        raise KeyError("a secret answer")

    monkeypatch.setattr(games_command, "Library", fail)


@pytest.mark.usefixtures("faulty")
def test_a_fault_of_ours_is_owned_up_to_and_a_report_kept(shell: Shell, data: Path) -> None:
    ran = shell("games")
    assert (ran.code, ran.out) == (70, "")
    assert ran.err.startswith("Error: PMO Gameboard itself is at fault and had to stop (KeyError")
    assert ran.err.count("\n") == 1
    [report] = (data / "reports").iterdir()
    assert ran.err.rstrip().endswith(str(report))
    assert "games.py" in report.read_text()
    for text in (ran.err, report.read_text()):
        assert "secret" not in text


@pytest.mark.usefixtures("faulty")
def test_the_report_goes_into_the_data_folder_that_was_named(shell: Shell, tmp_path: Path) -> None:
    assert shell("games", "--data-dir", tmp_path / "other").code == 70
    assert list((tmp_path / "other" / "reports").iterdir())


@pytest.mark.usefixtures("faulty")
def test_a_report_that_cannot_be_kept_is_shown(shell: Shell, data: Path) -> None:
    data.write_text("no folder")
    ran = shell("games")
    assert ran.code == 70
    assert "The report could not be kept" in ran.err
    assert "KeyError at" in ran.err
    assert "secret" not in ran.err


def test_an_interrupt_ends_with_130(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(games_command, "Library", interrupt)
    ran = shell("games")
    assert (ran.code, ran.out, ran.err.strip()) == (130, "", "")


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-m", "pmo_gameboard", "board", "schema"],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=120,
        check=False,
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "pmo_gameboard", "board", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert process.returncode == ExitCode.STORAGE
    assert process.stderr.startswith(b"Error: The output could not be written: No space left")


@pytest.mark.parametrize("module", ["click", "pmo_gameboard.cli.output", "json"])
def test_ctrl_c_while_the_program_is_loaded_ends_it_without_a_word(module: str) -> None:
    interrupted = f"""
import runpy, sys
class Interrupt:
    def find_spec(self, name, *more):
        if name == {module!r}:
            raise KeyboardInterrupt
sys.modules.pop({module!r}, None)
sys.meta_path.insert(0, Interrupt())
sys.argv = ["pmo-gameboard", "games"]
runpy.run_module("pmo_gameboard", run_name="__main__")
"""
    command = [sys.executable, "-c", interrupted]
    ran = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (ExitCode.INTERRUPTED, b"", b"")
