"""The options that every command shares; each may stand before or after the command."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import click

from pmo_gameboard import paths

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


ACCESSIBLE = "ACCESSIBLE"
"""The environment variable by which people ask every program for lines instead of screens."""


def accessible() -> bool:
    """Whether the environment asks for lines instead of screens."""
    return os.environ.get(ACCESSIBLE, "").strip().lower() not in {"", "0", "no", "false"}


@dataclass
class Settings:
    """What the shared options say, filled in as they are read.

    Attributes:
        data: The data folder that was chosen; None for the usual one.
        animate: Whether screens may move.
        ascii: Whether screens keep to ASCII glyphs.
        plain: Whether to play in lines, without a screen.
    """

    data: Path | None = None
    animate: bool = True
    ascii: bool = False
    plain: bool = field(default_factory=accessible)

    @property
    def data_folder(self) -> Path:
        """The folder of the player's games and boards; it need not be there yet."""
        return paths.data_folder(self.data)


pass_settings = click.make_pass_decorator(Settings, ensure=True)
"""Hands a command its ``Settings`` as the first argument."""

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")


def examples(*lines: str) -> str:
    """Examples for the end of a help text, one a line, left unwrapped."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def data_option(command: Decorated) -> Decorated:
    """Add ``--data-dir``."""
    return _shared(
        "--data-dir",
        metavar="FOLDER",
        help=f"Keep games and boards in this folder; {paths.VARIABLE} does the same.",
    )(command)


def screen_options(command: Decorated) -> Decorated:
    """Add the options of the commands that draw."""
    still = _shared("--no-animation", is_flag=True, help="Keep everything on the screen still.")
    letters = _shared("--ascii", is_flag=True, help="Draw with plain ASCII characters alone.")
    lines = _shared(
        "--plain",
        is_flag=True,
        help=f"Play in lines, for a screen reader or a pipe; {ACCESSIBLE}=1 does the same.",
    )
    return still(letters(lines(command)))


def _shared(flag: str, **attributes: Any) -> Callable[[Decorated], Decorated]:  # noqa: ANN401 - click's own
    return click.option(flag, expose_value=False, callback=_keep, **attributes)


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Write an option that was given into the settings; the command's wins over the group's."""
    if value is None or value is False:
        return  # not given here; the group's stays
    settings = ctx.ensure_object(Settings)
    match param.name:
        case "data_dir":
            settings.data = _folder(str(value))
        case "no_animation":
            settings.animate = False
        case "ascii":
            settings.ascii = True
        case "plain":
            settings.plain = True


def _folder(given: str) -> Path:
    if not given.strip():
        raise click.BadParameter("a folder's name is needed.")
    return Path(given)
