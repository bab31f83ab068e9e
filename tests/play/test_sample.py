import runpy
from datetime import date, timedelta
from pathlib import Path

import pytest

from pmo_gameboard.game.agenda import agenda
from pmo_gameboard.game.due import due_now
from pmo_gameboard.game.readings import gap_words, headline, readings
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.game.words import reason
from pmo_gameboard.play.sample import rehearsal, sample, start_rehearsal
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.store import read_save
from saves.gardens import NOW, TODAY, save_of

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_sample.py"


@pytest.fixture
def acme() -> Save:
    return sample()


def standings(save: Save, today: date) -> list[tuple[str, str, bool]]:
    return [(s.square.label, s.kind, s.stale) for s in survey(save.game, today).standings]


def test_sample_is_half_played(acme: Save) -> None:
    read = survey(acme.game, acme.saved_at.date())
    assert (read.here.square.label, reason(read, read.here)) == ("4b", "3 of 5 meetings arranged")
    assert acme.at is None
    kinds = [standing.kind for standing in read.standings]
    assert kinds == ["done"] * 4 + ["started"] * 2 + ["open"] * (len(kinds) - 6)
    assert [standing.square.label for standing in read.stale] == ["5"]


def test_sample_is_as_its_script_makes_it(acme: Save, tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPT))
    script["write_sample"](tmp_path / "again.json")
    same = read_save(tmp_path / "again.json") == acme  # a diff would be a whole board long
    assert same, "the board has changed: run scripts/make_sample.py again"


@pytest.mark.parametrize("days", [-400, 0, 1, 31, 59, 180, 365, 3650])
def test_rehearsal_stands_as_the_sample_does_on_any_day(acme: Save, days: int) -> None:
    today = acme.saved_at.date() + timedelta(days=days)
    assert standings(rehearsal(acme, today), today) == standings(acme, acme.saved_at.date())


def test_every_date_of_a_rehearsal_moves_along(game: Game) -> None:
    moved = rehearsal(save_of(game), TODAY + timedelta(days=10))
    week = timedelta(weeks=1)
    assert moved.saved_at == NOW + week
    assert moved.game.created == date(2026, 3, 2) + week
    assert moved.game.next_session == date(2026, 3, 9) + week
    assert moved.game.words["plant"].on == date(2026, 3, 2) + week
    assert moved.game.answers["why"]["reason"].on == date(2026, 3, 2) + week
    bean = moved.game.rows("plants")[1].cells
    assert (bean["sown"].value, bean["sown"].on) == ("2026-02-08", date(2026, 3, 2) + week)
    assert bean["story"].value == "Climbs."
    assert rehearsal(moved, TODAY) == save_of(game)


def test_what_was_said_agreed_and_noted_moves_along_too(lively: Save) -> None:
    was, week = lively.game, timedelta(weeks=1)
    moved = rehearsal(lively, TODAY + timedelta(days=10))
    game = moved.game
    assert [each.on - week for each in game.pulses] == [each.on for each in was.pulses]
    assert [each.on - week for each in game.check_ins] == [each.on for each in was.check_ins]
    for now, then in zip(game.actions, was.actions, strict=True):
        assert now.on == then.on + week
        assert now.due == (then.due and then.due + week)
        assert now.closed == (then.closed and then.closed + week)
    assert [each.due for each in game.actions] == [date(2026, 3, 27), None, None, None]
    assert game.players == was.players
    assert rehearsal(moved, TODAY) == lively


@pytest.mark.parametrize("days", [-400, 0, 31, 365])
def test_rehearsal_says_of_itself_what_the_sample_does_on_any_day(acme: Save, days: int) -> None:
    def told(save: Save, today: date) -> list[object]:
        view = survey(save.game, today)
        read = readings(view)
        due = [(each.kind, each.id, each.late) for each in due_now(view)]
        items = [(item.kind, item.square, item.until) for item in agenda(read, 60)]
        return [headline(read), gap_words(read), due, items]

    saved = acme.saved_at.date()
    today = saved + timedelta(days=days // 7 * 7)
    assert told(rehearsal(acme, today), today) == told(acme, saved)


def test_sample_has_something_of_everything(acme: Save) -> None:
    read = readings(survey(acme.game, acme.saved_at.date()))
    assert len({voice.stage.id for voice in read.voices} | {read.show.here.stage.id}) > 1
    assert read.disagreements[0].size >= 0.5
    assert {action.state for action in acme.game.actions} >= {"open", "done"}
    assert {bool(check_in.name) for check_in in acme.game.check_ins} == {True, False}
    assert len(acme.game.players) > 1


def test_each_rehearsal_is_a_fresh_copy(tmp_path: Path) -> None:
    library = Library(tmp_path)
    paths = [start_rehearsal(library, NOW) for _ in range(3)]
    saves = [read_save(path) for path in paths]
    assert [save.game.name for save in saves] == ["Rehearsal", "Rehearsal 2", "Rehearsal 3"]
    assert {save.saved_at for save in saves} == {NOW}
    assert {save.revision for save in saves} == {1}
    assert {path.parent for path in paths} == {tmp_path / "rehearsals"}
    assert survey(saves[0].game, NOW.date()).here.square.label == "4b"
    assert sample().game.name == "Acme PMO"
