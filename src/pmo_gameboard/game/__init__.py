"""What a game is: its state, the moves, and the rules that read it. Pure functions only."""
