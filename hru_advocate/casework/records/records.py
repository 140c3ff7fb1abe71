"""Reading records back: lines in a list, one record with its versions, and the history of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import msgspec

from hru_advocate.casework.people.restricted import cases_behind, check_all_open, check_open
from hru_advocate.casework.people.safe_contact import OutsideRules, safe_now
from hru_advocate.casework.plan.agreements import SIGNED, countersigns
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import EVENTS, line_in_list, moment_of, recorded_in_words
from hru_advocate.clock import ZONE
from hru_advocate.domain.forms.answers import Answer, value_of
from hru_advocate.domain.forms.definition import Layout
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.forms.pronouns import Pronoun, form_about, spoken_of
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.records import Record, told_in
from hru_advocate.domain.moments import moment_in_words
from hru_advocate.errors import NotFound
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger

HIDDEN: Final = "Hidden until it is asked for"
LATE: Final = timedelta(hours=24)
"""An entry recorded this long after what it tells says so by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """One entry in a list: its title, what it says in a line, who wrote it and when."""

    entry: str
    title: str
    line: str
    author: str
    recorded_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine(EntryLine):
    """One current record in a list."""

    record: str
    form: str
    when_words: str
    late: bool
    corrected: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer as it is shown; ``state`` is ``answered`` or the reason there is none."""

    field: str
    label: str
    words: str
    quote: bool
    state: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """The answers under one heading."""

    title: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """One version of a record."""

    entry: str
    recorded_words: str
    author: str
    reason: str
    current: bool


@dataclass(frozen=True, slots=True)
class RecordView:
    """One entry read back, with every version of its record; ``layout`` says on which screen it is corrected.

    ``held_back`` while a number or an address in it stays hidden until it is asked for (``reveal_record``);
    ``countersigned`` says of this version who else read it, the newest first.
    """

    entry: str
    record: str
    case: str | None
    form: str
    layout: Layout
    version: int
    title: str
    author: str
    recorded_words: str
    happened_words: str
    reason: str
    sections: tuple[SectionView, ...]
    versions: tuple[RecordVersion, ...]
    head: bool
    disputed: bool
    held_back: bool = False
    countersigned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine(EntryLine):
    """One thing that was written about a case, a record or an event such as a print."""

    kind: str


def record_lines(session: Session, case: str | None, purposes: tuple[str, ...] = ()) -> tuple[RecordLine, ...]:
    """The current records of a case, newest first; only some purposes when named."""
    slots = set[str](purposes)
    if "person" in slots:
        slots.add("victim")
    lines = [line for line in views.lines_of_case(session.vault, case) if not slots or line.slot in slots]
    held = {record.entry: record for record in session.heads(case, dict.fromkeys(line.slot for line in lines))}
    shown = [(_sorted(line.sort), _line(session, line, held[line.entry])) for line in lines]
    return tuple(line for _sort, line in sorted(shown, key=lambda pair: pair[0], reverse=True))


def _sorted(sort: str) -> str:
    """Sort forms in UTC and in local time, made comparable well enough for a list."""
    return datetime.fromisoformat(sort).astimezone(ZONE).strftime("%Y-%m-%dT%H:%M:%S") if sort.endswith("Z") else sort


def _line(session: Session, line: views.RecordRow, record: Record) -> RecordLine:
    happened = record.happened
    recorded = moment_of(record.recorded)
    return RecordLine(
        entry=line.entry,
        record=line.record,
        form=line.form,
        title=record.form.title,
        line=with_labels(session, line_in_list(record)),
        when_words=moment_in_words(happened) if happened else recorded_in_words(line.recorded),
        recorded_words=recorded_in_words(line.recorded),
        late=_late(happened.sort if happened else "", recorded),
        author=record.author,
        corrected=bool(record.parents),
        disputed=line.disputed,
    )


def _late(sort: str, recorded: datetime) -> bool:
    if not sort:
        return False
    happened = datetime.fromisoformat(sort).replace(tzinfo=ZONE)
    if len(sort) == len("2026-11-23"):
        happened += timedelta(hours=24)
    return recorded - happened > LATE


def with_labels(session: Session, text: str) -> str:
    """Put the product's words in the place of its ids in a line."""
    if "_" not in text:
        return text
    words = [(word.rstrip(",;"), word) for word in text.split(" ")]
    return " ".join(session.product.label(bare) + word[len(bare) :] for bare, word in words)


def open_record(session: Session, entry_id: str) -> RecordView:
    """One entry of a record, with its answers in words and every version; NotFound when there is none.

    Numbers and addresses in it are hidden, as they are everywhere until somebody asks.
    """
    return _view(session, entry_id, revealed=False)


def reveal_record(session: Session, entry_id: str, reason: str = "") -> RecordView:
    """One entry of a record with the numbers and addresses it holds; that they were shown is an entry.

    Raises:
        RestrictedCase: nothing was shown.
        OutsideRules: it leads to the victim, contact is not allowed now, and no reason was given.
    """
    record = session.read(ledger.entry(session.vault, entry_id))
    reason = " ".join(reason.split())
    if record.case is not None:
        check_open(session, record.case)
        row = views.case_row(session.vault, record.case)
        if not reason and _leads_to_victim(record) and safe_now(session, row).safety != "now":
            raise OutsideRules
        session.note("reveal", {"outside_rules": reason} if reason else {}, case=record.case)
    return _view(session, entry_id, revealed=True)


def _leads_to_victim(record: Record) -> bool:
    """The victim's own record, a child's who may live there, an order that names where; not an officer's number."""
    return record.form.purpose != "person" or value_of(record.answers, "role") in ("victim", "child")


def _view(session: Session, entry_id: str, *, revealed: bool) -> RecordView:
    entry = ledger.entry(session.vault, entry_id)
    check_all_open(session, cases_behind(session, session.read(entry)))
    _note_read(session, entry)
    pronoun = session.pronoun_of(entry.header.case)
    record = about_person(session.read(entry), pronoun)
    heads = {head.header.id for head in ledger.heads(session.vault, record.record)}
    versions = [one for one in ledger.entries_of_record(session.vault, record.record) if one.header.kind == "record"]
    happened = record.happened
    return RecordView(
        entry=entry_id,
        record=record.record,
        case=record.case,
        form=record.form.id,
        layout=record.form.layout,
        version=record.form.version,
        title=record.form.title,
        author=record.author,
        recorded_words=recorded_in_words(record.recorded.utc),
        happened_words=moment_in_words(happened) if happened else "",
        reason=record.reason,
        sections=tuple(_sections(session, record, pronoun, revealed=revealed)),
        versions=tuple(_version(session, one, heads) for one in reversed(versions)),
        head=entry_id in heads,
        disputed=len(heads) > 1,
        held_back=not revealed and any(_hidden(record, field) for field in record.form.fields),
        countersigned=_countersigned(session, record),
    )


def _countersigned(session: Session, record: Record) -> tuple[str, ...]:
    if record.case is None or record.form.purpose not in SIGNED:
        return ()
    return tuple(one.sentence for one in countersigns(session, record.case).get(record.entry, ()))


def _note_read(session: Session, entry: Entry) -> None:
    """Note that a record of a case was read: once in a session, as a look at the case itself is."""
    header = entry.header
    if header.case is not None and header.record not in session.seen:
        session.seen.add(header.record)
        session.note("read", {"form": header.form, "record": header.record}, case=header.case)


def about_person(record: Record, pronoun: Pronoun) -> Record:
    """A record to be shown or printed: its form speaks of the person as that was asked for."""
    return replace(record, form=form_about(record.form, pronoun))


def _version(session: Session, entry: Entry, heads: set[str]) -> RecordVersion:
    header = entry.header
    return RecordVersion(
        header.id, recorded_in_words(header.recorded.utc), header.author, session.read(entry).reason, header.id in heads
    )


def _sections(session: Session, record: Record, pronoun: Pronoun, *, revealed: bool) -> Iterator[SectionView]:
    asked = {field.id for field in record.form.asked(record.answers)}
    for section in record.form.sections:
        answers = [
            view
            for field in section.fields
            if field.id in asked and (answer := record.answers.get(field.id)) is not None and answer.stated
            for view in _shown(session, record, field, answer, pronoun, revealed=revealed)
        ]
        if answers:
            yield SectionView(section.title, tuple(answers))


def _shown(
    session: Session, record: Record, field: Field, answer: Answer, pronoun: Pronoun, *, revealed: bool
) -> Iterator[AnswerView]:
    """An answer as its page shows it: a number or address stays hidden until it is asked for."""
    safe_ways = record.form.purpose == "safe_contact" and field.kind == "group"
    if field.protected and field.paper != "never" and answer.given and not revealed:
        yield AnswerView(field.id, field.label, HIDDEN, quote=False, state="answered")
        return
    yield from answer_views(session, field if revealed and not safe_ways else _held_back(field), answer, pronoun)


def _hidden(record: Record, field: Field) -> bool:
    """Say whether an answer of a record is hidden, or part of it, until it is asked for."""
    answer = record.answers.get(field.id)
    if answer is None or not answer.given or record.form.purpose == "safe_contact":
        return False
    if field.kind != "group":
        return field.protected and field.paper != "never"
    inner = [one.id for one in field.fields if one.protected]
    return any(row.get(part) is not None and row[part].given for row in answer.value for part in inner)


def _held_back(field: Field) -> Field:
    """The rows of a group without their numbers and addresses; those of safe contact stand with its rules of now."""
    if field.kind != "group":
        return field
    return msgspec.structs.replace(field, fields=tuple(inner for inner in field.fields if not inner.protected))


def answer_views(session: Session, field: Field, answer: Answer, pronoun: Pronoun = "") -> Iterator[AnswerView]:
    """An answer in words; the victim's own words stand apart as a quote of their own."""
    words = answer_in_words(field, answer)
    if field.protected and field.paper == "never" and answer.given:
        words = "Kept apart; shown on request only"
    elif field.kind == "links" and answer.given:
        words = ", ".join(session.product.label(link) for link in answer.value) or "None"
    elif field.kind == "group" and answer.given:
        words = with_labels(session, words)
    label = f"{field.help}: {field.label}" if field.kind == "rating" and field.help else field.label
    yield AnswerView(field.id, label, words, field.kind == "words" and answer.given, answer.state)
    if quote := getattr(answer.value, "words", ""):
        yield AnswerView(field.id, spoken_of("In her or his words", pronoun), quote, quote=True, state="answered")


def history(
    session: Session, case: str, *, older: str | None = None, limit: int = 100
) -> tuple[tuple[HistoryLine, ...], str | None]:
    """Entries written about a case, newest first, and the id to ask on from (``None``: that was all)."""
    page = ledger.entries_of_case(session.vault, case, older=older, limit=limit)
    return tuple(_history_line(session, entry) for entry in page.entries), page.older


_SAYING: Final[Mapping[str, str]] = {
    "reveal": "",
    "opened_restricted": "",
    "read": "",
    "kept_from_erasure": "",
    "package_sealed": "For",
    "package_opened": "From",
}
"""The events that say something in the history; the last two for or from whom a sealed package is."""
_LONGEST_WHOM: Final = 300


def _said_of(session: Session, event: Entry) -> str:
    """The reason that stands in an event, such as why a number was shown; of a look at what, of a package for whom."""
    if event.header.form not in _SAYING or event.body is None:
        return ""
    body = told_in(event)
    if whom := _SAYING[event.header.form]:
        return f"{whom} {str(body.get('whom') or 'a device that is not named')[:_LONGEST_WHOM]}"
    if event.header.form == "read":
        return title_of_form(session, body.get("form"))
    if reason := body.get("reason", ""):
        return f"Because: {reason}"
    reason = body.get("outside_rules", "")
    return f"Outside the safe contact rules: {reason}" if reason else ""


def title_of_form(session: Session, form: object) -> str:
    """The title of a form an event names; of one this program lacks its name: the event may come from elsewhere."""
    try:
        return session.forms.newest(str(form)).title
    except NotFound:
        return str(form).replace("_", " ").capitalize()


def _history_line(session: Session, entry: Entry) -> HistoryLine:
    header = entry.header
    if header.kind == "record":
        record = session.read(entry)
        title = record.form.title + (" corrected" if header.parents and record.reason else "")
        line = record.reason or with_labels(session, line_in_list(record))
    else:
        title, line = EVENTS.get(header.form, header.form.replace("_", " ").capitalize()), _said_of(session, entry)
    return HistoryLine(
        entry=header.id,
        kind=header.kind,
        title=title,
        line=line,
        author=header.author,
        recorded_words=recorded_in_words(header.recorded.utc),
    )
