"""A save that two members of a group play by turns, and root now and then."""

import random
import stat
from collections.abc import Callable
from pathlib import Path

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.play.opening import change_game, open_session
from pmo_gameboard.play.recovery import restore, versions
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.snapshots import snapshots_of
from reliability.figures import Figures, Tally
from reliability.moves import NOW, Hurried, begun, last_move, moved, save_of
from reliability.users import ANN, BO, TEAM, ChildError, User, as_ordinary_user, room, why_not

SHUT_OUT = "players who could not read or write any more"
OPENED = "files or folders that became more open, or the group's no more"

STEPS = 4
"""So many things are done in each game."""


def shared_by_turns(folder: Path, size: int, seed: int) -> Figures:  # noqa: ARG001 (root's alone)
    """Play ``size`` games by turns; after each step both must be able to play on."""
    tally = Tally(SHUT_OUT, OPENED)
    if why := why_not(two=True):
        return tally.figures(seed, skipped=why)
    chance = random.Random(seed)  # noqa: S311 (no secret)
    for _ in range(size):
        with room(ANN, TEAM, 0o2770) as data:
            path = as_ordinary_user(lambda: Library(data).add(save_of(begun())), ANN)
            path.chmod(0o660)
            for number in range(STEPS):
                who, what = chance.choice((ANN, BO, None)), chance.choice((play, rename, go_back))
                try:
                    path = _as(who, what, path, data)
                except ChildError as error:
                    tally.wrong(SHUT_OUT, f"{what.__name__} by {who}: {error}")
                tally.tries += 1
                _judge(path, data, number, tally)
    return tally.figures(seed)


def play(path: Path, data: Path) -> Path:
    """Make a move, of which a version is kept."""
    change_game(path, data, Hurried(), "a story", lambda game, *_: moved(game, last_move(game) + 1))
    return path


def rename(path: Path, data: Path) -> Path:
    """Give the game another name, and its first one back the next time."""
    return Library(data).rename(path, "Ours" if path.stem != "ours" else "Theirs")


def go_back(path: Path, data: Path) -> Path:
    """Go back to the newest version."""
    listed = versions(path, data)
    if listed:
        restore(path, data, listed[0], "", NOW)
    return path


def _as(who: User | None, what: Callable[[Path, Path], Path], path: Path, data: Path) -> Path:
    """Do something as a user, or as root."""
    return what(path, data) if who is None else as_ordinary_user(lambda: what(path, data), who)


def _judge(path: Path, data: Path, number: int, tally: Tally) -> None:
    """See that both can open the game to write it, and who else can do what with it."""
    for who in (ANN, BO):
        try:
            told = as_ordinary_user(lambda: _opened(path, data), who)
        except ChildError as error:
            told = str(error)
        if told:
            tally.wrong(SHUT_OUT, f"after step {number}, {who.number}: {told}")
    for each in (path, *(kept.path for kept in snapshots_of(path, data).all())):
        found = each.stat()
        if (found.st_gid, stat.S_IMODE(found.st_mode)) != (TEAM, 0o660):
            tally.wrong(OPENED, f"{each}: {found}")
    for each in data.rglob("*"):
        if each.stat().st_mode & 0o007 or not each.stat().st_uid:
            tally.wrong(OPENED, f"{each}: {each.stat()}")


def _opened(path: Path, data: Path) -> str:
    """Why a game cannot be opened to be written; empty where it can be."""
    try:
        session = open_session(path, data, Clock(), lambda _: None)
    except GameboardError as error:
        return str(error)
    told = session.barred or (f"{session.holder}" if session.holder else "")
    if last_move(session.game) < 0:
        told = "it is not whole"
    session.close()
    return told
