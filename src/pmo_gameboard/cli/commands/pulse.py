"""``pmo-gameboard pulse``: what the team and the customers say, from a file or as it is kept."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from pmo_gameboard.cli import output
from pmo_gameboard.cli.clock import the_clock
from pmo_gameboard.cli.opening import choose_game
from pmo_gameboard.cli.options import Settings, data_option, examples, json_option, pass_settings
from pmo_gameboard.cli.readings import voice_data
from pmo_gameboard.errors import MoveError, StorageError
from pmo_gameboard.game.dates import parse_date, show_date
from pmo_gameboard.game.pulses import add_pulse, latest_pulse, prompts
from pmo_gameboard.game.readings import WHO, counts_words, read_voice, voice_reason
from pmo_gameboard.game.standings import Survey, survey
from pmo_gameboard.game.state import Game, Pulse, Voice, Way
from pmo_gameboard.game.unseen import (
    FEWER,
    PROMISE,
    UNANSWERED,
    again_words,
    missing_words,
)
from pmo_gameboard.game.words import and_list, count
from pmo_gameboard.paths import expanded
from pmo_gameboard.play.opening import change_game
from pmo_gameboard.reports.counting import Answers
from pmo_gameboard.reports.pulse_files import MAX_BYTES, read_answers
from pmo_gameboard.saves.files import read_bytes
from pmo_gameboard.saves.store import read_save

VOICES: tuple[Voice, ...] = get_args(Voice)

_NAMES: Mapping[Voice, str] = {"team": "The team", "customers": "Customers"}
_WAYS: Mapping[Way, str] = {
    "alone": "by one person",
    "hands": "by a show of hands",
    "round": "with the keyboard passed round",
    "file": "from a file",
}


@click.command(
    epilog=examples(
        'pmo-gameboard pulse "Our PMO"                        what was said last',
        'pmo-gameboard pulse "Our PMO" --voice customers --from survey.csv --on "3 dec"',
        "curl -s $URL | pmo-gameboard pulse our-pmo --voice team --from - --json",
    )
)
@click.argument("game")
@click.option("--voice", type=click.Choice(VOICES), help="Whose answers they are.")
@click.option(
    "--from",
    "source",
    metavar="FILE",
    help=f"Add a pulse from this file; - is stdin. Of a row a person: {PROMISE}",
)
@click.option("--on", "day", metavar="DAY", help="The day it was taken, where that is not today.")
@json_option
@data_option
@pass_settings
def command(
    settings: Settings,
    game: str,
    *,
    voice: Voice | None,
    source: str | None,
    day: str | None,
    as_json: bool,
) -> None:
    """Show what the team and the customers say, or add it from a file.

    GAME is a game's name, or the path of its file.

    FILE is CSV or JSON. With a row a square its columns are square, not yet, partly and yes; with
    a row a person, as a form exports it, each column is a square and holds not yet, partly or yes.
    A square is called by its number, id, title or question. JSON is {"squares": {"4b":
    {"not_yet": 1, "partly": 0, "yes": 4}}} or {"people": [{"4b": "yes"}, ...]}.
    """
    data, clock = settings.data_folder, the_clock()
    path = choose_game(data, game)
    if source is None:
        if day is not None:
            raise click.UsageError("--on goes with --from.")
        voices = VOICES if voice is None else (voice,)
        shown = survey(read_save(path).game, clock.today())
        _show(shown, path, voices, as_json=as_json)
        return
    if voice is None:
        raise click.UsageError("Say whose answers these are, with --voice.")
    content, name = _content(source)
    on = clock.today() if day is None else _past(day, clock.today())
    taken: list[Answers] = []

    def move(played: Game, today: date, by: str) -> Game:
        del today
        taken.append(answers := read_answers(content, name, played.board, voice))
        if answers.people is not None and (again := again_words(played.pulses, voice, on)):
            output.talk(again)
        return add_pulse(played, voice, "file", answers.tallies, on, by)

    played = change_game(path, data, clock, "a pulse", move)
    _tell(survey(played, clock.today()), path, voice, on, taken[-1], as_json=as_json)


def _content(source: str) -> tuple[bytes, str]:
    """What is in a file, and what to call it; of what is too large, enough to see that it is.

    Raises:
        StorageError: It cannot be read.
    """
    if source != "-":
        return read_bytes(expanded(source), MAX_BYTES), source
    if sys.stdin is None:
        raise StorageError("There is nothing to read from: stdin is closed.", hint="Name a file.")
    return sys.stdin.buffer.read(MAX_BYTES + 1), "stdin"


def _past(text: str, today: date) -> date:
    """A day as people type it, that has come.

    Raises:
        MoveError: It is none, or lies ahead.
    """
    day = parse_date(text, today)
    if day > today:
        raise MoveError(
            f"{show_date(day, today)} has not come yet.", hint="Give the day of the pulse."
        )
    return day


def _tell(
    read: Survey, path: Path, voice: Voice, on: date, taken: Answers, *, as_json: bool
) -> None:
    """Say what was added."""
    if taken.ignored:
        output.talk(f"Not about a square, and left out: {and_list(taken.ignored)}.")
    added = next(
        pulse
        for pulse in reversed(read.game.pulses)
        if (pulse.voice, pulse.way, pulse.on) == (voice, "file", on)
    )
    if as_json:
        output.json_data({**_data(read, path, [added]), "fewer_than_three": list(taken.few)})
        return
    people = "" if taken.people is None else f" by {count(taken.people, 'person', 'people')}"
    squares = count(len(added.tallies), "square", "squares")
    output.data(f"Added to “{read.game.name}”: {squares} answered{people}.")
    output.data("\n".join(_lines(read, added, taken.few)))


def _show(read: Survey, path: Path, voices: Iterable[Voice], *, as_json: bool) -> None:
    """Tell the latest pulse of each voice."""
    latest = {voice: latest_pulse(read.game, voice, read.today) for voice in voices}
    if as_json:
        output.json_data(_data(read, path, [pulse for pulse in latest.values() if pulse]))
        return
    for voice, pulse in latest.items():
        if pulse is None:
            asked = "have" if voice == "customers" else "has"
            output.talk(f"{_NAMES[voice]} {asked} not been asked yet.")
        else:
            output.data("\n".join(_lines(read, pulse)))


def _data(read: Survey, path: Path, pulses: Iterable[Pulse]) -> dict[str, Any]:
    """Pulses for a program to read, with where the latest one of each voice leads to."""
    return {
        "game": read.game.name,
        "file": str(path),
        "board": read.game.board.id,
        "pulses": [
            {
                "voice": pulse.voice,
                "way": pulse.way,
                "on": pulse.on.isoformat(),
                "open": pulse.open,
                "squares": {key: each.model_dump() for key, each in pulse.tallies.items()},
                "reading": voice_data(read_voice(read, pulse.voice)),
            }
            for pulse in pulses
        ],
    }


def _lines(read: Survey, pulse: Pulse, few: Collection[str] | None = None) -> Iterator[str]:
    """A pulse for a person to read, or to hear: the count of each square, its title last.

    ``few`` are the squares that were left out, where that is known.
    """
    still = ", still being taken" if pulse.open else ""
    day = show_date(pulse.on, read.today)
    yield f"{_NAMES[pulse.voice]}, {day}, {_WAYS[pulse.way]}{still}:"
    told = {
        stop_id: _said(pulse, stop_id, few) for stop_id in prompts(read.game.board, pulse.voice)
    }
    width = max(map(len, told.values()))
    for stop_id, words in told.items():
        square = read.game.board.squares_by_id[stop_id]
        yield f"  {square.label:>5}  {words:<{width}}  {square.title}"
    if reading := read_voice(read, pulse.voice):
        later = reading.pulse is not pulse
        since = f", by the pulse of {show_date(reading.pulse.on, read.today)}" if later else ""
        who, where = WHO[pulse.voice], reading.stage.name
        yield f"{who} say {where}{since}: {voice_reason(reading)}."


def _said(pulse: Pulse, stop_id: str, few: Collection[str] | None) -> str:
    """What was said of a square, or why nothing is known of it."""
    counted = pulse.tallies.get(stop_id)
    if counted is not None:
        return counts_words(counted)
    if few is None:
        return missing_words(pulse)
    return FEWER if stop_id in few else UNANSWERED
