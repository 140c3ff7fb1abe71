"""The steps of a visit: out, back, later, called off, raised; each a signed version of its record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from hru_advocate.casework.people.restricted import check_all_open
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.casework.visits.visits import OneVisit, visit_of
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.errors import AdvocateError


class WhyCalledOff(AdvocateError):
    """A visit is called off with its reason. Nothing was saved; say why in a line."""


class NothingRaised(AdvocateError):
    """It was not said what was done. Nothing was saved; write what was done, by whom and when."""


class VisitOver(AdvocateError):
    """This visit is over already. Nothing was saved; look at its record, and correct that where it is wrong."""


def go_out(session: Session, entry: str) -> Saved:
    """Say that whoever goes is out now.

    Raises:
        InvalidAnswer: a flag or the safe contact rules ask for a reason; nothing was saved.
    """
    return _change(session, _open(session, entry), "Out on the visit", {"state": "out"})


def check_in(session: Session, entry: str, at: str = "", afterwards: str = "") -> Saved:
    """Say that who went is back: at a time as told (now where it is empty), with what the next should know.

    Raises:
        InvalidAnswer: the time cannot be; nothing was saved.
    """
    more: dict[str, object] = {"afterwards": afterwards.strip()} if afterwards.strip() else {}
    told = at.strip() or f"{session.now():%Y-%m-%dT%H:%M}"
    return _change(session, _open(session, entry), "Back from the visit", {"state": "back", "checked_in": told} | more)


def call_off(session: Session, entry: str, because: str) -> Saved:
    """Say that nobody goes, and why."""
    if not because.strip():
        raise WhyCalledOff
    return _change(
        session, _open(session, entry), because.strip(), {"state": "called_off", "called_off_because": because}
    )


def stay_longer(session: Session, entry: str, minutes: int) -> Saved:
    """Move the time back: so many minutes from now, or from the time it was to be where that is later.

    Raises:
        InvalidAnswer: the visit would take longer than a day; nothing was saved.
    """
    one = _open(session, entry)
    wall = session.now().replace(tzinfo=None, second=0, microsecond=0)
    later = max(wall, one.visit.returns or wall) + timedelta(minutes=minutes)
    same = one.visit.on == later.date()
    back = {"back": f"{later:%H:%M}", "state": "out"} | ({} if same else {"back_on": later.date().isoformat()})
    reason = f"Back later: by {later:%H:%M}"
    return _change(session, one, reason, back, drop=("back_on",))


def note_raised(session: Session, entry: str, what: str) -> Saved:
    """Write what was done about an overdue return, below what was written before."""
    if not what.strip():
        raise NothingRaised
    one = _open(session, entry)
    before = value_of(one.record.answers, "raised") or ""
    line = f"{session.now():%d.%m.%Y %H:%M} {session.author}: {what.strip()}"
    return _change(session, one, "Overdue: what was done", {"raised": "\n".join(filter(None, (before, line)))})


def _open(session: Session, entry: str) -> OneVisit:
    one = visit_of(session, entry)
    check_all_open(session, [one.record.case])
    if not one.visit.open:
        raise VisitOver
    return one


def _change(
    session: Session, one: OneVisit, reason: str, changed: Mapping[str, object], *, drop: tuple[str, ...] = ()
) -> Saved:
    """One new version over every version that stands: whoever says how it stands now settles what disagreed."""
    kept = {field: answer for field, answer in one.record.answers.items() if field not in drop}
    return save(session, "visit", {**kept, **changed}, corrects=one.heads, reason=reason)
