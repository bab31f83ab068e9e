"""The home screen: the games there are, a new one, and a rehearsal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.messages import OpenGame, Rehearse, StartGame
from pmo_gameboard.tui.screens.new_game import NewGameScreen
from pmo_gameboard.tui.sizes import WIDTHS
from pmo_gameboard.tui.text import fit, plain, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import ComposeResult

    from pmo_gameboard.tui.opening import GameCard
    from pmo_gameboard.tui.setting import Setting

BAR = 10
"""The width of a game's progress bar."""

WIDEST = 96
"""The width of the list on a wide window; home.tcss has it too."""


class HomeScreen(Screen[None]):
    """Where the program starts. The list of games is read behind the first paint."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New game", id="home.new", tooltip="Start a game"),
        Binding("r", "rehearse", "Rehearse", id="home.rehearse", tooltip="Try the sample game"),
        Binding("f1,question_mark", "help", "Help", key_display="?", id="home.help"),
        Binding("q,escape", "app.quit", "Quit", key_display="q", id="home.quit"),
    ]

    def __init__(self, data: Path, setting: Setting, *, waiting: bool = False) -> None:
        """Take the data folder; ``waiting``: a game is being opened, so show no list yet."""
        super().__init__()
        self._waiting = waiting
        self._data = data
        self._setting = setting
        self._cards: list[GameCard] = []

    def compose(self) -> ComposeResult:
        """The name of the game, the list, the keys."""
        token = GLYPHS.token
        with Vertical(classes="home--top"):
            yield Static(
                Content.assemble((f"{token} ", "$accent"), ("PMO Gameboard", "bold")),
                classes="home--name",
            )
            yield Static(
                plain("Where does your PMO stand, and what would move it on?"),
                classes="home--motto",
            )
        yield OptionList(*self._options(), classes="home--games", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the list, or nothing while a game is being opened."""
        games = self.query_one(OptionList)
        games.display = not self._waiting
        games.focus()

    def on_screen_resume(self) -> None:
        """Read the games behind the paint, every time this screen comes up."""
        if self._waiting:
            self._waiting = False
        else:
            self.wait_no_more()

    def wait_no_more(self) -> None:
        """Show the list."""
        self.query_one(OptionList).display = True
        self.call_after_refresh(self.load_games)

    @work(thread=True, exclusive=True)
    def load_games(self) -> None:
        """Read every save there is."""
        from pmo_gameboard.tui import opening  # noqa: PLC0415  # paint first, load behind it

        cards = opening.game_cards(self._data, self._setting.clock.today())
        self.app.call_from_thread(self.show_games, cards)

    def show_games(self, cards: list[GameCard]) -> None:
        """Show the games, the one played last first."""
        self._cards = cards
        self._fill()

    def on_resize(self) -> None:
        """Set the list for another width."""
        self._fill()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        chosen = options.highlighted or 0
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = chosen

    def _options(self) -> Iterator[Option]:
        for index, card in enumerate(self._cards):
            yield Option(self._card(card), id=f"game-{index}")
        new = "Start a new game" if self._cards else "Start your first game"
        yield Option(
            self._entry(new, "The first squares take ten minutes. Stop whenever you like."),
            id="new",
        )
        yield Option(
            self._entry("Rehearse", "Look around in a sample game, half played."), id="rehearse"
        )

    def _entry(self, title: str, text: str) -> Content:
        return Content.assemble((f"{GLYPHS.right} {title}", "bold"), "\n  ", (text, "$quiet"), "\n")

    def _card(self, card: GameCard) -> Content:
        """A game in three lines: its name, where it stands, what is due."""
        room = min(self.size.width, WIDEST) - 8
        if card.problem:
            problem = "\n  ".join(wrap(card.problem, room, 3))
            return Content.assemble(
                (f"{GLYPHS.stale} {card.name}", "bold"), "\n  ", (problem, "$error"), "\n"
            )
        filled = round(card.percent * BAR / 100)
        where = fit(f"{card.percent}%  {card.where}", room - BAR - 1)
        due = f"{GLYPHS.stale} {card.due}" if card.due else "Nothing is due."
        return Content.assemble(
            (f"{GLYPHS.token} {card.name}", "bold"),
            (f"   {card.board}", "$quiet"),
            "\n  ",
            (GLYPHS.bar * filled + GLYPHS.rest * (BAR - filled), "$success"),
            f" {where}",
            "\n  ",
            (due, "bold $warning" if card.due else "$quiet"),
            (f"  Played {card.played}.", "$quiet"),
            "\n",
        )

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "new":
                self.action_new()
            case "rehearse":
                self.action_rehearse()
            case str(game):
                card = self._cards[int(game.removeprefix("game-"))]
                self.post_message(OpenGame(card.path))
            case None:
                pass

    def action_new(self) -> None:
        """Ask for a name and a board, and start."""

        def start(request: StartGame | None) -> None:
            if request is not None:
                self.post_message(request)

        taken = {card.name for card in self._cards}
        self.app.push_screen(NewGameScreen(self._data, taken, self._setting), start)

    def action_rehearse(self) -> None:
        """Open a fresh copy of the sample game."""
        self.post_message(Rehearse())

    def action_help(self) -> None:
        """Say what can be done here."""
        from pmo_gameboard.tui.screens.help import HelpScreen  # noqa: PLC0415  # loads the rules

        self.app.push_screen(HelpScreen(self.HELP_TEXT))

    HELP_TEXT = (
        "Choose a game with the arrow keys and press Enter to go on where you stopped. "
        "Everything is saved as you type; there is nothing to remember before you leave."
    )
