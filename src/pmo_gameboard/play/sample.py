"""The sample game, for those who want to try things out without a game of their own."""

import contextlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from pmo_gameboard.board.models import Column
from pmo_gameboard.game.state import Action, CheckIn, Entry, Game, Pulse, Row
from pmo_gameboard.paths import shipped
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library, NameTakenError
from pmo_gameboard.saves.store import read_save

NAME = "Rehearsal"
"""What copies of the sample game are called; from the second on with a number."""

Dated = TypeVar("Dated", Pulse, Action, CheckIn)

_FILE = "acme-pmo.json"


def sample() -> Save:
    """The sample game as it ships.

    Raises:
        StorageError: It is missing or cannot be read.
        SaveError: It is broken.
    """
    return read_save(shipped("saves") / _FILE)


def rehearsal(sample: Save, today: date) -> Save:
    """The sample game as if it had been saved this week: every date in it moves along.

    They move by whole weeks, so that nobody meets a customer on a Sunday. What was stale stays
    stale and what was ahead stays ahead.
    """
    shift = timedelta(weeks=(today - sample.saved_at.date()).days // 7)
    return sample.model_copy(
        update={"saved_at": sample.saved_at + shift, "game": _moved_game(sample.game, shift)}
    )


def start_rehearsal(library: Library, now: datetime) -> Path:
    """Put a fresh copy of the sample game among the rehearsals.

    Args:
        library: Where it goes.
        now: The moment in the player's time zone, whose date is today.

    Raises:
        StorageError: The sample cannot be read or the copy not written.
        SaveError: The sample is broken.
    """
    copy = rehearsal(sample(), now.date())
    while True:
        game = copy.game.model_copy(update={"name": library.free_name(NAME)})
        save = Save(format=1, revision=1, saved_at=now, at=copy.at, game=game)
        with contextlib.suppress(NameTakenError):  # by somebody who began one in this moment
            return library.add(save, rehearsal=True)


def _moved_game(game: Game, shift: timedelta) -> Game:
    columns = {register.id: register.by_id for register in game.board.registers}
    return game.model_copy(
        update={
            "created": game.created + shift,
            "next_session": game.next_session and game.next_session + shift,
            "registers": {
                register_id: tuple(_moved_row(row, columns[register_id], shift) for row in rows)
                for register_id, rows in game.registers.items()
            },
            "answers": {
                stop_id: {ask_id: _moved(entry, shift) for ask_id, entry in answers.items()}
                for stop_id, answers in game.answers.items()
            },
            "words": {
                stop_id: word.model_copy(update={"on": word.on + shift})
                for stop_id, word in game.words.items()
            },
            "pulses": tuple(_later(pulse, shift, "on") for pulse in game.pulses),
            "actions": tuple(_later(each, shift, "on", "due", "closed") for each in game.actions),
            "check_ins": tuple(_later(each, shift, "on") for each in game.check_ins),
        }
    )


def _later(dated: Dated, shift: timedelta, *fields: str) -> Dated:
    days = {field: getattr(dated, field) for field in fields}
    return dated.model_copy(update={field: day and day + shift for field, day in days.items()})


def _moved_row(row: Row, columns: Mapping[str, Column], shift: timedelta) -> Row:
    cells = {key: _moved(entry, shift, columns[key]) for key, entry in row.cells.items()}
    return row.model_copy(update={"cells": cells})


def _moved(entry: Entry, shift: timedelta, column: Column | None = None) -> Entry:
    value = entry.value
    if column is not None and column.type == "date":
        value = (date.fromisoformat(str(value)) + shift).isoformat()
    return entry.model_copy(update={"on": entry.on + shift, "value": value})
