"""Getting back: earlier versions of a game, and one game made of two."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from pmo_gameboard.errors import (
    GameboardError,
    GameNameError,
    MoveError,
    NewerSaveError,
    SaveError,
    StorageError,
    UnfitError,
)
from pmo_gameboard.game.differences import difference_words, differences
from pmo_gameboard.game.record import record_differences
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import sentence
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.files import name_anew, read_bytes
from pmo_gameboard.saves.format import FORMAT, MAX_BYTES, Save, load, next_revision
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.looking import is_there
from pmo_gameboard.saves.moving import told
from pmo_gameboard.saves.names import numbered
from pmo_gameboard.saves.reasons import (
    MERGE,
    Reason,
    before_restore,
    reason_words,
    time_words,
)
from pmo_gameboard.saves.rights import Rights, known_rights
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.snapshots import Snapshot, snapshots_of
from pmo_gameboard.saves.store import holds, read_save, write_new_save, write_save


@dataclass(frozen=True)
class Version:
    """An earlier version of a game.

    Attributes:
        number: Its place in the list, the newest being 1.
        save: What it holds; None where it cannot be read.
        problem: Why it cannot be read.
    """

    number: int
    snapshot: Snapshot
    save: Save | None
    problem: GameboardError | None


@dataclass(frozen=True)
class Restored:
    """What became of a save when an earlier version took its place.

    Attributes:
        set_aside: Where the broken file is now; None where it was whole, and was kept as a version.
    """

    save: Save
    set_aside: Path | None


@dataclass(frozen=True)
class VersionWords:
    """A version in words.

    Attributes:
        when: When it was saved: ``Tue 24 Nov 14:02``, with seconds where others are of that minute.
        where: The placement: ``Presumptuous, 4b Meet the top five (35%)``.
        differs: What differs from the game as it is now.
        reason: Why it was kept: ``before Anna Keller was deleted``; empty where time had passed.
        newest: Whether it was saved last of all.
    """

    when: str
    where: str
    differs: str
    reason: str = ""
    newest: bool = False

    @property
    def title(self) -> str:
        """When, and why: ``Tue 24 Nov 14:02 (the newest), before Anna Keller was deleted``."""
        when = f"{self.when} (the newest)" if self.newest else self.when
        return f"{when}, {self.reason}" if self.reason else when


def all_words(
    listed: Sequence[Version], current: Game | None, today: date
) -> list[tuple[Version, VersionWords]]:
    """The versions of a game, each in words that tell it from the others."""
    minutes = Counter(time_words(_saved_at(version), today) for version in listed)
    newest = max(
        (v for v in listed if v.save), key=lambda v: (_saved_at(v), -v.number), default=None
    )
    found = []
    for version in listed:
        told = version_words(version, current, today)
        if minutes[told.when] > 1:
            when = time_words(_saved_at(version), today, seconds=True)
            told = replace(told, when=when)
        found.append((version, replace(told, newest=version is newest)))
    return found


def version_words(version: Version, current: Game | None, today: date) -> VersionWords:
    """Say what a version is; ``current`` is the game as it is, where that can be read."""
    when = time_words(_saved_at(version), today)
    why = reason_words(version.snapshot.reason, today)
    if version.save is None:
        told = version.problem.message if version.problem else ""
        return VersionWords(when, "cannot be read", told, why)
    game = version.save.game
    return VersionWords(when, place_words(game, today), _differs(game, current, today), why)


def place_words(game: Game, today: date) -> str:
    """Where a game's token stands: ``Presumptuous, 4b Meet the top five (35%)``."""
    read = survey(game, today)
    here = read.here
    return f"{here.stage.short}, {here.square.label} {here.square.title} ({read.percent}%)"


def _saved_at(version: Version) -> datetime:
    return version.snapshot.at if version.save is None else version.save.saved_at


def _differs(game: Game, current: Game | None, today: date) -> str:
    if current is None:
        return ""
    try:
        return difference_words(
            differences(game, current, today), record_differences(game, current, today)
        )
    except MoveError as error:
        return error.message


def side_words(ours: datetime, theirs: datetime, today: date) -> str:
    """When two games that are to be one were saved, and which of them is the newer."""
    alike = time_words(ours, today) == time_words(theirs, today)
    mine, others = (time_words(at, today, seconds=alike) for at in (ours, theirs))
    newer = "Yours is the newer." if ours > theirs else "Theirs is the newer."
    return f"Yours was saved {mine}, theirs {others}. {newer if ours != theirs else ''}".rstrip()


def versions(path: Path, data: Path) -> list[Version]:
    """The earlier versions of a save, the newest first.

    Raises:
        StorageError: Their folder cannot be read.
    """
    return [
        _version(number, kept)
        for number, kept in enumerate(snapshots_of(path, data).all(), start=1)
    ]


def is_broken(problem: GameboardError) -> bool:
    """Whether a save is broken; one that a newer version of the program wrote is whole."""
    return isinstance(problem, SaveError) and not isinstance(problem, NewerSaveError)


def way_back(path: Path, data: Path, problem: GameboardError) -> Version | None:
    """The newest version that can take the place of a save with a problem; None for none."""
    if not is_broken(problem):
        return None
    try:
        return next((version for version in versions(path, data) if version.save is not None), None)
    except StorageError:  # what is wrong with the save is told; this is no way back from it
        return None


def restore(path: Path, data: Path, version: Version, by: str, now: datetime) -> Restored:
    """Put an earlier version in the place of a save; what is there now is kept.

    A save that can be read is kept as a version, one that cannot is set aside, next to it.

    Raises:
        GameInUseError: Another program has the game open.
        NewerSaveError: A newer version of the program wrote the save.
        GameboardError: The version cannot be read, or something could not be written; the save
            is as it was.
    """
    wanted = version.snapshot.read()
    with _locked(path, by, now) as lock:
        current = _keep(path, data, now, before_restore(wanted.saved_at))
        if current is None:
            like = known_rights(version.snapshot.path)
            beside = data if path.parent.parent == data else None
            return Restored(*_replace(path, wanted, now, like, beside))
        game = wanted.game.model_copy(update={"name": current.game.name})  # renamed since, maybe
        SaveFile(path, current, by=by, lock=lock).write_here(game, wanted.at, now)
        return Restored(read_save(path), None)


def reconcile(
    ours: Path, theirs: Path, seen: Save, merged: Game, data: Path, by: str, now: datetime
) -> None:
    """Make one game of a save that another program changed and the copy that was put beside it.

    Both are kept as versions of the one that stays; the copy goes.

    Args:
        ours: The copy.
        theirs: The save, which stays.
        seen: What was in it when the player chose.
        merged: What they chose.
        data: The data folder.
        by: Who plays.
        now: The time.

    Raises:
        GameInUseError: Another program has the save open.
        GameboardError: It was changed once more, or could not be written; nothing is lost.
    """
    with _locked(theirs, by, now) as lock:
        found = read_bytes(theirs, MAX_BYTES)
        if not holds(found, seen):
            raise SaveError("The other game was changed once more.", hint="Compare them again.")
        kept = snapshots_of(theirs, data)
        kept.keep_for(MERGE, read_bytes(ours, MAX_BYTES), now)
        kept.keep_for(MERGE, found, now)
        SaveFile(theirs, seen, by=by, lock=lock).write_here(
            merged.model_copy(update={"name": seen.game.name}), None, now
        )
    with contextlib.suppress(OSError):  # it is kept among the versions
        ours.unlink()


def last_opened(session: Session) -> Version | None:
    """The open game as it was when it was opened before; None where that is how it is.

    It is the newest version of an opening that is neither what was opened now nor what has become
    of it.
    """
    if session.snapshots is None or session.only_looked_at:
        return None
    try:
        listed = session.snapshots.all()
    except StorageError:  # the list of all versions says why
        return None
    for number, kept in enumerate(listed, start=1):
        version = _version(number, kept) if kept.reason.opened else None
        if version is not None and version.save is not None:
            game = version.save.game.model_copy(update={"name": session.game.name})
            if game not in (session.game, session.begun):
                return version
    return None


def offer_words(version: Version, current: Game, today: date) -> str:
    """What going back to how the game was would mean, before it is agreed to."""
    told = version_words(version, current, today)
    return (
        f"Go back to how it was when it was opened before, {told.when}? {told.where}. "
        f"{sentence(told.differs)} It is one step, and can be taken back."
    )


def go_back_to(session: Session, version: Version) -> None:
    """Let an open game be as a version has it, as one move; how it was is kept as a version.

    Raises:
        GameboardError: The version cannot be read, or another program has the game open.
    """
    wanted = version.snapshot.read()
    game = wanted.game.model_copy(update={"name": session.game.name})
    when = time_words(wanted.saved_at, session.today)
    reason = before_restore(wanted.saved_at)
    session.do(game, f"going back to {when}", reason=reason)


def pick(given: str, listed: list[Version]) -> Version:
    """The version of this number in the list.

    Raises:
        GameNameError: There is none.
    """
    for version in listed:
        if given == str(version.number):
            return version
    raise GameNameError(
        f"There is no version {given!a:.20}.", hint="Name one by its number in the list."
    )


def _version(number: int, snapshot: Snapshot) -> Version:
    try:
        return Version(number, snapshot, snapshot.read(), None)
    except GameboardError as problem:
        return Version(number, snapshot, None, problem)


@contextlib.contextmanager
def _locked(path: Path, by: str, now: datetime) -> Iterator[Lock]:
    lock = Lock(path, by, now)
    try:
        yield lock
    finally:
        lock.release(told=False)


def _keep(path: Path, data: Path, now: datetime, reason: Reason) -> Save | None:
    """Keep what is in a save as a version; None where there is none, or a broken one.

    Raises:
        NewerSaveError: A newer version of the program wrote it; it is left alone.
        StorageError: It cannot be read, which is not that it is broken; or it cannot be kept.
    """
    if not is_there(path):
        return None
    try:
        found = read_bytes(path, MAX_BYTES)
        current = load(found, str(path))
    except NewerSaveError:
        raise
    except (SaveError, UnfitError):
        return None
    snapshots_of(path, data).keep_for(reason, found, now)
    return current


def _replace(
    path: Path, wanted: Save, now: datetime, like: Rights | None, beside: Path | None
) -> tuple[Save, Path | None]:
    """Put a game in the place of a broken save, or of none; the save, and where the broken one is.

    Raises:
        StorageError: It could not be written; what was there is there again, unless only the
            last step failed, which makes the new one last through a power cut.
    """
    save = Save(
        format=FORMAT,
        revision=next_revision(wanted),
        saved_at=now,
        at=wanted.at,
        game=wanted.game,
    )
    if not is_there(path):
        write_new_save(path, save, like=like, beside=beside)
        return save, None
    had = known_rights(path)
    aside = _set_aside(path, now)
    try:
        if is_there(path):
            write_save(path, save)
        else:
            write_new_save(path, save, like=had)
    except BaseException:
        _take_back(path, aside)
        raise
    return save, aside


def _set_aside(path: Path, now: datetime) -> Path:
    """Give a broken save a second name, under which no list has it; a new one where it must be.

    A second name leaves it where it is until the new save takes its place in one step.
    """
    stem = f"{path.name}.broken-{now:%Y%m%d-%H%M%S}"
    with told("The broken save cannot be set aside", path):
        for name in numbered(stem, "-"):
            with contextlib.suppress(FileExistsError):
                name_anew(path, path.with_name(name))
                return path.with_name(name)
    raise AssertionError("there are always more numbers")


def _take_back(path: Path, aside: Path) -> None:
    """Let a save that was set aside be as it was, unless the new one is in its place after all."""
    with contextlib.suppress(OSError, StorageError):
        if not is_there(path):
            aside.rename(path)
        elif aside.samefile(path):
            aside.unlink()
