"""``python -m pmo_gameboard``: the same program as ``pmo-gameboard``."""

import sys

from pmo_gameboard.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
