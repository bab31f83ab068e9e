"""Playing: the open game, opening and beginning one, and the ways back to an earlier one."""
