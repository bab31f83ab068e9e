"""What a save holds, as it is written and as it is read back."""

import json
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, AwareDatetime, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError

from pmo_gameboard.board.models import Id, Model
from pmo_gameboard.board.problems import Node, in_words
from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import SaveError
from pmo_gameboard.game.state import Game
from pmo_gameboard.saves.checks import check_game

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
"""A document as the JSON parser hands it over."""

FORMAT = 1
MAX_BYTES = 16 * 2**20
"""The largest save that is read."""

_MEND = "Put a copy from before in its place, or start a new game."
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


def _whole_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


class Save(Model):
    """One game as its file holds it.

    Attributes:
        revision: How many times it has been written.
        saved_at: When it was last written, in UTC, to the second.
        at: The stop where the player was; None on the board as a whole.
    """

    format: Literal[1]
    revision: int = Field(ge=1, le=2**53)
    saved_at: Annotated[AwareDatetime, AfterValidator(_whole_second)]
    at: Id | None = None
    game: Game


def dump(save: Save) -> bytes:
    """The save as its file holds it: indented JSON in UTF-8, without what is as by default.

    The board never changes during a game, so its text, one long line, is made only once.

    Raises:
        SaveError: A text in it is no text that UTF-8 can hold.
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
    return f'{head}{game}    "board": {board},\n{rest}\n'.encode()


def load(data: bytes, where: str) -> Save:
    """Read a save back, trusting nothing in it.

    Args:
        data: The content of its file.
        where: The file's name, for messages.

    Raises:
        SaveError: It is broken, of another program or of a newer version.
    """
    try:
        tree = _cleaned(_parse(data, where))
        _check_ours(tree, where)
        save = Save.model_validate(tree)
    except RecursionError:
        raise SaveError("This save is nested too deep.", hint=_MEND, where=where) from None
    except ValidationError as error:
        raise _misshapen(error, tree, where) from None
    if fault := check_game(save.game) or _check_place(save):
        raise SaveError(f"This save does not fit together: {fault}.", hint=_MEND, where=where)
    return save


def _parse(data: bytes, where: str) -> Json:
    """The JSON document in a file's content."""
    if not data.strip(b"\0 \t\r\n"):
        raise SaveError("This save is empty.", hint=_MEND, where=where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SaveError("This save is not UTF-8 text.", hint=_MEND, where=where) from None
    try:
        tree: Json = json.loads(text)
    except json.JSONDecodeError as error:
        raise SaveError(_not_json(error, text.strip()), hint=_MEND, where=where) from None
    except ValueError:  # a whole number of thousands of digits
        raise SaveError("This save holds an absurd number.", hint=_MEND, where=where) from None
    return tree


def _not_json(error: json.JSONDecodeError, text: str) -> str:
    whole = text.endswith("}") and error.pos < len(error.doc.rstrip()) - 1
    if text.startswith("{") and not whole:
        return f"This save breaks off in line {text.count(chr(10)) + 1}."
    return f"This save is not JSON: see line {error.lineno}, column {error.colno}."


def _cleaned(node: Json) -> Json:
    """The document with every text through the one door for texts."""
    if isinstance(node, str):
        return clean(node)
    if isinstance(node, list):
        return [_cleaned(item) for item in node]
    if isinstance(node, dict):
        return {key: _cleaned(value) for key, value in node.items()}
    return node


def _check_ours(tree: Json, where: str) -> None:
    if not isinstance(tree, dict) or not {"format", "game"} <= tree.keys():
        raise SaveError("This file is not a save of PMO Gameboard.", hint=_NOT_OURS, where=where)
    written = tree["format"]
    if type(written) is int and written > FORMAT:
        raise SaveError(
            f"A newer PMO Gameboard wrote this save (format {str(written)[:20]}).",
            hint="Update the program: pipx upgrade pmo-gameboard.",
            where=where,
        )


def _check_place(save: Save) -> str:
    known = save.at is None or save.at in save.game.board.squares_by_id
    return "" if known else f"it is left at a square {save.at}, which its board does not have"


def _misshapen(error: ValidationError, tree: Json, where: str) -> SaveError:
    """The first of pydantic's complaints, in our words."""
    first, *rest = error.errors(include_url=False, include_context=False, include_input=False)
    more = f", and {len(rest)} more" if rest else ""
    return SaveError(
        f"This save is not as it should be: {_told(first, tree)}{more}.", hint=_MEND, where=where
    )


def _told(fault: ErrorDetails, tree: Json) -> str:
    where = in_words(_as_written(tree), _path(fault, tree))
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


def _as_written(node: Json) -> Node:
    """A document with every number and truth value as a text."""
    if isinstance(node, dict):
        return {key: _as_written(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_as_written(item) for item in node]
    if isinstance(node, bool):
        return "true" if node else "false"
    return None if node is None else str(node)
