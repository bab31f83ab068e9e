"""A group of commands whose modules are imported when they run, so that every start is fast."""

from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

PACKAGE = "pmo_gameboard.cli.commands"


class LazyGroup(click.Group):
    """A group that knows its commands by name, and imports the module of the one that is called."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - click's own
        table: Mapping[str, str],
        prefix: str = "",
        **attributes: Any,  # noqa: ANN401 - click's own
    ) -> None:
        """Make the group.

        Args:
            args: What ``click.Group`` takes.
            table: What each command does, in one line, by its name, in the order of the help.
            prefix: What the names of the commands' modules start with.
            attributes: What ``click.Group`` takes.
        """
        super().__init__(*args, **attributes)
        self.table = table
        self.prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands' names, without importing any."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None where there is none of that name."""
        del ctx
        if cmd_name not in self.table:
            return None
        module = import_module(f"{PACKAGE}.{self.prefix}{cmd_name}")
        command = module.command
        if not isinstance(command, click.Command):
            raise TypeError(f"{module.__name__}.command is not a command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or say which one may have been meant."""
        name = args[0]
        if name not in self.table and not name.startswith("-") and not ctx.resilient_parsing:
            near = get_close_matches(name, self.table, n=1)
            meant = f" Did you mean {near[0]}?" if near else ""
            ctx.fail(f"There is no command {name!r}.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))
