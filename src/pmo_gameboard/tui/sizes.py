"""The window sizes at which screens change their layout, and other limits of the screens."""

WIDTHS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-low"), (23, "-middle"), (34, "-high")]

MOST_PASTED = 1_000_000
"""The most characters that one paste may bring in; the rest is dropped, and the player told."""

LEAST_WIDTH = 60
LEAST_HEIGHT = 20
