"""A pulse in lines: alone, by a show of hands, or with the keyboard passed round."""

import re
from functools import partial

from pmo_gameboard.board.models import Square
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.pulses import VOTES, finish_pulse, open_pulse, prompts, tally, vote
from pmo_gameboard.game.readings import (
    VOTE_KEYS,
    VOTE_WORDS,
    asked_squares,
    counts_words,
    read_voice,
    tally_words,
    voice_reason,
)
from pmo_gameboard.game.state import MAX_PEOPLE, Tally, Voice, Way
from pmo_gameboard.game.words import and_list, count
from pmo_gameboard.plain import dialogue
from pmo_gameboard.plain.dialogue import Act, Changed, Menu, Option, Word
from pmo_gameboard.plain.play import Play
from pmo_gameboard.plain.unseen import BACK, KEYS, KEYS_WORDS, pass_round

_WAYS: dict[Way, str] = {
    "alone": "one person alone",
    "hands": "by a show of hands",
    "round": "unseen",
    "file": "from a file",
}

_SUCH_AS = "1 2 5"

VOICES: dict[Voice, str] = {"team": "the team", "customers": "your customers"}
ALONE = (
    f"{KEYS_WORDS}. An empty line passes the square over, b goes back one square, 0 stops; what "
    "was answered is kept, and can be gone on with today."
)
HANDS = (
    f"Three numbers: how many say {and_list(VOTE_WORDS[vote] for vote in VOTES)}, "
    f"such as {_SUCH_AS}. An empty line passes the square over, b goes back one square, "
    "0 stops; what was counted is kept, and can be gone on with today."
)

_COUNTS = re.compile(r"([0-9]{1,4})[ ,;/]+([0-9]{1,4})[ ,;/]+([0-9]{1,4})")


def open_pulses(play: Play) -> None:
    """Offer to ask each voice, in each way."""
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    options: list[Option[Act]] = []
    for voice, who in VOICES.items():
        if not asked_squares(play.survey, voice):
            continue
        options += [
            Option(f"Ask {who}, one person answers", partial(_alone, play, voice)),
            Option(f"Ask {who}, by a show of hands", partial(_hands, play, voice)),
            Option(f"Ask {who}, the keyboard goes round", partial(pass_round, play, voice)),
        ]
    options += [
        Option(
            f"Finish what {VOICES[pulse.voice]} said today, {_WAYS[pulse.way]}: "
            f"{count(len(pulse.tallies), 'square', 'squares')}",
            partial(_finish, play, pulse.voice, pulse.way),
        )
        for pulse in play.game.pulses
        if pulse.open and pulse.on == play.today
    ]
    told = [
        f"Asked last, {VOICES[voice]}: {read.stage.short}; {voice_reason(read)}."
        for voice in VOICES
        if (read := read_voice(play.survey, voice)) is not None
    ]
    title = "A pulse: not yet, partly or yes to every square."
    return Menu("\n".join((title, *told)), options)


def _alone(play: Play, voice: Voice) -> None:
    _go_through(play, voice, "alone", ALONE)


def _hands(play: Play, voice: Voice) -> None:
    _go_through(play, voice, "hands", HANDS)


def _go_through(play: Play, voice: Voice, way: Way, about: str) -> None:
    """Ask square by square, beginning with the first that was not answered today."""
    squares = asked_squares(play.survey, voice)
    play.talk.say(about)
    place = _first_unanswered(play, voice, way, squares)
    while place < len(squares):
        try:
            step = _ask_square(play, voice, way, squares, place, about)
        except Changed:
            place = _first_unanswered(play, voice, way, squares)
            continue
        if step is None:
            return
        place = max(place + step, 0)
    _finish(play, voice, way)


def _ask_square(
    play: Play, voice: Voice, way: Way, squares: tuple[Square, ...], place: int, about: str
) -> int | None:
    """Ask about one square; how many squares to go on, None to stop."""
    square = squares[place]
    words = {*KEYS, BACK} if way == "alone" else {BACK}
    prompt = _question(play, voice, way, square, f"{place + 1} of {len(squares)}")
    typed = play.talk.line(prompt, about, words=words, leave="")
    if typed is dialogue.Way.BACK:
        return None
    if typed == Word(BACK):
        return -1
    return int(typed is dialogue.Way.ON or _count(play, voice, way, square, typed))


def _first_unanswered(play: Play, voice: Voice, way: Way, squares: tuple[Square, ...]) -> int:
    pulse = open_pulse(play.game, voice, way, play.today)
    answered = pulse.tallies if pulse else {}
    return next((n for n, square in enumerate(squares) if square.id not in answered), 0)


def _question(play: Play, voice: Voice, way: Way, square: Square, place: str) -> str:
    pulse = open_pulse(play.game, voice, way, play.today)
    counted = pulse.tallies.get(square.id) if pulse else None
    now = f" Now: {_said(counted, way)}." if counted else ""
    asked = prompts(play.game.board, voice)[square.id]
    return f"{place}, square {square.label}. {asked}{now}"


def _said(counted: Tally, way: Way) -> str:
    return tally_words(counted) if way == "alone" else counts_words(counted)


def _count(
    play: Play, voice: Voice, way: Way, square: Square, typed: str | Word | dialogue.Way
) -> bool:
    """Keep what was typed for a square; whether it could be."""
    try:
        counted = _read(typed, way)
    except MoveError as error:
        play.talk.say(f"Not kept: {error}")
        return False
    said = _said(counted, way)
    return play.make(
        lambda: vote(play.game, voice, way, square.id, counted, play.today, play.by),
        f"square {square.label} {said}",
        said=f"Square {square.label}: {said}.",
    )


def _read(typed: str | Word | dialogue.Way, way: Way) -> Tally:
    """What was typed, counted.

    Raises:
        MoveError: It is neither an answer nor three numbers.
    """
    if isinstance(typed, Word):
        return tally([KEYS[typed.name]])
    text = " ".join(str(typed).split())
    if way == "alone":
        named = [each for each in VOTES if VOTE_WORDS[each] == text.casefold()]
        if named:
            return tally(named)
        raise MoveError(
            f"“{text[:40]}” is no answer here.", hint=f"Type {and_list(VOTE_KEYS, 'or')}."
        )
    found = _COUNTS.fullmatch(text)
    if found is None:
        raise MoveError(f"“{text[:40]}” are not three numbers.", hint=f"Type them like {_SUCH_AS}.")
    counted = Tally(**dict(zip(VOTES, map(int, found.groups()), strict=True)))
    if counted.total > MAX_PEOPLE:
        raise MoveError(f"{MAX_PEOPLE:,} people are the most that can be counted.")
    return counted


def _finish(play: Play, voice: Voice, way: Way) -> None:
    """Let readings go by what was answered, and say where that leads."""
    if open_pulse(play.game, voice, way, play.today) is None:
        return
    play.make(
        lambda: finish_pulse(play.game, voice, way, play.today),
        f"pulse of {VOICES[voice]} finished",
        said="The pulse is kept.",
    )
    read = read_voice(play.survey, voice)
    if read is not None:
        who = VOICES[voice].capitalize()
        play.talk.say(f"{who} say {read.stage.short}: {voice_reason(read)}.")
