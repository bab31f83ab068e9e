"""Whose turn it is at the keyboard: everybody once before anybody twice."""

from collections.abc import Callable, Iterable

from pmo_gameboard.board.text import one_line
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.state import MAX_PLAYERS, MAX_TURNS, Game, Player

MAX_NAME = 80


def set_players(game: Game, names: Iterable[str]) -> Game:
    """Say who takes turns; whoever was there keeps their count, and nobody starts behind.

    Raises:
        MoveError: There are too many names, or one is too long.
    """
    wanted = {name.casefold(): name for given in names if (name := one_line(given))}
    if len(wanted) > MAX_PLAYERS:
        raise MoveError(f"{MAX_PLAYERS} names are the most that can take turns.")
    if any(len(name) > MAX_NAME for name in wanted.values()):
        raise MoveError(f"A name has {MAX_NAME} characters at the most.")
    known = {player.name.casefold(): player.turns for player in game.players}
    staying = [known[key] for key in wanted if key in known]
    fewest = min(staying, default=0)
    players = tuple(Player(name=name, turns=known.get(key, fewest)) for key, name in wanted.items())
    turn = wanted.get(game.turn.casefold(), "")  # as it is spelt now
    return game.model_copy(update={"players": players, "turn": turn})


def next_turn(game: Game, choose: Callable[[int], int]) -> Game:
    """Draw whose turn it is from those who had the fewest.

    Args:
        game: The game.
        choose: Given a number of people, says which one, counted from 0; chance comes from here.

    Raises:
        MoveError: There is nobody to draw from, or nobody's turns can be counted any further.
    """
    if not game.players:
        raise MoveError("Nobody is in the round yet.", hint="First say who plays.")
    fewest = min(player.turns for player in game.players)
    waiting = [player for player in game.players if player.turns == fewest]
    if fewest >= MAX_TURNS:
        raise MoveError(
            f"Everybody has had {MAX_TURNS:,} turns, which is as many as are counted.",
            hint="Say anew who plays: first nobody, then everybody.",
        )
    others = [player for player in waiting if player.name != game.turn] or waiting
    drawn = others[choose(len(others))]
    players = tuple(
        player.model_copy(update={"turns": player.turns + 1}) if player is drawn else player
        for player in game.players
    )
    return game.model_copy(update={"players": players, "turn": drawn.name})
