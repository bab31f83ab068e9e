"""Back to what was: Ctrl+Z before the first move, the list of versions, deleted games."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from boards import TODAY
from pmo_gameboard.game.actions import add_action
from pmo_gameboard.game.moves import add_rows
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.reasons import Reason, reason_words
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.conflict import ConflictScreen
from pmo_gameboard.tui.dialogs.deleted import DeletedScreen
from pmo_gameboard.tui.dialogs.versions import VersionsScreen
from tui.games import begun, put, ranked
from tui.player import Player, playing

THEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def opened_before(data: Path) -> Path:
    """A game in which Ana and an action came since it was opened before."""
    path = put(data, begun(), at="who-benefits")
    snapshots_of(path, data).keep_for(Reason(opened=THEN), path.read_bytes(), THEN)
    game = add_action(add_rows(begun(), "customers", [{"name": "Ana"}], TODAY), "Dig", TODAY)
    write_save(path, read_save(path).model_copy(update={"game": game, "revision": 9}))
    return path


def names(path: Path) -> list[str]:
    """The customers in a save."""
    return [row.text("name") for row in read_save(path).game.rows("customers")]


async def palette(you: Player, words: str) -> None:
    await you.press("ctrl+p")
    await you.write(words)


async def test_before_the_first_move_ctrl_z_offers_how_it_was_opened_before(tmp_path: Path) -> None:
    path = opened_before(tmp_path)
    async with playing(tmp_path, path) as you:
        await you.arrive_at("who-benefits")
        await you.press("ctrl+z")
        await you.arrive(ConfirmScreen)
        text = " ".join(you.text.replace("│", " ").replace("▊", " ").split())
        assert "square 1 differs: 1 entry; the action “Dig” is only in the newer one" in (
            text.replace("Square 1", "square 1")
        )
        assert "“earlier versions”, lists all there are" in text
        await you.press("right", "enter")
        await you.arrive_at("who-benefits")
        await you.until(lambda: you.rows == [] and you.game.actions == ())
        assert you.saved.game.actions == ()
        await you.press("ctrl+z")
        await you.until(lambda: you.rows == ["Ana"])
        await you.press("ctrl+y")
        await you.until(lambda: you.rows == [])
    newest = snapshots_of(path, tmp_path).all()[0]
    assert reason_words(newest.reason, TODAY).startswith("before it was restored to ")
    assert names(newest.path) == ["Ana"]


async def test_the_offer_can_be_left(tmp_path: Path) -> None:
    async with playing(tmp_path, opened_before(tmp_path)) as you:
        await you.arrive_at("who-benefits")
        await you.press("ctrl+z")
        await you.arrive(ConfirmScreen)
        await you.press("escape")
        await you.arrive_at("who-benefits")
        assert you.rows == ["Ana"]


async def test_where_there_is_nothing_to_go_back_to_it_says_where_versions_are(
    tmp_path: Path,
) -> None:
    async with playing(tmp_path, put(tmp_path, begun(), at="who-benefits")) as you:
        await you.arrive_at("who-benefits")
        await you.press("ctrl+z")
        await you.until(lambda: you.told)
        assert you.told == [
            "There is nothing to take back. Ctrl+P, “earlier versions”, lists all there are."
        ]


@pytest.mark.parametrize("word", ["restore", "undelete", "go back", "version"])
async def test_the_palette_finds_the_versions(tmp_path: Path, word: str) -> None:
    path = opened_before(tmp_path)
    async with playing(tmp_path, path) as you:
        await you.arrive_at("who-benefits")
        await palette(you, word)
        await you.until(lambda: "Earlier versions of this game" in you.text)


async def test_a_version_is_listed_with_its_reason(tmp_path: Path) -> None:
    path = put(tmp_path, ranked(), at="who-benefits")
    async with playing(tmp_path, path) as you:
        await you.arrive_at("who-benefits")
        await you.press("f8")
        await you.until(lambda: "Ana" not in you.rows)
        await you.press("escape")
        await palette(you, "earlier versions")
        await you.until(lambda: "Earlier versions of this game" in you.text)
        await you.until(lambda: "Ana" not in names(path))
        await you.press("enter")
        await you.arrive(VersionsScreen)
        await you.until(lambda: "before Ana was deleted" in you.text)
        assert "(the newest)" in you.text


async def test_both_sides_are_shown_with_what_hangs_on_no_square(tmp_path: Path) -> None:
    path = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, path) as you:
        await you.arrive_at("who-benefits")
        theirs = read_save(path)
        game = add_action(theirs.game, "Ring Finance", TODAY)
        write_save(path, theirs.model_copy(update={"game": game, "revision": 9}))
        await you.press(*"Ana", "enter")
        await you.until(lambda: "F6" in you.text)
        await you.press("escape", "f6")
        await you.arrive(ConflictScreen)
        assert "Yours was saved " in you.text
        await you.until(lambda: "Ring Finance" in you.text)
        assert "only in theirs the action" in you.text
        await you.press("space", "down", "space", "f10")
        await you.until(lambda: [each.text for each in read_save(path).game.actions])
    kept = [reason_words(each.reason, TODAY) for each in snapshots_of(path, tmp_path).all()]
    assert kept.count("before two games were made one") == 2


async def test_a_deleted_game_is_brought_back(tmp_path: Path) -> None:
    path = put(tmp_path, ranked())
    Library(tmp_path).delete(path)
    async with playing(tmp_path) as you:
        await palette(you, "undelete")
        await you.until(lambda: "Undelete: " in you.text)
        await you.press("enter")
        await you.arrive(DeletedScreen)
        await you.until(lambda: "Our PMO" in you.text)
        await you.press("enter")
        await you.until(lambda: "“Our PMO” is back." in you.told)
        await you.until(lambda: "Played today." in you.text)
    assert read_save(path).game == ranked()


async def test_where_nothing_was_deleted_it_is_said(tmp_path: Path) -> None:
    async with playing(tmp_path) as you:
        await you.press("u")
        await you.until(lambda: you.on(DeletedScreen))  # nothing in it takes a key
        await you.until(lambda: "No game was deleted." in you.text)
        assert "Enter brings" not in you.text
        await you.press("escape")
