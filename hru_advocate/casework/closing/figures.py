"""Figures kept of cases that were erased: counted with the others, and naming nobody and no case."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.records.entries import save
from hru_advocate.casework.session import Session
from hru_advocate.domain.closing.closures import read_closure
from hru_advocate.domain.forms.answers import Answers, value_of
from hru_advocate.domain.ledger.records import Record
from hru_advocate.store import views


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """One erased case as it is still counted: ids of choices, months as 2026-11, "" where nothing was said."""

    area: str
    source: str
    decision: str
    behaviours: tuple[str, ...]
    opened: str
    closed: str
    why: str
    outcome: str
    value_added: str
    level: str
    contacts: int
    incidents: int


def kept_statistics(session: Session) -> tuple[KeptFigures, ...]:
    """The figures of every case that was erased, for the unit's counts."""
    return tuple(_read(one.answers) for one in session.heads(None, ["kept_figures"]) if not one.erased)


def keep_figures(session: Session, case: str) -> None:
    """Keep what is counted of a case that is about to be erased."""
    save(session, "kept_figures", {key: value for key, value in _figures(session, case).items() if value != ""})


def _figures(session: Session, case: str) -> dict[str, object]:
    row = views.case_row(session.vault, case)
    referral, closed = _newest(session, case, "referral"), _newest(session, case, "closure")
    closure = read_closure("", closed.answers) if closed else None
    answers = referral.answers if referral else {}
    return {
        "area": row.area or "",
        "source": value_of(answers, "source") or "",
        "decision": value_of(answers, "decision") or "",
        "behaviours": " ".join(value_of(answers, "behaviour") or ()),
        "opened": (referral.sort if referral else row.opened)[:7],
        "closed": f"{closure.on:%Y-%m}" if closure and closure.on else "",
        "why": closure.why if closure else "",
        "outcome": closure.outcome if closure else "",
        "value_added": closure.value_added if closure else "",
        "level": row.level or "",
        "contacts": len(views.lines_of_case(session.vault, case, slot="contact")),
        "incidents": len(views.lines_of_case(session.vault, case, slot="incident")),
    }


def _newest(session: Session, case: str, slot: str) -> Record | None:
    return next((one for one in session.heads(case, [slot]) if not one.erased), None)


def _read(answers: Answers) -> KeptFigures:
    def said(field: str) -> str:
        return value_of(answers, field) or ""

    return KeptFigures(
        area=said("area"),
        source=said("source"),
        decision=said("decision"),
        behaviours=tuple(said("behaviours").split()),
        opened=said("opened"),
        closed=said("closed"),
        why=said("why"),
        outcome=said("outcome"),
        value_added=said("value_added"),
        level=said("level"),
        contacts=value_of(answers, "contacts") or 0,
        incidents=value_of(answers, "incidents") or 0,
    )
