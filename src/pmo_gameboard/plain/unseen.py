"""The keyboard passed round: everybody answers unseen, and nothing is told before the last one."""

from collections.abc import Sequence

from pmo_gameboard.board.models import Square
from pmo_gameboard.game.pulses import LEAST_UNSEEN, add_pulse, prompts, unseen_tallies
from pmo_gameboard.game.readings import VOTE_KEYS, VOTE_WORDS, asked_squares, counts_words
from pmo_gameboard.game.state import Voice, Vote
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

TOO_FEW = (
    f"Fewer than {LEAST_UNSEEN} people have answered, so what they said could be told apart. "
    "Let more people answer, or take a show of hands."
)

_OF_THE_GAME = ("undo", "redo")
"""Words that would act on the game, in which nothing of the round is yet."""

Ballot = dict[str, Vote]


def pass_round(play: Play, voice: Voice) -> None:
    """Let one person after the other answer, and count once all have.

    Whatever ends it, answers that were given whole are not lost once they can be counted without
    telling whose they were.
    """
    squares = asked_squares(play.survey, voice)
    play.talk.say(
        f"Each person answers {len(squares)} squares and passes the keyboard on. Nothing is told "
        f"before everybody has. Answers are counted once {LEAST_UNSEEN} people have given them; "
        "of fewer, none is kept.",
        HIDDEN if play.talk.hides else SHOWN,
        ABOUT,
    )
    ballots: list[Ballot] = []
    try:
        while _goes_on(play, ballots):
            person = len(ballots) + 1
            with play.talk.unfinished(f"What person {person} had answered so far is not counted."):
                ballots.append(_ballot(play, voice, squares))
            play.talk.say("Thank you. That is all from you.")
    finally:
        _count(play, voice, ballots)


def _goes_on(play: Play, ballots: list[Ballot]) -> bool:
    """Whether another person answers; nothing else leads out of the round by mistake."""
    done = len(ballots)
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
                play.talk.say(TOO_FEW)
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
        play.talk.say("Nothing of the round is kept.")
        return
    play.make(
        lambda: add_pulse(play.game, voice, "round", tallies, play.today, play.by),
        "pulse taken unseen",
        said=f"The answers of {len(ballots)} people are counted and kept.",
    )
    board = play.game.board
    for square in board.path:
        if (counted := tallies.get(square.id)) is not None:
            words = f"Square {square.label}, {square.title}: {counts_words(counted)}."
            play.talk.say(words)
