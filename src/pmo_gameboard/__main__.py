"""``python -m pmo_gameboard``, and ``pmo-gameboard``: the program, from its first import on."""

import sys

INTERRUPTED = 130
"""``ExitCode.INTERRUPTED``, before anything is loaded."""


def main() -> int:
    """Load the program and run it; Ctrl+C ends it without a word from the first moment."""
    try:
        from pmo_gameboard.cli.main import main as run  # noqa: PLC0415  # it may be interrupted

        return run()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
