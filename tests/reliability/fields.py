"""Every hostile text in the fields in which people write."""

import asyncio
from itertools import islice
from pathlib import Path

from hostile import HOSTILE
from reliability.figures import Figures, Tally
from tui.test_hostile_fields import FIELDS, Walk, faults_of_a_field

HARMED = "texts that did harm or were not kept as they should be"


def every_text_in_fields(folder: Path, size: int, seed: int) -> Figures:
    """Paste all of them into each of ``size`` fields."""
    tally = Tally(HARMED)
    for number, (name, walk) in enumerate(islice(FIELDS.items(), size)):
        asyncio.run(_paste(name, walk, folder / f"{number}", tally))
    return tally.figures(seed)


async def _paste(name: str, walk: Walk, data: Path, tally: Tally) -> None:
    tally.tries += len(HOSTILE)
    try:
        async for fault in faults_of_a_field(walk, data, HOSTILE):
            tally.wrong(HARMED, f"{name}: {fault}")
    except AssertionError as fault:
        tally.wrong(HARMED, f"{name}: {fault}")
