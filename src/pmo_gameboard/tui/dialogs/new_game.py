"""Starting a game: a name, a board, perhaps the day the team meets next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.errors import GameboardError
from pmo_gameboard.tui.behind import bring
from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.messages import StartGame
from pmo_gameboard.tui.text import plain

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from pmo_gameboard.saves.boards import BoardListing
    from pmo_gameboard.tui.setting import Setting

NAME = "My PMO"


class NewGameScreen(Dialog[StartGame]):
    """Everything is filled in already, so that Enter alone starts the first game."""

    def __init__(self, data: Path, taken: set[str], setting: Setting) -> None:
        super().__init__()
        self._data = data
        self._setting = setting
        names = (NAME, *(f"{NAME} {number}" for number in range(2, 999)))
        self._name = next(name for name in names if name not in taken)
        self._boards: list[BoardListing] = []
        self._eager = False

    def compose(self) -> ComposeResult:
        """Three fields and two buttons."""
        with Vertical(classes="dialog--box"):
            yield Static(plain("A new game"), classes="dialog--title")
            yield Static(plain("What is your team called?"), classes="dialog--label")
            yield Input(self._name, max_length=80, id="name", select_on_focus=True)
            yield Static(plain("Board"), classes="dialog--label")
            yield OptionList(id="board", markup=False)
            yield Static(
                plain("When do you meet next, if you know?"),
                classes="dialog--label",
            )
            yield Input(placeholder="fri, +2w, 3 dec", max_length=40, id="next")
            yield Static(classes="dialog--error")
            with Horizontal(classes="dialog--buttons"):
                yield Button("Start", id="start", variant="primary")
                yield Button("Cancel", id="cancel")

    def on_mount(self) -> None:
        """Read the boards behind the first paint."""
        self.query_one("#name", Input).focus()
        self.load_boards()

    @work(thread=True, exclusive=True)
    def load_boards(self) -> None:
        """Read the boards that ship and the user's own."""
        from pmo_gameboard.play import starting  # noqa: PLC0415  # paint first, load behind it

        bring(self, self.show_boards, starting.boards(self._data))

    def show_boards(self, boards: list[BoardListing]) -> None:
        """Offer the boards, the first one chosen."""
        self._boards = boards
        options = self.query_one("#board", OptionList)
        options.clear_options()
        options.add_options(Option(_board(listing)) for listing in boards)
        options.highlighted = 0
        if self._eager:
            self._start()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    @on(Button.Pressed, "#start")
    def _start(self) -> None:
        from pmo_gameboard.tui import starting  # noqa: PLC0415  # loads the rules

        chosen = self.query_one("#board", OptionList).highlighted
        if chosen is None:  # the boards are still being read
            self._eager = True
            return
        name = self.query_one("#name", Input)
        day = self.query_one("#next", Input)
        try:
            request = starting.request(
                self._data,
                name.value,
                self._boards[chosen].name,
                day.value,
                self._setting.clock.today(),
            )
        except GameboardError as error:
            self.query_one(".dialog--error", Static).update(plain(str(error)))
            return
        self.dismiss(request)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)


def _board(listing: BoardListing) -> Content:
    size = f"  {listing.board.path[-1].number} squares" if listing.board else ""
    return Content.assemble((listing.title, "bold"), (size, "$quiet"))
