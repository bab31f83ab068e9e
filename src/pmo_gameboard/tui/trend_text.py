"""The trend: the board's stages over time, with the three tokens in each column."""

from collections.abc import Sequence

from textual.content import Content

from pmo_gameboard.board.models import Board, Stage
from pmo_gameboard.game.check_ins import WORDS, Change
from pmo_gameboard.game.state import CheckIn
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.page import Line, hang
from pmo_gameboard.tui.text import fit

COLUMN = 7
"""Cells that a check-in takes."""

NAMES = 14
"""Cells that the stages' names take."""


def trend(board: Board, points: Sequence[CheckIn], width: int) -> list[Line]:
    """The last check-ins that fit, the latest at the right: a row a stage, the first lowest."""
    most = max((width - NAMES) // COLUMN, 1)
    shown = points[-most:]
    rows: list[Line] = [_stage_row(board, stage, shown) for stage in reversed(board.stages)]
    days = "".join(f"{point.on:%d %b}".lstrip("0").center(COLUMN) for point in shown[:-1])
    percents = "".join(f"{point.percent}%".center(COLUMN) for point in shown)
    return [
        *rows,
        Content.styled(f"{'':{NAMES}}{days}{'now'.center(COLUMN)}", "$quiet"),
        Content.assemble((fit("Done, fresh", NAMES), "$quiet"), percents),
    ]


def moved(changes: Sequence[Change], width: int) -> list[Line]:
    """What moved since a check-in, square by square."""
    lines: list[Line] = []
    for change in changes:
        sign, style = {True: ("+", "$success"), False: ("-", "$warning"), None: (" ", "")}[
            change.better
        ]
        text = f"{change.square.title}: {WORDS[change.was]} {_ARROW} {WORDS[change.now]}"
        lines.append(hang(f"{sign} {change.square.label:<4}", f"bold {style}", text, width))
    return lines


_ARROW = "→"


def _stage_row(board: Board, stage: Stage, points: Sequence[CheckIn]) -> Content:
    cells = [_tokens(board, stage, point) for point in points]
    parts = [
        (cell.center(COLUMN), "bold $accent") if cell else (GLYPHS.dot.center(COLUMN), "$quiet")
        for cell in cells
    ]
    return Content.assemble((fit(stage.short, NAMES - 1) + " ", "bold"), *parts)


def _tokens(board: Board, stage: Stage, point: CheckIn) -> str:
    places = (
        (GLYPHS.token, point.show),
        (GLYPHS.voices["team"], point.say),
        (GLYPHS.voices["customers"], point.they),
    )
    return "".join(
        sign for sign, stop in places if stop is not None and board.stage_of[stop] is stage
    )
