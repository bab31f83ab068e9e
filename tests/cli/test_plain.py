"""The real program, played in lines: through a pipe, at a terminal, and ended by signals."""

import errno
import io
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import TODAY
from cli.conftest import Shell
from plain.stories import customer_centric
from pmo_gameboard.cli import terminal
from pmo_gameboard.cli.lines import LONGEST, TERMINAL_TAKES, Lines
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game
from pmo_gameboard.plain.dialogue import Ended, Unheard
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.store import read_save, write_save
from real_terminal import Terminal
from tui.games import NOW, begun, put, ranked

Keep = Callable[[Game], Path]

PROGRAM = (sys.executable, "-m", "pmo_gameboard")
ADD_ANA = "square 1\n1\nadd\nAna\n"


def names(path: Path) -> list[str]:
    game = read_save(path).game
    return [game.row_name("customers", row.id) for row in game.rows("customers")]


def started(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The program, with pipes for its streams."""
    return subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | environment,
    )


def piped(given: str | bytes, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """What came of piping text into the program: its exit code, stdout and stderr."""
    process = started(*arguments, **environment)
    data = given if isinstance(given, bytes) else given.encode()
    out, err = process.communicate(data, timeout=120)
    return process.returncode, out.decode(errors="replace"), err.decode()


def test_a_whole_board_through_a_pipe(data: Path) -> None:
    code, out, err = piped("\n".join(customer_centric()), "--plain")
    assert (code, err) == (0, "")
    [path] = (data / "games").glob("*.json")
    assert survey(read_save(path).game, TODAY).finished
    assert "\x1b" not in out
    assert "> Ana\nAna is added." in out, "what is typed is shown, as a terminal would"


def test_the_shell_pipes_into_it(data: Path) -> None:
    path = put(data, begun())
    line = f"printf 'square 1\\n1\\nadd\\nAna\\n' | {sys.executable} -m pmo_gameboard play --plain"
    ran = subprocess.run(["sh", "-c", line], capture_output=True, timeout=120, check=True)
    assert names(path) == ["Ana"]
    assert ran.stdout.decode().endswith("“Our PMO” is saved.\n")


def test_without_any_input_it_says_where_the_game_stands(data: Path) -> None:
    put(data, begun())
    code, out, _ = piped("", "play", "--plain")
    assert code == 0
    assert "You are here: The Self-Serving PMO, square 1: Who benefits?" in out


@pytest.mark.parametrize("arguments", [("--plain",), ("--plain", "play"), ("play", "--plain")])
def test_the_option_stands_before_or_after_the_command(
    data: Path, arguments: tuple[str, ...]
) -> None:
    put(data, begun())
    code, out, _ = piped("quit\n", *arguments)
    assert code == 0
    assert "Our PMO" in out


@pytest.mark.parametrize("arguments", [(), ("play",), ("demo",)])
def test_the_environment_may_ask_for_lines(data: Path, arguments: tuple[str, ...]) -> None:
    put(data, begun())
    code, out, _ = piped("quit\n", *arguments, ACCESSIBLE="1")
    assert code == 0
    assert out.count("> quit") == 1


@pytest.mark.parametrize("value", ["", "0", "no", "FALSE"])
def test_the_environment_may_say_no(value: str) -> None:
    code, _, err = piped("", "play", ACCESSIBLE=value)
    assert code == 2
    assert "needs a terminal" in err


def test_demo_in_lines_plays_a_copy(data: Path) -> None:
    code, out, _ = piped("", "demo", "--plain")
    assert code == 0
    assert "Rehearsal, on the board" in out
    assert len(Library(data).games()) == 1


def test_a_terminal_that_can_do_no_more_is_offered_lines(shell: Shell) -> None:
    assert "pmo-gameboard play --plain" in shell("play").err


def test_a_game_that_is_not_there_is_told_on_stderr(data: Path) -> None:
    del data
    code, out, err = piped("", "play", "--plain", "No such game")
    assert (code, out) == (2, "")
    assert "There is no game called" in err


def test_a_broken_game_has_its_exit_code(data: Path) -> None:
    path = put(data, begun())
    path.write_bytes(b"{")
    assert piped("", "play", "--plain")[0] == 4


def test_bytes_that_are_no_text_end_nothing(data: Path) -> None:
    path = put(data, begun())
    code, out, err = piped(b"square 1\n1\nadd\nA\xff\xfe\x00na\x1b[2J\n", "play", "--plain")
    assert (code, err) == (0, "")
    assert out.count("is no UTF-8 text and could not be read") == 1
    assert names(path) == ["A\ufffd\ufffdna[2J"]


def test_a_locale_without_unicode_gets_ascii(data: Path) -> None:
    put(data, begun())
    ran = piped("5\n", "play", "--plain", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert ran[0] == 0
    assert ran[1].isascii()
    assert '"Our PMO" is saved.' in ran[1]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_pipe_carries_utf8_whatever_the_locale_says(data: Path, encoding: str) -> None:
    path = put(data, begun())
    given = ADD_ANA.replace("Ana", "Jörg").encode()
    _, out, _ = piped(given, "play", "--plain", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert names(path) == ["Jörg"]
    assert "UTF-8" not in out


def test_what_is_no_utf8_is_read_as_the_locale_has_it_and_told(data: Path) -> None:
    path = put(data, begun())
    given = ADD_ANA.replace("Ana", "Jörg").encode("latin-1")
    process = started("play", "--plain", PYTHONUTF8="0", PYTHONIOENCODING="latin-1")
    out, _ = process.communicate(given, timeout=120)
    assert names(path) == ["Jörg"]
    assert b"it was read as iso8859-1." in out


def test_ascii_can_be_asked_for(data: Path) -> None:
    put(data, begun())
    assert piped("", "play", "--plain", "--ascii")[1].isascii()


def test_answers_are_made_where_a_reader_has_seen_enough(data: Path) -> None:
    path = put(data, begun())
    process = started("play", "--plain")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write(b"square 1\n1\n" + b"".join(b"add C%d\n0\n" % n for n in range(50)))
    process.stdin.close()
    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()
    assert names(path) == [f"C{number}" for number in range(50)]
    Lock(path, "", NOW).release()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_what_cannot_be_told_ends_with_an_error(data: Path) -> None:
    path = put(data, begun())
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [*PROGRAM, "play", "--plain"],
            input=ADD_ANA.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=120,
            check=False,
        )
    assert ran.returncode == 4
    assert b"could not be written" in ran.stderr
    assert names(path) == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_signal_saves_and_ends(data: Path, name: str) -> None:
    path = put(data, begun())
    process = started("play", "--plain")
    assert process.stdin
    process.stdin.write(ADD_ANA.encode())
    process.stdin.flush()
    _until(lambda: names(path) == ["Ana"])
    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert err == b""
    assert out.decode().endswith("“Our PMO” is saved.\n")
    Lock(path, "", NOW).release()


def test_at_a_terminal_nothing_is_drawn_and_hidden_answers_are_not_shown(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    with Terminal(tmp_path, "play", "--plain") as you:
        for typed, then in (
            ("", "Save and leave this game"),
            ("pulse\n", "the keyboard goes round"),
            ("3\n", "Stop; nothing is kept"),
            ("1\n", "1 of 14"),
        ):
            seen = len(you.text)
            you.type(typed)
            you.wait_for(lambda: then in you.text[seen:] and you.text.endswith("> "))  # noqa: B023
        seen = len(you.text)
        you.type("y\n")
        you.wait_for(lambda: "2 of 14" in you.text[seen:] and you.text.endswith("> "))
        assert you.text[seen:].startswith("\r\nNoted.\r\n2 of 14")
        you.signal(signal.SIGTERM)
        assert you.end() == 130
        assert b"\x1b" not in you.drawn
        assert you.now == you.found
    assert read_save(path).game == begun()


def test_a_window_that_closes_saves(tmp_path: Path) -> None:
    path = put(tmp_path, begun())
    with Terminal(tmp_path, "play", "--plain") as you:
        you.wait_for(lambda: you.text.endswith("> "))
        you.type(ADD_ANA)
        you.wait_for(lambda: names(path) == ["Ana"])
        you.close_window()
        you.end()
    assert names(path) == ["Ana"]
    Lock(path, "", NOW).release()


def _until(fact: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)


def lines_of(given: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Lines, io.StringIO]:
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(given))
    monkeypatch.setattr(sys, "stdout", out)
    return Lines(), out


def test_a_line_is_taken_in_as_far_as_any_answer_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, out = lines_of("x" * (3 * LONGEST) + "\nAna\n", monkeypatch)
    first = lines.read()
    assert first is not None
    assert len(first) == LONGEST
    assert lines.read() == "Ana"
    assert lines.read() is None
    assert len(out.getvalue()) < 500


@pytest.mark.parametrize(("length", "told"), [(TERMINAL_TAKES - 1, False), (TERMINAL_TAKES, True)])
def test_what_a_terminal_may_have_cut_off_is_told(
    monkeypatch: pytest.MonkeyPatch,
    length: int,
    told: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    lines, out = lines_of("x" * length + "\n", monkeypatch)
    assert lines.read() == "x" * length
    assert ("may be missing" in out.getvalue()) is told


def test_what_is_typed_hidden_is_not_echoed(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, out = lines_of("y\nAna\n", monkeypatch)
    talk = lines.dialogue()
    assert talk.line("What?", hidden=True) == "y"
    assert talk.line("Who?") == "Ana"
    assert out.getvalue() == "What?\n> \nWho?\n> Ana\n"
    assert not talk.hides


def test_a_signal_between_lines_waits_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    lines, _ = lines_of("Ana\nBen\n", monkeypatch)
    with lines.listening():
        assert lines.read() == "Ana"
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.01)
        with pytest.raises(KeyboardInterrupt):
            lines.read()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize(
    ("error", "typed", "ends"),
    [
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), True, Ended),
        (OSError(errno.ENOSPC, "No space left on device"), False, Unheard),
    ],
)
def test_a_stream_that_fails_is_the_end(
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    typed: bool,  # noqa: FBT001
    ends: type[Exception],
) -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise error

    monkeypatch.setattr(terminal, "is_terminal", lambda _: typed)
    lines, _ = lines_of("Ana\n", monkeypatch)
    monkeypatch.setattr(sys, "stdout", Gone())
    with pytest.raises(ends):
        lines.write("a")
    lines.write("a")


def test_the_option_is_no_matter_for_the_terminal(
    shell: Shell, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "check", lambda: pytest.fail("asked"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("quit\n"))
    put(data, begun())
    assert shell("play", "--plain").code == 0


def at_a_secret_question(you: Terminal) -> None:
    """Play on to the first square of a round that nobody is to see."""
    for typed, then in (
        ("", "Save and leave this game"),
        ("pulse\n", "the keyboard goes round"),
        ("3\n", "Stop; nothing is kept"),
        ("1\n", "1 of 14"),
    ):
        answer(you, typed, then)


def answer(you: Terminal, typed: str | bytes, then: str) -> str:
    """Type something and wait for what comes; all that was shown meanwhile."""
    seen = len(you.text)
    you.type(typed)
    you.wait_for(lambda: then in you.text[seen:] and you.text.endswith("> "))
    return you.text[seen:]


def test_a_secret_answer_stays_secret_after_a_stop(tmp_path: Path) -> None:
    put(tmp_path, begun())
    with Terminal(tmp_path, "play", "--plain") as you:
        at_a_secret_question(you)
        hidden = you.now
        you.signal(signal.SIGSTOP)
        termios.tcsetattr(you._inside, termios.TCSANOW, you.found)  # as a shell does
        seen = len(you.text)
        you.signal(signal.SIGCONT)
        you.wait_for(lambda: you.text[seen:].endswith("What you type is not shown.\r\n> "))
        assert you.now == hidden
        assert answer(you, "p\n", "2 of 14").startswith("\r\n")


def test_the_key_that_stops_shows_what_is_typed_in_the_shell_and_hides_it_again(
    tmp_path: Path,
) -> None:
    put(tmp_path, begun())
    with Terminal(tmp_path, "play", "--plain") as you:
        at_a_secret_question(you)
        hidden = you.now
        # The program leads its session, so the system does not stop it: it goes on at once.
        assert answer(you, b"\x1a", "not shown.").endswith("not shown.\r\n> ")
        assert you.now == hidden
        answer(you, "y\n", "2 of 14")
        you.type("quit\n")
        assert you.end() == 0
        assert you.now == you.found


def test_fast_secret_answers_are_neither_shown_nor_lost(tmp_path: Path) -> None:
    put(tmp_path, begun())
    with Terminal(tmp_path, "play", "--plain") as you:
        at_a_secret_question(you)
        shown = answer(you, "y\np\nn\n", "4 of 14")
        assert not {"y", "p", "n"} & set(shown.splitlines())


def test_a_byte_that_is_no_text_ends_no_secret_round(tmp_path: Path) -> None:
    put(tmp_path, begun())
    with Terminal(tmp_path, "play", "--plain") as you:
        at_a_secret_question(you)
        assert "Type n, p or y" in answer(you, b"\xff\n", "1 of 14")
        answer(you, "y\n", "2 of 14")


@pytest.mark.parametrize(("options", "accessible"), [(["--plain"], ""), ([], "1")])
def test_notes_follow_a_game_in_lines_through_a_pipe(
    data: Path, options: list[str], accessible: str
) -> None:
    path = put(data, ranked(), at="meet")
    process = started("notes", *options, ACCESSIBLE=accessible)
    assert process.stdin
    assert process.stdout
    lines = iter(process.stdout.readline, b"")
    assert any(line.startswith(b"Square 4b: ") for line in lines)
    write_save(path, read_save(path).model_copy(update={"at": "feedback", "revision": 9}))
    assert any(line.startswith(b"Square 5: ") for line in lines)
    process.communicate(timeout=120)
    assert process.returncode == 0


def test_ctrl_c_ends_the_notes(tmp_path: Path) -> None:
    put(tmp_path, ranked())
    with Terminal(tmp_path, "notes", "--plain") as you:
        you.wait_for(lambda: "Running it with a group" in you.text)
        you.type("\x03")
        assert you.end() == 130
        assert b"\x1b" not in you.drawn
        assert "Error" not in you.text


def test_a_session_in_lines_begins_with_its_agenda(data: Path) -> None:
    put(data, begun())
    _, out, _ = piped("30\n", "play", "--present", "--plain")
    assert "How long is the session?" in out
    assert "The agenda for 30 minutes." in out
