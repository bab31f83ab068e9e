"""Picking from a list: one option, one row of another register, or several of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from pmo_gameboard.board.models import ChoiceColumn, Column, LinkColumn
from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.state import Game, Row, Value
from pmo_gameboard.tui.dialogs.dialog import Dialog
from pmo_gameboard.tui.glyphs import GLYPHS
from pmo_gameboard.tui.text import plain

LONGEST = 200
"""The most characters of a name that the list shows."""


@dataclass(frozen=True)
class Choices:
    """What there is to pick from.

    Attributes:
        names: What each pick is called, by its id.
        marked: What is picked already.
        many: Whether several may be picked.
        nothing: What to do where the list is empty.
    """

    title: str
    names: dict[str, str]
    marked: tuple[str, ...]
    many: bool
    nothing: str = ""


def choices_for(game: Game, column: Column, value: Value | None) -> Choices:
    """What a choice, link or links column has to pick from."""
    marked = value if isinstance(value, tuple) else () if value is None else (str(value),)
    if isinstance(column, ChoiceColumn):
        names = {option.id: option.label for option in column.options}
        return Choices(column.label, names, marked, many=False)
    if not isinstance(column, LinkColumn):
        return Choices(column.label, {}, (), many=False)
    register = game.board.registers_by_id[column.to]
    return Choices(
        title=column.label,
        names={row.id: _name(row, register.named_by) for row in game.rows(column.to)},
        marked=marked,
        many=column.type == "links",
        nothing=f"There are no {register.rows} to pick from yet. Write them down in"
        f" {register.name} first, then come back to this cell.",
    )


def _name(row: Row, named_by: str) -> str:
    entry = row.cells.get(named_by)
    return one_line(str(entry.value))[:LONGEST] if entry else "(no name)"


class Filter(Input):
    """The field that narrows the list; where several may be picked, Space marks."""

    class Space(Message):
        """The space bar was pressed, and means: mark this one."""

    def __init__(self, text: str, *, marks: bool) -> None:
        super().__init__(text, placeholder="Type to narrow the list", max_length=80)
        self.select_on_focus = False
        self._marks = marks

    def on_key(self, event: events.Key) -> None:
        """Take the space bar away from the text."""
        if self._marks and event.key == "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Space())


class PickScreen(Dialog[tuple[str, ...]]):
    """Hands back the ids that were picked, or None when all is to stay as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave as it was", id="pick.leave"),
        Binding("up", "move(-1)", "Up", show=False, id="pick.up"),
        Binding("down", "move(1)", "Down", show=False, id="pick.down"),
        Binding("pageup", "move(-10)", "A page up", show=False, id="pick.pageup"),
        Binding("pagedown", "move(10)", "A page down", show=False, id="pick.pagedown"),
        Binding("enter,tab", "take", "Take", show=False, id="pick.take"),
    ]

    def __init__(self, choices: Choices, typed: str = "") -> None:
        super().__init__()
        self._choices = choices
        self._marked = dict.fromkeys(choices.marked)
        self._filter = Filter(typed, marks=choices.many)
        self._list = OptionList(markup=False)
        self._list.can_focus = False
        self._words = Static(classes="dialog--label", markup=False)

    def compose(self) -> ComposeResult:
        """The filter, the list and what the keys do."""
        with Vertical(classes="dialog--box"):
            yield Static(plain(self._choices.title), classes="dialog--title")
            if self._choices.names:
                yield self._filter
                yield self._list
            yield self._words

    def on_mount(self) -> None:
        """Begin at what is picked already."""
        self._fill(at=next(iter(self._marked), None))

    def held(self) -> object:
        """What is marked; what narrows the list is no answer."""
        return list(self._marked)

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def action_move(self, step: int) -> None:
        """Go up or down the list."""
        count = self._list.option_count
        if count:
            here = self._list.highlighted or 0
            self._list.highlighted = min(max(here + step, 0), count - 1)

    def action_take(self) -> None:
        """Hand back what is marked, or the chosen one where nothing is or may be."""
        chosen = self._chosen()
        if self._choices.many and (self._marked or self._choices.marked):
            self.dismiss(tuple(each for each in self._choices.names if each in self._marked))
        elif chosen is not None:
            self.dismiss((chosen,))
        elif not self._choices.names:
            self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the filter has the focus."""
        if event.character and event.is_printable and self.focused is None:
            event.stop()
            self._filter.insert_text_at_cursor(event.character)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_take()

    @on(Input.Changed)
    def _narrowed(self, event: Input.Changed) -> None:
        event.stop()
        self._fill(at=None)

    @on(Filter.Space)
    def _mark(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if chosen in self._marked:
            del self._marked[chosen]
        else:
            self._marked[chosen] = None
        self._list.replace_option_prompt(chosen, plain(self._line(chosen)))
        self._explain()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if self._choices.many:
            self._mark()
        else:
            self.action_take()

    def _chosen(self) -> str | None:
        place = self._list.highlighted
        return None if place is None else self._list.get_option_at_index(place).id

    def _fill(self, at: str | None) -> None:
        """List what fits the filter; those that begin with it come first."""
        word = one_line(self._filter.value).casefold()
        names = self._choices.names
        found = [each for each, name in names.items() if word in name.casefold()]
        found.sort(key=lambda each: not names[each].casefold().startswith(word))
        self._list.clear_options()
        self._list.add_options(self._options(found))
        if found:
            self._list.highlighted = found.index(at) if at in found else 0
        self._explain()

    def _options(self, ids: Iterable[str]) -> list[Option]:
        return [Option(plain(self._line(each)), id=each) for each in ids]

    def _line(self, each: str) -> str:
        sign = GLYPHS.standings["done"] if each in self._marked else " "
        sign = f"[{sign}]" if self._choices.many else sign
        return f"{sign} {self._choices.names[each]}"

    def _explain(self) -> None:
        self._words.update(self._explanation())

    def _explanation(self) -> str:
        if not self._choices.names:
            return f"{self._choices.nothing} Esc closes this."
        if not self._list.option_count:
            return f"Nothing here is called “{one_line(self._filter.value)}”. Esc leaves."
        if self._choices.many:
            return f"{len(self._marked)} marked. Space marks, Enter takes, Esc leaves."
        return "Enter takes it, Esc leaves the cell as it was."
