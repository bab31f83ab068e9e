"""What is asked on top of a screen, and is gone with the answer."""
