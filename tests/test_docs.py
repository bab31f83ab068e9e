"""What the README and the docs say must be so."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.problems import BoardProblems
from pmo_gameboard.board.reader import read_board
from pmo_gameboard.cli.commands.action import COMMANDS as ACTION_COMMANDS
from pmo_gameboard.cli.commands.board import COMMANDS as BOARD_COMMANDS
from pmo_gameboard.cli.main import COMMANDS
from pmo_gameboard.errors import ExitCode
from pmo_gameboard.reports.pulse_files import read_answers
from pmo_gameboard.saves.boards import find_board

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BOARDS = (ROOT / "docs" / "boards.md").read_text(encoding="utf-8")
SCRIPTS = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
PAGES = {"README.md": README, "docs/boards.md": BOARDS, "docs/scripts.md": SCRIPTS}
GROUPS = {"action": ACTION_COMMANDS, "board": BOARD_COMMANDS}
IMAGES = sorted((ROOT / "docs" / "images").glob("*.svg"))

SLIPS = {
    "need: 5": "need: five",
    "kind: task": "kind: taks",
    "by: weight": "by: wieght",
    "number: 4": "number: 5",
    "prompt: Has": "promt: Has",
}
"""The slips in the example that ``board check`` is shown to find."""


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)


def words_in_code(page: str) -> set[str]:
    prose = re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    return set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", prose))))


def keys(schema: dict[str, Any]) -> set[str]:
    models = [schema, *schema["$defs"].values()]
    return {key for model in models for key in model["properties"]}


@pytest.mark.parametrize("text", [text for page in PAGES.values() for text in blocks(page, "yaml")])
def test_every_board_in_the_docs_is_a_good_one(text: str) -> None:
    assert read_board(text, "docs").path


def test_board_check_answers_as_the_docs_show() -> None:
    [example] = blocks(BOARDS, "yaml")
    for right, wrong in SLIPS.items():
        assert right in example
        example = example.replace(right, wrong, 1)
    with pytest.raises(BoardProblems) as problems:
        read_board(example, "my-board.yaml")
    shown = blocks(BOARDS, "console")[0].splitlines()
    assert shown == ["$ pmo-gameboard board check my-board.yaml", *str(problems.value).splitlines()]


def test_the_docs_name_every_field_of_a_board() -> None:
    assert keys(Board.model_json_schema()) - words_in_code(BOARDS) == set()


@pytest.mark.parametrize("text", [*blocks(SCRIPTS, "csv"), *blocks(SCRIPTS, "json")])
def test_every_survey_in_the_docs_is_taken(text: str) -> None:
    board = find_board(None, ROOT)
    answers = read_answers(text.encode(), "docs", board, "customers")
    assert len(answers.tallies) == (1 if text.startswith("{") else 2)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_in_the_docs_is_there(page: str) -> None:
    for command, second in re.findall(r"pmo-gameboard (?!-)(\w+)(?: (\w+))?", PAGES[page]):
        assert command in COMMANDS
        assert command not in GROUPS or second in GROUPS[command]


def test_the_readme_lists_every_command() -> None:
    listed = set(re.findall(r"^\| `pmo-gameboard ([a-z ]*[a-z])", README, flags=re.MULTILINE))
    within = {f"{group} {name}" for group, names in GROUPS.items() for name in names}
    assert listed == {*COMMANDS, *within} - GROUPS.keys()


def test_the_readme_names_every_exit_code() -> None:
    [sentence] = re.findall(r"Exit codes: (.*?)\n\n", README, flags=re.DOTALL)
    assert {int(number) for number in re.findall(r"\d+", sentence)} == set(ExitCode)


def test_the_readme_says_why_each_dependency_is_needed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[\w-]+", requirement)
        assert name
        assert re.search(rf"^\| \[{name[0]}\]", README, flags=re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", PAGES[page])
    assert links
    for link in links:
        assert ((ROOT / page).parent / link).exists(), link


@pytest.mark.parametrize("image", IMAGES, ids=lambda image: image.stem)
def test_a_screenshot_needs_nothing_from_elsewhere(image: Path) -> None:
    text = image.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    assert "@font-face" not in text
    assert not re.search(r"url\((?!#)|href=|src", text)
