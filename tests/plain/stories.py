"""Whole games in lines, from an empty folder to the last square.

They give the answers that ``tests/tui/test_play.py`` gives by keys.
"""

BEGIN = ("start", "", "1", "", "go on")
"""The first game on the first board, at its first square."""

NEXT = ("", "next")
"""Back from the rows, and on to the next square."""


def customer_centric() -> list[str]:
    """The customer-centric board."""
    days = ("fri", "+2w", "3 dec", "2026-12-03", "tomorrow")
    return [
        *BEGIN,
        *("1", "add", "Ana", "Works", "Her dates", "Ben", "Finance", "Warnings"),
        *("Cleo", "", "A map", "", *NEXT),
        *("1", "fill", "To decide", "0"),
        *("add", "Dev", "IT", "Starts", "Eva", "HR", "Plans", "Finn", "", "", "", *NEXT),
        *("1", "add", "Check", "1, 2", "partly", "Clinic", "Dev", "not", "Deck", "5", "yes"),
        *("", *NEXT),
        *("1", "6", "influence", "2", "interest", "1", ""),
        *(f"rank {place} to {place}" for place in range(1, 6)),
        *NEXT,
        *("1", "fill", *days, "1", "met", "n", "", *NEXT),
        *("1", "fill", *(each for score in "12345" for each in ("Slow", score)), *NEXT),
        *("1", "add", "Alarm", "Ben, Ana", "deck", "Forms", "Cleo", ""),
        *("Calendar", "4,5", "2", "", *NEXT),
        *("1", "forms", "impact", "3", "", "calendar", "impact", "5", "effort", "2", ""),
        *("alarm", "impact", "4", "", *NEXT),
        *("1", "calendar", "status", "done", "done on", "yesterday", "heard back", "Thanks", ""),
        *("alarm", "status", "doing", "", "forms", "status", "doing", "", *NEXT),
        *("1", "fill", *("monthly", "call", "+1m") * 5, *NEXT),
        *("1", "fill", *("Time", "Sun", "Boss") * 5, *NEXT),
        *("1", "fill", "keep", "new", "retire", *NEXT),
        *("1", "dev", "advocate", "y", "", *NEXT),
        *("1", "add", "Shadowing", "Ana", "To keep what two planners know", "Tom", "30 apr", ""),
        *("", "quit"),
    ]


def first_ninety_days() -> list[str]:
    """The board of texts, choices and scales."""
    people = {"Mia": "my m", "Leo": "my t", "Noa": "a p", "Pia": "a c", "Quin": "a s"}
    return [
        *("start", "", "2", "", "go on"),
        *("1", "Late bills", "2", "On time", "next"),
        *("1", "add"),
        *(each for name, kind in people.items() for each in (name, kind, "Knows", "4")),
        *("Rhea", "a guide", "Asks", "2", "", *NEXT),
        *("1", "add"),
        *(each for number in range(1, 6) for each in (f"Odd {number}", "today", "Rhea")),
        *("", *NEXT),
        *("1", "fill", *("yesterday", "Rush") * 6, *NEXT),
        *("1", "fill", "Ten days", "tue", "", "2", "3", "2", "4", "next"),
        *("1", "add"),
        *(each for number in range(1, 4) for each in (f"Vow {number}", "Noa", "+1w", "open")),
        *("", *NEXT),
        *("1", "add", "Win 1", "Noa", "1.5", "3", "", "", "Win 2", "Noa", "1.5", "4", "", ""),
        *("Win 3", "Noa", "1.5", "5", "done", "Good", "", *NEXT),
        *("1", "noa", "asks", "y", "", "", "2", "Lorries", "next"),
        *("1", "fill", *("Old", "leave") * 5, *NEXT),
        *("1", "fill", *("kept",) * 3, "", "2", "Invoices", "3", "5"),
        "quit",
    ]
