"""Write the sample game, saves/acme-pmo.json, by playing it.

Run it again whenever the board that ships has changed: a save holds its board.
The story: Acme's PMO began in spring 2026, went through stage 1 in two sittings, has ranked its
customers afresh in September and is now arranging to meet the first five of them. What Finance
said in April is too old to count by November. The team thinks that it is further than its board
shows, and its customers do not quite agree with either.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from pmo_gameboard.game.actions import add_action, do_action
from pmo_gameboard.game.check_ins import check_in_today, name_check_in
from pmo_gameboard.game.moves import add_rows, new_game, set_cell, set_next_session
from pmo_gameboard.game.pulses import add_pulse
from pmo_gameboard.game.standings import survey
from pmo_gameboard.game.state import Game, Tally, Value, Voice
from pmo_gameboard.game.turns import set_players
from pmo_gameboard.saves.boards import DEFAULT, read_board_file
from pmo_gameboard.saves.format import Save
from pmo_gameboard.saves.store import write_save

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "saves" / "acme-pmo.json"

KICK_OFF = date(2026, 3, 12)
SPRING_TALKS = date(2026, 4, 8)
SUMMER = date(2026, 6, 18)
SECOND_SITTING = date(2026, 9, 8)
QUARTER = date(2026, 9, 29)
OCTOBER = date(2026, 10, 20)
LATEST = date(2026, 11, 16)
SAVED_AT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)

PRIYA = "Priya Raman"
JONAS = "Jonas Weber"
ANA = "Ana Oliveira"
MARCUS = "Marcus Hale"
PROJECT_MANAGERS = "IT project managers"
GRACE = "Grace Okafor"
LEGAL = "Legal counsel desk"
WORKS_COUNCIL = "Works council"

CUSTOMERS: tuple[Mapping[str, Value], ...] = (
    {
        "name": PRIYA,
        "team": "Finance",
        "gains": "Sees an overspend a month earlier, while she can still move the money.",
        "needs": "Forecast the year from numbers she does not have to chase.",
    },
    {
        "name": JONAS,
        "team": "Operations, Leipzig plant",
        "gains": "Knows which projects will take his people off the line, and when.",
        "needs": "Plan shifts eight weeks ahead.",
    },
    {
        "name": ANA,
        "team": "Sales, Southern Europe",
        "gains": "Can promise customers a date that holds.",
        "needs": "Tell key accounts when the new price engine goes live.",
    },
    {
        "name": MARCUS,
        "team": "Chief Information Officer",
        "gains": "Walks into the board meeting without surprises.",
        "needs": "Decide which project to pause when something urgent comes in.",
    },
    {
        "name": PROJECT_MANAGERS,
        "team": "IT delivery",
        "gains": "Spend Fridays with their teams and not with a slide deck.",
        "needs": "Get a decision out of the steering group within a week.",
    },
)
LATER_CUSTOMERS: tuple[Mapping[str, Value], ...] = (
    {
        "name": GRACE,
        "team": "People and culture",
        "gains": "Hears about a reorganisation before the rumours do.",
        "needs": "Have the training ready on the day a new system starts.",
    },
    {
        "name": LEGAL,
        "team": "Legal",
        "needs": "See supplier contracts while they can still be changed.",
    },
    {"name": WORKS_COUNCIL, "gains": "Is asked before the roll-out, not after it."},
)
SERVICES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Monthly portfolio report", "yes", (PRIYA, MARCUS)),
    ("Help me start a project", "partly", (PROJECT_MANAGERS, ANA)),
    ("Steering group decisions in a week", "partly", (PROJECT_MANAGERS, MARCUS)),
    ("Who is needed when", "not-yet", (JONAS, GRACE)),
    ("Health check for a project in trouble", "yes", (MARCUS, PRIYA)),
    ("Go-live calendar", "not-yet", (ANA, JONAS, GRACE)),
)
WEIGHTS: Mapping[str, tuple[int, int]] = {
    PRIYA: (5, 4),
    JONAS: (4, 3),
    ANA: (4, 2),
    MARCUS: (5, 3),
    PROJECT_MANAGERS: (2, 5),
    GRACE: (3, 3),
    LEGAL: (3, 1),
    WORKS_COUNCIL: (4, 2),
}
RANKING = (JONAS, PRIYA, PROJECT_MANAGERS, ANA, MARCUS)
FEEDBACK: tuple[tuple[str, date, str, int], ...] = (
    (
        PRIYA,
        SPRING_TALKS,
        "“The report is tidy. It also reaches me two days after I needed it.”",
        3,
    ),
    (
        PROJECT_MANAGERS,
        OCTOBER,
        "“You ask for our status three times a month and we never hear what came of it.”",
        2,
    ),
    (
        JONAS,
        LATEST,
        "“In August you took two of my fitters and told me on the Friday. Now somebody rings.”",
        3,
    ),
)

Counts = tuple[int, int, int]
"""How many said not yet, partly and yes."""

TEAM_IN_SEPTEMBER: Mapping[str, Counts] = {
    "who-benefits": (0, 1, 5),
    "who-needs-us": (0, 2, 4),
    "what-they-need": (1, 2, 3),
    "key-customers": (0, 1, 5),
    "meet": (3, 2, 1),
    "feedback": (2, 3, 1),
    "improve": (2, 2, 2),
    "prioritise": (3, 2, 1),
    "deliver": (3, 3, 0),
    "keep-in-touch": (4, 2, 0),
    "listen": (4, 1, 1),
    "catalogue": (5, 1, 0),
    "advocate": (4, 1, 1),
    "before-they-ask": (5, 1, 0),
}
TEAM_IN_NOVEMBER: Mapping[str, Counts] = {
    "who-benefits": (0, 0, 6),
    "who-needs-us": (0, 1, 5),
    "what-they-need": (0, 2, 4),
    "key-customers": (0, 0, 6),
    "meet": (0, 2, 4),
    "feedback": (0, 2, 4),
    "improve": (0, 1, 5),
    "prioritise": (3, 0, 3),
    "deliver": (2, 3, 1),
    "keep-in-touch": (2, 3, 1),
    "listen": (3, 2, 1),
    "catalogue": (5, 1, 0),
    "advocate": (3, 1, 2),
    "before-they-ask": (5, 1, 0),
}
CUSTOMERS_IN_NOVEMBER: Mapping[str, Counts] = {
    "meet": (1, 1, 3),
    "feedback": (2, 2, 1),
    "improve": (3, 2, 0),
    "prioritise": (3, 1, 1),
    "deliver": (4, 1, 0),
    "keep-in-touch": (3, 2, 0),
    "listen": (4, 0, 1),
    "catalogue": (4, 1, 0),
    "advocate": (2, 2, 1),
    "before-they-ask": (5, 0, 0),
}
TEAM = ("Dana", "Tom", "Ines", "Bo", "Ruth", "Karim")


def write_sample(path: Path) -> None:
    """Play the game and write it to a file."""
    board = read_board_file(ROOT / "boards" / f"{DEFAULT}.yaml")
    game = new_game(board, "Acme PMO", KICK_OFF)
    for sitting, day in (
        (_first_sitting, KICK_OFF),
        (_more_customers, SUMMER),
        (_second_sitting, SECOND_SITTING),
        (_said_in_september, QUARTER),
    ):
        game = check_in_today(survey(sitting(game), day))
    game = name_check_in(survey(game, QUARTER), "Q3 review")
    for sitting, day in ((_meetings, OCTOBER), (_feedback, LATEST), (_said_in_november, LATEST)):
        game = check_in_today(survey(sitting(game), day))
    game = set_next_session(set_players(game, TEAM), date(2026, 12, 3))
    write_save(path, Save(format=1, revision=214, saved_at=SAVED_AT, at=None, game=game))


def main() -> None:
    """Write the sample that ships."""
    write_sample(TARGET)
    TARGET.chmod(0o644)  # what ships is for everybody to read
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")


def _first_sitting(game: Game) -> Game:
    return add_rows(game, "customers", CUSTOMERS, KICK_OFF, "Dana")


def _more_customers(game: Game) -> Game:
    return add_rows(game, "customers", LATER_CUSTOMERS, SUMMER, "Tom")


def _second_sitting(game: Game) -> Game:
    """Services, weights and the ranking."""
    ids = _ids(game)
    services: list[Mapping[str, Value]] = [
        {"name": name, "offered": offered, "for": tuple(ids[whom] for whom in customers)}
        for name, offered, customers in SERVICES
    ]
    game = add_rows(game, "services", services, SECOND_SITTING, "Tom")
    for name, (influence, interest) in WEIGHTS.items():
        game = _write(game, name, "influence", influence, SECOND_SITTING)
        game = _write(game, name, "interest", interest, SECOND_SITTING)
    for place, name in enumerate(RANKING, 1):
        game = _write(game, name, "rank", place, SECOND_SITTING)
    return game


def _meetings(game: Game) -> Game:
    """Three of five are arranged; one of them is still to come."""
    game = _write(game, PROJECT_MANAGERS, "meet-on", "2026-10-20", SECOND_SITTING)
    game = _write(game, PROJECT_MANAGERS, "met", value=True, day=OCTOBER)
    game = _write(game, JONAS, "meet-on", "2026-11-16", OCTOBER)
    game = _write(game, JONAS, "met", value=True, day=LATEST)
    game = _write(game, PRIYA, "meet-on", "2026-11-26", LATEST)
    return _write(game, PRIYA, "met", value=False, day=LATEST)


def _feedback(game: Game) -> Game:
    for name, day, words, satisfaction in FEEDBACK:
        game = _write(game, name, "feedback", words, day)
        game = _write(game, name, "satisfaction", satisfaction, day)
    return game


def _said_in_september(game: Game) -> Game:
    game = _pulse(game, "team", TEAM_IN_SEPTEMBER, QUARTER)
    game = add_action(
        game, "Ask Marcus for thirty minutes", QUARTER, "Dana", owner="Dana", square="meet"
    )
    return add_action(
        game,
        "Tell the project managers what came of their status reports",
        QUARTER,
        "Dana",
        owner="Tom",
        due=date(2026, 10, 30),
        square="feedback",
    )


def _said_in_november(game: Game) -> Game:
    game = _pulse(game, "customers", CUSTOMERS_IN_NOVEMBER, LATEST)
    game = _pulse(game, "team", TEAM_IN_NOVEMBER, LATEST)
    game = add_action(
        game,
        "Find out what Ana's key accounts wait for",
        LATEST,
        "Dana",
        due=date(2026, 11, 24),
        square="meet",
    )
    game = add_action(
        game,
        "Send Finance the report two days earlier",
        LATEST,
        "Dana",
        owner="Ines",
        due=date(2026, 12, 4),
    )
    return do_action(game, "a2", LATEST)


def _pulse(game: Game, voice: Voice, counts: Mapping[str, Counts], day: date) -> Game:
    tallies = {
        stop_id: Tally(not_yet=not_yet, partly=partly, yes=yes)
        for stop_id, (not_yet, partly, yes) in counts.items()
    }
    return add_pulse(game, voice, "hands", tallies, day, "Dana")


def _write(game: Game, name: str, column_id: str, value: Value, day: date) -> Game:
    return set_cell(game, "customers", _ids(game)[name], column_id, value, day, "Dana")


def _ids(game: Game) -> dict[str, str]:
    rows = game.rows("customers")
    return {game.row_name("customers", row.id): row.id for row in rows}


if __name__ == "__main__":
    main()
