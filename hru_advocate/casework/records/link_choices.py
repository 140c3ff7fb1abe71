"""What a question that links to the product may choose from."""

from __future__ import annotations

from hru_advocate.casework.session import Session
from hru_advocate.domain.forms.fields import Linked
from hru_advocate.store import views


def link_choices(session: Session, link: Linked) -> tuple[tuple[str, str], ...]:
    """The ids and words a ``links`` field of this sort offers."""
    return session.product.choices(link)


def open_cases(session: Session, limit: int = 200) -> tuple[tuple[str, str], ...]:
    """The open cases as ``(case id, initials and reference)``, to choose one for a service or a plan."""
    rows = views.case_rows(session.vault, views.CaseRowFilter(status=("open",), order="name", limit=limit))
    return tuple((row.case, f"{row.initials or '?'} · {row.ref}") for row in rows)
