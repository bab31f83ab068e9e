"""Questions and answers in lines: what is said, what is asked, and what a typed line means."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from pmo_gameboard.board.text import clean
from pmo_gameboard.errors import GameboardError, StorageError
from pmo_gameboard.game.state import MAX_TEXT

T = TypeVar("T")

PROMPT = "> "

CHOOSING = (
    "Type a number, or the first letters of a line, and press Enter. “menu” lists them again."
)

LEAVE = "An empty line or 0 goes back."
"""What leads out of most questions."""

GENERAL = (
    "“undo” takes the last change back and “redo” makes it again, "
    "“quit” saves and leaves, and “?” says this again. "
    "A line that begins with a backslash (\\) is taken as it stands."
)

_AS_IT_STANDS = "If it is meant, type a backslash (\\) before it."

_LONE_NUMBER = re.compile("[0-9]{1,2}")
"""What is rather a choice of a menu than a text of its own."""

MENU = "menu"
"""What is typed to hear a list of choices again."""

_AGAIN = f"“{MENU}” lists what there is to do."

SEVERAL = "To write more than one line, end a line with a backslash (\\)."


class Way(Enum):
    """Where a line that answers nothing leads."""

    ON = "an empty line"
    BACK = "0"


@dataclass(frozen=True)
class Word:
    """A word that means something of its own where it is typed."""

    name: str


class Ended(Exception):  # noqa: N818 (no error: input comes to an end)
    """There are no more lines to read."""


class Unheard(Ended):
    """Nothing more can be told, though somebody wants to hear it; why, as the system says it."""

    def told(self, hint: str) -> StorageError:
        """The error to end the program with."""
        return StorageError(f"The output could not be written: {self}.", hint=hint)


class Quit(Exception):  # noqa: N818 (no error either)
    """The player wants to leave."""


class Changed(Exception):  # noqa: N818 (no error either)
    """A move was taken back or made again, so what was being asked may make no sense any more."""


@dataclass(frozen=True)
class Option(Generic[T]):
    """One of several things to choose from.

    Attributes:
        label: What it is; its first letters choose it too.
        key: What chooses it; its number in the list where none is given.
        listed: Whether it is told of; one that is not can be typed all the same.
    """

    label: str
    value: T
    key: str = ""
    listed: bool = True


Act = Callable[[], object]
"""Something to do; one that returns ``Way.BACK`` leaves the menu it was chosen from."""


@dataclass(frozen=True)
class Menu:
    """What there is to do.

    Attributes:
        about: What ``?`` explains.
        back: What 0 does.
        brief: What is said in place of a title that was just heard.
        fixed: Whether the numbers always mean the same, so that the list is said only once.
        top: Whether only 0 leads out of it, as an empty line soon happens.
    """

    title: str
    options: Sequence[Option[Act]]
    about: str = ""
    back: str = "Back"
    brief: str = ""
    fixed: bool = False
    top: bool = False


class Dialogue:
    """Says lines and reads lines; nothing that was said is ever changed.

    Attributes:
        hides: Whether what is typed can be kept from being seen.
        undo: Takes the last move back and tells of it; whether there was one. None without a game.
        redo: Makes it again, in the same way.
        news: What has to be said before anything is asked; empty where nothing has.
        unkept: What was half said and is not kept, once that ends what was being asked.
    """

    def __init__(
        self,
        read: Callable[[], str | None],
        write: Callable[[str], object],
        read_hidden: Callable[[str], str | None] | None = None,
        *,
        hides: bool = False,
    ) -> None:
        """Take the ends of the line.

        Args:
            read: The next line without its end; None where there are no more.
            write: Takes text to show.
            read_hidden: Shows the prompt it is given, once nothing typed can be seen any more, and
                reads a line.
            hides: Whether it can.
        """
        self._read = read
        self._write = write
        self._read_hidden = read_hidden or self._prompt
        self.hides = hides
        self.undo: Callable[[], bool] | None = None
        self.redo: Callable[[], bool] | None = None
        self.news: Callable[[], str] = str
        self.unkept = ""

    def leave_game(self) -> None:
        """Have no game any more that could be changed or saved."""
        self.undo = self.redo = None
        self.news = str

    def say(self, *lines: str) -> None:
        """Say something, a line each; control characters stay out."""
        for line in lines:
            self._write(f"{clean(line)}\n")

    def line(
        self,
        prompt: str,
        about: str = "",
        *,
        said: bool = False,
        zero: bool = False,
        several: bool = False,
        prose: bool = False,
        words: Collection[str] = (),
        hidden: bool = False,
        leave: str = LEAVE,
    ) -> str | Word | Way:
        """Ask for a line.

        Args:
            prompt: What is asked.
            about: What ``?`` explains.
            said: Whether the prompt has been said already.
            zero: Whether 0 is an answer, and does not go back.
            several: Whether the answer may have several lines.
            prose: Whether the answer is words, so that a lone number is most likely a slip.
            words: What means something of its own here, ``undo`` and ``redo`` among it.
            hidden: Whether nobody is to see what is typed.
            leave: What an empty line and 0 do, for ``?`` to say.

        Returns:
            The answer, the word, or the way that an empty line or 0 leads.

        Raises:
            Ended: There are no more lines.
            Quit: The player wants to leave.
            Changed: The player took a move back, or made one again.
        """
        if news := self.news():
            self.say(news)
        if not said:
            self.say(prompt)
        several_words = SEVERAL if several else ""
        help_ = list(filter(None, (about, several_words, leave, GENERAL, prompt)))
        while True:
            typed = self._next(hidden=hidden)
            word = typed.strip().casefold()
            if word in words and not typed.startswith("\\"):
                return Word(word)
            if word == "":
                return Way.ON
            if word == "0" and not zero:
                return Way.BACK
            if prose and _LONE_NUMBER.fullmatch(word):
                self.say(f"Not kept: {word} is rather a choice than an answer. {_AS_IT_STANDS}")
            elif not self._obeys(word, help_):
                return self._rest(typed.removeprefix("\\"), several=several)

    def _obeys(self, word: str, help_: Sequence[str]) -> bool:
        """Do what a word asks for that works everywhere; whether it is one."""
        match word:
            case "?":
                self.say(*help_)
            case "quit":
                raise Quit
            case "undo":
                self._move(self.undo, "There is nothing to take back here.")
            case "redo":
                self._move(self.redo, "There is nothing to make again here.")
            case _:
                return False
        return True

    def ask(self, prompt: str, about: str = "", *, several: bool = False) -> str | None:
        """Ask for words; None where the player goes back."""
        typed = self.line(prompt, about, several=several, prose=True)
        return typed if isinstance(typed, str) else None

    def agree(self, question: str) -> bool:
        """Ask whether to do something; whether the player says yes."""
        options = [Option("Yes", value=True), Option("No", value=False)]
        return self.choose(question, options) is True

    def choose(
        self, title: str, options: Sequence[Option[T]], about: str = "", back: str = "Back"
    ) -> T | None:
        """Let the player choose; None where they go back."""
        chosen = self.pick(title, options, about, back)
        return None if isinstance(chosen, Way) else chosen

    def pick(
        self,
        title: str,
        options: Sequence[Option[T]],
        about: str = "",
        back: str = "Back",
        leave: str = LEAVE,
        brief: str = "",
    ) -> T | Way:
        """Let the player choose, or go back or on in one of both ways.

        Args:
            title: What is said above the list.
            options: What there is to choose from.
            about: What ``?`` explains.
            back: What 0 does.
            leave: What an empty line and 0 do, for ``?`` to say.
            brief: What is said in place of the list, where that was heard before.
        """
        keyed = _keyed(options)
        listed = [f"{key}. {each.label}" for key, each in keyed if each.listed]
        text = "\n".join(filter(None, (title, *listed, f"0. {back}" if back else "")))
        about = " ".join(filter(None, (about, CHOOSING)))
        typed = self.line(brief or text, about, words={MENU}, leave=leave)
        while not isinstance(typed, Way):
            if isinstance(typed, Word):
                self.say(text)
            elif len(found := _found(typed, keyed)) == 1:
                return found[0].value
            else:
                self.say(_unclear(typed, found))
            typed = self.line(text, about, said=True, words={MENU}, leave=leave)
        return typed

    def menu(self, build: Callable[[], Menu]) -> None:
        """Offer what there is to do, again and again, until the player goes back.

        An act that fails is told of; after an undo in the midst of one the menu comes anew. What
        was heard already is not said again, unless the numbers mean something else now.
        """
        heard: Menu | None = None
        while True:
            try:
                menu = build()
                self.unkept = ""  # it was said, and the player goes on
                leave = "0 leaves; an empty line asks again." if menu.top else LEAVE
                brief = _brief(menu, heard)
                heard = menu
                act = self.pick(menu.title, menu.options, menu.about, menu.back, leave, brief)
                if isinstance(act, Way):
                    if act is Way.BACK or not menu.top:
                        return
                elif act() is Way.BACK:
                    return
            except Changed:
                continue
            except GameboardError as error:
                self.say(f"That did not work. {error}")

    @contextmanager
    def unfinished(self, words: str) -> Iterator[None]:
        """Say that something half said is not kept, whatever ends it in its midst."""
        try:
            yield
        except (Exception, KeyboardInterrupt):
            self.unkept = words
            with suppress(Ended):
                self.say(words)
            raise

    def _next(self, *, hidden: bool = False) -> str:
        """The next line, clean."""
        line = self._read_hidden(PROMPT) if hidden else self._prompt(PROMPT)
        if line is None:
            raise Ended
        return clean(line).replace("\n", " ")

    def _prompt(self, prompt: str) -> str | None:
        self._write(prompt)
        return self._read()

    def _rest(self, text: str, *, several: bool) -> str:
        """An answer with the lines that follow it; where input ends, as far as it came."""
        while several and text.endswith("\\") and len(text) <= MAX_TEXT:
            if text.endswith("\\\\"):
                return text[:-1]
            text = text[:-1]
            try:
                text = f"{text}\n{self._next()}"
            except Ended:
                break
            except KeyboardInterrupt:
                self.say("The answer you were writing is not kept.")
                raise
        return text

    def _move(self, move: Callable[[], bool] | None, nothing: str) -> None:
        if move is None:
            self.say(nothing)
        elif move():
            raise Changed


def _brief(menu: Menu, heard: Menu | None) -> str:
    """What to say of a menu that was heard before; empty where it is to be heard whole."""
    if heard is None or not (menu.fixed or _stems(menu) == _stems(heard)):
        return ""
    title = menu.title.strip("\n")
    if menu.title == heard.title:
        title = menu.brief or title
    return f"{title}\n{_AGAIN}"


def _stems(menu: Menu) -> list[tuple[str, str]]:
    """What each number or word of a menu means, without how that stands."""
    keyed = _keyed(menu.options)
    return sorted((key, each.label.split(":")[0]) for key, each in keyed if each.listed)


def _keyed(options: Sequence[Option[T]]) -> list[tuple[str, Option[T]]]:
    """The options with what chooses each; numbers are for those without a key of their own."""
    keyed, number = [], 0
    for option in options:
        number += not option.key and option.listed
        keyed.append((option.key or str(number) if option.listed else option.key, option))
    return keyed


def _found(typed: str, keyed: Sequence[tuple[str, Option[T]]]) -> list[Option[T]]:
    """The options that a line may mean: by its key, its whole label, or how the label begins."""
    word = " ".join(typed.split()).casefold().rstrip(".")
    for fits in (
        lambda key, label: word in {key.casefold(), label},
        lambda _, label: re.match(rf"{re.escape(word)}\b", label) is not None,
        lambda _, label: label.startswith(word),
    ):
        found = [option for key, option in keyed if word and fits(key, option.label.casefold())]
        if found:
            return found
    return []


def _unclear(typed: str, found: Sequence[Option[T]]) -> str:
    if found:
        return f"More than one line begins with “{typed[:40]}”. Type its number."
    return f"There is no “{typed[:40]}” here. Type one of the numbers, or ? for help."
