"""What a worker brings to a screen that may be gone."""

from pathlib import Path

from pmo_gameboard.tui.behind import bring
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from tui.player import playing


async def test_what_is_found_for_a_screen_is_shown_only_while_it_stands(tmp_path: Path) -> None:
    seen: list[str] = []
    async with playing(tmp_path) as you:
        await you.press("n")
        screen = await you.arrive(NewGameScreen)
        bring(screen, seen.append, "while it stands")
        await you.until(lambda: seen)
        gone = you.app.pop_screen()  # its parts are being taken down from here on
        bring(screen, seen.append, "amid its end")
        await gone
        bring(screen, seen.append, "after it")
        await you.rest()
    assert seen == ["while it stands"]
