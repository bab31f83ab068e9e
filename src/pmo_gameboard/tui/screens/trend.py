"""Over time: the check-ins of a game, and what has moved since each."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Sparkline, Static
from textual.widgets.option_list import Option

from pmo_gameboard.game.check_ins import changes, check_in_of
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.state import CheckIn
from pmo_gameboard.tui.page import Line, hang, head, page
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.trend_text import moved, trend
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

LIST = 26
"""Columns that the list of check-ins takes; trend.tcss has it too."""

NONE_YET = (
    "The first check-in is made by itself on the first day that something changes, and then one "
    "a day. Press n to keep today under a name of your own, such as “Q3 review”."
)


class TrendScreen(GameScreen):
    """The stages over time, the percentage, and for the chosen check-in what moved since."""

    CSS_PATH = "trend.tcss"
    HELP_TEXT = (
        "Each column is a check-in: where the three tokens stood that day, and how much was done "
        "and fresh. Choose one in the list to see what has moved since, square by square."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "name_check_in", "Check in", id="trend.name", tooltip="Keep today by name"),
        Binding("c", "compare", "Compare", id="trend.compare", tooltip="With a day or a game"),
        Binding("u", "undo", "Undo", show=False, id="trend.undo"),
        Binding("question_mark", "help", "Help", key_display="?", show=False, id="trend.help"),
        Binding("escape,t", "app.pop_screen", "Back", key_display="esc", id="trend.back"),
        Binding("q", "app.quit", "Quit", id="trend.quit"),
    ]

    def compose(self) -> ComposeResult:
        """The stages, the percentages, the check-ins and what moved."""
        yield TitleBar()
        yield Static(classes="trend--stages")
        with Horizontal(classes="trend--percent"):
            yield Static(classes="trend--label")
            yield Sparkline()
        with Horizontal():
            yield OptionList(markup=False)
            with VerticalScroll(can_focus=False):
                yield Static(classes="trend--moved")
        yield KeyBar()

    @property
    def _check_ins(self) -> list[CheckIn]:
        """The check-ins, the latest first."""
        return list(reversed(self.session.game.check_ins))

    def show(self) -> None:
        """Show the trend; the latest check-in is chosen first."""
        survey = self.session.survey
        game = survey.game
        self.query_one(TitleBar).what = f"{game.name} · Over time"
        points = (*game.check_ins, check_in_of(survey))
        lines = trend(game.board, points, max(self.size.width - 4, 1))
        self.query_one(".trend--stages", Static).update(page(lines))
        first, last = points[0].percent, points[-1].percent
        self.query_one(".trend--label", Static).update(
            plain(f"Done and fresh: {first}% at first, {last}% now")
        )
        self.query_one(Sparkline).data = [float(point.percent) for point in points]
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        options.add_options(Option(self._line(each)) for each in self._check_ins)
        options.highlighted = min(place, len(self._check_ins) - 1) if self._check_ins else None
        options.focus()
        self._show_moved()

    def on_resize(self) -> None:
        """Show as many check-ins as fit."""
        self.show()

    def _line(self, check_in: CheckIn) -> Content:
        day = show_date(check_in.on, self.session.today)
        name = f"{check_in.name}\n  " if check_in.name else ""
        return Content.assemble((name, "bold"), f"{day}  {check_in.percent}%")

    @on(OptionList.OptionHighlighted)
    def _show_moved(self) -> None:
        """What moved since the chosen check-in."""
        then, width = self._chosen, max(self.size.width - LIST - 6, 1)
        lines: list[Line] = [hang("", "", NONE_YET, width)]
        if then is not None:
            survey = self.session.survey
            found = changes(survey.game.board, then, check_in_of(survey))
            since = then.name or show_date(then.on, survey.today)
            lines = [head(f"Since {since}")]
            lines += moved(found, width) or ["Every square stands as it did."]
        self.query_one(".trend--moved", Static).update(page(lines))
        self.refresh_bindings()

    @property
    def _chosen(self) -> CheckIn | None:
        place = self.query_one(OptionList).highlighted
        known = self._check_ins
        return known[place] if place is not None and place < len(known) else None
