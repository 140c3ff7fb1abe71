"""Visit mode as the vault remembers it: which visit, until when; what was locked in it is unlocked into it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from hru_advocate.casework.changed import Changed
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.casework.visits.steps import go_out, stay_longer
from hru_advocate.casework.visits.visits import OneVisit, visit_of
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store import settings as rows
from hru_advocate.store import views

_KEY = "visit_mode"


class TimeIsOver(AdvocateError):
    """The time back of this visit has passed, or it is over. Nothing was begun; check in, or say how much longer."""


class _Kept(msgspec.Struct, frozen=True):
    entry: str = ""


@dataclass(frozen=True, slots=True)
class VisitMode:
    """Visit mode of one visit: its case, by which initials it is called, when it asks and when it ends by itself."""

    case: str
    entry: str
    initials: str
    until: datetime
    ends: datetime

    def over(self, now: datetime) -> bool:
        """True once it has ended by itself."""
        return now >= self.ends


def begin_mode(session: Session, entry: str) -> tuple[VisitMode, Changed]:
    """Begin visit mode; who was not said to be out is out now.

    Raises:
        TimeIsOver: the time back has passed; nothing was begun.
        InvalidAnswer: a flag or the rules ask for a reason before anybody goes out; nothing was begun.
    """
    one = visit_of(session, entry)
    if not one.visit.open or one.visit.standing(session.now()) == "overdue":
        raise TimeIsOver
    changed = Changed(frozenset())
    if one.visit.state == "planned":
        changed = go_out(session, entry).changed
        one = visit_of(session, entry)
    mode = _mode(session, one)  # what cannot be read leaves the office's pages, and no mode begun behind them
    rows.keep(session.vault, _KEY, _Kept(one.visit.entry))
    session.note("visit_mode", {"begun": True}, case=one.record.case)
    return mode, changed


def mode_now(session: Session) -> VisitMode | None:
    """The visit mode that was begun and not left, or ``None``; also once its time is over, until somebody leaves it."""
    kept = rows.read(session.vault, _KEY, _Kept)
    if kept is None or not kept.entry:
        return None
    try:
        one = visit_of(session, kept.entry)
    except NotFound:
        return None
    return _mode(session, one) if one.visit.open else None


def longer_mode(session: Session, entry: str, minutes: int) -> tuple[VisitMode, Changed]:
    """Stay longer: the time back moves, and what counts as overdue with it.

    Raises:
        InvalidAnswer: the visit would take longer than a day; nothing was changed.
    """
    saved = stay_longer(session, entry, minutes)
    return _mode(session, visit_of(session, saved.entry)), saved.changed


def end_mode(session: Session) -> None:
    """Leave visit mode; the visit stays as it is."""
    found = mode_now(session)
    rows.keep(session.vault, _KEY, _Kept())
    session.note("visit_mode", {"begun": False}, case=found.case if found is not None else None)


def _mode(session: Session, one: OneVisit) -> VisitMode:
    case, now = one.record.case or "", session.now()
    until = (one.visit.returns or now.replace(tzinfo=None)).replace(tzinfo=now.tzinfo)
    grace = timedelta(minutes=settings(session).visit_grace)
    initials = views.case_row(session.vault, case).initials or "?"
    return VisitMode(case, one.visit.entry, initials, until, until + grace)
