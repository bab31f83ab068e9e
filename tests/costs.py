"""What work costs beside a plain piece of work in the same run: no test compares seconds.

Both are told in the processor's time of this thread, so that it matters little what else runs.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import thread_time

TRIES = 5


def plain_work() -> object:
    """The measure: some milliseconds of numbers, words and a dictionary."""
    return {str(number): len(str(number * number)) for number in range(20_000)}


def cost(work: Callable[[], object]) -> float:
    """The processor's time that something takes."""
    begun = thread_time()
    work()
    return thread_time() - begun


@contextmanager
def at_most(times: float) -> Iterator[None]:
    """Fail where the block costs more than so many times the plain work."""
    begun = thread_time()
    yield
    took = thread_time() - begun
    if took < times * cost(plain_work):
        return  # clear at the first look; near the limit, look again
    measure = median(cost(plain_work) for _ in range(TRIES))
    assert took < times * measure, f"{took / measure:.0f} times the plain work, not {times:.0f}"
