"""What the screens of a game ask for in a dialog, and the moves that come of the answers."""

from collections.abc import Callable
from datetime import date
from functools import partial

from pmo_gameboard.game import actions
from pmo_gameboard.game.actions import add_action, when_words
from pmo_gameboard.game.check_ins import name_check_in
from pmo_gameboard.game.dates import parse_date, show_date
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.game.state import Action
from pmo_gameboard.tui.dialogs.action import ActionScreen, Agreed
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.screens.game_screen import GameScreen

DAYS = "fri, +2w, 3 dec"
"""Days as people type them."""


def new_action(screen: GameScreen) -> None:
    """Ask for an action that comes from where the screen is."""
    session, stop_id = screen.session, screen.origin
    square = session.game.board.squares_by_id[stop_id] if stop_id else None

    def add(agreed: Agreed | None) -> None:
        if agreed is None:
            return
        move = partial(
            add_action,
            session.game,
            agreed.text,
            session.today,
            session.by,
            owner=agreed.owner,
            due=agreed.due,
            square=stop_id,
        )
        if screen.make(move, "a new action"):
            when = when_words(session.game.actions[-1], session.today)
            screen.tell(f"Agreed, {when}. The board shows all actions on “a”.")

    origin = f" from square {square.label}" if square else ""
    screen.app.push_screen(ActionScreen(session.today, origin=origin), add)


def change_action(screen: GameScreen, action: Action) -> None:
    """Ask how an action is to be from now on."""
    session = screen.session

    def change(agreed: Agreed | None) -> None:
        if agreed is not None:
            screen.make(
                lambda: actions.change_action(
                    session.game,
                    action.id,
                    text=agreed.text,
                    owner=agreed.owner,
                    due=agreed.due,
                    no_due=agreed.due is None,
                ),
                "an action changed",
            )

    screen.app.push_screen(ActionScreen(session.today, action), change)


def next_session(screen: GameScreen) -> None:
    """Ask when the team meets next."""
    session = screen.session

    def meet(text: str | None) -> None:
        if text is not None:
            day = parse_date(text, session.today) if text else None
            if screen.make(lambda: set_next_session(session.game, day), "the next session"):
                shown = show_date(day, session.today) if day else "not known yet"
                screen.tell(f"Next session: {shown}.")

    known = session.game.next_session
    ask = FieldScreen(
        "The next session",
        "When do you meet next? Leave it empty if you do not know yet.",
        lambda text: text and parse_date(text, session.today),
        value=known.isoformat() if known else "",
        example=DAYS,
    )
    screen.app.push_screen(ask, meet)


def check_in(screen: GameScreen) -> None:
    """Ask under which name to keep how things stand today."""
    session = screen.session

    def keep(name: str | None) -> None:
        if name is not None and screen.make(
            lambda: name_check_in(session.survey, name), f"check-in {name}"
        ):
            screen.tell(f"“{name}” is kept: how the board stands today.")

    ask = FieldScreen(
        "A check-in",
        "What is it called? The board of today is kept under this name.",
        lambda name: name_check_in(session.survey, name),
        example="Q3 review",
    )
    screen.app.push_screen(ask, keep)


def another_day(screen: GameScreen, title: str, then: Callable[[date], None]) -> None:
    """Ask to which day something moves."""
    today = screen.session.today

    def take(text: str | None) -> None:
        if text is not None:
            then(parse_date(text, today))

    ask = FieldScreen(
        title, "To which day?", lambda text: parse_date(text, today), example=DAYS, agree="Move"
    )
    screen.app.push_screen(ask, take)
