"""The home screen in lines: the games there are, a new one, a rehearsal."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from pmo_gameboard.errors import GameboardError, SaveError
from pmo_gameboard.plain.dates import ask_date
from pmo_gameboard.plain.dialogue import Act, Dialogue, Menu, Option, Way
from pmo_gameboard.plain.mending import choose_version, restore_version
from pmo_gameboard.play.cards import GameCard, game_cards
from pmo_gameboard.play.deleted import Deleted, bring_back, deleted_games, deleted_words
from pmo_gameboard.play.recovery import is_broken, way_back
from pmo_gameboard.play.sample import start_rehearsal
from pmo_gameboard.play.starting import boards, free_name, start
from pmo_gameboard.saves.clock import Clock
from pmo_gameboard.saves.library import Library

NAME = "My PMO"


class Home:
    """The games in a data folder, and what leads to one."""

    def __init__(
        self, talk: Dialogue, data: Path, clock: Clock, play: Callable[[Path], object]
    ) -> None:
        """Take the dialogue, where the games are, and what plays one."""
        self._talk = talk
        self._data = data
        self._clock = clock
        self._play = play

    def stay(self) -> None:
        """Offer what there is to do, until the player leaves."""
        self._talk.say("PMO Gameboard. Where your PMO stands, and what moves it on.")
        self._talk.menu(self._menu)

    def _menu(self) -> Menu:
        cards = game_cards(self._data, self._clock.today())
        games = [card for card in cards if not card.rehearsal]
        new = "Start a new game" if games else "Start your first game"
        rehearsals = [card for card in cards if card.rehearsal]
        options = self._opening(games)
        options.append(Option(new, self._new))
        options.append(Option("Rehearse in a half-played sample game", self._rehearse))
        options += self._opening(rehearsals)
        if cards:
            options.append(Option("Rename a game", partial(self._rename, cards)))
            options.append(Option("Delete a game", partial(self._delete, cards)))
        if deleted := self._deleted():
            undelete = partial(self._undelete, deleted)
            options.append(Option("Undelete: bring back a deleted game", undelete))
        return Menu("\nWhat do you want to play?", options, back="Leave", top=True)

    def _deleted(self) -> list[Deleted]:
        """The games that can be brought back; `restore` says why there are none to be seen."""
        try:
            return deleted_games(self._data)
        except GameboardError:
            return []

    def _opening(self, cards: Sequence[GameCard]) -> list[Option[Act]]:
        return [Option(_words(card), partial(self._open, card)) for card in cards]

    def _open(self, card: GameCard) -> None:
        """Play a game; a broken one has earlier versions to go back to."""
        try:
            self._play(card.path)
        except SaveError as error:
            if not is_broken(error):
                raise
            if way_back(card.path, self._data, error) is None:
                hint = "No earlier version of it was kept."
                raise SaveError(error.message, hint=hint, where=error.where) from None
            self._talk.say(f"{error.where}: {error.message}")
            version = choose_version(self._talk, self._data, card.path, self._clock)
            if version is not None:
                restore_version(self._talk, self._data, card.path, version, self._clock)
                self._play(card.path)

    def _rehearse(self) -> None:
        self._play(start_rehearsal(Library(self._data), self._clock.now()))

    def _new(self) -> None:
        """Ask for a name, a board and perhaps a day, and start."""
        with self._talk.unfinished("No game was started."):
            path = self._start()
        if path is None:
            self._talk.say("No game was started.")
        else:
            self._play(path)

    def _start(self) -> Path | None:
        """Start a game; None where the player goes back."""
        usual = Library(self._data).free_name(NAME)
        leave = f"An empty line takes “{usual}”, 0 goes back."
        name = self._ask_name(f"What is your team called? {leave}", usual, leave)
        if name is None:
            return None
        offered = boards(self._data)
        options = [
            Option(f"{each.title}, {len(each.board.path)} squares" if each.board else "", each)
            for each in offered
        ]
        board = self._talk.choose("Which board?", options)
        if board is None:
            return None
        day = ask_date(
            self._talk,
            "When do you meet next, if you know?",
            "An empty line leaves it open.",
            self._clock.today(),
            leave="An empty line leaves it open, 0 goes back.",
        )
        if day is Way.BACK:
            return None
        session = day if isinstance(day, date) else None
        path, _ = start(name, board.name, session, Library(self._data), self._data, self._clock)
        self._talk.say(f"“{name}” is started, and saved.")
        return path

    def _ask_name(self, prompt: str, usual: str, leave: str, own: Path | None = None) -> str | None:
        """Ask for a name until it is one that the game can have; None to go back."""
        typed = self._talk.line(prompt, prose=True, leave=leave)
        while typed is not Way.BACK:
            try:
                return free_name(self._data, typed if isinstance(typed, str) else usual, own)
            except GameboardError as error:
                self._talk.say(str(error))
            typed = self._talk.line(prompt, said=True, prose=True, leave=leave)
        return None

    def _rename(self, cards: list[GameCard]) -> None:
        options = [Option(card.name, card) for card in cards if not card.problem]
        card = self._talk.choose("Which game?", options)
        if card is None:
            return
        leave = "An empty line or 0 keeps the name."
        prompt = f"What is “{card.name}” to be called? {leave}"
        name = self._ask_name(prompt, card.name, leave, card.path)
        if name is not None and name != card.name:
            Library(self._data).rename(card.path, name)
            self._talk.say(f"“{card.name}” is now called “{name}”.")

    def _delete(self, cards: list[GameCard]) -> None:
        card = self._talk.choose("Which game?", [Option(card.name, card) for card in cards])
        if card is not None and self._talk.agree(
            f"Delete “{card.name}”? Its file moves to the folder “deleted”, where it is kept."
        ):
            kept = Library(self._data).delete(card.path)
            self._talk.say(f"“{card.name}” is deleted. Its file is kept: {kept}")

    def _undelete(self, games: list[Deleted]) -> None:
        today = self._clock.today()
        options = [Option(f"{game.name}: {deleted_words(game, today)}", game) for game in games]
        game = self._talk.choose("Which game is to come back?", options)
        if game is not None:
            self._talk.say(bring_back(self._data, game).words)


def _words(card: GameCard) -> str:
    """A game in a line."""
    if card.problem:
        return f"{card.name}: {card.problem}"
    if card.rehearsal:
        return f"{card.name}, rehearsed {card.played}"
    due = f" {card.due}" if card.due else ""
    return f"{card.name}: {card.where}. {card.percent}%, played {card.played}.{due}"
