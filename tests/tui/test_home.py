"""The home screen and starting a game, by keys and by mouse."""

from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Input, OptionList

from pmo_gameboard.saves.library import Library, Listing
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.help import HelpScreen
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from tui.games import put, put_broken, ranked
from tui.player import Player, playing


async def new_game(you: Player) -> NewGameScreen:
    """Open the dialog for a new game, with its boards."""
    await you.press("n")
    dialog = await you.arrive(NewGameScreen)
    await you.until(lambda: dialog.query_one(OptionList).option_count)
    return dialog


async def until_first(you: Player, name: str) -> None:
    """Wait until this game is the first of the list and chosen."""
    cards = you.app.screen.query_one(OptionList)
    await you.until(
        lambda: cards.options and name in str(cards.options[0].prompt) and cards.highlighted == 0
    )


def keys(you: Player) -> set[str]:
    """The keys that do something on the screen."""
    return {key for key, binding in you.app.screen.active_bindings.items() if binding.enabled}


async def test_a_newcomer_is_on_the_first_square_after_two_keys(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.press("enter")
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog.query_one(OptionList).option_count)
        await you.press("enter")
        await you.arrive_at("who-benefits")
        assert you.saved.at == "who-benefits"
        assert you.session.path.parent == tmp_path / "games"


async def test_two_keys_at_once_do_as_well(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        you.send("enter", "enter")
        await you.arrive_at("who-benefits")


async def test_name_board_and_next_session_are_taken_over(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await new_game(you)
        await you.write("North")
        await you.press("tab", "down", "tab")
        await you.write("+2w")
        await you.press("enter")
        await you.arrive_at("why-this-job")
        assert you.game.name == "North"
        assert you.saved.game.next_session is not None
        assert you.saved.game.next_session.isoformat() == "2026-12-11"


@pytest.mark.parametrize(
    ("name", "day", "says"),
    [
        ("Our PMO", "", "There is a game called “Our PMO” already."),
        ("our pmo", "", "There is a game called “our pmo” already."),
        ("", "", "name"),
        ("///", "", "name"),
        ("North", "someday", "“someday” is not a date"),
    ],
)
async def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, name: str, day: str, says: str
) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        dialog = await new_game(you)
        await you.press("ctrl+u", "delete", *name, "tab", "tab", *day, "enter")
        await you.until(lambda: says in " ".join(you.text.split()))
        assert you.app.screen is dialog
        assert len(list((tmp_path / "games").iterdir())) == 1
        await you.press("escape")
        await you.arrive(HomeScreen)


async def test_the_name_that_is_offered_is_free(tmp_path: Path) -> None:
    put(tmp_path, ranked().model_copy(update={"name": "My PMO"}))
    async with playing(tmp_path) as you:
        dialog = await new_game(you)
        assert dialog.query_one("#name", Input).value == "My PMO 2"
        await you.press("enter")
        await you.arrive_at("who-benefits")


async def test_a_broken_save_says_so_and_can_be_chosen_without_harm(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    broken = put_broken(tmp_path)
    async with playing(tmp_path) as you:
        cards = you.app.screen.query_one(OptionList)
        assert "broken" in you.text
        cards.highlighted = cards.get_option_index(
            next(
                option.id
                for option in (cards.get_option_at_index(i) for i in range(2))
                if option.id and "broken" in str(option.prompt)
            )
        )
        await you.press("enter")
        await you.until(lambda: you.told)
        assert you.on(HomeScreen)
        assert broken.read_text("utf-8") == "{"


async def test_a_missing_save_leads_home_with_a_word(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        for save in (tmp_path / "games").iterdir():
            save.unlink()
        await you.press("enter")
        await you.until(lambda: you.told)
        assert you.on(HomeScreen)


async def test_a_save_that_cannot_be_opened_from_the_shell_leads_home(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("[]", encoding="utf-8")
    async with playing(tmp_path) as you:
        you.app._game = OpenGame(broken)
        you.app.on_mount()
        await you.until(lambda: you.told)
        assert you.on(HomeScreen)


async def test_a_rehearsal_is_a_copy_of_the_sample(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.press("s")
        await you.pass_due()
        board = await you.arrive(BoardScreen)
        await you.until(lambda: board.focused)
        assert you.game.name == "Rehearsal"
        assert 0 < you.survey.percent < 100
        assert you.survey.stale
        await you.press("escape")
        await you.arrive(HomeScreen)
        await you.press("s")
        await you.pass_due()
        await you.arrive(BoardScreen)
        assert you.game.name == "Rehearsal 2"


async def test_rehearsals_stand_below_the_games_and_old_ones_are_not_shown(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path, size=(80, 30)) as you:
        for _ in range(4):
            await you.press("s")
            await you.pass_due()
            await you.arrive(BoardScreen)
            await you.press("escape")
            await you.arrive(HomeScreen)
        cards = you.app.screen.query_one(OptionList)
        await you.until(lambda: "Rehearsal 4, rehearsed today" in you.text)
        shown = [
            str(option.prompt).split(",")[0].split("\n")[0].strip() for option in cards.options
        ]
        assert shown[0].startswith("◆ Our PMO")
        assert shown[1:3] == ["› Start a new game", "› Rehearse"]
        assert shown[3:] == ["Rehearsal 4", "Rehearsal 3", "Rehearsal 2"]
        await you.press("end", "enter")
        await you.pass_due()
        await you.arrive(BoardScreen)
        assert you.game.name == "Rehearsal 2"


async def test_a_game_is_renamed(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    put(tmp_path, ranked().model_copy(update={"name": "South"}))
    async with playing(tmp_path) as you:
        await until_first(you, "South")
        await you.press("f2")
        dialog = await you.arrive(FieldScreen)
        assert dialog.query_one(Input).value == "South"
        await you.write("our pmo")
        await you.press("enter")
        await you.until(lambda: "There is a game called “our pmo” already." in you.text)
        await you.press("ctrl+u", *"North", "enter")
        await you.until(lambda: you.told == ["“South” is now called “North”."])
        await until_first(you, "North")
        saves = {path.name for path in (tmp_path / "games").iterdir()}
        assert saves == {"our-pmo.json", "north.json"}


async def test_a_name_that_stays_the_same_changes_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    before = path.read_bytes()
    async with playing(tmp_path) as you:
        await until_first(you, "Our PMO")
        await you.press("f2")
        await you.arrive(FieldScreen)
        await you.press("enter")
        await you.arrive(HomeScreen)
        await you.app.workers.wait_for_complete()
        assert not you.told
        assert path.read_bytes() == before


async def test_games_are_not_read_while_one_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, ranked())
    put(tmp_path, ranked().model_copy(update={"name": "South"}))
    read, renaming, games, rename = Event(), Event(), Library.games, Library.rename

    def look(library: Library) -> list[Listing]:
        if renaming.is_set():
            read.set()
        return games(library)

    def dawdle(library: Library, path: Path, name: str) -> Path:
        renaming.set()
        read.wait(0.5)
        renamed = rename(library, path, name)
        renaming.clear()
        return renamed

    monkeypatch.setattr(Library, "games", look)
    monkeypatch.setattr(Library, "rename", dawdle)
    async with playing(tmp_path) as you:
        await until_first(you, "South")
        await you.press("f2")
        await you.arrive(FieldScreen)
        await you.write("North")
        await you.press("enter")
        await you.until(lambda: you.told)
        await until_first(you, "North")
        assert not read.is_set()


async def test_a_game_is_deleted_once_that_is_confirmed_and_kept(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        await until_first(you, "Our PMO")
        await you.press("f8")
        await you.arrive(ConfirmScreen)
        assert "its file moves to the folder “deleted”" in you.text
        await you.press("enter")
        await you.arrive(HomeScreen)
        assert path.exists()
        await you.press("f8")
        await you.arrive(ConfirmScreen)
        await you.press("right", "enter")
        kept = tmp_path / "deleted" / path.name
        await you.until(lambda: you.told == [f"“Our PMO” is deleted. Its file is kept: {kept}"])
        cards = you.app.screen.query_one(OptionList)
        await you.until(lambda: cards.option_count == 2)
        assert kept.exists()
        assert not path.exists()


async def test_only_games_are_renamed_and_deleted_and_only_whole_ones_renamed(
    tmp_path: Path,
) -> None:
    path = put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        await until_first(you, "Our PMO")
        assert {"f2", "f8"} <= keys(you)
        await you.press("down")
        assert not {"f2", "f8"} & keys(you)
        await you.press("f8", "f2")
        assert you.on(HomeScreen)
        path.write_text("{", encoding="utf-8")
        await you.press("f1")
        await you.arrive(HelpScreen)
        await you.press("escape", "up")
        await you.until(lambda: "This save" in you.text)
        assert {"f2", "f8"} & keys(you) == {"f8"}


async def test_a_game_that_cannot_be_deleted_is_told_and_stays(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    (tmp_path / "deleted").write_text("x", encoding="utf-8")
    async with playing(tmp_path) as you:
        await until_first(you, "Our PMO")
        await you.press("f8")
        await you.arrive(ConfirmScreen)
        await you.press("right", "enter")
        await you.until(lambda: any("cannot be deleted" in told for told in you.told))
        assert you.on(HomeScreen)
        assert path.exists()


async def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        (tmp_path / "games").write_text("x", encoding="utf-8")
        await you.press("f1")
        await you.arrive(HelpScreen)
        await you.press("escape")
        await you.until(lambda: any("cannot be listed" in told for told in you.told))
        assert you.on(HomeScreen)


async def test_a_place_is_cut_behind_a_word(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path, size=(62, 20)) as you:
        await until_first(you, "Our PMO")
        assert "Presumptuous, 4b Meet the top five: 0 of 5 meetings…\n" in you.text


async def test_help_and_back(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        for key in ("question_mark", "f1"):
            await you.press(key)
            await you.arrive(HelpScreen)
            await you.press("escape")
            await you.arrive(HomeScreen)


# By mouse


async def test_a_game_is_started_by_mouse(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.click(".home--games", 6, 0)
        dialog = await you.arrive(NewGameScreen)
        await you.until(lambda: dialog.query_one(OptionList).option_count)
        await you.pilot.click("#start")
        await you.arrive_at("who-benefits")


async def test_a_game_is_resumed_by_mouse(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    async with playing(tmp_path) as you:
        await you.click(".home--games", 6, 1)
        await you.arrive(BoardScreen)
        assert you.game.name == "Our PMO"
