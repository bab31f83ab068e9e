"""What a save holds, as it is written and as it is read back."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError

from pmo_gameboard.board.limits import MAX_NODES, MAX_STOPS, count_nodes, count_stops
from pmo_gameboard.board.models import Id, Model
from pmo_gameboard.board.problems import in_words
from pmo_gameboard.errors import NewerSaveError, SaveError
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.checks import check_game
from pmo_gameboard.saves.document import as_written, broken, is_too_much, read_document
from pmo_gameboard.saves.migrations import STEPS, Document, Json, Step, migrate
from pmo_gameboard.saves.room import Moment, RoomState

FORMAT = 1
MAX_BYTES = 8 * 2**20
"""The largest save there can be: 800 texts of the greatest length, or 15,000 short ones."""

MOST_REVISIONS = 2**53
"""Whole numbers above it are not read alike everywhere; from then on, no more are counted."""

_MAX_ERRORS = 10_000
"""Of more no list is made: that alone would take seconds."""

_NOT_OURS = "Name a file that PMO Gameboard wrote; `pmo-gameboard games` lists them."
_FAULTS = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_too_long": "is too long",
    "string_too_short": "is empty",
    "too_short": "is empty",
    "too_long": "holds too much",
}


_GAME = '\n  "game": {\n'


def _no_path(name: str) -> str:
    if name == ".." or PurePath(name).name != name:
        raise ValueError("a path")
    return name


FileName = Annotated[str, StringConstraints(min_length=1, max_length=255), AfterValidator(_no_path)]
"""The name of a save, never a path."""


class Save(Model):
    """One game as its file holds it.

    Attributes:
        revision: How many times it has been written.
        saved_at: When it was last written, in UTC, to the second.
        at: The stop where the player was; None on the board as a whole.
        room: What a session in the room is at, for whoever follows it in another window.
        conflict_with: The file beside this one that another program changed while this game was
            played, where this is the copy that was made rather than writing over it.
    """

    format: Literal[1]
    revision: int = Field(ge=1, le=MOST_REVISIONS)
    saved_at: Moment
    at: Id | None = None
    room: RoomState | None = None
    conflict_with: FileName | None = None
    game: Game


def dump(save: Save) -> bytes:
    """The save as its file holds it: indented JSON in UTF-8, without what is as by default.

    The board never changes during a game, so its text, one long line, is made only once.

    Raises:
        SaveError: A text in it is no text that UTF-8 can hold, or it could not be read back.
    """
    try:
        text = save.model_dump_json(
            indent=2, by_alias=True, exclude_defaults=True, exclude={"game": {"board"}}
        )
        board = save.game.board.json_text
    except PydanticSerializationError:
        raise SaveError(
            "An answer holds a character that cannot be written.",
            hint="Undo the last change, then type it anew.",
        ) from None
    head, game, rest = text.partition(_GAME)  # a text in JSON has no bare line break
    data = f'{head}{game}    "board": {board},\n{rest}\n'.encode()
    if len(data) > MAX_BYTES or is_too_much(data):
        raise SaveError(
            "This game has become too large for a save.", hint="Undo the last change, or shorten."
        )
    return data


def next_revision(save: Save) -> int:
    """The number of the next writing of a save."""
    return min(save.revision + 1, MOST_REVISIONS)


def is_current(data: bytes) -> bool:
    """Whether this version of the program wrote the content of a file, or wrote it alike."""
    return data.startswith(f'{{\n  "format": {FORMAT},\n'.encode())


def load(data: bytes, where: str, steps: Mapping[int, Step] = STEPS) -> Save:
    """Read a save back, trusting nothing in it.

    Args:
        data: The content of its file.
        where: The file's name, for messages.
        steps: How saves of earlier formats are brought up to date.

    Raises:
        SaveError: It is broken, or of another program.
        NewerSaveError: A newer version of this one wrote it.
    """
    try:
        tree = _up_to_date(_checked(read_document(data, where), where), steps, where)
        _check_board(tree["game"], where)
        save = Save.model_validate(tree)
    except ValidationError as error:
        raise _misshapen(error, tree, where) from None
    if fault := check_game(save.game) or _check_place(save):
        raise broken(f"This save does not fit together: {fault}.", where)
    return save


def _checked(tree: Json, where: str) -> Document:
    """The document, if it is a save of ours that this version of the program can know."""
    if not isinstance(tree, dict) or not {"format", "game"} <= tree.keys():
        raise SaveError("This file is not a save of PMO Gameboard.", hint=_NOT_OURS, where=where)
    written = tree["format"]
    if type(written) is int and written > FORMAT:
        raise NewerSaveError(
            f"A newer PMO Gameboard wrote this save (format {str(written)[:20]}).",
            hint="Update the program: pipx upgrade pmo-gameboard.",
            where=where,
        )
    return tree


def _up_to_date(tree: Document, steps: Mapping[int, Step], where: str) -> Document:
    written = tree["format"]
    if type(written) is not int or written == FORMAT:
        return tree  # the model says what is wrong with it, if anything is
    try:
        return migrate(tree, written, steps)
    except (LookupError, TypeError, ValueError, AttributeError):  # it is not of that format either
        raise broken(f"This save says that it is of format {written}, and is not.", where) from None


def _check_board(game: Json, where: str) -> None:
    """See that the board is not larger than one in a file of its own may be."""
    board = as_written(game.get("board")) if isinstance(game, dict) else None
    if count_nodes(board) > MAX_NODES or count_stops(board) > MAX_STOPS:
        raise broken("The board in this save is too large.", where)


def _check_place(save: Save) -> str:
    known = save.at is None or save.at in save.game.board.squares_by_id
    return "" if known else f"it is left at a square {save.at}, which its board does not have"


def _misshapen(error: ValidationError, tree: Json, where: str) -> SaveError:
    """The first of pydantic's complaints, in our words."""
    count = error.error_count()
    if count > _MAX_ERRORS:
        told = f"in {count:,} places"
    else:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        told = _told(found[0], tree) + (f", and {count - 1} more" if count > 1 else "")
    return broken(f"This save is not as it should be: {told}.", where)


def _told(fault: ErrorDetails, tree: Json) -> str:
    where = in_words(as_written(tree), _path(fault, tree))
    return f"{where} {_FAULTS.get(fault['type'], 'is not what belongs there')}"


def _path(fault: ErrorDetails, tree: Json) -> tuple[str | int, ...]:
    """The keys that lead to a fault; pydantic mixes the names of its own types among them."""
    path: list[str | int] = []
    node: Json = tree
    for step in fault["loc"]:
        if isinstance(node, dict) and step in node:
            node = node[str(step)]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        elif fault["type"] != "missing" or step != fault["loc"][-1]:
            continue
        path.append(step)
    return tuple(path)
