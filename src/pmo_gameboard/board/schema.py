"""The board format as a JSON Schema, for editors that check and complete YAML."""

import inspect
import json
import re
from typing import Any

from pmo_gameboard.board import models

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_ATTRIBUTES = re.compile(r"\n+Attributes:\n", re.MULTILINE)
_ATTRIBUTE = re.compile(r"^ {4}(\w+): (.+(?:\n {8,}.+)*)", re.MULTILINE)
_SCALARS = ["string", "number", "boolean"]


def board_schema() -> Schema:
    """The board format as a JSON Schema.

    Where the format wants a text, the schema takes numbers and booleans too: an editor reads
    ``no`` or ``2024`` as such, while to us every scalar is the text it is written as.
    """
    schema = models.Board.model_json_schema()
    named = {"Board": schema, **schema["$defs"]}
    for name, definition in named.items():
        _describe(getattr(models, name), definition)
    plain: Schema = _plain(schema)
    return {"$schema": DIALECT, **plain, "title": "Board of the PMO Gameboard"}


def render_schema() -> str:
    """The schema as it is printed and kept in ``docs/board.schema.json``."""
    return json.dumps(board_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _describe(model: type[models.Model], definition: Schema) -> None:
    """Put a model's docstring where editors show it: on the whole and on each of its keys."""
    summary, *attributes = _ATTRIBUTES.split(inspect.getdoc(model) or "", maxsplit=1)
    definition["description"] = _flowing(summary)
    keys = {name: field.alias or name for name, field in model.model_fields.items()}
    for name, words in _ATTRIBUTE.findall("".join(attributes)):
        key = keys.get(name, name)
        definition["properties"][key]["description"] = _flowing(words)


def _flowing(words: str) -> str:
    return " ".join(words.replace("``", "`").split())


def _plain(node: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The schema without what only pydantic needs, and with texts of any scalar."""
    if isinstance(node, list):
        return [_plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    kept = {
        key: {name: _plain(part) for name, part in value.items()}
        if key in {"properties", "$defs"}
        else _plain(value)
        for key, value in node.items()
        if key not in {"title", "discriminator"}
    }
    if kept.get("type") == "string" and not {"enum", "const"} & kept.keys():
        kept["type"] = _SCALARS
    return kept
