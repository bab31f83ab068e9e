"""The ways out of trouble with a save, and back to an earlier version, each with its question."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.differences import differences
from pmo_gameboard.game.record import record_differences
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.recovery import (
    go_back_to,
    last_opened,
    offer_words,
    reconcile,
    restore,
    side_words,
    versions,
)
from pmo_gameboard.play.session import Session
from pmo_gameboard.play.troubles import Trouble
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.conflict import ConflictScreen
from pmo_gameboard.tui.dialogs.save_elsewhere import SaveElsewhereScreen
from pmo_gameboard.tui.dialogs.versions import VersionsScreen
from pmo_gameboard.tui.messages import OpenGame

if TYPE_CHECKING:
    from pmo_gameboard.tui.app import GameboardApp


def mend(app: "GameboardApp", session: Session, trouble: Trouble) -> None:
    """Begin what the line at the top offers."""
    match trouble.kind:
        case "read_only":
            app.open_game(OpenGame(session.path))
        case "not_saved":
            screen = SaveElsewhereScreen(session, session.why_unsaved)
            app.push_screen(screen, partial(_say_where, app))
        case "conflict":
            compare(app, session)


def compare(app: "GameboardApp", session: Session) -> None:
    """Show both games, and make one of them if the player wants it."""
    theirs = session.theirs
    if theirs is None:
        return
    try:
        seen = read_save(theirs)
        found = differences(session.game, seen.game, session.today)
        record = record_differences(session.game, seen.game, session.today)
    except GameboardError as error:
        app.tell(str(error), "error")
        return

    def make_one(merged: Game | None) -> None:
        if merged is not None and app.let_go():
            _reconcile(app, session, theirs, seen, merged)

    when = side_words(session.saved_at, seen.saved_at, session.today)
    app.push_screen(ConflictScreen(session.game, seen.game, found, record, when), make_one)


def choose_version(app: "GameboardApp", path: Path, name: str, problem: str = "") -> None:
    """Show the earlier versions of a save, and go back to one if the player wants it."""
    clock = app.setting.clock
    try:
        listed = versions(path, app.data)
    except GameboardError as error:
        app.tell(str(error), "error")
        return
    try:
        current = None if problem else read_save(path).game
    except GameboardError as error:
        current, problem = None, str(error)

    def go_back(number: int | None) -> None:
        if number is None or not app.let_go():
            return
        try:
            done = restore(path, app.data, listed[number - 1], "", clock.now())
        except GameboardError as error:
            app.tell(str(error), "error")
        else:
            kept = f"The broken save is kept: {done.set_aside}." if done.set_aside else ""
            app.tell(f"“{done.save.game.name}” is back. {kept}".strip())
        app.open_game(OpenGame(path))

    app.push_screen(VersionsScreen(name, listed, current, clock.today(), problem), go_back)


def offer_last_opened(app: "GameboardApp", session: Session) -> None:
    """Offer how the game was when it was opened before, where there is nothing to take back."""
    version = last_opened(session)
    where = "Ctrl+P, “earlier versions”, lists all there are."
    if version is None:
        app.clear_notifications()
        app.tell(f"There is nothing to take back. {where}")
        return

    def go_back(agreed: bool | None) -> None:  # noqa: FBT001  # a screen's answer
        if agreed:
            try:
                go_back_to(session, version)
            except GameboardError as error:
                app.tell(str(error), "error")
            else:
                app.tell("The game is as it was then. Ctrl+Z takes that back.")

    words = offer_words(version, session.game, session.today)
    screen = ConfirmScreen(
        "There is nothing to take back", f"{words} {where}", yes="Go back", no="Stay here"
    )
    app.push_screen(screen, go_back)


def _say_where(app: "GameboardApp", path: Path | None) -> None:
    if path is not None:
        app.tell(f"The game is saved, and goes on, here: {path}")


def _reconcile(
    app: "GameboardApp", session: Session, theirs: Path, seen: Save, merged: Game
) -> None:
    ours = session.path
    try:
        reconcile(ours, theirs, seen, merged, app.data, session.by, app.setting.clock.now())
    except GameboardError as error:
        app.tell(str(error), "error")
        app.open_game(OpenGame(ours))
    else:
        app.tell("Both are one game again. Both are among its earlier versions.")
        app.open_game(OpenGame(theirs))
