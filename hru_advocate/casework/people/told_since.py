"""Facts told of a case after its safe contact rules were confirmed, which speak against ways agreed before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final

from hru_advocate.casework.session import Session
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.people.safe_contact import SafeContact
from hru_advocate.domain.plan.case_facts import facts_of
from hru_advocate.domain.plan.situations import LIVES_WITH

_SLOTS: Final = ("referral", "person", "victim", "situation")
_BY_PHONE: Final = frozenset({"mobile", "text", "email", "video"})
_AGAINST: Final[Mapping[str, tuple[str, frozenset[str]]]] = {
    LIVES_WITH: ("that they live together", frozenset()),
    "ci_phone_searched": ("that the phone is looked through", _BY_PHONE),
    "ci_device_monitored": ("that a phone or an account may be watched", _BY_PHONE),
    "ci_post_read": ("that post is opened or read", frozenset({"post"})),
}
"""Facts that speak against ways: what was told, and the ways it is about; none where it is about every one."""


def told_since(session: Session, case: str, rules: SafeContact) -> str:
    """The sentence that sends back to the person: something told after the rules were confirmed; "" for nothing."""
    confirmed = rules.confirmed_on
    if confirmed is None:
        return ""
    ways = frozenset(way.method for way in rules.usable)
    told = [
        f"{words} ({day_in_words(on)})"
        for fact, on in _facts_after(session, case, confirmed).items()
        for words, about in [_AGAINST[fact]]
        if not about or about & ways
    ]
    return f"Since these rules were confirmed it was told {' and '.join(told)}: agree the ways anew." if told else ""


def _facts_after(session: Session, case: str, confirmed: date) -> dict[str, date]:
    """The facts that are so and were not known on the day of the confirmation, each with the day it was told."""
    what = ("told since", confirmed)
    return session.kept_of_cases.get(case, what, session.now().date(), partial(_found, session, case, confirmed))


def _found(session: Session, case: str, confirmed: date) -> dict[str, date]:
    records, today = session.heads(case, _SLOTS), session.now().date()
    now = facts_of(records, today)
    if now.present.isdisjoint(_AGAINST):
        return {}
    known = [one for record in records for one in _as_known(session.versions(record.record), confirmed)]
    before, told_on = facts_of(known, today).present, {record.entry: _told_on(record) for record in records}
    new = [now.known[fact] for fact in _AGAINST if fact in now.present and fact not in before]
    return {one.fact: told_on[one.entry] for one in new}


def _as_known(versions: list[Record], by: date) -> Iterator[Record]:
    """The versions of a record that stood on a day: told by then, and nothing told by then in their place."""
    told = [one for one in versions if _told_on(one) <= by]
    replaced = {parent for one in told for parent in one.parents}
    yield from (one for one in told if one.entry not in replaced)


def _told_on(record: Record) -> date:
    """The day a record was told; of a correction that on which it was written, for nobody knew of it before."""
    told = None if record.parents or record.happened is None else record.happened.day
    return told or record.recorded.day
