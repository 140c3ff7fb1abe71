"""The consultation service: what was asked, what is still to be answered, its figures, and the step to a referral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final, Literal

from hru_advocate.casework.people.restricted import (
    RESTRICTED,
    cases_behind,
    check_all_open,
    hidden_from_us,
    references_of,
    restricted_references,
)
from hru_advocate.casework.records.entries import Saved, save
from hru_advocate.casework.records.records import SectionView, open_record
from hru_advocate.casework.session import Session
from hru_advocate.domain.consultations import BEHAVIOURS, Consultation, Figures, figures_of, read_consultation
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words
from hru_advocate.domain.projecting import search_text
from hru_advocate.domain.text_folding import holds, ways_to_find
from hru_advocate.errors import NotFound
from hru_advocate.store import dues, views
from hru_advocate.store.ledger import ledger

FORM: Final = "consultation"
ConsultationStanding = Literal["", "waiting", "advised", "reminder", "referral"]
"""States of a consultation: to be answered, answered, a reminder is due, or it became a case; "" is any."""


@dataclass(frozen=True, slots=True)
class ConsultationLine:
    """One consultation in a list, in words. ``standing_words`` says what it asks of us today, or that it is done.

    Of one that became a restricted case which is not open, the reference is left and nothing else, no day either.
    """

    entry: str
    record: str
    behaviour: str
    behaviour_words: str
    who: str
    question: str
    asked_on: date | None
    advised_on: date | None
    remind_on: date | None
    standing: ConsultationStanding
    standing_words: str
    became: str


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """A consultation in full: its line, its answers in words, and the case that came of it, if it is here."""

    line: ConsultationLine
    sections: tuple[SectionView, ...]
    case: str


@dataclass(frozen=True, slots=True)
class ConsultationFilter:
    """A question for consultations; empty means any."""

    text: str = ""
    behaviour: str = ""
    standing: ConsultationStanding = ""


@dataclass(frozen=True, slots=True)
class DueConsultation:
    """A consultation whose day has come or comes within the days asked for: the day, and what for."""

    entry: str
    day: date
    what: str


def consultation_lines(session: Session, wanted: ConsultationFilter) -> tuple[ConsultationLine, ...]:
    """The consultations asked for: what is still to be answered first, then the newest."""
    today = session.now().date()
    ways = ways_to_find(wanted.text)
    found, shut = [], []
    for record in _held(session):
        line = _line(record, today)
        if cases_behind(session, record):  # its reference alone, and nothing that a question could find out
            shut.append(_reference_alone(line))
            continue
        if wanted.behaviour and line.behaviour != wanted.behaviour:
            continue
        if wanted.standing and not _stands(line, wanted.standing):
            continue
        if not ways or holds(search_text(record), ways):
            found.append(line)
    seen = sorted(
        found,
        key=lambda line: (line.standing not in ("waiting", "reminder"), -(line.asked_on or date.min).toordinal()),
    )
    return (*seen, *(sorted(shut, key=lambda line: line.became) if wanted == ConsultationFilter() else ()))


def _reference_alone(line: ConsultationLine) -> ConsultationLine:
    return ConsultationLine(
        entry=line.entry,
        record=line.record,
        behaviour="",
        behaviour_words=RESTRICTED,
        who="",
        question="",
        asked_on=None,
        advised_on=None,
        remind_on=None,
        standing="referral",
        standing_words=f"became {line.became}",
        became=line.became,
    )


def _stands(line: ConsultationLine, wanted: ConsultationStanding) -> bool:
    if wanted == "advised":
        return line.advised_on is not None
    return line.standing == wanted


def consultation_page(session: Session, entry: str) -> ConsultationPage:
    """One consultation in full.

    Raises:
        NotFound: no consultation has that id.
        RestrictedCase: it became a case that is restricted; nothing was shown.
    """
    found = ledger.entry(session.vault, entry)
    if found.header.kind != "record" or found.header.form != FORM:
        raise NotFound
    record = session.read(found)
    check_all_open(session, cases_behind(session, record))
    line = _line(record, session.now().date())
    return ConsultationPage(line, open_record(session, entry).sections, _case_of(session, line.became))


def _case_of(session: Session, ref: str) -> str:
    try:
        return views.row_by_ref(session.vault, ref).case if ref else ""
    except NotFound:
        return ""  # the case was kept on another device and has not come here


def figures(session: Session) -> Figures:
    """The consultations counted, but those that became a case that is restricted: the same for whoever asks.

    Left out for some alone, two who compare their figures would know what such a consultation was about; counted,
    whoever sees the list of the others would.
    """
    barred = restricted_references(session)
    held = _held(session)
    if barred:
        held = [record for record in held if barred.isdisjoint(references_of(session, record.record))]
    return figures_of(read_consultation(record.answers) for record in held)


def consultations_due(session: Session, until: date) -> tuple[DueConsultation, ...]:
    """The reminders whose day is not after ``until``, the longest due first: read from the lists alone.

    What became a restricted case that is not open is none of them: a reminder says what it was about.
    """
    lines = dues.of_slot(session.vault, FORM, until.isoformat())
    if hidden_from_us(session):
        entries = ledger.entries(session.vault, [line.entry for line in lines])
        shut = {one.header.id for one in entries if cases_behind(session, session.read(one))}
        lines = [line for line in lines if line.entry not in shut]
    return tuple(
        DueConsultation(line.entry, date.fromisoformat(line.due), line.due_label) for line in lines if line.due
    )


def referral_answers(session: Session, entry: str) -> dict[str, object]:
    """The answers a referral begins with, out of a consultation; the name of the person is asked, never guessed.

    Raises:
        NotFound: no consultation has that id.
    """
    record = session.read(ledger.entry(session.vault, entry))
    if record.form.id != FORM:
        raise NotFound
    check_all_open(session, cases_behind(session, record))
    held, answers = read_consultation(record.answers), record.answers
    begun: dict[str, object] = {
        "source": _SOURCES.get(value_of(answers, "from") or "", "other"),
        "source_detail": value_of(answers, "who"),
        "behaviour": [held.behaviour],
        "account": held.question,
        "consultation": record.record,
    }
    return {field: value for field, value in begun.items() if value}


_SOURCES: Final[Mapping[str, str]] = {
    "police": "police_officer",
    "probation": "probation",
    "health": "health",
    "housing": "housing",
    "education": "education",
    "service": "victim_service",
}
"""The source of a referral, by where the one works who asked; anywhere else is chosen by a person."""


def refer(session: Session, entry: str, answers: Mapping[str, object]) -> Saved:
    """Begin a case from a consultation with what it knows and the answers given, which come first.

    Raises:
        InvalidAnswer, NotFound: nothing was saved.
    """
    return save(session, "referral", {**referral_answers(session, entry), **answers})


def listed(session: Session, wanted: ConsultationFilter) -> list[dict[str, Any]]:
    """The consultations as plain data, for scripts."""
    return [_plain(line) for line in consultation_lines(session, wanted)]


def page_listed(session: Session, entry: str) -> dict[str, Any]:
    """One consultation as plain data, for scripts."""
    page = consultation_page(session, entry)
    said = [answer for section in page.sections for answer in section.answers]
    return _plain(page.line) | {"said": [{"label": answer.label, "words": answer.words} for answer in said]}


def figures_listed(session: Session) -> dict[str, Any]:
    """The figures as plain data, for scripts."""
    counted = figures(session)
    return {
        "total": counted.total,
        "by_behaviour": dict(counted.by_behaviour),
        "by_month": {month: dict(zip(BEHAVIOURS, counts, strict=True)) for month, counts in counted.months},
        "answered": counted.answered,
        "waiting": counted.waiting,
        "days_to_answer": dict(counted.waits),
        "middle_days": counted.middle,
        "referrals": counted.referrals,
    }


def _plain(line: ConsultationLine) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in asdict(line).items()}


def _held(session: Session) -> list[Record]:
    return [record for record in session.heads(None, [FORM]) if not record.erased]


def _line(record: Record, today: date) -> ConsultationLine:
    answers, held = record.answers, read_consultation(record.answers)
    standing, words = _standing(held, today)
    other = value_of(answers, "other_behaviour")
    behaviour = BEHAVIOURS.get(held.behaviour, BEHAVIOURS["other"])
    return ConsultationLine(
        entry=record.entry,
        record=record.record,
        behaviour=held.behaviour,
        behaviour_words=f"{behaviour}: {other}" if other else behaviour,
        who=value_of(answers, "who") or "",
        question=held.question,
        asked_on=held.asked_on,
        advised_on=held.advised_on,
        remind_on=held.remind_on,
        standing=standing,
        standing_words=words,
        became=held.became,
    )


def _standing(held: Consultation, today: date) -> tuple[ConsultationStanding, str]:
    """Say how it stands; a reminder whose day has come is said before everything but that nothing was answered."""
    if held.became:
        return "referral", f"became {held.became}"
    if held.advised_on is None:
        days = (today - held.asked_on).days
        waits = "asked today" if days <= 0 else "waits 1 day" if days == 1 else f"waits {days} days"
        return "waiting", waits
    if held.remind_on is not None and held.remind_on <= today:
        return "reminder", f"reminder {day_in_words(held.remind_on)}"
    return "advised", f"answered {day_in_words(held.advised_on)}"
