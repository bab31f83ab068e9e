"""What leaves the program: data on stdout, talk on stderr, and the exit code at the end."""

import errno
import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import Crash, ExitCode, GameboardError, StorageError


def data(text: str = "") -> None:
    """Write a line or several to stdout; control characters stay out of the terminal."""
    _write(clean(text))


def json_data(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write a value to stdout as JSON, in ASCII: a path may hold what acts on a terminal."""
    _write(json.dumps(value, indent=2))


def talk(text: str) -> None:
    """Say something to the person at the shell, on stderr."""
    with suppress(OSError):
        click.echo(clean(text), err=True)


def ending(run: Callable[[], Any], data: Callable[[], Path]) -> int:
    """Run the program; whatever it ends with becomes an exit code and few words.

    Args:
        run: The program.
        data: Says which data folder was chosen, to keep the report of a fault in.
    """
    _open_stdout()
    _accept_any_text()
    try:
        result = _heard(run)
    except GameboardError as error:
        talk(f"Error: {error}")
        return error.exit_code
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return ExitCode.USAGE
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the outermost edge: nobody is shown a traceback
        _own_up(error, data)
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.FINE


def _write(text: str) -> None:
    try:
        click.echo(text)
    except OSError as error:
        _give_up_stdout(error)


def _heard(run: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever it returns
    """Run the program; where stdout refuses what click writes by itself, such as help, say so."""
    try:
        return run()
    except OSError as error:
        place = error.__traceback__
        while place is not None:
            if place.tb_frame.f_code is click.echo.__code__:
                _give_up_stdout(error)
            place = place.tb_next
        raise
    except SystemExit:  # so click ends where it meets a broken pipe
        _give_up_stdout(BrokenPipeError())


def _give_up_stdout(error: OSError) -> NoReturn:
    """End the program as stdout cannot be written.

    Raises:
        Exit: The reader has seen enough, as in ``pmo-gameboard games | head -1``.
        StorageError: It is something else.
    """
    forget_stdout()
    if isinstance(error, BrokenPipeError):
        raise click.exceptions.Exit(ExitCode.FINE) from None
    why = "stdout is closed" if error.errno == errno.EBADF else error.strerror
    raise StorageError(
        f"The output could not be written: {why}.", hint="Send it somewhere else."
    ) from None


def _open_stdout() -> None:
    """Put something that refuses all in the place of a closed stdout, so that its loss is told.

    It also keeps the number of stdout from the next file that is opened.
    """
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115


def forget_stdout() -> None:
    """Point stdout nowhere, or Python fails once more when it flushes it at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _accept_any_text() -> None:
    """Put a question mark for what the locale cannot say or read, instead of failing."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _saved(crash: Crash) -> str:
    """What is saved, and what is not; that all is may be said only where it is so."""
    if crash.unsaved:
        saved = f"Your last changes are not saved: {crash.unsaved}"
    elif not crash.wrote:
        saved = "The game is as it was."
    else:
        saved = "What is in the game is saved." if crash.told else "What you wrote is saved."
    return f"{saved} {crash.told}".rstrip()


def _own_up(error: Exception, data: Callable[[], Path]) -> None:
    """Tell of a fault of ours in a sentence, and keep a report of it that holds no answers."""
    from pmo_gameboard.doctor import crash_reports  # noqa: PLC0415 - hardly ever needed
    from pmo_gameboard.saves import clock  # noqa: PLC0415 - hardly ever needed

    screen, saved, fault = "", "What was saved stays saved.", error
    if isinstance(error, Crash):
        screen, saved = error.screen, _saved(error)
        fault = error.__cause__ if isinstance(error.__cause__, Exception) else error
    now = clock.moment()
    report = crash_reports.crash_report(fault, now, screen)
    told = [
        f"Error: PMO Gameboard itself is at fault and had to stop ({crash_reports.place(fault)}).",
        saved,
    ]
    try:
        kept = crash_reports.keep_report(data(), report, now)
    except Exception as problem:  # noqa: BLE001 - nothing may come of telling but what is told
        why = problem.message if isinstance(problem, GameboardError) else type(problem).__name__
        talk(" ".join([*told, f"The report could not be kept ({why}), so here it is:"]))
        talk(report.rstrip())
    else:
        talk(" ".join([*told, f"A report, without your answers, is in {kept}"]))
