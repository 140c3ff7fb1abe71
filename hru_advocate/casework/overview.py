"""A case at a glance: what is new, what is not covered, what comes next, the plan and its paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hru_advocate.casework.actions.actions import ActionLine, actions_of_case
from hru_advocate.casework.cases.cases import (
    NextLine,
    PersonLine,
    next_dates,
    people,
    plan_words,
)
from hru_advocate.casework.cases.pictures import time_line
from hru_advocate.casework.cases.since import SinceLine, since_last_time
from hru_advocate.casework.next_steps import Step, steps_known
from hru_advocate.casework.paper.copies import CopyLine, copies
from hru_advocate.casework.plan.asked import asked_of
from hru_advocate.casework.plan.knowledge import knowledge_of
from hru_advocate.casework.plan.planning import KnownRow, open_rows
from hru_advocate.casework.plan.review_requests import review_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.pictures import PlanCover, TimeLine, plan_cover_of


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview of a case shows. ``unasked`` says what has not been asked, or nothing."""

    steps: tuple[Step, ...]
    since_words: str
    since: tuple[SinceLine, ...]
    uncovered: tuple[KnownRow, ...]
    next: tuple[NextLine, ...]
    plan_words: str
    paper_words: str
    people: tuple[PersonLine, ...]
    time_line: TimeLine
    cover: PlanCover
    unasked: str
    actions: tuple[ActionLine, ...] = ()


def overview(session: Session, case: str) -> Overview:
    """The overview of a case."""
    since_words, since = since_last_time(session, case)
    known = knowledge_of(session, case)
    cover = known.cover
    made, review = copies(session, case), review_of(session, case)
    return Overview(
        steps=steps_known(session, case, known, made, review),
        since_words=since_words,
        since=since,
        uncovered=open_rows(known, cover),
        next=next_dates(session, case, review),
        plan_words=plan_words(session, case),
        paper_words=_paper_words(made),
        people=people(session, case),
        time_line=time_line(session, case, known.records),
        cover=plan_cover_of(cover),
        unasked=asked_of(session, known.records, known.case_facts).words,
        actions=actions_of_case(session, case),
    )


def _paper_words(made: Sequence[CopyLine]) -> str:
    out = [copy for copy in made if copy.state == "out"]
    if not out:
        return "No paper out"
    return "; ".join(copy.words for copy in out[:3]) + ("; …" if len(out) > 3 else "")
