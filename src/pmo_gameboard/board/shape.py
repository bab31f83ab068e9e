"""Whether a board has the shape of its models, and if not, what was expected instead.

Pydantic finds the errors; the models' own JSON Schema says what should have been there. So what
people are told always agrees with the models, in words that know nothing of pydantic.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.problems import SHOWN, Fault, Node, Path, nearest, node_at, one_of, shorten

Schema = dict[str, Any]

PATTERNS = {
    r"^[a-z][a-z0-9-]*$": "an id of lower-case letters, digits and hyphens",
    r"^[1-9][0-9]{0,3} (day|week|month|year)s?$": "a length of time such as `6 months`",
    r"^[a-z]$": "one lower-case letter",
}
"""What the patterns of the models ask for, in words."""


_MAX_ERRORS = 10_000
"""Of more no list is made: that alone would take seconds."""


def read_shape(root: Node) -> tuple[Board | None, list[Fault]]:
    """The board that a tree makes, or everything that is wrong with its shape."""
    try:
        return Board.model_validate(root, by_name=False), []
    except ValidationError as error:
        if error.error_count() > _MAX_ERRORS:
            message = f"This is wrong in {error.error_count():,} places."
            return None, [Fault((), message, "a board; docs/boards.md shows how one begins")]
        errors = error.errors(include_url=False, include_input=False)
    faults: dict[Path, Fault] = {}
    for fault in _faults(errors, root):
        faults.setdefault(fault.path, fault)
    return None, list(faults.values())


def _faults(errors: list[ErrorDetails], root: Node) -> Iterator[Fault]:
    unknown = [
        _unknown_key(error["loc"], root) for error in errors if error["type"] == "extra_forbidden"
    ]
    yield from unknown
    # a key that is there, only spelt wrong, is not told as missing too
    meant = {(*fault.path[:-1], nearest(fault.word, fault.known)) for fault in unknown[:SHOWN]}
    for error in errors:
        path, schema = _walk(error["loc"])
        value = node_at(root, path)
        match error["type"]:
            case "extra_forbidden":
                continue
            case "missing":
                if path not in meant:
                    yield Fault(path, "This is missing.", _describe(schema))
            case "union_tag_not_found":
                yield _without_tag(path, schema, value)
            case "union_tag_invalid":
                yield _unknown_tag(path, schema, value)
            case "too_short" if isinstance(value, list) and len(value) >= schema["minItems"]:
                continue  # pydantic counts the good items only; the bad ones are told already
            case _:
                yield _misfit(path, schema, value)


def _unknown_key(loc: tuple[str | int, ...], root: Node) -> Fault:
    path = _walk(loc)[0]
    keys = tuple(_walk(loc[:-1])[1]["properties"])
    group = node_at(root, path[:-1])
    free = tuple(key for key in keys if isinstance(group, dict) and key not in group)
    message = "There is no such key here."
    return Fault(path, message, one_of(keys), str(path[-1]), free, on_key=True)


def _without_tag(path: Path, schema: Schema, value: Node) -> Fault:
    tag, known = _tags(schema)
    typo = nearest(tag, tuple(value)) if isinstance(value, dict) else ""
    if typo:
        message = "There is no such key here."
        return Fault((*path, typo), message, f"`{tag}`", suggestion=tag, on_key=True)
    message = "This is empty." if isinstance(value, dict) and tag in value else "This is missing."
    return Fault((*path, tag), message, one_of(known))


def _unknown_tag(path: Path, schema: Schema, value: Node) -> Fault:
    tag, known = _tags(schema)
    word = value.get(tag) if isinstance(value, dict) else None
    if not isinstance(word, str):
        return Fault((*path, tag), _kind_of(word), one_of(known))
    return Fault((*path, tag), _unfit(word), one_of(known), word, known)


def _tags(schema: Schema) -> tuple[str, tuple[str, ...]]:
    discriminator = schema["discriminator"]
    return discriminator["propertyName"], tuple(discriminator["mapping"])


def _misfit(path: Path, schema: Schema, value: Node) -> Fault:
    if not isinstance(value, str):
        return Fault(path, _kind_of(value), _describe(schema))
    most = schema.get("maxLength")
    if most is not None and len(value.strip()) > most:
        message = f"This has {len(value.strip()):,} characters."
        return Fault(path, message, f"at most {most:,} characters")
    known = tuple(schema.get("enum", ()))
    suggestion = _repaired(value, schema.get("pattern"))
    return Fault(path, _unfit(value), _describe(schema), value, known, suggestion)


def _unfit(word: str) -> str:
    return f"`{shorten(word)}` does not fit here." if word.strip() else "This is empty."


def _kind_of(value: Node) -> str:
    """What stands in a place where something else should."""
    if not value:
        return "This is empty."
    if isinstance(value, dict):
        return "This is a group of keys."
    return f"This is a list of {len(value):,}."


def _repaired(text: str, pattern: str | None) -> str:
    """The text made to fit a pattern, where lower case and hyphens are all it lacks."""
    if pattern is None:
        return ""
    lower = text.strip().lower()
    for repaired in (lower, re.sub(r"[^a-z0-9]+", "-", lower).strip("-")):
        if re.fullmatch(pattern, repaired):
            return shorten(repaired)
    return ""


@cache
def _schema() -> Schema:
    return Board.model_json_schema()


def _walk(loc: tuple[str | int, ...]) -> tuple[Path, Schema]:
    """The path of an error in the tree, and what the models say of that place.

    Pydantic's own places also name the members of unions; the tree has nothing there.
    """
    path: Path = ()
    schema = _plain(_schema())
    for part in loc:
        if "discriminator" in schema:
            schema = _plain({"$ref": schema["discriminator"]["mapping"][part]})
        elif "properties" in schema or "items" in schema:
            path = (*path, part)
            items: Schema = schema.get("items", {})
            schema = _plain(schema.get("properties", {}).get(part, items))
    return path, schema


def _plain(schema: Schema) -> Schema:
    """A schema behind its reference, and without the choice of leaving it out."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        found: Schema = _schema()["$defs"][name]
        return found
    some = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    return _plain(some[0]) if len(some) == 1 else schema


def _describe(schema: Schema) -> str:
    """What a place expects, as it follows "Expected"."""
    if "anyOf" in schema:
        return " or ".join(_describe(part) for part in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return one_of([str(word) for word in schema.get("enum", [schema.get("const")])])
    match schema.get("type"):
        case "string" if "pattern" in schema:
            return PATTERNS[schema["pattern"]]
        case "string":
            return f"a text of 1 to {schema['maxLength']:,} characters"
        case "integer" if schema.get("minimum") == schema.get("maximum", ""):
            return f"`{schema['minimum']}`"
        case "integer":
            return f"a whole number{_span(schema)}"
        case "number":
            return f"a number{_span(schema)}"
        case "array":
            return _describe_list(schema)
        case "boolean":
            return "`true` or `false`"
        case _:
            return "a group of keys"


def _describe_list(schema: Schema) -> str:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    if most is not None and least:
        return f"a list of {least} to {most}"
    if most is not None:
        return f"a list of at most {most}"
    return "a list of at least one" if least else "a list"


def _span(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is None and "exclusiveMinimum" in schema:
        return f" above {schema['exclusiveMinimum']:g} and up to {high:g}"
    if low is None or high is None:
        return ""
    return f" from {low:g} to {high:g}"
