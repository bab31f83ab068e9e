"""The window sizes at which screens change their layout; the names land on the screen."""

WIDTHS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]
HEIGHTS = [(0, "-low"), (23, "-middle"), (34, "-high")]

LEAST_WIDTH = 60
LEAST_HEIGHT = 20
