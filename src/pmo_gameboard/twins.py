"""For terminals that know only ASCII: every sign of ours, and of Textual's, has a twin."""

_TWINS = {
    # standings, kinds, the token
    "□": "#",
    "★": "*",
    "⚑": "^",
    "○": "o",
    "◐": "~",
    "✓": "+",
    "✎": "w",
    "×": "x",
    "↻": "!",
    "◆": "@",
    "◇": "&",
    "▲": "%",
    # lines and bars
    "│┃▌▐▊▎▋▍▏▕": "|",
    "─━╌┄": "-",
    "▁▂▃▔▄▅▆▇▀": "=",
    "┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╴╵╶╷": "+",
    "█▓": "#",
    "░▒": ".",
    # typography
    "“”„": '"',
    "\u2018\u2019\u201a": "'",
    "\u2010\u2011\u2013\u2014": "-",
    "…": ".",
    "·•": "-",
    "‹": "<",
    "›": ">",
    "\u00a0": " ",
    # keys
    "↵⏎⌫": "<",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
}

ASCII_TWINS = str.maketrans({sign: twin for signs, twin in _TWINS.items() for sign in signs})
"""From each sign to its twin; both are one cell wide, so that nothing moves."""
