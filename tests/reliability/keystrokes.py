"""The whole program is killed between two keystrokes."""

import random
import time
from pathlib import Path

from boards import TODAY
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.moves import new_game
from pmo_gameboard.play.sample import rehearsal, sample
from pmo_gameboard.saves.boards import find_board
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from real_terminal import Terminal
from reliability.figures import Figures, Tally
from reliability.moves import NOW, stories

UNREADABLE, GARBLED = "unreadable saves", "texts that were not typed so"
LATE = "more typing lost than three first letters take to be saved"
MOST_LOST = 3
"""How many times as long as the first letters took to be on the disk the typing may be that is
lost: about a second where nothing else runs."""

DUE, SQUARE = "Before you go on", "f10 Next"
"""What is read on the screen of what is due, and on that of a square."""

MARK = "Zq"
"""How what is typed begins; nothing else does."""


def killed_while_typing(folder: Path, size: int, seed: int) -> Figures:
    """Play the real program in a terminal, type, and kill it; see how much of it is there.

    It types into an answer and into the cell of a list by turns.
    """
    chance = random.Random(seed)  # noqa: S311 (no secret)
    tally = Tally(UNREADABLE, GARBLED, LATE)
    for number in range(size):
        data = folder / f"{number}"
        due = number % 2 == 0
        path = Library(data).add(_cell() if due else at_a_question())
        typed, killed, usual = _type_and_kill(data, path, chance, due=due)
        tally.tries += 1
        tally.tell("keystrokes", len(typed))
        look(path, typed, killed, usual, tally)
    return tally.figures(seed)


Typed = list[tuple[str, float]]
"""Characters, and when each was typed."""


def at_a_question() -> Save:
    """A game left at a question that is answered in words."""
    board = find_board("first-ninety-days", Path())
    game = new_game(board, "Words", TODAY)
    return Save(format=1, revision=1, saved_at=NOW, at="why-this-job", game=game)


def _cell() -> Save:
    """The sample game, left at a list of notes."""
    return rehearsal(sample(), TODAY).model_copy(update={"at": "feedback"})


def _type_and_kill(
    data: Path, path: Path, chance: random.Random, *, due: bool
) -> tuple[Typed, float, float]:
    """What was typed, when the program was killed, and how long the first letters took."""
    typed: Typed = []
    with Terminal(data, "play", str(path)) as terminal:
        if due:  # which comes first
            terminal.wait_for(lambda: DUE in terminal.text)
            terminal.settle()
            terminal.type("\x1b")
            terminal.wait_for(lambda: SQUARE in terminal.text_after(DUE.encode()))
        terminal.wait_for(lambda: SQUARE in terminal.text)
        terminal.settle()
        letters = chance.choices("abcdefghijklmnopqrstuvwxyz ", k=chance.randrange(10, 60))
        typed += [(letter, time.monotonic()) for letter in MARK]
        terminal.type(MARK)
        terminal.wait_for(lambda: any(MARK in text for text in stories(path)))
        usual = time.monotonic() - typed[0][1]
        for letter in letters:
            typed.append((letter, time.monotonic()))
            terminal.type(letter)
            terminal.drain(chance.uniform(0.01, 0.08))
        terminal.drain(chance.choice((0, chance.uniform(0, 1))))
        return typed, terminal.kill(), usual


def look(path: Path, typed: Typed, killed: float, usual: float, tally: Tally) -> None:
    """See how much of what was typed is there, where letters take as long as usual to be saved."""
    try:
        found = next((text for text in stories(path) if MARK in text), "")
    except GameboardError as error:
        tally.wrong(UNREADABLE, error)
        return
    kept = found[found.find(MARK) :] if found else ""
    text = "".join(letter for letter, _ in typed)
    if not text.startswith(kept):
        tally.wrong(GARBLED, f"{kept!r} instead of {text!r}")
        return
    lost = [when for _, when in typed[len(kept) :]]
    seconds = killed - lost[0] if lost else 0.0
    tally.tell("keystrokes lost", len(lost))
    tally.most("longest time of typing lost, in milliseconds", round(1000 * seconds))
    if seconds > MOST_LOST * usual:
        tally.wrong(LATE, f"{seconds:.2f} s: {len(kept)} of {len(text)} characters are there")
