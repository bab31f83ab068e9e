"""Games side by side: their tokens, their stages, and the squares where they differ most."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from pmo_gameboard.game.check_ins import WORDS
from pmo_gameboard.game.comparison import Comparison, Side, SquareLine, StageLine, compare
from pmo_gameboard.tui.dialogs.help import HelpScreen
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.page import Line, head, page
from pmo_gameboard.tui.sizes import HEIGHTS, WIDTHS
from pmo_gameboard.tui.text import fit
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

NAMES = 26
"""Cells that the names of stages and squares take."""

LEAST, MOST = 10, 24
"""Cells that a side takes."""


class CompareScreen(Screen[None]):
    """One page. The sides have been checked to be on one board."""

    CSS_PATH = "results.tcss"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    HELP_TEXT = (
        "Each column is a game, or one day of it. First where its three tokens stand, then how "
        "many squares of each stage are settled, then the squares that differ, the most first."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,question_mark", "help", "Help", id="compare.help"),
        Binding("escape,c", "app.pop_screen", "Back", key_display="esc", id="compare.back"),
        Binding("q", "app.quit", "Quit", id="compare.quit"),
    ]

    def __init__(self, sides: Sequence[Side]) -> None:
        super().__init__()
        self._compared = compare(sides)

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        yield TitleBar()
        with VerticalScroll(classes="results--page"):
            yield Static(classes="results--text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        names = " and ".join(side.label for side in self._compared.sides)
        self.query_one(TitleBar).what = f"Compared: {names}"
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        """Set the text for another width."""
        text = comparison_text(self._compared, self.size.width - 4)
        self.query_one(".results--text", Static).update(text)

    def action_help(self) -> None:
        """Say what can be seen here."""
        self.app.push_screen(HelpScreen(self.HELP_TEXT))


def comparison_text(compared: Comparison, width: int) -> Content:
    """The whole page, in so many columns."""
    room = (width - NAMES) // len(compared.sides)
    column = max(min(room, MOST), LEAST)
    lines: list[Line] = [
        _row("", [side.label for side in compared.sides], column, "bold"),
        *_tokens(compared, column),
        _row("Done and fresh", [f"{side.then.percent}%" for side in compared.sides], column),
        "",
        head("Stage by stage"),
        *(_stage(line, column) for line in reversed(compared.stages)),
        "",
    ]
    if not compared.apart:
        return page([*lines, "Every square stands alike."])
    lines.append(head("Where they differ, the most first"))
    return page([*lines, *(_square(line, column) for line in compared.apart)])


def _tokens(compared: Comparison, column: int) -> list[Line]:
    """Where each side's tokens stand; a voice that no side asked is left out."""
    heads = (
        (f"{GLYPHS.token} We show", [side.then.show for side in compared.sides]),
        (f"{GLYPHS.voices['team']} We say", [side.then.say for side in compared.sides]),
        (f"{GLYPHS.voices['customers']} They say", [side.then.they for side in compared.sides]),
    )
    return [
        _row(
            start,
            [_place(side, stop) for side, stop in zip(compared.sides, stops, strict=True)],
            column,
        )
        for start, stops in heads
        if any(stops)
    ]


def _place(side: Side, stop_id: str | None) -> str:
    if stop_id is None:
        return "not asked"
    square = side.board.squares_by_id[stop_id]
    return f"{square.label} {side.board.stage_of[stop_id].short}"


def _stage(line: StageLine, column: int) -> Content:
    cells = [
        f"{GLYPHS.bar * number}{GLYPHS.rest * (line.squares - number)} {number} of {line.squares}"
        if line.squares + 8 <= column
        else f"{number} of {line.squares}"
        for number in line.settled
    ]
    return _row(line.stage.short, cells, column)


def _square(line: SquareLine, column: int) -> Content:
    stands = ["not on it" if each is None else WORDS[each] for each in line.stands]
    return _row(f"{line.square.label:<4}{line.square.short}", stands, column)


def _row(start: str, cells: Sequence[str], column: int, style: str = "") -> Content:
    parts = [(f"{fit(cell, column - 2)}  ", style) for cell in cells]
    lead = fit(start, NAMES - 2)
    return Content.assemble((lead + " " * (NAMES - cell_len(lead)), "bold"), *parts)
