"""The table in which the rows of a register are written."""
