"""Any sequence of moves, undos, redos, saves, crashes and reopenings."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from boards import TODAY, with_customers
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.moves import add_rows, declare, delete_rows, set_answer, set_cell
from pmo_gameboard.game.state import Game
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.store import read_save, write_save
from reliability.figures import Figures, Tally
from reliability.moves import Ear, Hurried, opened, save_of

LOST = "reopened older than acknowledged, or as another game"
STEPS = 30

_STORIES = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() != ""
)
_PLACES = st.integers(0, 5)


class Playing(RuleBasedStateMachine):
    """A game that is played, and the disk that it is on.

    A crash takes the disk as it is at that moment, with whatever the writer has got done, and goes
    on from there; the session before it is never closed in time.
    """

    happened: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="pmo-gameboard-"))
        self.disks = 0
        self.dropped: list[Session] = []

    @initialize()
    def begin(self) -> None:
        """Open a game for the first time."""
        self.path = self.folder / "games" / "0.json"
        write_save(self.path, save_of(with_customers("Ann", "Bo", "Cy")))
        self.open()

    def open(self) -> None:
        self.ear = Ear()
        self.session = opened(self.path, self.ear, Hurried())
        self.made = [self.session.game]  # since the last one that is surely on the disk

    def make(self, game: Game) -> None:
        self.session.do(game, "a move")
        self.note("moves")

    def note(self, what: str) -> None:
        type(self).happened[what] += 1
        if self.made[-1] != self.session.game:
            self.made.append(self.session.game)

    @rule(name=_STORIES)
    def add(self, name: str) -> None:
        """Add a customer."""
        try:
            self.make(add_rows(self.session.game, "customers", [{"name": name}], TODAY, "Ada"))
        except MoveError:  # another has the name
            return

    @rule(place=_PLACES, story=_STORIES)
    def write(self, place: int, story: str) -> None:
        """Write into a cell."""
        rows = self.session.game.rows("customers")
        if place < len(rows):
            row = rows[place].id
            self.make(set_cell(self.session.game, "customers", row, "gains", story, TODAY))

    @rule(place=_PLACES)
    def delete(self, place: int) -> None:
        """Delete a customer."""
        rows = self.session.game.rows("customers")
        if place < len(rows):
            self.make(delete_rows(self.session.game, "customers", [rows[place].id]))

    @rule(story=_STORIES)
    def answer(self, story: str) -> None:
        """Answer a question."""
        self.make(set_answer(self.session.game, "ahead", "text", story, TODAY))

    @rule(story=_STORIES)
    def give_word(self, story: str) -> None:
        """Declare a square done."""
        self.make(declare(self.session.game, "meet", story, TODAY))

    @precondition(lambda self: self.session.undoable)
    @rule()
    def undo(self) -> None:
        """Take a move back."""
        self.session.undo()
        self.note("undos")

    @precondition(lambda self: self.session.redoable)
    @rule()
    def redo(self) -> None:
        """Make it again."""
        self.session.redo()
        self.note("redos")

    @rule()
    def save(self) -> None:
        """Save; from now on this is the least that a crash may leave."""
        assert self.session.flush()
        self.made = self.made[-1:]
        self.note("saves")

    @rule(save_first=st.booleans())
    def crash(self, save_first: bool) -> None:  # noqa: FBT001 (hypothesis calls it by name)
        """Drop the session as it is, and open what the disk holds."""
        if save_first:
            self.save()
        self.disks += 1
        after = self.path.with_name(f"{self.disks}.json")
        shutil.copyfile(self.path, after)
        self.dropped.append(self.session)
        self.path, floor = after, self.made
        self.open()
        self.note("crashes")
        assert self.session.game in floor, LOST

    @rule()
    def close(self) -> None:
        """Close the game, and open it again."""
        self.session.check_in()  # as closing does
        last = self.session.game
        assert self.session.close()
        self.open()
        self.note("reopenings")
        assert self.session.game == last, LOST

    @invariant()
    def readable(self) -> None:
        """The save can be read at any time, and is one of the states since the last save."""
        if hasattr(self, "session"):
            assert read_save(self.path).game in self.made, LOST

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.dropped.append(self.session)
        for session in self.dropped:
            session.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        type(self).happened["games"] += 1


def any_sequence(folder: Path, size: int, seed: int) -> Figures:  # noqa: ARG001 (as any ordeal)
    """Play ``size`` games of random moves, with crashes among them."""
    tally = Tally(LOST)
    Playing.happened = Counter()
    how = settings(
        max_examples=size,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seeded(seed)(Playing), settings=how)
    except (AssertionError, Flaky) as error:
        tally.wrong(LOST, "; ".join([str(error), *getattr(error, "__notes__", [])]))
    tally.tries = Playing.happened.pop("games")
    tally.told.update(Playing.happened)
    return tally.figures(seed)
