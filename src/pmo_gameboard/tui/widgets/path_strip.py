"""The path on one line: every stop, its standing, the token, and the square that is open."""

from itertools import accumulate

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from pmo_gameboard.game.standings import Survey
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.messages import OpenSquare


class PathStrip(Static):
    """Where one is on the path, while a square is open."""

    DEFAULT_CSS = """
    PathStrip {
        height: 1;
        padding: 0 1;
        background: $surface;
        color: $quiet;
        text-wrap: nowrap;
    }
    """

    survey: reactive[Survey | None] = reactive(None)
    chosen: reactive[str] = reactive("")
    token: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, str]] = []

    def watch_survey(self) -> None:
        """Show it anew."""
        self._show()

    def watch_token(self) -> None:
        """Show it anew."""
        self._show()

    def on_resize(self) -> None:
        """Show the part around the open square that fits."""
        self._show()

    def on_click(self, event: events.Click) -> None:
        """Open the stop under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None:
            stop_id = next((stop_id for end, stop_id in self._ends if offset.x < end), None)
            if stop_id is not None and stop_id != self.chosen:
                self.post_message(OpenSquare(stop_id))

    def _show(self) -> None:
        if self.survey is None or not self.size.width:
            return
        stops = [self._stop(index) for index in range(len(self.survey.standings))]
        ids = [standing.square.id for standing in self.survey.standings]
        here = ids.index(self.chosen) if self.chosen in ids else 0
        first = last = here
        width = stops[here].cell_length
        while True:
            grown = False
            for index in (last + 1, first - 1):
                if 0 <= index < len(stops):
                    longer = width + 1 + stops[index].cell_length
                    if longer <= self.size.width:
                        width, grown = longer, True
                        first, last = min(first, index), max(last, index)
            if not grown:
                break
        shown = range(first, last + 1)
        ends = accumulate(stops[index].cell_length + 1 for index in shown)
        self._ends = [(end, ids[index]) for end, index in zip(ends, shown, strict=True)]
        self.update(Content(" ").join(stops[first : last + 1]), layout=False)

    def _stop(self, index: int) -> Content:
        survey = self.survey
        if survey is None:
            return Content()
        standing = survey.standings[index]
        square = standing.square
        token = GLYPHS.token if square.id == self.token else ""
        text = f"{token}{square.label}{GLYPHS.standing(standing)}"
        if square.id == self.chosen:
            return Content.styled(f"[{text}]", "bold $foreground")
        return Content.styled(text, "$accent bold" if token else "$quiet")
