"""A game is played, as an ordinary user, while a folder may not be looked into any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.play.opening import change_game
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.saves.writer import DELAY, RETRY
from reliability.faults import GRACE, NOT_CAUGHT_UP, UNTOLD, UNTRUE, wait
from reliability.figures import Figures, Tally
from reliability.moves import Ear, Hurried, keep_begun, last_move, moved, opened
from reliability.sentences import is_sentence
from reliability.users import as_ordinary_user, room, why_not

HARMED = "saves that were not whole"
STOPPED = "saves stopped by a version that cannot be kept"
RAISED = "exceptions that are not told"

GAME = Path("games", "game.json")
VERSIONS = Path("snapshots", "games", "game")


@dataclass(frozen=True)
class Bar:
    """What is done to a data folder.

    Attributes:
        modes: What the modes of some of its parts become, in this order.
        saves: Whether the game can be saved all the same.
    """

    modes: Mapping[Path, int]
    saves: bool = False


MODES = (0o000, 0o600, 0o500)
BARS = (
    *(
        Bar({part: mode}, saves=True)
        for mode in MODES
        for part in (VERSIONS, VERSIONS.parent, VERSIONS.parents[1])
    ),
    *(Bar({GAME.parent: mode}) for mode in MODES),
    *(Bar({Path(): mode}) for mode in (0o000, 0o600)),
    Bar({GAME: 0o000}),
    Bar({VERSIONS: 0o000, GAME.parent: 0o000}),
)


def barred(_: Path, size: int, seed: int) -> Figures:
    """Bar each folder of a game that is being played, and let it be entered again.

    Args:
        size: How often each.
        seed: Nothing is left to chance.
    """
    tally = Tally(HARMED, UNTOLD, UNTRUE, STOPPED, RAISED, NOT_CAUGHT_UP)
    if reason := why_not():
        return tally.figures(seed, reason)
    for _round in range(size):
        with room() as folder:
            found = as_ordinary_user(lambda folder=folder: _played(folder))  # type: ignore[misc]
        tally.tries += len(BARS)
        for what, example in found:
            tally.wrong(what, example)
    return tally.figures(seed)


class _Room:
    """A game being played, and a part of its data folder that is barred."""

    def __init__(self, data: Path, bar: Bar) -> None:
        self.data = data
        self.bar = bar
        self.path = data / GAME
        self.ear = Ear()
        keep_begun(self.path)
        (data / VERSIONS).mkdir(parents=True)
        self.session = opened(self.path, self.ear, Hurried())
        self._modes = {part: (data / part).stat().st_mode & 0o777 for part in bar.modes}

    def move(self) -> None:
        """Make a move."""
        self.ear.made += 1
        self.session.do(moved(self.session.game, self.ear.made), "a story")

    def close_off(self) -> None:
        """Let nobody in."""
        for part, mode in self.bar.modes.items():
            (self.data / part).chmod(mode)

    def let_in(self) -> None:
        """Let everybody in who was let in before."""
        for part in reversed(tuple(self.bar.modes)):
            (self.data / part).chmod(self._modes[part])

    def caught_up(self) -> bool:
        """Whether the newest state is on the disk, and is said to be."""
        return self.ear.kinds[-1:] == ["saved"] and self.last() == self.ear.made

    def last(self) -> int:
        """The last move that is on the disk; -1 where the save is not whole."""
        try:
            return last_move(read_save(self.path).game)
        except (GameboardError, ValueError):
            return -1

    def __str__(self) -> str:
        modes = (f"{part} {mode:03o}" for part, mode in self.bar.modes.items())
        return f"{', '.join(modes)}: {self.ear.kinds} {self.ear.failures}"


def _played(folder: Path) -> list[tuple[str, str]]:
    """What went wrong, with what it happened to; all games are played at once."""
    rooms = [_Room(folder / f"{number}", bar) for number, bar in enumerate(BARS)]
    for each in rooms:
        each.close_off()
        each.move()
    wait(DELAY + GRACE, lambda: all({"saved", "failed"} & {*each.ear.kinds} for each in rooms))
    found = [(what, str(each)) for each in rooms for what in _misjudged(each)]
    for each in rooms:
        each.let_in()
    wait(RETRY + GRACE, lambda: all(each.caught_up() for each in rooms))
    for each in rooms:
        if each.last() < 0:
            found.append((HARMED, str(each)))
        if not each.caught_up():
            found.append((NOT_CAUGHT_UP, str(each)))
        each.session.close()
    return found + [wrong for each in rooms for wrong in _commanded(each)]


def _misjudged(each: _Room) -> Iterator[str]:
    """What is wrong with what was told while the bar is there."""
    told = each.ear.failures
    if each.bar.saves and (told or "saved" not in each.ear.kinds):
        yield STOPPED
    if not each.bar.saves and "saved" in each.ear.kinds:
        yield UNTRUE
    if not all(map(is_sentence, told)) or not (told or each.bar.saves):
        yield UNTOLD


def _commanded(each: _Room) -> Iterator[tuple[str, str]]:
    """Change the game by a command behind the bar; what goes wrong."""
    each.close_off()
    try:
        change_game(each.path, each.data, Hurried(), "a story", lambda game, *_: moved(game, 2))
    except GameboardError as error:
        if each.bar.saves:
            yield STOPPED, f"{each}: {error}"
        elif not is_sentence(error.message):
            yield UNTOLD, f"{each}: {error}"
    except Exception as error:  # noqa: BLE001 (what is looked for)
        yield RAISED, f"{each}: {error!r}"
    finally:
        each.let_in()
