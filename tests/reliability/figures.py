"""What came of an ordeal."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """How often something was tried, and what came of it.

    Attributes:
        tries: How often it was tried.
        seed: What the chances were drawn from; the same seed makes the same choices.
        zeros: How often each thing happened that must never happen.
        told: What else was counted, for information.
        skipped: What was not tried on this machine, and why; empty where all was.
        example: The first thing that went wrong, for whoever mends it.
    """

    tries: int
    seed: int
    zeros: Mapping[str, int]
    told: Mapping[str, int | float] = field(default_factory=dict)
    skipped: str = ""
    example: str = ""

    @property
    def wrong(self) -> dict[str, int]:
        """What happened although it must never happen."""
        return {what: number for what, number in self.zeros.items() if number}


class Tally:
    """Counts, as an ordeal goes on."""

    def __init__(self, *zeros: str) -> None:
        self.zeros = dict.fromkeys(zeros, 0)
        self.told: dict[str, int | float] = {}
        self.tries = 0
        self.example = ""

    def wrong(self, what: str, example: object) -> None:
        """Count something that must never happen."""
        self.zeros[what] += 1
        self.example = self.example or f"{what}: {example}"

    def tell(self, what: str, number: int = 1) -> None:
        """Count something for information."""
        self.told[what] = self.told.get(what, 0) + number

    def most(self, what: str, number: float) -> None:
        """Remember the highest of some figures."""
        self.told[what] = max(self.told.get(what, 0), number)

    def figures(self, seed: int, skipped: str = "") -> Figures:
        """All of it."""
        return Figures(self.tries, seed, self.zeros, self.told, skipped, self.example)
