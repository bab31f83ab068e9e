"""Results: where the PMO stands, what to do next, and what the team holds."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Footer, Static

from pmo_gameboard.board.models import Stage
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
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.sizes import LEAST_WIDTH
from pmo_gameboard.tui.text import fit, wrap
from pmo_gameboard.tui.widgets.title_bar import TitleBar

STEPS = 3
BAR = 20
ROOMY = 90
"""The width of a page from which a bar has its whole length."""

NAMED = 12
MARGIN = 6
WIDEST = 130
"""The width of the page on a wide window; results.tcss has it too."""

Line = Content | str


class ResultsScreen(GameScreen):
    """One page to end a session on."""

    CSS_PATH = "results.tcss"
    HELP_TEXT = (
        "Maturity is the stage your token stands in. Completeness is how many stops of the path "
        "are done and fresh; a square in two parts, such as 4a and 4b, has two stops. "
        "They are different figures: a PMO can fill in a lot and still stand still."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go", "Open the next square", key_display="↵", id="results.go"),
        Binding("escape,r", "app.pop_screen", "Board", key_display="esc", id="results.back"),
        Binding("question_mark", "help", "Help", key_display="?", id="results.help"),
        Binding("q", "app.quit", "Quit", id="results.quit"),
    ]

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        yield TitleBar()
        with VerticalScroll(classes="results--page"):
            yield Static(classes="results--text")
        yield Footer(show_command_palette=False)

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


def results(survey: Survey, width: int) -> Content:
    """The whole page."""
    page = max(min(width, WIDEST) - MARGIN, LEAST_WIDTH - MARGIN)
    blocks: list[Line] = [
        *_placement(survey, page),
        "",
        _head("What to do next"),
        *_steps(survey, page),
        "",
        _head("Stage by stage"),
        *(_stage(survey, stage, page) for stage in reversed(survey.game.board.stages)),
        "",
        _head("What you hold"),
        *_holdings(survey, page),
    ]
    return Content("\n").join(Content(b) if isinstance(b, str) else b for b in blocks)


def _head(text: str) -> Content:
    return Content.styled(text, "bold $primary")


def _hang(head: str, style: str, text: Line, page: int) -> Content:
    """A text beside its head; where it goes on in another line, that stands below the text."""
    body = Content(text) if isinstance(text, str) else text
    first, *others = body.wrap(page - cell_len(head)) or [Content()]
    indent = " " * cell_len(head)
    lines = [Content.assemble((head, style), first), *(Content(indent) + line for line in others)]
    return Content("\n").join(lines)


def _placement(survey: Survey, page: int) -> list[Line]:
    here = survey.here
    stage = here.stage
    why = "nothing is left to do" if survey.finished else reason(survey, here)
    figures = [f"{survey.done} of {len(survey.standings) - survey.set_aside} stops done and fresh"]
    if survey.declared:
        figures.append(f"{survey.declared} by your word")
    if survey.stale:
        figures.append(f"{len(survey.stale)} stale")
    if survey.set_aside:
        figures.append(f"{survey.set_aside} set aside")
    return [
        Content.assemble((f"{GLYPHS.token} We show  ", "bold $accent"), (stage.name, "bold")),
        _hang("  ", "", Content.styled(stage.statement, "$quiet"), page),
        "",
        _hang("Maturity      ", "bold", f"{here.square.label} {here.square.title}: {why}", page),
        _hang("Completeness  ", "bold", f"{survey.percent}%: {', '.join(figures)}", page),
    ]


def _steps(survey: Survey, page: int) -> list[Line]:
    """The next few squares to work on: the token's, then what is stale, then the path."""
    ahead = [s for s in survey.standings if not s.satisfied]
    ahead.sort(key=lambda standing: (standing is not survey.here, not standing.stale))
    if not ahead:
        return [_hang("", "", f"Nothing is open. {AFTER_ALL}", page)]
    lines: list[Line] = []
    for standing in ahead[:STEPS]:
        head = f"{GLYPHS.standing(standing)} {fit(standing.square.label, 3)} "
        why = f"{sentence(reason(survey, standing))} " if standing.stale else ""
        step = f"{why}{next_step(survey, standing)}"
        text = Content.assemble((f"{standing.square.title}  ", "bold"), step)
        lines.append(_hang(head, "bold", text, page))
    tips = [tip.text for tip in advice(survey, survey.here) if tip.source == "square"]
    if tips:
        lines.append(_hang("  Tip: ", "bold", Content.styled(tips[0], "$quiet"), page))
    return lines


def _stage(survey: Survey, stage: Stage, page: int) -> Content:
    standings = [s for s in survey.standings if s.stage is stage]
    settled = sum(s.satisfied for s in standings)
    length = BAR if page >= ROOMY else BAR // 2
    filled = round(settled / len(standings) * length)
    bar = GLYPHS.bar * filled + GLYPHS.rest * (length - filled)
    here = f"  {GLYPHS.token} here" if survey.here.stage is stage else ""
    words = ", ".join(_square(standing) for standing in standings)
    head = f"{fit(stage.short, 16)} "
    number = f" {settled} of {len(standings)}"
    first = cell_len(head + bar + number + here) + 2
    indent = " " * cell_len(head)
    lead, *others = wrap("_" * (first - len(indent) - 1) + " " + words, page - len(indent), 2)
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


def _holdings(survey: Survey, page: int) -> list[Line]:
    """A line a register: how many rows, and how they are called."""
    game = survey.game
    lines: list[Line] = []
    for register in game.board.registers:
        rows = game.rows(register.id)
        head = f"{fit(register.name, 18)} "
        number = f"{count(len(rows), register.row, register.rows)}  "
        names = ", ".join(game.row_name(register.id, row.id) for row in rows[:NAMED])
        room = max(page - cell_len(head + number), 0)
        names = fit(names, room).rstrip()
        lines.append(Content.assemble((head, "bold"), number, (names, "$quiet")))
    return lines
