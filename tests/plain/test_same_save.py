"""The same answers, given through the screens and in lines, make the same save.

Whole boards are compared at the end of ``tests/tui/test_play.py``; here is what they leave out.
"""

from pathlib import Path

import pytest

from plain.same import said
from plain.teller import only_save, play
from pmo_gameboard.game.state import Game
from pmo_gameboard.tui.dialogs.action import ActionScreen
from pmo_gameboard.tui.dialogs.word import WordScreen
from pmo_gameboard.tui.screens.pulse import AloneScreen, HandsScreen
from pmo_gameboard.tui.screens.pulse_round import RoundScreen
from pmo_gameboard.tui.screens.results import ResultsScreen
from tui.games import first_days, put, ranked
from tui.player import Player, playing
from tui.test_pulse import begin


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return tmp_path / "screens"


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    return tmp_path / "lines"


def both(screens: Path, lines: Path, game: Game, at: str | None) -> Path:
    """Put a game into both folders; its path among the screens'."""
    put(lines, game, at)
    return put(screens, game, at)


async def declare(you: Player, note: str) -> None:
    await you.press("f4")
    await you.arrive(WordScreen)
    await you.write(note)
    await you.press("enter", "enter")
    await you.until(lambda: not you.on(WordScreen))


async def test_rows_dates_a_rank_and_a_declaration(screens: Path, lines: Path) -> None:
    save = both(screens, lines, ranked(), at="key-customers")
    async with playing(screens, save) as you:
        await you.arrive_at("key-customers")
        await you.go_to("Cleo", "rank")
        await you.press("alt+up")
        await you.fill("Finn", rank="1")
        await you.next_square("meet")
        await you.fill("Finn", meet_on="3 dec", met="y")
        await you.fill("Ana", meet_on="fri")
        await declare(you, "In the calendar")
        await you.next_square("feedback")
        await you.fill("Cleo", feedback="Slow", satisfaction="2")
        await you.press("ctrl+z")
    play(
        lines,
        *("go on", "1", "rank 3 to 2", "rank 6 to 1", "", "next"),
        *("1", "finn", "meet on", "3 dec", "met", "y", "", "ana", "meet on", "fri", "", ""),
        *("done", "done", "In the calendar", "next"),
        *("1", "cleo", "feedback", "Slow", "satisfied", "2", "undo", "", "", "quit"),
        open=only_save(lines),
    )
    assert said(lines) == said(screens)


async def test_texts_a_choice_and_a_scale(screens: Path, lines: Path) -> None:
    save = both(screens, lines, first_days(), at="why-this-job")
    async with playing(screens, save) as you:
        await you.arrive_at("why-this-job")
        await you.answer("reason", "Late bills")
        await you.press("enter")
        await you.write("and angry people")
        await you.next_square("who-matters")
        await you.press("escape")
        await you.press("escape")
    play(
        lines,
        *("go on", "1", "Late bills\\", "and angry people", "next", "", "quit"),
        open=only_save(lines),
    )
    assert said(lines) == said(screens)


async def test_what_was_taken_back_leaves_no_trace(screens: Path, lines: Path) -> None:
    save = both(screens, lines, ranked(), at="meet")
    async with playing(screens, save) as you:
        await you.arrive_at("meet")
        await you.fill("Ana", meet_on="fri")
        await you.press("ctrl+z")
        await you.until(lambda: you.cell("Ana", "meet-on") is None)
    play(lines, "go on", "1", "ana", "meet on", "fri", "undo", "quit", open=only_save(lines))
    assert said(lines) == said(screens)


async def test_pulses_alone_by_hands_and_unseen(screens: Path, lines: Path) -> None:
    save = both(screens, lines, ranked(), at=None)
    async with playing(screens, save) as you:
        await begin(you, 0, AloneScreen)
        await you.press(*"yyynpyyyyyyyyp")
        await you.arrive(ResultsScreen)
        await you.press("escape")
        await begin(you, 1, HandsScreen)
        await you.press("1", "enter", "2", "enter", "3", "enter", "escape")
        await begin(you, 2, RoundScreen)
        for votes in ("y" * 14, "n" * 14, "yp" * 7):
            await you.press("enter", *votes)
        await you.press("f10")
        await you.arrive(ResultsScreen)
    play(
        lines,
        *("pulse", "1", *"yyynpyyyyyyyyp", "2", "1 2 3", "0", "3"),
        *("1", *"y" * 14, "1", *"n" * 14, "1", *"yp" * 7, "2", "quit"),
        open=only_save(lines),
    )
    assert said(lines) == said(screens)


async def test_an_action_from_a_square(screens: Path, lines: Path) -> None:
    save = both(screens, lines, ranked(), at="meet")
    async with playing(screens, save) as you:
        await you.arrive_at("meet")
        await you.press("f7")
        await you.arrive(ActionScreen)
        await you.press(*"Ask Ana", "enter", *"Tom", "enter", *"fri", "enter")
        await you.arrive_at("meet")
        await you.until(lambda: you.game.actions)
    play(lines, "go on", "agree", "Ask Ana", "Tom", "fri", "quit", open=only_save(lines))
    assert said(lines) == said(screens)
