"""Documents for the unit and other professionals, composed from the records of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hru_advocate.casework.cases.pictures import need_changes, time_line
from hru_advocate.casework.people.safe_contact import safe_for_paper
from hru_advocate.casework.records.records import about_person
from hru_advocate.casework.session import Session
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.file_copy import footer_of
from hru_advocate.documents.compose.form import filled_form
from hru_advocate.documents.compose.lists import CasePaper, contact_log, risk_needs_summary
from hru_advocate.domain.forms.definition import ONLY_COUNTED
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.errors import AdvocateError, NotFound
from hru_advocate.store.ledger import ledger

_SLOTS: Final = ("risk", "needs", "judgement", "contact")
_OF_CONTACT: Final = frozenset({"contact", "safe_contact", "person"})
"""Records that tell a way of contact: the rules stand beside it."""


class OnlyCounted(AdvocateError):
    """This record is only counted and is never printed. Nothing was printed; the unit's figures hold the counts."""


def _summary(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    return risk_needs_summary(_paper(session, case, copy_number, head_code))


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


OFFICE_PAPERS: Final[Mapping[str, Callable[[Session, str, int, str], Page]]] = {
    "risk_needs_summary": _summary,
    "contact_log": _contacts,
}
