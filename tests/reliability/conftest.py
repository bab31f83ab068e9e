"""The ordeals use forks, kills and terminals as POSIX has them."""

import os

collect_ignore_glob = [] if os.name == "posix" else ["test_*.py"]
