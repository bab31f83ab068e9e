"""The fields that are laid over a cell of a grid to write in it."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from pmo_gameboard.board.text import clean
from pmo_gameboard.game.state import MAX_TEXT
from pmo_gameboard.tui.text import as_line

NO_BORDER: Final[tuple[Literal["none"], str]] = ("none", "transparent")
"""Set on the field itself, for an app's rules for every field would win over its own."""

Step = Literal["stay", "up", "down", "left", "right", "back"]
"""Where the cursor goes when the writing is done; with ``back``, the cell as it was as well."""


class EditorChanged(Message):
    """The text is another one now."""


@dataclass
class EditorDone(Message):
    """The writer pressed a key that ends the writing."""

    step: Step


class EditorLeft(Message):
    """The writer turned to something else."""


_TAB_KEYS: list[BindingType] = [
    Binding("tab", "done('right')", "Keep it, go right", show=False, id="cell.right"),
    Binding("shift+tab", "done('left')", "Keep it, go left", show=False, id="cell.left"),
]


class _Field(MessagePump):
    """What the one-line and the long field have in common.

    Not a widget: of two widgets a class inherits the styles of the first one alone.
    """

    def action_done(self, step: Step) -> None:
        """End the writing and go on."""
        self.post_message(EditorDone(step))

    def on_blur(self) -> None:
        """Keys go elsewhere. A terminal in the background changes nothing: they come back."""
        if self.app.app_focus:
            self.post_message(EditorLeft())


class LineEditor(_Field, Input):
    """A field for what fits on one line."""

    DEFAULT_CSS = """
    LineEditor, LineEditor:focus {
        layer: editor;
        position: absolute;
        display: none;
        padding: 0 1;
        height: 1;
        background: $select;
        background-tint: transparent;
        color: $foreground;
        text-style: bold;

    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done('down')", "Keep", key_display="↵", id="cell.down"),
        Binding("down", "done('down')", "Keep it, go down", show=False, id="cell.down.too"),
        Binding("up", "done('up')", "Keep it, go up", show=False, id="cell.up"),
        Binding("ctrl+z", "restore", "Put back what was there", show=False, id="cell.restore"),
        Binding("escape", "done('back')", "As it was", key_display="esc", id="cell.back"),
        *_TAB_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__(max_length=MAX_TEXT, select_on_focus=False, compact=True)
        self.styles.border = NO_BORDER
        self._before = ""

    @property
    def written(self) -> str:
        """What is in the field."""
        return self.value

    def begin(self, text: str, before: str) -> None:
        """Start with a text; ``before`` is what the cell held."""
        self._before = before
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(text)
        self.display = True

    def add(self, text: str) -> None:
        """Write as if it were typed; what is too long is cut."""
        start, end = sorted(self.selection)
        room = MAX_TEXT - len(self.value) + end - start
        self.replace(as_line(text)[:room], start, end)

    def action_restore(self) -> None:
        """Put back what the cell held when the writing began."""
        self.value = self._before
        self.cursor_position = len(self.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the grid."""
        event.stop()
        self.post_message(EditorChanged())

    def on_paste(self, event: events.Paste) -> None:
        """Take the whole paste as one clean line."""
        event.stop()
        event.prevent_default()
        self.add(event.text)


class NotesEditor(_Field, TextArea):
    """A field for several lines: Enter keeps them, Ctrl+J begins a new one."""

    DEFAULT_CSS = """
    NotesEditor, NotesEditor:focus {
        layer: editor;
        position: absolute;
        display: none;
        border: round $border;
        padding: 0 1;
        background: $background;
        color: $foreground;

    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "new_line", "New line", show=False, id="cell.newline"),
        Binding("alt+enter,shift+enter", "new_line", "New line", show=False),
        Binding("escape", "done('stay')", "Keep", key_display="esc", id="cell.leave"),
        *_TAB_KEYS,
    ]

    def __init__(self) -> None:
        super().__init__(
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )

    @property
    def written(self) -> str:
        """What is in the field."""
        return self.text

    def begin(self, text: str, before: str) -> None:  # noqa: ARG002
        """Start with a text; undoing is the field's own matter."""
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.display = True

    def add(self, text: str) -> None:
        """Write as if it were typed; what is too long is cut."""
        self.replace(clean(text), *self.selection, maintain_selection_offset=False)

    def edit(self, edit: Edit) -> EditResult:
        """Cut what there is no room for: a text area has no greatest length of its own."""
        gone = len(self.get_text_range(edit.from_location, edit.to_location))
        room = MAX_TEXT - len(self.text) + gone
        if len(edit.text) > room:
            edit.text = edit.text[: max(room, 0)]
        return super().edit(edit)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.add("\n")

    def on_key(self, event: events.Key) -> None:
        """Enter keeps what is written, as in every other cell."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_done("down")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the grid."""
        event.stop()
        self.post_message(EditorChanged())

    def on_paste(self, event: events.Paste) -> None:
        """Take the paste without anything that acts on a terminal."""
        event.stop()
        event.prevent_default()
        self.add(event.text)


CellEditor = LineEditor | NotesEditor
"""Either field; both begin with a text, take more, and know what is written."""
