"""A pulse that comes in a file: a spreadsheet, a form's export, or JSON.

It is taken whole or not at all. What a form exports holds who said what, which stays outside: the
counts alone come in, of squares that enough people answered.
"""

from pmo_gameboard.board.models import Board
from pmo_gameboard.game.state import Voice
from pmo_gameboard.game.unseen import TOO_FEW
from pmo_gameboard.reports.asked import asked_of
from pmo_gameboard.reports.counting import Answers
from pmo_gameboard.reports.faults import Faults
from pmo_gameboard.reports.pulse_documents import read_document
from pmo_gameboard.reports.pulse_tables import read_table

MAX_BYTES = 2**20
"""The largest file: three thousand people on the board that ships."""

_AS_UTF_8 = "Save it as “CSV UTF-8”, or as UTF-8 in your editor."
_OTHER_UNICODE = (b"\xff\xfe", b"\xfe\xff")


def read_answers(data: bytes, name: str, board: Board, voice: Voice) -> Answers:
    """Read what a voice said about the squares of a board.

    Args:
        data: The content of the file.
        name: What to call it in messages; one that ends in ``.json`` must hold JSON.
        board: The board.
        voice: Who was asked.

    Raises:
        BadFileError: Something is wrong with it; all of that is told.
    """
    faults = Faults()
    text = _decoded(data, faults)
    faults.check(name)
    is_json = name.lower().endswith(".json") or text.lstrip().startswith(("{", "["))
    answers = (read_document if is_json else read_table)(text, asked_of(board, voice), faults)
    if not faults and not any(counted.total for counted in answers.tallies.values()):
        faults.add(1, f"{TOO_FEW} Wait for more." if answers.few else "There are no answers in it.")
    faults.check(name)
    return answers


def _decoded(data: bytes, faults: Faults) -> str:
    """The text of a file, without its byte order mark; empty where it is none."""
    if len(data) > MAX_BYTES:
        faults.add(1, f"A pulse has {MAX_BYTES // 2**20} MB at the most; this has more.")
    elif data.startswith(_OTHER_UNICODE):
        faults.add(1, f"This is text in UTF-16. {_AS_UTF_8}")
    elif b"\0" in data:
        faults.add(1, "This is not a text file. Save it as CSV: a workbook cannot be read.")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            faults.add(line, f"This is not text in UTF-8. {_AS_UTF_8}")
        else:
            if text.strip():
                return text
            faults.add(1, "This file is empty.")
    return ""
