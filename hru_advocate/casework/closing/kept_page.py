"""The page of records kept: the queue of reviews and what waits; further down what was erased, and who has looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from hru_advocate.casework.cases.review_days import KeptCase, kept_of, reviews_due
from hru_advocate.casework.closing.erasing import ErasureStub, stubs, unfinished
from hru_advocate.casework.closing.looks import Look, looks
from hru_advocate.casework.session import Session

_MOST: Final = 40
"""Lines of a sort the page shows; the command line lists all."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The closed cases that are kept; the counts are of all there are."""

    to_confirm: str
    due: tuple[KeptCase, ...]
    due_count: int
    ahead: tuple[KeptCase, ...]
    ahead_count: int


@dataclass(frozen=True, slots=True)
class KeptSince:
    """The stubs of erased cases, each held against the ledger, and the looks at cases."""

    erased: tuple[ErasureStub, ...]
    unfinished: bool
    looked: tuple[Look, ...]


def kept_page(session: Session) -> KeptPage:
    """The page as it stands today, worked out once until something is written."""
    today = session.now().date()
    return session.kept.get(None, ("records kept", today), partial(_kept_page, session, today))


def _kept_page(session: Session, today: date) -> KeptPage:
    found = reviews_due(session, date.max)
    due = [one for one in found if one[0] <= today]
    ahead = [one for one in found if one[0] > today]
    return KeptPage(
        to_confirm=session.program.retention.to_confirm,
        due=kept_of(session, due[:_MOST]),
        due_count=len(due),
        ahead=kept_of(session, ahead[:_MOST]),
        ahead_count=len(ahead),
    )


def kept_since(session: Session) -> KeptSince:
    """The lower part of the page."""
    return KeptSince(
        erased=stubs(session, _MOST),
        unfinished=unfinished(session),
        looked=looks(session, limit=_MOST),
    )
