"""The commands that draw: what they hand to the screens, and where they refuse to."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import TODAY
from cli.conftest import Shell
from pmo_gameboard.cli import terminal
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui import launch
from pmo_gameboard.tui.launch import Launch

Keep = Callable[[Game], Path]


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[Launch]:
    """What the screens are started with; they end at once."""
    launches: list[Launch] = []

    def run(asked: Launch, _: object) -> ExitCode:
        launches.append(asked)
        return ExitCode.FINE

    monkeypatch.setattr(launch, "run", run)
    monkeypatch.setattr(terminal, "check", lambda: None)
    monkeypatch.setattr(terminal, "needs_ascii", lambda: False)
    return launches


def test_alone_it_opens_the_home_screen(shell: Shell, data: Path, launched: list[Launch]) -> None:
    assert shell().code == 0
    assert launched == [Launch(data=data, today=TODAY)]


def test_play_opens_the_latest_game(
    shell: Shell, data: Path, launched: list[Launch], keep: Keep, game: Game
) -> None:
    path = keep(game)
    assert shell("play").code == 0
    assert launched == [Launch(data=data, open=path, save=read_save(path), today=TODAY)]


def test_demo_opens_a_copy_of_the_sample_game(
    shell: Shell, data: Path, launched: list[Launch]
) -> None:
    assert shell("demo").code == 0
    assert shell("demo").code == 0
    first, second = (asked.open for asked in launched)
    assert first is not None
    assert second is not None
    assert first.parent == second.parent == data / "rehearsals"
    assert first != second


@pytest.mark.parametrize(
    "arguments",
    [("--no-animation", "--ascii", "play"), ("play", "--no-animation", "--ascii")],
    ids=["before", "after"],
)
def test_options_stand_before_or_after_the_command(
    shell: Shell, launched: list[Launch], keep: Keep, game: Game, arguments: tuple[str, ...]
) -> None:
    keep(game)
    assert shell(*arguments).code == 0
    assert (launched[0].animate, launched[0].ascii) == (False, True)


def test_the_folder_after_the_command_goes_before_all_others(
    shell: Shell, launched: list[Launch], keep: Keep, game: Game, tmp_path: Path
) -> None:
    path = keep(game)
    one, other = tmp_path / "one", tmp_path / "other"
    assert shell("--data-dir", one, "play", path, "--data-dir", other).code == 0
    assert shell("--data-dir", one, "play", path).code == 0
    assert [asked.data for asked in launched] == [other, one]


def test_a_locale_without_unicode_means_ascii(
    shell: Shell, launched: list[Launch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "needs_ascii", lambda: True)
    shell()
    assert launched[0].ascii


def test_a_game_that_is_not_there_opens_no_screen(shell: Shell, launched: list[Launch]) -> None:
    assert shell("play", "No such game").code == 2
    assert launched == []


def test_a_broken_game_opens_no_screen(
    shell: Shell, launched: list[Launch], keep: Keep, game: Game
) -> None:
    path = keep(game)
    path.write_text("{")
    assert shell("play", path).code == 4
    assert launched == []


@pytest.mark.parametrize("command", [(), ("play",), ("demo",)])
def test_without_a_terminal_nothing_is_drawn_or_written(
    shell: Shell, data: Path, command: tuple[str, ...]
) -> None:
    ran = shell(*command)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Error: The game needs a terminal to draw on")
    assert "pmo-gameboard status" in ran.err
    assert not data.exists()


def on_terminal(columns: int, lines: int, **environment: str) -> tuple[int, str]:
    """Run the program on a terminal of this size; how it ended, and what the terminal showed."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    kept = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES"}}
    process = subprocess.run(
        [sys.executable, "-m", "pmo_gameboard"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=kept | environment,
        timeout=120,
        check=False,
    )
    shown = os.read(ours, 4096).decode()
    os.close(ours)
    os.close(theirs)
    return process.returncode, " ".join(shown.split())


@pytest.mark.parametrize(
    ("columns", "lines", "term", "why"),
    [
        (80, 24, "dumb", "This terminal is a dumb one"),
        (80, 24, "", "TERM is not set"),
        (59, 24, "xterm", "This terminal is 59 columns by 24 lines; the game needs 60 by 20."),
        (80, 19, "xterm", "This terminal is 80 columns by 19 lines; the game needs 60 by 20."),
    ],
)
def test_a_terminal_that_cannot_show_the_game_is_refused(
    columns: int, lines: int, term: str, why: str
) -> None:
    code, shown = on_terminal(columns, lines, TERM=term)
    assert code == 2
    assert shown.startswith("Error: ")
    assert why in shown
