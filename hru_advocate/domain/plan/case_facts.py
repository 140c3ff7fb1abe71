"""Facts of a case, worked out from its current records, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from hru_advocate.domain.forms.kinds import GROUP, KIND_OF
from hru_advocate.domain.forms.rich_kinds import Finding
from hru_advocate.domain.incidents.pattern import reach_of
from hru_advocate.domain.law.current_orders import current_orders
from hru_advocate.domain.law.order_facts import OrderFact, facts_of_orders
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.situations import LIVES_APART, LIVES_WITH, NEVER_LIVED_WITH, OF_ONE
from hru_advocate.domain.plan.worked_out import OTHERS, role_of, worked_out

PURPOSES_WITH_FACTS: Final = (
    "referral",
    "person",
    "victim",
    "situation",
    "safe_contact",
    "risk",
    "needs",
    "contact",
    "incident",
    "judgement",
    "order",
    "criminal_case",
    "hearing",
    "general",
)
"""The purposes, and the slots, whose records say what is so in a case. A plan names events as its reason only."""


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: true or false, the day it was told or else recorded (ISO), and in which record.

    ``how`` says how a finding is known, ``last`` the day it last happened (ISO), or nothing; ``spanned`` says that it
    is the last day of a span, so that nobody said it of that very day.
    """

    fact: str
    present: bool
    entry: str
    form: str
    on: str
    words: str = ""
    said: str = ""
    purpose: str = ""
    how: tuple[str, ...] = ()
    last: str = ""
    spanned: bool = False


_LATELY: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The facts of a case by id."""

    known: dict[str, Known] = field(default_factory=dict)

    @property
    def present(self) -> frozenset[str]:
        """Facts known to be true."""
        return frozenset(fact for fact, known in self.known.items() if known.present)

    @property
    def absent(self) -> frozenset[str]:
        """Facts known to be false; everything else is not known."""
        return frozenset(fact for fact, known in self.known.items() if not known.present)

    def told_elsewhere(self, purpose: str, today: date) -> frozenset[str]:
        """The facts, so or not, that a form of another purpose told in the last fortnight."""
        since = (today - _LATELY).isoformat()
        return frozenset(fact for fact, one in self.known.items() if one.purpose != purpose and one.on >= since)


def facts_of(records: Iterable[Record], today: date, now: datetime | None = None) -> CaseFacts:
    """Work the facts out from the current records (heads) of one case, as they are on a day, or ``now`` on that day.

    For each fact the newest record that speaks of it decides; of one day, the one recorded last. Within one record,
    and between two versions of one record that disagree, true wins, since that is the safer. One of several people
    who do it says nothing of the others: what is not so of one stays so of another, and where there are several, a
    conversation about one of them takes nothing from what another is to the victim. Who lived with one of several
    has not lived with none of them. An incident counts from the day it was told, however long ago it happened: what
    is told today outweighs a no of last week. It makes nothing look older. Of what orders decide, their records
    alone know, whatever a conversation said of them, and when.
    """
    records = tuple(records)
    known: dict[str, Known] = {}
    owner: dict[str, str] = {}
    others: dict[str, Known] = {}
    people = {record.record for record in records if role_of(record) in OTHERS}
    for record in sorted(records, key=_order):
        if record.form.purpose == "plan":
            continue
        one_of_several = role_of(record) in OTHERS
        if one_of_several:
            others[record.record] = _told(_SEVERAL, record, present=True)
        for fact in _facts_in(record, today):
            before = known.get(fact.fact)
            disputed = before is not None and owner[fact.fact] == record.record
            of_another = len(people) > 1 and fact.fact in OF_ONE and owner.get(fact.fact) in people
            kept = disputed or one_of_several or of_another
            if kept and before is not None and before.present and not fact.present:
                continue
            known[fact.fact], owner[fact.fact] = _latest(before, fact), record.record
    if len(others) > 1:
        known[_SEVERAL] = list(others.values())[-1]
        known |= _lived_with_one(records, today)
    decided = facts_of_orders(current_orders(records, today, now), today)
    return CaseFacts(_settled(_with_orders(known, records, decided)))


def _lived_with_one(records: Iterable[Record], today: date) -> dict[str, Known]:
    """Of several people, what says that she or he once lived with one: of each their own record, else the newest."""
    told: dict[str, Known] = {}
    for record in sorted((one for one in records if one.form.purpose in _LIVING), key=_order):
        of_whom = record.record if role_of(record) in OTHERS else ""
        for fact in _facts_in(record, today):
            if fact.fact == NEVER_LIVED_WITH:
                told[of_whom] = fact
    lived = [fact for fact in told.values() if not fact.present]
    return {NEVER_LIVED_WITH: lived[-1]} if lived else {}


def _with_orders(known: dict[str, Known], records: Iterable[Record], facts: Iterable[OrderFact]) -> dict[str, Known]:
    """The facts as the orders of the case decide them."""
    by_entry = {record.entry: record for record in records if record.form.purpose == "order"}
    for decided in facts:
        if decided.present is None:
            known.pop(decided.fact, None)
        else:
            known[decided.fact] = _told(decided.fact, by_entry[decided.order.entry], present=decided.present)
    return known


def _order(record: Record) -> tuple[str, str, str]:
    """The order in which records were told; an incident and a hearing on the day they were written down.

    A hearing to come was told of before its day, and what happened long ago is told today.
    """
    told = record.recorded.utc if record.form.purpose in ("incident", "hearing") else record.sort
    return told[:10], record.recorded.utc, record.entry


def _latest(before: Known | None, fact: Known) -> Known:
    """A fact with the last day it is known to have happened on, where an incident is one of the two that tell of it."""
    if before is None or not (before.present and fact.present) or "incident" not in (before.purpose, fact.purpose):
        return fact
    if fact.purpose == "incident" and not before.last:
        return before  # it is so now: an incident of last year does not say that it lies back
    later = before if before.last > fact.last else fact
    return replace(fact, last=later.last, spanned=later.spanned)


_SEVERAL: Final = "ci_several_people"
_LIVING: Final = frozenset({"referral", "person", "victim", "situation"})
"""The purposes whose records say whether somebody lives or lived with the victim."""
_OPPOSITES: Final = (("ci_has_pet", "ci_no_pet"),)
_OUTWEIGHED: Final = (
    *((LIVES_WITH, apart) for apart in (LIVES_APART, NEVER_LIVED_WITH)),
    *(
        (child, "ci_no_children")
        for child in ("ci_shared_children", "ci_children_in_home", "ci_child_under_7", "ci_child_7_plus")
    ),
    ("ci_text_or_relay_only", "ci_voice_works"),
)
"""A fact, and what then cannot be: living with one of several people is decided first, a child is a child.

Who is said both to be reached by a voice call and not to be is not: one that fails costs more than one not tried.
"""


def _settled(known: dict[str, Known]) -> dict[str, Known]:
    """The facts with what follows from them."""
    for fact, opposite in _OPPOSITES:
        if fact in known:
            known[opposite] = replace(known[fact], fact=opposite, present=not known[fact].present)
    for fact, other in _OUTWEIGHED:
        if fact in known and known[fact].present and other in known:
            known[other] = replace(known[fact], fact=other, present=False)
    return known


def _facts_in(record: Record, today: date) -> list[Known]:
    found: dict[str, Known] = {}
    for question, answer in record.form.given(record.answers):
        kind = GROUP if question.kind == "group" else KIND_OF[question.kind]
        present, absent = kind.facts(question, answer.value)
        said = kind.in_words(question, answer.value) if question.kind in ("finding", "rating") else ""
        for fact in (*present, *absent):
            if fact in found and found[fact].present:
                continue
            found[fact] = replace(
                _told(fact, record, present=fact in present),
                words=getattr(answer.value, "words", ""),
                said=said,
                how=answer.value.how if isinstance(answer.value, Finding) else (),
                last=_last_of(answer.value),
            )
    so, not_so = worked_out(record, today)
    for fact in (*so, *not_so):
        if fact not in found or not found[fact].present:
            found[fact] = _told(fact, record, present=fact in so)
    if record.form.purpose == "incident":
        return [_dated(fact, record) for fact in found.values()]
    return list(found.values())


def _told(fact: str, record: Record, *, present: bool) -> Known:
    return Known(fact, present, record.entry, record.form.title, _day_of(record), purpose=record.form.purpose)


def _last_of(value: object) -> str:
    """The day a finding last happened, where one can be told."""
    last = value.last if isinstance(value, Finding) else None
    return last.day.isoformat() if last and last.day else ""


def _dated(fact: Known, record: Record) -> Known:
    """A fact an incident tells: told on the day it was recorded; what was done happened on its day, or in its span."""
    fact, happened = replace(fact, on=record.recorded.day.isoformat()), record.happened
    reach = reach_of(happened) if happened else None
    if reach is None or not fact.fact.startswith("rf_"):
        return fact
    return replace(fact, last=reach.last.isoformat(), spanned=reach.first != reach.last)


def _day_of(record: Record) -> str:
    happened = record.happened if record.form.purpose != "hearing" else None
    return happened.day.isoformat() if happened and happened.day else record.recorded.day.isoformat()
