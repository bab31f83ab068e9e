# Everything there is to do here, with nothing but make and Python 3.11 or newer. `make help` lists it.

.POSIX:
.SUFFIXES:

VENV = .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTHON =
ARGS =

.PHONY: help play test check format bench torture clocks snapshots shots build clean

help:
	@echo 'make play     play; make play ARGS="demo" rehearses on a sample game'
	@echo 'make test     run the tests; make test ARGS="-k standings" runs some'
	@echo 'make check    lint, check the formatting, the types and the layers'
	@echo 'make format   format the code'
	@echo 'make bench    measure what "fast" means here'
	@echo 'make torture  crash, kill and damage what is saved, for minutes, and count what is lost'
	@echo 'make clocks   run the tests on other days, in other time zones'
	@echo 'make snapshots  keep how the screens look now for the tests'
	@echo 'make shots    draw the screenshots again'
	@echo 'make build    build the wheel and the source archive into dist/'
	@echo 'make clean    remove all that was built, the environment too'

play: $(VENV)/.runtime
	@$(BIN)/python -m pmo_gameboard $(ARGS)

test: $(VENV)/.dev
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/run.py $(ARGS)

torture: $(VENV)/.dev
	$(BIN)/python scripts/torture.py $(ARGS)

clocks: $(VENV)/.dev
	$(BIN)/python scripts/clocks.py $(ARGS)

snapshots: $(VENV)/.dev
	$(BIN)/python -m pytest tests/tui/test_snapshots.py --snapshot-update $(ARGS)

shots: $(VENV)/.dev
	$(BIN)/python scripts/screenshots.py $(ARGS)

build: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist .

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A link to a Python that has gone counts as missing, so it is made anew.
$(BIN)/python:
	@python=$$(PYTHON='$(PYTHON)' sh scripts/find_python.sh) && \
	echo "Making the environment in $(VENV) with $$python; this happens once." && \
	{ "$$python" -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }; }

$(VENV)/.runtime: $(BIN)/python pyproject.toml
	@echo "Installing what the game needs."
	@$(PIP) install --editable .
	@touch $@

# Groups of dependencies need pip 25.1.
$(VENV)/.dev: $(VENV)/.runtime
	@echo "Installing what the tests and checks need."
	@$(PIP) install "pip>=25.1"
	@$(PIP) install --group dev
	@touch $@
