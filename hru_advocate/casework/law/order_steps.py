"""Short steps with an order that need no form: it was served, it was lifted or has ended."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.going_on import one_that_stands
from hru_advocate.casework.session import Session

VARIED = "varied"
FULL_ORDER = "full order made"
DECIDED = "decided"


def note_served(session: Session, entry: str, day: str, how: str) -> Saved:
    """Note that an order was served: the day in words, by whom and how we know it.

    Raises:
        InvalidAnswer: the day does not fit.
        NotCorrectable: the order was changed meanwhile.
        Disagreement: another version of it stands too.
    """
    return _changed(session, entry, {"served_on": day, "served_by": how or None}, "served")


def note_ended(session: Session, entry: str, day: str, how: str) -> Saved:
    """Note that an order was lifted or has ended: from which day it no longer holds, how, and who told us.

    Raises:
        InvalidAnswer: the day does not fit.
        NotCorrectable: the order was changed meanwhile.
        Disagreement: another version of it stands too.
    """
    change = {"stage": "ended", "ended_on": day, "ended_how": how or None}
    return _changed(session, entry, change, "lifted or ended")


def _changed(session: Session, entry: str, change: Mapping[str, object], reason: str) -> Saved:
    """The next version of an order: what it said, with a change laid over it."""
    record = one_that_stands(session, entry)
    raw = {**record.answers, **change}
    return save(session, "order", raw, case=record.case, corrects=[entry], reason=reason)
