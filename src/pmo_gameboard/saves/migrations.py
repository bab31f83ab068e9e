"""Saves of earlier formats, brought up to today's one format at a time.

To change the format: raise ``FORMAT`` in ``format.py``, add the step that leads from the last
format to the new one here, and a save of the last format to ``tests/saves/golden``. A step takes
the whole document and returns a new one; it may not look at today's models, which go on changing.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
"""A document as the JSON parser hands it over."""

Document = dict[str, Json]
Step = Callable[[Document], Document]

STEPS: Mapping[int, Step] = {}
"""The step that leads from a format to the next, by that format's number."""


def migrate(document: Document, written: int, steps: Mapping[int, Step]) -> Document:
    """The document in the newest format there is a step to.

    Args:
        document: A save as it was read.
        written: The format it says it has.
        steps: The steps there are.
    """
    while step := steps.get(written):
        written += 1
        document = {**step(document), "format": written}
    return document
