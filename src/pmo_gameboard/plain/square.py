"""A square in lines: what it asks, how far it is, and what to do about it."""

from collections.abc import Callable

from pmo_gameboard.board.models import RowsAsk, Square
from pmo_gameboard.game.cells import Slot
from pmo_gameboard.game.evidence import Reading
from pmo_gameboard.game.lenses import lens_of, rows_asks
from pmo_gameboard.game.moves import set_answer
from pmo_gameboard.game.standings import Standing, Survey, confirmable, fill_first, still_true
from pmo_gameboard.game.words import (
    AFTER_ALL,
    advice,
    aged_words,
    count,
    next_step,
    progress,
    reason,
    sentence,
    standing_words,
)
from pmo_gameboard.plain.actions import add_one
from pmo_gameboard.plain.dialogue import Act, Menu, Option, Way
from pmo_gameboard.plain.play import Play
from pmo_gameboard.plain.register import Rows, work_on
from pmo_gameboard.plain.slots import Given, ask_value, shown, told
from pmo_gameboard.plain.word import give_word

ABOUT = (
    "Write what you know now; you can come back at any time. What you write here is what later "
    "squares work on."
)

NEXT, BEFORE, STILL, FIRST = "next", "before", "still", "first"
"""What is typed for what is not always there, so that the numbers of the others stay."""

Go = Callable[[str], Way]


def square_name(square: Square) -> str:
    """A square as a list has it: ``Square 4b: Meet the top five``."""
    return f"Square {square.label}: {square.title}"


def square_in(square: Square) -> str:
    """A square within a sentence."""
    return f"square {square.label}: {square.title}"


def state_words(survey: Survey, standing: Standing) -> str:
    """How a square stands and why, as a sentence."""
    words, why = standing_words(standing), reason(survey, standing)
    return sentence(why if why.startswith(words) else f"{words}: {why}")


def place_lines(survey: Survey) -> list[str]:
    """Where the token stands, why, and what is next."""
    here = survey.here
    if survey.finished:
        return [f"Every square is behind you. You are here: {here.stage.name}. {AFTER_ALL}"]
    return [
        f"You are here: {here.stage.name}, {square_in(here.square)}",
        f"Because: {sentence(reason(survey, here))}",
        f"Next: {next_step(survey, here)}",
    ]


def open_square(play: Play, stop_id: str) -> None:
    """Open a square, and those that the player goes on to from it."""
    at: str | None = stop_id
    while at is not None:
        play.session.visit(at)
        play.talk.say("", *_head(play, at))
        at = _work_at(play, at)
    play.session.visit(None)


def _work_at(play: Play, stop_id: str) -> str | None:
    """Offer what a square has to do; the square to go on to, None for none."""
    onward: list[str] = []

    def go(to: str) -> Way:
        onward.append(to)
        return Way.BACK

    play.talk.menu(lambda: _menu(play, stop_id, go))
    return onward[0] if onward else None


def _head(play: Play, stop_id: str) -> list[str]:
    standing = play.survey.by_id[stop_id]
    square, stages = standing.square, play.game.board.stages
    place = stages.index(standing.stage) + 1
    where = f"stage {place} of {len(stages)}, {standing.stage.short}"
    kind = f"{square.kind.capitalize()}, {where}."
    return [square_name(square), kind, square.prompt]


def _menu(play: Play, stop_id: str, go: Go) -> Menu:
    standing = play.survey.by_id[stop_id]
    square, path = standing.square, play.game.board.path
    place = path.index(square)
    work = [*_confirming(play, standing), *_asks(play, standing, go)]
    onward = [
        Option(f"Next square: {path[at].label}, {path[at].title}", _going(go, path[at].id), NEXT)
        for at in (place + 1,)
        if at < len(path)
    ]
    options = [*onward, *work] if standing.satisfied else [*work, *onward]
    if place:
        before = path[place - 1]
        words = f"Square before: {before.label}, {before.title}"
        options.append(Option(words, _going(go, before.id), BEFORE))
    options += [
        Option("Tips, and why it matters", lambda: play.talk.say(*_tips(play, stop_id))),
        Option("Done elsewhere, or not for us", lambda: give_word(play, stop_id)),
        Option("Agree on an action", lambda: add_one(play, stop_id)),
    ]
    step = next_step(play.survey, standing)
    next_words = f" Next: {step}" if step else ""
    title = f"{state_words(play.survey, standing)}{next_words}"
    return Menu(title, options, ABOUT, brief=f"Square {square.label}.")


def _going(go: Go, stop_id: str) -> Act:
    return lambda: go(stop_id)


def _confirming(play: Play, standing: Standing) -> list[Option[Act]]:
    """To say that it is still true, where something is old enough to be asked about."""
    stop_id = standing.square.id
    if not standing.stale or not confirmable(play.game, stop_id, play.today):
        return []
    return [Option("Still true, as of today", lambda: confirm(play, stop_id), STILL)]


def confirm(play: Play, stop_id: str) -> None:
    """Say that what stands on a square still holds, and tell what came of it."""
    number = confirmable(play.game, stop_id, play.today)
    label = play.game.board.squares_by_id[stop_id].label
    play.make(
        lambda: still_true(play.game, stop_id, play.today, play.by),
        f"square {label} confirmed",
        stop_id,
        f"{count(number, 'entry', 'entries')} on square {label} confirmed today.",
    )
    passed = [aged for aged in play.survey.by_id[stop_id].aged if aged.passed]
    if passed:
        play.talk.say(f"{aged_words(passed[0], play.today)}: type a new date.")


def _asks(play: Play, standing: Standing, go: Go) -> list[Option[Act]]:
    """One line for each register and each other ask, in the board's order."""
    options: list[Option[Act]] = []
    seen: set[str] = set()
    for reading in standing.readings:
        ask = reading.ask
        if not isinstance(ask, RowsAsk):
            options.append(_answering(play, standing, ask))
        elif ask.register_id not in seen:
            seen.add(ask.register_id)
            first = fill_first(play.game, ask)
            if first is not None:
                words = f"{square_name(first)} (this comes first)"
                options.append(Option(words, _going(go, first.id), FIRST))
            options.append(_working(play, standing, ask))
    return options


def _working(play: Play, standing: Standing, ask: RowsAsk) -> Option[Act]:
    register, stop_id = play.game.board.registers_by_id[ask.register_id], standing.square.id

    def found() -> list[tuple[RowsAsk, Reading]]:
        return rows_asks(play.survey.by_id[stop_id], register)

    def title() -> str:
        return " ".join(sentence(f"{each.label}: {progress(read)}") for each, read in found())

    rows = Rows(lambda: lens_of(play.game, play.survey.by_id[stop_id], register), title, stop_id)
    label = ask.label  # how far a single ask is, the title has said
    if len(standing.readings) > 1:
        label = "; ".join(f"{each.label}: {progress(read)}" for each, read in found())
    return Option(label, lambda: _start(play, rows, ask))


def _start(play: Play, rows: Rows, ask: RowsAsk) -> None:
    """Say what the board says of the rows, and work on them."""
    if ask.help:
        play.talk.say(ask.help)
    work_on(play, rows)


def _answering(play: Play, standing: Standing, ask: Slot) -> Option[Act]:
    entry = play.game.answer(standing.square.id, ask.id)
    words = shown(play, ask, entry.value) if entry else "not answered yet"
    return Option(f"{ask.label}: {words}", lambda: _answer(play, standing.square.id, ask))


def _answer(play: Play, stop_id: str, ask: Slot) -> None:
    entry = play.game.answer(stop_id, ask.id)
    given = ask_value(play, ask, entry.value if entry else None)
    if isinstance(given, Given):
        play.make(
            lambda: set_answer(play.game, stop_id, ask.id, given.value, play.today, play.by),
            f"answer to “{ask.label}”",
            stop_id,
            sentence(f"{ask.label}: {told(play, ask, given.value)}"),
        )


def group_lines(square: Square) -> list[str]:
    """How to run a square with a group, a line each; none where the board does not say."""
    notes = square.notes
    if notes is None:
        return []
    return [
        f"Running it with a group ({notes.minutes} minutes): {notes.run}",
        f"A good answer: {notes.good}",
        f"One to push back on: {notes.poor}",
    ]


def _tips(play: Play, stop_id: str) -> list[str]:
    """Everything the square has to say."""
    standing = play.survey.by_id[stop_id]
    square = standing.square
    lines = [f"Why it matters: {square.why}"] if square.why else []
    lines += [f"Tip: {tip.text}" for tip in advice(play.survey, standing)]
    lines += group_lines(square)
    if square.heard:
        lines.append(f"Your customers would say: “{square.heard}”")
    return lines or ["There is nothing more to say about this square."]
