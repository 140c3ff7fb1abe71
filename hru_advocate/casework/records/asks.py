"""Answers the program adds as a form is begun: to a plan the events that ask for it, to a closure what is open."""

from __future__ import annotations

from hru_advocate.casework.checks.closure_checks import closure_begun
from hru_advocate.casework.plan.review_requests import review_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import Answer, Answers, value_of
from hru_advocate.domain.forms.definition import FormDefinition


def with_asks(session: Session, form: FormDefinition, case: str, raw: Answers, *, keep: bool = False) -> Answers:
    """A plan's answers with the events that ask for a new version; a closure's with what is open now.

    Events take the place of those that asked for the version before; a correction keeps those beside them.
    """
    if form.purpose == "closure" and not keep:
        return closure_begun(session, case, raw)
    if form.purpose != "plan" or "because" not in form.by_id:
        return raw
    held = (value_of(raw, "because") or ()) if keep else ()
    asks = tuple(dict.fromkeys((*held, *review_of(session, case).events)))
    rest = {field: answer for field, answer in raw.items() if field != "because"}
    return rest | ({"because": Answer("answered", asks)} if asks else {})
