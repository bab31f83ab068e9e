"""A square: moving on, words given, what is still true, undoing, mouse and keys."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Button, Input, TextArea

from boards import TODAY
from pmo_gameboard.game.moves import delete_rows
from pmo_gameboard.tui.dialogs.paste_preview import PastePreview
from pmo_gameboard.tui.dialogs.pick_links import PickScreen
from pmo_gameboard.tui.dialogs.tips import TipsScreen
from pmo_gameboard.tui.dialogs.word import WordScreen
from pmo_gameboard.tui.grid.table import GridTable
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.widgets.choices import Choices
from tui.games import STOPS, begun, finished, first_days, listed, put, ranked
from tui.player import Player, at_board, playing

LATER = date(2027, 6, 1)
"""Half a year after the games were played."""

Play = Callable[[Player], Awaitable[None]]


# Along the path


@pytest.mark.parametrize(("key", "stops"), [("f10", STOPS[-3:]), ("f9", STOPS[2::-1])])
async def test_f10_and_f9_go_from_square_to_square_and_stop_at_the_ends(
    tmp_path: Path, key: str, stops: tuple[str, ...]
) -> None:
    async with playing(tmp_path, put(tmp_path, finished(), stops[0])) as you:
        await you.arrive_at(stops[0])
        for stop_id in stops[1:]:
            await you.press(key)
            await you.arrive_at(stop_id)
        assert not you.told
        await you.press(key)
        await you.until(lambda: you.told)
        await you.arrive_at(stops[-1])
        await you.press("escape")
        await you.arrive(BoardScreen)


async def test_a_square_without_rows_to_work_on_leads_to_the_one_before(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, begun(), "meet")) as you:
        await you.arrive_at("meet")
        assert "Square 1 comes first" in you.text
        for _ in range(4):
            if isinstance(you.app.focused, Button):
                break
            await you.press("tab")
        await you.press("enter")
        await you.arrive_at("who-benefits")


async def test_customers_without_a_rank_lead_to_the_ranking_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, listed(), "meet")) as you:
        await you.arrive_at("meet")
        assert "Square 4a comes first" in you.text
        await you.pilot.click("RowsPanel Button")
        await you.arrive_at("key-customers")
        assert "Square 4a" not in you.text


async def test_the_word_goes_away_when_there_is_something_to_work_on(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        assert "comes first" not in you.text
        assert not [each for each in you.app.screen.focus_chain if isinstance(each, Button)]
        assert isinstance(you.app.focused, GridTable)


async def test_tips_scroll_and_close(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await you.press("f3")
        tips = await you.arrive(TipsScreen)
        assert "Why it matters" in you.text
        scroll = tips.query_one(VerticalScroll)
        await you.press("end")
        await you.until(lambda: scroll.scroll_y == scroll.max_scroll_y > 0)
        await you.press("escape")
        await you.arrive_at("meet")
        assert isinstance(you.app.focused, GridTable)


# By the player's word


async def give(you: Player, note: str, button: str) -> None:
    """Give a word on the square that is open, by keys."""
    await you.press("f4")
    screen = await you.arrive(WordScreen)
    await you.press("ctrl+u")
    await you.write(note)
    buttons = [each.id for each in screen.query(Button)]
    await you.press("enter", *["tab"] * buttons.index(button), "enter")
    await you.arrive_at("meet")


async def test_a_square_is_declared_set_aside_and_taken_back(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await give(you, "We sit together", "declared")
        assert you.standing("meet").kind == "declared"
        assert you.here == "feedback"
        word = you.saved.game.words["meet"]
        assert (word.note, word.on) == ("We sit together", TODAY)
        await give(you, "Not our job", "set_aside")
        assert you.standing("meet").kind == "set_aside"
        assert you.survey.set_aside == 1
        assert you.saved.game.words["meet"].note == "Not our job"
        await give(you, "", "taken_back")
        assert you.saved.game == ranked()
        assert you.here == "meet"

        def stands(kind: str) -> bool:
            return you.standing("meet").kind == kind

        for kind in ("set_aside", "declared", "open"):
            await you.press("ctrl+z")
            await you.until(partial(stands, kind))


async def test_a_word_without_a_note_is_none(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await you.press("f4")
        screen = await you.arrive(WordScreen)
        await you.press("space", "enter", "enter")
        assert you.app.screen is screen
        assert isinstance(you.app.focused, Input)
        await you.press("escape")
        await you.arrive_at("meet")
        assert you.game == ranked()


async def test_a_square_is_set_aside_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "meet")) as you:
        await you.arrive_at("meet")
        await you.press("f4")
        await you.arrive(WordScreen)
        await you.write("Not ours")
        await you.pilot.click("#set_aside")
        await you.arrive_at("meet")
        assert you.standing("meet").kind == "set_aside"


# Half a year later


async def test_after_half_a_year_the_token_has_slipped_back_and_ctrl_t_brings_it_on(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, put(tmp_path, finished()), today=LATER) as you:
        stale = [standing.square.id for standing in you.survey.stale]
        assert you.here == you.path.token == "key-customers"
        assert stale[:3] == ["key-customers", "meet", "feedback"]
        assert "stale" in you.text
        await you.press("enter")
        await you.arrive_at("key-customers")
        await you.press("ctrl+t")
        await you.until(lambda: you.here == "meet")
        assert you.told == [
            "6 entries on square 4a confirmed today. Ctrl+Z takes it back.",
            "The Self-Serving PMO is behind you. You are now: The Presumptuous PMO.",
        ]
        assert you.standing("key-customers").satisfied
        assert all(row.cells["rank"].on == LATER for row in you.saved.game.rows("customers"))
        await you.press("ctrl+z")
        await you.until(lambda: you.here == "key-customers")
        assert you.game == finished()


async def test_a_next_contact_that_has_passed_stays_stale_until_there_is_a_new_one(
    tmp_path: Path,
) -> None:
    save = put(tmp_path, finished(), "keep-in-touch")
    async with playing(tmp_path, save, today=LATER) as you:
        await you.arrive_at("keep-in-touch")
        await you.press("ctrl+t")
        await you.until(lambda: you.told)
        assert you.standing("keep-in-touch").stale
        assert "entries on square 9 confirmed today. “Next contact” for Ana" in you.told[-1]
        for name in you.rows:
            await you.fill(name, next_contact="+1m")
        assert you.standing("keep-in-touch").satisfied


async def test_there_is_nothing_to_confirm_on_an_empty_square(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, begun(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await you.press("ctrl+t")
        await you.until(lambda: you.told == ["Square 1 has nothing on it yet."])
        assert you.session.undoable is None


# What is said about the way


async def test_the_token_slips_back_with_a_word(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, finished(), "meet")) as you:
        await you.arrive_at("meet")
        await you.go_to("Ana", "meet-on")
        await you.press("delete")
        await you.until(lambda: you.here == "meet")
        why = "The token slips back to 4b Meet the top five: 4 of 5 meetings arranged."
        await you.until(lambda: you.told == [why])


async def test_a_square_is_not_called_done_in_the_middle_of_a_word(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, begun(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        for name in ("Ana", "Ben", "Cleo"):
            await you.add(name)
        for name in ("Ana", "Ben"):
            await you.fill(name, gains="Time")
        await you.go_to("Cleo", "gains")
        await you.press("M")
        await you.until(lambda: you.standing("who-benefits").satisfied)
        assert "Your customers have names" not in you.text
        await you.press("enter")
        await you.until(lambda: "Your customers have names" in you.text)


# Undoing


async def type_in_a_cell(you: Player) -> None:
    await you.fill("Ben", meet_on="3 dec")


async def empty_a_cell(you: Player) -> None:
    await you.go_to("Ana", "gains")
    await you.press("delete")


async def add_a_row(you: Player) -> None:
    await you.add("Gus")


async def delete_a_row(you: Player) -> None:
    await you.go_to("Cleo", "name")
    await you.press("f8")


async def rank_by_key(you: Player) -> None:
    await you.go_to("Ben", "rank")
    await you.press("shift+up")


async def rank_by_number(you: Player) -> None:
    await you.fill("Eva", rank="1")


async def paste_rows(you: Player) -> None:
    await you.paste("Gus\tSales\tLeads\nHal\tLaw\tPeace\n")
    await you.arrive(PastePreview)
    await you.press("enter")


async def pick_links(you: Player) -> None:
    await you.go_to("Clinic", "for")
    await you.press("enter")
    await you.arrive(PickScreen)
    await you.press("down", "space", "down", "space", "enter")


async def pick_a_choice(you: Player) -> None:
    await you.fill("Clinic", offered="not yet")


@pytest.mark.parametrize(
    ("stop_id", "move"),
    [
        ("meet", type_in_a_cell),
        ("who-benefits", empty_a_cell),
        ("who-benefits", add_a_row),
        ("who-benefits", delete_a_row),
        ("key-customers", rank_by_key),
        ("key-customers", rank_by_number),
        ("who-benefits", paste_rows),
        ("what-they-need", pick_links),
        ("what-they-need", pick_a_choice),
    ],
)
async def test_every_move_in_a_register_is_one_step_to_undo_and_to_make_again(
    tmp_path: Path, stop_id: str, move: Play
) -> None:
    before = ranked()
    async with playing(tmp_path, put(tmp_path, before, stop_id)) as you:
        await you.arrive_at(stop_id)
        await move(you)
        await you.until(lambda: you.game != before)
        await you.rest()
        after = you.game
        await you.press("ctrl+z")
        await you.until(lambda: you.game == before)
        await you.press("ctrl+y")
        await you.until(lambda: you.game == after)
        await you.until(lambda: you.saved.game == after)


async def test_a_deleted_row_takes_its_links_along_and_brings_them_back(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await you.go_to("Ana", "name")
        await you.press("f8")
        await you.until(lambda: you.game == delete_rows(ranked(), "customers", ["r1"]))
        assert you.cell("Check", "for", "services") is None
        await you.press("ctrl+z")
        await you.until(lambda: you.game == ranked())


async def test_two_visits_to_a_cell_are_two_steps(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked(), "who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await you.fill("Ana", team="Works")
        await you.fill("Ana", team="Sales")
        await you.press("ctrl+z")
        await you.until(lambda: you.cell("Ana", "team") == "Works")
        await you.press("ctrl+z")
        await you.until(lambda: you.game == ranked())


async def test_keystrokes_in_a_long_answer_are_one_step(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, first_days(), "why-this-job")) as you:
        await you.arrive_at("why-this-job")
        await you.answer("reason", "Late bills")
        await you.answer("success", "On time")
        both = you.game
        await at_board(you)
        await you.press("u")
        assert you.game.answer("why-this-job", "success") is None
        assert you.game.answer("why-this-job", "reason") is not None
        await you.press("u")
        assert you.game == first_days()
        await you.press("ctrl+y", "ctrl+y")
        assert you.game.answers == both.answers


async def test_a_choice_and_a_scale_are_undone_on_the_screen_too(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, first_days(), "yours")) as you:
        await you.arrive_at("yours")
        await you.answer("at-home", "4")
        await you.answer("at-home", "5")
        scale = you.panel("at-home").query_one(Choices)
        assert scale.taken == 4
        await you.press("ctrl+z")
        await you.until(lambda: scale.taken == 3)
        await you.press("ctrl+z")
        await you.until(lambda: scale.taken is None)
        await you.press("down", "enter")
        await you.until(lambda: scale.taken is not None)
        await you.press("delete")
        await you.until(lambda: scale.taken is None and you.game == first_days())


# By mouse


async def test_a_cell_is_edited_and_undone_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        place = you.path.place("who-benefits")
        assert place is not None
        for _ in range(2):
            await you.click(you.path, place.x + 2, place.y + 1)
        await you.arrive_at("who-benefits")
        table = you.grid.table
        await you.click(table, 2, 2)
        await you.until(lambda: you.at == ("Ben", "name"))
        await you.click(table, 2, 2)
        await you.until(lambda: you.grid.editing)
        await you.write("ji")
        await you.click(table, 2, 4)
        await you.until(lambda: not you.grid.editing and you.rows[1] == "Benji")
        await you.press("escape")
        await at_board(you)
        await you.press("u")
        assert you.game == ranked()


async def test_an_option_is_taken_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, first_days(), "what-good-is")) as you:
        await you.arrive_at("what-good-is")
        choices = you.panel("agreed").query_one(Choices)
        choices.scroll_visible(animate=False)
        await you.rest()
        await you.click(choices, 8, 1)
        await you.until(lambda: you.game.answer("what-good-is", "agreed"))
        answer = you.game.answer("what-good-is", "agreed")
        assert answer is not None
        assert answer.value == "talked"


async def test_letters_stay_in_the_order_they_are_typed_in_while_the_square_is_shown_anew(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, put(tmp_path, first_days(), "why-this-job")) as you:
        screen = await you.arrive_at("why-this-job")
        area = screen.query(TextArea).first()
        for letter in "Late bills":
            area.insert(letter)
            screen.show()  # the answer before may be all that the game holds by now
            await asyncio.sleep(0)
        await you.until(lambda: area.text == "Late bills")
        assert area.cursor_location == (0, len("Late bills"))
