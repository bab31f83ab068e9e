"""The keyboard passed round: everybody answers unseen, and nothing is told before the last one."""

from collections.abc import Sequence

from pmo_gameboard.board.models import Square
from pmo_gameboard.game.pulses import add_pulse, answered_by_few, prompts, unseen_tallies
from pmo_gameboard.game.readings import VOTE_KEYS, VOTE_WORDS, asked_squares, counts_words
from pmo_gameboard.game.state import Voice, Vote
from pmo_gameboard.game.unseen import (
    FEWER,
    PROMISE,
    TOO_FEW,
    again_words,
    unfinished_words,
    unkept_words,
)
from pmo_gameboard.game.words import and_list, count
from pmo_gameboard.plain.dialogue import Way, Word
from pmo_gameboard.plain.play import Play

KEYS: dict[str, Vote] = {
    **VOTE_KEYS,
    "no": "not_yet",
    **{words: each for each, words in VOTE_WORDS.items()},
}
"""What is typed for each answer; a plain no is a not yet."""

BACK = "b"

KEYS_WORDS = and_list(f"{key} is {VOTE_WORDS[vote]}" for key, vote in VOTE_KEYS.items())

ABOUT = f"{KEYS_WORDS}. An empty line passes the square over, b goes back one square."

HIDDEN = "What you type is not shown."
SHOWN = (
    "What is typed here can be seen, and what was shown cannot be taken away again. Turn the "
    "screen, or let people answer on paper and count hands instead."
)

_OF_THE_GAME = ("undo", "redo")
"""Words that would act on the game, in which nothing of the round is yet."""

Ballot = dict[str, Vote]


def pass_round(play: Play, voice: Voice) -> None:
    """Let one person after the other answer, and count once all have.

    Whatever ends it, answers that were given whole are not lost once they can be counted without
    telling whose they were.
    """
    if why := play.session.only_looked_at:
        play.talk.say(why)
        return
    squares = asked_squares(play.survey, voice)
    play.talk.say(
        f"Each person answers {len(squares)} squares and passes the keyboard on. Nothing is told "
        "before everybody has.",
        PROMISE,
        *filter(None, [again_words(play.session.pulses, voice, play.today)]),
        HIDDEN if play.talk.hides else SHOWN,
        ABOUT,
    )
    ballots: list[Ballot] = []
    try:
        while _goes_on(play, ballots):
            with play.talk.unfinished(unfinished_words(len(ballots) + 1)):
                ballots.append(_ballot(play, voice, squares))
            play.talk.say("Thank you. That is all from you.")
    finally:
        _count(play, voice, ballots)
        play.session.note_round(None)


def _goes_on(play: Play, ballots: list[Ballot]) -> bool:
    """Whether another person answers; nothing else leads out of the round by mistake."""
    done = len(ballots)
    play.session.note_round(done)
    options = [f"Person {done + 1} answers", "Everybody has answered", "Stop; nothing is kept"]
    listed = [f"{number}. {words}" for number, words in enumerate(options, 1)]
    prompt = "\n".join((f"{count(done, 'person has', 'people have')} answered so far.", *listed))
    said = False
    while True:
        typed = play.talk.line(
            prompt,
            "Only 1, 2 and 3 do anything here, so that nothing ends the round by mistake.",
            said=said,
            zero=True,
            words={"1", "2", "3", *_OF_THE_GAME},
            leave="",
        )
        match typed:
            case Word("1"):
                return True
            case Word("2") if unseen_tallies(ballots):
                return False
            case Word("2"):
                play.talk.say(f"{TOO_FEW} Let more people answer, or take a show of hands.")
            case Word("3"):
                ballots.clear()
                return False
            case _:
                play.talk.say("Type 1, 2 or 3.")
        said = True


def _ballot(play: Play, voice: Voice, squares: Sequence[Square]) -> Ballot:
    """What one person answers; squares passed over are not in it."""
    asked = prompts(play.game.board, voice)
    given: Ballot = {}
    place = 0
    while place < len(squares):
        square = squares[place]
        typed = play.talk.line(
            f"{place + 1} of {len(squares)}, square {square.label}. {asked[square.id]}",
            ABOUT,
            zero=True,
            words={*KEYS, BACK, *_OF_THE_GAME},
            hidden=True,
            leave="",
        )
        if isinstance(typed, Word) and typed.name in KEYS:
            given[square.id] = KEYS[typed.name]
            play.talk.say("Noted.")
        elif isinstance(typed, Word) and typed.name != "redo":
            place -= place > 0
            continue
        elif not isinstance(typed, Way):
            play.talk.say(f"Type {and_list(VOTE_KEYS, 'or')}; b goes back, an empty line goes on.")
            continue
        else:
            play.talk.say("As before." if square.id in given else "Passed over.")
        place += 1
    return given


def _count(play: Play, voice: Voice, ballots: Sequence[Ballot]) -> None:
    """Keep what can be told of the answers; of too few, nothing."""
    tallies = unseen_tallies(ballots)
    if not tallies:
        unkept = unkept_words(len(ballots)) if ballots else "Nothing of the round is kept."
        play.talk.unkept = f"{unkept} {play.talk.unkept}".strip()
        play.talk.say(unkept)
        return
    play.make(
        lambda: add_pulse(play.game, voice, "round", tallies, play.today, play.by),
        "pulse taken unseen",
        said=f"The answers of {len(ballots)} people are counted and kept.",
    )
    few = answered_by_few(ballots)
    for square in play.game.board.path:
        if square.id in tallies or square.id in few:
            counted = tallies.get(square.id)
            said = counts_words(counted) if counted else FEWER
            play.talk.say(f"Square {square.label}, {square.title}: {said}.")
