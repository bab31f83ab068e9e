"""A terminal board game and self-assessment for project management offices."""

__version__ = "0.1.0"
