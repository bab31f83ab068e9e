"""What came of a change, in a line: squares done, the token moved, the star, the last square."""

from collections.abc import Iterator

from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.words import AFTER_ALL, count, reason, sentence

_KINDS = {"star": ", the star,", "final": ", the last of the path,"}
_WORDS = {"declared": "counts as done, by your word", "set_aside": "is set aside"}


def outcome(before: Survey, after: Survey, said: str, stop_id: str | None = None) -> str:
    """What came of a change, after what is said of the change itself.

    Args:
        before: The game before it.
        after: The game after it.
        said: What is said of the change: ``Kept.``
        stop_id: The square it was made on; how far that is, is told where nothing else came of it.
    """
    parts = [*_settled(before, after), *_reopened(before, after), *_token(before, after)]
    if not parts and stop_id is not None:
        parts = [sentence(reason(after, after.by_id[stop_id]))]
    return " ".join((said, *parts))


def holdings(survey: Survey) -> list[str]:
    """What the team holds, a line a register that has rows."""
    game = survey.game
    return [
        f"{register.name}: {count(len(game.rows(register.id)), register.row, register.rows)}"
        for register in game.board.registers
        if game.rows(register.id)
    ]


def _settled(before: Survey, after: Survey) -> Iterator[str]:
    for standing in after.standings:
        if standing.satisfied and not _was(before, standing).satisfied:
            square = standing.square
            words = _WORDS.get(standing.kind, "is done")
            yield f"Square {square.label}{_KINDS.get(square.kind, '')} {words}."
            if standing.kind == "done" and square.when_done:
                yield square.when_done


def _reopened(before: Survey, after: Survey) -> Iterator[str]:
    for standing in after.standings:
        if _was(before, standing).satisfied and not standing.satisfied:
            why = reason(after, standing)
            yield sentence(f"Square {standing.square.label} is not done any more: {why}")


def _token(before: Survey, after: Survey) -> Iterator[str]:
    here = after.here.square
    if after.finished and not before.finished:
        yield f"Every square is behind you: the board is done. {AFTER_ALL}"
    elif after.place > before.place:
        yield sentence(f"the token moves on to square {here.label}: {here.title}")
    elif after.place < before.place:
        yield sentence(f"the token slips back to square {here.label}: {here.title}")


def _was(before: Survey, standing: Standing) -> Standing:
    return before.by_id[standing.square.id]
