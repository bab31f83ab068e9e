"""Results: where the PMO stands, what to do next, and what the team holds."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pmo_gameboard.board.models import Stage
from pmo_gameboard.game.agenda import squares_next
from pmo_gameboard.game.check_ins import check_in_of
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import (
    AFTER_ALL,
    advice,
    count,
    next_step,
    reason,
    sentence,
    standing_words,
)
from pmo_gameboard.tui.actions_text import open_actions
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.page import Line, hang, head, page, page_width
from pmo_gameboard.tui.readings_text import three_readings, to_discuss
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.sizes import LEAST_WIDTH
from pmo_gameboard.tui.text import fit, wrap
from pmo_gameboard.tui.trend_text import trend
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

STEPS = 3
BAR = 20
ROOMY = 90
"""The width of a page from which a bar has its whole length."""

NAMED = 12


class ResultsScreen(GameScreen):
    """One page to end a session on."""

    CSS_PATH = "results.tcss"
    HELP_TEXT = (
        "Maturity is the stage your token stands in. Completeness is how many stops of the path "
        "are done and fresh; a square in two parts, such as 4a and 4b, has two stops. "
        "They are different figures: a PMO can fill in a lot and still stand still."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Next square", key_display="↵", id="results.go"),
        Binding("a", "actions", "Actions", id="results.actions", tooltip="Who does what by when"),
        Binding("p", "pulse", "Pulse", id="results.pulse", tooltip="What people say"),
        Binding("t", "trend", "Over time", id="results.trend", tooltip="Check-ins, what moved"),
        Binding(
            "n",
            "name_check_in",
            "Check in",
            show=False,
            id="results.check_in",
            tooltip="Keep today under a name",
        ),
        Binding("escape,r", "app.pop_screen", "Board", key_display="esc", id="results.back"),
        Binding("question_mark", "help", "Help", key_display="?", id="results.help"),
        Binding("q", "app.quit", "Quit", id="results.quit"),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        yield TitleBar()
        with VerticalScroll(classes="results--page"):
            yield Static(classes="results--text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        super().on_mount()
        self.query_one(VerticalScroll).focus()

    def show(self) -> None:
        """Show the results of the game as it is."""
        survey = self.session.survey
        self.query_one(TitleBar).what = f"{survey.game.name} · Results"
        self.query_one(".results--text", Static).update(results(survey, self.size.width))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no next square once all are done."""
        if action == "go":
            return not self.session.survey.finished
        return super().check_action(action, parameters)

    def on_resize(self, _: events.Resize) -> None:
        """Set the text for another width."""
        self.show()

    def action_go(self) -> None:
        """Open the square that is next."""
        self.open_square(self.session.survey.here.square.id)


def results(survey: Survey, window: int) -> Content:
    """The whole page, in a window of so many columns."""
    width = page_width(window, LEAST_WIDTH)
    read = readings(survey)
    talks = to_discuss(read, width)
    actions = open_actions(survey, width)
    points = (*survey.game.check_ins, check_in_of(survey))
    return page(
        [
            *three_readings(read, width),
            hang("  ", "", Content.styled(_stage_words(survey.here.stage), "$quiet"), width),
            "",
            hang("Completeness  ", "bold", _completeness(survey), width),
            *(["", head("Discuss this"), *talks] if talks else []),
            "",
            head("What to do next"),
            *_steps(survey, width),
            *(["", head("Actions"), *actions] if actions else []),
            *_next_session(survey),
            "",
            head("Stage by stage"),
            *(_stage(survey, stage, width) for stage in reversed(survey.game.board.stages)),
            *(
                ["", head("Over time"), *trend(survey.game.board, points, width)]
                if points[1:]
                else []
            ),
            "",
            head("What you hold"),
            *_holdings(survey, width),
        ]
    )


def _stage_words(stage: Stage) -> str:
    """What it is to be in a stage, said so that nobody takes it for their own words."""
    return f"{stage.name}: “{stage.statement}”"


def _completeness(survey: Survey) -> str:
    """How much is done and fresh, and what the figure leaves out."""
    figures = [f"{survey.done} of {len(survey.standings) - survey.set_aside} stops done and fresh"]
    if survey.declared:
        figures.append(f"{survey.declared} by your word")
    if survey.stale:
        figures.append(f"{len(survey.stale)} stale")
    if survey.set_aside:
        figures.append(f"{survey.set_aside} set aside")
    return f"{survey.percent}%: {', '.join(figures)}"


def _next_session(survey: Survey) -> list[Line]:
    day = survey.game.next_session
    if day is None:
        return []
    when = show_date(day, survey.today)
    return [
        Content.assemble(("Next session  ", "bold"), when if day > survey.today else f"{when}: due")
    ]


def _steps(survey: Survey, width: int) -> list[Line]:
    """The next few squares to work on: the token's, then what is stale, then the path."""
    ahead = squares_next(survey)
    if not ahead:
        return [hang("", "", f"Nothing is open. {AFTER_ALL}", width)]
    lines: list[Line] = []
    for standing in ahead[:STEPS]:
        head = f"{GLYPHS.standing(standing)} {fit(standing.square.label, 3)} "
        why = f"{sentence(reason(survey, standing))} " if standing.stale else ""
        step = f"{why}{next_step(survey, standing)}"
        text = Content.assemble((f"{standing.square.title}  ", "bold"), step)
        lines.append(hang(head, "bold", text, width))
    tips = [tip.text for tip in advice(survey, survey.here) if tip.source == "square"]
    if tips:
        lines.append(hang("  Tip: ", "bold", Content.styled(tips[0], "$quiet"), width))
    return lines


def _stage(survey: Survey, stage: Stage, width: int) -> Content:
    standings = [s for s in survey.standings if s.stage is stage]
    settled = sum(s.satisfied for s in standings)
    length = BAR if width >= ROOMY else BAR // 2
    filled = round(settled / len(standings) * length)
    bar = GLYPHS.bar * filled + GLYPHS.rest * (length - filled)
    here = f"  {GLYPHS.token} here" if survey.here.stage is stage else ""
    words = ", ".join(_square(standing) for standing in standings)
    head = f"{fit(stage.short, 16)} "
    number = f" {settled} of {len(standings)}"
    first = cell_len(head + bar + number + here) + 2
    indent = " " * cell_len(head)
    lead, *others = wrap("_" * (first - len(indent) - 1) + " " + words, width - len(indent), 2)
    return Content.assemble(
        (head, "bold"),
        (bar, "$success"),
        number,
        (here, "bold $accent"),
        ("  " + lead[first - len(indent) :], "$quiet"),
        *((f"\n{indent}{line}", "$quiet") for line in others),
    )


def _square(standing: Standing) -> str:
    return f"{standing.square.label} {GLYPHS.standing(standing)} {standing_words(standing)}"


def _holdings(survey: Survey, width: int) -> list[Line]:
    """A line a register: how many rows, and how they are called."""
    game = survey.game
    lines: list[Line] = []
    for register in game.board.registers:
        rows = game.rows(register.id)
        head = f"{fit(register.name, 18)} "
        number = f"{count(len(rows), register.row, register.rows)}  "
        names = ", ".join(game.row_name(register.id, row.id) for row in rows[:NAMED])
        room = max(width - cell_len(head + number), 0)
        names = fit(names, room).rstrip()
        lines.append(Content.assemble((head, "bold"), number, (names, "$quiet")))
    return lines
