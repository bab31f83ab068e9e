"""What a terminal sends, made into keys: whole, however its pieces come, and never a fault.

Textual's parser raises on some sequences, and is dead after it. A sequence that is not whole after
0.1 seconds it hands on as keys pressed, and one that it does not know too. Here a sequence is
collected first, and Textual's parser is given it whole.
"""

import re
from collections.abc import Iterator

from textual import constants, events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import BRACKETED_PASTE_START, XTermParser
from textual.message import Message

from pmo_gameboard.tui.messages import NotEscape

ESCAPE = "\x1b"

HOLD = 0.6
"""Seconds for which the rest of a key may follow an Esc that has acted, or a piece of its own."""

LONGEST = 32
"""The most characters of a sequence that Textual's parser takes for one."""

ENDLESS = 128
"""The most characters that are waited for the end of a sequence with."""

_ANSWER = f"{ESCAPE}]"
"""How a terminal's answer to a question begins; it ends with a character of its own."""

_WHOLE = re.compile(
    rf"""{ESCAPE}(?:
        \[ (?![M\[]) [ -?]* [@-~]             # a key, the mouse, the focus, an answer
      | \[ \[ [@-~]                           # a key of Linux's own console
      | \[ M [^\x00-\x1f]{{3}}              # the mouse, as it was told of long ago
      | O [0-9;]* [@-~]                       # a key of a keypad
      | \] [0-9] [^\x00-\x1f]* (?: \x07 | {ESCAPE}\\ )  # what an earlier program asked for
    )""",
    re.VERBOSE,
)
_KITTY = re.compile(rf"{ESCAPE}\[(?:\?[1-9]\d*|27[\d:;]*)u")
"""A terminal says that it speaks Kitty's protocol, or that Esc was pressed, which only it does."""

_ENTER = "\r"


class _Parser(XTermParser):
    """Textual's parser, given nothing but whole sequences and text."""

    def whole(self, sequence: str) -> list[Message]:
        """What a sequence says; nothing where it says nothing that can be read."""
        made: list[Message] = []
        if len(sequence) > LONGEST or sequence[:2] == _ANSWER:
            return made  # it would take them for keys
        try:
            made += self.feed(sequence)
        except Exception:  # noqa: BLE001 (whatever a number in it may lead to)
            self._begin_anew()
        if self._awaiting.timeout is not None:  # it does not know it, and waits for more of it
            self._begin_anew()
        return made

    def _begin_anew(self) -> None:
        self._tokens.clear()
        self._gen = self.parse(self._tokens.append)
        self._awaiting = next(self._gen)


class Keyboard:
    """Makes keys of text as it comes; the time is an argument, in seconds."""

    def __init__(self, *, debug: bool = False) -> None:
        self._parser = _Parser(debug)
        self._begun = ""
        """A sequence that is not whole yet, the escape character at least; empty for none."""
        self._since = 0.0
        """When its last piece came."""
        self._acted = False
        """Whether its escape character was taken for Esc."""
        self._kitty = False
        """Whether Esc comes as a sequence of its own, as the terminal speaks Kitty's protocol."""
        self._late_paste = False
        """Whether the begin of a paste was taken for Esc at first."""

    def feed(self, text: str, now: float) -> Iterator[Message]:
        """What comes of the next piece of text."""
        while text:
            if self._begun:
                character, text = text[0], text[1:]
                yield from self._go_on(character)
            else:
                plain, escape, text = text.partition(ESCAPE)
                yield from self._parser.feed(plain) if plain else ()
                self._begun = escape
        self._since = now

    def tick(self, now: float) -> Iterator[Message]:
        """What comes of it that nothing has come since; to be called a few times a second."""
        waited = now - self._since
        if self._begun and waited >= constants.ESCAPE_DELAY + HOLD:
            yield from self._give_up()
        elif (
            self._begun == ESCAPE
            and not self._acted
            and not self._kitty
            and waited >= constants.ESCAPE_DELAY
        ):
            self._acted = True
            yield _escape()

    def _go_on(self, character: str) -> Iterator[Message]:
        """Add a character to the sequence, or see that it was none."""
        begun, self._begun = self._begun, self._begun + character
        if begun == ESCAPE and character not in ("[O" if self._acted else "[O]"):
            yield from self._pair(character)
        elif _WHOLE.fullmatch(self._begun) or self._begun in ANSI_SEQUENCES_KEYS:
            yield from self._end()
        elif not _may_go_on(begun, character):
            self._begun = begun
            yield from self._give_up()
            yield from self.feed(character, self._since)

    def _pair(self, character: str) -> Iterator[Message]:
        """Esc, and a character that begins no sequence; in one packet it is no text."""
        acted = self._acted
        self._begin(ESCAPE if character == ESCAPE else "")
        if not acted and character == _ENTER:
            yield events.Key("alt+enter", None)
            return
        if not acted and character in "\t\x7f":
            yield from self._parser.whole(ESCAPE + character)
            return
        if not acted:
            yield _escape()
        if character != ESCAPE:
            keys = self._parser.feed(character)
            yield from keys if acted else (_without_text(key) for key in keys)

    def _end(self) -> Iterator[Message]:
        """The sequence is whole; where its Esc had acted, that was none."""
        sequence, acted = self._begun, self._acted or self._late_paste
        self._begin("")
        self._late_paste = acted and sequence == BRACKETED_PASTE_START
        self._kitty = self._kitty or _KITTY.fullmatch(sequence) is not None
        said = self._parser.whole(sequence)
        if not acted or self._late_paste:
            yield from said
            return
        yield NotEscape([it for it in said if isinstance(it, events.Key | events.Paste)])
        yield from (it for it in said if not isinstance(it, events.Key | events.Paste))

    def _give_up(self) -> Iterator[Message]:
        """Nothing more has come: it was Esc, or Esc and a character, or nothing to be read."""
        begun, acted = self._begun, self._acted
        self._begin("")
        if acted or len(begun) > len(ESCAPE) + 1:
            return
        self._kitty = False  # a terminal that speaks it would have gone on
        yield _escape()
        for key in self._parser.feed(begun[1:]) if begun[1:] else ():
            yield _without_text(key)

    def _begin(self, begun: str) -> None:
        self._begun, self._acted = begun, False


def _escape() -> events.Key:
    return events.Key("escape", ESCAPE)


def _without_text(message: Message) -> Message:
    """The same key, which writes nothing."""
    if isinstance(message, events.Key):
        message.character = None
    return message


def _may_go_on(begun: str, character: str) -> bool:
    """Whether a character may stand in the sequence, which is not whole with it."""
    if begun == _ANSWER:
        return character.isdecimal()
    if begun.startswith(_ANSWER) and character == ESCAPE:  # of its end
        return not begun.endswith(ESCAPE)
    text = begun.startswith((_ANSWER, f"{ESCAPE}[M"))
    return len(begun) <= ENDLESS and (" " <= character <= "~" or (text and character > "~"))
