import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from boards import TODAY, days_ago, game_of
from cli.conftest import Shell
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.game.pulses import add_pulse, vote
from pmo_gameboard.game.state import Game, Tally
from pmo_gameboard.game.unseen import PROMISE
from pmo_gameboard.reports.pulse_files import MAX_BYTES
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.lock import Lock
from pmo_gameboard.saves.store import read_save
from reports.surveys import BAD, BOARD, COUNTS, Bad

Keep = Callable[[Game], Path]

FORM = "When,who,2b,again\n1,yes,partly,\n2,yes,yes,n\n3,yes,not yet,y\n"


@pytest.fixture
def played() -> Game:
    return game_of(BOARD)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.csv"
    path.write_text(FORM)
    return path


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts something into stdin."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return put


def test_a_pulse_from_a_file_is_added_and_told(
    shell: Shell, keep: Keep, played: Game, form: Path
) -> None:
    path = keep(played)
    added = shell("pulse", "Rehearsal", "--voice", "team", "--from", form)
    assert (added.code, added.err) == (0, "Not about a square, and left out: When.\n")
    assert added.out == (
        """\
Added to “Rehearsal”: 2 squares answered by 3 people.
The team, Fri 27 Nov, from a file:
      1  3 yes                         Who benefits?
     2a  not answered yet              Our list
     2b  1 not yet, 1 partly, 1 yes    Meet; talk
      3  not answered yet              Talk
      4  answered by fewer than three  Talk
You say Stage 1: 2a Our list: not answered yet, or answered by fewer than three.
"""
    )
    [pulse] = read_save(path).game.pulses
    assert (pulse.voice, pulse.way, pulse.on, pulse.open) == ("team", "file", TODAY, False)
    assert pulse.tallies == {"who": Tally(yes=3), "meet": Tally(partly=1, not_yet=1, yes=1)}


def test_a_program_reads_what_it_added(
    shell: Shell, keep: Keep, played: Game, said: Callable[[bytes], None]
) -> None:
    path = keep(played)
    said(b'{"squares": {"again": {"not_yet": 0, "partly": 1, "yes": 4}}}')
    words = ("--voice", "customers", "--from", "-", "--on", "3 nov", "--json")
    added = shell("pulse", "Rehearsal", *words)
    assert (added.code, added.err) == (0, "")
    assert json.loads(added.out) == {
        "game": "Rehearsal",
        "file": str(path),
        "board": "sample",
        "pulses": [
            {
                "voice": "customers",
                "way": "file",
                "on": "2026-11-03",
                "open": False,
                "squares": {"again": {"not_yet": 0, "partly": 1, "yes": 4}},
                "reading": {
                    "stage": "stage-1",
                    "square": "list",
                    "reason": "2a Our list: not answered yet, or answered by fewer than three",
                    "on": "2026-11-03",
                    "finished": False,
                    "yes": 1,
                    "asked": 3,
                },
            }
        ],
        "fewer_than_three": [],
    }
    assert read_save(path).game.pulses[0].on == days_ago(24)


def test_an_earlier_pulse_goes_before_a_later_one_and_says_so(
    shell: Shell, keep: Keep, played: Game, form: Path
) -> None:
    path = keep(add_pulse(played, "team", "hands", {"who": Tally(yes=1)}, days_ago(1)))
    words = ("--voice", "team", "--from", form, "--on", "last mon")
    added = shell("pulse", "Rehearsal", *words)
    assert "The team, Mon 23 Nov, from a file:\n" in added.out
    assert "You say Stage 1, by the pulse of Thu 26 Nov: 2a Our list" in added.out
    assert [pulse.way for pulse in read_save(path).game.pulses] == ["file", "hands"]


def test_the_latest_pulse_of_each_voice_is_shown(shell: Shell, keep: Keep, played: Game) -> None:
    played = add_pulse(played, "team", "hands", {"who": Tally(yes=1)}, days_ago(40))
    played = add_pulse(played, "team", "round", {"who": Tally(yes=4)}, days_ago(2))
    path = keep(vote(played, "customers", "alone", "list", Tally(yes=1), TODAY))
    before = path.read_bytes()
    shown = shell("pulse", "Rehearsal")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(
        "The team, Wed 25 Nov, with the keyboard passed round:\n"
        "      1  4 yes                         Who"
    )
    assert "Customers, Fri 27 Nov, by one person, still being taken:\n" in shown.out
    assert "Your customers say Stage 1: 2b Meet; talk: not answered yet.\n" in shown.out
    assert "by a show of hands" not in shown.out
    one = shell("pulse", "Rehearsal", "--voice", "customers").out
    assert "The team" not in one
    assert one in shown.out
    assert path.read_bytes() == before


def test_a_voice_that_was_never_asked_is_told_of(shell: Shell, keep: Keep, played: Game) -> None:
    keep(played)
    shown = shell("pulse", "Rehearsal")
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "The team has not been asked yet.\nCustomers have not been asked yet.\n"
    assert json.loads(shell("pulse", "Rehearsal", "--json").out)["pulses"] == []


def test_what_a_program_reads_can_be_added_again(
    shell: Shell, keep: Keep, played: Game, form: Path, said: Callable[[bytes], None]
) -> None:
    path = keep(played)
    first = json.loads(shell("pulse", "Rehearsal", "--voice", "team", "--from", form, "--json").out)
    said(json.dumps({"squares": first["pulses"][0]["squares"]}).encode())
    assert shell("pulse", "Rehearsal", "--voice", "team", "--from", "-").code == 0
    one, other = read_save(path).game.pulses
    assert one == other


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_file_changes_nothing(
    shell: Shell, keep: Keep, played: Game, said: Callable[[bytes], None], bad: Bad
) -> None:
    path = keep(played)
    before = path.read_bytes()
    said(bad.content if isinstance(bad.content, bytes) else bad.content.encode())
    ran = shell("pulse", "Rehearsal", "--voice", bad.voice, "--from", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"Error: stdin:{bad.line}: ")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--from", "x.csv"), 2, "Say whose answers these are, with --voice."),
        (("--voice", "boss", "--from", "x.csv"), 2, "'boss' is not one of 'team', 'customers'"),
        (("--voice", "team", "--on", "fri"), 2, "--on goes with --from."),
        (("--voice", "team", "--from", "x.csv"), 4, "x.csv: There is no such file."),
        (("--voice", "team", "--from", "."), 4, ".: This is a folder, not a file."),
        (("--voice", "team", "--from", "FORM", "--on", "tomorrow"), 2, "has not come yet."),
        (("--voice", "team", "--from", "FORM", "--on", "soon"), 2, "“soon” is not a date"),
        (("--voice", "customers", "--from", "FORM"), 2, "FORM:1: Column “who”: Customers are not"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    shell: Shell,
    keep: Keep,
    played: Game,
    form: Path,
    words: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    path = keep(played)
    before = path.read_bytes()
    ran = shell("pulse", "Rehearsal", *(word.replace("FORM", str(form)) for word in words))
    assert (ran.code, ran.out) == (code, "")
    assert told.replace("FORM", str(form)) in ran.err
    assert path.read_bytes() == before


def test_a_file_that_is_too_large_is_refused(
    shell: Shell, keep: Keep, played: Game, tmp_path: Path
) -> None:
    keep(played)
    large = tmp_path / "large.csv"
    large.write_bytes(b"x" * (MAX_BYTES + 1))
    ran = shell("pulse", "Rehearsal", "--voice", "team", "--from", large)
    assert (ran.code, ran.out) == (4, "")
    assert str(large) in ran.err


def test_a_closed_stdin_is_told(
    shell: Shell, keep: Keep, played: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(played)
    monkeypatch.setattr(sys, "stdin", None)
    ran = shell("pulse", "Rehearsal", "--voice", "team", "--from", "-")
    assert ran.code == 4
    assert "stdin is closed" in ran.err


def test_a_game_that_is_open_elsewhere_is_left_alone(
    shell: Shell, keep: Keep, played: Game, form: Path
) -> None:
    path = keep(played)
    before = path.read_bytes()
    lock = Lock(path, "Ada", Clock().now())
    ran = shell("pulse", "Rehearsal", "--voice", "team", "--from", form)
    lock.release()
    assert (ran.code, ran.out) == (ExitCode.IN_USE, "")
    assert path.read_bytes() == before


def test_a_second_form_within_a_week_is_warned_of_and_taken(
    shell: Shell, keep: Keep, played: Game, form: Path
) -> None:
    path = keep(add_pulse(played, "team", "round", {"who": Tally(yes=3)}, days_ago(7)))
    added = shell("pulse", "Rehearsal", "--voice", "team", "--from", form, "--json")
    assert "The team has answered unseen on Fri 20 Nov already." in added.err
    assert json.loads(added.out)["fewer_than_three"] == ["again"]
    assert len(read_save(path).game.pulses) == 2


def test_counts_are_no_second_form(
    shell: Shell, keep: Keep, played: Game, said: Callable[[bytes], None]
) -> None:
    keep(add_pulse(played, "team", "round", {"who": Tally(yes=3)}, TODAY))
    said(COUNTS.encode() + b"who,0,0,1\n")
    added = shell("pulse", "Rehearsal", "--voice", "team", "--from", "-")
    assert (added.code, added.err) == (0, "")


def test_one_person_is_refused_however_often(
    shell: Shell, keep: Keep, played: Game, said: Callable[[bytes], None]
) -> None:
    path = keep(played)
    before = path.read_bytes()
    for _ in range(3):
        said(b"who,meet\nyes,partly\n")
        refused = shell("pulse", "Rehearsal", "--voice", "team", "--from", "-", "--json")
        assert (refused.code, refused.out) == (2, "")
        assert "Every square was answered by fewer than three people" in refused.err
    assert path.read_bytes() == before


def test_the_help_promises_what_holds(shell: Shell) -> None:
    shown = " ".join(shell("pulse", "--help").out.split())
    assert PROMISE in shown
