"""The three readings in words, for the results and for the room."""

from textual.content import Content

from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.readings import (
    Disagreement,
    Readings,
    VoiceReading,
    disagreement_words,
    gap_words,
    voice_reason,
)
from pmo_gameboard.game.standings import Standing
from pmo_gameboard.game.state import Voice
from pmo_gameboard.game.words import reason
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.page import Line, hang

TALKS = 3
"""How many squares to talk about are named."""

WORTH_A_WORD = 0.3
"""How far apart people or readings are before a square is named."""

_HEADS: dict[Voice, str] = {"team": "We say    ", "customers": "They say  "}
_NEVER = "not asked yet: press p"


def three_readings(read: Readings, width: int) -> list[Line]:
    """Each reading's stage and its reason, and how far they are apart."""
    survey, here = read.show, read.show.here
    why = "nothing is left to do" if survey.finished else reason(survey, here)
    lines: list[Line] = [
        _reading(GLYPHS.token, "We show   ", here.stage.short, f"{_at(here)}: {why}", width)
    ]
    voices: tuple[tuple[Voice, VoiceReading | None], ...]
    voices = (("team", read.say), ("customers", read.they))
    for voice_id, voice in voices:
        sign, start = GLYPHS.voices[voice_id], _HEADS[voice_id]
        if voice is None:
            lines.append(hang(f"{sign} {start}", "$quiet", _quiet(_NEVER), width))
        else:
            lines.append(_reading(sign, start, voice.stage.short, _said(read, voice), width))
    if words := gap_words(read):
        lines.append(hang("", "", Content.styled(words, "bold"), width))
    return lines


def to_discuss(read: Readings, width: int) -> list[Line]:
    """The squares that people or readings are furthest apart on."""
    apart = [each for each in read.disagreements if each.size >= WORTH_A_WORD]
    return [_talk(each, width) for each in apart[:TALKS]]


def _reading(sign: str, start: str, stage: str, why: str, width: int) -> Content:
    text = Content.assemble((stage, "bold"), "  ", (why, "$quiet"))
    return hang(f"{sign} {start}", "bold $accent", text, width)


def _said(read: Readings, voice: VoiceReading) -> str:
    alone = all(counted.total == 1 for counted in voice.pulse.tallies.values())
    asked = "unfinished, " if voice.pulse.open else "one person, " if alone else ""
    return f"{voice_reason(voice)} ({asked}{show_date(voice.pulse.on, read.show.today)})"


def _talk(found: Disagreement, width: int) -> Content:
    square = found.standing.square
    text = Content.assemble((f"{square.title}  ", "bold"), disagreement_words(found))
    return hang(f"{square.label:<4}", "bold", text, width)


def _at(standing: Standing) -> str:
    square = standing.square
    return f"{square.label} {square.title}"


def _quiet(text: str) -> Content:
    return Content.styled(text, "$quiet")
