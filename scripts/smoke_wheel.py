"""Install a wheel into a new environment outside the checkout, and see that it works there.

Only an installed wheel shows whether the shipped boards and the sample game are inside it: an
editable install finds them in the checkout.

Usage: python scripts/smoke_wheel.py dist/pmo_gameboard-0.1.0-py3-none-any.whl
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Collection
from pathlib import Path
from typing import Any

SHIPPED = "import sys; from pmo_gameboard.paths import shipped; print(shipped(sys.argv[1]))"


class Installed:
    """The program in an environment of its own, with a home of its own."""

    def __init__(self, wheel: Path, home: Path) -> None:
        self.home = home
        scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
        self.python = str(scripts / "python")
        self.program = str(scripts / "pmo-gameboard")
        venv.create(home / "env", with_pip=True)
        self.run(self.python, "-m", "pip", "install", "--quiet", str(wheel))

    def run(self, *command: str, fine: Collection[int] = (0,)) -> str:
        """Run a command in the home, and return what it wrote; a failure ends the script."""
        shown = " ".join(Path(word).name if os.sep in word else word for word in command)
        print("+", shown[:100])
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        done = subprocess.run(
            command,
            cwd=self.home,
            env={**kept, "PMO_GAMEBOARD_DATA": str(self.home / "data"), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode not in fine:
            sys.exit(f"It ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def play(self, *arguments: str, fine: Collection[int] = (0,)) -> str:
        """Run the program itself."""
        return self.run(self.program, *arguments, fine=fine)

    def shipped(self, what: str) -> list[str]:
        """The paths of the boards or saves that ship with the program."""
        folder = Path(self.run(self.python, "-c", SHIPPED, what).strip())
        return sorted(str(path) for path in folder.iterdir() if path.suffix in {".yaml", ".json"})


def expect(fact: object, otherwise: str) -> None:
    """End the script where something is not as it should be."""
    if not fact:
        sys.exit(f"The wheel is not right: {otherwise}")


def smoke(installed: Installed) -> None:
    """Go through what a newcomer does at the shell."""
    version = installed.play("--version").strip()
    expect(
        installed.run(installed.python, "-m", "pmo_gameboard", "--version").strip() == version,
        version,
    )
    boards = installed.shipped("boards")
    expect(len(boards) > 1, "fewer than two boards ship with it")
    installed.play("board", "check", *boards)
    expect(installed.play("board", "list"), "board list is empty")
    json.loads(installed.play("board", "schema"))

    installed.play("new", "A smoke test")
    status: dict[str, Any] = json.loads(installed.play("status", "--json"))
    expect(status["game"] == "A smoke test", "status is of another game")
    expect(len(json.loads(installed.play("games", "--json"))) == 1, "the new game is not listed")

    installed.play("action", "add", "A smoke test", "Ring a customer")
    installed.play("action", "done", "A smoke test", "1")

    samples = installed.shipped("saves")
    expect(samples, "the sample game does not ship with it")
    for sample in samples:
        status = json.loads(installed.play("status", sample, "--json", fine=(0, 1)))
        expect(status["percent"] > 0, f"{sample} is not half played")
    report = json.loads(installed.play("doctor", "--json"))
    expect(report["version"] in version, "doctor speaks of another version")


def main() -> None:
    """Smoke-test the wheel that the command line names."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program's name and one wheel
        sys.exit(__doc__)
    wheel = Path(sys.argv[1]).resolve(strict=True)
    with tempfile.TemporaryDirectory() as folder:
        smoke(Installed(wheel, Path(folder)))
    print("The wheel works.")


if __name__ == "__main__":
    main()
