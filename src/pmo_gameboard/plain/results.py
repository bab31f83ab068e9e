"""Results in lines: the readings, the gap between them, what to discuss, what the team holds."""

from functools import partial

from pmo_gameboard.board.models import Stage
from pmo_gameboard.game.agenda import squares_next
from pmo_gameboard.game.readings import (
    Readings,
    VoiceReading,
    disagreement_words,
    gap_words,
    headline,
    readings,
    voice_reason,
)
from pmo_gameboard.game.standings import Survey
from pmo_gameboard.game.words import AFTER_ALL, count, next_step, reason, sentence, standing_words
from pmo_gameboard.plain.actions import add_one
from pmo_gameboard.plain.dialogue import Act, Menu, Option
from pmo_gameboard.plain.outcome import holdings
from pmo_gameboard.plain.play import Play
from pmo_gameboard.plain.square import open_square, square_in

STEPS = 3
DISCUSSED = 5
_VOICES = {"team": "We say", "customers": "They say"}


def open_results(play: Play) -> None:
    """Tell the results, and offer what follows from them."""
    play.talk.say("", *result_lines(play.survey))
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    read = readings(play.survey)
    to_open = {each.standing.square.id: "Discuss" for each in read.disagreements[:DISCUSSED]}
    if not play.survey.finished:
        to_open.setdefault(play.survey.here.square.id, "Open")
    options: list[Option[Act]] = [
        Option(
            f"{word} {square_in(play.game.board.squares_by_id[stop_id])}",
            partial(open_square, play, stop_id),
        )
        for stop_id, word in to_open.items()
    ]
    options.append(Option("Agree on an action", partial(add_one, play)))
    return Menu("What follows from it?", options)


def result_lines(survey: Survey) -> list[str]:
    """One page to end a session on."""
    read = readings(survey)
    return [
        headline(read),
        *filter(None, [gap_words(read)]),
        *_placement(survey),
        *(_voice(voice) for voice in read.voices),
        *_discuss(read),
        *_steps(survey),
        *(_stage(survey, stage) for stage in survey.game.board.stages),
        *(["What you hold:"] if holdings(survey) else []),
        *holdings(survey),
    ]


def _placement(survey: Survey) -> list[str]:
    here = survey.here
    why = "nothing is left to do" if survey.finished else reason(survey, here)
    counted = len(survey.standings) - survey.set_aside
    figures = [f"{survey.done} of {counted} squares done and fresh"]
    others = {
        "by your word": survey.declared,
        "stale": len(survey.stale),
        "set aside": survey.set_aside,
    }
    figures += [f"{number} {words}" for words, number in others.items() if number]
    return [
        f"We show: {here.stage.name}. {here.stage.statement}",
        sentence(f"Maturity: square {here.square.label}, {here.square.title}: {why}"),
        f"Completeness: {survey.percent}%, {', '.join(figures)}.",
    ]


def _voice(voice: VoiceReading) -> str:
    counted = f"{voice.yes} of {voice.asked} squares are a yes"
    return f"{_VOICES[voice.voice]}: {voice.stage.name}; {voice_reason(voice)}; {counted}."


def _discuss(read: Readings) -> list[str]:
    return [
        f"{sentence(f'discuss {square_in(each.standing.square)}')} {disagreement_words(each)}"
        for each in read.disagreements[:DISCUSSED]
    ]


def _steps(survey: Survey) -> list[str]:
    ahead = squares_next(survey)
    if not ahead:
        return [f"Nothing is open. {AFTER_ALL}"]
    lines = []
    for standing in ahead[:STEPS]:
        why = f"{sentence(reason(survey, standing))} " if standing.stale else ""
        head = sentence(f"next, {square_in(standing.square)}")
        lines.append(f"{head} {why}{next_step(survey, standing)}")
    return lines


def _stage(survey: Survey, stage: Stage) -> str:
    standings = [standing for standing in survey.standings if standing.stage is stage]
    settled = sum(standing.satisfied for standing in standings)
    squares = ", ".join(f"square {each.square.label} {standing_words(each)}" for each in standings)
    number = count(len(standings), "square", "squares")
    here = ", and the token is here" if survey.here.stage is stage else ""
    return f"{stage.short}: {settled} of {number}{here}: {squares}."
