"""Actions in words, for the results and for the room."""

from textual.content import Content

from pmo_gameboard.game.actions import action_words, in_order, is_overdue
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.state import Action
from pmo_gameboard.tui.page import Line, hang

SHOWN = 5
"""How many open actions a page names; it counts the rest."""


def open_actions(survey: Survey, width: int) -> list[Line]:
    """The open actions, what is overdue first."""
    actions = [action for action in in_order(survey.game) if action.state == "open"]
    lines: list[Line] = [_action(survey, action, width) for action in actions[:SHOWN]]
    more = len(actions) - SHOWN
    return [*lines, f"  and {more} more"] if more > 0 else lines


def _action(survey: Survey, action: Action, width: int) -> Content:
    late = is_overdue(action, survey.today)
    words = action_words(survey.game, action, survey.today)
    text = Content.assemble(
        (action.text, "bold"), "  ", (words, "bold $warning" if late else "$quiet")
    )
    return hang("! " if late else "- ", "bold", text, width)
