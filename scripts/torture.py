"""What a save comes through, tried at length: ``make torture``.

The tests make the same ordeals small. This makes them large, and writes ``docs/reliability.md``.
It ends with 1 where something happened that must never happen.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP / "tests"))

from reliability.figures import Figures  # noqa: E402 (the tests are no package that is installed)
from reliability.ordeals import ORDEALS, SEED, Ordeal  # noqa: E402

DOCUMENT = TOP / "docs" / "reliability.md"

HEAD = """\
# What a save comes through

`make torture` does to games what crashes, faulty disks and power cuts do, and writes this page. The
tests do the same, each a little. Nothing below that is counted as wrong may ever happen: a figure
that is not 0 is a defect, and the command then ends with 1.
"""

MODEL = """\
## What the model of the disk assumes

- What was written to a file is sure to be there only after `fsync` of the file. Until then any part
  may be missing: all of it, its end, any sector of 512 bytes (which then reads as zeros), and so
  may the cutting short of a file that is opened anew.
- A name, of a file or a folder, is sure to be there only after `fsync` of the folder it is in.
  Until then each making, renaming and removing may have happened or not, in any order.
- A rename is atomic. What an `fsync` has returned for stays.

Ext4 and its like promise more, so what holds here holds there. A disk that lies about `fsync` is
beyond any program. On Windows folders are not synced, as it has no call for that; these figures are
from a POSIX system.
"""


def made(ordeal: Ordeal, seed: int, *, quick: bool) -> tuple[Figures, float]:
    """Make an ordeal; what came of it, and the seconds it took."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="pmo-gameboard-torture-") as folder:
        figures = ordeal.run(Path(folder), ordeal.few if quick else ordeal.many, seed)
    return figures, time.monotonic() - start


def document(results: Mapping[Ordeal, Figures], seconds: float) -> str:
    """The page."""
    tries = sum(figures.tries for figures in results.values())
    wrong = sum(sum(figures.wrong.values()) for figures in results.values())
    summary = (
        f"On {datetime.now(UTC):%Y-%m-%d}, {machine()}, in {seconds / 60:.0f} minutes: "
        f"{tries:,} tries, {wrong:,} wrong{_untried(results)}."
    )
    parts = [HEAD, f"{summary}\n", table(results)]
    parts += [section(ordeal, figures) for ordeal, figures in results.items()]
    return "\n".join([*parts, MODEL])


def _untried(results: Mapping[Ordeal, Figures]) -> str:
    """What this machine did not let be tried, as the end of a sentence."""
    untried = [ordeal.what for ordeal, figures in results.items() if figures.skipped]
    return f"; not all was tried of: {', '.join(untried)}" if untried else ""


def machine() -> str:
    """What it was tried on."""
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]}, "
        f"{file_system(Path(tempfile.gettempdir()))}, Python {platform.python_version()}"
    )


def file_system(folder: Path) -> str:
    """The kind of disk that a folder is on, where the system says."""
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return "file system unknown"
    kinds = {Path(line.split()[1]): line.split()[2] for line in mounts.read_text().splitlines()}
    return next(kinds[place] for place in (folder, *folder.parents) if place in kinds)


def table(results: Mapping[Ordeal, Figures]) -> str:
    """What was tried, how often and how often it went wrong, in Markdown."""
    rows = [("what was done", "tries", "wrong")]
    rows += [
        (
            o.what,
            f"{f.tries:,} {o.of}" + (" (not all)" if f.skipped else ""),
            f"{sum(f.wrong.values()):,}",
        )
        for o, f in results.items()
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    rows.insert(1, ("-" * widths[0], "-" * widths[1], "-" * widths[2]))
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(f"| {line} |\n" for line in lines)


def section(ordeal: Ordeal, figures: Figures) -> str:
    """One ordeal."""
    lines = [f"## {ordeal.what}", "", ordeal.about, ""]
    lines += [f"- {figures.tries:,} {ordeal.of} (seed {figures.seed})"]
    lines += [f"- **{number:,}** {what}" for what, number in figures.zeros.items()]
    lines += [f"- {number:,} {what}" for what, number in figures.told.items()]
    if figures.skipped:
        lines += ["", f"Not all was tried: {figures.skipped}."]
    if figures.wrong:
        lines += ["", f"The first that went wrong: {figures.example}"]
    return "\n".join([*lines, ""])


def main() -> int:
    """Make every ordeal, and write what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="as small as in the tests")
    parser.add_argument("--only", default="", metavar="TEXT", help="those with this in their name")
    parser.add_argument("--seed", type=int, default=SEED, help="for other choices by chance")
    asked = parser.parse_args()
    start = time.monotonic()
    results: dict[Ordeal, Figures] = {}
    for ordeal in ORDEALS:
        if asked.only.casefold() not in ordeal.what.casefold():
            continue
        print(f"{ordeal.what} (seed {asked.seed})", flush=True)
        figures, seconds = made(ordeal, asked.seed, quick=asked.quick)
        results[ordeal] = figures
        print(f"    {figures.tries:,} {ordeal.of} in {seconds:.0f} s", end="; ")
        print(f"wrong: {figures.wrong or 'nothing'}", flush=True)
        if figures.skipped:
            print(f"    NOT ALL WAS TRIED: {figures.skipped}", flush=True)
        if figures.wrong:
            print(f"    {figures.example}")
    if not asked.quick and not asked.only:
        DOCUMENT.write_text(document(results, time.monotonic() - start), encoding="utf-8")
        print(f"Written to {DOCUMENT.relative_to(TOP)}.")
    return 1 if any(figures.wrong for figures in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
