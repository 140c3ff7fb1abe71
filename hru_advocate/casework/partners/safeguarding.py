"""Safeguarding referrals of a case in words, those that are owed first, and who in the case is under 18."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.births import Birth, age_in_words
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.partners.safeguarding import DANGER, FIRST, Safeguarding, read_safeguarding, under_age


@dataclass(frozen=True, slots=True)
class SafeguardingLine:
    """One referral in words. ``door`` is the id of the front door in the directory, or ""; ``over_days`` late by.

    ``danger`` says that somebody is in danger now and what comes first, or nothing.
    """

    entry: str
    who: str
    about: str
    authority: str
    door: str
    state: str
    state_words: str
    owed: bool
    made: str
    chase: str
    over_days: int
    consent: str
    why: str
    came_back: str
    danger: str = ""


@dataclass(frozen=True, slots=True)
class SafeguardingPage:
    """The referrals of a case, and the people in it who are under 18 by a date of birth or an age, or may be."""

    lines: tuple[SafeguardingLine, ...]
    young: tuple[str, ...]


def safeguarding_page(session: Session, case: str) -> SafeguardingPage:
    """The safeguarding referrals of a case, those that are owed first, and its people under 18."""
    today = session.now().date()
    held = [record for record in session.heads(case, ["safeguarding"]) if not record.erased]
    pairs = [(read_safeguarding(record.entry, record.answers), record) for record in held]
    pairs.sort(key=lambda pair: _order(pair[0]))
    people = [record for record in session.heads(case, ["victim", "person"]) if not record.erased]
    young = [words for record in people if (words := _young(record, today))]
    young += _young_by_referral(session, case, people, today)
    return SafeguardingPage(tuple(_line(one, record, today) for one, record in pairs), tuple(young))


def _young_by_referral(session: Session, case: str, people: Iterable[Record], today: date) -> Iterator[str]:
    """Name whom the case's own referral says is under 18, where no record of that person tells a birth."""
    told = {value_of(one.answers, "role") for one in people if value_of(one.answers, "born") is not None}
    for record in session.heads(case, ["referral"]):
        if record.erased:
            continue
        name = value_of(record.answers, "victim") or "The person"
        for role, whom, field in (("victim", name, "born"), ("perpetrator", "The other person", "other_born")):
            born = value_of(record.answers, field)
            if born is not None and role not in told:
                yield from filter(None, [_young_words(whom, born, today)])


def _order(referral: Safeguarding) -> tuple[bool, bool, int, str]:
    made = -referral.referred_on.toordinal() if referral.referred_on else 0
    asks = referral.asks_on.toordinal() if referral.asks_on else made
    return not referral.owed, referral.asks_on is None, asks, referral.entry


def _line(referral: Safeguarding, record: Record, today: date) -> SafeguardingLine:
    answers, said = referral.answers, record.said
    age = age_in_words(referral.born, today) if referral.born is not None else ""
    asks = referral.asks_on
    over = max((today - asks).days, 0) if asks else 0
    days = f", {over} day{'' if over == 1 else 's'} over" if over else ""
    consent = [said("consent").lower(), value_of(answers, "consent_because") or ""]
    back = f" on {day_in_words(referral.came_back_on)}" if referral.came_back_on else ""
    came_back = " ".join((value_of(answers, "came_back") or "").split())
    return SafeguardingLine(
        entry=referral.entry,
        who=referral.who,
        about=", ".join(part for part in (said("whom"), age) if part),
        authority=value_of(answers, "elsewhere") or said("authority"),
        door=referral.front_door,
        state=referral.state,
        state_words=said("state"),
        owed=referral.owed,
        made=f"made on {day_in_words(referral.referred_on)}" if referral.referred_on else "",
        chase=f"ask after it {near_day_in_words(asks, today)}{days}" if asks else "",
        over_days=over,
        consent=": ".join(part for part in consent if part),
        why=" ".join((value_of(answers, "why") or "").split()),
        came_back=f"Came back{back}: {came_back}" if came_back else "",
        danger=f"{DANGER}: {FIRST}" if referral.danger else "",
    )


def _young(record: Record, today: date) -> str:
    """Name somebody who is under 18 or may be, with the age; a child whose age nobody wrote down is said as such."""
    name, born = value_of(record.answers, "name") or "", value_of(record.answers, "born")
    if born is not None:
        return _young_words(name, born, today)
    return f"{name}, noted as a child, age not known" if value_of(record.answers, "role") == "child" else ""


def _young_words(name: str, born: Birth, today: date) -> str:
    young = under_age(born, today)
    if young is False:
        return ""
    return f"{name}, {age_in_words(born, today)}" + (" (may be under 18)" if young is None else "")
