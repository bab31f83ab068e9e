"""Actions in lines: what somebody is to do, by when, and what became of it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from pmo_gameboard.game.actions import (
    UNOWNED,
    action_words,
    add_action,
    change_action,
    do_action,
    drop_action,
    find_action,
    in_order,
    reopen_action,
    when_words,
)
from pmo_gameboard.game.state import Action, Game
from pmo_gameboard.game.words import clip, count, sentence
from pmo_gameboard.plain.dates import NONE, TAKES_AWAY, ask_date, spoken_date
from pmo_gameboard.plain.dialogue import Act, Menu, Option, Way, Word
from pmo_gameboard.plain.play import Play

_DROPS = "0 drops the action, and nothing of it is kept."


def open_actions(play: Play) -> None:
    """List the actions, the open ones first, and change them."""
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    ordered = in_order(play.game)
    number = sum(action.state == "open" for action in ordered)
    options: list[Option[Act]] = [
        Option(
            f"{action.text} ({action_words(play.game, action, play.today)})",
            partial(open_action, play, action.id),
        )
        for action in ordered
    ]
    options.append(Option("Agree on an action", partial(add_one, play)))
    title = f"{count(number, 'action is', 'actions are')} open" if ordered else "No actions yet"
    return Menu(f"{title}.", options)


def add_one(play: Play, stop_id: str | None = None) -> None:
    """Ask for an action, whose it is and by when, and agree on it."""
    text = play.talk.ask("What is somebody to do?")
    if text is None:
        return
    left = f"The action “{clip(text)}” was not agreed."
    with play.talk.unfinished(left):
        agreed = _whose_and_when(play)
    if agreed is None:
        play.talk.say(left)
        return
    owner, day = agreed
    _make(
        play,
        lambda: add_action(
            play.game, text, play.today, play.by, owner=owner, due=day, square=stop_id
        ),
        f"action “{clip(text)}”",
    )


def _whose_and_when(play: Play) -> tuple[str, date | None] | None:
    """Who does it and by when, which may both be left open; None where the player goes back."""
    prompt = "Who does it? An empty line leaves it to nobody yet."
    owner = play.talk.line(prompt, prose=True, leave=_DROPS)
    if owner is Way.BACK:
        return None
    no_date = "An empty line sets no date."
    day = ask_date(play.talk, "By when?", no_date, play.today, leave=_DROPS)
    if day is Way.BACK:
        return None
    return owner if isinstance(owner, str) else "", day if isinstance(day, date) else None


def open_action(play: Play, action_id: str) -> None:
    """Offer what can become of an action, until the player goes back."""
    play.talk.menu(lambda: _one(play, action_id))


def _one(play: Play, action_id: str) -> Menu:
    action = find_action(play.game, action_id)
    title = f"{action.text} ({action_words(play.game, action, play.today)})"
    if action.state != "open":
        again = partial(_close, play, action, "taken up again", reopen_action)
        return Menu(title, [Option("Take it up again", again)])
    done = partial(do_action, today=play.today)
    dropped = partial(drop_action, today=play.today)
    options: list[Option[Act]] = [
        Option("Done", partial(_close, play, action, "done", done)),
        Option(f"Another date: {when_words(action, play.today)}", partial(_move, play, action)),
        Option(f"Another owner: {action.owner or UNOWNED}", partial(_hand_over, play, action)),
        Option("Say it otherwise", partial(_reword, play, action)),
        Option("Drop it", partial(_close, play, action, "dropped", dropped)),
    ]
    return Menu(title, options)


def _close(play: Play, action: Action, words: str, move: Callable[[Game, str], Game]) -> Way:
    _make(
        play,
        lambda: move(play.game, action.id),
        f"action “{clip(action.text)}” {words}",
        action.id,
    )
    return Way.BACK


def _move(play: Play, action: Action) -> None:
    given = ask_date(play.talk, "By when?", TAKES_AWAY, play.today, {NONE})
    if isinstance(given, Way):
        return
    day = given if isinstance(given, date) else None
    _make(
        play,
        lambda: change_action(play.game, action.id, due=day, no_due=day is None),
        f"date of action “{clip(action.text)}”",
        action.id,
    )


def _hand_over(play: Play, action: Action) -> None:
    prompt = f"Who does it? “{NONE}” leaves it to nobody yet."
    typed = play.talk.line(prompt, prose=True, words={NONE})
    if isinstance(typed, Way):
        return
    owner = "" if isinstance(typed, Word) else typed
    _make(
        play,
        lambda: change_action(play.game, action.id, owner=owner),
        f"owner of action “{clip(action.text)}”",
        action.id,
    )


def _reword(play: Play, action: Action) -> None:
    text = play.talk.ask("What is somebody to do?")
    if text is not None:
        _make(
            play,
            lambda: change_action(play.game, action.id, text=text),
            f"words of action “{clip(action.text)}”",
            action.id,
        )


def _make(play: Play, move: Callable[[], Game], words: str, action_id: str | None = None) -> None:
    """Make a move and say how the action stands after it; it is the newest where none is named."""
    play.make(
        move,
        words,
        said=lambda: _told(play, find_action(play.game, action_id or play.game.actions[-1].id)),
    )


def _told(play: Play, action: Action) -> str:
    """An action as it is now, its day as it was read."""
    when = when_words(action, play.today)
    if action.state == "open" and action.due is not None:
        when = f"due {spoken_date(action.due, play.today)}"
    return sentence(f"“{clip(action.text)}”: {action.owner or UNOWNED}, {when}")
