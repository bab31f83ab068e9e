"""What holds after any moves, allowed or refused, in any order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from boards import CUSTOMERS, EVERYTHING, HABITS, TODAY, Cells, game_of
from pmo_gameboard.board.models import Board, LinkColumn, Register, RowsAsk, Square
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game import actions, check_ins, moves, pulses, turns
from pmo_gameboard.game.agenda import LENGTHS, agenda
from pmo_gameboard.game.cells import check_value, parse_value, show_value
from pmo_gameboard.game.due import due_now, due_words
from pmo_gameboard.game.history import History
from pmo_gameboard.game.readings import (
    disagreement_words,
    gap_words,
    headline,
    readings,
    voice_reason,
)
from pmo_gameboard.game.standings import Survey, still_true, survey
from pmo_gameboard.game.state import Game, Tally, Value, Voice, Way
from pmo_gameboard.game.words import advice, next_step, reason, standing_words
from pmo_gameboard.saves.checks import check_game

REGISTERS = st.sampled_from(EVERYTHING.registers)
ROW_IDS = st.integers(1, 9).map(lambda number: f"r{number}")
NAMES = st.sampled_from(["Ada", "ada", "Cy, Di", "漢字", " "]) | st.text("abc", max_size=3)
ANYTHING: st.SearchStrategy[Value | None] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 6),
    st.floats(allow_nan=True),
    st.sampled_from(["red", "no", "partly", "yes", "blue", "2026-12-03", "2020-01-01"]),
    NAMES,
    ROW_IDS,
    st.lists(ROW_IDS, max_size=3).map(tuple),
)
FITTING: dict[str, st.SearchStrategy[Value]] = {
    "text": NAMES,
    "notes": st.text("ab\n", max_size=3),
    "choice": st.sampled_from(["red", "green", "no", "partly", "yes"]),
    "scale": st.integers(1, 5),
    "yes_no": st.booleans(),
    "number": st.floats(-1000, 1000),
    "date": st.dates(date(2026, 11, 1), date(2027, 3, 1)).map(date.isoformat),
    "rank": st.integers(1, 6),
    "link": ROW_IDS,
    "links": st.lists(ROW_IDS, min_size=1, max_size=3, unique=True).map(tuple),
}
"""Values that mostly fit a slot, by its type."""
VOICE: st.SearchStrategy[Voice] = st.sampled_from(["team", "customers"])
WAYS: list[Way] = ["alone", "hands", "round"]
PEOPLE = st.integers(0, 3)
TALLIES = st.none() | st.builds(Tally, not_yet=PEOPLE, partly=PEOPLE, yes=PEOPLE)
STOP_IDS = [stop.id for stop in EVERYTHING.path]
SOMEWHERE = st.none() | st.sampled_from([*STOP_IDS, "nowhere"])
TYPED = st.one_of(
    st.sampled_from(["Red", "yes", "no", "3", "1,5", "fri", "+2w", "Ada", "Ada, Bo", "1", ""]),
    st.text(max_size=8),
)
BEGUN = moves.add_rows(
    moves.add_rows(
        game_of(EVERYTHING),
        "things",
        [{"name": name, "rank": rank, "scale": 3} for rank, name in enumerate("XYZ", 1)],
        TODAY,
    ),
    "others",
    [{"name": "V", "thing": "r1"}, {"name": "W", "thing": "r2"}],
    TODAY,
)


def values_for(type_: str) -> st.SearchStrategy[Value | None]:
    return st.one_of(FITTING.get(type_, NAMES), FITTING.get(type_, NAMES), ANYTHING)


def written(game: Game) -> str:
    """All that was written into a game."""
    return game.model_dump_json(exclude={"board"})


def row_ids(game: Game) -> set[str]:
    return {row.id for rows in game.registers.values() for row in rows}


class Play(RuleBasedStateMachine):
    """A game on a board with every type of column, played by somebody who tries everything."""

    def __init__(self) -> None:
        super().__init__()
        self.history = History(BEGUN)
        self.before: list[Game] = []
        self.after: list[Game] = []
        self.today = TODAY

    @property
    def game(self) -> Game:
        return self.history.game

    def play(self, move: Callable[[Game], Game]) -> None:
        """Make a move, or see that a refused one changed nothing."""
        was = self.game
        shape = written(was)
        with suppress(MoveError):
            game = move(was)
            check_token(survey(was, self.today), survey(game, self.today))
            self.history = self.history.do(game, "move")
            if game != was:
                self.before.append(was)
                self.after.clear()
        assert written(was) == shape

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(data=st.data(), register=REGISTERS, names=st.lists(NAMES, min_size=1, max_size=3))
    def add_rows(self, data: st.DataObject, register: Register, names: list[str]) -> None:
        was = self.game
        columns = st.lists(st.sampled_from(register.columns), max_size=4)
        rows: list[Cells] = []
        for name in names:
            cells = {column.id: data.draw(FITTING[column.type]) for column in data.draw(columns)}
            rows.append({**cells, register.named_by: name})
        self.play(lambda game: moves.add_rows(game, register.id, rows, self.today))
        new = row_ids(self.game) - row_ids(was)
        assert len(new) in {0, len(rows)}
        assert not any(new & row_ids(earlier) for earlier in self.before)

    def row_id(self, data: st.DataObject, register: Register) -> str:
        """A row's id; now and then one of a row that is not there."""
        there = [row.id for row in self.game.rows(register.id)]
        return data.draw(st.sampled_from(there + there + ["r99"]))

    @rule(data=st.data(), register=REGISTERS)
    def write(self, data: st.DataObject, register: Register) -> None:
        row_id = self.row_id(data, register)
        column = data.draw(st.sampled_from(register.columns))
        value = data.draw(values_for(column.type))
        self.play(
            lambda game: moves.set_cell(game, register.id, row_id, column.id, value, self.today)
        )

    @rule(data=st.data(), register=REGISTERS, text=TYPED)
    def type_in(self, data: st.DataObject, register: Register, text: str) -> None:
        row_id = self.row_id(data, register)
        column = data.draw(st.sampled_from(register.columns))

        def move(game: Game) -> Game:
            value = parse_value(game, column, text, self.today)
            return moves.set_cell(game, register.id, row_id, column.id, value, self.today)

        self.play(move)

    @rule(data=st.data(), column_id=st.sampled_from(["rank", "second"]), up=st.booleans())
    def shift(self, data: st.DataObject, column_id: str, *, up: bool) -> None:
        row_id = self.row_id(data, EVERYTHING.registers_by_id["things"])
        self.play(
            lambda game: moves.move_rank(
                game, "things", row_id, column_id, -1 if up else 1, self.today
            )
        )

    @rule(data=st.data(), register=REGISTERS, number=st.integers(1, 2))
    def delete(self, data: st.DataObject, register: Register, number: int) -> None:
        gone = [self.row_id(data, register) for _ in range(number)]
        self.play(lambda game: moves.delete_rows(game, register.id, gone))

    @rule(data=st.data(), stop=st.sampled_from(EVERYTHING.path))
    def answer(self, data: st.DataObject, stop: Square) -> None:
        ask = data.draw(st.sampled_from(stop.asks))
        value = data.draw(values_for(ask.type))
        self.play(lambda game: moves.set_answer(game, stop.id, ask.id, value, self.today))

    @rule(
        stop=st.sampled_from(EVERYTHING.path),
        word=st.sampled_from([moves.declare, moves.set_aside]),
        note=st.sampled_from(["Because.", " "]),
    )
    def give_word(self, stop: Square, word: Callable[..., Game], note: str) -> None:
        self.play(lambda game: word(game, stop.id, note, self.today))

    @rule(stop=st.sampled_from(EVERYTHING.path))
    def take_back(self, stop: Square) -> None:
        self.play(lambda game: moves.take_back(game, stop.id))

    @rule(stop=st.sampled_from(EVERYTHING.path))
    def confirm(self, stop: Square) -> None:
        self.play(lambda game: still_true(game, stop.id, self.today))

    @rule(
        voice=VOICE, way=st.sampled_from(WAYS), stop=st.sampled_from(EVERYTHING.path), said=TALLIES
    )
    def vote(self, voice: Voice, way: Way, stop: Square, said: Tally | None) -> None:
        self.play(lambda game: pulses.vote(game, voice, way, stop.id, said, self.today))

    @rule(voice=VOICE, way=st.sampled_from(WAYS))
    def finish_pulse(self, voice: Voice, way: Way) -> None:
        was = self.game
        self.play(lambda game: pulses.finish_pulse(game, voice, way, self.today))
        assert len(self.game.pulses) == len(was.pulses)

    @rule(voice=VOICE, said=st.dictionaries(st.sampled_from(STOP_IDS), TALLIES))
    def add_pulse(self, voice: Voice, said: dict[str, Tally | None]) -> None:
        tallies = {stop_id: counted or Tally() for stop_id, counted in said.items()}
        self.play(lambda game: pulses.add_pulse(game, voice, "file", tallies, self.today))

    @rule(text=NAMES, owner=NAMES, days=st.none() | st.integers(-9, 9), square=SOMEWHERE)
    def agree(self, text: str, owner: str, days: int | None, square: str | None) -> None:
        was, due = self.game, None if days is None else self.today + timedelta(days=days)
        self.play(
            lambda game: actions.add_action(
                game, text, self.today, owner=owner, due=due, square=square
            )
        )
        new = {action.id for action in self.game.actions} - {action.id for action in was.actions}
        assert len(new) == len(self.game.actions) - len(was.actions) <= 1
        assert not any(action.id in new for earlier in self.before for action in earlier.actions)

    def action_id(self, data: st.DataObject) -> str:
        """An action's id; now and then one of an action that is not there."""
        there = [action.id for action in self.game.actions]
        return data.draw(st.sampled_from(there + there + ["a99"]))

    @rule(data=st.data(), text=st.none() | NAMES, owner=st.none() | NAMES, no_due=st.booleans())
    def change_action(
        self, data: st.DataObject, text: str | None, owner: str | None, *, no_due: bool
    ) -> None:
        number, due = self.action_id(data), data.draw(st.none() | st.just(self.today))
        self.play(
            lambda game: actions.change_action(
                game, number, text=text, owner=owner, due=due, no_due=no_due
            )
        )

    @rule(data=st.data(), close=st.sampled_from([actions.do_action, actions.drop_action]))
    def close_action(self, data: st.DataObject, close: Callable[..., Game]) -> None:
        number = self.action_id(data)
        self.play(lambda game: close(game, number, self.today))

    @rule(data=st.data())
    def reopen_action(self, data: st.DataObject) -> None:
        number = self.action_id(data)
        self.play(lambda game: actions.reopen_action(game, number))

    @rule(name=NAMES)
    def name_check_in(self, name: str) -> None:
        was = self.game
        self.play(lambda game: check_ins.name_check_in(survey(game, self.today), name))
        assert all(each in self.game.check_ins for each in was.check_ins if each.name)

    @rule()
    def check_in(self) -> None:
        """Noted beside the moves, as a session does, and no move of its own."""
        self.history = self.history.amended(check_ins.check_in_today(survey(self.game, self.today)))
        same = check_ins.check_in_today(survey(self.game, self.today))
        assert same is self.game

    @rule(day=st.none() | st.dates(date(2026, 11, 1), date(2027, 3, 1)))
    def meet_again(self, day: date | None) -> None:
        self.play(lambda game: moves.set_next_session(game, day))

    @rule(names=st.lists(NAMES, max_size=4))
    def set_players(self, names: list[str]) -> None:
        self.play(lambda game: turns.set_players(game, names))

    @rule(chosen=st.integers(0, 9))
    def next_turn(self, chosen: int) -> None:
        was = self.game
        self.play(lambda game: turns.next_turn(game, lambda people: chosen % people))
        assert self.game.turn != was.turn or len(was.players) <= 1

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.after.append(self.game)
        self.history = self.history.undo()
        assert self.game == self.before.pop()

    @precondition(lambda self: self.after)
    @rule()
    def redo(self) -> None:
        self.before.append(self.game)
        self.history = self.history.redo()
        assert self.game == self.after.pop()

    @invariant()
    def every_move_can_be_undone(self) -> None:
        assert [step.game for step in self.history.past] == self.before
        assert [step.game for step in self.history.future] == self.after[::-1]

    @invariant()
    def rows_are_named_and_apart(self) -> None:
        ids = row_ids(self.game)
        assert len(ids) == sum(map(len, self.game.registers.values()))
        assert all(int(row_id[1:]) < self.game.next_row for row_id in ids)
        for register in EVERYTHING.registers:
            names = [row.text(register.named_by) for row in self.game.rows(register.id)]
            assert all(name.strip() for name in names)
            assert len({name.casefold() for name in names}) == len(names)

    @invariant()
    def ranks_run_from_one_without_holes(self) -> None:
        for register in EVERYTHING.registers:
            for column_id in register.rank_columns:
                rows = self.game.rows(register.id)
                ranks = [row.cells[column_id].value for row in rows if column_id in row.cells]
                assert sorted(map(str, ranks), key=int) == [
                    str(place) for place in range(1, len(ranks) + 1)
                ]

    @invariant()
    def every_cell_fits_its_column_and_no_link_dangles(self) -> None:
        for register in EVERYTHING.registers:
            for row in self.game.rows(register.id):
                for column_id, entry in row.cells.items():
                    column = register.by_id[column_id]
                    check_value(self.game, column, entry.value)
                    shown = show_value(self.game, column, entry.value, self.today)
                    assert shown or not isinstance(column, LinkColumn)

    @invariant()
    def no_file_holds_what_the_moves_cannot_make(self) -> None:
        assert check_game(self.game) == ""

    @invariant()
    def turns_are_fair(self) -> None:
        counts = [player.turns for player in self.game.players]
        assert not counts or max(counts) - min(counts) <= 1

    @invariant()
    def figures_are_in_bounds_and_words_are_found(self) -> None:
        check_survey(self.game, self.today)
        check_readings(self.game, self.today)

    def teardown(self) -> None:
        assert Game.model_validate_json(self.game.model_dump_json()) == self.game


def check_survey(game: Game, today: date) -> None:
    view = survey(game, today)
    assert 0 <= view.percent <= 100
    done = all(s.kind == "set_aside" or (s.kind == "done" and not s.stale) for s in view.standings)
    assert (view.percent == 100) == (done and view.done > 0)
    assert view.here in view.standings
    for standing in view.standings:
        assert 0 <= standing.evidence <= 1
        for reading in standing.readings:
            assert 0 <= reading.evidence <= reading.lasting <= 1
            assert reading.want >= 1
            assert len(reading.gaps) + reading.have == reading.rows or not reading.rows
        assert standing_words(standing)
        assert reason(view, standing)
        assert bool(next_step(view, standing)) != standing.satisfied
        assert all(tip.text for tip in advice(view, standing))
    unsettled = [s for s in view.standings if not s.satisfied]
    assert view.here is (unsettled or list(view.standings[-1:]))[0]


def check_token(was: Survey, now: Survey) -> None:
    """Where no square has less evidence, and no word less, the token does not move back."""
    words = was.game.words.items() <= now.game.words.items()
    pairs = zip(was.standings, now.standings, strict=True)
    if words and all(before.evidence <= after.evidence for before, after in pairs):
        assert now.place >= was.place


def check_readings(game: Game, today: date) -> None:
    view = survey(game, today)
    read = readings(view)
    assert headline(read).count("Your board shows ") == 1
    assert bool(gap_words(read)) == bool(read.voices)
    for voice in read.voices:
        assert 0 <= voice.yes <= voice.asked
        assert voice.finished == (voice.yes == voice.asked)
        assert view.by_id[voice.square.id].kind != "set_aside"
        assert voice_reason(voice)
    for found in read.disagreements:
        assert 0 < found.size <= 1
        assert disagreement_words(found).endswith((".", "”"))
    due = due_now(view)
    assert all(each.title and each.words.endswith((".", "”", "…")) for each in due)
    assert bool(due_words(due)) == any(each.late for each in due)
    for minutes in LENGTHS:
        items = agenda(read, minutes)
        assert sum(item.minutes for item in items) == items[-1].until <= minutes
        assert items[-1].kind == "closing"
        assert all(item.title and item.why for item in items)
    now = check_ins.check_in_of(view)
    assert check_ins.changes(game.board, now, now) == ()
    assert all(actions.action_words(game, action, today) for action in game.actions)


TestPlay = Play.TestCase
TestPlay.settings = settings(max_examples=100, stateful_step_count=40)


@given(
    board=st.sampled_from([CUSTOMERS, HABITS, EVERYTHING]),
    data=st.data(),
    later=st.integers(0, 500),
)
def test_what_is_still_true_is_fresh_unless_a_day_has_passed(
    board: Board, data: st.DataObject, later: int
) -> None:
    game = game_of(board)
    for stop in board.path:
        for ask in stop.asks:
            value = data.draw(ANYTHING)
            with suppress(MoveError):
                game = moves.set_answer(game, stop.id, ask.id, value, TODAY)
            if isinstance(ask, RowsAsk):
                register = board.registers_by_id[ask.register_id]
                row: Cells = {register.named_by: f"Row {stop.id} {ask.id}"}
                cells = {condition.column: data.draw(ANYTHING) for condition in ask.meets}
                row |= {key: value for key, value in cells.items() if value is not None}
                with suppress(MoveError):
                    game = moves.add_rows(game, register.id, [row], TODAY)
    today = TODAY + timedelta(days=later)
    check_survey(game, today)
    for stop in board.path:
        game = still_true(game, stop.id, today)
    for standing in survey(game, today).standings:
        assert all(aged.passed for aged in standing.aged)
    check_survey(game, today)
