"""The path on one line: every stop, its standing, the token, and the square that is open."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from pmo_gameboard.game.standings import Survey
from pmo_gameboard.tui.glyphs import Glyphs


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

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__()
        self._glyphs = glyphs

    def watch_survey(self) -> None:
        """Show it anew."""
        self._show()

    def watch_token(self) -> None:
        """Show it anew."""
        self._show()

    def on_resize(self) -> None:
        """Show the part around the open square that fits."""
        self._show()

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
        self.update(Content(" ").join(stops[first : last + 1]))

    def _stop(self, index: int) -> Content:
        survey = self.survey
        if survey is None:
            return Content()
        standing = survey.standings[index]
        square, glyphs = standing.square, self._glyphs
        token = glyphs.token if square.id == self.token else ""
        text = f"{token}{square.label}{glyphs.standing(standing)}"
        if square.id == self.chosen:
            return Content.styled(f"[{text}]", "bold $foreground")
        return Content.styled(text, "$accent bold" if token else "$quiet")
