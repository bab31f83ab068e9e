"""What a command loads. A late import escapes the linter, so this looks at a fresh process."""

import subprocess
import sys
from pathlib import Path

import pytest

from plain.stories import customer_centric

LENDING = str(Path(__file__).parent / "board" / "boards" / "lending-library.yaml")

LOADED = """
import sys
from pmo_gameboard.cli.main import main
sys.argv[0] = "pmo-gameboard"
main()
loaded = {name.partition(".")[0] for name in sys.modules}
print("loaded:", *sorted(loaded & {"textual", "rich", "pydantic", "yaml"}), file=sys.stderr)
"""


def loaded_by(data: Path, *arguments: str) -> set[str]:
    """The heavy libraries that a command loads in a process of its own."""
    process = subprocess.run(
        [sys.executable, "-c", LOADED, "--data-dir", str(data), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=True,
        stdin=subprocess.DEVNULL,
    )
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


def test_the_guard_sees_what_is_loaded(tmp_path: Path) -> None:
    assert "pydantic" in loaded_by(tmp_path, "games")


def test_a_whole_game_in_lines_loads_no_textual(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED, "--data-dir", str(tmp_path), "--plain"],
        input="\n".join(customer_centric()),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert "the board is done" in said.stdout
    assert said.stderr.rpartition("loaded:")[2].split() == ["pydantic", "yaml"]
