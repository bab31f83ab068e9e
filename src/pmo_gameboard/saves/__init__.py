"""Where games live: the save's format, the folder of games, the writing of a save."""
