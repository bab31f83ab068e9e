"""A small board on which every kind of value is used, and games on it."""

from datetime import UTC, date, datetime

from pmo_gameboard.board.models import Board
from pmo_gameboard.board.reader import read_board
from pmo_gameboard.game.actions import add_action, do_action, drop_action
from pmo_gameboard.game.check_ins import check_in_today, name_check_in
from pmo_gameboard.game.moves import (
    add_rows,
    declare,
    new_game,
    set_answer,
    set_aside,
    set_next_session,
)
from pmo_gameboard.game.pulses import add_pulse, vote
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally, Value
from pmo_gameboard.game.turns import next_turn, set_players
from pmo_gameboard.saves.format import Save

TODAY = date(2026, 3, 2)
LATER = date(2026, 3, 5)
NOW = datetime(2026, 3, 2, 14, 2, 30, tzinfo=UTC)

GARDEN = """\
format: 1
id: garden
title: The garden
about: Grow something.
registers:
  - id: plants
    name: Plants
    row: plant
    rows: plants
    named_by: name
    columns:
      - {type: text, id: name, label: Name}
      - {type: notes, id: story, label: Story}
      - type: choice
        id: bed
        label: Bed
        options: [{id: north, label: North}, {id: south, label: South}]
      - {type: scale, id: joy, label: Joy}
      - {type: number, id: height, label: Height, unit: cm}
      - {type: yes_no, id: watered, label: Watered}
      - {type: date, id: sown, label: Sown}
      - {type: rank, id: place, label: Place}
      - {type: links, id: likes, label: Likes, to: plants}
      - {type: link, id: tool, label: Tool, to: tools}
  - id: tools
    name: Tools
    row: tool
    rows: tools
    named_by: name
    columns: [{type: text, id: name, label: Name}]
stages:
  - id: start
    name: Start
    short: Start
    statement: Nothing grows yet.
    summary: Nothing grows yet
    squares:
      - id: why
        number: 1
        kind: question
        title: Why?
        short: Why?
        prompt: Why a garden?
        asks:
          - {type: text, id: reason, label: Reason}
          - type: choice
            id: size
            label: Size
            options: [{id: small, label: Small, score: 0.5}, {id: large, label: Large}]
          - {type: scale, id: will, label: Will, scores: [0, 0.25, 0.5, 0.75, 1]}
      - id: plant
        number: 2
        kind: final
        title: Plant
        short: Plant
        prompt: What grows here?
        asks:
          - type: rows
            id: plants
            label: Plants
            register: plants
            columns: [name, bed, joy, sown, place]
            look_at: {rows: top, top: 3, by: place}
            add: true
            need: 1
            meets: [{column: bed, is: [north]}, {column: sown, ahead: true}]
            sort: {by: joy, order: descending}
            counted: plants
          - type: rows
            id: tools
            label: Tools
            register: tools
            columns: [name]
            add: true
            need: all
            meets: [{column: name}]
            counted: tools
"""


def garden() -> Board:
    return read_board(GARDEN, "garden.yaml")


def full_game() -> Game:
    """A game in which every kind of value is used."""
    game = new_game(garden(), "Acme", TODAY)
    game = set_answer(game, "why", "reason", "Peace, “quiet”\nand 🍅 – 庭", TODAY, "Ada")
    game = set_answer(game, "why", "size", "small", TODAY)
    game = set_answer(game, "why", "will", 5, TODAY)
    game = add_rows(game, "tools", [{"name": "Spade"}], TODAY)
    game = add_rows(game, "plants", [{"name": "Tomato", "place": 1}], TODAY, "Ada")
    bean: dict[str, Value] = {
        "name": "Bean",
        "story": "Climbs.",
        "bed": "north",
        "joy": 1,
        "height": 3.0,
        "watered": True,
        "sown": "2026-02-01",
        "place": 1,
        "likes": ("r2",),
        "tool": "r1",
    }
    game = add_rows(game, "plants", [bean], TODAY)
    game = declare(game, "plant", "It all grows.", TODAY, "Ada")
    return set_next_session(game, date(2026, 3, 9))


def lively_game() -> Game:
    """The same game on a later day, with all that people said, agreed and noted."""
    heard = "prompt: Why a garden?\n        said: We know why.\n        heard: They ask us why."
    board = read_board(GARDEN.replace("prompt: Why a garden?", heard), "garden.yaml")
    game = full_game().model_copy(update={"board": board})
    game = name_check_in(survey(game, TODAY), "Spring review")
    said = {"plant": Tally(yes=6), "why": Tally(not_yet=1, partly=2, yes=3)}
    game = add_pulse(game, "team", "hands", said, LATER, "Ada")
    game = vote(game, "customers", "round", "why", Tally(partly=1, yes=3), LATER, "Ada")
    due = date(2026, 3, 20)
    game = add_action(game, "Water it", TODAY, "Ada", owner="Ben", due=due, square="plant")
    game = add_action(game, "Ask the neighbours “why”", LATER)
    game = do_action(add_action(game, "Buy a spade", TODAY, owner="Ada"), "a3", LATER)
    game = drop_action(add_action(game, "Buy a tractor", TODAY), "a4", LATER)
    game = set_aside(game, "plant", "Winter.", LATER)
    game = next_turn(set_players(game, ["Ada", "Ben", "庭"]), lambda _: 1)
    return check_in_today(survey(game, LATER))


def save_of(game: Game, revision: int = 1, at: str | None = None) -> Save:
    return Save(format=1, revision=revision, saved_at=NOW, at=at, game=game)
