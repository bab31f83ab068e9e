"""A square by the player's word: declared done with a note, or set aside with a reason."""

from pmo_gameboard.board.text import one_line
from pmo_gameboard.game.moves import declare, set_aside, take_back
from pmo_gameboard.game.words import clip
from pmo_gameboard.plain.dialogue import Act, Option
from pmo_gameboard.plain.play import Play


def give_word(play: Play, stop_id: str) -> None:
    """Declare the square done, set it aside, or take either back."""
    word = play.game.words.get(stop_id)
    label = play.game.board.squares_by_id[stop_id].label
    now = f" Now: {clip(word.note)}" if word else ""
    options: list[Option[Act]] = [
        Option("Done elsewhere: say where, and it counts", lambda: _declare(play, stop_id)),
        Option("Not for us: say why, and it leaves the count", lambda: _set_aside(play, stop_id)),
    ]
    if word:
        options.append(
            Option(
                "Take it back",
                lambda: play.make(
                    lambda: take_back(play.game, stop_id),
                    f"word on square {label} taken back",
                    stop_id,
                    "Taken back.",
                ),
            )
        )
    act = play.talk.choose(f"By your word.{now}", options)
    if act is not None:
        act()


def _declare(play: Play, stop_id: str) -> None:
    note = play.talk.ask("Where is it done? A few words, for whoever reads it next.")
    if note is not None:
        play.make(
            lambda: declare(play.game, stop_id, one_line(note), play.today, play.by),
            f"square {play.game.board.squares_by_id[stop_id].label} declared done",
            stop_id,
            f"Noted: “{clip(one_line(note))}”.",
        )


def _set_aside(play: Play, stop_id: str) -> None:
    why = play.talk.ask("Why is it not for you? A few words, for whoever reads it next.")
    if why is not None:
        play.make(
            lambda: set_aside(play.game, stop_id, one_line(why), play.today, play.by),
            f"square {play.game.board.squares_by_id[stop_id].label} set aside",
            stop_id,
            f"Noted: “{clip(one_line(why))}”.",
        )
