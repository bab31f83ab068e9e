"""Actions as the commands tell them, and the way they are closed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pmo_gameboard.board.problems import shorten
from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.actions import action_words, is_overdue
from pmo_gameboard.game.state import Action, Game
from pmo_gameboard.game.words import sentence
from pmo_gameboard.play.opening import change_game

Close = Callable[[Game, str, date], Game]
"""What notes that an action, by its id, is closed."""


def action_data(action: Action, today: date) -> dict[str, Any]:
    """An action for a program to read; null where nobody owns it or it has no date."""
    return {
        "id": action.id,
        "text": action.text,
        "state": action.state,
        "owner": action.owner or None,
        "due": action.due.isoformat() if action.due else None,
        "overdue": is_overdue(action, today),
        "square": action.square,
        "agreed": action.on.isoformat(),
        "closed": action.closed.isoformat() if action.closed else None,
    }


def action_lines(game: Game, action: Action, today: date) -> list[str]:
    """An action for a person to read."""
    return [
        f"{action.id:>4}  {action.text}",
        f"      {sentence(action_words(game, action, today))}",
    ]


def tell_action(game: Game, action: Action, today: date, *, as_json: bool) -> None:
    """Print one action."""
    if as_json:
        output.json_data(action_data(action, today))
    else:
        output.data("\n".join(action_lines(game, action, today)))


def numbered_action(game: Game, number: str) -> Action:
    """The action of a number as it is listed: ``a3``, or ``3``.

    Raises:
        MoveError: There is none.
    """
    wanted = number.strip().lower().removeprefix("a")
    found = next((action for action in game.actions if action.id == f"a{wanted}"), None)
    if found is None:
        raise MoveError(
            f"There is no action “{shorten(number)}” in “{game.name}”.",
            hint="`pmo-gameboard action list --all` lists them with their numbers.",
        )
    return found


def close_action(
    settings: Settings, given: str, number: str, closing: tuple[str, Close], *, as_json: bool
) -> None:
    """Close an action of a game and tell it; one that is closed so already stays as it is.

    Args:
        settings: What the shared options say.
        given: The game.
        number: The action's number.
        closing: What becomes of it, in a word and as a move.
        as_json: Whether a program reads what is told.

    Raises:
        GameboardError: There is no such game or action, or the game cannot be changed.
    """
    state, close = closing
    data, clock = settings.data_folder, the_clock()

    def move(game: Game, today: date, by: str) -> Game:
        del by
        action = numbered_action(game, number)
        if action.state == state:
            output.talk(f"It was {state} already.")
            return game
        return close(game, action.id, today)

    game = change_game(choose_game(data, given), data, clock, f"an action {state}", move)
    tell_action(game, numbered_action(game, number), clock.today(), as_json=as_json)
