"""What was measured, and how it is told: a table, JSON, the table in the document."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles

START, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Figure:
    """One comparison.

    Attributes:
        what: What was measured.
        ours: How long it took, or how much it held.
        against: What it was measured against.
        theirs: How long that took, or how much that held.
        unit: ``ms`` or ``MiB``.
        aim: The ratio that is good enough; None where the figure is for information.
    """

    what: str
    ours: float
    against: str
    theirs: float
    unit: str = "ms"
    aim: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the other one."""
        return self.ours / self.theirs

    @property
    def verdict(self) -> str:
        """The aim, and whether it is met."""
        if self.aim is None:
            return ""
        return f"≤ {self.aim:g} {'met' if self.ratio <= self.aim else 'MISSED'}"


def percentile(samples: Sequence[float], percent: int) -> float:
    """A percentile, between samples where it falls between them."""
    return quantiles(samples, n=100, method="inclusive")[percent - 1]


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table, which reads well as it is."""
    head = ("what", "ratio", "aim", "ours", "theirs", "against")
    rows = [head, *(_row(figure) for figure in figures if not math.isnan(figure.ratio))]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], _line(["-" * width for width in widths], widths), *lines[1:]])


def document(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """The figures for a program to read."""
    return [asdict(figure) | {"ratio": figure.ratio} for figure in figures]


def write(path: Path, text: str) -> None:
    """Put the figures between the two markers of a document.

    Raises:
        ValueError: The markers are not there.
    """
    before, start, rest = path.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{path} has no place for the figures: {START} and {END}")
    path.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _row(figure: Figure) -> tuple[str, ...]:
    return (
        figure.what,
        f"{figure.ratio:.2f}",
        figure.verdict,
        f"{figure.ours:.4g} {figure.unit}",
        f"{figure.theirs:.4g} {figure.unit}",
        figure.against,
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"
