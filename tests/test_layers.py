"""What a command loads. A late import escapes the linter, so this looks at a fresh process."""

import subprocess
import sys
from collections.abc import Container
from pathlib import Path

import pytest

from plain.stories import customer_centric
from pmo_gameboard.paths import shipped

LENDING = str(Path(__file__).parent / "board" / "boards" / "lending-library.yaml")

LOADED = """
import sys
from pmo_gameboard.cli.main import main
sys.argv[0] = "pmo-gameboard"
code = main()
loaded = {name.partition(".")[0] for name in sys.modules}
print("loaded:", *sorted(loaded & {"textual", "rich", "pydantic", "yaml"}), file=sys.stderr)
sys.exit(code)
"""


def loaded_by(data: Path, *arguments: str, codes: Container[int] = (0, 2)) -> set[str]:
    """The heavy libraries that a command loads in a process of its own."""
    process = subprocess.run(
        [sys.executable, "-c", LOADED, "--data-dir", str(data), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert process.returncode in codes
    said, _, names = process.stderr.rpartition("loaded:")
    assert "Usage:" not in said
    return set(names.split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("board", "--help")])
def test_help_and_version_load_nothing_heavy(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert loaded_by(tmp_path, *arguments) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "Our PMO", "--board", LENDING),
        ("games",),
        ("status",),
        ("doctor",),
        ("board", "check", LENDING),
        ("board", "schema"),
        ("board", "list"),
        ("board", "show", LENDING),
        ("play",),
        ("demo",),
        (),
        ("play", "--plain"),
        ("demo", "--plain"),
        ("--plain",),
    ],
    ids=lambda arguments: " ".join(arguments[:2]) or "home",
)
def test_what_draws_no_screen_loads_no_textual(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert not {"textual", "rich"} & loaded_by(tmp_path, *arguments)


FORM = "who-benefits,4a\n" + "yes,partly\n" * 3


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "GAME"),
        ("games",),
        ("pulse", "GAME"),
        ("pulse", "GAME", "--voice", "team", "--from", "FORM"),
        ("compare", "GAME", "GAME@Q3 review"),
        ("action", "list", "GAME"),
        ("action", "add", "GAME", "Ring a customer", "--due", "fri"),
        ("action", "done", "GAME", "1"),
        ("action", "drop", "GAME", "1"),
        ("restore", "GAME"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_what_works_on_a_game_loads_no_textual(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    game, form = tmp_path / "games" / "acme.json", tmp_path / "form.csv"
    game.parent.mkdir()
    game.write_bytes((shipped("saves") / "acme-pmo.json").read_bytes())
    form.write_text(FORM)
    places = {"GAME": str(game), "GAME@Q3 review": f"{game}@Q3 review", "FORM": str(form)}
    words = (places.get(word, word) for word in arguments)
    loaded = loaded_by(tmp_path, *words, codes=(0, 1))
    assert not {"textual", "rich"} & loaded
    assert "pydantic" in loaded


def test_the_guard_sees_what_is_loaded(tmp_path: Path) -> None:
    assert "pydantic" in loaded_by(tmp_path, "games")


def test_a_whole_game_in_lines_loads_no_textual(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED, "--data-dir", str(tmp_path), "--plain"],
        input="\n".join(customer_centric()),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    assert "the board is done" in said.stdout
    assert said.stderr.rpartition("loaded:")[2].split() == ["pydantic", "yaml"]
