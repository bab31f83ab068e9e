"""What the shell sees: one module a command, and one that owns the streams and exit codes."""
