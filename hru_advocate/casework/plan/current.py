"""The plan of a case as it stands: its version, whether it is to be looked at again and why, and what stands open."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.plan.knowledge import current_plan
from hru_advocate.casework.plan.planning import KnownRow, still_open
from hru_advocate.casework.plan.review_requests import Ask, PlanReview, asks_for_review
from hru_advocate.casework.plan.sections import SectionOfPlan, by_section, counts_words
from hru_advocate.casework.plan.versions import PlanVersionLine, versions
from hru_advocate.casework.session import Session


@dataclass(frozen=True, slots=True)
class PlanNow:
    """The plan part of a case page. ``current`` are the versions that hold: none, one, or two that disagree.

    ``sections`` are the measures of the one, or the safer of those that disagree; ``asks`` are the events that ask for
    a new look, ``open`` is what no live measure of its own answers, ``unasked`` what has not been asked.
    """

    current: tuple[PlanVersionLine, ...]
    own_words: str
    counts_words: str
    sections: tuple[SectionOfPlan, ...]
    review: PlanReview
    asks: tuple[Ask, ...]
    open: tuple[KnownRow, ...]
    unasked: str

    @property
    def disagrees(self) -> bool:
        """True when two versions stand beside each other."""
        return len(self.current) > 1


def plan_now(session: Session, case: str) -> PlanNow:
    """The plan of a case as it stands."""
    held = versions(session, case)
    plan, found = current_plan(session, case), still_open(session, case)
    return PlanNow(
        current=tuple(line for line in held.lines if line.current),
        own_words=plan.own_words,
        counts_words=counts_words(plan),
        sections=by_section(session, plan, session.pronoun_of(case)),
        review=held.review,
        asks=asks_for_review(session, case) if held.review.events else (),
        open=found.rows,
        unasked=found.unasked,
    )
