import pytest

from boards import CUSTOMERS, make_board, square, text_ask
from pmo_gameboard.board.models import Square
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.naming import find_square, squares_by_name

Named = dict[str, tuple[Square, ...]]

KNOWN = squares_by_name(CUSTOMERS)
ALIKE = squares_by_name(
    make_board(
        square(1, "one", text_ask(), title="Talk"),
        square(2, "two", text_ask(), title="Talk"),
        square(3, "talk", text_ask(), title="Meet"),
    )
)


@pytest.mark.parametrize("name", ["meet", "3", "Meet", " MEET ", "meet\u200e"])
def test_a_square_is_named_by_its_id_its_number_or_its_title(name: str) -> None:
    assert find_square(KNOWN, name).id == "meet"


@pytest.mark.parametrize(
    ("known", "name", "told"),
    [
        (KNOWN, "metes", "There is no square “metes”. Did you mean 3, “Meet”?"),
        (KNOWN, "", "There is no square “”. Use a number of the board: 4b."),
        (KNOWN, "zzz", "There is no square “zzz”. Use a number of the board: 4b."),
        (ALIKE, "talk", "“talk” could be square 1, 2 or 3. Use its number."),
    ],
)
def test_what_names_no_square_or_several_is_refused(known: Named, name: str, told: str) -> None:
    with pytest.raises(MoveError) as refused:
        find_square(known, name)
    assert str(refused.value) == told
