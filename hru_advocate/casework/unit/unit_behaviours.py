"""The unit's list of behaviours: the program's with the unit's own, and what the unit hides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from hru_advocate.casework.checks.incident_checks import recorded
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.incidents.behaviours import OWN, BehaviourDone
from hru_advocate.errors import NotFound

FORM: Final = "behaviour"


@dataclass(frozen=True, slots=True)
class BehaviourLine:
    """One behaviour in the unit's list; ``entry`` is the record to correct, if the unit said anything of it."""

    id: str
    label: str
    factor: str
    factor_words: str
    says: bool
    own: bool
    hidden: bool
    entry: str


def behaviour_lines(session: Session) -> tuple[BehaviourLine, ...]:
    """Every behaviour in the order of the list, hidden ones too."""
    entries = {value_of(record.answers, "behaviour"): record.entry for record in reversed(recorded(session))}
    return tuple(
        BehaviourLine(
            id=one.id,
            label=one.label,
            factor=one.factor,
            factor_words=session.product.label(one.factor) if one.factor else "",
            says=one.says,
            own=one.id.startswith(OWN),
            hidden=one.hidden,
            entry=entries.get(one.id, ""),
        )
        for one in session.product.behaviours.values()
    )


def add_behaviour(session: Session, label: str, factor: str = "") -> Saved:
    """Put a behaviour of the unit's own on the list.

    Raises:
        InvalidAnswer: nothing was saved.
    """
    return save(session, FORM, {"done": "add", "label": label.strip() or None, "factor": [factor] if factor else None})


def set_hidden(session: Session, behaviour: str, *, hidden: bool, reason: str = "") -> Saved:
    """Take a behaviour off the list, or put it back; what was noted with it stays.

    Raises:
        NotFound: there is no such behaviour; nothing was saved.
    """
    if behaviour not in session.product.behaviours:
        raise NotFound
    mine = [one for one in recorded(session) if value_of(one.answers, "behaviour") == behaviour]
    corrects = [one.entry for one in mine if one.record == mine[0].record]
    done: BehaviourDone = "hide" if hidden else "show"
    why = reason.strip() or ("No longer used here" if hidden else "Used here again")
    return save(session, FORM, {"done": done, "behaviour": behaviour}, corrects=corrects, reason=why)


def listed(session: Session) -> list[dict[str, Any]]:
    """The list as plain data, for scripts."""
    return [
        {
            "id": line.id,
            "label": line.label,
            "factor": line.factor or None,
            "says": line.says,
            "own": line.own,
            "hidden": line.hidden,
            "entry": line.entry or None,
        }
        for line in behaviour_lines(session)
    ]
