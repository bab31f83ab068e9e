"""One answer out of a few: options side by side or below each other."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from pmo_gameboard.tui.glyphs import GLYPHS


class Choices(Widget, can_focus=True):
    """A list of options of which at most one is taken.

    Digits take an option by its number, the arrow keys move, Enter or Space takes what is
    marked, Delete takes the answer back.
    """

    DEFAULT_CSS = """
    Choices {
        height: auto;
        width: 1fr;
        padding: 0 1;
        background: $surface;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,right", "move(1)", "Next option", show=False),
        Binding("up,left", "move(-1)", "Previous option", show=False),
        Binding("enter,space", "take", "Take", show=False),
        Binding("delete,backspace", "clear", "Clear", show=False),
    ]

    taken: reactive[int | None] = reactive(None, layout=True)
    marked: reactive[int] = reactive(0)

    class Taken(Message):
        """An option was taken (its index), or the answer taken back (None)."""

        def __init__(self, choices: "Choices", index: int | None) -> None:
            super().__init__()
            self.choices = choices
            self.index = index

        @property
        def control(self) -> "Choices":
            """The widget it comes from."""
            return self.choices

    def __init__(
        self,
        labels: list[str],
        taken: int | None,
        *,
        first: int = 1,
        id: str | None = None,  # noqa: A002  # Textual's own word
    ) -> None:
        """Take the options' labels; ``first`` is the number the first one goes by."""
        super().__init__(id=id)
        self._labels = labels
        self._first = first
        self.set_reactive(Choices.taken, taken)
        self.set_reactive(Choices.marked, taken or 0)

    def render(self) -> Content:
        """The options, one a line."""
        return Content("\n").join(self._option(index) for index in range(len(self._labels)))

    def _option(self, index: int) -> Content:
        dot = GLYPHS.token if index == self.taken else " "
        text = f"({dot}) {self._first + index}  {self._labels[index]}"
        marked = index == self.marked and self.has_focus
        line = f"{GLYPHS.right if marked else ' '} {text}"
        if marked:
            return Content.styled(line, "bold $foreground on $select")
        return Content.styled(line, "bold $primary" if index == self.taken else "")

    def watch_has_focus(self, _focused: bool) -> None:  # noqa: FBT001  # a reactive's watcher
        """Show or hide the mark."""
        super().watch_has_focus(_focused)
        self.refresh()

    def action_move(self, step: int) -> None:
        """Mark another option."""
        self.marked = (self.marked + step) % len(self._labels)

    def action_take(self) -> None:
        """Take the marked option."""
        self._take(self.marked)

    def action_clear(self) -> None:
        """Take the answer back."""
        self._take(None)

    def on_key(self, event: events.Key) -> None:
        """Take an option by its number."""
        if event.character and event.character.isdecimal():
            index = int(event.character) - self._first
            if 0 <= index < len(self._labels):
                event.stop()
                self.marked = index
                self._take(index)

    def on_click(self, event: events.Click) -> None:
        """Take the option under the mouse."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(self._labels):
            self.marked = offset.y
            self._take(offset.y)

    def _take(self, index: int | None) -> None:
        self.taken = index
        self.post_message(self.Taken(self, index))
