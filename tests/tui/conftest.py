"""What hundreds of apps have in common is done once; a screen is drawn for who looks at it."""

from collections.abc import Iterator
from typing import Any

import pytest
import textual.screen
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from pmo_gameboard.tui import type_ahead
from tui.pilot import LIMIT

DRAWN = 1.0
"""Seconds between two drawings of a screen that nobody asked for; Textual's own is a 60th."""


@pytest.fixture(scope="session", autouse=True)
def _thrifty_textual() -> Iterator[None]:
    """The same styles are parsed once; ``Player.rest`` draws what a key has changed."""
    parse, parsed = Stylesheet._parse_rules, dict[Any, list[RuleSet]]()

    def parse_once(self: Stylesheet, *source: object, **more: object) -> list[RuleSet]:
        key = (frozenset(self._variables.items()), source, frozenset(more.items()))
        if key not in parsed:
            parsed[key] = parse(self, *source, **more)  # type: ignore[arg-type]
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        patch.setattr(textual.screen, "UPDATE_PERIOD", DRAWN)
        patch.setattr(type_ahead, "PATIENCE", LIMIT)  # no key is given up beside other work
        yield
