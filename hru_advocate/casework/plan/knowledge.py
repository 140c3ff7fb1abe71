"""The facts known of a case, in the words suggestions and coverage are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, partial
from typing import Final

from hru_advocate.casework.plan.order_hours import hours_come
from hru_advocate.casework.plan.wanted import RECENT, long_ago, wanted_in
from hru_advocate.casework.plan.who_left import names_gone
from hru_advocate.casework.session import Session
from hru_advocate.domain.actions.action import read_action
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.pronouns import Pronoun
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.library.library import Library
from hru_advocate.domain.plan.because import reason_of
from hru_advocate.domain.plan.case_facts import PURPOSES_WITH_FACTS, CaseFacts, facts_of
from hru_advocate.domain.plan.coverage import Coverage, Promised, coverage
from hru_advocate.domain.plan.plan import Plan, read_plan
from hru_advocate.domain.plan.safer import safer
from hru_advocate.domain.plan.suggestions import Facts

DISAGREES: Final = (
    "Two versions of the plan disagree. Until a person settles them, only what stands in both is printed; "
    "settle them before you hand this over."
)

_LEFT: Final = "was promised by somebody who has left the unit, and covers nothing"


@dataclass(frozen=True)
class Knowledge:
    """The facts of a case with their sources, the same as suggestions take them, and its current records.

    ``disagrees`` says that two versions of the plan stand beside each other, and ``plan`` is the safer of both.
    ``pronoun`` is how the person asked to be spoken of.
    ``promised`` are the actions that have not ended, the first due first. All of it is held against the ``library``.
    """

    library: Library
    case_facts: CaseFacts
    facts: Facts
    records: tuple[Record, ...]
    plan: Plan
    disagrees: bool = False
    pronoun: Pronoun = ""
    promised: tuple[Promised, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The cautions a page made of this has to say first."""
        return (DISAGREES,) if self.disagrees else ()

    @cached_property
    def cover(self) -> Coverage:
        """The coverage of what is known by the plan and the actions: several parts of one page ask for it."""
        return coverage(self.library, self.facts, self.plan.items, self.promised)


def knowledge_of(session: Session, case: str, plan: Plan | None = None) -> Knowledge:
    """Work out what is known of a case now; ``plan`` is the one being written, else the current one."""
    if plan is not None:
        return _worked_out(session, case, plan)
    now = session.now()
    key = ("knowledge", now.date(), hours_come(session, case, now))
    return session.kept.get(case, key, partial(_worked_out, session, case, None))


def _worked_out(session: Session, case: str, plan: Plan | None) -> Knowledge:
    records = session.heads(case, PURPOSES_WITH_FACTS)
    today = session.now().date()
    found = facts_now(session, case)
    held = plans_of(session, case)
    plan = plan if plan is not None else safer(held)
    wanted = wanted_in(records)
    return Knowledge(
        session.product.library,
        found,
        Facts(
            present=found.present,
            absent=found.absent,
            reasons={fact: reason_of(known, today) for fact, known in found.known.items() if known.present},
            recent=_recent(records, today) | _lately(found, today),
            wishes=dict(plan.wishes),
            long_ago=long_ago(found.known.values(), today),
            ratings=wanted.ratings,
            first=wanted.first,
        ),
        tuple(records),
        plan,
        disagrees=len(held) > 1,
        pronoun=session.pronoun_of(case),
        promised=promised_in(session, case),
    )


def promised_in(session: Session, case: str) -> tuple[Promised, ...]:
    """The actions of a case that have not ended, as coverage takes them, the first due first."""
    today = session.now().date()
    held = [read_action(one.entry, one.answers) for one in session.heads(case, ["action"]) if not one.erased]
    held.sort(key=lambda one: (one.due is None, one.due or today, one.entry))
    gone = names_gone(session)
    return tuple(
        Promised(one.targets, f"{one.whose} {_LEFT}", covers=False)
        if one.owner_left(gone)
        else Promised(one.targets, one.covering_words(today), one.covers(today))
        for one in held
        if one.owed
    )


def facts_now(session: Session, case: str) -> CaseFacts:
    """The facts of a case as its current records tell them now."""
    now = session.now()
    key = ("facts", now.date(), hours_come(session, case, now))
    return session.kept.get(case, key, partial(_facts_at, session, case, now))


def _facts_at(session: Session, case: str, now: datetime) -> CaseFacts:
    return facts_of(session.heads(case, PURPOSES_WITH_FACTS), now.date(), now)


def current_plan(session: Session, case: str) -> Plan:
    """The current plan of a case; where versions disagree, the safer of them until a person settles it."""
    return safer(plans_of(session, case))


def plans_of(session: Session, case: str) -> list[Plan]:
    """The versions of the plan nobody has corrected, newest first; two or more disagree."""
    return [read_plan(record.answers) for record in session.heads(case, ["plan"])]


def plan_for_paper(session: Session, case: str, draft: Plan | None) -> Plan | None:
    """The plan paper is made from: a draft, or ``None`` for the current one.

    While versions disagree a draft settles nothing before it is signed off, so the safer of all of them is printed.
    """
    held = plans_of(session, case) if draft is not None else []
    return safer([draft, *held]) if draft is not None and len(held) > 1 else draft


def _lately(found: CaseFacts, today: date) -> frozenset[str]:
    """The facts that are so and last happened, by an incident or by what was told, within the last month."""
    return frozenset(
        one.fact
        for one in found.known.values()
        if one.present and one.last and today - date.fromisoformat(one.last) <= RECENT
    )


def _recent(records: list[Record], today: date) -> frozenset[str]:
    """The facts whose last occurrence, as told, lies within the last month."""
    found = set()
    for record in records:
        for field in record.form.fields:
            if field.kind != "finding":
                continue
            finding = value_of(record.answers, field.id)
            if finding and finding.present and finding.last and finding.last.day and today - finding.last.day <= RECENT:
                found.add(field.fact)
    return frozenset(found)
