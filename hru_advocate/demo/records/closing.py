"""The end of made-up cases: the unit's roster, closures of quiet cases, one long due for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from hru_advocate.casework.cases.cases import CaseFilter, list_cases
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.demo.cast import Raw

_PEOPLE: Final = (
    ("Sam Overton", "sergeant", "MADEUP01", "01632 960411"),
    ("Lee Hadfield", "constable", "MADEUP02", "01632 960412"),
    ("Pat Lindley", "psychologist", "", "01632 960413"),
    ("Jo Marsden", "nurse", "", "01632 960414"),
    ("Chris Bexley", "occupational_therapist", "", ""),
    ("Alex Thornton", "probation_officer", "", "01632 960415"),
    ("Robin Ashby", "advocate", "", "01632 960416"),
)
_EVERY: Final = 12
"""One case in so many is closed."""


def roster(session: Session, today: date) -> None:
    """Note the made-up unit's people, one of them on leave."""
    for raw in people_of_the_unit(today):
        save(session, "colleague", raw)


def people_of_the_unit(today: date) -> Iterator[Raw]:
    """The answers about each of the made-up unit's people, as they stand on a day."""
    for name, role, collar, phone in _PEOPLE:
        raw: Raw = {"name": name, "role": role, "collar": collar, "phone": phone, "from": "2024-04-02"}
        if phone:
            raw |= {"confirmed_by": "Sam Overton", "confirmed_on": today.isoformat(), "against": "rang"}
        if role == "nurse":
            days = {"from": today - timedelta(days=2), "until": today + timedelta(days=9), "stands_in": "Pat Lindley"}
            raw["leave"] = [{field: str(day) for field, day in days.items()}]
        yield {field: said for field, said in raw.items() if said}


def closures(session: Session, cases: Sequence[str], today: date) -> None:
    """Close some made-up cases, every open thing handed on; one of each ten closed is due for its review."""
    open_now = {line.label.case for line in list_cases(session, CaseFilter(), limit=len(cases))}
    for number, case in enumerate(cases[_EVERY - 1 :: _EVERY]):
        if case not in open_now:
            continue
        rows = [
            {"key": one.key, "what": one.words, "how": "handed_on", "said": "Made up: to the local service, by letter."}
            for one in open_matters(session, case)
        ]
        due = {"class": "unit", "review": today.isoformat()} if number % 10 == 0 else {"class": "group_3"}
        closed = today - timedelta(days=1)
        save(
            session,
            "closure",
            {
                "state": "closed",
                "on": closed.isoformat(),
                "why": "handed_on",
                "because": "Made up: the local service goes on, and the person agrees.",
                "open": rows,
                "told": "yes",
                "told_words": "Made up: told at the last visit how to come back to us.",
                "safe_after": "she_rings",
                "feedback": "given",
                "words": "Made up: it helped that somebody rang when they said they would.",
                "outcome": "less",
                "value_added": "in_part",
                "by": session.author,
                **due,
            },
            case=case,
        )
