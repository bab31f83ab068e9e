"""The ``pmo-gameboard`` program: the commands it knows, and the one edge that errors end at."""

from importlib import import_module

import click

from pmo_gameboard import __version__
from pmo_gameboard.cli import output
from pmo_gameboard.cli.lazy import LazyGroup
from pmo_gameboard.cli.options import Settings, data_option, examples, screen_options

PROGRAM = "pmo-gameboard"


# In the order in which a newcomer needs them.
COMMANDS = {
    "play": "Go on with a game, the latest one unless you name another.",
    "new": "Start a game.",
    "demo": "Rehearse on a copy of the sample game.",
    "games": "List your games, the one played last first.",
    "status": "Say where a game stands, and what to do next.",
    "notes": "Follow a game in a second terminal, with the facilitator's notes.",
    "action": "List, add and close actions.",
    "pulse": "Show what the team and the customers say, or add it from a file.",
    "compare": "Put games, or days of one, side by side.",
    "restore": "List the earlier versions of a game, or go back to one.",
    "board": "Check, list and show boards.",
    "doctor": "Look at what the game needs, and say what is amiss.",
}

ENDINGS = """\b
Exit codes: 0 fine, 1 something is due, differs or is amiss, 2 wrong usage or a bad file,
3 the game is in use or was changed elsewhere, 4 a file could not be read or written,
70 a fault of the program, 130 interrupted.

"""


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=ENDINGS
    + examples(
        "pmo-gameboard                  the home screen: resume, start, rehearse",
        'pmo-gameboard new "Our PMO"    start a game',
        "pmo-gameboard play             go on where you stopped",
        "pmo-gameboard status           where you stand, without a screen",
    ),
)
@data_option
@screen_options
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context) -> object:
    """A board game that shows where your PMO stands, and what to do next.

    On its own it opens the home screen.
    """
    if ctx.invoked_subcommand is not None:
        return None
    home = import_module("pmo_gameboard.cli.commands.home")
    return ctx.invoke(home.command)


def main() -> int:
    """Run the program on the arguments it was called with, and return its exit code."""
    settings = Settings()
    return output.ending(
        lambda: program.main(prog_name=PROGRAM, standalone_mode=False, obj=settings),
        lambda: settings.data_folder,
    )
