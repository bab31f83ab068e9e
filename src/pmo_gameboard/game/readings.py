"""Three readings of one game: we say, we show, they say (design, section 3)."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pmo_gameboard.board.models import Square, Stage
from pmo_gameboard.board.periods import age
from pmo_gameboard.game.pulses import VOTES, latest_pulse, median, prompts, says_yes, share, spread
from pmo_gameboard.game.standings import Standing, Survey
from pmo_gameboard.game.state import Pulse, Tally, Voice, Vote
from pmo_gameboard.game.unseen import UNANSWERED, missing_words
from pmo_gameboard.game.words import and_list, reason, sentence, standing_words

VOTE_WORDS: dict[Vote, str] = {"not_yet": "not yet", "partly": "partly", "yes": "yes"}

VOTE_KEYS: dict[str, Vote] = {VOTE_WORDS[vote][0]: vote for vote in VOTES}
"""The letter that stands for each answer."""

WHO: dict[Voice, str] = {"team": "You", "customers": "Your customers"}
"""How a sentence names a voice to the team."""

_OLD = 31
"""Days after which the age of a pulse is told beside what it says."""


@dataclass(frozen=True)
class VoiceReading:
    """Where a voice places the PMO.

    Attributes:
        square: The first square that is not a yes; the last one of all where every one is.
        finished: Whether every square that was asked about is a yes.
        yes: How many squares are a yes.
        asked: How many squares the voice is asked about and that are not set aside.
    """

    voice: Voice
    pulse: Pulse
    square: Square
    stage: Stage
    finished: bool
    yes: int
    asked: int

    @property
    def counted(self) -> Tally | None:
        """What was said of the square it stands on."""
        return self.pulse.tallies.get(self.square.id)


@dataclass(frozen=True)
class Disagreement:
    """How far apart people, and people and evidence, are about one square.

    Attributes:
        gap: The distance between the readings, 0 to 1.
        spread: The distance between people of one voice, 0 to 1.
    """

    standing: Standing
    gap: float
    spread: float
    team: Tally | None
    customers: Tally | None

    @property
    def size(self) -> float:
        """The greater of the two distances, 0 to 1."""
        return max(self.gap, self.spread)


@dataclass(frozen=True)
class Readings:
    """The three readings side by side; a voice that was never asked has none."""

    show: Survey
    say: VoiceReading | None
    they: VoiceReading | None

    @property
    def voices(self) -> tuple[VoiceReading, ...]:
        """The voices that were asked."""
        return tuple(voice for voice in (self.say, self.they) if voice is not None)

    @cached_property
    def disagreements(self) -> tuple[Disagreement, ...]:
        """The squares that people or readings disagree about, the most first."""
        found = [_disagreement(self, standing) for standing in self.show.standings]
        apart = [each for each in found if each is not None and each.size > 0]
        return tuple(sorted(apart, key=lambda each: (-each.size, -(each.gap + each.spread))))

    def stages_between(self, voice: VoiceReading) -> int:
        """How many stages a voice is ahead of the evidence; below 0 where it is behind."""
        stages = self.show.game.board.stages
        return stages.index(voice.stage) - stages.index(self.show.here.stage)


def readings(survey: Survey) -> Readings:
    """Read what was said beside what is shown."""
    return Readings(survey, read_voice(survey, "team"), read_voice(survey, "customers"))


def read_voice(survey: Survey, voice: Voice) -> VoiceReading | None:
    """Where a voice places the PMO: at the first square that is not a yes.

    Squares that the voice is not asked about, or that are set aside, are passed over. None
    where the voice was never asked.
    """
    game = survey.game
    pulse = latest_pulse(game, voice, survey.today)
    asked = asked_squares(survey, voice)
    if pulse is None or not asked:
        return None
    agreed = [says_yes(pulse.tallies.get(square.id)) for square in asked]
    place = agreed.index(False) if False in agreed else len(asked) - 1
    square = asked[place]
    stage = game.board.stage_of[square.id]
    return VoiceReading(voice, pulse, square, stage, all(agreed), sum(agreed), len(asked))


def asked_squares(survey: Survey, voice: Voice) -> tuple[Square, ...]:
    """The squares a voice is asked about, but for those set aside."""
    asked = prompts(survey.game.board, voice)
    return tuple(
        standing.square
        for standing in survey.standings
        if standing.square.id in asked and standing.kind != "set_aside"
    )


def tally_words(counted: Tally | None) -> str:
    """What was said, as a clause: ``answered “partly”``, ``3 of 8 say yes``."""
    if counted is None or not counted.total:
        return UNANSWERED
    if counted.total == 1:
        return f"answered “{VOTE_WORDS[median(counted)]}”"
    return f"{counted.yes} of {counted.total} {'says' if counted.yes == 1 else 'say'} yes"


def counts_words(counted: Tally) -> str:
    """All that was said: ``3 not yet, 1 partly, 4 yes``."""
    counts = ((getattr(counted, vote), VOTE_WORDS[vote]) for vote in VOTES)
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def voice_reason(reading: VoiceReading) -> str:
    """Why a voice's token stands where it does, as a clause."""
    if reading.finished:
        return "every square is a yes"
    counted = reading.counted
    said = tally_words(counted) if counted else missing_words(reading.pulse)
    return f"{reading.square.label} {reading.square.title}: {said}"


def headline(read: Readings) -> str:
    """The three readings in plain words.

    ``You say Engaged. Your board shows Presumptuous: 3 of 5 meetings arranged. Your customers
    say Self-Serving.``
    """
    here = read.show.here
    why = "" if read.show.finished else f": {reason(read.show, here)}"
    said = {voice.voice: _said(voice, read.show.today) for voice in read.voices}
    shows = sentence(f"Your board shows {here.stage.short}{why}")
    parts = [said.get("team"), shows, said.get("customers")]
    return " ".join(part for part in parts if part)


def gap_words(read: Readings) -> str:
    """The distance between the readings in a sentence; empty where only one was taken."""
    parts = []
    for voice in read.voices:
        distance = read.stages_between(voice)
        verb = "see" if voice.voice == "customers" else "place"
        whom = "you" if voice.voice == "customers" else "yourselves"
        if distance:
            stages = "1 stage" if abs(distance) == 1 else f"{abs(distance)} stages"
            side = "ahead of" if distance > 0 else "behind"
            parts.append(f"{WHO[voice.voice]} {verb} {whom} {stages} {side} what your board shows.")
        else:
            parts.append(f"{WHO[voice.voice]} {verb} {whom} where your board does.")
    return " ".join(parts)


def disagreement_words(found: Disagreement) -> str:
    """What there is to discuss about a square: ``You say yes and your board shows 2 of 5``."""
    if found.spread > found.gap:
        split = max(
            (each for each in (found.team, found.customers) if each and each.total), key=spread
        )
        who = "The team is" if split is found.team else "Customers are"
        return f"{who} divided: {counts_words(split)}."
    parts = [
        f"{who} say {VOTE_WORDS[median(counted)]}"
        for who, counted in (("you", found.team), ("your customers", found.customers))
        if counted is not None
    ]
    shown = f"your board shows {standing_words(found.standing)}"
    return sentence(and_list([*parts[:1], shown, *parts[1:]] if found.team else [shown, *parts]))


def _said(reading: VoiceReading, today: date) -> str:
    then = reading.pulse.on
    old = f", {age(then, today)} ago" if (today - then).days > _OLD else ""
    verb = "said" if old else "say"
    return sentence(f"{WHO[reading.voice]} {verb} {reading.stage.short}{old}")


def _disagreement(read: Readings, standing: Standing) -> Disagreement | None:
    if standing.kind == "set_aside":
        return None
    stop_id = standing.square.id
    said = [voice.pulse.tallies.get(stop_id) for voice in read.voices]
    heard = [counted for counted in said if counted is not None]
    if not heard:
        return None
    shown = 1.0 if standing.satisfied else standing.evidence
    values = [shown, *(share(counted) for counted in heard)]
    return Disagreement(
        standing,
        gap=round(max(values) - min(values), 9),
        spread=max(spread(counted) for counted in heard),
        team=read.say.pulse.tallies.get(stop_id) if read.say else None,
        customers=read.they.pulse.tallies.get(stop_id) if read.they else None,
    )
