"""Reasons to look at a plan again: its own date, or an event recorded since it was signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.plan.order_changes import order_changes
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words, near_day_in_words
from hru_advocate.domain.law.order_changes import OrderChange
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.library.reference import Trigger
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.plan.case_facts import PURPOSES_WITH_FACTS
from hru_advocate.domain.plan.reviews import events_in
from hru_advocate.domain.plan.suggestions import in_sentence
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import CaseRow


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """An event that asks for a new look at the plan: why, what to check, how soon, and where it was first recorded.

    ``trigger`` is the event's id ("" of a change of an order), ``title`` the form it was recorded with, ``day`` the
    day it was recorded.
    """

    trigger: str
    label: str
    why: str
    checks: tuple[str, ...]
    soon: str
    entry: str
    title: str
    day: date
    day_words: str


@dataclass(frozen=True, slots=True)
class PlanReview:
    """The state of a plan's review: the day, whether it has come, why in one line, and what asks for it.

    ``events`` were recorded since it was signed off; ``orders`` stand otherwise than it knew.
    """

    day: date | None
    due: bool
    words: str
    events: tuple[str, ...]
    orders: tuple[OrderChange, ...] = ()

    @property
    def asked(self) -> bool:
        """True if something that happened asks for it, and not its day alone."""
        return bool(self.events or self.orders)

    @property
    def sentence(self) -> str:
        """The words as a sentence begins."""
        return f"{self.words[:1].upper()}{self.words[1:]}"

    @property
    def on_paper(self) -> str:
        """The same for paper, which is read on another day: where its day alone asks for it, that day by its date."""
        return self.sentence if self.asked or self.day is None else f"Look again: {day_in_words(self.day)}"


def asks_for_review(session: Session, case: str) -> tuple[ReviewRequest, ...]:
    """The events recorded since the plan was signed off, or ever where there is no plan; then changes of orders.

    The case row names the same events; this reads the entries as well, for what each is and where it was recorded.
    """
    signed = min((writing_order(head) for head in ledger.heads_of_case(session.vault, case, slot="plan")), default=None)
    since = [
        head
        for slot in sorted(PURPOSES_WITH_FACTS)
        for head in ledger.heads_of_case(session.vault, case, slot=slot)
        if signed is None or writing_order(head) > signed
    ]
    first: dict[str, Entry] = {}
    for head in sorted(since, key=writing_order):
        for event in events_in(session.read(head)):
            first.setdefault(event, head)
    known = {one.id: one for one in session.product.library.risk.triggers} if first else {}
    asks = [_ask(session, event, head, known.get(event)) for event, head in first.items()]
    return (*asks, *(_ask_of_order(session, change) for change in order_changes(session, case)))


def writing_order(entry: Entry) -> tuple[str, int, str]:
    """The place of an entry in the order of writing, so that two can be told apart; as the case row orders them."""
    return entry.header.recorded.utc, entry.header.sequence, entry.header.id


def _ask(session: Session, event: str, head: Entry, known: Trigger | None) -> ReviewRequest:
    day = head.header.recorded.day
    return ReviewRequest(
        trigger=event,
        label=known.label if known else event,
        why=known.why if known else "",
        checks=known.check if known else (),
        soon=known.review_suggested if known else "",
        entry=head.header.id,
        title=session.forms.version(head.header.form, head.header.version).title,
        day=day,
        day_words=near_day_in_words(day, session.now().date()),
    )


def _ask_of_order(session: Session, change: OrderChange) -> ReviewRequest:
    """A change of an order, which no event stands for, beside the events."""
    head = ledger.entry(session.vault, change.entry).header
    return ReviewRequest(
        trigger="",
        label=change.words,
        why="",
        checks=(),
        soon="",
        entry=change.entry,
        title=session.forms.version(head.form, head.version).title,
        day=change.day,
        day_words=near_day_in_words(change.day, session.now().date()),
    )


def review_of(session: Session, case: str) -> PlanReview:
    """The review of a case's plan: when it is due, and why."""
    return review_in_row(session, views.case_row(session.vault, case))


def review_in_row(session: Session, row: CaseRow, orders: tuple[OrderChange, ...] | None = None) -> PlanReview:
    """The review of the plan of a case, whose row is at hand already; the changes of its orders may be, too."""
    planned, today = date.fromisoformat(row.review_due) if row.review_due else None, session.now().date()
    orders = order_changes(session, row.case) if orders is None else orders
    day = min((one for one in (planned, *(change.day for change in orders)) if one), default=None)
    words = ""
    if row.review_asks or orders:
        known = session.product.events
        asks = [in_sentence(known.get(event, event)) for event in row.review_asks]
        asks += [change.words for change in orders]
        words = f"look again, because: {'; '.join(asks)}"
    elif day is not None:
        words = f"look again: {due_in_words(day, today)}"
    return PlanReview(day, day is not None and day <= today, words, row.review_asks, orders)
