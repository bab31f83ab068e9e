"""What a typed line means."""

import pytest

from plain.teller import Teller
from pmo_gameboard.errors import MoveError
from pmo_gameboard.plain.dialogue import (
    GENERAL,
    LEAVE,
    Changed,
    Dialogue,
    Ended,
    Menu,
    Option,
    Quit,
    Way,
    Word,
)

FRUIT = [Option("Apple", "a"), Option("Apricot, dried", "d"), Option("Banana", "b", listed=False)]


def talk(*lines: str) -> tuple[Dialogue, Teller]:
    teller = Teller(lines)
    return Dialogue(teller.read, teller.write), teller


def line(typed: str, **how: bool) -> str | Word | Way:
    return talk(typed, "more")[0].line("What?", **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("Ana", "Ana"),
        ("", Way.ON),
        ("   ", Way.ON),
        ("0", Way.BACK),
        (" 0 ", Way.BACK),
        ("00", "00"),
        ("\\0", "0"),
        ("\\quit", "quit"),
        ("\\?", "?"),
        ("\\", ""),
        ("quit it", "quit it"),
        ("a\tb", "a\tb"),
    ],
)
def test_a_line(typed: str, means: str | Way) -> None:
    assert line(typed) == means


def test_zero_is_an_answer_where_it_counts() -> None:
    assert line("0", zero=True) == "0"


@pytest.mark.parametrize("typed", ["quit", "QUIT", " quit "])
def test_quit_quits(typed: str) -> None:
    with pytest.raises(Quit):
        line(typed)


def test_input_that_ends_ends() -> None:
    with pytest.raises(Ended):
        talk()[0].line("What?")


def test_a_word_means_something_where_it_is_asked_for() -> None:
    assert talk("Clear")[0].line("What?", words={"clear"}) == Word("clear")
    assert talk("\\clear")[0].line("What?", words={"clear"}) == "clear"
    assert talk("clear")[0].line("What?") == "clear"


def test_several_lines() -> None:
    assert talk("one\\", "", "0\\", "quit")[0].line("What?", several=True) == "one\n"
    assert talk("one\\", "0\\", "quit")[0].line("What?", several=True) == "one\n0\nquit"
    assert talk("C:\\\\")[0].line("What?", several=True) == "C:\\"
    assert talk("C:\\", "x")[0].line("What?") == "C:\\"


def test_several_lines_do_not_go_on_for_ever() -> None:
    dialogue, teller = talk(*["x" * 1_000 + "\\"] * 50)
    assert len(str(dialogue.line("What?", several=True))) < 12_000
    assert len(teller.answers) < 15


def test_help_explains_and_asks_again() -> None:
    dialogue, teller = talk("?", "Ana")
    assert dialogue.line("Who?", "A name will do.") == "Ana"
    assert teller.answers[1].startswith(f"A name will do.\n{LEAVE}\n{GENERAL}\nWho?\n")


@pytest.mark.parametrize(
    ("top", "leave"), [(False, LEAVE), (True, "0 leaves; an empty line asks again.")]
)
def test_help_says_what_leads_out(top: bool, leave: str) -> None:  # noqa: FBT001
    dialogue, teller = talk("?", "0")
    dialogue.menu(lambda: Menu("Menu", [], top=top))
    assert leave in teller.answers[1].splitlines()


def test_every_prompt_ends_in_the_same_sign() -> None:
    _, teller = dialogue = talk("9", "1")
    dialogue[0].choose("Which?", FRUIT)
    assert all(answer.endswith("\n> ") for answer in teller.answers[:-1])


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1", "a"),
        ("2.", "d"),
        ("appl", "a"),
        ("APRICOT", "d"),
        ("apricot, d", "d"),
        ("banana", "b"),
        ("", None),
        ("0", None),
    ],
)
def test_a_choice(typed: str, value: str | None) -> None:
    assert talk(typed)[0].choose("Which?", FRUIT) == value


@pytest.mark.parametrize("typed", ["3", "-1", "ap", "pear", "1 2", "a" * 10_000, "*", "(", "."])
def test_a_choice_that_is_none_is_told_and_asked_again(typed: str) -> None:
    dialogue, teller = talk(typed, "1")
    assert dialogue.choose("Which?", FRUIT) == "a"
    assert "number" in teller.answers[1]
    assert len(teller.answers[1]) < 200


def test_a_whole_word_goes_before_the_beginning_of_another() -> None:
    squares = [Option("Square 1: Who", "one"), Option("Square 10: Listen", "ten")]
    assert talk("square 1")[0].choose("Which?", squares) == "one"


def test_a_whole_label_goes_before_others_that_begin_with_it() -> None:
    options = [Option("Yes, but", 1), Option("Yes", 2)]
    assert talk("yes")[0].choose("Which?", options) == 2


def test_undo_without_a_game_says_so_and_goes_on() -> None:
    dialogue, teller = talk("undo", "redo", "Ana")
    assert dialogue.line("Who?") == "Ana"
    assert "nothing to take back" in teller.answers[1]
    assert "nothing to make again" in teller.answers[2]


def test_after_an_undo_the_menu_comes_anew() -> None:
    dialogue, teller = talk("undo", "0")
    counted = [0]

    def build() -> Menu:
        counted[0] += 1
        return Menu(f"Menu {counted[0]}", [])

    dialogue.undo = lambda: True
    dialogue.menu(build)
    assert "Menu 2" in teller.answers[1]
    with pytest.raises(Changed):
        talk_with_undo().line("What?")


def talk_with_undo() -> Dialogue:
    dialogue, _ = talk("undo")
    dialogue.undo = lambda: True
    return dialogue


def test_an_act_that_fails_is_told() -> None:
    def fail() -> None:
        raise MoveError("No.", hint="Do something else.")

    dialogue, teller = talk("1", "0")
    dialogue.menu(lambda: Menu("Menu", [Option("Fail", fail)]))
    assert "No. Do something else." in teller.answers[1]


@pytest.mark.parametrize(("top", "read"), [(False, 1), (True, 2)])
def test_an_empty_line_leaves_every_menu_but_the_topmost(top: bool, read: int) -> None:  # noqa: FBT001
    dialogue, teller = talk("", "0")
    dialogue.menu(lambda: Menu("Menu", [], top=top))
    assert len(teller.answers) == read + 1


def test_news_comes_before_the_question() -> None:
    dialogue, teller = talk("Ana")
    dialogue.news = lambda: "NOT SAVED: The disk is full."
    dialogue.line("Who?")
    assert teller.text.startswith("NOT SAVED: The disk is full.\nWho?")


@pytest.mark.parametrize("say", ["a\x1b[2Jb", "a\x9b2Jb", "a\u202eb", "a\x07b", "a\rb"])
def test_nothing_that_is_said_acts_on_the_terminal(say: str) -> None:
    dialogue, teller = talk()
    dialogue.say(say)
    assert not set(teller.text) & set("\x1b\x9b\u202e\x07\r")


def test_what_is_typed_is_clean() -> None:
    assert line("a\x1b[2J\u202eb\x00") == "a[2Jb"
    assert line("a\x0bb\x85c") == "a b c"


@pytest.mark.parametrize(("typed", "agreed"), [("1", True), ("y", True), ("2", False), ("", False)])
def test_agreeing(typed: str, agreed: bool) -> None:  # noqa: FBT001
    assert talk(typed)[0].agree("Delete it?") is agreed


def test_a_menu_whose_numbers_mean_something_else_is_said_whole() -> None:
    dialogue, teller = talk("1", "1", "0")
    fruit = ["Apple: red", "Apple: green", "Banana: yellow"]

    def build() -> Menu:
        return Menu("Which?", [Option(fruit[0], lambda: fruit.pop(0))])

    dialogue.menu(build)
    assert teller.answers[0].startswith("Which?\n1. Apple: red\n0. Back\n")
    assert teller.answers[1].startswith("Which?\n“menu” lists what there is to do.\n")
    assert teller.answers[2].startswith("Which?\n1. Banana: yellow\n0. Back\n")
