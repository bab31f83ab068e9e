"""The screens: each shows the game of its session and makes the player's moves on it."""
