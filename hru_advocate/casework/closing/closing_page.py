"""The closing page of a case: what is open now, what became of it, who countersigned, and how the record is kept."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.cases.cases import closed_words
from hru_advocate.casework.cases.review_days import review_day
from hru_advocate.casework.checks.closure_checks import is_closed
from hru_advocate.casework.checks.open_matters import open_matters
from hru_advocate.casework.plan.agreements import AnswerToPlan, countersigns
from hru_advocate.casework.records.entries import drafts
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import due_in_words
from hru_advocate.domain.closing.closures import KIND_WORDS, MatterKind, OpenMatter, Settled, counted, read_closure


@dataclass(frozen=True, slots=True)
class MattersOfKind:
    """The open things of one sort, with the words above them."""

    kind: MatterKind
    title: str
    matters: tuple[OpenMatter, ...]


@dataclass(frozen=True, slots=True)
class ClosingPage:
    """Everything the closing page shows. ``entry`` is the closure as it stands, ``draft`` one that was begun."""

    closed: bool
    closed_line: str
    counted: str
    open: tuple[MattersOfKind, ...]
    draft: str
    entry: str
    became: tuple[Settled, ...]
    kept_words: str
    countersigned: tuple[AnswerToPlan, ...]


def closing_page(session: Session, case: str) -> ClosingPage:
    """The closing page of a case as it stands now."""
    matters = open_matters(session, case)
    held = next(iter(session.heads(case, ["closure"])), None)
    closure = read_closure(held.entry, held.answers) if held else None
    closed, day = is_closed(session, case), review_day(session, case)
    return ClosingPage(
        closed=closed,
        closed_line=closed_words(session, case) if closed else "",
        counted=counted(matters),
        open=tuple(
            MattersOfKind(kind, words[1][:1].upper() + words[1][1:], found)
            for kind, words in KIND_WORDS.items()
            if (found := tuple(one for one in matters if one.kind == kind))
        ),
        draft=next((line.id for line in drafts(session, case=case) if line.form == "closure"), ""),
        entry=closure.entry if closure and closed else "",
        became=closure.open if closure and closed else (),
        kept_words=_kept(session, closure.retention_class if closure else "", due_in_words(day, session.now().date()))
        if closed and day
        else "",
        countersigned=countersigns(session, case).get(closure.entry, ()) if closure and closed else (),
    )


def _kept(session: Session, wanted: str, when: str) -> str:
    """Say how long the record is kept, by which rule, from where, and that the unit has yet to confirm it."""
    retention = session.program.retention
    found = retention.of(wanted)
    rule = f"{found.label}. {retention.told(found)} " if found else ""
    return f"Reviewed {when}. {rule}{retention.to_confirm}"
