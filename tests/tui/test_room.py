"""The room: the agenda, one thing at a time, the timer, turns, hidden answers, and the notes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from boards import TODAY
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.play.opening import open_session
from pmo_gameboard.saves.clock import Clock, moment
from pmo_gameboard.saves.room import RoomState, time_left
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.pulse_ways import PulseWaysScreen
from pmo_gameboard.tui.notes_app import NotesApp
from pmo_gameboard.tui.screens.actions import ActionsScreen
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.due import DueScreen
from pmo_gameboard.tui.screens.room import RoomScreen
from pmo_gameboard.tui.widgets.clock_face import ClockFace
from tui.games import put, ranked
from tui.pilot import shown, wait_until
from tui.player import Player, playing

MEET = 3
"""How often Right leads from the agenda to square 4b: past the opening and the pulse."""


async def in_the_room(you: Player, items: int = 0) -> RoomScreen:
    await you.press("f5")
    room = await you.arrive(RoomScreen)
    await you.press(*["right"] * items)
    return room


async def test_the_agenda_comes_first_in_the_length_that_is_chosen(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you)
        assert "Your next 60 minutes" in you.text
        assert "1:00" in you.text
        await you.press("3")
        assert "Your next 30 minutes" in you.text
        assert "0:30" in you.text
        await you.press("9")
        assert "Your next 90 minutes" in you.text
        assert "1:23" in you.text  # there is no more to do


async def test_an_item_opens_what_it_is_about_and_comes_back(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you, 1)
        await you.press("right", "right")
        assert "Meet the top five" in you.text
        assert "○ Ana" in you.text
        await you.press("enter")
        await you.arrive_at("meet")
        await you.fill("Ana", meet_on="fri")
        await you.press("escape")
        await you.arrive(RoomScreen)
        assert "✓ Ana" in you.text
        await you.press(*["right"] * 20, "enter")
        await you.arrive(ActionsScreen)
        await you.press("escape", "escape")
        await you.arrive(BoardScreen)


async def test_an_action_of_the_room_comes_from_its_square(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you, MEET)
        await you.press("f7")
        await you.press(*"Ring", "enter", "enter", "enter")
        await you.arrive(RoomScreen)
        assert [action.square for action in you.game.actions] == ["meet"]


async def test_the_opening_leads_to_what_is_due_or_to_the_board(tmp_path: Path) -> None:
    late = add_action(ranked(), "Ring", TODAY, due=TODAY).model_copy(update={"name": "Late"})
    async with playing(tmp_path, put(tmp_path, late)) as you:
        await in_the_room(you, 1)
        await you.press("enter")
        await you.arrive(DueScreen)
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you, 1)
        await you.press("enter")
        await you.arrive(BoardScreen)


async def test_the_close_agrees_on_the_next_session(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you, 20)
        assert "not agreed yet: press n" in you.text
        await you.press("n")
        await you.arrive(FieldScreen)
        await you.press(*"+2w", "enter")
        await you.until(lambda: "Next session  Fri 11 Dec" in you.text)
        assert you.game.next_session == TODAY + timedelta(days=14)


async def test_a_pulse_is_a_key_away(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you, 1)
        assert "press p" in you.text
        await you.press("p")
        await you.arrive(PulseWaysScreen)


async def test_answers_are_hidden_and_not_opened(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you, MEET)
        assert "Ana" in you.text
        await you.press("h")
        assert "Ana" not in you.text
        assert "Answers are hidden." in you.text
        await you.press("enter")
        assert you.on(RoomScreen)
        await you.press("h")
        assert "Ana" in you.text


async def test_nobodys_name_is_shown_where_answers_are_hidden(tmp_path: Path) -> None:
    game = add_action(ranked(), "Ring", TODAY, owner="Zoe", due=TODAY)
    async with playing(tmp_path, put(tmp_path, game)) as you:
        await in_the_room(you, 1)
        await you.press("h")
        for _ in range(12):
            assert not any(name in you.text for name in ("Ana", "Ben", "Zoe"))
            await you.press("right")


async def test_turns_are_drawn_fairly(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await in_the_room(you)
        await you.press("w")
        await you.arrive(FieldScreen)
        await you.press(*"Dana, [/x]", "enter")
        await you.arrive(RoomScreen)
        drawn = []
        for _ in range(4):
            await you.press("w")
            drawn.append(you.game.turn)
        assert sorted(drawn[:2]) == sorted(drawn[2:]) == ["Dana", "[/x]"]
        assert f"{drawn[-1]}'s turn" in you.text
        await you.press("ctrl+z")
        assert you.game.turn == drawn[-2]


async def test_the_timer_runs_for_the_square_and_ends_with_the_room(tmp_path: Path) -> None:
    save = put(tmp_path, ranked())
    async with playing(tmp_path, save) as you:
        room = await in_the_room(you, MEET)
        face = room.query_one(ClockFace)
        assert not face.display
        await you.press("t")
        await you.until(lambda: face.display)
        room_state = you.saved.room
        assert room_state is not None
        assert room_state.started is not None
        assert room_state.minutes == 5
        assert you.saved.at == "meet"
        await you.press("enter")
        await you.arrive_at("meet")
        assert " left · Our PMO" in you.text
        await you.press("escape")
        await you.arrive(RoomScreen)
        await you.press("right")
        assert you.session.room is not None
        assert you.session.room.started is not None
        await you.press("t")
        assert you.session.room.started is None
        await you.press("t", "escape")
        await you.arrive(BoardScreen)
        assert you.saved.room is None


def test_time_that_is_over_is_counted_on() -> None:
    started = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    room = RoomState(item="square", started=started, minutes=5)
    assert time_left(room, started + timedelta(minutes=4)) == 60
    assert time_left(room, started + timedelta(minutes=7)) == -120
    assert time_left(None, started) is None


async def test_notes_follow_the_game_and_never_write(tmp_path: Path) -> None:
    save = put(tmp_path, ranked())
    session = open_session(save, tmp_path, Clock(TODAY), lambda _: None)
    app = NotesApp(save, Clock(TODAY))
    async with app.run_test(size=(80, 40)) as pilot:
        await wait_until(pilot, lambda: "4b  Meet the top five" in shown(pilot))
        assert "Running it with a group" in shown(pilot)
        session.visit("feedback")
        after = "6 What they would improve"
        session.show_room(RoomState(item="square", started=moment(), minutes=6, after=after))
        assert session.flush()
        before = save.read_bytes()
        await wait_until(pilot, lambda: "5  Collect feedback" in shown(pilot))
        await wait_until(pilot, lambda: app.query_one(ClockFace).display)
        assert "After this  6 What they would improve" in shown(pilot)
        session.visit(None)
        session.show_room(RoomState(item="closing", minutes=5))
        assert session.flush()
        await wait_until(pilot, lambda: "Go round: who does what" in shown(pilot))
        session.visit("feedback")
        assert session.flush()
        before = save.read_bytes()
        await wait_until(pilot, lambda: "5  Collect feedback" in shown(pilot))
        save.write_text("{")
        await wait_until(pilot, lambda: "waiting" in shown(pilot))
        assert "5  Collect feedback" in shown(pilot)
        save.write_bytes(before)
        await wait_until(pilot, lambda: "waiting" not in shown(pilot))
        await pilot.press("q")
    assert save.read_bytes() == before
    assert read_save(save).at == "feedback"
    session.close()
