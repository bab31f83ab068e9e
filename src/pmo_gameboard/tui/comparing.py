"""Putting the open game beside others: found behind the screen, chosen from a list."""

from typing import TYPE_CHECKING

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.comparison import Side, side_of
from pmo_gameboard.play.comparable import sides_beside
from pmo_gameboard.tui.dialogs.pick_sides import PickSidesScreen
from pmo_gameboard.tui.screens.compare import CompareScreen

if TYPE_CHECKING:
    from pmo_gameboard.play.session import Session
    from pmo_gameboard.tui.app import GameboardApp


def offer(app: "GameboardApp", session: "Session | None") -> None:
    """Read what there is, on a thread of its own, and ask on the app's."""
    if session is None:
        return
    try:
        sides = sides_beside(session.game, session.path, app.data, session.today)
    except GameboardError as error:
        app.call_later(app.tell, str(error), "error")
        return

    def show(picked: tuple[Side, ...] | None) -> None:
        if picked:
            app.push_screen(CompareScreen([side_of(session.survey, "Today"), *picked]))

    def ask() -> None:
        app.push_screen(PickSidesScreen(sides), show)

    app.call_later(ask)
