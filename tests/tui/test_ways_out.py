"""What is only on a screen, on every way out: counted, asked about or told of."""

from pathlib import Path

import pytest

from boards import EVERYTHING, TODAY, game_of, make_board, scale_ask, square, with_rows
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.state import Game, Tally
from pmo_gameboard.game.unseen import PROMISE
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen, NotSavedScreen
from pmo_gameboard.tui.dialogs.paste_preview import PastePreview
from pmo_gameboard.tui.held import unkept
from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.pulse import HandsScreen
from pmo_gameboard.tui.screens.pulse_round import RoundScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from tui.games import put
from tui.player import Player, playing

SMALL = make_board(square(1, "one", scale_ask()), square(2, "two", scale_ask()))


async def pass_round(you: Player, *ballots: str) -> None:
    """Let these people finish, from the board on."""
    await you.press("p", "down", "down", "enter")
    await you.arrive(RoundScreen)
    for keys in ballots:
        await you.press("enter", *keys)


def counted(path: Path) -> dict[str, Tally]:
    """What the one pulse on the disk says; empty where there is none."""
    return next((dict(pulse.tallies) for pulse in read_save(path).game.pulses), {})


def small() -> Game:
    return game_of(SMALL)


async def test_ctrl_q_counts_a_round_that_can_be_counted(tmp_path: Path) -> None:
    path = put(tmp_path, small())
    async with playing(tmp_path, path) as you:
        await pass_round(you, "yn", "yn", "yn", "p")
        await you.press("ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)
    assert counted(path) == {"one": Tally(yes=3), "two": Tally(not_yet=3)}
    assert you.app.last_words == (
        "The round is counted: the answers of 3 people. "
        "What person 4 had answered so far is not counted."
    )


async def test_ctrl_q_asks_before_a_round_that_cannot_be_counted_is_lost(tmp_path: Path) -> None:
    path = put(tmp_path, small())
    async with playing(tmp_path, path) as you:
        await pass_round(you, "yn", "yn")
        await you.press("f1", "ctrl+q")  # from the help over it, too
        await you.arrive(ConfirmScreen)
        assert "2 people have finished" in " ".join(you.text.split())
        await you.press("escape", "escape")
        assert you.on(RoundScreen)
        await you.press("ctrl+q")
        await you.arrive(ConfirmScreen)
        await you.press("right", "enter")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)
    assert counted(path) == {}
    assert you.app.last_words == ""  # it was told before


async def test_whoever_looks_again_has_finished_all_the_same(tmp_path: Path) -> None:
    path = put(tmp_path, small())
    async with playing(tmp_path, path) as you:
        await pass_round(you, "yn", "yn", "yn")
        await you.press("f9", "p")
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert counted(path) == {"one": Tally(yes=3), "two": Tally(partly=1, not_yet=2)}


async def test_another_game_is_opened_with_the_round_counted_and_that_said(tmp_path: Path) -> None:
    path = put(tmp_path, small())
    other = put(tmp_path / "other", small())
    async with playing(tmp_path, path) as you:
        await pass_round(you, "yn", "yn", "yn")
        you.app.open_game(OpenGame(other))
        await you.until(lambda: you.app.session and you.session.path == other)
        await you.until(lambda: any("The round is counted" in text for text in you.told))
    assert len(counted(path)) == 2


async def test_staying_where_the_counted_round_cannot_be_saved_shows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path, small())
    async with playing(tmp_path, path) as you:
        await pass_round(you, "yn", "yn", "yn")
        monkeypatch.setattr(type(you.session), "flush", lambda _: False)
        await you.press("ctrl+q")
        await you.arrive(NotSavedScreen)
        monkeypatch.undo()
        await you.press("escape")
        await you.arrive(ResultsScreen)
        assert len(you.game.pulses) == 1


async def test_no_round_begins_where_it_cannot_be_kept(tmp_path: Path) -> None:
    path = put(tmp_path, small())
    lock = Lock(path, "Ada", Clock(TODAY).now())
    async with playing(tmp_path, path) as you:
        await you.press("p", "down", "down", "enter")
        await you.until(lambda: any("you can only look at it" in text for text in you.told))
        assert you.on(BoardScreen)
    lock.release()


async def test_a_second_round_soon_after_is_asked_about(tmp_path: Path) -> None:
    game = add_pulse(small(), "team", "round", {"one": Tally(yes=3)}, TODAY)
    async with playing(tmp_path, put(tmp_path, game)) as you:
        await you.press("p", "down", "down", "enter")
        await you.arrive(ConfirmScreen)
        assert "answered unseen on Fri 27 Nov already" in " ".join(you.text.split())
        await you.press("enter")
        await you.arrive(BoardScreen)
        await you.press("p", "down", "down", "enter", "right", "enter")
        await you.arrive(RoundScreen)
        assert PROMISE in " ".join(you.text.split())


async def test_hands_half_counted_are_not_left_without_a_word(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, small())) as you:
        await you.press("p", "down", "enter")
        await you.arrive(HandsScreen)
        await you.press("3", "enter", "ctrl+q")
        await you.arrive(ConfirmScreen)
        assert "The hands typed for square 1 are not kept." in you.text
        await you.press("escape", "escape")
        await you.until(lambda: any("The hands typed for square 1" in text for text in you.told))
        assert you.on(BoardScreen)


async def test_a_date_is_kept_as_it_stands_and_half_of_one_is_told(tmp_path: Path) -> None:
    game = with_rows(game_of(EVERYTHING), "things", {"name": "One"}, {"name": "Two"})
    path = put(tmp_path, game, at="things")
    async with playing(tmp_path, path) as you:
        await you.arrive_at("things")
        await you.press("right", *"3 d")
        assert "“3 d” in Date is not kept: " in unkept(you.app.screen_stack)
        await you.press(*"ec")
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert read_save(path).game.rows("things")[0].text("date") == "2026-12-03"
    assert you.app.last_words == ""


async def test_pasted_rows_are_not_left_without_a_word(tmp_path: Path) -> None:
    path = put(tmp_path, with_rows(game_of(EVERYTHING), "things", {"name": "One"}), at="things")
    async with playing(tmp_path, path) as you:
        await you.arrive_at("things")
        await you.paste("Two\tx\nThree\ty\n")
        await you.until(lambda: you.on(PastePreview))
        await you.press("ctrl+q")
        await you.until(lambda: any("is not kept yet" in text for text in you.told))
        await you.press("ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)


async def test_a_signal_tells_of_what_stood_in_a_dialog(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, small())) as you:
        await you.press("f7", *"Ring")
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert you.app.last_words == "What stood in the dialog “A new action” is not kept."


async def test_ctrl_c_twice_leaves_from_what_lies_over_the_screen_too(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, small())) as you:
        await you.press("f1", "ctrl+c")
        assert you.app.return_value is None
        await you.press("ctrl+c")
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)


async def test_ctrl_c_copies_what_is_selected_and_says_what_was_not_kept(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, small())) as you:
        await you.press("f7", *"Ring", "shift+home", "ctrl+c", "ctrl+c")
        assert you.app.clipboard == "Ring"
        assert you.app.return_value is None
        await you.press("end", "ctrl+c", "ctrl+c")
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert you.app.last_words == "What stood in the dialog “A new action” is not kept."
