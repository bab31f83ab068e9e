"""Beside the board on a wide screen: the chosen square, its state, and the tips that fit it."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import advice, reason, sentence, standing_words
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.widgets.bearings import step_by_key

TIPS = 3


class SidePanel(VerticalScroll, can_focus=False):
    """The chosen square in words."""

    DEFAULT_CSS = """
    SidePanel {
        background: $surface;
        padding: 1 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Static()
        self._shown: tuple[Survey, str] | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield self._text

    def show(self, survey: Survey, stop_id: str) -> None:
        """Show a square, once there is room to."""
        self._shown = survey, stop_id
        if self.display:
            self.on_show()

    def on_show(self) -> None:
        """Say it, now that it can be seen."""
        if self._shown is not None:
            survey, stop_id = self._shown
            standing = survey.by_id.get(stop_id, survey.here)
            self._text.update(square_text(survey, standing))


def square_text(survey: Survey, standing: Standing) -> Content:
    """A square in words: what it asks, where it stands, what to do, what helps."""
    square = standing.square
    parts: list[Content | str | tuple[str, str]] = [
        (f"{square.label}  {square.title}", "bold $accent"),
        "\n",
        (f"{GLYPHS.kinds[square.kind]} {square.kind}, {standing.stage.short}", "$quiet"),
        "\n\n",
        (square.prompt, "bold"),
        "\n\n",
        f"{GLYPHS.standing(standing)} {_state(survey, standing)}",
    ]
    step = step_by_key(survey, standing)
    if step:
        parts += ["\n", ("Next: ", "bold"), step]
    tips = [tip.text for tip in advice(survey, standing) if tip.source != "missing"]
    for tip in tips[:TIPS]:
        parts += ["\n\n", (f"{GLYPHS.right} ", "$accent"), (tip, "$quiet")]
    return Content.assemble(*parts)


def _state(survey: Survey, standing: Standing) -> str:
    words, why = standing_words(standing), reason(survey, standing)
    return sentence(why if why.startswith(words) else f"{words}: {why}")
