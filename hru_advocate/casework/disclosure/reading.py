"""The records of a case read for a recipient, before redaction: each answer a line, with the item it is as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from msgspec.structs import replace

from hru_advocate.casework.law.orders import orders_of
from hru_advocate.casework.people.known_of_case import THE_PERSON, KnownOfCase, whole_item, whose_record
from hru_advocate.casework.records.records import about_person
from hru_advocate.casework.session import Session
from hru_advocate.documents.compose.answers import AnswerReading, answer_for_reader
from hru_advocate.domain.disclosure.templates import Template, TemplatePart
from hru_advocate.domain.forms.answers import Answer, Answers, answer_to, value_of
from hru_advocate.domain.forms.fields import Field
from hru_advocate.domain.forms.rich_kinds import Finding, Named, Rating
from hru_advocate.domain.identifying.items import Item
from hru_advocate.domain.ledger.records import Record
from hru_advocate.domain.moments import day_in_words, read_written_day
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger

NOT_PRINTED: Final = frozenset({"equality"})
"""Slots that stand on no paper at all."""
_WHOLE: Final = frozenset({"phone", "email", "address", "born"})
_WAY: Final = "Safe contact rules"
_KEPT: Final = "Agreed words and code words are printed on no paper; the person can hear them from us."
_EARLIER: Final = "What was corrected since stands here as it was corrected; ask to see what it said before."
_COUNTED: Final = "Answers for equality monitoring are kept for counting alone and never printed; ask to see them."


@dataclass(frozen=True, slots=True)
class RawLine:
    """One answer before redaction. ``whole`` are the items all of it is; ``plain`` is the program's own words."""

    label: str
    text: str
    quote: bool = False
    whole: tuple[Item, ...] = ()
    plain: bool = False


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record before redaction: its name, and where its answers stand in words."""

    title: str
    lines: tuple[RawLine, ...]


@dataclass(frozen=True, slots=True)
class RawPart:
    """One part of the paper before redaction."""

    title: str
    records: tuple[RawRecord, ...]
    needed: str = ""


@dataclass(frozen=True, slots=True)
class RecordsRead:
    """All that goes on a paper before redaction, and what is left out with its reason."""

    parts: tuple[RawPart, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def read_records(
    session: Session, case: str, template: Template, known: KnownOfCase, *, to_person: bool = False
) -> RecordsRead:
    """Read what a template asks for; ``to_person`` for the person's own copy, which tells nobody what to do."""
    reader = _Reader(session, case, known, to_person=to_person)
    if not template.everything:
        return RecordsRead(tuple(reader.part(part) for part in template.parts))
    slots = sorted(views.slots_of_case(session.vault, case) - NOT_PRINTED)
    parts = [reader.whole_part(slot) for slot in slots]
    return RecordsRead(tuple(part for part in parts if part.records), tuple(reader.left_out()))


class _Reader:
    """Reads records of one case with the words of its person's pronoun."""

    def __init__(self, session: Session, case: str, known: KnownOfCase, *, to_person: bool) -> None:
        self._session, self._case, self._known = session, case, known
        self._to_person = to_person
        self._pronoun = session.pronoun_of(case)
        self._reading = AnswerReading(session.product.label)
        self._office_words = dict(_office_words(session)) if to_person else {}

    def part(self, part: TemplatePart) -> RawPart:
        """The records of one part of a template."""
        records = [one for one in self._records(part.slot) if _fits(one, part)]
        records = records[:1] if part.newest else records
        wanted = part.fields or None
        shows = partial(_may_go, wanted=wanted)
        read = tuple(self._record(one, part, shows) for one in records)
        return RawPart(part.title, tuple(one for one in read if one.lines), part.needed)

    def whole_part(self, slot: str) -> RawPart:
        """Every record of a slot with every answer that stands on paper at all."""
        records = self._records(slot)
        empty = TemplatePart("", slot)
        read = tuple(self._record(one, empty, lambda field: field.paper != "never") for one in records)
        title = records[0].form.title if records else ""
        return RawPart(title, tuple(one for one in read if one.lines))

    def left_out(self) -> Iterator[tuple[str, str]]:
        """Say what a paper of everything leaves out, and why."""
        slots = views.slots_of_case(self._session.vault, self._case)
        if any(thing.item.kind == "secret" for thing in self._known.things):
            yield "Code words and agreed words", _KEPT
        if slots & NOT_PRINTED:
            yield "Equality monitoring", _COUNTED
        earlier = sum(
            len(ledger.entries_of_record(self._session.vault, one.record)) - 1
            for one in self._session.heads(self._case, sorted(slots - NOT_PRINTED))
        )
        if earlier > 0:
            yield f"{earlier} earlier version{'' if earlier == 1 else 's'} of records", _EARLIER

    def _records(self, slot: str) -> list[Record]:
        found = [one for one in self._session.heads(self._case, [slot]) if not one.erased]
        found.sort(key=lambda one: (one.sort, one.entry), reverse=True)
        return [about_person(one, self._pronoun) for one in found]

    def _record(self, record: Record, part: TemplatePart, shows: Callable[[Field], bool]) -> RawRecord:
        whose = whose_record(record)
        lines = [
            line
            for field in _in_order(record.form.asked(record.answers), part.fields)
            if shows(field) and (answer := answer_to(record.answers, field.id)).stated
            for line in self._answer(self._named(record, field), answer, whose, ticks=field.id in part.ticks)
        ]
        if record.form.purpose == "order":
            lines.insert(0, self._standing(record))
        if part.ways:
            way = self._known.item("way", _WAY, THE_PERSON)
            lines = [_with(one, way) for one in lines]
        return RawRecord("" if part.where else f"{record.form.title}{_day(record)}", tuple(lines))

    def _standing(self, record: Record) -> RawLine:
        """The standing of an order on the day of the paper: its answers alone do not say that it has ended."""
        today = self._session.now().date()
        order = next(one for one in orders_of(self._session, self._case) if one.record == record.record)
        return RawLine(f"How it stands on {day_in_words(today)}", order.on_paper(today), plain=True)

    def _named(self, record: Record, field: Field) -> Field:
        """The question with the need it asks about before it: a paper has no headings of the form's sections."""
        asked = [field] if field.ask_if is None else [field, *map(record.form.by_id.get, field.ask_if.fields())]
        need = next((one.fact for one in asked if one is not None and one.kind == "rating"), "")
        return replace(field, label=f"{self._reading.label(need)}: {field.label}") if need else field

    def _answer(self, field: Field, answer: Answer, whose: str, *, ticks: bool = False) -> Iterator[RawLine]:
        field = _to_person(field) if self._to_person else field
        value = answer.value
        if not answer.given:
            yield RawLine(field.label, answer_for_reader(self._reading, field, answer), plain=True)
        elif field.kind == "group":
            yield from self._rows(field, value, whose)
        elif ticks:
            held = frozenset(value if isinstance(value, tuple) else (value,))
            words = "\n".join(f"{'[x]' if one.id in held else '[  ]'} {one.label}" for one in field.choices)
            yield RawLine(field.label, words, plain=True)
        elif isinstance(value, Named):
            yield RawLine(field.label, value.name, whole=(self._known.name((value.name,), value.relation or whose),))
            if value.relation:
                yield RawLine("Who that is", value.relation, whole=self._relation(value.relation, value.name))
        elif field.kind in _WHOLE:
            words = answer_for_reader(self._reading, field, answer)
            yield RawLine(field.label, words, whole=(whole_item(self._known, field, value, whose),))
        elif field.id == "relation" and whose != THE_PERSON:
            words = answer_for_reader(self._reading, field, answer)
            yield RawLine(field.label, words, whole=self._relation(words, whose))
        else:
            yield from self._text(field, answer)

    def _relation(self, words: str, whose: str) -> tuple[Item, ...]:
        """An item for what somebody is to the person: on their own paper it tells who it was."""
        return (self._known.item("relation", words, whose),) if self._known.own else ()

    def _text(self, field: Field, answer: Answer) -> Iterator[RawLine]:
        text = answer_for_reader(self._reading, field, answer)
        yield RawLine(field.label, text, field.kind == "words", plain=field.kind in _PROGRAMS)
        words = answer.value.words if isinstance(answer.value, Finding | Rating) else ""
        if words:
            yield RawLine("", words, quote=True)

    def _rows(self, field: Field, rows: Sequence[Answers], whose: str) -> Iterator[RawLine]:
        for number, row in enumerate(rows, start=1):
            by_program = any(inner.by_program and answer_to(row, inner.id).given for inner in field.fields)
            for inner in field.fields:
                answer = answer_to(row, inner.id)
                if by_program and inner.kind == "text" and answer.given:
                    answer = replace(answer, value=self._in_persons_words(answer.value))
                asked = inner.ask_if is None or inner.ask_if.holds(row)
                if asked and answer.stated and inner.paper != "never":
                    for line in self._answer(inner, answer, whose):
                        label = f"{field.label} {number}: {line.label}" if line.label else ""
                        yield RawLine(label, line.text, line.quote, line.whole, line.plain)

    def _in_persons_words(self, text: str) -> str:
        """The program's own text of a row, with the words for the person where it named a choice of the office's."""
        for label, words in self._office_words.items():
            text = text.replace(label, words)
        return text


_PROGRAMS: Final = frozenset({"choice", "choices", "yes_no", "scale", "time", "date", "links"})
"""Kinds whose words are the program's own."""


def _to_person(field: Field) -> Field:
    """A question with the words its choices have for the person: none tells her or him what the office is to do."""
    if not any(one.to_person for one in field.choices):
        return field
    return replace(field, choices=tuple(replace(one, label=one.to_person or one.label) for one in field.choices))


def _office_words(session: Session) -> Iterator[tuple[str, str]]:
    """Each choice whose words tell the office what to do, with those for the person."""
    for form in session.forms.current():
        for field in (inner for one in form.fields for inner in (one, *one.fields)):
            yield from ((one.label, one.to_person) for one in field.choices if one.to_person)


def _day(record: Record) -> str:
    """The day a record tells of, by itself: how it was told is an answer, in which a name may stand."""
    day = read_written_day(record.happened.sort[:10]) if record.happened else None
    return f", {day_in_words(day)}" if day else ""


def _with(line: RawLine, item: Item) -> RawLine:
    return RawLine(line.label, line.text, line.quote, (*line.whole, item), plain=False)


def _fits(record: Record, part: TemplatePart) -> bool:
    return all(value_of(record.answers, field) == wanted for field, wanted in part.where.items())


def _may_go(field: Field, wanted: Sequence[str] | None) -> bool:
    """Say whether an answer may go to others: those a template names, else what is for every reader."""
    if field.paper == "never" or field.by_program:
        return False
    if wanted is None:
        return field.paper == "always" and not field.protected
    return field.id in wanted


def _in_order(fields: Iterable[Field], wanted: Sequence[str]) -> list[Field]:
    order = {one: at for at, one in enumerate(wanted)}
    return sorted(fields, key=lambda field: order.get(field.id, len(order)))
