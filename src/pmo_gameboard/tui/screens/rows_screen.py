"""What the screens with a register grid have in common: the moves its messages ask for."""

from collections.abc import Iterable

from textual import on

from pmo_gameboard.board.models import Column, Register
from pmo_gameboard.errors import MoveError
from pmo_gameboard.game.moves import add_rows, delete_rows, linking_rows, move_rank, set_cell
from pmo_gameboard.game.words import clip, count, reason, sentence
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves.reasons import before_delete, before_paste
from pmo_gameboard.tui.grid.draft import Draft
from pmo_gameboard.tui.grid.grid import RegisterGrid
from pmo_gameboard.tui.screens.game_screen import GameScreen
from pmo_gameboard.tui.setting import Setting


class RowsScreen(GameScreen):
    """Turns what the player does in a grid into moves on the game."""

    def __init__(self, session: Session, setting: Setting) -> None:
        super().__init__(session, setting)
        self._place = session.survey.place

    @property
    def writing(self) -> bool:
        """Whether somebody is in the middle of writing something."""
        return any(grid.editing for grid in self.query(RegisterGrid))

    def finish_fields(self) -> bool:
        """Close whatever is being typed, before the screen is left; whether all of it is kept."""
        refused = [error for grid in self.query(RegisterGrid) if (error := grid.finish())]
        self.after_field()
        for error in refused:
            self.tell(f"Not kept: {error}", "warning")
        return not refused

    def take_in(self) -> str:
        """Keep a cell as it stands, where it waits for a pause or for Enter; why it is not."""
        told = [self._take_in(grid, draft) for grid in self._grids if (draft := grid.draft)]
        return " ".join(filter(None, told))

    def unkept(self) -> str:
        """What is written in a cell and cannot be kept."""
        drafts = [draft for grid in self._grids if (draft := grid.draft)]
        return " ".join(
            f"“{clip(draft.text)}” in {draft.column.label} is not kept: {draft.error}"
            for draft in drafts
            if draft.error
        )

    @property
    def _grids(self) -> Iterable[RegisterGrid]:
        return self.query(RegisterGrid)

    def _take_in(self, grid: RegisterGrid, draft: Draft) -> str:
        register, row_id = grid.data.register, draft.row_id
        if row_id is None or draft.error or not draft.changed:
            return ""
        words = _words(self, register, row_id, draft.column)
        key = _key(register, row_id, draft.column.id)
        try:
            game = set_cell(
                self.session.game,
                register.id,
                row_id,
                draft.column.id,
                draft.value,
                self.session.today,
                self.session.by,
            )
            self.session.do(game, words, key=key)
        except MoveError as error:
            return f"Not kept: {words}. {error}"
        return ""

    def after_field(self) -> None:
        """A field was left: what was typed there is one step, and goes to the disk at once."""
        self.catch_up()
        self.session.seal()
        self.session.hurry()
        self._tell_move()

    def _tell_move(self) -> None:
        """Say so where the token slips back, or leaves a stage, as the player looks up."""
        survey = self.session.survey
        was, self._place = self._place, survey.place
        before, here = survey.standings[was], survey.here
        if survey.place < was:
            why = reason(survey, here)
            words = f"The token slips back to {here.square.label} {here.square.title}: {why}"
            self.tell(sentence(words), "warning")
        elif before.stage is not here.stage:
            self.tell(f"{before.stage.name} is behind you. You are now: {here.stage.name}.")

    @on(RegisterGrid.CellWritten)
    def _write(self, event: RegisterGrid.CellWritten) -> None:
        grid = event.grid
        register = grid.data.register
        column = register.by_id[event.column_id]
        try:
            game = set_cell(
                self.session.game,
                register.id,
                event.row_id,
                event.column_id,
                event.value,
                self.session.today,
                self.session.by,
            )
            words = _words(self, register, event.row_id, column)
            self.session.do(game, words, key=_key(register, event.row_id, event.column_id))
        except MoveError as error:
            if event.final:
                grid.refuse(error)
            return
        if event.final:
            self.show()
            self.after_field()
        else:
            self.show_behind()

    @on(RegisterGrid.WritingUndone)
    def _unwrite(self, event: RegisterGrid.WritingUndone) -> None:
        register = event.grid.data.register
        self.session.take_back(_key(register, event.row_id, event.column_id))
        self.show()
        self.after_field()

    @on(RegisterGrid.RowAdded)
    def _add(self, event: RegisterGrid.RowAdded) -> None:
        """The row comes with the first key of its name; what follows is the same step."""
        grid = event.grid
        register = grid.data.register
        values = {register.named_by: event.name}
        try:
            game = add_rows(
                self.session.game, register.id, [values], self.session.today, self.session.by
            )
            row = game.rows(register.id)[-1]
            self.session.do(
                game,
                f"new {register.row} in the {register.name}",
                key=_key(register, row.id, register.named_by),
            )
        except MoveError as error:
            grid.refuse(error)
            return
        self.show()
        grid.go_to(row.id, register.named_by)
        if event.final:
            self.after_field()

    @on(RegisterGrid.RowDeleted)
    def _delete(self, event: RegisterGrid.RowDeleted) -> None:
        register = event.grid.data.register
        name = self.session.game.row_name(register.id, event.row_id)
        words = f"{name} deleted from the {register.name}"
        links = linking_rows(self.session.game, register.id, event.row_id)
        if self.make(
            lambda: delete_rows(self.session.game, register.id, [event.row_id]),
            words,
            reason=before_delete(name),
        ):
            also = f", and taken out of {count(links, 'row', 'rows')} elsewhere" if links else ""
            self.tell(f"{name} is deleted{also}. Ctrl+Z brings it back.")
            self.after_field()

    @on(RegisterGrid.RankMoved)
    def _rank(self, event: RegisterGrid.RankMoved) -> None:
        register = event.grid.data.register
        name = self.session.game.row_name(register.id, event.row_id)

        self.make(
            lambda: move_rank(
                self.session.game,
                register.id,
                event.row_id,
                event.column_id,
                event.step,
                self.session.today,
                self.session.by,
            ),
            f"{name} ranked",
        )
        self.after_field()

    @on(RegisterGrid.RowsPasted)
    def _paste(self, event: RegisterGrid.RowsPasted) -> None:
        register = event.grid.data.register
        number = count(len(event.rows), register.row, register.rows)
        added = self.make(
            lambda: add_rows(
                self.session.game, register.id, event.rows, self.session.today, self.session.by
            ),
            f"{number} pasted into the {register.name}",
            reason=before_paste(number),
        )
        if added:
            self.tell(f"{number} added. Ctrl+Z takes them back together.")
            self.after_field()

    def on_descendant_blur(self) -> None:
        """Whatever was typed is on disk before anything else is looked at."""
        if self.writing:
            self.session.hurry()
        else:
            self.after_field()


def _key(register: Register, row_id: str, column_id: str) -> str:
    """What the keystrokes in one cell have in common."""
    return f"{register.id}/{row_id}/{column_id}"


def _words(screen: GameScreen, register: Register, row_id: str, column: Column) -> str:
    name = screen.session.game.row_name(register.id, row_id)
    if column.id == register.named_by:
        return f"the name of {name}"
    return f"{column.label} of {name}" if name else f"{column.label} in the {register.name}"
