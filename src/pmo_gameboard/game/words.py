"""What a standing says in words: why the token stands there, what to do next, which tip fits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmo_gameboard.board.models import (
    ChoiceAsk,
    Column,
    Condition,
    Register,
    RowsAsk,
    ScaleAsk,
    Tip,
    TopRows,
)
from pmo_gameboard.board.periods import age
from pmo_gameboard.game.cells import answers, score, show_value
from pmo_gameboard.game.evidence import Aged, Gap, Reading
from pmo_gameboard.game.standings import Standing, Survey, source

LISTED = 4
"""The most names a sentence lists; of five, it lists three and counts the rest."""

NAME = 60
"""The most characters of a name in a sentence."""

AFTER_ALL = "Come back next month and see what has gone stale."
"""The next step once every square is satisfied."""

NOTE = 200
"""The most characters of a player's note in a sentence."""


@dataclass(frozen=True)
class Advice:
    """A tip, and where it comes from: what is missing, the square, or the stage."""

    source: Literal["missing", "square", "stage"]
    text: str


def and_list(names: Iterable[str], last: str = "and") -> str:
    """Names as a sentence has them: ``Finance, HR and Legal``; ``… and 3 more`` from five on."""
    words = [clip(name, NAME) for name in names]
    if len(words) > LISTED:
        return f"{', '.join(words[: LISTED - 1])} {last} {len(words) - LISTED + 1} more"
    if len(words) > 1:
        return f"{', '.join(words[:-1])} {last} {words[-1]}"
    return words[0] if words else ""


def clip(text: str, most: int = NAME) -> str:
    """Text on one line, and no longer than a sentence can take."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def count(number: int, one: str, many: str) -> str:
    """A counted noun: ``1 customer``, ``3 customers``."""
    return f"{number} {one if number == 1 else many}"


def sentence(text: str) -> str:
    """A clause as a sentence; one that ends in a stop, or quotes what does, gets no second one."""
    stopped = text.rstrip("”’\"'").endswith((".", "?", "!", "…"))
    return f"{text[:1].upper()}{text[1:]}{'' if stopped else '.'}"


def progress(reading: Reading) -> str:
    """How far an ask is: ``3 of 5 meetings arranged``, ``no advocate gained yet``."""
    ask = reading.ask
    if not isinstance(ask, RowsAsk):
        return "answered" if reading.have else "not answered yet"
    one = ask.counted_one or ask.counted
    if not reading.have and reading.want == 1:
        return f"no {one} yet"
    if reading.have >= reading.want and ask.need != "all":
        return count(reading.have, one, ask.counted)
    return f"{reading.have} of {count(reading.want, one, ask.counted)}"


def aged_words(aged: Aged, today: date) -> str:
    """What no longer counts, and since when: ``“Feedback” for Finance is 7 months old``."""
    subject = f"“{aged.label}” for {clip(aged.of, NAME)}" if aged.of else f"“{aged.label}”"
    if aged.passed:
        return f"{subject} passed {age(aged.on, today)} ago"
    return f"{subject} is {age(aged.on, today)} old"


def reason(survey: Survey, standing: Standing) -> str:
    """Why a square stands as it does, in one clause without a full stop."""
    if standing.word is not None:
        return _word_reason(standing, survey.today)
    if standing.stale:
        first, *rest = _passed_first(standing)
        more = f", with {len(rest)} more like it" if rest else ""
        return aged_words(first, survey.today) + more
    reading = _unmet(standing)
    if standing.kind == "done" or reading is None:
        if standing.waiting:
            return f"it waits for {_squares(standing)}"
        single = len(standing.readings) == 1
        return progress(standing.readings[0]) if single else "everything it asks for is there"
    if isinstance(reading.ask, RowsAsk):
        return _rows_reason(survey, reading.ask, reading)
    answer = _short_answer(survey, standing, reading)
    said = progress(reading) if answer is None else f"answered “{answer}”"
    return f"“{reading.ask.label}” is {said}"


def next_step(survey: Survey, standing: Standing) -> str:
    """The shortest way on from a square, as one sentence; empty where nothing is left to do."""
    if standing.satisfied:
        return ""
    if standing.stale:
        aged = next((aged for aged in standing.aged if aged.passed), None)
        if aged is not None and standing.word is None:
            return sentence(f"Type a new “{aged.label}” for {clip(aged.of, NAME)}")
        if len(standing.aged) > 1 and standing.word is None:
            return "Check them, then say that they are still true, or change them."
        return "Check it, then say that it is still true, or change it."
    reading = _unmet(standing)
    if reading is None:
        return f"First finish {_squares(standing)}."
    if isinstance(reading.ask, RowsAsk):
        return _rows_step(survey, reading.ask, reading)
    return _answer_step(survey, standing, reading)


def missing(standing: Standing) -> list[str]:
    """What the rows of each unmet ask still lack, a sentence an ask.

    Where more rows fall short than are needed, none of them is named: any would do.
    """
    sentences = []
    for reading in standing.readings:
        if 0 < len(reading.gaps) <= reading.want - reading.have:
            parts = [
                f"{and_list(names)} {'has' if len(names) == 1 else 'have'} {lack}"
                for lack, names in _by_lack(reading.gaps).items()
            ]
            sentences.append(sentence(f"{progress(reading)}: {'; '.join(parts)}"))
    return sentences


def advice(survey: Survey, standing: Standing) -> list[Advice]:
    """The tips that fit a square as it stands, the most telling first."""
    found: list[str] = []
    if standing.stale:
        found.append(f"{sentence(reason(survey, standing))} {next_step(survey, standing)}")
    if standing.word is None:
        found += missing(standing)
    return [
        *(Advice("missing", text) for text in found),
        *(Advice("square", tip.text) for tip in _fitting(standing.square.tips, standing)),
        *(Advice("stage", tip.text) for tip in _fitting(standing.stage.tips, standing)),
    ]


def standing_words(standing: Standing) -> str:
    """A standing in a word or a count, short enough for a square on the board."""
    if standing.stale:
        return "stale"
    if standing.kind == "set_aside":
        return "set aside"
    if standing.kind != "started":
        return standing.kind
    if _unmet(standing) is None:
        return "waiting"
    if len(standing.readings) > 1:
        met = sum(reading.lasting >= 1 for reading in standing.readings)
        return f"{met} of {len(standing.readings)}"
    reading = standing.readings[0]
    return f"{reading.have} of {reading.want}" if isinstance(reading.ask, RowsAsk) else "started"


def _word_reason(standing: Standing, today: date) -> str:
    word = standing.word
    if word is None:
        return ""
    note = clip(word.note, NOTE).rstrip(".")
    if word.kind == "set_aside":
        return f"set aside: {note}"
    if standing.stale:
        return f"declared done {age(word.on, today)} ago: {note}"
    return f"declared done: {note}"


def _unmet(standing: Standing) -> Reading | None:
    return next((reading for reading in standing.readings if reading.lasting < 1), None)


def _passed_first(standing: Standing) -> list[Aged]:
    """What no longer counts; dates that have passed first, as those need a new one."""
    return sorted(standing.aged, key=lambda aged: not aged.passed)


def _squares(standing: Standing) -> str:
    labels = [square.label for square in standing.waiting]
    if len(labels) > LISTED:
        return f"{len(labels)} earlier squares, beginning with square {labels[0]}"
    return f"{'square' if len(labels) == 1 else 'squares'} {and_list(labels)}"


def _rows_reason(survey: Survey, ask: RowsAsk, reading: Reading) -> str:
    """How far an ask is, or why it has no rows to look at."""
    register = survey.game.board.registers_by_id[ask.register_id]
    if reading.rows or source(survey.game, ask) is None:
        return progress(reading)
    if not survey.game.rows(ask.register_id):
        return f"there are no {register.rows} yet"
    if isinstance(ask.look_at, TopRows):
        return f"no {register.row} has anything under “{register.by_id[ask.look_at.by].label}” yet"
    return f"there are no {register.rows} to look at yet"


def _rows_step(survey: Survey, ask: RowsAsk, reading: Reading) -> str:
    register = survey.game.board.registers_by_id[ask.register_id]
    short = reading.want - reading.have
    if not reading.gaps:
        if (square := source(survey.game, ask)) is None:
            return f"Add {_more(reading, short, register)}."
        way = "Add more at" if reading.rows else "Fill"
        return f"{way} square {square.label} “{square.title}” first."
    if ask.add and len(reading.gaps) < short:
        lacking = and_list(gap.name for gap in reading.gaps)
        new = count(short - len(reading.gaps), f"more {register.row}", f"more {register.rows}")
        return sentence(f"Add {new}, and complete {lacking}")
    nearest = reading.gaps[0] if ask.need == "all" else max(reading.gaps, key=_met_before(ask))
    condition = nearest.condition
    same = [gap.name for gap in reading.gaps if gap.condition == condition]
    whom = and_list(same) if short >= len(same) else _more(reading, short, register)
    return sentence(f"{_fill(register, condition)} for {whom}")


def _met_before(ask: RowsAsk) -> Callable[[Gap], int]:
    """How many conditions a row meets before the first that it does not."""
    return lambda gap: ask.meets.index(gap.condition)


def _more(reading: Reading, short: int, register: Register) -> str:
    """How many rows are short: ``3 customers``; ``1 more customer`` where some do count."""
    more = "more " if reading.have else ""
    return count(short, f"{more}{register.row}", f"{more}{register.rows}")


def _fill(register: Register, condition: Condition) -> str:
    column = register.by_id[condition.column]
    if condition.values is not None:
        return f"Set “{column.label}” to {_options(column, condition.values)}"
    if condition.unless is not None:
        return f"Move “{column.label}” on from {_options(column, condition.unless)}"
    return f"Fill in “{column.label}”"


def _lack(gap: Gap) -> str:
    """What a row lacks, to follow “has” or “have”, where the board has no words for it."""
    condition = gap.condition
    under = f"under “{gap.column.label}”"
    if condition.lack is not None:
        return condition.lack
    if condition.values is not None:
        return f"no {_options(gap.column, condition.values)} {under}"
    if condition.unless is not None:
        return f"{_options(gap.column, condition.unless)} {under}"
    return f"nothing {under}"


def _options(column: Column, values: Sequence[str]) -> str:
    """The values a condition names, as people see them: ``“Keep”, “Change” or “Retire”``."""
    labels = {option.id: option.label for option in getattr(column, "options", ())}
    return and_list((f"“{labels.get(value, value)}”" for value in values), "or")


def _answer_step(survey: Survey, standing: Standing, reading: Reading) -> str:
    ask = reading.ask
    now = _short_answer(survey, standing, reading)
    if now is None or not isinstance(ask, ChoiceAsk | ScaleAsk):
        return sentence(f"Answer “{ask.label}”")
    better = [value for value in answers(ask) if score(ask, value) > reading.lasting]
    if not better:
        return f"Look at “{ask.label}” again."
    nearest = min(better, key=lambda value: score(ask, value))
    then = show_value(survey.game, ask, nearest, survey.today)
    return sentence(f"See what would take “{ask.label}” from “{now}” to “{then}”")


def _short_answer(survey: Survey, standing: Standing, reading: Reading) -> str | None:
    """The answer to an ask, as people see it, where it is worth less than it could be."""
    entry = survey.game.answer(standing.square.id, reading.ask.id)
    if entry is None or isinstance(reading.ask, RowsAsk):
        return None
    return show_value(survey.game, reading.ask, entry.value, survey.today)


def _by_lack(gaps: Sequence[Gap]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for gap in gaps:
        grouped.setdefault(_lack(gap), []).append(gap.name)
    return grouped


def _fitting(tips: Sequence[Tip], standing: Standing) -> list[Tip]:
    """The tips for this standing; those written for just this standing come first."""
    state = "stale" if standing.stale else standing.kind
    named = [tip for tip in tips if tip.when is not None and state in tip.when]
    return named + [tip for tip in tips if tip.when is None]
