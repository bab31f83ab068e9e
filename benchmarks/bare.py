"""The least that Textual can do in place of each of our screens: what the game is measured against.

Run as a program: ``bare.py KIND WIDGETS``.
"""

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static


class Squares(App[None]):
    """A screen full of bordered texts, one widget each."""

    CSS = """
    Screen { layout: grid; grid-size: 4; }
    Static { border: round white; height: 1fr; }
    """

    def __init__(self, widgets: int) -> None:
        super().__init__()
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        """One text a widget; the screen itself is the first of them."""
        for number in range(1, self.widgets):
            yield Static(f"widget {number}.")


class Path(App[None]):
    """A board of one widget a square: Tab moves the focus, a line says where it is."""

    CSS = "Square { border: round white; height: 1fr; } Square:focus { border: round green; }"

    class Square(Static, can_focus=True):
        """A square that can be chosen."""

        def on_focus(self) -> None:
            """Say which one it is."""
            self.app.query_one(".line", Static).update(f"Square {self.name}  chosen")

    def __init__(self, squares: int) -> None:
        super().__init__()
        self.squares = squares

    def compose(self) -> ComposeResult:
        """The squares, and the line."""
        for number in range(1, self.squares + 1):
            yield self.Square(f"square {number}.", name=str(number))
        yield Static(classes="line")


class Pushing(Squares):
    """Enter puts another screen full of texts on top, Escape takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open"),
        Binding("escape", "leave", "Leave"),
    ]

    class Opened(Screen[None]):
        """The other screen."""

        def __init__(self, widgets: int) -> None:
            super().__init__()
            self.widgets = widgets

        def compose(self) -> ComposeResult:
            """One text a widget."""
            for number in range(1, self.widgets):
                yield Static(f"opened {number}.")

    def action_open(self) -> None:
        """Push it."""
        self.push_screen(self.Opened(self.widgets))

    def action_leave(self) -> None:
        """Pop it."""
        self.pop_screen()


class Field(App[None]):
    """One field to write in, below texts."""

    CSS = "TextArea { height: 7; }"

    def __init__(self, field: Widget, widgets: int) -> None:
        super().__init__()
        self.field = field
        self.widgets = widgets

    def compose(self) -> ComposeResult:
        """The texts, and the field; with the screen they are as many as asked for."""
        for number in range(2, self.widgets):
            yield Static(f"widget {number}.")
        yield self.field

    def on_mount(self) -> None:
        """Let the keys go to it."""
        self.field.focus()


def app(kind: str, widgets: int) -> App[None]:
    """The app of a kind."""
    match kind:
        case "squares":
            return Squares(widgets)
        case "path":
            return Path(widgets)
        case "pushing":
            return Pushing(widgets)
        case "input":
            from textual.widgets import Input  # noqa: PLC0415  # the others do without it

            return Field(Input(), widgets)
        case "text-area":
            from textual.widgets import TextArea  # noqa: PLC0415  # the others do without it

            return Field(TextArea(), widgets)
    raise SystemExit(f"there is no bare app called {kind}")


if __name__ == "__main__":
    app(sys.argv[1], int(sys.argv[2])).run()
