"""The session in lines: when the team meets next, an agenda, and whose turn it is."""

import secrets
from collections.abc import Sequence
from datetime import date
from functools import partial

from pmo_gameboard.game.agenda import HOW, LENGTHS, PARTS, Item, agenda
from pmo_gameboard.game.dates import show_date
from pmo_gameboard.game.moves import set_next_session
from pmo_gameboard.game.readings import readings
from pmo_gameboard.game.turns import next_turn, set_players
from pmo_gameboard.game.words import count
from pmo_gameboard.plain.actions import open_actions
from pmo_gameboard.plain.dates import NONE, TAKES_AWAY, ask_date, spoken_date
from pmo_gameboard.plain.dialogue import Act, Menu, Option, Way
from pmo_gameboard.plain.play import Play
from pmo_gameboard.plain.pulse import open_pulses
from pmo_gameboard.plain.square import open_square, place_lines
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.room import room_at


def open_meeting(play: Play) -> None:
    """Offer what a session needs."""
    play.talk.menu(lambda: _menu(play))


def _menu(play: Play) -> Menu:
    game = play.game
    day = show_date(game.next_session, play.today) if game.next_session else "not agreed yet"
    players = count(len(game.players), "name", "names") if game.players else "no names yet"
    turn = f", it is the turn of {game.turn}" if game.turn else ""
    options: list[Option[Act]] = [
        Option(f"Next session: {day}", partial(ask_next_session, play)),
    ]
    options.extend(
        Option(f"Agenda for {minutes} minutes", partial(_open_agenda, play, minutes))
        for minutes in LENGTHS
    )
    options.append(Option(f"Who takes turns: {players}{turn}", partial(_ask_players, play)))
    if game.players:
        options.append(Option("Draw whose turn it is", partial(_draw, play)))
    return Menu("The session.", options)


def ask_next_session(play: Play) -> None:
    """Ask when the team meets next."""
    given = ask_date(play.talk, "When do you meet next?", TAKES_AWAY, play.today, {NONE})
    if isinstance(given, Way):
        return
    day = given if isinstance(given, date) else None
    on = f"on {spoken_date(day, play.today)}" if day else ""
    said = f"The next session is {on}." if on else "No date is set for the next session."
    words = f"next session {on}" if on else "no date for the next session"
    play.make(lambda: set_next_session(play.game, day), words, said=said)


def begin_session(play: Play) -> None:
    """Begin in the room: an agenda for as long as the session takes."""
    options = [Option(f"{minutes} minutes", minutes) for minutes in LENGTHS]
    minutes = play.talk.choose("How long is the session?", options, back="No agenda")
    if minutes is not None:
        _open_agenda(play, minutes)


def _open_agenda(play: Play, minutes: int) -> None:
    """Say the agenda, and offer its parts one at a time; it stays as it was agreed."""
    items = agenda(readings(play.survey), minutes)
    options: list[Option[Act]] = [
        Option(_item(item), partial(_run, play, items, place)) for place, item in enumerate(items)
    ]
    title = f"The agenda for {minutes} minutes. Open one part after the other."
    play.talk.menu(lambda: Menu(title, options, brief="The agenda.", fixed=True))
    play.session.show_room(None)


def _item(item: Item) -> str:
    minutes = count(item.minutes, "minute", "minutes")
    return f"{item.title.rstrip('.')}: {minutes}, until minute {item.until}. {item.why}"


def _run(play: Play, items: Sequence[Item], place: int) -> None:
    """Say how to run a part of the session, open what it is about, and let notes follow."""
    item = items[place]
    play.session.visit(item.square)
    play.session.show_room(room_at(items, place, play.survey, moment()))
    play.talk.say(f"{PARTS[item.kind]}. {HOW[item.kind]}")
    match item.kind:
        case "opening":
            play.talk.say(*place_lines(play.survey))
        case "pulse":
            open_pulses(play)
        case "closing":
            open_actions(play)
        case _ if item.square is not None:
            open_square(play, item.square)


def _ask_players(play: Play) -> None:
    now = ", ".join(player.name for player in play.game.players)
    prompt = f"Who takes turns? Names with commas between them.{f' Now: {now}' if now else ''}"
    typed = play.talk.ask(prompt)
    if typed is not None:
        play.make(
            lambda: set_players(play.game, typed.split(",")),
            "who takes turns",
            said=lambda: f"Who takes turns: {', '.join(each.name for each in play.game.players)}.",
        )


def _draw(play: Play) -> None:
    drawn = next_turn(play.game, secrets.randbelow)
    whose = f"turn of {drawn.turn}"
    play.make(lambda: drawn, whose, said=f"It is the {whose}.")
