"""Cases to choose one of: what tells them apart, and nothing that would have to be proven before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.people.restricted import hidden_from_us, is_reference, only_references
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import AREAS, LEVELS, STATUSES
from hru_advocate.store import views
from hru_advocate.store.views import CaseRow


@dataclass(frozen=True, slots=True)
class CaseChoice:
    """One case to choose: its initials and reference, how it stands, its area and its level."""

    label: CaseLabel
    status_words: str
    area_words: str
    level: str
    level_words: str


def case_choices(session: Session, text: str, status: str, limit: int) -> tuple[CaseChoice, ...]:
    """The cases that fit, the newest first; ``status`` is the only one offered, or "" for any.

    A restricted one fits nothing but its reference, and is last.
    """
    wanted = views.CaseRowFilter(
        text=text,
        status=(status,) if status else None,
        order="newest",
        limit=limit,
        without=hidden_from_us(session),
    )
    rows = [*views.case_rows(session.vault, wanted), *rows_by_reference(session, text)]
    return only_references(session, tuple(map(_choice, rows)))


def rows_by_reference(session: Session, text: str) -> list[CaseRow]:
    """The restricted cases that what was typed leads to by their reference, in its order."""
    found = [views.case_row(session.vault, one) for one in hidden_from_us(session) if is_reference(text, one)]
    return sorted(found, key=lambda row: row.ref)


def _choice(row: CaseRow) -> CaseChoice:
    return CaseChoice(
        label=CaseLabel.of(row),
        status_words=STATUSES.get(row.status or "", row.status or ""),
        area_words=AREAS.get(row.area or "", ""),
        level=row.level or "",
        level_words=LEVELS.get(row.level or "", ""),
    )
