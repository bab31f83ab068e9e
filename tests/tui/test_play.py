"""Whole games by keys alone, from an empty folder to the last square.

The same answers given in lines make the same save.
"""

from pathlib import Path

from plain.same import said
from plain.stories import customer_centric, first_ninety_days
from plain.teller import play
from pmo_gameboard.tui.dialogs.celebration import CelebrationScreen
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from tui.player import Player, playing

FIVE = ["Ana", "Ben", "Cleo", "Dev", "Eva"]


async def done(player: Player, stop_id: str, then: str) -> None:
    """A square is done, on the disk too, and the token stands on the next one."""
    await player.until(lambda: player.standing(stop_id).kind == "done")
    assert player.standing(stop_id).satisfied
    assert player.here == then
    await player.until(lambda: player.saved.game == player.game)


async def celebrate(player: Player) -> None:
    """Enjoy the moment, and go on."""
    await player.until(lambda: player.on(CelebrationScreen))
    await player.press("enter")
    await player.until(lambda: not player.on(CelebrationScreen))


async def test_the_customer_centric_board_from_nothing_to_the_last_square(tmp_path: Path) -> None:
    async with playing(tmp_path / "screens") as you:
        await you.press("enter")
        new = await you.arrive(NewGameScreen)
        await you.until(lambda: new._boards)
        await you.press("enter")

        await you.arrive_at("who-benefits")
        assert you.rows == []
        await you.add("Ana", "Works", "Her dates")
        await you.add("Ben", "Finance", "Warnings")
        await you.add("Cleo", "", "A map")
        await done(you, "who-benefits", then="who-needs-us")

        await you.next_square("who-needs-us")
        assert you.rows == ["Ana", "Ben", "Cleo"]
        await you.fill("Ana", needs="To decide")
        await you.add("Dev", "IT", "Starts")
        await you.add("Eva", "HR", "Plans")
        await you.add("Finn")
        await done(you, "who-needs-us", then="what-they-need")

        await you.next_square("what-they-need")
        await you.add("Check", "Ana, Ben", "partly")
        await you.add("Clinic", "Dev", "not")
        await you.add("Deck", "Eva", "yes")
        await done(you, "what-they-need", then="key-customers")

        await you.next_square("key-customers")
        assert you.rows == [*FIVE, "Finn"]
        await you.fill("Finn", influence="2", interest="1")
        for place, name in enumerate(FIVE, 1):
            await you.fill(name, rank=str(place))
        await done(you, "key-customers", then="meet")

        await you.next_square("meet")
        assert you.rows == FIVE
        days = ("fri", "+2w", "3 dec", "2026-12-03", "tomorrow")
        for name, day in zip(FIVE, days, strict=True):
            await you.fill(name, meet_on=day)
        await you.fill("Ana", met="n")
        await done(you, "meet", then="feedback")

        await you.next_square("feedback")
        assert you.rows == FIVE
        for score, name in enumerate(FIVE, 1):
            await you.fill(name, feedback="Slow", satisfaction=str(score))
        await done(you, "feedback", then="improve")

        await you.next_square("improve")
        assert you.rows == []
        await you.add("Alarm", "Ana, Ben", "deck")
        await you.add("Forms", "Cleo")
        await you.add("Calendar", "Dev, Eva", "clinic")
        await done(you, "improve", then="prioritise")

        await you.next_square("prioritise")
        assert sorted(you.rows) == ["Alarm", "Calendar", "Forms"]
        await you.fill("Forms", impact="3")
        await you.fill("Calendar", impact="5", effort="2")
        await you.fill("Alarm", impact="4")
        await you.press("left")
        await you.until(lambda: you.rows == ["Calendar", "Alarm", "Forms"])
        await done(you, "prioritise", then="deliver")

        await you.next_square("deliver")
        assert sorted(you.rows) == ["Alarm", "Calendar", "Forms"]
        await you.fill("Calendar", status="done", done_on="yesterday", heard_back="Thanks")
        await you.fill("Alarm", status="doing")
        assert not you.standing("deliver").satisfied
        await you.fill("Forms", status="doing")
        await done(you, "deliver", then="keep-in-touch")

        await you.next_square("keep-in-touch")
        assert you.rows == FIVE
        for name in FIVE:
            await you.fill(name, cadence="monthly", channel="call", next_contact="+1m")
        await done(you, "keep-in-touch", then="listen")

        await you.next_square("listen")
        assert you.rows == FIVE
        for name in FIVE:
            await you.fill(name, challenges="Time", opportunities="Sun", changes="Boss")
        await done(you, "listen", then="catalogue")

        await you.next_square("catalogue")
        assert you.rows == ["Check", "Clinic", "Deck"]
        for name, verdict in zip(you.rows, ("keep", "new", "retire"), strict=True):
            await you.fill(name, verdict=verdict)
        await done(you, "catalogue", then="advocate")

        await you.next_square("advocate")
        await you.fill("Dev", advocate="y")
        await celebrate(you)
        await done(you, "advocate", then="before-they-ask")

        await you.next_square("before-they-ask")
        await you.add("Shadowing", "Ana", "To keep what two planners know")
        await celebrate(you)
        await you.fill("Shadowing", owner="Tom", by="30 apr")
        await done(you, "before-they-ask", then="before-they-ask")
        assert you.survey.finished
        assert you.survey.percent == 100

    play(tmp_path / "lines", *customer_centric())
    assert said(tmp_path / "lines") == said(tmp_path / "screens")


async def test_a_board_of_texts_choices_and_scales_to_the_last_square(tmp_path: Path) -> None:
    people = {"Mia": "manager", "Leo": "team", "Noa": "peer", "Pia": "customer", "Quin": "supplier"}
    async with playing(tmp_path / "screens") as you:
        await you.press("n")
        new = await you.arrive(NewGameScreen)
        await you.until(lambda: new._boards)
        await you.press("tab", "down", "enter")

        await you.arrive_at("why-this-job")
        await you.answer("reason", "Late bills")
        await you.answer("success", "On time")
        await done(you, "why-this-job", then="who-matters")

        await you.next_square("who-matters")
        for name, relation in people.items():
            await you.add(name, relation, "Knows", "4")
        await you.add("Rhea", "guide", "Asks", "2")
        await done(you, "who-matters", then="fresh-eyes")

        await you.next_square("fresh-eyes")
        for number in range(1, 6):
            await you.add(f"Odd {number}", "today", "Rhea")
        await done(you, "fresh-eyes", then="hear-them")

        await you.next_square("hear-them")
        assert sorted(you.rows) == sorted([*people, "Rhea"])
        for name in (*people, "Rhea"):
            await you.fill(name, met_on="yesterday", on_their_mind="Rush")
        await done(you, "hear-them", then="what-good-is")

        await you.next_square("what-good-is")
        assert you.rows == ["Mia"]
        await you.fill("Mia", expects="Ten days", next_talk="tue")
        await you.answer("agreed", "3")
        assert not you.standing("what-good-is").satisfied
        await you.answer("agreed", "4")
        await done(you, "what-good-is", then="promise-book")

        await you.next_square("promise-book")
        for number in range(1, 4):
            await you.add(f"Vow {number}", "Noa", "+1w", "open")
        await done(you, "promise-book", then="quick-wins")

        await you.next_square("quick-wins")
        for number in range(1, 4):
            await you.add(f"Win {number}", "Noa", "1.5", str(number + 2))
        await you.fill("Win 3", status="done", they_said="Good")
        await done(you, "quick-wins", then="asked")

        await you.next_square("asked")
        await you.fill("Noa", asks_me="y")
        await you.answer("about", "Lorries")
        assert not you.on(CelebrationScreen)
        await you.press("tab")
        await celebrate(you)
        await done(you, "asked", then="stay-or-change")

        await you.next_square("stay-or-change")
        for name in list(you.rows):
            await you.fill(name, reason="Old", verdict="leave")
        await done(you, "stay-or-change", then="yours")

        await you.next_square("yours")
        for number in range(1, 4):
            await you.fill(f"Vow {number}", state="kept")
        await you.answer("a-year-on", "Invoices")
        await you.answer("at-home", "5")
        await celebrate(you)
        await done(you, "yours", then="yours")
        assert you.survey.finished

    play(tmp_path / "lines", *first_ninety_days())
    assert said(tmp_path / "lines") == said(tmp_path / "screens")
