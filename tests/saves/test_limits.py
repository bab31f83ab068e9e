"""What is written can be read: at every limit of a save, and beyond it nothing is written."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from annotated_types import Le, MaxLen
from pydantic import StringConstraints

from pmo_gameboard.board.models import Model
from pmo_gameboard.errors import GameboardError, MoveError, SaveError
from pmo_gameboard.game.actions import add_action, change_action
from pmo_gameboard.game.agenda import Item
from pmo_gameboard.game.check_ins import name_check_in
from pmo_gameboard.game.merge import merge
from pmo_gameboard.game.moves import add_rows, declare, set_answer, set_cell
from pmo_gameboard.game.pulses import add_pulse, vote
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import (
    MAX_ACTIONS,
    MAX_PEOPLE,
    MAX_PLAYERS,
    MAX_PULSES,
    MAX_ROWS,
    MAX_TEXT,
    MAX_TURNS,
    MOST_EVER,
    Action,
    CheckIn,
    Entry,
    Game,
    Player,
    Pulse,
    Row,
    Tally,
    Word,
)
from pmo_gameboard.game.turns import next_turn, set_players
from pmo_gameboard.play import opening
from pmo_gameboard.saves.format import MOST_REVISIONS, Save, dump, load
from pmo_gameboard.saves.names import MAX_NAME, check_name
from pmo_gameboard.saves.room import MOST_WORDS, RoomState, room_at
from pmo_gameboard.saves.save_file import SaveFile
from pmo_gameboard.saves.store import read_save, write_save
from saves.gardens import LATER, NOW, TODAY, lively_game, save_of

MODELS = (Save, RoomState, Game, Row, Entry, Word, Tally, Pulse, Action, CheckIn, Player)
"""What a save is made of, but for its board, which no move changes."""

Beyond = Callable[[Game], Game]


def limited(model: type[Model]) -> Iterator[str]:
    """The fields of a model with a greatest number, length or count; ids come from the board."""
    for name, field in model.model_fields.items():
        for mark in field.metadata:
            longest = isinstance(mark, StringConstraints) and mark.max_length and not mark.pattern
            if longest or isinstance(mark, Le | MaxLen):
                yield f"{model.__name__}.{name}"


def with_check_ins(game: Game, number: int) -> Game:
    named = tuple(
        game.check_ins[0].model_copy(update={"on": TODAY, "name": f"Review {each}"})
        for each in range(number)
    )
    return game.model_copy(update={"check_ins": named})


def with_pulses(game: Game) -> Game:
    return game.model_copy(update={"pulses": game.pulses[:1] * MAX_PULSES})


def with_actions(game: Game) -> Game:
    actions = tuple(
        game.actions[0].model_copy(update={"id": f"a{number}"}) for number in range(1, 1001)
    )
    return game.model_copy(update={"actions": actions, "next_action": 1001})


def with_turns(game: Game) -> Game:
    players = tuple(each.model_copy(update={"turns": MAX_TURNS}) for each in game.players)
    return game.model_copy(update={"players": players})


def one_more_voter(kind: str, game: Game) -> Game:
    others = {"yes": 1} if kind != "yes" else {"partly": 1}
    return vote(game, "team", "hands", "why", Tally(**{kind: MAX_PEOPLE}, **others), LATER)


def another(game: Game) -> Game:
    return add_rows(game, "tools", [{"name": "Hoe"}], LATER)


def updated(**fields: object) -> Callable[[Game], Game]:
    return lambda game: game.model_copy(update=fields)


NEAR = date(2026, 3, 6)
AS_IT_IS = updated()

MOVES: dict[str, tuple[Callable[[Game], Game], Beyond]] = {
    "Game.next_row": (updated(next_row=MOST_EVER), another),
    "Game.next_row, merged": (
        updated(next_row=MOST_EVER),
        lambda game: merge(game, another(lively_game()), {}),
    ),
    "Game.next_action": (
        updated(next_action=MOST_EVER),
        lambda game: add_action(game, "Rake", LATER),
    ),
    "Game.next_action, merged": (
        updated(next_action=MOST_EVER),
        lambda game: merge(game, with_other_actions(), {}),
    ),
    "Game.pulses": (
        with_pulses,
        lambda game: add_pulse(game, "team", "hands", {"why": Tally(yes=3)}, LATER),
    ),
    "Game.actions": (with_actions, lambda game: add_action(game, "Rake", LATER)),
    "Game.check_ins": (
        lambda game: with_check_ins(game, 400),
        lambda game: name_check_in(survey(game, NEAR), "One too many"),
    ),
    "Game.players": (
        lambda game: set_players(game, map("P{}".format, range(MAX_PLAYERS))),
        lambda game: set_players(game, map("P{}".format, range(MAX_PLAYERS + 1))),
    ),
    "Game.turn": (AS_IT_IS, lambda game: next_turn(set_players(game, ["P" * 81]), lambda _: 0)),
    "Player.name": (AS_IT_IS, lambda game: set_players(game, ["P" * 81])),
    "Player.turns": (with_turns, lambda game: next_turn(game, lambda _: 0)),
    "Action.text": (AS_IT_IS, lambda game: add_action(game, "a" * 401, LATER)),
    "Action.text, changed": (AS_IT_IS, lambda game: change_action(game, "a1", text="a" * 401)),
    "Action.owner": (AS_IT_IS, lambda game: change_action(game, "a1", owner="O" * 81)),
    "CheckIn.name": (AS_IT_IS, lambda game: name_check_in(survey(game, LATER), "n" * 81)),
    "Word.note": (AS_IT_IS, lambda game: declare(game, "why", "n" * (MAX_TEXT + 1), LATER)),
    **{
        f"Tally.{kind}": (AS_IT_IS, partial(one_more_voter, kind))
        for kind in ("not_yet", "partly", "yes")
    },
    "the rows of a register": (
        lambda game: add_rows(
            game, "plants", [{"name": f"P{n}"} for n in range(MAX_ROWS - 2)], LATER
        ),
        lambda game: add_rows(game, "plants", [{"name": "One more"}], LATER),
    ),
    "the text of a cell": (
        AS_IT_IS,
        lambda game: set_cell(game, "plants", "r2", "story", "s" * (MAX_TEXT + 1), LATER),
    ),
    "the text of an answer": (
        AS_IT_IS,
        lambda game: set_answer(game, "why", "reason", "r" * (MAX_TEXT + 1), LATER),
    ),
}
"""A game at each limit, and a move that would take it further."""

OTHERWISE = {
    "Save.revision": "no more are counted; see below",
    "RoomState.minutes": "an item of an agenda is shorter than its meeting",
    "RoomState.after": "cut; see below",
    "Game.name": "see below",
    "CheckIn.percent": "a share",
    "Entry.by": "cut; see below",
    "Word.by": "as Entry.by",
    "Pulse.by": "as Entry.by",
    "Action.by": "as Entry.by",
}
"""The limits that no move can pass, and why."""


def with_other_actions() -> Game:
    return change_action(lively_game(), "a1", text="Something else")


def test_every_limit_is_tried() -> None:
    fields = {name for model in MODELS for name in limited(model)}
    moves = {name.partition(",")[0] for name in MOVES if "." in name}
    assert {"Game.next_action", "Player.turns", "Word.note"} <= fields
    assert fields | {"Game.next_row"} == moves | OTHERWISE.keys()


@pytest.mark.parametrize("name", MOVES)
def test_move_at_a_limit_is_refused_in_a_sentence(name: str) -> None:
    at_limit, beyond = MOVES[name]
    game = at_limit(lively_game())
    assert load(dump(save_of(game)), "").game == game
    with pytest.raises(MoveError, match=r"^[A-Z“0-9].*\.$"):
        beyond(game)


@pytest.mark.parametrize(
    "beyond",
    [
        updated(next_row=MOST_EVER + 1),
        updated(next_action=MOST_EVER + 1),
        lambda game: with_turns(game).model_copy(
            update={"players": (Player.model_construct(name="Ada", turns=MAX_TURNS + 1),)}
        ),
        lambda game: game.model_copy(update={"pulses": game.pulses * MAX_PULSES}),
        lambda game: game.model_copy(update={"actions": game.actions * MAX_ACTIONS}),
        updated(name="n" * (MAX_NAME + 1)),
    ],
)
def test_what_could_not_be_read_back_is_not_written(tmp_path: Path, beyond: Beyond) -> None:
    path, save = tmp_path / "acme.json", save_of(lively_game())
    write_save(path, save)
    with pytest.raises(SaveError, match="could not be read back"):
        SaveFile(path, save).write(beyond(save.game), None, NOW)
    assert read_save(path) == save


def test_a_save_that_was_written_as_often_as_is_counted_is_written_on(tmp_path: Path) -> None:
    path, save = tmp_path / "acme.json", save_of(lively_game(), revision=MOST_REVISIONS)
    write_save(path, save)
    SaveFile(path, save).write(another(save.game), None, NOW)
    assert read_save(path).game == another(save.game)


def test_words_of_the_room_are_cut() -> None:
    game = lively_game()
    items = [Item("square", title, "", 5, 5) for title in ("Why?", "t" * 2 * MOST_WORDS)]
    assert len(room_at(items, 0, survey(game, TODAY), None).after) == MOST_WORDS


def test_the_name_of_a_game_is_refused_where_it_is_too_long() -> None:
    with pytest.raises(GameboardError, match="characters"):
        check_name("n" * (MAX_NAME + 1))


def test_the_name_of_a_player_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "u" * 500)
    assert Entry(value="Hoe", on=LATER, by=opening.player()).by == "u" * 80
