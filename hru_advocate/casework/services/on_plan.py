"""Putting a service of the directory on a plan that is being written."""

from __future__ import annotations

from hru_advocate.casework.records.entries import drafts, keep_draft, start
from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.answers import value_of

PLAN = "safety_plan"


def add_service(session: Session, case: str, service: str) -> str:
    """Put a service on the draft of a case's plan, begun from the plan as it stands; gives the draft's id.

    Nothing is signed off by this: a person looks at the plan first. A service that is there already stays once.
    """
    open_draft = next((line.id for line in drafts(session, case=case) if line.form == PLAN), None)
    begun = start(session, PLAN, draft=open_draft) if open_draft else start(session, PLAN, case=case)
    raw: dict[str, object] = dict(begun.raw)
    if begun.from_draft:
        raw = {field: one.value if one.given else {"state": one.state} for field, one in begun.raw.items()}
    there = value_of(begun.raw, "services") or ()
    raw["services"] = list(dict.fromkeys((*there, f"sv_{service}")))
    keep_draft(session, begun.draft, PLAN, raw, case=case, corrects=begun.corrects, reason=begun.reason)
    return begun.draft
