"""The rows of a chronology: what each record tells, with its day, its words and who wrote it when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from hru_advocate.domain.forms.answers import Answers, answer_to, value_of
from hru_advocate.domain.forms.kinds import answer_in_words
from hru_advocate.domain.incidents.incident import EvidenceItem, Incident, read_incident
from hru_advocate.domain.incidents.pattern import reach_of
from hru_advocate.domain.law.hearings import read_hearing
from hru_advocate.domain.law.order_history import order_steps
from hru_advocate.domain.law.orders import Order, read_order
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import Moment, day_in_words, moment_in_words, normal_form, read_written_day

LabelOf = Callable[[str], str]

TAKEN: Final = ("incident", "contact", "order", "hearing", "criminal_case")
"""The purposes of the records a chronology is made from."""


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One thing that happened. ``sort`` is "" and ``last`` ``None`` where nobody can say when.

    ``facts`` are names and words in pairs, ``quotes`` the person's own words, ``text`` what was told or seen.
    """

    record: Record
    kind: str
    title: str
    when: str
    sort: str = ""
    last: date | None = None
    facts: tuple[tuple[str, str], ...] = ()
    text: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChronologyRecords:
    """The records of a case a chronology is made from, as they stand, with what they said before.

    ``orders`` are the versions of an order before the one that stands, the newest first, by its record. ``first`` says
    when and by whom a record was first written, where it was changed since.
    """

    current: tuple[Record, ...]
    orders: Mapping[str, tuple[Order, ...]] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)


def rows_of(records: ChronologyRecords, today: date, label: LabelOf) -> tuple[ChronologyRow, ...]:
    """Every row up to a day in order of time; those without a day come last, in the order they were written in."""
    made: dict[object, ChronologyRow] = {}
    for record in _standing(records.current):
        for row in _rows(records, record, today, label):
            # Versions of one record that disagree say the same of most things: those stand once.
            made.setdefault((record.record, row.kind, row.title, row.when, row.facts, row.text, row.quotes), row)
    return tuple(
        sorted(
            made.values(),
            key=lambda row: (not row.sort, row.sort, row.record.recorded.utc, row.record.entry, row.title),
        )
    )


def _standing(records: Iterable[Record]) -> Iterator[Record]:
    for record in records:
        if not record.erased and value_of(record.answers, "taken_back") is not True:
            yield record


def _rows(records: ChronologyRecords, record: Record, today: date, label: LabelOf) -> Iterator[ChronologyRow]:
    purpose = record.form.purpose
    if purpose == "incident":
        yield _incident(record, label)
    elif purpose == "contact" and value_of(record.answers, "triggers"):
        yield _contact(record, label)
    elif purpose == "order":
        yield from _order(record, today, records.orders.get(record.record, ()))
    elif purpose == "hearing":
        yield from _hearing(record, today)
    elif purpose == "criminal_case":
        yield from _criminal_case(record, today)


def _incident(record: Record, label: LabelOf) -> ChronologyRow:
    one = read_incident(record)
    said = _said(record)
    happened = _when_told(one.when)
    facts = [
        ("How we know it", said("basis") or "not stated"),
        *happened,
        ("How many times", _how_many(one)),
        ("Where", one.where),
        ("By whom", "; ".join(one.by)),
        ("Seen or heard by", one.seen_by),
        ("Reported to", said("reported_to")),
        ("Reference", one.reference),
        ("Reported on", said("reported_on")),
        ("Reported by", said("reported_by")),
        *((f"Evidence {number}", _evidence(item)) for number, item in enumerate(one.items, start=1)),
    ]
    done = " · ".join(label(behaviour) for behaviour in one.behaviours)
    quotes = tuple(words for words in (one.words, str(value_of(record.answers, "felt") or "")) if words)
    text = "" if _begins(one.what, one.words) else one.what
    return replace(_placed(record, "Incident", done, one.when, _given(facts)), text=text, quotes=quotes)


def _begins(what: str, words: str) -> bool:
    """Say whether a happening is the words once more, whole or cut short, as a diary brings it: it is printed once."""
    short, whole = " ".join(what.rstrip("… \n").split()), " ".join(words.split())
    rest = whole.removeprefix(short)
    cut = what.rstrip().endswith("…")
    return bool(short) and whole.startswith(short) and (cut or not rest.strip(" .!?"))


def _how_many(one: Incident) -> str:
    if one.times is not None:
        return one.count_words
    return f"as told, not counted: “{one.times_told}”" if one.times_told else ""


def _evidence(item: EvidenceItem) -> str:
    held = f"held by {item.held_by}" if item.held_by else "who has it: not noted"
    return "; ".join(part for part in (item.what, held, f"SHA-256 {item.sha256}" if item.sha256 else "") if part)


def _contact(record: Record, label: LabelOf) -> ChronologyRow:
    said = _said(record)
    person = value_of(record.answers, "person")
    moment = record.happened or Moment("")
    facts = [
        ("Contact", " · ".join(filter(None, (said("method"), said("direction"), said("with_whom"))))),
        ("With", person.name if person else ""),
        *_when_told(moment),
        ("As fact", said("fact")),
        ("As report", said("report")),
        ("As opinion", said("opinion")),
    ]
    told = " · ".join(label(one) for one in value_of(record.answers, "triggers") or ())
    return replace(_placed(record, "Contact", told, moment, _given(facts)), quotes=tuple(filter(None, [said("words")])))


def _order(record: Record, today: date, versions: Sequence[Order]) -> Iterator[ChronologyRow]:
    order = read_order(record)
    steps = order_steps([order, *versions], today)
    for step in steps:
        facts = [("How we know it", step.how)]
        if step.what.startswith(("asked for", "made")):
            facts += _about(step.order)
        if step.terms:
            facts += _terms(step.order)
        if step.what == "lifted or ended":
            facts.append(("How it ended", str(value_of(record.answers, "ended_how") or "")))
        yield _on(record, "Order", f"{step.order.name}: {step.what}", step.day, _given(facts))
    if not steps and not any(True for _told in order.days_told()):
        yield _undated(record, "Order", order.in_a_line(today), _given([*_about(order), *_terms(order)]))


def _about(order: Order) -> Iterator[tuple[str, str]]:
    yield "Court or force", order.court
    yield "Against", order.against
    yield "For", order.protects


def _terms(order: Order) -> Iterator[tuple[str, str]]:
    if order.without_notice:
        yield "Made", "without telling them first"
    if order.was_there:
        yield "Made", "in their presence"
    for number, one in enumerate(order.conditions, start=1):
        last = one.before(order.until)
        own = f" (until {day_in_words(last)})" if last else ""
        gone = f" (lifted {day_in_words(one.lifted_on)})" if one.lifted_on else ""
        yield f"Condition {number}", f"{one.words}{own}{gone}"
    if order.until:
        yield "Last day", day_in_words(order.until) + (f", {order.until_at}" if order.until_at else "")


def _hearing(record: Record, today: date) -> Iterator[ChronologyRow]:
    hearing, said = read_hearing(record), _said(record)
    facts = [
        ("Where", ", ".join(filter(None, (hearing.court, hearing.room)))),
        ("Reference", str(value_of(hearing.answers, "reference") or "")),
        ("Until", day_in_words(hearing.last_day) if hearing.last_day and hearing.last_day != hearing.day else ""),
        ("What became of it", (said("state") if hearing.settled else "") or "not written down"),
        ("Outcome", hearing.outcome),
        ("Next hearing", day_in_words(hearing.next_set) if hearing.next_set else ""),
        ("Day of sentence set", day_in_words(hearing.sentence_set) if hearing.sentence_set else ""),
    ]
    if hearing.day is None:
        yield _undated(record, "Hearing", hearing.what, _given(facts))
    elif hearing.day <= today:
        yield _on(record, "Hearing", hearing.what, hearing.day, _given(facts), at=hearing.at)


_STAGES: Final = (
    ("crime_on", "The crime; the first, where there were several"),
    ("reported_on", "Reported to the police"),
    ("recorded_on", "Recorded as a crime"),
    ("charged_on", "Charged"),
    ("review_asked_on", "Review of the decision asked for"),
    ("sentenced_on", "Sentence"),
)
_SAID_BY_A_DAY: Final = {"reported": "reported_on", "charged": "charged_on"}


def _criminal_case(record: Record, today: date) -> Iterator[ChronologyRow]:
    answers, said = record.answers, _said(record)
    offences = tuple(str(value_of(row, "offence") or "") for row in value_of(answers, "offences") or ())
    about = [("Offences", "; ".join(filter(None, offences))), ("References", _references(record))]
    found: list[tuple[date, str]] = [
        (day, words) for name, words in _STAGES if name in record.form.by_id and (day := value_of(answers, name))
    ]
    stage = value_of(answers, "stage")
    if (day := value_of(answers, "stage_on")) and value_of(answers, _SAID_BY_A_DAY.get(stage or "", "")) is None:
        found.append((day, f"Since then: {said('stage').lower()}"))
    if (day := value_of(answers, "decided_on")) and value_of(answers, "decision"):
        found.append((day, f"Decision: {said('decision')}"))
    whats = {inner.id: inner for inner in record.form.by_id["events"].fields}
    for row in value_of(answers, "events") or ():
        what = answer_to(row, "what")
        if (day := value_of(row, "on")) and what.given:
            found.append((day, answer_in_words(whats["what"], what)))
    for day, words in found:
        if day <= today:
            yield _on(record, "Criminal case", words, day, _given(about))
    if not found:
        yield _undated(record, "Criminal case", said("stage") or "Criminal case", _given(about))


def _references(record: Record) -> str:
    kinds = {inner.id: inner for inner in record.form.by_id["references"].fields}
    found = []
    for row in value_of(record.answers, "references") or ():
        kind, number = answer_to(row, "kind"), str(value_of(row, "reference") or "")
        if number:
            found.append(f"{answer_in_words(kinds['kind'], kind)} {number}" if kind.given else number)
    return "; ".join(found)


def _said(record: Record) -> Callable[[str], str]:
    """The answers of a record in words, by question; nothing where there is none."""

    def words(name: str) -> str:
        answer = answer_to(record.answers, name)
        asked = record.form.by_id.get(name)
        return answer_in_words(asked, answer) if asked is not None and answer.given and _asks(record, name) else ""

    return words


def _asks(record: Record, name: str) -> bool:
    asked = record.form.by_id[name].ask_if
    answers: Answers = record.answers
    return asked is None or asked.holds(answers)


def _given(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in facts if words)


def _when_told(moment: Moment) -> Iterator[tuple[str, str]]:
    """Say how the time was told and how sure it is; what the heading says is not said again."""
    told = f"“{moment.told}”" if moment.told else "no words for it"
    if day := read_written_day(moment.on):
        told += f" (told {day_in_words(day)})"
    as_told = "" if moment_in_words(moment) == normal_form(moment) else f" as {told}"
    reach = reach_of(moment)
    if reach is None:
        yield "When", f"told as {told}; no day can be said"
    elif moment.exact:
        yield "When", f"day and time stated{as_told}"
    elif reach.once and "T" not in (moment.start or ""):
        yield "When", f"day stated{as_told}, no time"
    elif reach.once and ", about " not in normal_form(moment):
        yield "When", f"at some time in these hours, or over them, told as {told}"
    elif reach.once:
        yield "When", f"about then, told{as_told or f' as {told}'}"
    else:
        yield "When", f"at some time in these days, or over them, told as {told}"


def _placed(record: Record, kind: str, title: str, moment: Moment, facts: tuple[tuple[str, str], ...]) -> ChronologyRow:
    reach = reach_of(moment)
    when = normal_form(moment, weekday=True) if reach is not None else "No day"
    return ChronologyRow(record, kind, title, when, moment.sort, reach.last if reach else None, facts)


def _on(
    record: Record, kind: str, title: str, day: date, facts: tuple[tuple[str, str], ...], *, at: str = ""
) -> ChronologyRow:
    when = ", ".join(filter(None, (day_in_words(day, weekday=True), at)))
    sort = f"{day.isoformat()}T{at}" if at else day.isoformat()
    return ChronologyRow(record, kind, title, when, sort, day, facts)


def _undated(record: Record, kind: str, title: str, facts: tuple[tuple[str, str], ...]) -> ChronologyRow:
    return ChronologyRow(record, kind, title, "No day", facts=facts)
