"""``pmo-gameboard action list``: what is to be done."""

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.actions import action_data, action_lines
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.game.actions import in_order
from pmo_gameboard.saves.store import read_save


@click.command(
    epilog=examples(
        "pmo-gameboard action list",
        'pmo-gameboard action list "Our PMO" --all    with those that are done or dropped',
        "pmo-gameboard action list --json",
    )
)
@click.argument("game", required=False)
@click.option("--all", "closed_too", is_flag=True, help="List those done or dropped too.")
@json_option
@data_option
@pass_settings
def command(settings: Settings, game: str | None, *, closed_too: bool, as_json: bool) -> None:
    """List what is to be done, by its dates.

    GAME is a game's name, or the path of its file; the latest game when it is left out. The
    number before each action, such as a3, is what “action done” takes.
    """
    today = the_clock().today()
    played = read_save(choose_game(settings.data_folder, game)).game
    actions = [each for each in in_order(played) if closed_too or each.state == "open"]
    if as_json:
        output.json_data([action_data(action, today) for action in actions])
        return
    if not actions:
        kind = "actions" if closed_too else "open actions"
        output.talk(f"There are no {kind} in “{played.name}”.")
    for action in actions:
        output.data("\n".join(action_lines(played, action, today)))
