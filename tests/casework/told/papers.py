"""Everything of the made-up cases that stands on paper, read back from the bytes of each document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pypdfium2

from hru_advocate.casework.disclosure import builder
from hru_advocate.casework.disclosure.builder import DisclosureRequest
from hru_advocate.casework.letters.letters import document_of
from hru_advocate.casework.paper.document_kinds import DOCUMENT_IDS
from hru_advocate.casework.paper.papers import PaperRequest, preview
from hru_advocate.casework.records.records import record_lines
from hru_advocate.casework.session import Session
from hru_advocate.errors import AdvocateError

_SAID_ONLY: Final = frozenset({"plain_sheet", "pocket_card", "large_print", "easy_words", "leaflet"})
"""Documents whose words tests of ``documents`` pin: here what was said beside them."""

_READ: Final = ("marac", "police", "housing")
"""Recipients whose paper is read back: much, all about the case, little."""


def papers(session: Session, case: str) -> Iterator[Any]:
    """Each document of a case: why there is none, or what was said beside it and what stands on it."""
    for document in DOCUMENT_IDS:
        for_whom = "Una Vale" if document == "safe_person" else ""
        try:
            view = preview(session, PaperRequest(case, document, for_whom=for_whom, agreed=bool(for_whom)))
        except AdvocateError as error:
            yield (document, str(error))
            continue
        yield (document, view.pages, view.copy_number, view.without_us, view.counts_words, view.warnings)
        yield (document, view.identifying, view.services, view.measures, view.numbers)
        yield (document, () if document in _SAID_ONLY else tuple(_lines(view.pdf)))


def papers_of_records(session: Session, case: str) -> Iterator[Any]:
    """The slip of each visit, the newest record of each form as a page, and each letter as far as it may go."""
    pages: dict[str, tuple[str, str]] = {}
    for line in record_lines(session, case):
        pages.setdefault(f"record {line.form}", ("record", line.entry))
        if line.form == "visit":
            pages[f"slip {line.entry}"] = ("visit_slip", line.entry)
        elif line.form == "letter":
            pages[f"letter {line.entry}"] = (document_of(session, case, line.entry), line.entry)
    for name, (document, entry) in pages.items():
        try:
            view = preview(session, PaperRequest(case, document, record=entry))
        except AdvocateError as error:
            yield (name, str(error))
            continue
        yield (name, view.counts_words, view.warnings, tuple(_lines(view.pdf)))


def disclosures(session: Session, case: str) -> Iterator[Any]:
    """Each recipient's paper with nothing ticked: what is missing, left out and listed, and what stands on it."""
    for template in builder.templates(session):
        try:
            view = builder.build(session, DisclosureRequest(case, template.id, agency="A made-up agency"))
        except AdvocateError as error:
            yield (template.id, str(error))
            continue
        yield (template.id, view.title, view.missing, view.left_out)
        yield [(one.kind, one.what, one.value, one.count, one.offered, one.ticked) for one in view.items]
        if template.id in _READ:
            yield tuple(_lines(view.pdf))


def _lines(pdf: bytes) -> Iterator[str]:
    """The lines of a PDF as they are read back from it."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield from page.get_textpage().get_text_range().splitlines()
