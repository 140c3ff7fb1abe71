"""The plan of a case as it stands: its version, whether it is to be looked at again and why, and what stands open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.plan.agreements import AnswerToPlan
from hru_advocate.casework.plan.knowledge import current_plan
from hru_advocate.casework.plan.planning import KnownRow, still_open
from hru_advocate.casework.plan.review_requests import PlanReview, ReviewRequest, asks_for_review
from hru_advocate.casework.plan.sections import SectionOfPlan, by_section, counts_words
from hru_advocate.casework.plan.versions import PlanVersionLine, versions
from hru_advocate.casework.session import Session
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.law.order_head import HeadWords, head_words
from hru_advocate.domain.library.traits import traits_in
from hru_advocate.domain.plan.plan import PlanItem

_SPEAKS: Final = "speaks_of_order"


@dataclass(frozen=True, slots=True)
class PlanNow:
    """The plan part of a case page. ``current`` are the versions that hold: none, one, or two that disagree.

    ``sections`` are the measures of the one, or the safer of those that disagree; ``asks`` are the events that ask for
    a new look, ``open`` is what no live measure of its own answers, ``unasked`` what has not been asked.
    ``orders`` says how the orders of the case stand; it stands beside each measure that speaks of one, too.
    ``answered_before`` and ``countersigned_before`` are the newest of an older version, with its number, where the one
    that holds has none: they were of that version alone.
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
    answered_before: tuple[int, AnswerToPlan] | None = None
    countersigned_before: tuple[int, AnswerToPlan] | None = None

    @property
    def disagrees(self) -> bool:
        """True when two versions stand beside each other."""
        return len(self.current) > 1


def plan_now(session: Session, case: str) -> PlanNow:
    """The plan of a case as it stands."""
    held = versions(session, case)
    plan, found = current_plan(session, case), still_open(session, case)
    now = session.now()
    orders = head_words(current_orders(session.heads(case, ["order"]), now.date(), now), now.date(), now)
    current = tuple(line for line in held.lines if line.current)
    older = [line for line in held.lines if not line.current]
    return PlanNow(
        current=current,
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
        answered_before=_before(
            [line for line in current if line.agreed], [(line.number, line.agreed) for line in older]
        ),
        countersigned_before=_before(
            [line for line in current if line.countersigned],
            [(line.number, next(iter(line.countersigned), None)) for line in older],
        ),
    )


def said_of_plan(session: Session, case: str) -> tuple[tuple[str, str], ...]:
    """The answer to the plan as it stands and who countersigned it, for the file copy: what each is, and its words."""
    found: list[tuple[str, str]] = []
    for line in versions(session, case).lines:
        if line.current:
            name = f"version {line.number}"
            answer = line.agreed.sentence if line.agreed else "not asked yet"
            found.append((f"Answer to the whole plan, {name}", answer))
            signed = [one.sentence for one in line.countersigned] or ["nobody yet"]
            found += [(f"Countersigned, {name}", words) for words in signed]
    return tuple(found)


def _before(
    said: Sequence[PlanVersionLine], older: Sequence[tuple[int, AnswerToPlan | None]]
) -> tuple[int, AnswerToPlan] | None:
    return None if said else next(((number, one) for number, one in older if one is not None), None)


def _of_order(session: Session, item: PlanItem) -> bool:
    """Say whether a measure leans on an order, by its trait or else by its words."""
    library = session.product.library
    if item.measure:
        return _SPEAKS in library.measure(item.measure).traits
    speaks = tuple(trait for trait in library.measures.traits if trait.id == _SPEAKS)
    return bool(traits_in(speaks, item.wording))
