"""The commands that draw no screen, on machines that are not as they should be."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from boards import CUSTOMERS, TODAY, game_of
from clocks import aged
from pmo_gameboard.errors import GameboardError
from pmo_gameboard.saves.files import ORPHANED_AFTER
from pmo_gameboard.saves.library import Library
from pmo_gameboard.saves.store import read_save
from reliability.figures import Figures, Tally
from reliability.moves import save_of
from reliability.sentences import is_sentence

CODE, WORDLESS, TRACEBACK = "wrong exit codes", "failures without a sentence", "tracebacks"
MODES, UNREADABLE = "files or folders open to others", "unreadable saves"

LEFT, YOUNG = ".sample.json.0123abcd.tmp", ".sample.json.4567cdef.tmp"
"""What a killed program left, and what is only just being written."""

RUN = """
import os, sys, time
real, off = time.time, {years} * 365.25 * 86400
time.time = lambda: real() + off
from pmo_gameboard.__main__ import main
from pmo_gameboard.cli.commands import doctor, games, new, status
for number, words in enumerate({commands}):
    child = os.fork()
    if not child:
        for stream in (1, 2):
            os.dup2(os.open(f"{{number}}-{{stream}}", os.O_WRONLY | os.O_CREAT, 0o600), stream)
        sys.argv[1:] = words
        sys.exit(main())
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""The program, by a clock that is so many years off, a child for each command."""

DATA = Path(".local", "share", "pmo-gameboard")
COMMANDS = (("new", "Our PMO"), ("games",), ("status",), ("doctor",))
_KEPT_OUT = ("PMO_GAMEBOARD", "XDG_", "LC_", "LANG", "TERM", "HOME", "PYTHONUTF8", "NO_COLOR")

FINE, DUE, USAGE, STORAGE = 0, 1, 2, 4
_WELL: Mapping[str, set[int]] = {
    "new": {FINE},
    "games": {FINE},
    "status": {FINE, DUE},
    "doctor": {FINE},
}


@dataclass(frozen=True)
class Place:
    """A machine, as the program finds it.

    Attributes:
        variables: What is set besides the home.
        home: The home, below the ordeal's folder; None for a machine that names none.
        umask: The modes that are taken from new files.
        codes: The exit codes that are right, where not those of a machine that is well.
        prepare: What is done to the home first.
        before: What each command is called through.
        years: How far off the clock is by which files are judged to be old.
    """

    name: str
    variables: Mapping[str, str] = field(default_factory=dict)
    home: str = "home"
    umask: int = 0o022
    codes: Mapping[str, set[int]] = field(default_factory=dict)
    prepare: Callable[[Path], None] = lambda home: home.mkdir(parents=True)
    before: tuple[str, ...] = ()
    years: int = 0


def _with_a_game(home: Path) -> None:
    Library(home / DATA).add(save_of(game_of(CUSTOMERS)))


def _with_leftovers(home: Path) -> None:
    """A game, what a killed program left beside it a while ago, and what another is writing."""
    _with_a_game(home)
    for name, seconds in ((LEFT, ORPHANED_AFTER + 60), (YOUNG, 1)):
        path = home / DATA / "games" / name
        path.touch(mode=0o600)
        aged(path, seconds)


def _read_only(home: Path) -> None:
    _with_a_game(home)
    for path in (home, *home.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)


def _empty_read_only(home: Path) -> None:
    home.mkdir(mode=0o500)


def _a_file(home: Path) -> None:
    home.write_text("not a folder")


def _not_there(_: Path) -> None:
    """Nothing is prepared."""


def _last_touched(year: int) -> Callable[[Path], None]:
    def prepare(home: Path) -> None:
        _with_a_game(home)
        then = (year - 1970) * 365.25 * 86400
        for path in home.rglob("*"):
            os.utime(path, (then, then))

    return prepare


_ROOT = os.name == "posix" and os.geteuid() == 0
_AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if _ROOT else ()
"""What takes from root the right to write where nobody may."""

_DENIED: Mapping[str, set[int]] = {"new": {STORAGE}, "doctor": {DUE}}
_TEN_YEARS = 10

PLACES = (
    Place("a machine that is well"),
    Place("a read-only home", codes=_DENIED, prepare=_read_only, before=_AS_ANYBODY),
    Place(
        "a read-only home without games",
        codes={**_DENIED, "status": {USAGE}},
        prepare=_empty_read_only,
        before=_AS_ANYBODY,
    ),
    Place("a home that is not there", home="not/there", prepare=_not_there),
    Place(
        "a file for a home",
        prepare=_a_file,
        codes={**_DENIED, "games": {STORAGE}, "status": {STORAGE}},
    ),
    Place("umask 000", umask=0),
    Place(
        "a clock ten years ahead",
        {"PMO_GAMEBOARD_TODAY": f"{TODAY.replace(year=TODAY.year + _TEN_YEARS)}"},
        prepare=_with_leftovers,
        years=_TEN_YEARS,
    ),
    Place(
        "a clock ten years behind",
        {"PMO_GAMEBOARD_TODAY": f"{TODAY.replace(year=TODAY.year - _TEN_YEARS)}"},
        prepare=_with_leftovers,
        years=-_TEN_YEARS,
    ),
    Place("files from ten years ahead", prepare=_last_touched(TODAY.year + _TEN_YEARS)),
    Place("files from ten years ago", prepare=_last_touched(TODAY.year - _TEN_YEARS)),
    Place("LANG=C", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Place("TERM=dumb", {"TERM": "dumb"}),
    Place("no TERM, no LANG", {"TERM": "", "LANG": ""}),
)


def commands_anywhere(folder: Path, size: int, seed: int) -> Figures:
    """Call each command on each such machine, ``size`` times."""
    tally = Tally(CODE, WORDLESS, TRACEBACK, MODES, UNREADABLE)
    skipped = ""
    for number in range(size):
        for place in PLACES:
            if place.before and not shutil.which(place.before[0]):
                skipped = f"{place.name}: root may write anywhere, and there is no setpriv here"
                continue
            _try(place, folder / f"{number}-{PLACES.index(place)}", tally)
    return tally.figures(seed, skipped)


def _try(place: Place, folder: Path, tally: Tally) -> None:
    folder.mkdir()
    home = folder / place.home
    place.prepare(home)
    for words, ran in zip(COMMANDS, _run(place, home, folder), strict=True):
        tally.tries += 1
        judge(place, words, ran, tally)
    for path in _everything(home):
        mode = stat.S_IMODE(path.lstat().st_mode)
        if mode & 0o077:
            tally.wrong(MODES, f"{place.name}: {path} {mode:o}")
        if path.parent.name == "games" and path.suffix == ".json":
            _read_back(path, tally)
    _let_go(home)


def _run(place: Place, home: Path, folder: Path) -> list[subprocess.CompletedProcess[bytes]]:
    """What came of each command, one after another."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_KEPT_OUT)}
    usual = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    said = folder / "said"
    said.mkdir()
    program = RUN.format(years=place.years, commands=COMMANDS)
    codes = subprocess.run(
        [*place.before, sys.executable, "-c", program],
        env={**kept, **usual, **place.variables},
        cwd=said,
        umask=place.umask,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        timeout=240,
        check=True,
    ).stdout
    return [
        subprocess.CompletedProcess(
            words, int(code), *((said / f"{number}-{stream}").read_bytes() for stream in (1, 2))
        )
        for number, (words, code) in enumerate(zip(COMMANDS, codes.split(), strict=True))
    ]


def judge(
    place: Place, words: tuple[str, ...], ran: subprocess.CompletedProcess[bytes], tally: Tally
) -> None:
    told = f"{place.name}, {words[0]}: {ran.returncode}, {ran.stderr.decode(errors='replace')}"
    if ran.returncode not in {**_WELL, **place.codes}[words[0]]:
        tally.wrong(CODE, told)
    if b"Traceback" in ran.stdout + ran.stderr:
        tally.wrong(TRACEBACK, told)
    if ran.returncode in {USAGE, STORAGE} and not _says(ran.stderr):
        tally.wrong(WORDLESS, told)
    if words[0] == "doctor" and place.years and LEFT.encode() not in ran.stdout:
        tally.wrong(WORDLESS, f"{place.name}: what a killed program left is not told")
    if words[0] == "doctor" and ran.returncode == DUE and b"amiss" not in ran.stdout:
        tally.wrong(WORDLESS, told)


def _read_back(path: Path, tally: Tally) -> None:
    try:
        read_save(path)
    except GameboardError as error:
        tally.wrong(UNREADABLE, error)
    else:
        tally.tell("saves read back")


def _says(stderr: bytes) -> bool:
    *_, last = stderr.decode(errors="replace").strip().splitlines() or [""]
    return is_sentence(re.sub(r"^Error: ", "", last))


def _everything(home: Path) -> list[Path]:
    """What there is of the game in a home."""
    data = home / DATA
    return [data, *data.rglob("*")] if data.is_dir() else []


def _let_go(home: Path) -> None:
    """Let whoever cleans up remove it."""
    for path in (home, *home.rglob("*")):
        if path.is_dir():
            path.chmod(0o700)
