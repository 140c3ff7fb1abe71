"""The log of a case's disclosures, and its requests for material, in words; what is owed comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import near_day_in_words
from hru_advocate.domain.disclosure.disclosures import Disclosure, read_disclosure
from hru_advocate.domain.disclosure.requests import MaterialRequest, read_request
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words


@dataclass(frozen=True, slots=True)
class DisclosureLine:
    """One disclosure in words; ``owed`` says what is to come back and when, ``over_days`` how late that is."""

    entry: str
    whom: str
    what: str
    when: str
    why: str
    consent: str
    channel: str
    state: str
    state_words: str
    owed: str
    over_days: int
    paper: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request for material in words; ``days`` says how long there is to answer it."""

    entry: str
    kind: str
    whom: str
    what: str
    asked: str
    notice: str
    state: str
    state_words: str
    days: str
    over_days: int
    answer: str


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Everything disclosed of a case, and everything asked for."""

    disclosed: tuple[DisclosureLine, ...]
    requests: tuple[RequestLine, ...]


def disclosure_page_of(session: Session, case: str) -> DisclosurePage:
    """The log of a case: what is owed first by its day, then the newest."""
    today = session.now().date()
    held = [one for one in session.heads(case, ["disclosure"]) if not one.erased]
    asked = [one for one in session.heads(case, ["material_request"]) if not one.erased]
    pairs = [(read_disclosure(one.entry, one.answers), one) for one in held]
    requests = [(read_request(one.entry, one.answers), one) for one in asked]
    pairs.sort(key=lambda pair: _order(pair[0].asks_on, pair[0].on, pair[0].entry))
    requests.sort(key=lambda pair: _order(pair[0].asks_on, pair[0].asked_on, pair[0].entry))
    return DisclosurePage(
        tuple(_disclosure(one, record, today) for one, record in pairs),
        tuple(_request(one, record, today) for one, record in requests),
    )


def _order(owed: date | None, day: date | None, entry: str) -> tuple[bool, int, str]:
    return owed is None, owed.toordinal() if owed else -(day.toordinal() if day else 0), entry


def _disclosure(one: Disclosure, record: Record, today: date) -> DisclosureLine:
    number = value_of(one.answers, "copy_number")
    print_ = value_of(one.answers, "fingerprint") or ""
    owed = one.asks_on
    rows = value_of(one.answers, "items") or ()
    consent = (record.said("consent").lower(), value_of(one.answers, "consent_because") or "")
    return DisclosureLine(
        entry=one.entry,
        whom=", ".join(filter(None, (one.agency, record.said("who")))),
        what=" ".join((value_of(one.answers, "what") or "").split()),
        when=day_in_words(one.on) if one.on else "",
        why=" · ".join(filter(None, (record.said("purpose"), record.said("basis")))),
        consent=": ".join(filter(None, consent)),
        channel=record.said("channel").lower(),
        state=one.state,
        state_words=record.said("state"),
        owed=f"{record.said('back_how').lower()}, {near_day_in_words(owed, today)}" if owed else "",
        over_days=max((today - owed).days, 0) if owed else 0,
        paper=f"copy {number}, SHA-256 {str(print_)[:16]}…" if number else "",
        items=tuple(value_of(row, "item") or "" for row in rows),
    )


def _request(one: MaterialRequest, record: Record, today: date) -> RequestLine:
    left = one.days_left(today)
    days = "" if left is None else f"answer it {near_day_in_words(one.answer_by or today, today)}"
    if left is not None and left < 0:
        days += f", {-left} day{'' if left == -1 else 's'} over"
    answer = (record.said("answered_on"), record.said("answered_by"), value_of(one.answers, "because") or "")
    notice = (
        record.said("notice").lower(),
        record.said("notice_on"),
        value_of(one.answers, "notice_because") or "",
    )
    return RequestLine(
        entry=one.entry,
        kind=record.said("kind"),
        whom=", ".join(filter(None, (value_of(one.answers, "from_whom") or "", record.said("who")))),
        what=" ".join((value_of(one.answers, "what") or "").split()),
        asked=day_in_words(one.asked_on) if one.asked_on else "",
        notice=": ".join(filter(None, notice)),
        state=one.state,
        state_words=record.said("state"),
        days=days,
        over_days=max(-(left or 0), 0),
        answer=" · ".join(filter(None, answer)),
    )
