"""The program, run once in a process of its own, with what it cost."""

import io
import json
import os
import re
import sys
from pathlib import Path
from statistics import median

from costs import cost, plain_work
from pmo_gameboard.cli.commands import board, board_check, status  # noqa: F401 (loaded beforehand)
from pmo_gameboard.cli.main import main
from reliability.nursery import say

PEAK = re.compile(r"^VmHWM:\s*(\d+) kB$", re.MULTILINE)
TRIES = 5


def measure(out: str, *words: str) -> None:
    """Run the program on some arguments, with all it says written to a file.

    Says its exit code, how many times a plain piece of work it cost, and its peak memory in MB.
    """
    sys.argv, sys.stdin = ["pmo-gameboard", *words], io.StringIO()
    codes: list[int] = []
    spoken = os.dup(1)
    with Path(out).open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    took = cost(lambda: codes.append(main()))
    sys.stdout.flush()
    os.dup2(spoken, 1)
    [peak] = PEAK.findall(Path("/proc/self/status").read_text(encoding="ascii"))
    plain = median(cost(plain_work) for _ in range(TRIES))
    say(json.dumps([codes[0], took / plain, int(peak) // 1024]))
