"""Documents for the unit and other professionals, composed from the records of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hru_advocate.casework.cases.pictures import need_changes, time_line
from hru_advocate.casework.session import Session
from hru_advocate.documents.blocks import Page
from hru_advocate.documents.compose.lists import CasePaper, contact_log, risk_needs_summary
from hru_advocate.domain.ledger.ids import case_ref

_SLOTS: Final = ("risk", "needs", "judgement", "contact")


def _summary(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    return risk_needs_summary(_paper(session, case, copy_number, head_code))


def _contacts(session: Session, case: str, copy_number: int, head_code: str) -> Page:
    return contact_log(_paper(session, case, copy_number, head_code))


def _paper(session: Session, case: str, copy_number: int, head_code: str) -> CasePaper:
    records = tuple(session.heads(case, _SLOTS))
    return CasePaper(
        records=records,
        time_line=time_line(session, case, records),
        needs=need_changes(session, records),
        today=session.now().date(),
        label=session.product.label,
        case_ref=case_ref(case),
        copy_number=copy_number,
        head_code=head_code,
    )


OFFICE_PAPERS: Final[Mapping[str, Callable[[Session, str, int, str], Page]]] = {
    "risk_needs_summary": _summary,
    "contact_log": _contacts,
}
