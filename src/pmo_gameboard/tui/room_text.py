"""What the room reads: short lines, nothing dim, one thing at a time."""

from collections.abc import Sequence

from textual.content import Content

from pmo_gameboard.board.models import RowsAsk
from pmo_gameboard.game.agenda import LENGTHS, Item, item_name
from pmo_gameboard.game.cells import show_value
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.evidence import looked_at
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import next_step, reason, sentence, standing_words
from pmo_gameboard.tui.actions_text import open_actions
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.page import Line, hang, head, page
from pmo_gameboard.tui.readings_text import three_readings
from pmo_gameboard.tui.text import fit

WIDEST = 56
"""The cells that a line takes at the most: what can be read from the back of a room."""

MOST = 12
"""The most answers that are shown of a square."""


def agenda_text(items: Sequence[Item], minutes: int, survey: Survey, width: int) -> Content:
    """The whole agenda, with the minute at which each item ends."""
    lines: list[Line] = [head(f"Your next {minutes} minutes"), ""]
    for item in items:
        end = f"{item.until // 60}:{item.until % 60:02}"
        title = fit(item_name(item, survey), width - 16)
        lines.append(Content.assemble((f"{title}  ", "bold"), f"{item.minutes:>2} min  {end:>5}"))
    keys = ", ".join(f"{str(each)[0]} for {each}" for each in LENGTHS)
    return page([*lines, "", "The right arrow begins.", f"Another length: {keys}."])


def item_text(item: Item, survey: Survey, width: int, *, hidden: bool) -> Content:
    """What an item is about; without anybody's name where answers are hidden."""
    if item.square is None:
        more = [] if hidden else _more(item, survey, width)
        return page([_title(item.title), "", hang("", "bold", item.why, width), *more])
    standing = survey.by_id[item.square]
    square = standing.square
    lines: list[Line] = [
        _title(square.title),
        "",
        hang("", "", Content.styled(square.prompt, "bold"), width),
        "",
    ]
    if item.kind == "discuss":
        return page([*lines, head("Discuss"), hang("", "", item.why, width)])
    state = f"{GLYPHS.standing(standing)} {standing_words(standing)}"
    why = f"{sentence(reason(survey, standing))} {next_step(survey, standing)}"
    return page([*lines, hang("", "", sentence(state) if hidden else why, width)])


def answers_text(item: Item, survey: Survey, width: int) -> Content:
    """What stands on a square by now, a line each."""
    if item.square is None:
        return Content()
    lines = [line for line in _answers(survey, survey.by_id[item.square]) if line]
    more = [f"and {len(lines) - MOST} more"] if len(lines) > MOST else []
    return page([*(Content(fit(line, width)) for line in lines[:MOST]), *more])


def _answers(survey: Survey, standing: Standing) -> list[str]:
    game = survey.game
    lines = []
    for reading in standing.readings:
        ask = reading.ask
        if isinstance(ask, RowsAsk):
            gaps = {gap.row_id for gap in reading.gaps}
            for row in looked_at(game, ask):
                open_ = row.id in gaps
                sign = GLYPHS.standings["open" if open_ else "done"]
                lines.append(f"{sign} {game.row_name(ask.register_id, row.id)}")
        elif entry := game.answer(standing.square.id, ask.id):
            lines.append(f"{ask.label}: {show_value(game, ask, entry.value, survey.today)}")
    return lines


def _more(item: Item, survey: Survey, width: int) -> list[Line]:
    if item.kind == "opening":
        return ["", *three_readings(readings(survey), width)]
    if item.kind != "closing":
        return []
    day = survey.game.next_session
    agreed = show_date(day, survey.today) if day else "not agreed yet: press n"
    session = Content.assemble(("Next session  ", "bold"), agreed)
    return ["", *open_actions(survey, width), session]


def _title(text: str) -> Content:
    return Content.styled(text, "bold $accent")
