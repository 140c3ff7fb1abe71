"""Tells what covers what in one case, on one page: what stands open first, then what has something live.

Cover is worked out where it always is: measures of the plan, then actions. Orders and services stand beside it by what
they name; an order or a referral alone is never called cover, because nobody can say that it is kept or taken up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.plan.agreements import plan_not_agreed
from hru_advocate.casework.plan.asked import asked_of
from hru_advocate.casework.plan.knowledge import Knowledge, knowledge_of
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.forms.answers import answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.law.orders import HOLDS
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.coverage import Covered, Subject, coverage

_OPEN: Final = frozenset({"no live measure", "nothing in the library", "only general advice"})
_SUBJECTS: Final[dict[Subject, str]] = {
    "factor": "risk",
    "trigger": "event",
    "need": "need",
    "wish": "wish",
}
_TAKEN_UP: Final = frozenset({"referred", "waiting", "accepted", "started"})


@dataclass(frozen=True, slots=True)
class Answering:
    """A measure, action, order or service that may name what it is for; ``entry`` is "" for a measure."""

    kind: str
    words: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One known thing: what it is, how it stands in a sentence, and what names it."""

    id: str
    label: str
    kind: str
    high_harm: bool
    sentence: str
    by: tuple[Answering, ...]


@dataclass(frozen=True, slots=True)
class CoverPage:
    """The page: what stands open, what has something live, and what names nothing it is for.

    ``agreed`` says first that the person has not agreed to the plan that covers it, or nothing. ``unasked`` says what
    was not asked, or nothing: what nobody asked about stands in neither list.
    """

    open: tuple[CoverLine, ...]
    live: tuple[CoverLine, ...]
    aimless: tuple[Answering, ...]
    unasked: str
    agreed: str = ""


def cover_page(session: Session, case: str) -> CoverPage:
    """Tells what covers what in a case, as it stands."""
    known, without = knowledge_of(session, case), plan_not_agreed(session, case)
    cover = coverage(session.product.library, known.facts, known.plan.items, known.promised)
    named = list(_named(session, case, known))
    lines = [(row.state in _OPEN, _line(row, named)) for row in cover.rows]
    return CoverPage(
        open=tuple(line for is_open, line in lines if is_open),
        live=tuple(line for is_open, line in lines if not is_open),
        aimless=tuple(one for one, targets in named if not targets),
        unasked=asked_of(session, known.records, known.case_facts).words,
        agreed=without.words if without else "",
    )


def _line(row: Covered, named: Iterable[tuple[Answering, frozenset[str]]]) -> CoverLine:
    by = tuple(one for one, targets in named if row.id in targets)
    return CoverLine(row.id, row.label, _SUBJECTS[row.subject], row.high_harm, row.sentence, by)


def _named(session: Session, case: str, known: Knowledge) -> Iterator[tuple[Answering, frozenset[str]]]:
    """Everything live that can name what it is for, with what it names."""
    for item in known.plan.live:
        yield Answering("Measure", item.wording), frozenset(item.answers)
    today = session.now().date()
    for record in _held(session, case, "action"):
        action = read_action(record.entry, record.answers)
        if action.standing(today) != "ended":
            yield Answering("Action", action.what, record.entry), frozenset(action.targets)
    orders = {order.entry: order for order in orders_of(session, case)}
    for record in _held(session, case, "order"):
        order = orders.get(record.entry)
        if order is not None and order.state_on(today) in HOLDS:
            yield Answering("Order", order.name, record.entry), _targets(record, "targets")
    for record in _held(session, case, "signposting"):
        if value_of(record.answers, "state") in _TAKEN_UP:
            service = answer_in_words(record.form.by_id["service"], answer_to(record.answers, "service"))
            state = answer_in_words(record.form.by_id["state"], answer_to(record.answers, "state")).lower()
            words = " ".join(session.product.label(one) if one.startswith("sv_") else one for one in service.split())
            yield Answering("Service", f"{words}, {state}", record.entry), _targets(record, "answers")


def _held(session: Session, case: str, slot: str) -> list[Record]:
    return [record for record in session.heads(case, [slot]) if not record.erased]


def _targets(record: Record, field: str) -> frozenset[str]:
    return frozenset(value_of(record.answers, field) or ())
