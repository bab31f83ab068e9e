"""Whatever is typed after a command, it ends in a sentence, never with a fault."""

import errno
import io
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Shell
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.state import Game
from reliability.sentences import is_sentence

posix = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system")

LONG = "x" * 300
ODD = ["~nosuchuser", "~nosuchuser/x.csv", LONG, f"{LONG}.json", f"./{LONG}.yaml"]
SPECIAL = ["/dev/zero", "/dev/null/x", "/proc/self/mem", "/proc/kmsg/x", "/proc", "fifo", "socket"]
COMMANDS = [
    *(("play", "{}"), ("play", "--plain", "{}"), ("notes", "--plain", "{}"), ("status", "{}")),
    *(("new", "N", "--board", "{}"), ("new", "N", "--data-dir", "{}")),
    *(("action", "list", "{}"), ("action", "add", "{}", "do it"), ("action", "done", "{}", "1")),
    *(("action", "drop", "{}", "1"), ("action", "add", "Desk", "x", "--due", "{}")),
    *(("action", "done", "Desk", "{}"), ("action", "add", "Desk", "x", "--square", "{}")),
    *(("pulse", "{}"), ("pulse", "Desk", "--voice", "team", "--from", "{}")),
    ("pulse", "Desk", "--voice", "team", "--from", "good.csv", "--on", "{}"),
    *(("compare", "{}", "Desk"), ("compare", "Desk@{}", "Desk"), ("restore", "{}")),
    *(("restore", "Desk", "{}"), ("board", "show", "{}"), ("board", "check", "{}")),
    *(("demo", "--data-dir", "{}/x"), ("status", "--data-dir", "{}")),
]

_ANY = {ExitCode.FINE, ExitCode.USAGE, ExitCode.STORAGE}
_CODES = {"restore": _ANY, "new": _ANY, "demo": _ANY}
"""What else than a refusal is right: what is no save has no versions, a folder may be called ~x."""


@pytest.fixture
def _desk(
    tmp_path: Path, keep: Callable[[Game], Path], habits: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A game, and a folder with strange things in it, in which the commands are called."""
    keep(habits.model_copy(update={"name": "Desk"}))
    monkeypatch.chdir(tmp_path)
    Path("good.csv").write_text("square,yes\n1,1\n", encoding="utf-8")
    if os.name == "posix":
        os.mkfifo("fifo")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("socket")


@posix
@pytest.mark.usefixtures("_desk")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_argument_is_a_fault_of_the_program(shell: Shell, command: tuple[str, ...]) -> None:
    for odd in (*ODD, *SPECIAL):
        ran = shell(*(part.replace("{}", odd) for part in command))
        assert ran.code in _CODES.get(command[0], {ExitCode.USAGE, ExitCode.STORAGE}), (odd, ran)
        if ran.code == ExitCode.FINE:
            continue
        told = (ran.out if command[:2] == ("board", "check") else ran.err).strip().splitlines()[-1]
        assert is_sentence(told.removeprefix(f"{Path(odd)}: ")), (odd, told)


@posix
@pytest.mark.usefixtures("_desk")
@pytest.mark.parametrize("command", [["status"], ["action", "add"], ["restore"]])
def test_the_top_of_the_disk_is_no_game(shell: Shell, command: list[str]) -> None:
    ran = shell(*command, "/", *(["x"] if "add" in command else []))
    assert (ran.code, "no such file" in ran.err) == (ExitCode.USAGE, True)


def test_a_file_of_the_systems_that_has_nothing_to_give_yet_is_refused(
    tmp_path: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As ``/proc/kmsg`` has nothing; it looks like any other file."""
    path = tmp_path / "board.yaml"
    path.write_text("format: 1")

    class Waiting(io.BytesIO):
        def read(self, _: int | None = -1) -> bytes:
            return None  # type: ignore[return-value]

    monkeypatch.setattr(os, "fdopen", lambda *_, **__: Waiting())
    ran = shell("board", "check", path)
    assert (ran.code, "not a regular file" in ran.out) == (ExitCode.USAGE, True)


WRITERS = [
    *(["--help"], ["--version"], ["status", "--help"], ["action", "--help"], ["games"]),
    *(["games", "--json"], ["status"], ["board", "list"], ["board", "schema"], ["doctor"]),
    *(["new", "Another"], ["board", "show", "first-ninety-days"], ["compare", "Desk", "Desk"]),
    *(["action", "list", "--json"], ["pulse", "Desk", "--json"], ["restore", "--json"]),
]


class _Refusing(io.BytesIO):
    """What is behind a stream that cannot be written."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def write(self, _: object) -> int:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.usefixtures("_desk")
@pytest.mark.parametrize(
    ("command", "number", "code", "told"),
    [
        *((each, errno.ENOSPC, ExitCode.STORAGE, "No space left on device") for each in WRITERS),
        *((each, None, ExitCode.STORAGE, "stdout is closed") for each in WRITERS[:5]),
        *((each, errno.EPIPE, ExitCode.FINE, "") for each in WRITERS[:5]),
    ],
)
def test_output_that_cannot_be_written_is_told(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    number: int | None,
    code: ExitCode,
    told: str,
) -> None:
    stream = number and io.TextIOWrapper(_Refusing(number), "utf-8", write_through=True)
    monkeypatch.setattr(sys, "stdout", stream)
    ran = shell(*command)
    assert ran.code == code
    assert told in ran.err
    assert "fault" not in ran.err


@posix
def test_a_closed_and_a_full_stdout_of_the_real_program_are_told() -> None:
    shut = subprocess.run(
        [sys.executable, "-m", "pmo_gameboard", "--help"],
        stderr=subprocess.PIPE,
        preexec_fn=lambda: os.close(1),
        check=False,
    )
    assert shut.returncode == ExitCode.STORAGE
    assert b"The output could not be written: stdout is closed." in shut.stderr


def test_wrong_usage_where_even_stderr_is_full_ends_as_such(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(_Refusing(errno.ENOSPC), "utf-8", write_through=True)
    monkeypatch.setattr(sys, "stderr", stream)
    assert shell("nonsense").code == ExitCode.USAGE
    assert shell("status", "nonsense").code == ExitCode.USAGE
