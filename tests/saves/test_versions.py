"""Versions where they are needed: at every opening, and before rows go or come by the dozen."""

import json
import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boards import CUSTOMERS, TODAY, game_of, with_rows
from clocks import in_zone
from pmo_gameboard.errors import StorageError
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.moves import add_rows, delete_rows, set_cell
from pmo_gameboard.game.state import Game
from pmo_gameboard.play import recovery
from pmo_gameboard.play.opening import change_game, open_session
from pmo_gameboard.play.recovery import (
    all_words,
    go_back_to,
    last_opened,
    restore,
    side_words,
    versions,
)
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves import reasons
from pmo_gameboard.saves import snapshots as module
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.reasons import (
    MERGE,
    NONE,
    Reason,
    before_delete,
    before_paste,
    before_restore,
    read_reason,
    reason_words,
    written,
)
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.snapshots import (
    LAST,
    NEWEST,
    REASON,
    Snapshot,
    Snapshots,
    snapshots_of,
    superfluous,
)
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import Writer

START = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
OLD_NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-\d+)?\.json")
"""What a program that knows no reasons takes for a version."""


class Hand(Clock):
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.time = START

    def now(self) -> datetime:
        return self.time

    def later(self, **time: float) -> None:
        self.time += timedelta(**time)


class House:
    """A game in its data folder, and whoever opens it."""

    def __init__(self, data: Path) -> None:
        self.data, self.clock = data, Hand()
        self.path = data / "games" / "acme.json"
        names = [{"name": name} for name in ("Ada", "Anna Keller", "Ben")]
        game = with_rows(game_of(CUSTOMERS), "customers", *names)
        write_save(self.path, Save(format=1, revision=1, saved_at=START, game=game))

    @property
    def kept(self) -> Snapshots:
        return snapshots_of(self.path, self.data)

    def open(self) -> Session:
        return open_session(self.path, self.data, self.clock, lambda _: None)

    def play(self, *names: str) -> None:
        """Open the game, add customers, and leave it."""
        session = self.open()
        for name in names:
            session.do(added(session.game, name), "a customer")
        assert session.close()

    def reasons(self) -> list[str]:
        return [reason_words(kept.reason, TODAY) for kept in self.kept.all()]

    def games(self) -> list[Game]:
        return [kept.read().game for kept in self.kept.all()]


@pytest.fixture(autouse=True)
def _at_home() -> Iterator[None]:
    """The hours that are told here are those of UTC."""
    with in_zone("UTC"):
        yield


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


def added(game: Game, name: str) -> Game:
    return add_rows(game, "customers", [{"name": name}], TODAY)


def delete(session: Session, row: str) -> None:
    name = session.game.row_name("customers", row)
    game = delete_rows(session.game, "customers", [row])
    session.do(game, f"{name} deleted", reason=before_delete(name))


# At every opening ----------------------------------------------------------------------------


def test_one_is_kept_at_every_opening_where_the_game_is_not_as_the_newest(house: House) -> None:
    house.play()
    assert house.reasons() == ["as it was opened Fri 27 Nov 09:00"]
    house.clock.later(minutes=1)
    house.play("Cy")
    assert len(house.games()) == 1
    house.clock.later(minutes=1)
    house.play()
    house.play()
    assert [len(game.rows("customers")) for game in house.games()] == [4, 3]
    assert house.kept.all()[0].path.read_bytes() == house.path.read_bytes()


def test_a_version_that_is_the_game_as_it_is_opened_is_noted_to_be(house: House) -> None:
    house.kept.keep(house.path.read_bytes(), START)
    house.kept.keep_for(before_delete("Ada"), house.path.read_bytes(), START)
    house.clock.later(hours=1)
    house.play()
    (named, plain) = house.kept.all()
    assert (named.reason.why, named.reason.of) == ("delete", "Ada")
    assert named.reason.opened == START + timedelta(hours=1)
    assert plain.reason == NONE


def test_a_command_that_makes_one_move_goes_by_ten_minutes(house: House) -> None:
    for number in range(3):
        change_game(
            house.path,
            house.data,
            house.clock,
            "an action",
            lambda game, day, by, text=f"Dig {number}": add_action(game, text, day, by),  # type: ignore[misc]
        )
        house.clock.later(minutes=4)
    assert house.reasons() == [""]


def test_a_game_that_is_only_looked_at_keeps_none(house: House) -> None:
    first = house.open()
    house.clock.later(minutes=1)
    house.open().close()
    assert len(house.games()) == 1
    first.close()


@pytest.mark.parametrize("broken", ["write_new", "read_reason"])
def test_a_game_opens_where_no_version_can_be_kept(
    house: House, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StorageError("The disk is full.")

    house.kept.keep_for(MERGE, b"{", START)
    monkeypatch.setattr(module, broken, fail)
    house.play()


# Before something goes -----------------------------------------------------------------------


def test_what_is_kept_is_the_game_right_before_the_delete(house: House) -> None:
    session = house.open()
    session.do(added(session.game, "Cy"), "a customer")  # which never reaches the save as it is
    before = session.game
    delete(session, "r2")
    session.do(added(session.game, "Dee"), "a customer")
    assert session.close()
    assert house.reasons()[0] == "before Anna Keller was deleted"
    assert house.games()[0] == before


def test_a_burst_of_deletes_keeps_each_in_its_order(house: House) -> None:
    session = house.open()
    befores = []
    for row in ("r2", "r1", "r3"):
        befores.append(session.game)
        delete(session, row)
    assert session.close()
    assert read_save(house.path).game.rows("customers") == ()
    assert house.games()[:3] == befores[::-1]
    assert house.reasons()[:3] == [
        "before Ben was deleted",
        "before Ada was deleted",
        "before Anna Keller was deleted",
    ]


def test_a_move_does_not_wait_for_the_version(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = house.open()
    written_by: list[str] = []
    monkeypatch.setattr(Writer, "_wake", lambda _: None)
    monkeypatch.setattr(SaveFile, "keep", lambda *_: written_by.append("the move"))
    delete(session, "r1")
    assert written_by == []
    monkeypatch.undo()
    assert session.flush()
    session.close()


def test_a_writer_that_drops_versions_in_a_burst_is_found_out(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit = Writer.submit

    def careless(self: Writer, *change: Any) -> None:
        self._earlier.clear()
        submit(self, *change)

    monkeypatch.setattr(Writer, "submit", careless)
    with pytest.raises(AssertionError):
        test_a_burst_of_deletes_keeps_each_in_its_order(house)


def test_a_version_that_cannot_be_kept_stops_no_save_and_is_tried_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = house.open()
    assert session.flush()  # the version of the opening is kept behind the screen
    before = session.game
    with monkeypatch.context() as patch:
        patch.setattr(Snapshots, "keep", lambda *_: (_ for _ in ()).throw(OSError("no")))
        delete(session, "r2")
        assert session.flush()
        assert read_save(house.path).game == session.game
        assert len(house.games()) == 1
    session.do(added(session.game, "Cy"), "a customer")
    assert session.close()
    assert house.games()[0] == before
    assert house.reasons()[0] == "before Anna Keller was deleted"


def test_undoing_the_delete_leaves_the_version(house: House) -> None:
    session = house.open()
    delete(session, "r2")
    session.undo()
    session.redo()
    assert session.close()
    assert house.reasons() == [
        "before Anna Keller was deleted",
        "as it was opened Fri 27 Nov 09:00",
    ]


# Why, in words -------------------------------------------------------------------------------


def test_reasons_in_words() -> None:
    to = datetime.combine(TODAY, datetime.min.time()).astimezone()
    told = {
        before_delete("Anna Keller"): "before Anna Keller was deleted",
        before_paste("12 customers"): "before 12 customers were pasted",
        before_paste("1 customer"): "before 1 customer was pasted",
        MERGE: "before two games were made one",
        before_restore(to): "before it was restored to Fri 27 Nov 00:00",
        Reason(why="restore"): "before it was restored",
        Reason(opened=to): "as it was opened Fri 27 Nov 00:00",
        Reason(why="something newer"): "",
        NONE: "",
    }
    assert {words: reason_words(reason, TODAY) for reason, words in told.items()} == {
        words: words for words in told.values()
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 1_900,
        b'{"why": 7}',
        b'{"why": "delete", "of": ["x"]}',
        b'{"opened": "0001-01-01T00:00:00Z"}',
        b'{"opened": "2026-11-27T09:00:00"}',
        b'{"why": "delete"}' + b" " * 2**20,
    ],
)
def test_a_hostile_reason_is_none_and_the_version_is_there(house: House, data: bytes) -> None:
    path = house.kept.keep(house.path.read_bytes(), START)
    path.with_suffix(REASON).write_bytes(data)
    assert house.reasons() == [""]
    assert house.games() == [read_save(house.path).game]


def test_what_stands_in_the_place_of_a_reason_harms_nothing(house: House) -> None:
    path = house.kept.keep(house.path.read_bytes(), START)
    path.with_suffix(REASON).mkdir()
    house.clock.later(hours=1)
    house.play("Cy")
    house.clock.later(hours=1)
    house.play()
    assert house.reasons()[-1] == ""
    assert len(house.games()[0].rows("customers")) == 4


def test_the_name_in_a_reason_is_clean_and_short(tmp_path: Path) -> None:
    path = tmp_path / "a.why"
    path.write_text(json.dumps({"why": "delete", "of": "\x1b[2J[/x]\n" + "y" * 900}), "utf-8")
    told = reason_words(read_reason(path), TODAY)
    assert told.startswith("before [2J[/x] yyy")
    assert len(told) < 100
    assert "\x1b" not in told


def test_what_a_newer_program_noted_stays(house: House) -> None:
    path = house.kept.keep(house.path.read_bytes(), START)
    path.with_suffix(REASON).write_text('{"why": "import", "by": "Ada"}', encoding="utf-8")
    house.play()
    assert json.loads(path.with_suffix(REASON).read_bytes()) == {
        "why": "import",
        "by": "Ada",
        "opened": "2026-11-27T09:00:00Z",
    }


def test_an_older_program_lists_the_versions_and_no_reason(house: House) -> None:
    house.play()
    names = {path.name for path in house.kept.folder.iterdir()}
    assert {name for name in names if OLD_NAME.fullmatch(name)} == {"20261127T090000Z.json"}
    assert names == {"20261127T090000Z.json", "20261127T090000Z.why"}


def test_a_crash_between_a_version_and_its_reason_harms_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    before = house.path.read_bytes()
    monkeypatch.setattr(module, "written", crash)
    with pytest.raises(KeyboardInterrupt):
        house.kept.keep_for(MERGE, before, START)
    assert [kept.path.read_bytes() for kept in house.kept.all()] == [before]
    assert house.reasons() == [""]


def test_a_reason_goes_with_its_version_and_is_no_other_ones(house: House) -> None:
    path = house.kept.keep(b"one", START)
    house.kept.note(path, before_delete("Ada"))
    path.unlink()  # as an older program thins
    assert house.kept.keep(b"two", START) == path
    assert house.reasons() == [""]
    house.kept.note(path, before_delete("Ada"))
    path.unlink()
    house.kept.keep(b"three", START + timedelta(hours=1))
    assert not path.with_suffix(REASON).exists()


# Which stay ----------------------------------------------------------------------------------

KEPT = st.lists(
    st.tuples(
        st.sampled_from([NONE, MERGE, before_delete("Ada"), Reason(opened=START)]),
        st.sampled_from([1, 60, 700, 90_000, 3_000_000]),
    ),
    min_size=20,
    max_size=70,
)


def thinned(steps: list[tuple[Reason, int]]) -> tuple[list[Snapshot], list[Snapshot]]:
    """All versions that were kept one after the other, and those that are left."""
    now, every, left = START, list[Snapshot](), list[Snapshot]()
    for number, (reason, seconds) in enumerate(steps):
        now += timedelta(seconds=seconds)
        every.append(Snapshot(Path(f"{number:03}.json"), now, reason))
        left.append(every[-1])
        for gone in superfluous(left, now):
            left.remove(gone)
    return every, left


@given(KEPT)
@settings(max_examples=25, deadline=None)
def test_the_last_ten_of_each_kind_are_never_thinned(steps: list[tuple[Reason, int]]) -> None:
    every, left = thinned(steps)
    for kind in ("why", "opened"):
        wanted = [kept for kept in every if getattr(kept.reason, kind)][-LAST:]
        assert all(kept in left for kept in wanted)
    assert left[-NEWEST:] == every[-NEWEST:]


def test_thinning_that_goes_by_age_alone_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [(MERGE, 1), *[(NONE, 90_000)] * 70, (MERGE, 1), *[(NONE, 90_000)] * 70]
    every, left = thinned(steps)
    assert [kept for kept in every if kept.reason.why] == [k for k in left if k.reason.why]
    monkeypatch.setattr(module, "LAST", 0)
    every, left = thinned(steps)
    assert len([kept for kept in left if kept.reason.why]) < 2


def test_of_a_day_of_deletes_the_last_and_one_each_ten_minutes_stay() -> None:
    _, left = thinned([(MERGE, 2)] * 900)
    assert len(left) <= NEWEST + 900 * 2 // 600 + 1


def test_any_sequence_of_openings_and_deletes_keeps_the_last_ten_named(house: House) -> None:
    chance = random.Random(11)  # noqa: S311 (no secret)
    told: list[str] = []
    for number in range(14):
        session = house.open()
        session.do(added(session.game, f"New {number}"), "a customer")
        if chance.random() < 0.8:
            rows = session.game.rows("customers")
            told.append(f"before {rows[-1].text('name')} was deleted")
            delete(session, rows[-1].id)
        assert session.close()
        house.clock.later(hours=chance.choice([0.01, 30, 900]))
    named = [words for words in house.reasons() if words.startswith("before")]
    assert named[:LAST] == told[::-1][:LAST]


# The way back --------------------------------------------------------------------------------


def test_how_it_was_when_it_was_opened_before_is_one_step_away(house: House) -> None:
    house.play("Cy")
    house.clock.later(days=1)
    house.play("Dee")
    house.clock.later(days=1)
    session = house.open()
    now = session.game
    version = last_opened(session)
    assert version is not None
    go_back_to(session, version)
    assert [row.text("name") for row in session.game.rows("customers")][-1] == "Cy"
    then = session.game
    assert (session.undo(), session.game) == ("going back to Fri 27 Nov 09:00", now)
    session.redo()
    assert session.game == then
    assert session.close()
    assert read_save(house.path).game == then
    newest = house.kept.all()[0]
    assert newest.read().game == now
    assert reason_words(newest.reason, TODAY).startswith("before it was restored to Fri 27 Nov")


def test_an_opening_that_is_as_it_is_now_is_passed_over(house: House) -> None:
    house.play("Cy")
    for _ in range(3):
        house.clock.later(days=1)
        house.play()
    session = house.open()
    version = last_opened(session)
    assert version is not None
    assert version.save is not None
    assert len(version.save.game.rows("customers")) == 3
    session.close()


def test_before_the_first_change_ever_there_is_nothing_to_go_back_to(house: House) -> None:
    session = house.open()
    assert last_opened(session) is None
    session.do(added(session.game, "Cy"), "a customer")
    session.undo()
    assert last_opened(session) is None
    session.close()


def test_restoring_is_kept_with_its_reason(house: House) -> None:
    house.play("Cy")
    version = versions(house.path, house.data)[0]
    restore(house.path, house.data, version, "", START + timedelta(days=1))
    assert house.reasons()[0] == "before it was restored to Fri 27 Nov 09:00"


def test_versions_of_one_minute_are_told_apart_and_the_newest_is_marked(house: House) -> None:
    save = read_save(house.path)
    for seconds in (0, 5, 90):
        at = START + timedelta(seconds=seconds)
        kept = save.model_copy(update={"saved_at": at, "revision": seconds + 1})
        write_save(house.path, kept)
        house.kept.keep(house.path.read_bytes(), at)
    told = [words for _, words in all_words(versions(house.path, house.data), None, TODAY)]
    local = [f"{START + timedelta(seconds=s):%M}" for s in (0, 90)]
    assert [words.when.count(":") for words in told] == [1, 2, 2]
    assert [words.when[-5:] for words in told][1:] == [f"{local[0]}:05", f"{local[0]}:00"]
    assert [words.newest for words in told] == [True, False, False]
    assert told[0].title.endswith(f":{local[1]} (the newest)")


def test_two_sides_are_told_with_seconds_and_which_is_newer() -> None:
    assert side_words(START, START + timedelta(seconds=4), TODAY).endswith(
        ":04. Theirs is the newer."
    )
    assert "Yours is the newer." in side_words(START + timedelta(days=1), START, TODAY)
    assert "newer" not in side_words(START, START, TODAY)


def test_a_reason_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "a.why"
    for reason in (NONE, MERGE, before_delete("Ada “A” 庭"), before_restore(START)):
        path.write_bytes(written(reason))
        assert read_reason(path) == reason


def test_a_cell_is_no_row(house: House) -> None:
    """Nothing is kept for a change that undo and the ten minutes are enough for."""
    session = house.open()
    session.do(set_cell(session.game, "customers", "r1", "gains", "Time", TODAY), "a cell")
    assert session.close()
    assert house.reasons() == ["as it was opened Fri 27 Nov 09:00"]


def test_a_reason_that_cannot_be_read_keeps_its_version(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.kept.keep_for(before_delete("Anna Keller"), house.path.read_bytes(), START)

    def fail(path: Path, limit: int) -> bytes:
        raise StorageError("The disk reported a fault.", where=f"{path} {limit}")

    monkeypatch.setattr(reasons, "read_bytes", fail)
    [kept] = house.kept.all()
    assert kept.reason.why
    assert kept not in superfluous([kept], START + timedelta(days=900))


def test_a_reason_is_never_gone_while_another_takes_its_place(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.kept.keep_for(before_delete("Anna Keller"), house.path.read_bytes(), START)
    [kept] = house.kept.all()

    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(module, "write_atomic", full)
    house.kept.note(kept.path, kept.reason.model_copy(update={"opened": START}))
    assert house.kept.all() == [kept]


def test_a_save_that_cannot_be_read_is_not_taken_for_broken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.play("Cy")
    before = house.path.read_bytes()
    listed = versions(house.path, house.data)

    def fail(path: Path, limit: int) -> bytes:
        raise StorageError("The disk reported a fault.", where=f"{path} {limit}")

    monkeypatch.setattr(recovery, "read_bytes", fail)
    with pytest.raises(StorageError, match="fault"):
        restore(house.path, house.data, listed[0], "", START)
    assert house.path.read_bytes() == before
    assert [each.name for each in house.path.parent.glob("*broken*")] == []


def test_what_a_killed_program_left_is_told_though_a_version_was_restored(house: House) -> None:
    house.play("Cy")
    ghost = Lock(house.path, "Ben", START)
    ghost.note_round(2)
    ghost._lock.release()  # as the system lets go of it for a program that is killed
    restore(house.path, house.data, versions(house.path, house.data)[0], "", START)
    session = house.open()
    assert session.left_by is not None
    assert session.left_by.finished == 2
    assert session.close()
