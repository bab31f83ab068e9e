"""One game of two: the squares on which they differ, and whose each is to be."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.differences import SquareDifference
from pmo_gameboard.game.merge import Side, merge
from pmo_gameboard.game.record import RecordDifference, beside_words
from pmo_gameboard.game.state import Game
from pmo_gameboard.tui.dialogs.dialog import Dialog, way_out
from pmo_gameboard.tui.text import plain

SIDES: dict[Side, str] = {"both": "both", "ours": "yours", "theirs": "theirs"}
"""The choices there are, in the order in which Space goes through them."""


class ConflictScreen(Dialog[Game]):
    """Shows both games, square by square, and makes one of them."""

    KEEPS = "F10"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", "Other side", id="conflict.turn"),
        Binding("left", "turn(-1)", "Other side", show=False, id="conflict.back"),
        Binding("f10", "keep", "Keep this", id="conflict.keep"),
    ]

    def __init__(
        self,
        ours: Game,
        theirs: Game,
        found: tuple[SquareDifference, ...],
        record: tuple[RecordDifference, ...] = (),
        when: str = "",
    ) -> None:
        """Take both games, where they differ, and when each of them was saved."""
        super().__init__()
        self._ours = ours
        self._theirs = theirs
        self._found = found
        self._record = record
        self._when = when
        self._choices: dict[str, Side] = {item.square.id: "both" for item in found}

    def compose(self) -> ComposeResult:
        """What happened, and a list."""
        with Vertical(classes="dialog--box -tall"):
            yield Static(plain("Changed elsewhere"), classes="dialog--title")
            yield Static(plain(self._text), classes="dialog--text")
            yield OptionList(*self._options(), markup=False, classes="dialog--body")
            yield Static(classes="dialog--error")
            yield way_out("Space chooses a side. F10 makes one game of both. Esc keeps them apart.")

    @property
    def _text(self) -> str:
        if not self._found and not self._record:
            return "Both games say the same. F10 makes one of them again."
        return (
            "Somebody changed this game while you played it, so you have been writing to a copy. "
            f"{self._when} "
            "“Both” keeps every row; of two texts it keeps both, of anything else the later. "
            "Whatever you choose, both games stay among the earlier versions."
        )

    def _options(self) -> list[Option]:
        squares = [Option(self._told(item), id=item.square.id) for item in self._found]
        beside = [Option(plain(beside_words(each))) for each in self._record]  # no side to choose
        return [*squares, *beside]

    def _told(self, item: SquareDifference) -> Content:
        chosen = self._choices[item.square.id]
        return Content.assemble(
            (f"{item.square.label} {item.square.title}", "bold"),
            "   keep ",
            (SIDES[chosen], "bold $accent"),
            "\n  yours   ",
            (item.ours, "$quiet" if chosen == "theirs" else ""),
            "\n  theirs  ",
            (item.theirs, "$quiet" if chosen == "ours" else ""),
        )

    def on_mount(self) -> None:
        """Let sides be chosen at once."""
        self.query_one(OptionList).focus()

    def held(self) -> object:
        """The sides that were chosen."""
        return dict(self._choices)

    def action_turn(self, step: int) -> None:
        """Give the square to the next side."""
        options = self.query_one(OptionList)
        place = options.highlighted
        if place is None or place >= len(self._found):
            return
        item = self._found[place]
        sides = list(SIDES)
        turned = (sides.index(self._choices[item.square.id]) + step) % len(sides)
        self._choices[item.square.id] = sides[turned]
        options.replace_option_prompt_at_index(place, self._told(item))

    def on_option_list_option_selected(self) -> None:
        """Enter does what Space does."""
        self.action_turn(1)

    def action_keep(self) -> None:
        """Make one game."""
        try:
            self.dismiss(merge(self._ours, self._theirs, self._choices))
        except MoveError as error:
            self.query_one(".dialog--error", Static).update(plain(str(error)))
