#!/bin/sh
# Print the newest Python that can make the environment; say what to do where there is none.
# PYTHON, when set, is the only one tried.

fits='import sys; sys.exit(sys.version_info < (3, 11))'
without_venv=

for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    "$name" -c "$fits" >/dev/null 2>&1 || continue
    if "$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$name"
        exit 0
    fi
    without_venv=${without_venv:-$name}
done

if [ -n "$without_venv" ]; then
    echo "$without_venv is here, but without its venv and ensurepip modules." >&2
    echo "On Debian and Ubuntu, the package python3-venv brings them." >&2
else
    echo "No Python 3.11 or newer was found${PYTHON:+ as $PYTHON}." >&2
    echo "Install one from https://www.python.org/downloads/, or name one: make play PYTHON=/path/to/python3" >&2
fi
exit 1
