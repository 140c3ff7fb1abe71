"""Raising an overdue return: what the unit itself does, whom to ring, and what of it nobody has confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import msgspec

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.changed import Changed
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import keep_settings, settings
from hru_advocate.casework.unit.our_number import our_number
from hru_advocate.casework.visits.visits import VisitLine, line_of_visit, visit_of
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.errors import AdvocateError
from hru_advocate.store import views

DANGER: Final = (
    "If anybody may be in danger: ring 999 now, and say that an advocate of the police is overdue on a visit."
)
"""The first line of raising an overdue return; never changed by the unit."""

_NOT_WRITTEN: Final = "The unit has not written down its own steps. Ask the duty supervisor; have them written on Unit."


class StepsNotKept(AdvocateError):
    """The steps need who confirmed them, and are at most 2,000 characters. Nothing was changed; mend that."""


@dataclass(frozen=True, slots=True)
class Raising:
    """Everything needed to raise an overdue return, line by line; ``unconfirmed`` says what nobody confirmed.

    ``whereabouts`` says where the address stands, for who may look it up: it is not said here.
    """

    line: VisitLine
    danger: str
    reach: str
    told: str
    signal: str
    steps: tuple[str, ...]
    duty: str
    unconfirmed: tuple[str, ...]
    whereabouts: str
    raised: str


def raising(session: Session, entry: str) -> Raising:
    """Say what to do about a visit that is overdue, in the unit's own steps; what they lack is said.

    Raises:
        NotFound: the entry is no visit.
    """
    one = visit_of(session, entry)
    answers, unit, today = one.visit.answers, settings(session), session.now().date()
    unconfirmed = []
    steps = tuple(line.strip() for line in unit.overdue_steps.splitlines() if line.strip())
    if not steps:
        unconfirmed.append(_NOT_WRITTEN)
    ours = our_number(session)
    if ours is None:
        unconfirmed.append("The unit's duty number is not filled in; fill it in on Unit.")
    elif mark := ours.line(today, unit.number_days).mark:
        unconfirmed.append(f"The duty number: {mark.lower()}.")
    label = CaseLabel.of(views.case_row(session.vault, one.record.case or ""))
    return Raising(
        line=line_of_visit(session, label, one.visit, session.now()),
        danger=DANGER,
        reach=value_of(answers, "reach") or "",
        told=value_of(answers, "told") or "",
        signal=value_of(answers, "signal_reference") or "",
        steps=steps,
        duty=f"{ours.number}{f', {ours.when}' if ours.when else ''}" if ours is not None else "",
        unconfirmed=tuple(unconfirmed),
        whereabouts=_WHERE.get(value_of(answers, "address_in") or "", _WHERE["nowhere"]),
        raised=value_of(answers, "raised") or "",
    )


_WHERE: Final = {
    "person": "The address stands in the record of a person of the case.",
    "safe_contact": "The address stands in the safe contact rules.",
    "not_needed": "The place needs no address.",
    "nowhere": "Where the address stands was not written down.",
}


def overdue_steps(session: Session) -> tuple[str, str]:
    """The unit's own steps, a line each, and who confirmed them; both empty while nobody wrote them."""
    unit = settings(session)
    return unit.overdue_steps, unit.overdue_by


def keep_overdue_steps(session: Session, steps: str, by: str) -> Changed:
    """Keep the unit's steps for an overdue return, with who confirmed them.

    Raises:
        StepsNotKept: nobody is named, or they are too long; nothing was changed.
    """
    text = "\n".join(line.strip() for line in steps.splitlines() if line.strip())
    if text and not by.strip():
        raise StepsNotKept
    try:
        kept = msgspec.structs.replace(settings(session), overdue_steps=text, overdue_by=by.strip() if text else "")
        return keep_settings(session, kept)
    except msgspec.ValidationError:
        raise StepsNotKept from None
