"""An open game in lines: what is due, where the token stands, and what there is to do."""

from functools import partial

from pmo_gameboard.game.due import due_now
from pmo_gameboard.game.words import count
from pmo_gameboard.plain.actions import open_actions
from pmo_gameboard.plain.check_ins import open_check_ins
from pmo_gameboard.plain.compare import open_comparison
from pmo_gameboard.plain.dialogue import Act, Menu, Option
from pmo_gameboard.plain.due import due_lines, open_due
from pmo_gameboard.plain.meeting import begin_session, open_meeting
from pmo_gameboard.plain.mending import go_back, mend
from pmo_gameboard.plain.play import MEND, Play
from pmo_gameboard.plain.pulse import open_pulses
from pmo_gameboard.plain.register import open_register
from pmo_gameboard.plain.results import open_results
from pmo_gameboard.plain.square import open_square, place_lines, square_name, state_words
from pmo_gameboard.play.opening import opening_words

ABOUT = (
    "The token stands on the first square that is not done, or that has gone stale. Any square "
    "can be opened at any time: type “square” and its number."
)

DUE, TOKEN = "due", "token"
"""What is typed for what is not always there, so that the numbers of the others stay."""


def play_on(play: Play, *, present: bool = False) -> None:
    """Say what there is to know, then do what is chosen until the game is left.

    Args:
        play: The game.
        present: Whether to begin with an agenda for the room.
    """
    game = play.game
    play.talk.say("", f"{game.name}, on the board “{game.board.title}”.")
    if words := opening_words(play.session):
        play.talk.say(words)
    if due := due_lines(play):
        play.talk.say("What is due:", *due)
    if present:
        begin_session(play)
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    survey = play.survey
    trouble = play.trouble
    options: list[Option[Act]] = []
    if trouble is not None:
        words = f"{trouble.remedy}: {trouble.text}"
        options.append(Option(words, partial(mend, play, trouble), MEND))
    if due := due_now(survey):
        words = f"What is due: {count(len(due), 'thing', 'things')}"
        options.append(Option(words, partial(open_due, play), DUE))
    options += _likeliest(play)
    options += _others(play)
    options += [  # may be typed anywhere: ``square 4b``
        Option(square_name(square), partial(open_square, play, square.id), listed=False)
        for square in play.game.board.path
    ]
    figures = f"{survey.percent}% of the board is done and fresh."
    title = "\n".join(("", *place_lines(survey), figures))
    back = "Save and leave this game"
    if play.session.only_looked_at:
        back = "Leave this game; it was only looked at"
    return Menu(title, options, ABOUT, back, f"{play.game.name}.", fixed=True, top=True)


def _likeliest(play: Play) -> list[Option[Act]]:
    """The square the player was at, or else the one the token stands on, which has a word too."""
    here, at = play.survey.here.square, play.session.at
    first = play.game.board.squares_by_id[at] if at is not None else here
    word = "Open" if at is None else "Go on with"
    words = f"{word} square {first.label}: {first.title}"
    options: list[Option[Act]] = [Option(words, partial(open_square, play, first.id))]
    if first is not here:
        words = f"Open square {here.label}: {here.title}"
        options.append(Option(words, partial(open_square, play, here.id), TOKEN))
    return options


def _others(play: Play) -> list[Option[Act]]:
    return [
        Option("Any square of the path", partial(_choose_square, play)),
        Option("Lists: what you hold", partial(_choose_register, play)),
        Option("Results: where you stand, and what to discuss", partial(open_results, play)),
        Option("Pulse: what people say of each square", partial(open_pulses, play)),
        Option("Actions: who does what by when", partial(open_actions, play)),
        Option("Check-ins: the trend, and what has moved", partial(open_check_ins, play)),
        Option("The session: next date, agenda, whose turn", partial(open_meeting, play)),
        Option("Compare with another game or day", partial(open_comparison, play)),
        Option("Earlier versions of this game", partial(go_back, play)),
    ]


def _choose_square(play: Play) -> None:
    """List the path; its squares are chosen by the numbers they have on the board."""
    survey = play.survey
    options = [
        Option(
            f"{standing.square.title}: {state_words(survey, standing)}"
            f"{' The token is here.' if standing is survey.here and not survey.finished else ''}",
            standing.square.id,
            standing.square.label,
        )
        for standing in survey.standings
    ]
    stop_id = play.talk.choose("The path, first to last. Type a square's number.", options)
    if stop_id is not None:
        open_square(play, stop_id)


def _choose_register(play: Play) -> None:
    game = play.game
    options = [
        Option(
            f"{register.name}: {count(len(game.rows(register.id)), register.row, register.rows)}",
            register.id,
        )
        for register in game.board.registers
    ]
    title = "What you hold." if options else "This board has no lists."
    register_id = play.talk.choose(title, options)
    if register_id is not None:
        open_register(play, register_id)
