"""Each ordeal, small. ``make torture`` makes them large."""

from pathlib import Path

import pytest

from reliability.ordeals import ORDEALS, SEED, Ordeal


@pytest.mark.parametrize("ordeal", ORDEALS, ids=lambda ordeal: ordeal.run.__name__)
def test_nothing_happens_that_must_not(ordeal: Ordeal, tmp_path: Path) -> None:
    print(f"{ordeal.what}: seed {SEED}")  # noqa: T201 (pytest shows it where it fails)
    figures = ordeal.run(tmp_path, ordeal.few, SEED)
    assert figures.wrong == {}, figures
    if figures.skipped:  # some of it may have been tried: told among the skipped tests all the same
        pytest.skip(f"not all was tried: {figures.skipped}")
    assert figures.tries >= ordeal.few
