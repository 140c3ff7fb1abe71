"""The plan of a case as it stands: its version, whether it is to be looked at again and why, and what stands open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.plan.knowledge import current_plan
from hru_advocate.casework.plan.planning import KnownRow, still_open
from hru_advocate.casework.plan.review_requests import PlanReview, ReviewRequest, asks_for_review
from hru_advocate.casework.plan.sections import SectionOfPlan, by_section, counts_words
from hru_advocate.casework.plan.versions import PlanVersionLine, versions
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.orders import HeadWords, current_orders, head_words
from hru_advocate.domain.library.traits import traits_in
from hru_advocate.domain.plan.plan import PlanItem

_SPEAKS: Final = "speaks_of_order"


@dataclass(frozen=True, slots=True)
class PlanNow:
    """The plan part of a case page. ``current`` are the versions that hold: none, one, or two that disagree.

    ``sections`` are the measures of the one, or the safer of those that disagree; ``asks`` are the events that ask for
    a new look, ``open`` is what no live measure of its own answers, ``unasked`` what has not been asked.
    ``orders`` says how the orders of the case stand; it stands beside each measure that speaks of one, too.
    """

    current: tuple[PlanVersionLine, ...]
    own_words: str
    counts_words: str
    sections: tuple[SectionOfPlan, ...]
    review: PlanReview
    asks: tuple[ReviewRequest, ...]
    open: tuple[KnownRow, ...]
    unasked: str
    orders: HeadWords

    @property
    def disagrees(self) -> bool:
        """True when two versions stand beside each other."""
        return len(self.current) > 1


def plan_now(session: Session, case: str) -> PlanNow:
    """The plan of a case as it stands."""
    held = versions(session, case)
    plan, found = current_plan(session, case), still_open(session, case)
    today = session.now().date()
    orders = head_words(current_orders(session.heads(case, ["order"]), today), today)
    return PlanNow(
        current=tuple(line for line in held.lines if line.current),
        own_words=plan.own_words,
        counts_words=counts_words(plan),
        sections=by_section(
            session,
            plan,
            session.pronoun_of(case),
            {item.id: orders.full for item in plan.live if _of_order(session, item)},
        ),
        review=held.review,
        asks=asks_for_review(session, case) if held.review.asked else (),
        open=found.rows,
        unasked=found.unasked,
        orders=orders,
    )


def _of_order(session: Session, item: PlanItem) -> bool:
    """Say whether a measure leans on an order, by its trait or else by its words."""
    library = session.product.library
    if item.measure:
        return _SPEAKS in library.measure(item.measure).traits
    speaks = tuple(trait for trait in library.measures.traits if trait.id == _SPEAKS)
    return bool(traits_in(speaks, item.wording))
