"""The rules of incidents and of the list of behaviours, and what the program fills in before they are checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hru_advocate.casework.checks.filing import Filing, corrected_version
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.forms.raw_answers import value_in
from hru_advocate.domain.incidents.behaviours import OWN, own_behaviour_id, read_unit_behaviour, signs_in
from hru_advocate.domain.ledger.records import Record
from hru_advocate.errors import InvalidAnswer

_SIGNS: Final = "signs"


def fill_incident(session: Session, raw: Mapping[str, object], filing: Filing) -> Mapping[str, object]:
    """The answers with the risk factors that what was done says are so, where the advocate did not say which.

    In a correction those follow that are new in what was done, and go that follow from nothing any more; what the
    advocate put on or took off stays so.
    """
    before, given = corrected_version(session, filing), raw.get(_SIGNS)
    follow = _following(session, raw)
    if before is None:
        return raw if given is not None else {**raw, _SIGNS: follow or None}
    followed = _following(session, before.answers)
    kept = [one for one in _ids(given) if one in follow or one not in followed]
    new = [one for one in follow if one not in followed]
    return {**raw, _SIGNS: list(dict.fromkeys((*kept, *new))) or None}


def _following(session: Session, answers: Mapping[str, object]) -> list[str]:
    """The risk factors that follow from what was done; none from what is only believed."""
    if value_in(answers.get("basis")) == "opinion":
        return []
    return list(signs_in(session.product.behaviours, _ids(answers.get("behaviours"))))


def check_incident(_session: Session, answers: Answers, _filing: Filing) -> None:
    """One moment that is certain to the minute holds one incident, or it is no count anybody made."""
    when, times = value_of(answers, "happened"), value_of(answers, "times")
    if when.exact and times is not None and times > 1:
        raise InvalidAnswer(
            "times",
            "So many times cannot all have been at that one minute. Nothing was saved; say from when to when, or "
            "leave the number out.",
        )


def fill_behaviour(session: Session, raw: Mapping[str, object], filing: Filing) -> Mapping[str, object]:
    """The answers with the id of a new behaviour; hiding and showing again carry its words on."""
    before = corrected_version(session, filing)
    filled = dict(raw)
    if before is not None:
        for field in ("behaviour", *(("label", "factor") if value_in(filled.get("done")) != "add" else ())):
            if filled.get(field) is None and field in before.answers:
                filled[field] = before.answers[field]
    elif value_in(filled.get("done")) == "add" and not value_in(filled.get("behaviour")):
        label = value_in(filled.get("label"))
        filled["behaviour"] = own_behaviour_id(label if isinstance(label, str) else "", session.product.behaviours)
    return filled


def check_behaviour(session: Session, answers: Answers, filing: Filing) -> None:
    """Hold a record about a behaviour against the list; one of the program's can only be hidden and shown again."""
    said, known = read_unit_behaviour(answers), session.product.behaviours
    before = corrected_version(session, filing)
    own = said.behaviour.startswith(OWN)
    if said.done == "add" and not own:
        raise InvalidAnswer("behaviour", f"An own behaviour's id begins with {OWN}. Nothing was saved; leave it out.")
    if own and not said.label.strip():
        raise InvalidAnswer("label", "Say in plain words what was done. Nothing was saved.")
    if said.done != "add" and said.behaviour not in known:
        raise InvalidAnswer("behaviour", "There is no such behaviour. Nothing was saved; choose from the list.")
    if not own and (said.label or said.factor):
        raise InvalidAnswer("label", "The program's own words stay as they are. Nothing was saved; add one of our own.")
    if before is not None and value_of(before.answers, "behaviour") != said.behaviour:
        raise InvalidAnswer("behaviour", "A correction stays with its behaviour. Nothing was saved.")
    if before is None and any(value_of(one.answers, "behaviour") == said.behaviour for one in recorded(session)):
        raise InvalidAnswer("behaviour", "This one has a record already. Nothing was saved; correct that entry.")
    if said.done == "add" and any(
        one.label.casefold() == said.label.strip().casefold() and one.id != said.behaviour for one in known.values()
    ):
        raise InvalidAnswer("label", "The list has these words already. Nothing was saved; show that one again.")


def recorded(session: Session) -> list[Record]:
    """The current records about behaviours, the newest first."""
    return session.heads(None, ["behaviour"])


def _ids(given: object) -> list[str]:
    plain = value_in(given)
    if isinstance(plain, str):
        return [plain]
    return [one for one in plain if isinstance(one, str)] if isinstance(plain, (list, tuple)) else []
