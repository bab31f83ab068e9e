"""Deleted games, and the way back for them: nothing is ever erased."""

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameboardError, GameNameError, StorageError
from pmo_gameboard.play.recovery import place_words
from pmo_gameboard.saves.files import make_folder, name_anew
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import SUFFIX, Library
from pmo_gameboard.saves.looking import listed
from pmo_gameboard.saves.moving import move_folder, put_versions_away, told, versions_of
from pmo_gameboard.saves.names import MAX_NAME
from pmo_gameboard.saves.reasons import time_words
from pmo_gameboard.saves.rights import known_rights
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save


@dataclass(frozen=True)
class Deleted:
    """A game that was deleted.

    Attributes:
        path: Its file, in the folder of deleted games.
        name: What it was called.
        save: What it holds; None where it cannot be read.
        problem: Why it cannot be read.
    """

    path: Path
    name: str
    save: Save | None
    problem: str = ""


@dataclass(frozen=True)
class BroughtBack:
    """A game that is back.

    Attributes:
        was: What it was called.
        name: What it is called now; another game may have had its name meanwhile.
    """

    path: Path
    was: str
    name: str

    @property
    def words(self) -> str:
        """That it is back, and under which name."""
        called = "" if self.name == self.was else f", and is called “{self.name}” now"
        return f"“{self.was}” is back{called}."


def deleted_games(data: Path) -> list[Deleted]:
    """The games that were deleted, by their names.

    Raises:
        StorageError: Their folder cannot be read.
    """
    found = [
        path
        for path in listed(Library(data).deleted)
        if path.suffix.lower() == SUFFIX and not path.name.startswith(".")
    ]
    return sorted(map(_deleted, found), key=lambda each: (each.name.casefold(), each.path.name))


def deleted_words(game: Deleted, today: date) -> str:
    """A deleted game in words: where its token stands, and when it was played."""
    if game.save is None:
        return game.problem
    where, when = place_words(game.save.game, today), time_words(game.save.saved_at, today)
    return f"{where}, played {when}"


def find_deleted(data: Path, given: str) -> list[Deleted]:
    """The deleted games of a name; of several, the name of the file tells them apart."""
    wanted = given.strip()
    games = deleted_games(data)
    by_file = [game for game in games if wanted == game.path.stem]
    by_name = [game for game in games if wanted.casefold() == game.name.casefold()]
    return by_name if len(by_name) == 1 else by_file or by_name


def pick_deleted(data: Path, given: str) -> Deleted:
    """The one deleted game that is meant.

    Raises:
        GameNameError: There is none, or more than one.
    """
    found = find_deleted(data, given)
    if len(found) == 1:
        return found[0]
    named = one_line(given)[:MAX_NAME]
    if not found:
        raise GameNameError(
            f"No game called “{named}” was deleted.",
            hint="`pmo-gameboard restore --undelete` lists those that were.",
        )
    files = " or ".join(f"“{game.path.stem}”" for game in found)
    raise GameNameError(
        f"{len(found)} games called “{named}” were deleted.", hint=f"Say which is meant: {files}."
    )


def bring_back(data: Path, game: Deleted) -> BroughtBack:
    """Put a deleted game back among the games, with its versions; under a free name.

    It is written there before its file here goes, so that a crash leaves it twice at the most.

    Raises:
        GameboardError: It could not be done; the game is where it was.
    """
    library = Library(data)
    name = _free_name(library, game)
    if game.save is None:  # it is broken there too, with its versions to go back to
        target = library.folder / f"{game.path.stem}{SUFFIX}"
        put_versions_away(target, data)
        _name_anew(game.path, target)
    else:
        renamed = game.save.game.model_copy(update={"name": name})
        saved = game.save.model_copy(update={"game": renamed})
        target = library.add(saved, like=known_rights(game.path))
    kept = snapshots_of(target, data).folder
    with contextlib.suppress(OSError, StorageError):  # what cannot go stays among the deleted
        make_folder(kept.parent, target.parent)
        move_folder(versions_of(game.path), kept)
        game.path.unlink()
    return BroughtBack(target, game.name, name)


def _deleted(path: Path) -> Deleted:
    try:
        save = read_save(path)
    except GameboardError as problem:
        return Deleted(path, one_line(path.stem), None, problem.message)
    return Deleted(path, save.game.name, save)


def _free_name(library: Library, game: Deleted) -> str:
    """The game's own name, with a number where it is taken; its file's where it can be no name."""
    try:
        return library.free_name(game.name)
    except GameNameError:
        return library.free_name(game.path.stem)


def _name_anew(path: Path, target: Path) -> None:
    with told("The game cannot be brought back", path):
        make_folder(target.parent)
        try:
            name_anew(path, target)
        except FileExistsError:
            raise GameNameError(
                "There is a game in a file of this name already.", hint="Rename that one first."
            ) from None
