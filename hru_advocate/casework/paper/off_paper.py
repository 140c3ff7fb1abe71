"""The words of a measure that keep it off the person's paper, said while the plan is being written."""

from __future__ import annotations

from collections.abc import Mapping

from hru_advocate.casework.paper.papers import PaperRequest, plan_paper
from hru_advocate.casework.plan.knowledge import knowledge_of, plan_for_paper
from hru_advocate.casework.plan.planning import loose_answers
from hru_advocate.casework.session import Session
from hru_advocate.documents.compose.measures import carried, held_back
from hru_advocate.domain.plan.plan import read_plan


def why_off_paper(session: Session, case: str, raw: Mapping[str, object]) -> dict[str, str]:
    """The carried measures of a plan being written that would be left off the full plan, by their words: each why."""
    plan = plan_for_paper(session, case, read_plan(loose_answers(session, raw)))
    paper = plan_paper(session, PaperRequest(case, "full_plan", raw=raw), knowledge_of(session, case, plan), 0)
    found: dict[str, str] = {}
    for item in carried(paper):
        stopped = held_back(paper, f"item.{item.id}", item.wording)
        if stopped is not None:
            first = "On paper it waits for a tick there." if stopped.ticks else "It is left off paper."
            found[item.text] = f"{first} {stopped.why}"
    return found
