"""The games of the garden, as the tests of saves have them."""

from saves.conftest import board, game, lively, save

__all__ = ["board", "game", "lively", "save"]
