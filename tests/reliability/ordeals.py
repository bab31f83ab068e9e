"""Every ordeal, how often the tests make it and how often ``make torture`` does."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reliability.amid import ended_amid
from reliability.crowd import crowded
from reliability.damage import bits_flipped, cut_short
from reliability.endings import ended_while_typing
from reliability.environment import commands_anywhere
from reliability.faults import every_call_failing, sessions_failing
from reliability.fields import every_text_in_fields
from reliability.figures import Figures
from reliability.full_disk import real_disks
from reliability.keystrokes import killed_while_typing
from reliability.kills import killed_while_saving
from reliability.machine import any_sequence
from reliability.no_entry import barred
from reliability.noise import noise_on_the_line
from reliability.power import power_lost
from reliability.rivals import ended_within, rivals
from reliability.sharing import shared_by_turns
from reliability.versions import killed_while_deleting
from tui.test_hostile_fields import FIELDS

SEED = 20_261_124


@dataclass(frozen=True)
class Ordeal:
    """One thing that a save must come through.

    Attributes:
        what: What is done, as a heading.
        about: How, and what is looked for.
        of: What one try is, in the plural.
        run: Does it, in an empty folder, so many times, with the chances of a seed.
        few: How many times in the tests.
        many: How many times for the figures.
    """

    what: str
    about: str
    of: str
    run: Callable[[Path, int, int], Figures]
    few: int
    many: int


ORDEALS = (
    Ordeal(
        "SIGKILL while saving",
        "A program makes moves and saves each at once, and says on a pipe which are saved. By its "
        "clock hours pass in between, so that each save keeps an earlier version too. It is killed "
        "at a random moment 0 to 20 ms after it said the first, or was started. The next start "
        "must open the game, find every answer that was said to be saved, read the newest version, "
        "and leave no temporary file behind once it is old enough to be swept.",
        "kills",
        killed_while_saving,
        few=50,
        many=1_000,
    ),
    Ordeal(
        "SIGKILL while rows are deleted",
        "A program deletes one row after the other, three at once, and is killed at any moment. "
        "Of each row that is gone from the save, a version must be the game right before it went, "
        "also where that state never reached the save; every version must be read.",
        "kills",
        killed_while_deleting,
        few=5,
        many=500,
    ),
    Ordeal(
        "SIGKILL between two keystrokes",
        "The real program, in a terminal of its own, is typed into: an answer and the cell of a "
        "list by turns, a key every 10 to 80 ms. It is killed in the midst of typing or up to a "
        "second after it. At most three times as much typing may be missing as the first letters "
        "took to be saved, which is about a second where nothing else runs.",
        "kills",
        killed_while_typing,
        few=3,
        many=40,
    ),
    Ordeal(
        "Signals, a closed window and Ctrl+C while typing",
        "The real program is ended within half a second of the last key, by SIGINT, SIGTERM, "
        "SIGHUP, SIGQUIT, by taking its terminal away (with a hang-up and without one), by Ctrl+C "
        "twice, and by SIGTERM after it was stopped by SIGSTOP and by SIGTSTP and went on. Every "
        "letter must be there, nothing be left over, and the terminal be as it was found.",
        "endings",
        ended_while_typing,
        few=1,
        many=10,
    ),
    Ordeal(
        "Ended in the midst of a dialog or a round",
        "The real program is led to a round that some have finished, to hands half counted, to a "
        "cell that cannot be read yet, and to every dialog in which something stands; there it is "
        "ended in each of those ways, by a fault of its own and by Ctrl+Q. What can be kept must "
        "be in the save, what cannot be told of at the end, Ctrl+Q must ask first, and nothing may "
        "be called saved that is not.",
        "endings",
        ended_amid,
        few=1,
        many=141,
    ),
    Ordeal(
        "Noise on the line",
        "Random sequences, half of them in the shape of Kitty's keys, are sent through a pipe to "
        "the driver that reads a terminal, with a key behind each, and then the pipe is closed. "
        "Every key must come, nothing of a sequence be typed, and the driver tell of the end.",
        "sequences",
        noise_on_the_line,
        few=2_000,
        many=150_000,
    ),
    Ordeal(
        "Every call to the system fails in turn",
        "The calls that writing a save makes are written down; then it is written anew for each of "
        "them and each fault: ENOSPC, EIO, EACCES, EROFS, and writes that are short, short and "
        "then refused, or write nothing; to questions of what is there, EIO, EACCES, ESTALE, "
        "ENOTCONN and ENAMETOOLONG. The save must be the old one or the new one to the byte, "
        "and what went wrong must be told in a sentence. A disk that knows no locks is no fault.",
        "faults",
        every_call_failing,
        few=1,
        many=20,
    ),
    Ordeal(
        "A fault that lasts, in a game being played",
        "The same faults in every call of opening a game, locking it, keeping a version and saving "
        "it, but each goes on until it is mended, and the game is played on meanwhile. It must be "
        "told why the game cannot be opened or is not saved, and the newest state must be written "
        "by itself once the fault is gone. Where even the lock cannot be had, the game is opened "
        "without it, or to look at; where an earlier version cannot be kept, it is saved without.",
        "games",
        sessions_failing,
        few=1,
        many=4,
    ),
    Ordeal(
        "A folder that may not be entered",
        "As an ordinary user, a game is played while its folder, that of its earlier versions, the "
        "data folder or the save itself becomes one that may not be looked into or written (modes "
        "000, 600 and 500), and until it may again. Where only a version cannot be kept, the game "
        "is saved without; elsewhere it is told why it is not saved, and it is written by itself "
        "as soon as it can be. A command that makes one move behind the bar says in a sentence why "
        "it cannot.",
        "games",
        barred,
        few=1,
        many=20,
    ),
    Ordeal(
        "A disk that is really full, or becomes read-only",
        "A disk of 256 KB in memory (tmpfs) is filled under a game that is played, another one is "
        "made read-only (under a game without its lock, as Linux refuses it while any file is open "
        "to be written), and then both are put right.",
        "disks",
        real_disks,
        few=1,
        many=4,
    ),
    Ordeal(
        "The power goes",
        "The calls of eight saves, the first of which makes its folders, are written down; those "
        "of the lock, and of a version kept before each of the last four, are among them. A model "
        "of the disk then says what may be on it if the power goes after each call, and the save "
        "and every version in each state that comes of it are read. Five careless writers are put "
        "to the same, and each must be found out.",
        "different states of the disk",
        power_lost,
        few=1_000,
        many=5_000,
    ),
    Ordeal(
        "Writers at once",
        "2, 4 and 8 programs write the same save as fast as they can, with no lock between them, "
        "while it is read all the time. What is read must always be one of their saves, whole.",
        "saves written",
        crowded,
        few=50,
        many=1_000,
    ),
    Ordeal(
        "Two creators, renamers and deleters at once",
        "Two programs begin at the same moment: both begin a game of one name, or give it to two "
        "games, or one renames what the other deletes, and so on, eight pairs in all. Of two that "
        "want one name one must be told that it is taken, and every game and every version must "
        "be there afterwards, none written over and none with the versions of another.",
        "rounds",
        rivals,
        few=1,
        many=60,
    ),
    Ordeal(
        "Ended, or failing, in the midst of beginning, renaming and deleting a game",
        "The calls that each of them makes are written down. Then it is ended before each of them "
        "as by a kill, and each of them fails with ENOSPC, EIO or EACCES. No game and no version "
        "may be lost, and the next game of the name must have no version of the one before.",
        "endings and faults",
        ended_within,
        few=30,
        many=200,
    ),
    Ordeal(
        "A save that two people share",
        "Two members of a group, and root now and then, move in one game, rename it and go back to "
        "earlier versions by turns, as users of their own. After each step both must be able to "
        "open it and to write it, with its lock and its versions, nobody else may be let in, and "
        "nothing may have become root's.",
        "steps",
        shared_by_turns,
        few=1,
        many=50,
    ),
    Ordeal(
        "A save that is cut short",
        "A small save is cut at every length there is, the sample game at lengths by chance. "
        "Reading must refuse it in a sentence, for no more than fifty times the work that a whole "
        "one takes; only the last line break may be missing.",
        "cuts",
        cut_short,
        few=100,
        many=10_000,
    ),
    Ordeal(
        "A bit that fell over",
        "One bit of a small save or of the sample game is turned over. It must be read as a game "
        "that can be played, or refused in a sentence, for no more than fifty times the work that "
        "a whole one takes. A save is JSON and has no checksum, so a bit in a letter of an answer "
        "makes another letter, which nobody can know: these are counted as read as another text "
        "or value.",
        "bits",
        bits_flipped,
        few=200,
        many=10_000,
    ),
    Ordeal(
        "Any sequence of moves, undos, saves, crashes and reopenings",
        "Hypothesis plays games of up to thirty random steps. A crash takes the disk as it is at "
        "that moment. What is opened must be what was last known to be saved, or newer.",
        "games",
        any_sequence,
        few=30,
        many=500,
    ),
    Ordeal(
        "Every hostile text in every field",
        "Texts that would act on a terminal, break markup or deceive are pasted into the fields in "
        "which people write. Nothing may come to harm or lead elsewhere, and what is kept must be "
        "the text, clean and as long as there is room for. The tests give every text to some "
        "fields, and share them out among the others.",
        "texts pasted",
        every_text_in_fields,
        few=1,
        many=len(FIELDS),
    ),
    Ordeal(
        "Machines that are not as they should be",
        "`new`, `games`, `status` and `doctor` are called with a read-only home, no home, a file "
        "for a home, umask 000, a clock or files ten years off, LANG=C, TERM=dumb. Each must end "
        "with the right exit code and a sentence, and what it writes must be its owner's alone.",
        "commands",
        commands_anywhere,
        few=1,
        many=2,
    ),
)
