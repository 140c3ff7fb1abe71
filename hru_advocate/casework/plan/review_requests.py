"""Reasons to look at a plan again: its own date, or an event recorded since it was signed off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words, near_day_in_words
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.library.reference import Trigger
from hru_advocate.domain.plan.case_facts import TELLING
from hru_advocate.domain.plan.plan import read_plan
from hru_advocate.domain.plan.reviews import events_in, recorded_on
from hru_advocate.domain.plan.suggestions import in_sentence
from hru_advocate.store.ledger import ledger
from hru_advocate.store.views import CaseRow

LOOK_AGAIN: Final = "look again, because"


@dataclass(frozen=True, slots=True)
class Ask:
    """An event that asks for a new look at the plan: why, what to check, how soon, and where it was first recorded.

    ``trigger`` is the event's id, ``title`` the form it was recorded with, ``day`` the day it was recorded.
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
    """The state of a plan's review: the day, how it stands, and the events that ask for it.

    ``due`` is true from the day on; ``words`` say it in one line.
    """

    day: date | None
    due: bool
    words: str
    asks: tuple[Ask, ...]


def asks_for_review(session: Session, case: str) -> tuple[Ask, ...]:
    """The events recorded since the plan was signed off, or ever where there is no plan; the first recorded first.

    Worked out from the entries. While two versions of the plan disagree, whatever one of them could not know of asks.
    """
    signed = min((_written(head) for head in ledger.heads_of_case(session.vault, case, slot="plan")), default=None)
    since = [
        head
        for slot in sorted(TELLING)
        for head in ledger.heads_of_case(session.vault, case, slot=slot)
        if signed is None or _written(head) > signed
    ]
    first: dict[str, Entry] = {}
    for head in sorted(since, key=_written):
        for event in events_in(session.read(head)):
            first.setdefault(event, head)
    known = {one.id: one for one in session.product.library.risk.triggers} if first else {}
    return tuple(_ask(session, event, head, known.get(event)) for event, head in first.items())


def _written(entry: Entry) -> tuple[str, int, str]:
    """The order in which an entry was written, so that two can be told apart; as the case row orders them."""
    return entry.header.recorded.utc, entry.header.sequence, entry.header.id


def _ask(session: Session, event: str, head: Entry, known: Trigger | None) -> Ask:
    day = recorded_on(head.header.recorded)
    return Ask(
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


def review_of(session: Session, case: str) -> PlanReview:
    """The review of a case's plan: when it is due, and why."""
    plans = [read_plan(record.answers) for record in session.heads(case, ["plan"])]
    asks = asks_for_review(session, case)
    days = [*(plan.review for plan in plans if plan.review), *(ask.day for ask in asks)]
    day = min(days, default=None)
    today = session.now().date()
    words = ""
    if asks:
        words = f"{LOOK_AGAIN.capitalize()}: {events_in_words(ask.label for ask in asks)}"
    elif day is not None:
        words = f"Look again: {due_in_words(day, today)}"
    return PlanReview(day, day is not None and day <= today, words, asks)


def events_in_words(labels: Iterable[str]) -> str:
    """Events as they stand inside a sentence."""
    return "; ".join(in_sentence(label) for label in labels)


def asked_words(session: Session, row: CaseRow) -> str:
    """The events that ask for a new look at the plan of a case, read from its row; ``""`` when none does."""
    if row.disputed:
        return events_in_words(ask.label for ask in asks_for_review(session, row.case))
    known = session.product.events
    return events_in_words(known.get(event, event) for event in row.asks.split(",") if event)
