"""What reaches the terminal: Textual's own sequences and text, whatever was written or kept."""

import json
import re
from pathlib import Path

import pytest

from boards import TODAY, Cells, with_customers
from hostile import HOSTILE, sendable
from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.moves import add_rows, new_game
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.library import Library
from real_terminal import Terminal
from reliability.keystrokes import at_a_question
from reliability.moves import NOW, save_of
from tui.test_hostile import hostile_board

OURS = re.compile(
    rb"""
    \x1b\[ (?:
        [0-9;]* m                              # colour
      | [0-9]+ ; [0-9]+ H                      # where to write
      | [0-9]* [ABCD]                          # a step of the cursor
      | \? (?:7|25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048) [hl]  # modes
      | \? (?:(?:2026|2048) \$ p | u)            # questions about them
      | [><=] [0-9;]* u                        # the keyboard's protocol
    )
    | \x1b\]22;[a-z-]*\x07                    # the shape of the mouse pointer
    | \x1b\]52;c;(?!b3duZWQ=)[\w+/=]*\x07     # what was cut or copied with a key
    | \r\n
    """,
    re.VERBOSE,
)
"""Every sequence that Textual 8 writes here; none sets a title or a link."""

ACTING = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xaf]"
)
"""Control characters but tab and newline, and direction overrides, in UTF-8."""

SHORT = [text for text in HOSTILE if len(text) < 100]
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
FOR_THE_TERMINAL = set("\x03\x13\x1a\x1c")
"""Keys the terminal takes for itself (signals, a stop) once the program has left it."""

F1, F3, F4, ESC, PAGE_DOWN, QUIT = "\x1bOP", "\x1bOR", "\x1bOS", "\x1b", "\x1b[6~", "\x11"


def check_clean(drawn: bytes) -> None:
    """Nothing but what Textual writes would act on a terminal."""
    found = ACTING.search(OURS.sub(b"", drawn))
    assert found is None, ascii(OURS.sub(b"", drawn)[max(found.start() - 20, 0) :][:60])
    assert b"\x1b[31337m" not in drawn, "a colour that no theme has"


def test_the_check_finds_what_would_act() -> None:
    for text in ("\x1b]0;x\x07", "\x1b[2J", "\x9b2J", "\x1bPq\x1b\\", "\x07", "\u202e", "\x1b[6n"):
        with pytest.raises(AssertionError):
            check_clean(f"\x1b[1;1H{text}\x1b[0m".encode())


def test_games_and_boards_that_are_hostile_in_every_text(tmp_path: Path) -> None:
    data = tmp_path / "data"
    board = hostile_board(data, "customer-centric-pmo", "[/x]")
    texts = [kept for text in SHORT if (kept := one_line(text))]
    rows: list[Cells] = [{"name": f"{n} {text}", "team": text} for n, text in enumerate(texts)]
    game = add_rows(new_game(board, "[@click=app.quit]x", TODAY), "customers", rows, TODAY)
    save = Library(data).add(Save(format=1, revision=1, saved_at=NOW, at="who-benefits", game=game))
    with Terminal(data, "play", str(save)) as terminal:
        terminal.settle()
        for key in (*[PAGE_DOWN] * 60, F1, ESC, F3, ESC, F4, ESC, ESC, "r", ESC, ESC):
            terminal.type(key)
            terminal.drain(0.06)
        terminal.settle()
        terminal.type(QUIT)
        assert terminal.end() == 0
    check_clean(terminal.drawn)


def test_files_that_act_on_a_terminal_by_name_and_content(tmp_path: Path) -> None:
    data = tmp_path / "data"
    save = Library(data).add(save_of(with_customers("Finance")))
    for number, text in enumerate(text for text in HOSTILE if sendable(text)):
        content = save.read_text().replace("Finance", json.dumps(text)[1:-1])
        (save.parent / f"{number}.json").write_text(content)
        if "/" not in text and "\0" not in text and len(text) < 50:
            (save.parent / f"{number}{text}.json").write_text("{")
    for words in (("games",), ("doctor",), ("status",), ("restore", "x\x1b[31337m\x07")):
        with Terminal(data, *words) as terminal:
            assert terminal.end() in {0, 1, 2, 4}
        check_clean(terminal.drawn)
    with Terminal(data) as terminal:
        terminal.settle()
        for _ in range(40):
            terminal.type(PAGE_DOWN)
            terminal.drain(0.02)
        terminal.type(QUIT)
        assert terminal.end() == 0
    check_clean(terminal.drawn)


@pytest.mark.parametrize("kind", ["pasted", "typed"])
def test_everything_that_is_written(kind: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    save = Library(data).add(at_a_question())
    waiting = [text for text in SHORT if sendable(text) and not FOR_THE_TERMINAL & set(text)]
    if kind == "pasted":
        waiting = [text.replace(PASTED, "") for text in waiting]
    while waiting:
        with Terminal(data, "play", str(save)) as terminal:
            terminal.settle()
            while waiting and terminal.process.poll() is None:
                text = waiting.pop()
                terminal.type(f"{PASTE}{text}{PASTED}" if kind == "pasted" else text)
                terminal.drain(0.01)
            if terminal.process.poll() is None:
                terminal.drain(0.5)
                terminal.type(QUIT)
            assert terminal.end() in {0, 130}  # what is typed may be the keys that leave
            assert terminal.now == terminal.found
        end = terminal.drawn.rindex(b"\x1b[?1049l")  # behind it, the terminal echoes by itself
        check_clean(terminal.drawn[:end])
