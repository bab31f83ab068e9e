"""The boards that the board layer is tested on."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent / "boards"
SHIPPED = Path(__file__).parents[2] / "boards"


@pytest.fixture(
    params=sorted([*HERE.glob("*.yaml"), *SHIPPED.glob("*.yaml")]), ids=lambda p: p.name
)
def board_file(request: pytest.FixtureRequest) -> Path:
    """Each board that has to be a good one."""
    path: Path = request.param
    return path


@pytest.fixture
def good() -> str:
    """The text of a board that uses every kind of ask, column and lens."""
    return (HERE / "lending-library.yaml").read_text(encoding="utf-8")
