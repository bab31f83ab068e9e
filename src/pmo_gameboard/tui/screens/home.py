"""The home screen: the games there are, a new one, a rehearsal, and earlier rehearsals."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.tui.behind import bring
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen
from pmo_gameboard.tui.dialogs.field import FieldScreen
from pmo_gameboard.tui.dialogs.new_game import NewGameScreen
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.messages import OpenGame, Rehearse, StartGame
from pmo_gameboard.tui.sizes import WIDTHS
from pmo_gameboard.tui.text import plain, wrap
from pmo_gameboard.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.notifications import SeverityLevel

    from pmo_gameboard.play.cards import GameCard
    from pmo_gameboard.play.deleted import Deleted
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
        Binding(
            "s",
            "rehearse",
            "Sample",
            id="home.rehearse",
            tooltip="Rehearse in a copy of the sample game",
        ),
        Binding("f2", "rename", "Rename", id="home.rename", tooltip="Give the game another name"),
        Binding(
            "f8", "delete", "Delete", id="home.delete", tooltip="Take the game out of the list"
        ),
        Binding(
            "u",
            "undelete",
            "Undelete",
            show=False,
            id="home.undelete",
            tooltip="Restore a deleted game: bring it back, with its versions",
        ),
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
        self._turn = Lock()  # to read the games or to change one: never one amid the other

    def compose(self) -> ComposeResult:
        """The name of the game, the list, the keys."""
        token = GLYPHS.token
        with Vertical(classes="home--top"):
            yield Static(
                Content.assemble((f"{token} ", "$accent"), ("PMO Gameboard", "bold")),
                classes="home--name",
            )
            yield Static(
                plain("Where your PMO stands, and what moves it on."),
                classes="home--motto",
            )
        yield OptionList(*self._options(), classes="home--games", markup=False)
        yield KeyBar()

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
        from pmo_gameboard.play.cards import game_cards  # noqa: PLC0415  # paint first

        try:
            with self._turn:
                cards = game_cards(self._data, self._setting.clock.today())
        except GameboardError as error:
            self._tell(str(error), "error")
        else:
            if not get_current_worker().is_cancelled:  # a later reading knows better
                bring(self, self.show_games, cards)

    def show_games(self, cards: list[GameCard]) -> None:
        """Show the games, in the order they come in; the one that was chosen stays so."""
        chosen = self._chosen
        self._cards = cards
        self._fill()
        for option_id, card in self._cards_by_id.items():
            if chosen is not None and card.path == chosen.path:
                options = self.query_one(OptionList)
                options.highlighted = options.get_option_index(option_id)

    def on_resize(self) -> None:
        """Set the list for another width."""
        self._fill()

    def _fill(self) -> None:
        options = self.query_one(OptionList)
        place = options.highlighted or 0
        options.clear_options()
        options.add_options(self._options())
        options.highlighted = place
        self.refresh_bindings()

    @property
    def _cards_by_id(self) -> dict[str, GameCard]:
        return {f"game-{index}": card for index, card in enumerate(self._cards)}

    @property
    def _chosen(self) -> GameCard | None:
        """The game that is highlighted; None where it is something else."""
        option = self.query_one(OptionList).highlighted_option
        return self._cards_by_id.get(option.id or "") if option is not None else None

    def _options(self) -> Iterator[Option]:
        cards = self._cards_by_id.items()
        games = [Option(self._card(card), id=key) for key, card in cards if not card.rehearsal]
        yield from games
        new = "Start a new game" if games else "Start your first game"
        yield Option(
            self._entry(new, "Ten minutes for the first squares. Stop any time."),
            id="new",
        )
        yield Option(
            self._entry("Rehearse", "Look around in a half-played sample game."), id="rehearse"
        )
        for key, card in cards:
            if card.rehearsal:
                yield Option(self._rehearsal(card), id=key)

    def _entry(self, title: str, text: str) -> Content:
        return Content.assemble((f"{GLYPHS.right} {title}", "bold"), "\n  ", (text, "$quiet"), "\n")

    def _card(self, card: GameCard) -> Content:
        """A game: its name, how far it is, where it stands, and what is due if anything is."""
        room = min(self.size.width, WIDEST) - 8
        name = _cut(card.name, room)
        if card.problem:
            problem = "\n  ".join(wrap(card.problem, room, 3))
            return Content.assemble(
                (f"{GLYPHS.stale} {name}", "bold"), "\n  ", (problem, "$error"), "\n"
            )
        board = f"   {card.board}"
        filled = round(card.percent * BAR / 100)
        return Content.assemble(
            (f"{GLYPHS.token} {name}", "bold"),
            (board if cell_len(name + board) <= room else "", "$quiet"),
            "\n  ",
            (GLYPHS.bar * filled + GLYPHS.rest * (BAR - filled), "$success"),
            f" {card.percent}%",
            (f"   Played {card.played}.", "$quiet"),
            f"\n  {_cut(card.where, room)}",
            (f"\n  {GLYPHS.stale} {card.due}" if card.due else "", "bold $warning"),
            "\n",
        )

    def _rehearsal(self, card: GameCard) -> Content:
        """An earlier rehearsal in a line: it is there to be gone on with, and asks for nothing."""
        if card.problem:
            return self._card(card)
        line = _cut(f"{card.name}, rehearsed {card.played}", min(self.size.width, WIDEST) - 8)
        return Content.assemble((f"  {line}", "$quiet"))

    @on(OptionList.OptionHighlighted)
    def _offer_keys(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        match event.option_id:
            case "new":
                self.action_new()
            case "rehearse":
                self.action_rehearse()
            case str(game):
                self.post_message(OpenGame(self._cards_by_id[game].path))
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Only a game can be deleted, and only one that can be read be renamed."""
        if action in {"rename", "delete"}:
            card = self._chosen if self.is_mounted else None
            return card is not None and not (action == "rename" and card.problem)
        return True

    def action_rename(self) -> None:
        """Ask for another name, and give it to the game."""
        if (card := self._chosen) is None:
            return
        from pmo_gameboard.play import starting  # noqa: PLC0415  # loads the rules

        def rename(name: str | None) -> None:
            if name is not None and name != card.name:
                self.change(f"“{card.name}” is now called “{name}”.", card.path, name)

        ask = FieldScreen(
            "Rename a game",
            f"What is “{card.name}” to be called?",
            lambda name: starting.free_name(self._data, name, card.path),
            value=card.name,
            agree="Rename",
        )
        self.app.push_screen(ask, rename)

    def action_delete(self) -> None:
        """Ask, and put the game away."""
        if (card := self._chosen) is None:
            return

        def delete(agreed: bool | None) -> None:  # noqa: FBT001  # a screen's answer
            if agreed:
                self.change(f"“{card.name}” is deleted.", card.path)

        ask = ConfirmScreen(
            f"Delete “{card.name}”?",
            "It leaves this list, and its file moves to the folder “deleted” in your data folder, "
            "where it is kept.",
            yes="Delete",
            no="Keep it",
        )
        self.app.push_screen(ask, delete)

    @work(thread=True, exclusive=True, group="deleted")
    def action_undelete(self) -> None:
        """Read the deleted games behind the screen, and bring one back if the player wants it."""
        from pmo_gameboard.play.deleted import deleted_games  # noqa: PLC0415  # loads the rules

        try:
            games = deleted_games(self._data)
        except GameboardError as error:
            self._tell(str(error), "error")
        else:
            bring(self, self._offer_deleted, games)

    def _offer_deleted(self, games: list[Deleted]) -> None:
        if not self.is_current:  # a game was opened meanwhile, or this was asked twice
            return
        from pmo_gameboard.play.deleted import bring_back  # noqa: PLC0415  # loaded by now
        from pmo_gameboard.tui.dialogs.deleted import DeletedScreen  # noqa: PLC0415  # the same

        def undelete(game: Deleted | None) -> None:
            if game is None:
                return
            try:
                back = bring_back(self._data, game)
            except GameboardError as error:
                self._tell(str(error), "error")
            else:
                self._tell(back.words)

        self.app.push_screen(DeletedScreen(games, self._setting.clock.today()), undelete)

    @work(thread=True, group="change")
    def change(self, done: str, game: Path, name: str | None = None) -> None:
        """Rename a game, or delete it where there is no name; then say so and list the games."""
        from pmo_gameboard.saves.library import Library  # noqa: PLC0415  # loads the rules

        library = Library(self._data)
        try:
            with self._turn:
                if name is None:
                    done = f"{done} Its file is kept: {library.delete(game)}"
                else:
                    library.rename(game, name)
        except GameboardError as error:
            self._tell(str(error), "error")
        else:
            self._tell(done)
        bring(self, self.load_games)

    def _tell(self, text: str, severity: SeverityLevel = "information") -> None:
        self.app.notify(text, severity=severity, timeout=15)

    def action_help(self) -> None:
        """Say what can be done here."""
        from pmo_gameboard.tui.dialogs.help import HelpScreen  # noqa: PLC0415  # loads the rules

        self.app.push_screen(HelpScreen(self.HELP_TEXT))

    HELP_TEXT = (
        "Choose a game with the arrow keys and press Enter to go on where you stopped. "
        "Everything is saved as you type; there is nothing to remember before you leave. "
        "A game that was deleted comes back with u. "
        "Rehearsals are copies of the sample game; they are kept apart from your games."
    )


def _cut(text: str, room: int) -> str:
    """Text on one line, cut behind a whole word where it is longer."""
    line, *more = wrap(text, room, 2) or [""]
    return f"{wrap(text, room - 1, 2)[0].rstrip('…,:;')}…" if more else line
