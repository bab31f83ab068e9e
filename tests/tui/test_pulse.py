"""Taking pulses: alone, by a show of hands, and with the keyboard passed round unseen."""

from pathlib import Path

from textual.widgets import Input

from boards import TODAY
from pmo_gameboard.game.moves import set_aside
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.state import Pulse, Tally
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.pulse_ways import PulseWaysScreen
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.pulse import AloneScreen, HandsScreen, PulseScreen
from pmo_gameboard.tui.screens.pulse_round import RoundScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from tui.games import STOPS, put, ranked
from tui.player import Player, playing

HEARD = STOPS[4:]
"""The stops that customers are asked about."""


async def begin(you: Player, way: int, kind: type[PulseScreen]) -> None:
    """Choose a way from the board."""
    await you.press("p")
    await you.arrive(PulseWaysScreen)
    await you.press(*["down"] * way, "enter")
    await you.arrive(kind)


def the_pulse(you: Player) -> Pulse:
    [pulse] = you.game.pulses
    return pulse


async def test_one_key_a_square_alone(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 0, AloneScreen)
        await you.press(*"yyyyyyn", *"p" * 7)
        await you.arrive(ResultsScreen)
        pulse = the_pulse(you)
        assert not pulse.open
        assert tuple(pulse.tallies) == STOPS
        assert pulse.tallies["improve"] == Tally(not_yet=1)
        say = readings(you.survey).say
        assert say is not None
        assert say.square.id == "improve"
        assert "You say Presumptuous" in you.text
        assert you.saved.game.pulses == you.game.pulses


async def test_an_answer_is_kept_at_once_taken_back_and_gone_on_with(tmp_path: Path) -> None:
    save = put(tmp_path, ranked())
    async with playing(tmp_path, save) as you:
        await begin(you, 0, AloneScreen)
        await you.press("y", "y")
        assert "3 of 14" in you.text
        await you.press("ctrl+z")
        assert "2 of 14" in you.text
        assert set(the_pulse(you).tallies) == {"who-benefits"}
        assert you.saved.game.pulses[0].open
        await you.press("escape")
        await you.arrive(BoardScreen)
    async with playing(tmp_path, save) as you:
        await you.press("p")
        await you.until(lambda: "Begun today" in you.text)
        await you.press("enter")
        await you.arrive(AloneScreen)
        assert "2 of 14" in you.text


async def test_back_and_pass(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 0, AloneScreen)
        await you.press("f10", "y", "f9", "f9", "n")
        assert the_pulse(you).tallies == {
            "who-needs-us": Tally(yes=1),
            "who-benefits": Tally(not_yet=1),
        }


async def test_hands_are_typed_as_they_are_counted(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 1, HandsScreen)
        await you.press("1", "enter", "2", "enter", "1", "2", "enter")
        await you.until(lambda: "2 of 14" in you.text)
        assert the_pulse(you).tallies["who-benefits"] == Tally(not_yet=1, partly=2, yes=12)
        assert "There were 15 the last time." in you.text
        assert isinstance(you.app.focused, Input)
        await you.press("enter", "enter", "3", "enter")
        await you.until(lambda: any("3 hands, and 15 the last time." in text for text in you.told))
        await you.press("enter")
        assert the_pulse(you).tallies["who-needs-us"] == Tally(yes=3)


async def test_letters_and_nobody_in_a_count_do_no_harm(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 1, HandsScreen)
        await you.press("x", "enter", "enter", "enter")
        assert you.game.pulses == ()
        assert "2 of 14" in you.text


async def test_customers_are_asked_in_their_own_words(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 3, HandsScreen)
        assert "1 of 10" in you.text
        assert "The PMO has met me to talk about my needs." in you.text


async def test_a_round_shows_and_keeps_nothing_before_the_last_one(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 2, RoundScreen)
        for answers in ("y" * 14, "n" * 14, "y" * 13):
            await you.press("enter")
            before = you.text
            for place, key in enumerate(answers):
                await you.press(key)
                assert you.game.pulses == ()
                if place + 2 < len(answers):
                    shown = [line.split(": ")[-1] for line in you.text.splitlines()]
                    assert not any("(◆)" in line for line in shown)
            assert before != you.text
        await you.press("space")
        await you.until(lambda: "3 people are done" in you.text)
        assert you.saved.game.pulses == ()
        await you.press("f10")
        await you.arrive(ResultsScreen)
        pulse = the_pulse(you)
        assert pulse.tallies["meet"] == Tally(not_yet=1, yes=2)
        assert "before-they-ask" not in pulse.tallies
        await you.until(lambda: any("1 square was answered by fewer" in text for text in you.told))


async def test_whoever_has_just_finished_a_round_may_look_again(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 2, RoundScreen)
        await you.press("f9")
        assert "Pass the keyboard round" in you.text
        for _ in range(3):
            await you.press("enter", *"y" * 14, "f9", "n")
        await you.press("f10")
        await you.arrive(ResultsScreen)
        assert the_pulse(you).tallies["before-they-ask"] == Tally(not_yet=3)


async def test_below_three_people_nothing_is_told(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 2, RoundScreen)
        for _ in range(2):
            await you.press("enter", *"y" * 14)
        await you.press("f10")
        await you.until(lambda: any("2 people have finished" in text for text in you.told))
        assert you.on(RoundScreen)
        assert you.game.pulses == ()


async def test_leaving_a_round_asks_first(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 2, RoundScreen)
        await you.press("enter", "y", "escape")
        await you.arrive(ConfirmScreen)
        await you.press("escape")
        await you.arrive(RoundScreen)
        await you.press("escape")
        await you.arrive(ConfirmScreen)
        await you.press("right", "enter")
        await you.arrive(BoardScreen)
        assert you.game.pulses == ()


async def test_the_board_shows_where_the_voices_stand(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 0, AloneScreen)
        await you.press(*"y" * 14)
        await you.arrive(ResultsScreen)
        await you.press("escape")
        await you.arrive(BoardScreen)
        assert "◇ You say Proactive" in you.text
        assert you.path.voices == {"team": "before-they-ask"}
        await you.press("u", "u")
        await you.until(lambda: "◇" in you.text)
        assert the_pulse(you).open


async def test_where_every_square_is_set_aside_there_is_nothing_to_ask(tmp_path: Path) -> None:
    game = ranked()
    for stop_id in STOPS:
        game = set_aside(game, stop_id, "Not ours", TODAY)
    async with playing(tmp_path, put(tmp_path, game)) as you:
        await you.press("p")
        await you.until(lambda: "there is nothing to ask about" in you.text)
        await you.press("enter", "escape")
        await you.arrive(BoardScreen)


async def test_hands_are_counted_in_digits_alone(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await begin(you, 1, HandsScreen)
        await you.press("-", "3", "+", "enter", "1", "_", "enter", "0", "enter")
        await you.until(lambda: you.game.pulses)
        [tallies] = (pulse.tallies for pulse in you.game.pulses)
        assert tallies["who-benefits"] == Tally(not_yet=3, partly=1)
        await you.press("2")
        await you.press("f9")
        await you.until(lambda: any("are not kept" in text for text in you.told))
