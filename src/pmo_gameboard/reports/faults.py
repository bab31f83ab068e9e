"""Everything that is wrong with a file from outside, told at once, each with its line."""

from dataclasses import dataclass, field

from pmo_gameboard.board.problems import SHOWN
from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import GameboardError


class BadFileError(GameboardError):
    """A file that is not taken, and nothing of it has been.

    Attributes:
        faults: What is wrong in which line, in the order of the file.
        more: Whether there may be further ones.
    """

    def __init__(
        self, name: str, faults: tuple[tuple[int, str], ...], *, more: bool = False
    ) -> None:
        super().__init__(
            "This file cannot be taken as it is.",
            hint="Mend it, and try again; nothing has changed.",
            where=one_line(name),
        )
        self.faults = faults
        self.more = more

    def __str__(self) -> str:
        lines = [f"{self.where}:{line}: {told}" for line, told in self.faults]
        if self.more:
            lines.append(f"{self.where}: There may be more, once these are mended.")
        return "\n".join([*lines, f"{self.where}: {self.hint}"])


@dataclass
class Faults:
    """What has been found wrong so far."""

    told: list[tuple[int, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.told)

    @property
    def full(self) -> bool:
        """Whether there are as many as are told; nothing more is looked for then."""
        return len(self.told) >= SHOWN

    def add(self, line: int, told: str) -> None:
        """Note one more, as a sentence."""
        if not self.full:
            self.told.append((line, told))

    def check(self, name: str) -> None:
        """Go on only where nothing is wrong.

        Raises:
            BadFileError: Something is.
        """
        if self.told:
            in_order = sorted(self.told, key=lambda fault: fault[0])
            raise BadFileError(name, tuple(in_order), more=self.full)
