"""Work is compared with work."""

import pytest

from costs import at_most, plain_work


def test_work_that_is_as_plain_as_the_measure_is_cheap() -> None:
    with at_most(20):
        plain_work()


def test_work_that_grows_with_the_square_is_found_out() -> None:
    with pytest.raises(AssertionError, match="times the plain work, not 20"), at_most(20):
        [plain_work() for _ in range(100)]
