"""Looks: each opening of a case, a record, a number or an address, as the ledger noted it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Final

from hru_advocate.casework.case_label import CaseLabel
from hru_advocate.casework.records.records import title_of_form
from hru_advocate.casework.session import Session
from hru_advocate.casework.settings import RENAMED, name_changes
from hru_advocate.casework.wording import EVENTS, recorded_in_words
from hru_advocate.domain.ledger.entry import Entry
from hru_advocate.domain.ledger.ids import case_ref
from hru_advocate.domain.ledger.records import told_in
from hru_advocate.errors import NotFound
from hru_advocate.store import views
from hru_advocate.store.ledger import entries, ledger

LOOKS: Final = ("view", "read", "reveal", "opened_restricted")
"""The events that say that somebody looked."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look: at which case, at what, by whom, when; the reason stands in the words, where one was asked.

    A change of the author's name is of no case: ``label`` is ``None``.
    """

    label: CaseLabel | None
    words: str
    author: str
    when: str


def looks(session: Session, case: str | None = None, *, limit: int = 200) -> tuple[Look, ...]:
    """Every look at a case, or at all cases, the newest first, with each change of the name they are noted under."""
    found = [*ledger.events_about_cases(session.vault, LOOKS, limit, case=case), *_name_changes(session)]
    newest = sorted(found, key=lambda one: (one.header.recorded.utc, one.header.sequence), reverse=True)[:limit]
    label = cache(partial(_label, session))
    return tuple(_look(session, one, label) for one in newest)


def _name_changes(session: Session) -> list[Entry]:
    """The changes of the author's name: who looked before one and after it may be one person."""
    return entries.unit_events(session.vault, (RENAMED,)) if name_changes(session) else []


def _look(session: Session, event: Entry, label: Callable[[str], CaseLabel]) -> Look:
    header = event.header
    return Look(
        label=label(header.case) if header.case else None,
        words=_words(session, event),
        author=header.author,
        when=recorded_in_words(header.recorded.utc),
    )


def _label(session: Session, case: str) -> CaseLabel:
    """The case of a look; of one that was erased, its reference alone."""
    try:
        return CaseLabel.of(views.case_row(session.vault, case))
    except NotFound:
        return CaseLabel(case, case_ref(case), "?")


def _words(session: Session, event: Entry) -> str:
    title = EVENTS.get(event.header.form, event.header.form)
    if event.body is None:
        return title
    body = told_in(event)
    if event.header.form == RENAMED:
        return f"{title}: from {body.get('old', '?')} to {body.get('new', '?')}"
    told = body.get("outside_rules") or body.get("reason") or ""
    if not told and isinstance(form := body.get("form"), str):
        told = title_of_form(session, form)
    return f"{title}: {told}" if told else title
