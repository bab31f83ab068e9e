"""The ways out of trouble with a save, in lines, and the way back to an earlier version."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.differences import differences
from pmo_gameboard.game.merge import Side, merge
from pmo_gameboard.game.record import beside_words, record_differences
from pmo_gameboard.plain.dialogue import Dialogue, Option, Way
from pmo_gameboard.plain.play import Play
from pmo_gameboard.play.recovery import (
    Version,
    all_words,
    reconcile,
    restore,
    side_words,
    version_words,
    versions,
)
from pmo_gameboard.play.troubles import Trouble
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.names import destination
from pmo_gameboard.saves.store import read_save

_SIDES: dict[Side, str] = {
    "both": "Keep both",
    "ours": "Keep yours",
    "theirs": "Keep theirs",
}


def mend(play: Play, trouble: Trouble) -> Way | None:
    """Do something about what keeps the game from being saved where it should be."""
    match trouble.kind:
        case "read_only":
            play.onward = play.session.path
            return Way.BACK
        case "not_saved":
            save_elsewhere(play)
        case "conflict":
            return _make_one(play)
    return None


def save_elsewhere(play: Play) -> bool:
    """Ask for a file or a folder and write the game there; whether it is written."""
    typed = play.talk.ask(
        f"The game keeps trying where it is: {play.session.path}. "
        "Or type another folder, or a file ending in .json, and go on there."
    )
    if typed is None:
        return False
    path = destination(typed, play.session.path.name)
    play.session.save_elsewhere(path)
    play.session.flush()
    play.talk.say(f"The game is saved, and goes on, here: {path}")
    return True


def _make_one(play: Play) -> Way | None:
    """Show both games square by square, and make one of them."""
    session, theirs = play.session, play.session.theirs
    if theirs is None:
        return None
    seen = read_save(theirs)
    choices: dict[str, Side] = {}
    play.talk.say(
        "Somebody changed this game while you played it, so you have been writing to a copy. "
        "Whatever you choose, both games stay among the earlier versions."
    )
    with play.talk.unfinished("Both games are as they were."):
        play.talk.say(side_words(session.saved_at, seen.saved_at, play.today))
        play.talk.say(*map(beside_words, record_differences(play.game, seen.game, play.today)))
        for item in differences(play.game, seen.game, play.today):
            title = (
                f"Square {item.square.label} {item.square.title}\n"
                f"Yours: {item.ours}\nTheirs: {item.theirs}"
            )
            side = play.talk.choose(title, [Option(words, each) for each, words in _SIDES.items()])
            if side is None:
                play.talk.say("Both games are as they were.")
                return None
            choices[item.square.id] = side
        merged = merge(play.game, seen.game, choices)
        agreed = play.talk.agree("Make one game of both?")
    if not agreed or not session.flush():
        play.talk.say("Both games are as they were.")
        return None
    ours = session.path
    session.close()
    try:
        reconcile(ours, theirs, seen, merged, play.data, session.by, play.clock.now())
    except GameboardError as error:
        play.talk.say(f"That did not work. {error}")
        play.onward = ours
    else:
        play.talk.say("Both are one game again. Both are among its earlier versions.")
        play.onward = theirs
    return Way.BACK


def go_back(play: Play) -> Way | None:
    """Show the earlier versions of the open game, and go back to one."""
    path = play.session.path
    version = choose_version(play.talk, play.data, path, play.clock)
    if version is None or not play.session.flush():
        return None
    play.session.close()
    play.onward = path
    _try(play, partial(restore_version, play.talk, play.data, path, version, play.clock))
    return Way.BACK


def choose_version(talk: Dialogue, data: Path, path: Path, clock: Clock) -> Version | None:
    """Let the player choose an earlier version of a save; None where they leave it as it is."""
    try:
        listed = versions(path, data)
    except GameboardError as error:
        talk.say(str(error))
        return None
    if not listed:
        talk.say("No earlier version was kept yet: one is, every ten minutes of change.")
        return None
    try:
        current = read_save(path).game
    except GameboardError:
        current = None
    options = []
    for version, told in all_words(listed, current, clock.today()):
        words = f"{told.title}: {told.where}. {told.differs}".rstrip(". ")
        options.append(Option(words, (version, told.when)))
    chosen = talk.choose(
        "Earlier versions. Nothing is lost by going back: what the game holds now is kept too.",
        options,
        back="Leave everything as it is",
    )
    if chosen is None or not talk.agree(f"Go back to the version of {chosen[1]}?"):
        return None
    return chosen[0]


def restore_version(talk: Dialogue, data: Path, path: Path, version: Version, clock: Clock) -> None:
    """Go back to a version, and say what became of the save.

    Raises:
        GameboardError: It could not be done; the save is as it was.
    """
    done = restore(path, data, version, "", clock.now())
    when = version_words(version, None, clock.today()).when
    kept = f" The broken save is kept: {done.set_aside}." if done.set_aside else ""
    talk.say(f"“{done.save.game.name}” is back, as it was on {when}.{kept}")


def may_leave(play: Play) -> bool:
    """Whether the game is saved, or the player wants to leave all the same."""
    while not play.session.flush():
        reason = play.session.why_unsaved or "The disk does not answer."
        options = [
            Option("Try again", "again"),
            Option("Save elsewhere", "elsewhere"),
            Option("Leave all the same: what you wrote since the last save is lost", "leave"),
        ]
        match play.talk.choose(f"NOT SAVED: {reason}", options, back="Stay"):
            case None:
                return False
            case "leave":
                return True
            case "elsewhere":
                _try(play, partial(save_elsewhere, play))
    return True


def _try(play: Play, act: Callable[[], object]) -> None:
    """Do something that may fail, and say so where it does."""
    try:
        act()
    except GameboardError as error:
        play.talk.say(f"That did not work. {error}")
