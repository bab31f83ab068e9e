"""Draw the screenshots of the README and the docs from the real app: ``make shots``.

They show the sample game, on a day and at a time that stand still, so that a run after which
nothing has changed leaves every file as it was.
"""

import asyncio
import os
import re
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from textual.pilot import Pilot

from pmo_gameboard.errors import ExitCode
from pmo_gameboard.play.sample import rehearsal, sample
from pmo_gameboard.saves.boards import find_board
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.library import Library
from pmo_gameboard.tui.app import GameboardApp
from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.setting import Setting

IMAGES = Path(__file__).parents[1] / "docs" / "images"
NOW = datetime(2026, 11, 27, 10, 15).astimezone()
"""A Friday, in the time zone of whoever draws: the screens show local time."""

FONTS = "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace"
LIMIT = 200
"""How many looks a screen gets before it counts as never shown."""


class StoppedClock(Clock):
    """A clock that always shows the same moment."""

    def now(self) -> datetime:
        """The moment."""
        return NOW


@dataclass(frozen=True)
class Shot:
    """A screen to draw.

    Attributes:
        name: What the file is called.
        size: The columns and lines of the window.
        landmark: A text that stands on the screen once it is ready.
        keys: What to press to get there.
        home: Whether the way begins on the home screen; on the board of the game otherwise.
        due: Whether it begins on what is due, which a game opens with.
    """

    name: str
    size: tuple[int, int]
    landmark: str
    keys: tuple[str, ...] = ()
    home: bool = False
    due: bool = False


SHOTS = (
    Shot("board", (120, 32), "You are here"),
    Shot("board-80x24", (80, 24), "You are here"),
    Shot("square", (100, 26), "Saved 10:15", ("enter",)),
    Shot("results", (100, 34), "What to do next", ("r",)),
    Shot("room", (80, 24), "Meet the top five", ("f5", "right", "right", "right", "right")),
    Shot("trend", (80, 20), "Since ", ("r", "t")),
    Shot("due", (80, 20), "Before you go on", due=True),
    Shot("home", (80, 20), "Acme PMO", home=True),
)


def main(folder: Path) -> int:
    """Draw every screen into the folder."""
    os.environ.pop("NO_COLOR", None)
    folder.mkdir(parents=True, exist_ok=True)
    for shot in SHOTS:
        with TemporaryDirectory() as data:
            image = asyncio.run(draw(shot, Path(data)))
        (folder / f"{shot.name}.svg").write_text(image, encoding="utf-8", newline="\n")
        print(folder / f"{shot.name}.svg")
    return 0


async def draw(shot: Shot, data: Path) -> str:
    """Open the app, go where the shot is taken, and take it."""
    game = furnish(data)
    app = GameboardApp(data=data, game=None if shot.home else OpenGame(game), animate=False)
    app.setting = Setting(animate=False, clock=StoppedClock())
    async with app.run_test(size=shot.size) as pilot:
        await at_rest(pilot, "Start a new game" if shot.home else "Before you go on")
        if not shot.home and not shot.due:
            await pilot.press("escape")
            await at_rest(pilot, "You are here")
        await pilot.press(*shot.keys)
        image = await at_rest(pilot, shot.landmark)
        if app.session is not None:
            app.session.close()
    return self_contained(image, shot.name)


def furnish(data: Path) -> Path:
    """Put two games into the data folder; the file of the sample game."""
    library = Library(data)
    board = find_board("first-ninety-days", data)
    library.create("Kim in the new job", board, NOW - timedelta(days=9))
    save = rehearsal(sample(), NOW.date())
    return library.add(save.model_copy(update={"saved_at": NOW}))


async def at_rest(pilot: Pilot[ExitCode], landmark: str) -> str:
    """The screen as soon as it shows the landmark and nothing moves any more.

    Raises:
        LookupError: It never does.
    """
    before = ""
    for _ in range(LIMIT):
        image = pilot.app.export_screenshot()
        if image == before and landmark.replace(" ", "&#160;") in image:
            return image
        before = image
        await pilot.pause(0.05)
    raise LookupError(f"“{landmark}” is never shown.")


def self_contained(image: str, name: str) -> str:
    """The image without fonts from elsewhere, and with the same ids at every run.

    The letters are a little larger than Rich has them, and no line is clipped, so that frames
    close in fonts with lower box characters than the one it reckons with. One element a line
    keeps the differences between two versions of an image readable.
    """
    image = re.sub(r"@font-face\s*{[^}]*}\s*", "", image)
    image = re.sub(r"terminal-\d+", name, image)
    image = re.sub(rf'<clipPath id="{name}-line-.*?</clipPath>\s*', "", image, flags=re.DOTALL)
    image = re.sub(rf' clip-path="url\(#{name}-line-\d+\)"', "", image)
    image = image.replace("Fira Code, monospace", FONTS).replace("arial", "sans-serif")
    image = image.replace("font-size: 20px", "font-size: 21px")
    image = re.sub(r"><(rect|text|g|circle)\b", r">\n<\1", image)
    return "\n".join(line.rstrip() for line in image.splitlines()) + "\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES))
