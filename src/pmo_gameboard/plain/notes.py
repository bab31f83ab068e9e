"""The facilitator's notes in lines: they follow a game, say what changes, and never write to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.game.agenda import HOW, PARTS, ItemKind, what_follows
from pmo_gameboard.game.standings import Survey, survey
from pmo_gameboard.game.words import advice, next_step
from pmo_gameboard.plain.square import group_lines, square_name, state_words
from pmo_gameboard.saves.clock import Clock, moment
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.looking import look
from pmo_gameboard.saves.room import RoomState, time_left
from pmo_gameboard.saves.store import read_save

LOOK = 0.25
"""Seconds between two looks at the file."""

TIPS = 3

OVER = "The time is over; take the time you need."


@dataclass(frozen=True)
class Scene:
    """What the notes are about; whatever of it changes is said.

    Attributes:
        part: The part of the session; None where there is none.
        square: The id of the stop that is open, or where the token stands; None where a part of
            the session is about none.
        ends: When the timer runs out; None where none runs.
        over: Whether it has.
        then: What the agenda has after it; empty where nobody is in the room.
    """

    part: ItemKind | None = None
    square: str | None = None
    turn: str | None = None
    ends: datetime | None = None
    over: bool = False
    then: str = ""


def scene(save: Save, read: Survey, now: datetime) -> Scene:
    """What the notes for a save are about."""
    room = save.room
    left = time_left(room, now)
    return Scene(
        part=room.item if room else None,
        square=save.at or (None if room else read.here.square.id),
        turn=save.game.turn,
        ends=_end(room),
        over=left is not None and left <= 0,
        then=room.after if room else "",
    )


def _end(room: RoomState | None) -> datetime | None:
    if room is None or room.started is None:
        return None
    return room.started + timedelta(minutes=room.minutes)


def changed_lines(before: Scene, after: Scene, read: Survey) -> list[str]:
    """What to say of a change, a line each; nothing where there is none."""
    lines: list[str] = []
    if after.part != before.part:
        lines += [f"{PARTS[after.part]}.", HOW[after.part]] if after.part else ["The session ends."]
    if after.square != before.square and after.square is not None:
        lines += _square_lines(read, after.square)
    following = after.then or (after.square and what_follows(read, after.square))
    if (after.part, after.square) != (before.part, before.square) and following:
        lines.append(f"After this: {following}.")
    if after.turn != before.turn:
        lines.append(f"It is the turn of {after.turn}." if after.turn else "It is nobody's turn.")
    if after.ends != before.ends:
        at = f"{after.ends.astimezone():%H:%M}" if after.ends else ""
        lines.append(f"The timer runs until {at}." if at else "The timer is stopped.")
    if after.over and (not before.over or after.ends != before.ends):
        lines.append(OVER)
    return lines


def _square_lines(read: Survey, stop_id: str) -> list[str]:
    """The notes for a square."""
    standing = read.by_id.get(stop_id, read.here)
    tips = [tip.text for tip in advice(read, standing) if tip.source != "missing"]
    return [
        f"{square_name(standing.square)}.",
        standing.square.prompt,
        f"{state_words(read, standing)} {next_step(read, standing)}".rstrip(),
        *group_lines(standing.square),
        *(f"Tip: {tip}" for tip in tips[:TIPS]),
    ]


class _Watch:
    """A save that others write, read when it has changed.

    Attributes:
        save: What it held when it could be read last.
        problem: Why it cannot be read now; empty where it can.
    """

    def __init__(self, path: Path) -> None:
        self.save: Save | None = None
        self.problem = ""
        self._path = path
        self._seen: tuple[int, int] | None = None

    def look(self) -> None:
        """Read the file where it has changed."""
        try:
            state = look(self._path, through=True)
            self.problem = "" if state else "The save is not there."
            if state and (seen := (state.st_mtime_ns, state.st_size)) != self._seen:
                self.save = read_save(self._path)
                self._seen = seen
        except GameboardError as error:
            self.problem = error.message


def follow(
    path: Path,
    clock: Clock,
    say: Callable[..., object],
    pause: Callable[[float], bool],
    now: Callable[[], datetime] = moment,
) -> None:
    """Say what the notes are and what changes in them.

    Args:
        path: The save to follow.
        clock: What day it is.
        say: Says lines.
        pause: Waits so many seconds; whether that was enough.
        now: The time, for the timer.
    """
    watch = _Watch(path)
    said, problem = Scene(), ""
    say("Notes, read only. Ctrl+C ends them.")
    while True:
        watch.look()
        if watch.problem not in {"", problem}:
            say(f"Waiting. {watch.problem}")
        problem = watch.problem
        if watch.save is not None:
            read = survey(watch.save.game, clock.today())
            shown = scene(watch.save, read, now())
            say(*changed_lines(said, shown, read))
            said = shown
        if pause(LOOK):
            return
