"""Everything a case knows that answers the prompts of legal options, each with the record it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.plan.knowledge import facts_now
from hru_advocate.casework.session import Session
from hru_advocate.domain.births import age_on
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.law.criminal_case import CriminalCase, read_criminal_case
from hru_advocate.domain.law.legal_options import NOT
from hru_advocate.domain.law.option_fit import ToldInCase
from hru_advocate.domain.law.orders import HOLDS
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.plan.case_facts import CaseFacts, Known
from hru_advocate.domain.plan.worked_out import OTHERS, role_of

_CONNECTED: Final = ("ci_partner", "ci_former_partner", "ci_family_member", "ci_grown_up_child", "ci_shared_children")
_CHARGED: Final = frozenset({"charged", "court"})
_NOT_CHARGED: Final = frozenset({"reported", "investigating", "decision_awaited", "no_further_action"})
_SEVERAL: Final = "ci_several_people"

_FieldReading = tuple[str, ToldInCase]


@dataclass(frozen=True, slots=True)
class CaseReadings:
    """Everything known by its name, and whether more than one person does it."""

    known: Mapping[str, ToldInCase]
    several: bool


def readings_of(session: Session, case: str) -> CaseReadings:
    """Work out what a case knows today, for the prompts of every option."""
    facts, today = facts_now(session, case), session.now().date()
    people = [one for one in session.heads(case, ["victim", "person"]) if not one.erased]
    referrals = [one for one in session.heads(case, ["referral"]) if not one.erased]
    known = {
        **dict(_facts(session, facts)),
        **dict(_living(session, facts)),
        **dict(_ages(people, referrals, today)),
        **dict(_area(referrals)),
        **dict(_incidents([one for one in session.heads(case, ["incident"]) if not one.erased])),
        **dict(_crime([one for one in session.heads(case, ["criminal_case"]) if not one.erased])),
    }
    for name, told in _orders(session, case, today):
        known.setdefault(name, told)
    others = {one.record for one in people if role_of(one) in OTHERS}
    return CaseReadings(known, _SEVERAL in facts.present or len(others) > 1)


def _facts(session: Session, facts: CaseFacts) -> Iterator[_FieldReading]:
    for fact, one in facts.known.items():
        label = session.product.label(fact)
        yield (fact, _told(one, label)) if one.present else (f"{NOT}{fact}", _told(one, f"not so: {label}"))


def _living(session: Session, facts: CaseFacts) -> Iterator[_FieldReading]:
    """Connected by blood, love or a child; whether they ever lived together."""
    present = facts.present
    for fact in _CONNECTED:
        if fact in present:
            yield "connected", _told(facts.known[fact], session.product.label(fact))
            break
    if "ci_lives_with" in present:
        yield "lived_together", _told(facts.known["ci_lives_with"], "They live together")
    elif "ci_separated" in present and "ci_never_lived_with" in facts.absent:
        yield "lived_together", _told(facts.known["ci_separated"], "They lived together and now live apart")
    elif "ci_never_lived_with" in present:
        yield "never_lived_together", _told(facts.known["ci_never_lived_with"], "They never lived together")


def _told(known: Known, words: str) -> ToldInCase:
    return ToldInCase(words, known.entry, known.form, known.on)


def _of(record: Record, words: str) -> ToldInCase:
    happened = record.happened if record.form.purpose != "hearing" else None
    day = happened.day.isoformat() if happened and happened.day else record.recorded.day.isoformat()
    return ToldInCase(words, record.entry, record.form.title, day)


def _ages(people: Iterable[Record], referrals: Iterable[Record], today: date) -> Iterator[_FieldReading]:
    """The ages that are certain today; the referral's where no record of the person has one."""
    people, referrals = tuple(people), tuple(referrals)
    victims = [one for one in people if role_of(one) == "victim" and value_of(one.answers, "born")]
    others = [one for one in people if role_of(one) in OTHERS and value_of(one.answers, "born")]
    for record in victims or referrals:
        for years in (16, 18):
            yield from _age(record, "born", years, "person", today)
    for record in others or referrals:
        yield from _age(record, "born" if others else "other_born", 18, "other", today)


def _age(record: Record, field: str, years: int, whose: str, today: date) -> Iterator[_FieldReading]:
    born = value_of(record.answers, field)
    if born is None:
        return
    least, most = age_on(born, today)
    who = "The other person" if whose == "other" else "She or he"
    if most < years:
        yield f"{whose}:under_{years}", _of(record, f"{who} is under {years}")
    elif least >= years:
        over = "adult" if whose == "other" else f"{years}_or_over"
        yield f"{whose}:{over}", _of(record, f"{who} is {years} or over")


def _area(referrals: Iterable[Record]) -> Iterator[_FieldReading]:
    """Say that the other person lives in Cheshire; from elsewhere one may still come here, so that is no no."""
    for record in referrals:
        area = record.form.by_id["area"]
        words = next((one.label for one in area.choices if one.id == value_of(record.answers, "area")), "")
        if words and value_of(record.answers, "area") != "outside":
            yield "area:cheshire", _of(record, f"The other person lives in {words}")


def _incidents(records: Iterable[Record]) -> Iterator[_FieldReading]:
    """Two incidents or more that were more than believed; one that was reported to police."""
    real = [one for one in records if not value_of(one.answers, "taken_back")]
    seen = [one for one in real if value_of(one.answers, "basis") != "opinion"]
    if len({one.record for one in seen}) > 1:
        yield "incidents:several", _of(seen[0], f"{len({one.record for one in seen})} incidents are noted")
    for record in real:
        if "police" in (value_of(record.answers, "reported_to") or ()):
            yield "reported:police", _of(record, "An incident was reported to police")
            break


def _crime(records: Iterable[Record]) -> Iterator[_FieldReading]:
    """The criminal cases as they stand; not charged only where none of them is."""
    cases = [(read_criminal_case(record), record) for record in records]
    for case, record in reversed(cases):
        for name, words in _of_case(case):
            yield name, _of(record, words)
    if cases and all(case.stage in _NOT_CHARGED and not _is_charged(case) for case, _record in cases):
        yield "case:not_charged", _of(cases[0][1], "Not charged: " + cases[0][0].stage_words.lower())


def _of_case(case: CriminalCase) -> Iterator[tuple[str, str]]:
    answers = case.answers
    yield "reported:police", "There is a criminal case"
    if _is_charged(case):
        yield "case:charged", "Charged"
    if case.stage == "court":
        yield "case:court", "The case is at court"
    decision = value_of(answers, "decision")
    if decision == "police_none":
        yield "case:police_none", "Police decided not to charge, or not to send it to the CPS"
    if decision in ("cps_none", "cps_stopped"):
        yield "case:cps_stopped", "The CPS decided not to charge, or to stop the case"
    court = value_of(answers, "sentence_court") if case.sentenced_on else None
    if court:
        yield ("case:crown_sentence" if court == "crown" else "case:other_sentence"), _SENTENCED[court]


_SENTENCED: Final = {
    "crown": "Sentenced in the Crown Court",
    "magistrates": "Sentenced in the magistrates' court",
    "youth": "Sentenced in the youth court",
}


def _is_charged(case: CriminalCase) -> bool:
    return bool(
        case.stage in _CHARGED
        or value_of(case.answers, "charged_on")
        or value_of(case.answers, "decision") == "charged"
    )


def _orders(session: Session, case: str, today: date) -> Iterator[_FieldReading]:
    """Orders that hold, that were asked for and not decided, that have ended; each under its kind."""
    for order in orders_of(session, case):
        state = order.state_on(today)
        told = ToldInCase(order.in_a_pill(today), order.entry, "Order, bail or licence", "")
        if state in HOLDS:
            yield f"order:{order.kind}", told
            if order.protecting:
                yield "order:any", told
        elif state == "asked_for":
            yield f"applied:{order.kind}", told
        elif state == "ended":
            yield f"ended:{order.kind}", told
