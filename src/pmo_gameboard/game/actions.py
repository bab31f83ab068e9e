"""Actions: what somebody is to do, by when, and what became of it."""

from datetime import date

from pmo_gameboard.board.periods import age
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.state import MAX_ACTIONS, MOST_EVER, Action, Game

MAX_WORDS = 400
"""The most characters of an action."""

MAX_OWNER = 80
"""The most characters of an owner's name."""

UNOWNED = "nobody yet"


def add_action(
    game: Game,
    text: str,
    today: date,
    by: str = "",
    *,
    owner: str = "",
    due: date | None = None,
    square: str | None = None,
) -> Game:
    """Agree on something to be done.

    Args:
        game: The game.
        text: What is to be done.
        today: The day it is agreed.
        by: Who writes it down.
        owner: Who does it; empty where nobody does yet.
        due: By when.
        square: The id of the stop it comes from.

    Raises:
        MoveError: Nothing is said, or too much, or the game has too many actions.
    """
    if len(game.actions) >= MAX_ACTIONS:
        raise MoveError(f"A game keeps {MAX_ACTIONS:,} actions at the most.")
    check_action_numbers(game.next_action + 1)
    if square is not None and square not in game.board.squares_by_id:
        raise MoveError(f"This board has no square {square[:60]}.")
    action = Action(
        id=f"a{game.next_action}",
        text=_text(text),
        on=today,
        by=by,
        owner=_owner(owner),
        due=due,
        square=square,
    )
    update = {"actions": (*game.actions, action), "next_action": game.next_action + 1}
    return game.model_copy(update=update)


def change_action(
    game: Game,
    action_id: str,
    *,
    text: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    no_due: bool = False,
) -> Game:
    """Say an action otherwise, give it to somebody else or move its date; None leaves it.

    Args:
        game: The game.
        action_id: The action.
        text: What is to be done.
        owner: Who does it; empty for nobody.
        due: By when.
        no_due: Take the date away.

    Raises:
        MoveError: The action is not there, or what is said does not fit.
    """
    action = find_action(game, action_id)
    changed = action.model_copy(
        update={
            "text": action.text if text is None else _text(text),
            "owner": action.owner if owner is None else _owner(owner),
            "due": None if no_due else due or action.due,
        }
    )
    return _with(game, changed)


def do_action(game: Game, action_id: str, today: date) -> Game:
    """Note that an action is done."""
    return _closed(game, action_id, "done", today)


def drop_action(game: Game, action_id: str, today: date) -> Game:
    """Note that an action is not going to be done."""
    return _closed(game, action_id, "dropped", today)


def reopen_action(game: Game, action_id: str) -> Game:
    """Take up an action again that was done or dropped."""
    action = find_action(game, action_id)
    return _with(game, action.model_copy(update={"state": "open", "closed": None}))


def find_action(game: Game, action_id: str) -> Action:
    """An action by its id.

    Raises:
        MoveError: It is not there.
    """
    found = next((action for action in game.actions if action.id == action_id), None)
    if found is None:
        raise MoveError("That action is not there any more.")
    return found


def check_action_numbers(next_action: int) -> None:
    """Check that a game may have had so many actions.

    Raises:
        MoveError: It is more than their ids have room for.
    """
    if next_action > MOST_EVER:
        raise MoveError(
            f"This game has had {MOST_EVER:,} actions, which is as many as it can.",
            hint="Change one that is there, or start a new game.",
        )


def in_order(game: Game) -> tuple[Action, ...]:
    """All actions: the open ones by their dates and then those without, the closed ones last."""

    def key(action: Action) -> tuple[bool, bool, date, int]:
        closed = action.state != "open"
        day = action.closed if closed else action.due
        number = int(action.id[1:])
        if closed:  # the latest first
            return (True, False, date.fromordinal(date.max.toordinal() - _days(day)), -number)
        return (False, action.due is None, day or date.max, number)

    return tuple(sorted(game.actions, key=key))


def is_overdue(action: Action, today: date) -> bool:
    """Whether an action is open and its day has passed."""
    return action.state == "open" and action.due is not None and action.due < today


def when_words(action: Action, today: date) -> str:
    """An action's date in words: ``2 weeks overdue``, ``due Fri 4 Dec``, ``done Mon 30 Nov``."""
    if action.state != "open":
        return (
            f"{action.state} {show_date(action.closed, today)}" if action.closed else action.state
        )
    if action.due is None:
        return "no date"
    if action.due < today:
        return f"{age(action.due, today)} overdue"
    return "due today" if action.due == today else f"due {show_date(action.due, today)}"


def action_words(game: Game, action: Action, today: date) -> str:
    """An action in one line, without its text: ``Dana, due Fri 4 Dec, from square 4b``."""
    parts = [action.owner or UNOWNED, when_words(action, today)]
    if action.square is not None:
        parts.append(f"from square {game.board.squares_by_id[action.square].label}")
    return ", ".join(parts)


def _days(day: date | None) -> int:
    return day.toordinal() - 1 if day else 0


def _closed(game: Game, action_id: str, state: str, today: date) -> Game:
    action = find_action(game, action_id)
    if action.state == state:
        return game  # it stays closed on the day it was
    return _with(game, action.model_copy(update={"state": state, "closed": today}))


def _with(game: Game, changed: Action) -> Game:
    actions = tuple(changed if each.id == changed.id else each for each in game.actions)
    return game.model_copy(update={"actions": actions})


def _text(text: str) -> str:
    text = one_line(text)
    if not text:
        raise MoveError("An action needs words.", hint="Say what somebody is to do.")
    if len(text) > MAX_WORDS:
        raise MoveError(
            f"An action has {MAX_WORDS} characters at the most.", hint="Say it in a sentence."
        )
    return text


def _owner(name: str) -> str:
    name = one_line(name)
    if len(name) > MAX_OWNER:
        raise MoveError(f"A name has {MAX_OWNER} characters at the most.")
    return name
