"""The three readings for programs, as ``status``, ``pulse`` and ``compare`` tell them."""

from typing import Any

from pmo_gameboard.board.models import Board
from pmo_gameboard.game.readings import Readings, VoiceReading, gap_words, headline, voice_reason
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.words import reason


def readings_data(read: Readings) -> dict[str, Any]:
    """The readings side by side; a voice that was never asked is null."""
    return {
        "say": voice_data(read.say),
        "show": _show_data(read.show),
        "they": voice_data(read.they),
        "headline": headline(read),
        "gap": gap_words(read),
    }


def voice_data(reading: VoiceReading | None) -> dict[str, Any] | None:
    """Where a voice places the PMO, by its latest pulse; None where it was never asked."""
    if reading is None:
        return None
    return {
        "stage": reading.stage.id,
        "square": reading.square.id,
        "reason": voice_reason(reading),
        "on": reading.pulse.on.isoformat(),
        "finished": reading.finished,
        "yes": reading.yes,
        "asked": reading.asked,
    }


def token_data(board: Board, stop_id: str | None) -> dict[str, str] | None:
    """Where a token stands; None where there is none."""
    return {"stage": board.stage_of[stop_id].id, "square": stop_id} if stop_id else None


def _show_data(survey: Survey) -> dict[str, Any]:
    here = survey.here
    return {
        "stage": here.stage.id,
        "square": here.square.id,
        "reason": reason(survey, here),
        "on": survey.today.isoformat(),
        "finished": survey.finished,
    }
