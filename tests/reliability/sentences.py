"""Whether what a person is told is fit to be told."""

import re

_OURS = re.compile(r"Traceback|Errno|\bat 0x[0-9a-f]+|\bNone\b|Error\(")


def is_sentence(text: str) -> bool:
    """Whether a text is a sentence, and not what a fault of a program looks like."""
    return (
        bool(text)
        and text[0] == text[0].upper()
        and text[-1] in ".?!"
        and "\n" not in text
        and not _OURS.search(text)
    )
