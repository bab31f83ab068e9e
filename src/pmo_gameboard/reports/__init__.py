"""What leaves and enters: files that other programs write or read.

What enters comes from strangers. It is read whole or not at all, within limits, and nothing in it
is guessed: whatever is wrong is told with its line.
"""
