import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pmo_gameboard.board.schema import board_schema, render_schema
from pmo_gameboard.board.shape import PATTERNS

KEPT = Path(__file__).parents[2] / "docs" / "board.schema.json"


class CoreLoader(yaml.SafeLoader):
    """Reads scalars as YAML 1.2 does, and with it the editors: ``yes`` is a text."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", "~n"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+", "-+.0123456789"),
):
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""]
    )


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(board_schema())
    return Draft202012Validator(board_schema())


@pytest.mark.parametrize("loader", [CoreLoader, yaml.SafeLoader], ids=["YAML 1.2", "YAML 1.1"])
def test_good_boards_are_accepted_as_editors_read_them(
    board_file: Path, validator: Draft202012Validator, loader: type[yaml.SafeLoader]
) -> None:
    data = yaml.load(board_file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe

    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: question", "kind: quiz"),
        ("fresh_for: 12 months", "fresh_for: a while"),
        ("number: 1\n", "number: one\n"),
        ("minutes: 15", "minutes: 1500"),
        ("type: scale, id: wear", "type: scael, id: wear"),
        ("heard: The", "herd: The"),
        ("        title: A friend\n", ""),
    ],
)
def test_bad_boards_are_refused(
    good: str, validator: Draft202012Validator, old: str, new: str
) -> None:
    assert not validator.is_valid(yaml.safe_load(good.replace(old, new, 1)))


def test_values_may_look_like_numbers_and_booleans(
    good: str, validator: Draft202012Validator
) -> None:
    data = yaml.safe_load(good.replace('is: ["1", "2", "3"]', "is: [1, 2.5, true]"))

    assert validator.is_valid(data)


def test_the_kept_schema_is_current() -> None:
    assert KEPT.read_text(encoding="utf-8") == render_schema()


def test_editors_get_descriptions_without_our_layout() -> None:
    schema = board_schema()
    rows = schema["$defs"]["RowsAsk"]

    assert rows["description"] == (
        "A lens on a register: which rows, which columns, and when they are enough."
    )
    assert rows["properties"]["register"]["description"] == "The register it works on."
    assert "Attributes:" not in render_schema()
    assert "``" not in render_schema()
    assert "$id" not in schema


def test_every_pattern_is_told_in_words() -> None:
    assert set(_patterns(board_schema())) == set(PATTERNS)


def _patterns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node["pattern"]
        for part in node.values():
            yield from _patterns(part)
    elif isinstance(node, list):
        for part in node:
            yield from _patterns(part)
