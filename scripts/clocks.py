"""The tests on other days and in other time zones: ``make clocks``.

The whole suite lives at each of these times, in each zone and in a plain locale, by the clock of
the tests. Beside it libfaketime gives the same times to the whole process, for the tests that
start no thread, lock or program: it disturbs those. What is not here is installed where root may,
and else skipped with a sentence.
"""

import argparse
import os
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

TOP = Path(__file__).parents[1]
MOMENTS = ("2026-12-31T23:58", "2028-02-29T12:00", "2031-07-01T09:00")
ZONES = ("Pacific/Kiritimati", "America/Los_Angeles")
ONCE = (("2028-02-29T12:00", "Pacific/Kiritimati"),)
"""What is run before each change: the day that most years do not have, where it comes first."""

ALL_BUT_FAULTS = ("--ignore", "tests/reliability")
"""What is run before each change: crashes and faults take a third of the time, on whatever day."""

PYTEST = (sys.executable, "-m", "pytest", "-q")
PLAIN = {"LANG": "C", "LC_ALL": "C"}
FALSE = ("faketime", "--exclude-monotonic")
NO_TRACE = {"PYTHONDONTWRITEBYTECODE": "1", "NO_FAKE_STAT": "1"}
"""Under a false clock nothing is left for the runs after it, and files keep their own times."""


def installed(what: str, package: str, *, there: bool) -> bool:
    """Whether something is there, or could be installed."""
    if not there and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (("update", "-qq"), ("install", "-y", "-qq", package)):
            there = subprocess.run(["apt-get", *words], check=False).returncode == 0
    if not there:
        print(f"Skipped: {what} is not here, and cannot be installed. Install {package} for it.")
    return there


def run(told: str, command: tuple[str, ...], **variables: str) -> bool:
    """Run the tests in some way; whether they passed."""
    print(f"\n{told}", flush=True)
    env = os.environ | PLAIN | variables
    return subprocess.run(command, env=env, cwd=TOP, check=False).returncode == 0


def main() -> int:
    """Run them all, and end with 1 where any failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--once", action="store_true", help="one day in one zone, no faults")
    parser.add_argument("tests", nargs="*", help="these files only")
    asked = parser.parse_args()
    zones = Path("/usr/share/zoneinfo", ZONES[0])
    if not installed("the list of time zones", "tzdata", there=zones.exists()):
        return 0
    times = ONCE if asked.once else tuple(product(MOMENTS, ZONES))
    tests = asked.tests or (ALL_BUT_FAULTS if asked.once else ())
    passed = [
        run(f"{at} in {zone}, by the clock of the tests", (*PYTEST, *tests),
            TESTS_AT=f"{at} {zone}")
        for at, zone in times
    ]  # fmt: skip
    if installed("libfaketime", "faketime", there=bool(shutil.which("faketime"))):
        alone = (*PYTEST, "-n", "0", "-m", "alone", *asked.tests)
        passed += [
            run(f"{at} in {zone}, by a false clock of the process",
                (*FALSE, at.replace("T", " ") + ":00", *alone),
                TESTS_AT="system", TZ=zone, **NO_TRACE)
            for at, zone in times
        ]  # fmt: skip
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
