"""Where the token stands, why, and what to do next: the lines under the board."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.words import advice, next_step, reason
from pmo_gameboard.tui.text import fit


class Bearings(Static):
    """You are here, because; next; and the tip or the chosen square."""

    DEFAULT_CSS = """
    Bearings {
        height: 3;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    survey: reactive[Survey | None] = reactive(None)
    chosen: reactive[str] = reactive("")

    def watch_survey(self) -> None:
        """Say it anew."""
        self._say()

    def watch_chosen(self) -> None:
        """Say it anew."""
        self._say()

    def on_resize(self) -> None:
        """Say it anew for another width."""
        self._say()

    def _say(self) -> None:
        if self.survey is None or not self.size.width:
            return
        lines = self._lines(self.survey, self.size.width)
        self.update(Content("\n").join(lines), layout=False)

    def _lines(self, survey: Survey, width: int) -> list[Content]:
        here = survey.here
        if survey.finished:
            return [
                _line("You are at the top  ", "bold", _summit(survey), "bold $accent", width),
                _line("Next  ", "bold", "Come back next month: something goes stale.", "", width),
                self._third(survey, width),
            ]
        first = (
            f"{here.square.label} {here.square.title}, {here.stage.short}: {reason(survey, here)}"
        )
        aside = f", {survey.set_aside} set aside" if survey.set_aside else ""
        second = f"{next_step(survey, here)}  ({survey.percent}% done{aside})"
        return [
            _line("You are here  ", "bold", first, "bold $accent", width),
            _line("Next  ", "bold", second, "", width),
            self._third(survey, width),
        ]

    def _third(self, survey: Survey, width: int) -> Content:
        here = survey.here
        chosen = survey.by_id.get(self.chosen, here)
        if chosen is not here:
            text = f"{chosen.square.title}: {reason(survey, chosen)}"
            return _line(f"Square {chosen.square.label}  ", "bold", text, "", width)
        tips = [tip.text for tip in advice(survey, here) if tip.source != "missing"]
        return _line("Tip  ", "bold", tips[0] if tips else here.square.prompt, "$quiet", width)


def _line(head: str, head_style: str, text: str, style: str, width: int) -> Content:
    room = max(width - len(head), 0)
    return Content.assemble((head, head_style), (fit(text, room).rstrip(), style))


def _summit(survey: Survey) -> str:
    if not survey.declared and not survey.set_aside:
        return "Every square is done and fresh."
    parts = [f"{survey.done} squares are done and fresh"]
    if survey.declared:
        parts.append(f"{survey.declared} by your word")
    if survey.set_aside:
        parts.append(f"{survey.set_aside} set aside")
    return f"{', '.join(parts)}."
