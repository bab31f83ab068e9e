"""The facilitator's notes in a second terminal: they follow a game, and never write to it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.filter import LineFilter
from textual.message import Message
from textual.widgets import Static

from pmo_gameboard.errors import ExitCode, GameboardError
from pmo_gameboard.game.agenda import HOW, PARTS, what_follows
from pmo_gameboard.game.standings import Survey, survey
from pmo_gameboard.game.words import advice, next_step, reason, sentence
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.looking import look
from pmo_gameboard.saves.room import RoomState
from pmo_gameboard.saves.store import read_save
from pmo_gameboard.tui.endings import SafeEndApp
from pmo_gameboard.tui.filters import AsciiFilter, CleanFilter
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.messages import LeaveProgram
from pmo_gameboard.tui.page import Line, hang, head, page, page_width
from pmo_gameboard.tui.sizes import LEAST_WIDTH
from pmo_gameboard.tui.themes import DARK, LIGHT
from pmo_gameboard.tui.widgets.clock_face import ClockFace
from pmo_gameboard.tui.widgets.key_bar import KeyBar
from pmo_gameboard.tui.widgets.title_bar import TitleBar

LOOK = 0.25
"""Seconds between two looks at the file."""

TIPS = 3


class Followed(Message):
    """What the file holds now; None where it could not be read this time, with the reason."""

    def __init__(self, save: Save | None, problem: str = "") -> None:
        super().__init__()
        self.save = save
        self.problem = problem


class NotesApp(SafeEndApp):
    """Notes, timer and the next square of a game that is played elsewhere."""

    TITLE = "PMO Gameboard: notes"
    CSS_PATH = ["app.tcss", "notes.tcss"]
    ENABLE_COMMAND_PALETTE = False
    writes = False
    no_field = "That came as a paste does, so it did nothing: the notes are only shown here."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+q", "leave", "Quit", key_display="q"),
    ]

    def __init__(self, path: Path, clock: Clock, *, ascii_only: bool = False) -> None:
        super().__init__()
        self._path = path
        self._clock = clock
        self._filters: list[LineFilter] = [CleanFilter()]
        if ascii_only:
            self._filters.append(AsciiFilter())
        self._seen: tuple[int, int] | None = None
        self._save: Save | None = None
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *self._filters]

    def compose(self) -> ComposeResult:
        """The timer above, the notes below."""
        yield TitleBar()
        yield ClockFace()
        with VerticalScroll():
            yield Static(classes="notes--text")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at the file now, and then a few times a second."""
        self.query_one(VerticalScroll).focus()
        self.set_interval(LOOK, self.follow)
        self.follow()

    @work(thread=True, exclusive=True)
    def follow(self) -> None:
        """Read the file where it has changed."""
        try:
            state = look(self._path, through=True)
            if state is None:
                self._seen = None
                self.post_message(Followed(None, "The save is not there."))
            elif (seen := (state.st_mtime_ns, state.st_size)) != self._seen:
                self.post_message(Followed(read_save(self._path)))
                self._seen = seen
        except GameboardError as error:
            self._seen = None  # as it may be there again as it was
            self.post_message(Followed(None, error.message))

    def on_followed(self, message: Followed) -> None:
        """Show what the file holds; where it cannot be read, what it held stays."""
        bar = self.query_one(TitleBar)
        bar.saved = "" if message.save else "waiting"
        if message.save is None:
            bar.what = message.problem
            return
        self._save = message.save
        self.show()

    def on_resize(self) -> None:
        """Set the text for another width."""
        self.show()

    def show(self) -> None:
        """Show the notes for the square that is open in the game."""
        save = self._save
        if save is None:
            return
        read = survey(save.game, self._clock.today())
        self.query_one(TitleBar).what = f"{save.game.name} · Notes, read only"
        self.query_one(ClockFace).room = save.room
        width = page_width(self.size.width, LEAST_WIDTH)
        self.query_one(".notes--text", Static).update(notes_text(read, save.at, save.room, width))

    def action_leave(self) -> None:
        """Leave; the game is not touched."""
        self.exit(ExitCode.FINE)

    def on_leave_program(self, message: LeaveProgram) -> None:
        """Leave on Ctrl+C, too."""
        self.exit(message.code)

    def let_go(self) -> bool:
        """There is nothing to write."""
        return True

    def settle_unasked(self) -> None:
        """There is nothing that could be lost."""

    def save_soon(self) -> None:
        """There is nothing to write."""

    def why_unsaved(self) -> str:
        """There is nothing that could be unsaved."""
        return ""

    def rescue(self) -> Path:
        """Where the game is: it needs no copy."""
        return self._path


def notes_text(read: Survey, at: str | None, room: RoomState | None, width: int) -> Content:
    """The notes for what the room is at: the part of the session, and the square."""
    if room is None:
        stop_id = read.here.square.id if at is None else at
        return page(_square_notes(read, at, what_follows(read, stop_id), width))
    how = hang("", "", HOW[room.item], width)
    if at is not None:
        return page([how, "", *_square_notes(read, at, room.after, width)])
    return page([head(PARTS[room.item]), how, *_following(room.after, width)])


def _following(after: str, width: int) -> list[Line]:
    return [hang("After this  ", "bold", after, width)] if after else []


def _square_notes(read: Survey, at: str | None, after: str, width: int) -> list[Line]:
    """The notes for the open square, or for the token's where the board is shown."""
    standing = read.by_id.get(at or "", read.here)
    square, notes = standing.square, standing.square.notes
    where = "Open now" if at else "The board is shown; the token stands here"
    lines: list[Line] = [
        Content.styled(where, "$quiet"),
        Content.styled(f"{square.label}  {square.title}", "bold $accent"),
        hang("", "", Content.styled(square.prompt, "bold"), width),
        "",
        hang(f"{GLYPHS.standing(standing)} ", "bold", sentence(reason(read, standing)), width),
        hang("Next  ", "bold", next_step(read, standing) or "Nothing is left to do here.", width),
    ]
    lines += _following(after, width)
    if read.game.turn:
        lines.append(hang("Turn  ", "bold", read.game.turn, width))
    if notes is not None:
        lines += ["", head(f"Running it with a group ({notes.minutes} minutes)")]
        lines.append(hang("", "", notes.run, width))
        lines += ["", head("A good answer"), hang("", "", notes.good, width)]
        lines += ["", head("One to push back on"), hang("", "", notes.poor, width)]
    tips = [tip.text for tip in advice(read, standing) if tip.source != "missing"][:TIPS]
    if tips:
        lines += ["", head("Tips"), *(hang(f"{GLYPHS.right} ", "", tip, width) for tip in tips)]
    return lines
