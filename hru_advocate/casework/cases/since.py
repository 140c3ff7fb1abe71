"""Lists what is new in a case since the last contact."""

from __future__ import annotations

from dataclasses import dataclass

from hru_advocate.casework.records.records import with_labels
from hru_advocate.casework.session import Session
from hru_advocate.casework.wording import line_in_list, sort_in_words
from hru_advocate.store import views
from hru_advocate.store.ledger import ledger


@dataclass(frozen=True, slots=True)
class SinceLine:
    """One thing that is new since the last contact."""

    kind: str
    text: str
    entry: str


def since_last_time(session: Session, case: str) -> tuple[str, tuple[SinceLine, ...]]:
    """Entries since two contacts ago: ``(since when, lines)``, newest first."""
    contacts = views.lines_of_case(session.vault, case, slot="contact")
    before = contacts[1].recorded if len(contacts) > 1 else ""
    words = f"since {sort_in_words(before, session.now().date())}" if before else "since the beginning"
    lines = [
        line
        for line in views.lines_of_case(session.vault, case)
        if line.recorded > before and line.slot not in ("paper", "notes")
    ]
    lines.sort(key=lambda line: line.recorded, reverse=True)
    titles = {form.id: form.title for form in session.forms.all()}
    return words, tuple(
        SinceLine(titles.get(line.form, line.form), with_labels(session, _words(session, line)), line.entry)
        for line in lines[:6]
    )


def _words(session: Session, line: views.RecordRow) -> str:
    return line_in_list(session.read(ledger.entry(session.vault, line.entry))) if line.slot == "plan" else line.line
