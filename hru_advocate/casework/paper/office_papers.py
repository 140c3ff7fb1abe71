"""Documents for the unit and other professionals, composed from the records of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from hru_advocate.casework.cases.assessments import risk_picture
from hru_advocate.casework.cases.pictures import need_changes, time_line
from hru_advocate.casework.paper.hand_over import hand_over_page, known_risk_factors
from hru_advocate.casework.people.safe_contact import safe_for_paper
from hru_advocate.casework.records.records import about_person
from hru_advocate.casework.session import Session
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.form import filled_form
from hru_advocate.documents.compose.office.disclosure import IndexRow, index_page
from hru_advocate.documents.compose.office.file_copy import footer_of
from hru_advocate.documents.compose.office.lists import CasePaper, contact_log, risk_needs_summary
from hru_advocate.domain.forms.answers import value_of
from hru_advocate.domain.forms.definition import ONLY_COUNTED
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import Record
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store.ledger import ledger

_SLOTS: Final = ("risk", "needs", "judgement", "contact")
_OF_CONTACT: Final = frozenset({"contact", "safe_contact", "person"})
"""Records that tell a way of contact: the rules stand beside it."""


class OnlyCounted(AdvocateError):
    """This record is only counted and is never printed. Nothing was printed; the unit's figures hold the counts."""


def _summary(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    """Risks that an incident shows stand there too: else *none* would be said of somebody who is followed."""
    told = {one.id for one in risk_picture(session, case).factors}
    known = (one for one in known_risk_factors(session, case) if one.id not in told)
    first = sorted(known, key=lambda one: not one.high_harm)
    elsewhere = tuple(f"{one.label} (high harm)" if one.high_harm else one.label for one in first)
    return risk_needs_summary(replace(_paper(session, case, copy_number, head_code), known_elsewhere=elsewhere))


def _contacts(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    return contact_log(_paper(session, case, copy_number, head_code))


def record_page(session: Session, case: str, entry: str, copy_number: int, head_code: str) -> Page:
    """One record of a case as a page, with the form it was made with; what a form protects stays off.

    Raises:
        NotFound: no record of that case has that id.
        OnlyCounted: a record of that purpose is never printed.
    """
    found = ledger.entry(session.vault, entry)
    if found.header.case != case or found.header.kind != "record":
        raise NotFound
    footer = footer_of(case_ref(case), copy_number, head_code)
    purpose = session.forms.version(found.header.form, found.header.version).purpose
    if purpose in ONLY_COUNTED:
        raise OnlyCounted
    safe = safe_for_paper(session, case) if purpose in _OF_CONTACT else None
    record = about_person(session.read(found), session.pronoun_of(case))
    return filled_form(record, session.product.label, footer=footer, safe=safe)


def _paper(session: Session, case: str, copy_number: int, head_code: str) -> CasePaper:
    pronoun = session.pronoun_of(case)
    records = tuple(about_person(record, pronoun) for record in session.heads(case, _SLOTS))
    return CasePaper(
        records=records,
        time_line=time_line(session, case, records),
        needs=need_changes(session, records),
        today=session.now().date(),
        label=session.product.label,
        case_ref=case_ref(case),
        copy_number=copy_number,
        head_code=head_code,
        safe=safe_for_paper(session, case),
    )


def _disclosures(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    rows = tuple(_index_row(record) for record in _by_day(session.heads(case, ["disclosure"])))
    today = session.now().date()
    return index_page(rows, today, case_ref=case_ref(case), copy_number=copy_number, head_code=head_code)


def _by_day(records: Iterable[Record]) -> list[Record]:
    return sorted((one for one in records if not one.erased), key=lambda one: (one.sort, one.entry))


def _index_row(record: Record) -> IndexRow:
    said = record.said
    copy, pages, print_ = (value_of(record.answers, one) for one in ("copy_number", "pages", "fingerprint"))
    paper = f"Copy {copy}, {pages} page{'' if pages == 1 else 's'}, SHA-256 {print_}" if copy else said("channel")
    consent = ": ".join(filter(None, (said("consent"), value_of(record.answers, "consent_because") or "")))
    who = said("who")
    return IndexRow(
        when=said("on"),
        whom=", ".join(filter(None, (said("agency"), who))),
        what=said("what"),
        why="\n".join(
            filter(None, (said("purpose"), said("basis"), f"Consent: {consent}", f"By {said('authorised_by')}"))
        ),
        paper="\n".join(filter(None, (paper, said("state"), said("back_by")))),
    )


OFFICE_PAPERS: Final[Mapping[str, Callable[[Session, str, int, str], Page]]] = {
    "risk_needs_summary": _summary,
    "contact_log": _contacts,
    "disclosure_index": _disclosures,
    "hand_over": hand_over_page,
}
