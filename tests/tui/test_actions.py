"""Actions, and what is due when a game is opened."""

from datetime import date, timedelta
from pathlib import Path

from boards import TODAY
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.game.state import Game
from pmo_gameboard.tui.dialogs.action import ActionScreen
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.screens.actions import ActionsScreen
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.due import DueScreen
from tui.games import put, ranked
from tui.player import Player, playing

LATE = TODAY - timedelta(days=3)


def with_due() -> Game:
    """An action that is overdue, one next week, and a session that was to be yesterday."""
    game = add_action(ranked(), "Ring Legal", TODAY, owner="Tom", due=LATE, square="meet")
    game = add_action(game, "Send the report", TODAY, due=TODAY + timedelta(days=5))
    return set_next_session(game, TODAY - timedelta(days=1))


async def write(you: Player, *fields: str) -> None:
    """Fill the fields of an action, Enter behind each."""
    await you.arrive(ActionScreen)
    for field in fields:
        await you.press(*field, "enter")


async def test_an_action_from_a_square(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await you.press("f7")
        await write(you, "Ring Legal", "Tom", "fri")
        await you.arrive_at("meet")
        [action] = you.saved.game.actions
        assert (action.text, action.owner, action.square) == ("Ring Legal", "Tom", "meet")
        assert action.due == TODAY + timedelta(days=7)


async def test_an_action_may_be_nobodys_and_of_no_day(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("a", "f7")
        await write(you, "[/x] Ring", "", "")
        await you.arrive(ActionsScreen)
        [action] = you.game.actions
        assert (action.owner, action.due, action.square) == ("", None, None)
        assert "[/x] Ring" in you.text
        assert "nobody yet, no date" in you.text


async def test_a_day_that_is_none_is_refused_and_nothing_lost(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("f7")
        await write(you, "Ring Legal", "Tom", "soonish")
        await you.until(lambda: "“soonish” is not a date I can read." in you.text)
        assert "Ring Legal" in you.text
        await you.press("escape")
        assert you.game.actions == ()


async def test_done_dropped_changed_and_undone(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, with_due())) as you:
        await you.press("a")
        await you.arrive(ActionsScreen)
        assert "3 days overdue" in you.text
        await you.press("d")
        await you.until(lambda: you.game.actions[0].state == "done")
        await you.press("d")
        await you.until(lambda: you.game.actions[0].state == "open")
        await you.press("x")
        await you.until(lambda: you.game.actions[0].state == "dropped")
        await you.press("u")
        await you.until(lambda: you.game.actions[0].state == "open")
        await you.press("home", "enter")
        await you.arrive(ActionScreen)
        await you.press("tab", "ctrl+u", *"Ines", "enter", "enter")
        await you.until(lambda: you.game.actions[0].owner == "Ines")
        await you.press("o")
        await you.arrive_at("meet")


async def test_a_game_opens_on_what_is_due(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, with_due()), due=True) as you:
        await you.arrive(DueScreen)
        assert "1 action is due, the next session is due." in you.text
        await you.press("d")
        await you.until(lambda: you.game.actions[0].state == "done")
        await you.press("m")
        await you.arrive(FieldScreen)
        await you.press("ctrl+u", *"+2w", "enter")
        await you.until(lambda: you.game.next_session == TODAY + timedelta(days=14))
        await you.press("m")
        await you.arrive(FieldScreen)
        await you.press(*"+3w", "enter")
        await you.until(lambda: you.game.actions[1].due == TODAY + timedelta(days=21))
        await you.until(lambda: "All seen to." in you.text)
        await you.press("escape")
        await you.arrive(BoardScreen)


async def test_six_months_later_stale_squares_are_confirmed_or_opened(tmp_path: Path) -> None:
    later = date(2027, 6, 15)
    async with playing(tmp_path, put(tmp_path, with_due()), due=True, today=later) as you:
        await you.arrive(DueScreen)
        await you.press("down", "down", "down")
        assert "squares are stale" in you.text
        stale = len(you.survey.stale)
        await you.press("d")
        await you.until(lambda: len(you.survey.stale) < stale)
        await you.press("enter")
        await you.until(lambda: not you.on(DueScreen))


async def test_more_than_a_screen_is_never_shown(tmp_path: Path) -> None:
    game = ranked()
    for number in range(40):
        game = add_action(game, f"Action {number}", TODAY, due=LATE)
    async with playing(tmp_path, put(tmp_path, game), due=True, size=(60, 20)) as you:
        await you.arrive(DueScreen)
        assert "and 34 more" in you.text


async def test_a_new_game_opens_on_its_board(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked()), due=True) as you:
        assert you.on(BoardScreen)
