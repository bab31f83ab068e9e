"""What reaches the disk, when, and what is said where it cannot."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from pmo_gameboard.errors import ExitCode, StorageError
from pmo_gameboard.game.moves import add_rows
from pmo_gameboard.play.session import Session
from pmo_gameboard.saves import save_file
from pmo_gameboard.saves.clock import moment
from pmo_gameboard.saves.files import write_atomic
from pmo_gameboard.saves.lock import Lock, lock_path
from pmo_gameboard.saves.snapshots import snapshots_of
from pmo_gameboard.saves.store import read_save, write_save
from pmo_gameboard.saves.writer import Writer
from pmo_gameboard.tui.dialogs.confirm import ConfirmScreen, NotSavedScreen
from pmo_gameboard.tui.dialogs.versions import VersionsScreen
from pmo_gameboard.tui.messages import OpenGame
from pmo_gameboard.tui.screens.board import BoardScreen
from pmo_gameboard.tui.screens.home import HomeScreen
from pmo_gameboard.tui.widgets.title_bar import TitleBar
from tui.games import begun, put, ranked
from tui.player import Player, at_board, playing

if sys.platform != "win32":
    import pwd


@dataclass
class Disk:
    """A disk that can be full."""

    full: bool = False
    full_below: Path | None = None
    tries: list[Path] = field(default_factory=list)

    def write(self, path: Path, data: bytes, check: Callable[[], None] = lambda: None) -> None:
        self.tries.append(path)
        if self.full or (self.full_below and path.is_relative_to(self.full_below)):
            raise StorageError("The disk is full.", hint="Make room.")
        write_atomic(path, data, check)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk that games are written to; a failed write is soon tried again."""
    disk = Disk()
    monkeypatch.setattr(save_file, "write_atomic", disk.write)
    monkeypatch.setitem(_defaults(), "retry", 0.05)
    return disk


@pytest.fixture
def idle_writer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A writer that writes nothing by itself, so that what is on the disk was asked for."""
    monkeypatch.setitem(_defaults(), "delay", 600.0)
    yield


def _defaults() -> dict[str, object]:
    defaults = Writer.__init__.__kwdefaults__
    assert defaults is not None
    return defaults


def names(save: Path) -> list[str]:
    """The customers on the disk."""
    game = read_save(save).game
    return [game.row_name("customers", row.id) for row in game.rows("customers")]


def bar(you: Player) -> TitleBar:
    return you.app.screen.query_one(TitleBar)


async def test_a_key_is_on_the_disk_within_a_second(tmp_path: Path) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.write("Ana")
        await you.until(lambda: you.game.row_name("customers", "r1") == "Ana")
        last = asyncio.get_running_loop().time()
        assert you.grid.editing
        await you.until(lambda: names(save) == ["Ana"])
        assert asyncio.get_running_loop().time() - last < 1


@pytest.mark.usefixtures("idle_writer")
@pytest.mark.parametrize("key", ["tab", "enter", "f10"])
async def test_leaving_a_cell_or_its_square_writes_at_once(tmp_path: Path, key: str) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.write("Ana")
        assert names(save) != ["Ana"]
        await you.press(key)
        await you.until(lambda: names(save) == ["Ana"])


@pytest.mark.usefixtures("idle_writer")
async def test_going_home_and_quitting_write_at_once(tmp_path: Path) -> None:
    save = put(tmp_path, begun())
    async with playing(tmp_path, save) as you:
        await you.press("end", "enter")
        await you.arrive_at("before-they-ask")
        await at_board(you)
        await you.press("q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)
    assert read_save(save).revision > 1


async def test_the_screen_says_saved_only_after_it_is(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.press(*"Ana", "enter")
        await you.until(lambda: bar(you).saved.startswith("Saved "))
        assert names(save) == ["Ana"]
        assert disk.tries


async def test_a_full_disk_is_told_with_its_reason_and_forgotten_when_it_recovers(
    tmp_path: Path, disk: Disk
) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana", "enter")
        await you.until(lambda: bar(you).trouble is not None)
        assert "NOT SAVED" in you.text
        assert "The disk is full." in you.text
        assert names(save) == []
        await at_board(you)
        assert "NOT SAVED" in you.text
        disk.full = False
        await you.until(lambda: bar(you).trouble is None and bar(you).saved.startswith("Saved "))
        assert names(save) == ["Ana"]


async def test_quitting_while_it_is_not_saved_asks_first(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana", "ctrl+q")
        await you.arrive(ConfirmScreen)
        await you.until(lambda: "The disk is full." in you.text)
        await you.press("escape")
        await you.arrive_at("who-benefits")
        assert you.rows == ["Ana"]
        await you.press("ctrl+q")
        await you.arrive(ConfirmScreen)
        await you.press("enter")
        await you.arrive_at("who-benefits")
        await you.press("ctrl+q")
        await you.arrive(ConfirmScreen)
        await you.press("right", "enter")
        await you.until(lambda: you.app.return_value is ExitCode.STORAGE)
    assert names(save) == []


async def test_quitting_goes_well_again_once_the_disk_does(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana", "ctrl+q")
        await you.arrive(ConfirmScreen)
        disk.full = False
        await you.press("escape", "ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)
    assert names(save) == ["Ana"]


async def test_ctrl_c_twice_while_it_is_not_saved_asks_first(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana", "ctrl+c", "ctrl+c")
        await you.arrive(NotSavedScreen)
        await you.press("ctrl+c", "ctrl+c")
        await you.press("escape")
        await you.arrive_at("who-benefits")
        assert you.rows == ["Ana"]
        disk.full = False
        await you.press("ctrl+c", "ctrl+c")
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert names(save) == ["Ana"]


async def test_a_signal_while_it_is_not_saved_keeps_a_copy_and_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = put(tmp_path / "data", begun(), at="who-benefits")
    spare = tmp_path / "spare"
    spare.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spare))
    async with playing(tmp_path / "data", save) as you:
        await you.arrive_at("who-benefits")
        disk = Disk(full_below=tmp_path / "data")
        monkeypatch.setattr(save_file, "write_atomic", disk.write)
        await you.press(*"Ana")
        you.app.end()
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert you.app.unsaved is not None
    [copy] = spare.rglob("*.json")
    assert str(you.app.unsaved) == (
        "Your last changes are not saved: The disk is full. "
        f"A copy is kept: pmo-gameboard play {copy} opens it."
    )
    assert names(copy) == ["Ana"]
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o777 == 0o600
        assert copy.parent.stat().st_mode & 0o777 == 0o700


async def test_a_signal_while_a_screen_is_coming_or_going_is_no_fault(tmp_path: Path) -> None:
    save = put(tmp_path, begun())
    async with playing(tmp_path, save) as you:
        await you.press(*"n")
        await bar(you).remove()  # as on a screen that is not built yet
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert you.app.crash is None


async def test_a_fault_behind_the_end_is_not_told(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, begun())) as you:
        you.app.exit(ExitCode.INTERRUPTED)
        you.app._handle_exception(KeyError("too late"))
        await you.rest()
    assert you.app.crash is None


@pytest.mark.usefixtures("idle_writer")
async def test_what_was_written_is_saved_even_where_reading_the_board_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Session) -> None:
        raise KeyError("a fault of ours")

    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.press(*"Ana")
        with monkeypatch.context() as patch:
            patch.setattr(Session, "check_in", fail)
            with pytest.raises(KeyError):
                you.app.let_go()
        assert names(save) == ["Ana"]


async def test_a_signal_behind_keys_that_are_under_way_loses_none(tmp_path: Path) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        you.send(*"Ana")
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert names(save) == ["Ana"]


async def test_a_signal_with_nowhere_to_keep_a_copy_says_so(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana")
        you.app.end()
        await you.until(lambda: you.app.return_value is ExitCode.INTERRUPTED)
    assert "A copy could not be kept either." in str(you.app.unsaved)


async def test_nobody_goes_home_from_a_game_that_is_not_saved(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, ranked())
    async with playing(tmp_path, save) as you:
        await you.arrive(BoardScreen)
        disk.full = True
        await you.press("enter")
        await you.arrive_at("meet")
        await at_board(you)
        await you.press("escape")
        await you.until(lambda: any("The disk is full." in text for text in you.told))
        assert you.on(BoardScreen)
        disk.full = False
        await you.until(lambda: bar(you).trouble is None)
        await you.press("escape")
        await you.arrive(HomeScreen)


async def test_a_game_that_is_open_elsewhere_is_only_looked_at(tmp_path: Path) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    held = Lock(save, "Ben", moment())
    before = save.read_bytes()
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.until(lambda: "READ ONLY: Ben, in another window, has it open." in you.text)
        assert "F6 Try again" in you.text
        await you.press(*"Ana", "enter")
        await you.press("escape", "escape", "escape")
        assert save.read_bytes() == before
        held.release()
        await you.press("f6")
        await you.until(lambda: "READ ONLY" not in you.text)
    assert save.read_bytes() == before


async def test_a_burst_of_enters_opens_a_game_once(tmp_path: Path) -> None:
    put(tmp_path, begun())
    async with playing(tmp_path) as you:
        games = you.app.screen.query_one(OptionList)
        for _ in range(3):
            games.action_select()
        await you.until(lambda: you.app.session)
        await you.app.workers.wait_for_complete()
        await you.rest()
        assert you.session.holder is None
        assert "READ ONLY" not in you.text


async def test_another_game_is_not_opened_over_one_that_is_not_saved(
    tmp_path: Path, disk: Disk
) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    other = put(tmp_path, ranked().model_copy(update={"name": "Other"}))
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana")
        you.app.open_game(OpenGame(other))
        await you.until(lambda: any("The game stays open and keeps trying." in t for t in you.told))
        assert you.session.path == save
        assert you.rows == ["Ana"]
        Lock(other, "Ben", moment()).release()
        disk.full = False
        await you.until(lambda: names(save) == ["Ana"])
        you.app.open_game(OpenGame(other))
        await you.until(lambda: you.app.session and you.session.path == other)


async def test_a_game_changed_elsewhere_goes_on_in_a_copy_until_both_are_one(
    tmp_path: Path,
) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.until(lambda: not you.app.session or you.app.session.flush())
        theirs = read_save(save)
        game = add_rows(theirs.game, "customers", [{"name": "Zoe"}], theirs.saved_at.date())
        write_save(save, theirs.model_copy(update={"game": game, "revision": 40}))
        await you.press(*"Ana", "enter")
        await you.until(lambda: "CHANGED ELSEWHERE" in you.text)
        assert names(save) == ["Zoe"]
        await you.press("escape", "f6")
        await you.until(lambda: "only here Zoe" in you.text)
        await you.press("f10")
        await you.until(lambda: names(save) == ["Ana", "Zoe"])
        await you.until(lambda: "CHANGED ELSEWHERE" not in you.text)
    assert [path.name for path in save.parent.glob("*.json")] == [save.name]


async def test_a_game_is_saved_elsewhere_when_its_disk_fails(tmp_path: Path, disk: Disk) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    other = tmp_path / "stick"
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana", "enter")
        await you.until(lambda: "F6 Save elsewhere" in you.text)
        await you.press("escape", "f6")
        await you.until(lambda: you.app.screen.query("Input"))
        disk.full = False
        you.app.screen.query_one(Input).value = str(other)
        await you.press("enter")
        await you.until((other / save.name).exists)
        assert names(other / save.name) == ["Ana"]


@pytest.mark.skipif(sys.platform == "win32", reason="homes have no names there")
async def test_a_home_that_is_not_there_is_no_place_to_save_and_no_crash(
    tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_: object) -> None:
        raise KeyError("no such user")

    save = put(tmp_path, begun(), at="who-benefits")
    monkeypatch.delenv("HOME", raising=False)
    for name in ("getpwuid", "getpwnam"):
        monkeypatch.setattr(pwd, name, nobody)
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        disk.full = True
        await you.press(*"Ana", "enter")
        await you.until(lambda: "F6 Save elsewhere" in you.text)
        await you.press("escape", "f6")
        await you.until(lambda: you.app.screen.query("Input"))
        field = you.app.screen.query_one(Input)
        assert field.value == ""
        for typed in ("~nosuchuser9/x", "~"):
            field.value = typed
            await you.press("enter")
            await you.until(lambda: "There is no such home folder." in you.text)
        disk.full = False


async def test_a_broken_game_is_opened_at_an_earlier_version(tmp_path: Path) -> None:
    save = put(tmp_path, ranked())
    snapshots_of(save, tmp_path).keep(save.read_bytes(), moment())
    save.write_bytes(b"{ broken")
    async with playing(tmp_path) as you:
        assert "This save breaks off in line 1. Enter goes back to an earlier version." in you.text
        await you.press("enter")
        await you.until(lambda: "Earlier versions of" in you.text)
        assert "This save breaks off in line 1." in you.text
        await you.press("enter")
        await you.until(lambda: isinstance(you.app.screen, BoardScreen))
    assert read_save(save).game == ranked()
    [aside] = save.parent.glob("*.broken-*")
    assert aside.read_bytes() == b"{ broken"


async def test_a_newer_game_is_explained_and_not_gone_back_from(tmp_path: Path) -> None:
    save = put(tmp_path, ranked())
    snapshots_of(save, tmp_path).keep(save.read_bytes(), moment())
    newer = save.read_bytes().replace(b'"format": 1', b'"format": 2', 1)
    save.write_bytes(newer)
    async with playing(tmp_path) as you:
        await you.press("enter")
        await you.until(lambda: any("Update the program" in told for told in you.told))
        assert you.on(HomeScreen)
    assert save.read_bytes() == newer


async def test_the_palette_goes_back_to_an_earlier_version(tmp_path: Path) -> None:
    save = put(tmp_path, begun(), at="who-benefits")
    async with playing(tmp_path, save) as you:
        await you.arrive_at("who-benefits")
        await you.press(*"Ana", "enter")
        await you.until(lambda: names(save) == ["Ana"])
        await you.press("escape", "ctrl+p")
        await you.write("earlier versions")
        await you.until(lambda: "Earlier versions of this game" in you.text)
        await you.press("enter")
        await you.arrive(VersionsScreen)
        await you.press("enter")
        await you.until(lambda: names(save) == [])
        await you.until(lambda: any("is back" in told for told in you.told))
    opened, restored, *_ = snapshots_of(save, tmp_path).all()
    assert (restored.reason.why, names(restored.path)) == ("restore", ["Ana"])
    assert names(opened.path) == []


async def test_opening_a_game_sweeps_what_killed_programs_left(tmp_path: Path) -> None:
    data, save = tmp_path / "data", put(tmp_path / "other", begun())
    versions = snapshots_of(save, data).folder
    orphans = [folder / ".our-pmo.json.0123abcd.tmp" for folder in (data, versions, save.parent)]
    for orphan in orphans:
        orphan.parent.mkdir(parents=True, exist_ok=True)
        orphan.write_bytes(b"half")
        os.utime(orphan, (0, 0))
    async with playing(data, save):
        assert not [orphan for orphan in orphans if orphan.exists()]


async def test_a_game_that_was_not_closed_is_told_so(tmp_path: Path) -> None:
    save = put(tmp_path, begun())
    record = {"who": "Ben", "host": "here", "pid": 7, "since": "2026-11-27T09:00:00+00:00"}
    lock_path(save).write_text(f"\n{json.dumps(record)}")
    async with playing(tmp_path, save) as you:
        await you.until(lambda: you.told)
        assert "was not closed as it should have been. What was saved by then is all" in you.told[0]


async def test_a_link_out_of_the_games_is_not_opened(tmp_path: Path) -> None:
    outside = put(tmp_path / "other", ranked())
    link = tmp_path / "games" / "link.json"
    link.parent.mkdir()
    link.symlink_to(outside)
    async with playing(tmp_path) as you:
        await you.press("enter")
        await you.until(lambda: any("a link to a file outside" in told for told in you.told))
        assert you.app.session is None
        assert you.on(HomeScreen)


async def test_a_dialog_is_no_trap(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("f1", "ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)


async def test_the_palette_is_no_trap(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("ctrl+p", "ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)


async def test_what_is_typed_in_a_dialog_is_not_left_without_a_word(tmp_path: Path) -> None:
    async with playing(tmp_path, put(tmp_path, ranked())) as you:
        await you.press("f7")
        await you.press(*"Ring", "ctrl+q")
        await you.until(lambda: any("is not kept yet" in text for text in you.told))
        assert you.app.return_value is None
        await you.press("ctrl+q")
        await you.until(lambda: you.app.return_value is ExitCode.FINE)
