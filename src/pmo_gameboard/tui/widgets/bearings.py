"""Where the token stands, why, and what to do next: the lines under the board."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import AFTER_ALL, advice, next_step, reason, sentence
from pmo_gameboard.tui.text import wrap

HEIGHT = 3
INDENT = "  "
STILL_TRUE = "Still true? Ctrl+T says so. If not, open it."


class Bearings(Widget):
    """You are here, because; next; and the tip or the chosen square.

    A reason is shown whole where it can be: it goes on in the next line, and first the tip,
    then the next step, makes room for it.
    """

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

    def render(self) -> Content:
        """The lines, as wide as there is room for; drawn with the first frame."""
        if self.survey is None:
            return Content()
        return Content("\n").join(bearings(self.survey, self.chosen, self.size.width))


def bearings(survey: Survey, chosen_id: str, width: int) -> list[Content]:
    """The lines under the board, as wide as they may be."""
    here = survey.here
    chosen = survey.by_id.get(chosen_id, here)
    if chosen is not here:
        other = f"{chosen.square.title}: {_reason(survey, chosen)}"
        below = _lines(f"Square {chosen.square.label}  ", other, "", width, HEIGHT - 1)
        above = _here(survey, width, HEIGHT - len(below))
        between = _next(survey, next_step(survey, here), width, HEIGHT - len(above) - len(below))
        return [*above, *between, *below]
    above = _here(survey, width, HEIGHT - 1)
    above += _next(survey, step_by_key(survey, here), width, HEIGHT - len(above))
    tips = [tip.text for tip in advice(survey, here) if tip.source != "missing"]
    tip = tips[0] if tips else here.square.prompt
    return above + _lines("Tip  ", tip, "$quiet", width, HEIGHT - len(above))


def step_by_key(survey: Survey, standing: Standing) -> str:
    """The next step on the chosen square of the board, with the key that takes it."""
    return STILL_TRUE if _confirmed_by_key(standing) else next_step(survey, standing)


def _confirmed_by_key(standing: Standing) -> bool:
    """Whether a square is stale and no date on it has passed, which only a new date mends."""
    passed = standing.word is None and any(aged.passed for aged in standing.aged)
    return standing.stale and not passed


def _reason(survey: Survey, standing: Standing) -> str:
    """Why a square that is not the token's stands as it does; if stale, with the key."""
    why = reason(survey, standing)
    return f"{sentence(why)} Still true? Ctrl+T." if _confirmed_by_key(standing) else why


def _here(survey: Survey, width: int, most: int) -> list[Content]:
    """Where the token stands and why, in as few words as the lines take."""
    if survey.finished:
        return _lines("You are at the top  ", _summit(survey), "bold $accent", width, most)
    here = survey.here
    why, square = reason(survey, here), here.square
    head = "You are here  "
    whole = f"{square.label} {square.title}, {here.stage.short}: {why}"
    shorter, least = f"{square.label} {square.title}: {why}", f"{square.label}: {why}"
    tries = ((whole, 1), (shorter, most), (least, most))
    text = next((text for text, lines in tries if _fits(head, text, width, lines)), least)
    return _lines(head, text, "bold $accent", width, most)


def _next(survey: Survey, step: str, width: int, most: int) -> list[Content]:
    if survey.finished:
        return _lines("Next  ", AFTER_ALL, "", width, most)
    aside = f", {survey.set_aside} set aside" if survey.set_aside else ""
    figures = f"{step}  ({survey.percent}% done{aside})"
    text = figures if _fits("Next  ", figures, width, 1) else step
    return _lines("Next  ", text, "", width, most)


def _fits(head: str, text: str, width: int, most: int) -> bool:
    return len(_wrapped(head, text, width, most + 1)) <= most


def _lines(head: str, text: str, style: str, width: int, most: int) -> list[Content]:
    """A text after its head, on at most so many lines."""
    lines = _wrapped(head, text, width, most)
    if not lines:
        return []
    first = Content.assemble((head, "bold"), (lines[0], style))
    return [first, *(Content.assemble(INDENT, (line, style)) for line in lines[1:])]


def _wrapped(head: str, text: str, width: int, most: int) -> list[str]:
    """The lines of a text: the first shares its line with the head, the others are indented."""
    lead = "_" * (len(head) - len(INDENT) - 1)
    [first, *others] = wrap(f"{lead} {text}", width - len(INDENT), most) or [""]
    return [first[len(lead) + 1 :], *others][:most]


def _summit(survey: Survey) -> str:
    if not survey.declared and not survey.set_aside:
        return "Every square is done and fresh."
    parts = [f"{survey.done} of {len(survey.standings)} stops are done and fresh"]
    if survey.declared:
        parts.append(f"{survey.declared} by your word")
    if survey.set_aside:
        parts.append(f"{survey.set_aside} set aside")
    return f"{', '.join(parts)}."
