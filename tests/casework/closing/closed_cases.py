"""What tests of closing share: a case with a bit of everything open, and a closure that says what becomes of it."""

from __future__ import annotations

from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.records.entries import Saved
from hru_advocate.casework.session import Session
from tests.casework.open_sessions import add, id_of, new_case

CLOSURE: dict[str, object] = {
    "state": "closed",
    "on": "2026-11-23",
    "why": "aims_met",
    "because": "Made up: what was agreed is done.",
    "told": "yes",
    "told_words": "Made up: told at the last visit how to come back.",
    "safe_after": "she_rings",
    "feedback": "asked",
    "outcome": "less",
    "value_added": "in_part",
    "class": "group_3",
    "by": "Robin Example",
}


def answered(session: Session, case: Saved, **more: str) -> list[dict[str, object]]:
    """A row for each open thing of a case, handed on."""
    said: dict[str, object] = {"how": "handed_on", "said": "To the local service."}
    return [{"key": one.key, "what": one.words, **said, **more} for one in open_matters(session, id_of(case))]


def close(session: Session, case: Saved, **more: object) -> Saved:
    """Close a case and hand on what is open in it."""
    return add(session, case, "closure", CLOSURE | {"open": answered(session, case)} | more)


def close_others(session: Session) -> None:
    """Close cases of whom little is known and who are still here, so that a sum of the erased tells nothing of them."""
    for _ in range(7):
        close(session, new_case(session, adds_value={"state": "not_known"}, decision_reason="Seen together."))
