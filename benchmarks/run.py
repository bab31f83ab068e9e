"""What "fast" means here, measured: ``make bench``.

Every figure is a ratio of two things measured in turn in one run, so that it holds on any machine.
"""

import argparse
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from figures import Figure, document, table, write
from measures import commands, echoes, moves, openings, saves, starts
from room import Room

DOCUMENT = Path(__file__).parents[1] / "docs" / "performance.md"


def measured(room: Room, *, quick: bool) -> Iterator[Figure]:
    """Every figure there is."""
    few = 4 if quick else 1
    counts = room.counts()
    yield from starts(room, counts, 16 // few)
    yield from echoes(room, counts, 1 if quick else 2, 4 // few)
    yield from moves(room, 1 if quick else 3)
    yield from openings(room, counts, 20 // few)
    yield from commands(room, 16 // few)
    yield from saves(room, 200 // few)


def machine() -> str:
    """What it was measured on, in a line."""
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"Textual {version('textual')}, pydantic {version('pydantic')}; medians; "
        "bytecode cached, except where it says “not compiled”"
    )


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a first idea, with few rounds")
    parser.add_argument("--json", action="store_true", help="print JSON for a program")
    parser.add_argument(
        "--write", action="store_true", help=f"rewrite the table in {DOCUMENT.name}"
    )
    asked = parser.parse_args()
    start = time.perf_counter()
    figures = []
    with tempfile.TemporaryDirectory(prefix="pmo-gameboard-bench-") as folder:
        for figure in measured(Room(Path(folder)), quick=asked.quick):
            figures.append(figure)
            print(f"{figure.ratio:6.2f}  {figure.what}", file=sys.stderr, flush=True)
    if asked.json:
        print(json.dumps({"machine": machine(), "figures": document(figures)}, indent=2))
    else:
        print(f"\n{machine()}; {time.perf_counter() - start:.0f} s\n\n{table(figures)}")
    if asked.write:
        write(DOCUMENT, f"{machine()}.\n\n{table(figures)}")


if __name__ == "__main__":
    main()
