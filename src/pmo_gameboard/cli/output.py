"""What leaves the program: data on stdout, talk on stderr, and the exit code at the end."""

import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import ExitCode, GameboardError, StorageError

DEBUG_VARIABLE = "PMO_GAMEBOARD_DEBUG"


def data(text: str = "") -> None:
    """Write a line or several to stdout; control characters stay out of the terminal."""
    _write(clean(text))


def json_data(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Write a value to stdout as JSON."""
    encoding = getattr(sys.stdout, "encoding", None) or ""
    _write(json.dumps(value, indent=2, ensure_ascii="utf" not in encoding.lower()))


def talk(text: str) -> None:
    """Say something to the person at the shell, on stderr."""
    with suppress(OSError):
        click.echo(clean(text), err=True)


def ending(run: Callable[[], Any]) -> int:
    """Run the program; whatever it ends with becomes an exit code, and at most one sentence."""
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
        _own_up(error)
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.FINE


def _write(text: str) -> None:
    try:
        click.echo(text)
    except BrokenPipeError:
        # The reader has seen enough, as in ``pmo-gameboard games | head -1``.
        _forget_stdout()
        raise click.exceptions.Exit(ExitCode.FINE) from None
    except OSError as error:
        _forget_stdout()
        raise StorageError(
            f"The output could not be written: {error.strerror}.", hint="Send it somewhere else."
        ) from None


def _forget_stdout() -> None:
    """Point stdout nowhere, or Python fails once more when it flushes it at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _accept_any_text() -> None:
    """Write a question mark for what the locale cannot say, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _own_up(error: Exception) -> None:
    """Tell of a fault of ours: its kind and place, never its message, which may hold answers."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    talk(
        f"Error: PMO Gameboard itself is at fault ({type(error).__name__} at "
        f"{Path(last.filename).name}:{last.lineno}); what was saved stays saved. "
        f"Run it again with {DEBUG_VARIABLE}=1 to see what a report of it needs."
    )
    if os.environ.get(DEBUG_VARIABLE, "") not in {"", "0"}:
        for link in _chain(error):
            talk(f"{type(link).__name__} at")
            talk("".join(traceback.format_tb(link.__traceback__)).rstrip())


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that led to it."""
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__ or link.__context__
