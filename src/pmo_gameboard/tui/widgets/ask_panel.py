"""The editor of one ask that is answered outside a register: words, a choice, a scale."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from pmo_gameboard.board.models import ChoiceAsk, ScaleAsk, TextAsk
from pmo_gameboard.board.text import clean, one_line
from pmo_gameboard.game.state import MAX_TEXT, Value
from pmo_gameboard.tui.text import plain
from pmo_gameboard.tui.widgets.choices import Choices

BORDER = 2
"""The lines that a field's border takes."""

OneAnswer = TextAsk | ChoiceAsk | ScaleAsk


class AskPanel(Vertical):
    """The question, a word of help, and the place for the answer."""

    DEFAULT_CSS = """
    AskPanel {
        height: auto;
        padding: 0 1 1 1;
        .ask-panel--label { text-style: bold; }
        .ask-panel--help { color: $quiet; }
        Input, TextArea { border: round $border-blurred; background: $surface; }
        Input:focus, TextArea:focus { border: round $border; }
    }
    """

    class Answered(Message):
        """The answer was changed; None takes it back."""

        def __init__(self, panel: "AskPanel", value: Value | None) -> None:
            super().__init__()
            self.panel = panel
            self.ask = panel.ask
            self.value = value

    class FieldLeft(Message):
        """The field was left."""

    def __init__(self, ask: OneAnswer, value: Value | None) -> None:
        super().__init__()
        self.ask = ask
        self.kept = value
        """What the game holds, as far as the panel was told or heard."""
        self._value = value

    def compose(self) -> ComposeResult:
        """The label, the help, the editor."""
        yield Static(plain(self.ask.label), classes="ask-panel--label")
        if self.ask.help:
            yield Static(plain(self.ask.help), classes="ask-panel--help")
        match self.ask:
            case TextAsk(lines=1):
                yield Input(str(self._value or ""), max_length=MAX_TEXT)
            case TextAsk(lines=lines):
                area = TextArea(str(self._value or ""), tab_behavior="focus", soft_wrap=True)
                area.styles.height = lines + BORDER
                yield area
            case ChoiceAsk(options=options):
                labels = [option.label for option in options]
                yield Choices(labels, self._index(self._value))
            case ScaleAsk(min=first):
                labels = _scale_labels(self.ask)
                yield Choices(labels, self._index(self._value), first=first)

    def show(self, value: Value | None) -> None:
        """Show an answer that was changed elsewhere, by undo for example.

        What was sent on from here is no news, and may be behind what is typed by now.
        """
        if value == self.kept:
            return
        self.kept = self._value = value
        text = str(value or "")
        with self.prevent(Input.Changed, TextArea.Changed, Choices.Taken):
            for field in self.query(Input):
                field.value = text
            for area in self.query(TextArea):
                area.text = text
            for choices in self.query(Choices):
                choices.taken = self._index(value)

    def _index(self, value: Value | None) -> int | None:
        if isinstance(self.ask, ChoiceAsk):
            ids = [option.id for option in self.ask.options]
            return ids.index(str(value)) if value in ids else None
        if isinstance(self.ask, ScaleAsk) and isinstance(value, int):
            return value - self.ask.min
        return None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._answer(one_line(event.value).strip() or None)

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        text = clean(event.text_area.text)
        if len(text) > MAX_TEXT:
            text = text[:MAX_TEXT]
            with self.prevent(TextArea.Changed):
                event.text_area.text = text
            self.notify(f"There is room for {MAX_TEXT:,} characters; the rest was cut.")
        self._answer(text if text.strip() else None)

    @on(Choices.Taken)
    def _chosen(self, event: Choices.Taken) -> None:
        event.stop()
        if event.index is None:
            self._answer(None)
        elif isinstance(self.ask, ChoiceAsk):
            self._answer(self.ask.options[event.index].id)
        elif isinstance(self.ask, ScaleAsk):
            self._answer(self.ask.min + event.index)

    def _answer(self, value: Value | None) -> None:
        if value != self._value:
            self._value = value
            self.post_message(self.Answered(self, value))

    def on_descendant_blur(self, _: events.DescendantBlur) -> None:
        """Tell that the field was left, so that it is saved at once."""
        self.post_message(self.FieldLeft())


def _scale_labels(ask: ScaleAsk) -> list[str]:
    labels = [""] * (ask.max - ask.min + 1)
    labels[0], labels[-1] = ask.low or "", ask.high or ""
    return labels
