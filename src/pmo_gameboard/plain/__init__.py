"""The game in lines: numbered questions and typed answers, for a screen reader or a pipe."""
