"""The builder of a disclosure: a recipient's paper, every identifying item listed, and black unless it is ticked."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from hru_advocate.casework.cases.cases import find_case
from hru_advocate.casework.checks.disclosure_checks import refused_by_record
from hru_advocate.casework.disclosure.reading import RawLine, RawPart, RecordsRead, read_records
from hru_advocate.casework.paper.copies import head_code, next_copy
from hru_advocate.casework.people.known_of_case import known_of_case
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import settings
from hru_advocate.documents.compose.office.disclosure import (
    DisclosedLine,
    DisclosedPart,
    DisclosedRecord,
    DisclosurePaper,
    disclosure_page,
)
from hru_advocate.documents.pdf import writer
from hru_advocate.domain.disclosure.disclosures import THE_PERSON
from hru_advocate.domain.disclosure.redaction import BAR, CaseFinder, ReadText, Stretch, leaves
from hru_advocate.domain.disclosure.templates import Template
from hru_advocate.domain.identifying.folded_text import TextSpan
from hru_advocate.domain.identifying.items import KIND_WORDS, Item, ItemKind
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError

_INSIDE: Final = frozenset({"name", "number", "email", "secret"})
"""Kinds looked for inside an answer that is an item as a whole: somebody's name in an address."""


class NothingByDefault(AdvocateError):
    """This recipient is told nothing from the record. Nothing was made; say it in a letter the person agrees to."""


class NothingToTickThere(AdvocateError):
    """There is no item with that id on this paper, or it never leaves. Nothing was made; choose from what it lists."""


@dataclass(frozen=True, slots=True)
class DisclosureRequest:
    """A request for a recipient's paper of one case; ``ticks`` are the ids of the items that leave."""

    case: str
    template: str
    ticks: frozenset[str] = frozenset()
    agency: str = ""


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One identifying item on the builder's page: its kind, what it is, its words, how often and where it stands."""

    id: str
    kind: ItemKind
    what: str
    value: str
    places: tuple[str, ...]
    count: int
    offered: bool
    ticked: bool


@dataclass(frozen=True, slots=True)
class DisclosureView:
    """The very bytes that would leave, every identifying item of the records behind them, and what is missing."""

    case: str
    template: str
    title: str
    pdf: bytes
    pages: int
    copy_number: int
    items: tuple[ListedItem, ...]
    missing: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def ticked(self) -> tuple[ListedItem, ...]:
        """The items that leave."""
        return tuple(one for one in self.items if one.ticked)

    @property
    def held_back(self) -> int:
        """Counts the items that are black."""
        return sum(not one.ticked for one in self.items)


@dataclass(frozen=True, slots=True)
class DisclosureListed:
    """A recipient's paper before it is drawn: every identifying item of the records behind it, and what is missing."""

    items: tuple[ListedItem, ...]
    missing: tuple[str, ...]

    @property
    def ticked(self) -> tuple[ListedItem, ...]:
        """The items that leave."""
        return tuple(one for one in self.items if one.ticked)


@dataclass(frozen=True, slots=True)
class _PaperFound:
    """The records that go on a recipient's paper, every line of theirs with what identifies in it, and the items."""

    template: Template
    read: RecordsRead
    texts: Mapping[RawLine, ReadText]
    listed: tuple[ListedItem, ...]

    @property
    def needed(self) -> Iterator[str]:
        """Each thing a part of the template asks for and no record says."""
        yield from (part.needed for part in self.read.parts if part.needed and not part.records)


@dataclass(frozen=True, slots=True)
class RecipientTemplate:
    """One template to choose: its name, whom it is for, and what its bases stand on."""

    id: str
    label: str
    for_words: str
    basis: tuple[str, ...]
    bases: tuple[str, ...]


def templates(session: Session) -> tuple[RecipientTemplate, ...]:
    """The recipients' templates in their order."""
    known = session.product.disclosure_templates
    return tuple(
        RecipientTemplate(
            one.id, one.label, one.for_words, one.basis, tuple(known.basis_words(basis) for basis in one.basis)
        )
        for one in known.templates
    )


def build_for(session: Session, ref: str, wanted: DisclosureRequest) -> DisclosureView:
    """Build the paper of the case with this reference."""
    return build(session, replace(wanted, case=find_case(session, ref)))


def list_items(session: Session, wanted: DisclosureRequest) -> DisclosureListed:
    """List what identifies in a recipient's paper, before it is drawn; the same errors as ``build``."""
    found = _found_for(session, wanted)
    return DisclosureListed(found.listed, _missing(session, wanted, found))


def build(session: Session, wanted: DisclosureRequest) -> DisclosureView:
    """Compose and draw a recipient's paper with these ticks; what is not ticked is not among its bytes.

    Raises:
        NoSuchTemplate, NotFound: there is no such template or case.
        NothingByDefault: the template holds nothing.
        NothingToTickThere: a tick names nothing that is offered here.
    """
    found = _found_for(session, wanted)
    template, read, listed = found.template, found.read, found.listed
    number, unit = next_copy(session, wanted.case), settings(session).unit_name
    marked = template.id != THE_PERSON
    paper = DisclosurePaper(
        title=template.title,
        parts=tuple(_parts(read, found.texts, wanted.ticks)),
        today=session.now().date(),
        from_words=unit if marked else "",
        to_words=wanted.agency,
        left_out=(*read.left_out, *_held_words(listed)) if template.everything else (),
        has_black=any(not one.ticked for one in listed),
        marked=marked,
        case_ref=case_ref(wanted.case),
        copy_number=number,
        head_code=head_code(session) if marked else "",
    )
    drawn = writer.render(disclosure_page(paper), session.product.fonts)
    return DisclosureView(
        wanted.case,
        template.id,
        template.label,
        drawn.data,
        drawn.pages,
        number,
        listed,
        _missing(session, wanted, found),
        paper.left_out,
    )


def _found_for(session: Session, wanted: DisclosureRequest) -> _PaperFound:
    template = session.product.disclosure_templates.template(wanted.template)
    if not template.everything and not template.parts:
        raise NothingByDefault
    key = ("found for", template.id, session.now().date())
    read, texts = session.kept.get(wanted.case, key, partial(_read_for, session, wanted.case, template))
    listed = _listed(read, texts, wanted.ticks)
    if not wanted.ticks <= {one.id for one in listed if one.offered}:
        raise NothingToTickThere
    return _PaperFound(template, read, texts, listed)


def _read_for(session: Session, case: str, template: Template) -> tuple[RecordsRead, Mapping[RawLine, ReadText]]:
    """Read what goes on a template's paper, and find what identifies in it: the same whatever is ticked."""
    known = known_of_case(session, case, own=template.own)
    read = read_records(session, case, template, known, to_person=template.own)
    return read, _find(read, CaseFinder(case, known.things, session.product.words_known))


def _missing(session: Session, wanted: DisclosureRequest, found: _PaperFound) -> tuple[str, ...]:
    refused = refused_by_record(session, wanted.case, found.template.id)
    return (*filter(None, [refused]), *found.needed)


def whole_paper(session: Session, case: str) -> DisclosurePaper:
    """Read everything of a case that stands on paper at all, nothing of it black but what was agreed with the person.

    Not for whoever asks for their own data: it says other people's as well.
    """
    templates = session.product.disclosure_templates.templates
    everything = next(one for one in templates if one.everything)
    known = known_of_case(session, case, own=True)
    read = read_records(session, case, everything, known)
    texts = _find(read, CaseFinder(case, known.things, session.product.words_known))
    ticks = frozenset(one.id for one in _listed(read, texts, frozenset()) if one.offered)
    return DisclosurePaper(
        title="The whole record of a case",
        parts=tuple(_parts(read, texts, ticks)),
        today=session.now().date(),
        from_words=settings(session).unit_name,
        left_out=read.left_out,
        has_black=any(not leaves(item, ticks) for text in texts.values() for item in text.standing),
        case_ref=case_ref(case),
        copy_number=next_copy(session, case),
        head_code=head_code(session),
    )


def _find(read: RecordsRead, finder: CaseFinder) -> dict[RawLine, ReadText]:
    """Every line with what identifies in it; a line that is one item as a whole is that item from end to end."""
    lines = [line for part in read.parts for record in part.records for line in record.lines]
    unique = list(dict.fromkeys(line for line in lines if not line.plain))
    found = finder.read([line.text for line in unique])
    whole = dict(zip(unique, found, strict=True))
    for line, text in whole.items():
        if line.whole:
            span = TextSpan(0, len(line.text))
            inside = [one for one in text.stretches if one.item.kind in _INSIDE and one.item not in line.whole]
            whole[line] = ReadText(text.text, (*(Stretch(span, item) for item in line.whole), *inside))
    return whole | {line: ReadText(line.text, ()) for line in lines if line.plain}


def _listed(read: RecordsRead, texts: Mapping[RawLine, ReadText], ticks: frozenset[str]) -> tuple[ListedItem, ...]:
    places = defaultdict[Item, list[str]](list)
    for part in read.parts:
        for record in part.records:
            for line in record.lines:
                where = ": ".join(filter(None, (record.title or part.title, line.label)))
                for item in texts[line].standing:
                    places[item].append(where)
    return tuple(
        ListedItem(
            item.id,
            item.kind,
            item.words,
            item.value,
            tuple(dict.fromkeys(where)),
            len(where),
            item.offered,
            leaves(item, ticks),
        )
        for item, where in sorted(places.items(), key=_order)
    )


def _order(pair: tuple[Item, Sequence[str]]) -> tuple[bool, bool, str, str, str]:
    item = pair[0]
    return not item.offered, not item.whose, item.whose, item.kind, item.value.casefold()


def _parts(read: RecordsRead, texts: Mapping[RawLine, ReadText], ticks: frozenset[str]) -> Sequence[DisclosedPart]:
    return [_part(part, texts, ticks) for part in read.parts]


def _part(part: RawPart, texts: Mapping[RawLine, ReadText], ticks: frozenset[str]) -> DisclosedPart:
    records = tuple(
        DisclosedRecord(
            record.title,
            tuple(DisclosedLine(line.label, texts[line].redacted(ticks), line.quote) for line in record.lines),
        )
        for record in part.records
    )
    return DisclosedPart(part.title, records, missing=bool(part.needed))


def _held_words(listed: Sequence[ListedItem]) -> Sequence[tuple[str, str]]:
    """Say by their kind what is black, and why, without a word of it."""
    held = Counter(one.kind for one in listed if not one.ticked)
    why = "It tells of somebody else, or may; other people's data is held back unless somebody decided otherwise."
    return [(f"{KIND_WORDS[kind]}: {count} ({BAR})", why) for kind, count in held.items()]
