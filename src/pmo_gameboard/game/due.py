"""What asks for attention today: actions, squares gone stale, the next session."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pmo_gameboard.game.actions import action_words
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.state import Action
from pmo_gameboard.game.words import count, reason, sentence

SOON = timedelta(days=7)
"""How long before its day an action is told of."""


@dataclass(frozen=True)
class Due:
    """One thing that asks for attention.

    Attributes:
        kind: Which list it belongs to.
        id: The action's, or the stop's; empty for the session.
        title: What it is.
        words: Since when or by when, and whose it is.
        late: Whether its day has come; what only comes soon is told of, but is not due.
    """

    kind: Literal["session", "action", "stale"]
    id: str
    title: str
    words: str
    late: bool


def due_now(survey: Survey) -> tuple[Due, ...]:
    """What is due or soon will be: what is overdue, the session, what went stale, what comes."""
    today = survey.today
    actions = [action for action in survey.game.actions if _counts(action, today)]
    actions.sort(key=lambda action: action.due or today)
    found = [_of_action(survey, action) for action in actions]
    session = survey.game.next_session
    if session is not None and session <= today:
        passed = f"It was to be on {show_date(session, today)}."
        words = passed if session < today else "It is today."
        found.append(Due("session", "", "The next session", words, late=True))
    found += [
        Due(
            "stale",
            standing.square.id,
            f"{standing.square.label} {standing.square.title}",
            sentence(reason(survey, standing)),
            late=True,
        )
        for standing in survey.stale
    ]
    return tuple(sorted(found, key=lambda due: not due.late))


def due_words(due: Sequence[Due]) -> str:
    """How much of each is due, as one sentence; empty where nothing is."""
    late = [each for each in due if each.late]
    actions = sum(each.kind == "action" for each in late)
    stale = sum(each.kind == "stale" for each in late)
    parts = []
    if actions:
        parts.append(count(actions, "action is due", "actions are due"))
    if stale:
        parts.append(count(stale, "square is stale", "squares are stale"))
    if any(each.kind == "session" for each in late):
        parts.append("the next session is due")
    return sentence(", ".join(parts)) if parts else ""


def _counts(action: Action, today: date) -> bool:
    return action.state == "open" and action.due is not None and action.due - today <= SOON


def _of_action(survey: Survey, action: Action) -> Due:
    late = action.due is not None and action.due <= survey.today
    words = sentence(action_words(survey.game, action, survey.today))
    return Due("action", action.id, action.text, words, late)
