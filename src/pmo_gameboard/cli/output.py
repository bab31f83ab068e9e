"""What leaves the program: data on stdout, talk on stderr, and the exit code at the end."""

import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

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
    _accept_any_text()
    try:
        result = run()
    except GameboardError as error:
        talk(f"Error: {error}")
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except click.Abort:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the outermost edge: nobody is shown a traceback
        _own_up(error, data)
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.FINE


def _write(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        # The reader has seen enough, as in ``pmo-gameboard games | head -1``.
        forget_stdout()
        raise click.exceptions.Exit(ExitCode.FINE) from None
    except OSError as error:
        forget_stdout()
        raise StorageError(
            f"The output could not be written: {error.strerror}.", hint="Send it somewhere else."
        ) from None


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
    from pmo_gameboard.saves import clock, crash_reports  # noqa: PLC0415 - hardly ever needed

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
